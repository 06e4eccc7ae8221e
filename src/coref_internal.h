/* What the files coref*.c share. */
#ifndef COREF_INTERNAL_H
#define COREF_INTERNAL_H
#include "clause.h"
#include "lexicon.h"
#include "quotation.h"

enum {
    ANTECEDENTS_MAX = 48, /* holders remembered; the oldest goes first */
    TARGETS_KEPT = 16,
    SENTENCES_BACK = 3    /* how far a pronoun looks */
};

/* Somebody who can be meant by a later pronoun or noun. */
struct antecedent {
    uint32_t mention, sentence, paragraph;
    actor_set actors;
    int32_t entity;  /* its own, or that of the mention which it stands for */
    uint32_t root;   /* see resolving */
    char gender, number;
    bool person;     /* can be he or she */
    bool thing;      /* can be it */
    bool unsure;     /* which of the two */
    bool subject, speaker, governed, weak; /* weak: only modifies or possesses */
    uint8_t outer;   /* how surely its verb of saying governs the sentence, 0 to 2: "..., Biegun stressed, ..." */
    bool joined;     /* by "and" to another one: no better than that */
    bool pair;       /* both of two that are joined */
    bool quoted;
    bool open;       /* somebody, but nobody knows who */
};

struct resolving {
    struct document *d;
    struct clause clause;
    struct quotations quotations;
    struct antecedent kept[ANTECEDENTS_MAX];
    uint32_t count;              /* ever kept: the last is kept[(count - 1) % ANTECEDENTS_MAX] */
    uint32_t targets[TARGETS_KEPT];
    uint32_t target_count;       /* mentions of targets, named or resolved, likewise */
    int32_t named[TARGETS_MAX];  /* first mention that names a target outright, NOWHERE */
    uint8_t *specific;           /* entry -> 1: it can stand for any target, 2: for its own alone, 0: not asked yet */
    actor_set seen;              /* actors named so far */
    uint32_t *root;              /* mention -> the first one that means the same holder */
    int32_t *first;              /* entity -> its first mention, NOWHERE before it comes */
    char *gender;                /* of roots: what pronouns told of them, 0 */
};

/* coref.c */
void coref_add(struct document *d, struct reference reference);
/* Leaves a mention open; maybe: those whom it may stand for. */
void coref_leave_open(struct document *d, uint32_t mention, int32_t antecedent, actor_set maybe, const char *rule);
void coref_add_target(struct document *d, uint32_t mention, int32_t antecedent, int target, const char *rule);
bool coref_is_person(const struct resolving *r, const struct mention *m);
const struct antecedent *coref_kept(const struct resolving *r, uint32_t back); /* 0: the last; NULL past the first */

/* coref_pronoun.c: he, she, it, they; also it and they for targets. */
void coref_pronoun(struct resolving *r, uint32_t mention);

/* coref_noun.c: the ministry, the president, the two sides. */
void coref_noun(struct resolving *r, uint32_t mention);
/* The mayor, the experts: an outsider whom the text has named already. */
void coref_outsider(struct resolving *r, uint32_t mention);

/* coref_target.c: such a declaration, the measures. */
void coref_target(struct resolving *r, uint32_t mention);
/* The latest target mentioned at most back sentences before a mention and fit for its number; NOWHERE if none. */
int32_t coref_last_target(const struct resolving *r, uint32_t mention, uint32_t back, char number);

#endif
