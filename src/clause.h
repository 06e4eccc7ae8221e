/* What a token does in its clause, and noun phrases, for (7) and (8). Reads tokens, matches and mentions only. */
#ifndef CLAUSE_H
#define CLAUSE_H
#include "lexicon.h"

enum word {
    WORD_PLAIN,       /* noun, adjective or a verb that no list knows */
    WORD_ARTICLE,
    WORD_DETERMINER,
    WORD_PREPOSITION,
    WORD_TO,          /* "to" */
    WORD_CONJUNCTION, /* and, or, but */
    WORD_SUBORDINATOR,
    WORD_RELATIVE,    /* who, which, whose */
    WORD_THAT,        /* "that", whatever it is */
    WORD_AUXILIARY,
    WORD_BE,
    WORD_HAVE,
    WORD_ADVERB,
    WORD_VERB,        /* a verb of the lists, where it stands as one */
    WORD_DAY,         /* Monday, August, yesterday */
    WORD_NUMBER,
    WORD_POSSESSIVE,
    WORD_COMMA,
    WORD_DASH,
    WORD_COLON,
    WORD_BREAK,       /* . ! ? ; ... */
    WORD_OPEN,        /* ( [ */
    WORD_CLOSE,
    WORD_QUOTE,
    WORD_MARK         /* any other sign */
};

struct clause {
    const struct document *d;
    uint8_t *words;      /* enum word of each token */
    bool *joins;         /* part of a condition, which can open a clause: before, as long as */
    int32_t *mention_at; /* longest mention that covers a token, NOWHERE */
    int32_t *verb_at;    /* match of the verb that begins at a token marked WORD_VERB, NOWHERE */
    bool *utterance;     /* a noun of speaking ends at a token */
    int32_t *pronoun_at; /* match of LIST_PRONOUNS that begins at a token, NOWHERE */
    int32_t *attitude_at; /* match of LIST_ATTITUDE that begins at a token, NOWHERE */
    int32_t *role_at;    /* match of LIST_ROLES over a token, NOWHERE */
    int32_t *manner_at;  /* match of a phrase like "in a statement" that begins at a token, NOWHERE */
};

/* A noun phrase: "[a spokesman] for the foreign ministry". */
struct phrase {
    struct span tokens; /* empty when there is none */
    struct span head;   /* without what hangs behind it */
    int32_t mention;    /* who that is, NOWHERE when it is nobody known */
    actor_set actors;   /* of all that are coordinated: "Seoul and Washington" */
    bool known;         /* an actor or an outsider, and not left open */
    bool governed;      /* a preposition stands before it */
};

enum { CLAUSE_REACH = 60 }; /* no rule looks farther than this many tokens, which keeps long sentences linear */

/* Read once a document, when tokens, matches and mentions are there. */
const struct clause *clause_of(struct document *d);
void clause_find_verbs(struct clause *c);           /* clause_verb.c: marks the verbs of the lists, for clause_of */
bool clause_subject_before(const struct clause *c, uint32_t at, uint32_t start); /* a subject can end right before at */
bool clause_ends_with(const struct token *t, const char *ending);

bool clause_is(const struct clause *c, uint32_t token, const char *key); /* token has this key */
const char *clause_role(const struct clause *c, uint32_t token);         /* class in roles.tsv, "" */
int32_t clause_mention_ending(const struct clause *c, uint32_t end);     /* longest mention that ends there */
int32_t clause_mention_starting(const struct clause *c, uint32_t start);
uint32_t clause_floor(const struct clause *c, uint32_t sentence);        /* first token behind "SEOUL (Yonhap) --" */
bool clause_heading(const struct clause *c, uint32_t sentence);          /* a headline, or the line above the text */
bool clause_utterance(const struct clause *c, uint32_t token);           /* a noun of speaking: statement, report */
bool clause_modifies(const struct mention *m);                           /* possesses or says which, and acts not */
bool clause_nominal(const struct clause *c, uint32_t token);             /* may stand in a noun phrase */

/* The noun phrase that ends at a token (exclusive), with what hangs behind its head, not reaching below floor; and the
 * one that starts at a token, not reaching beyond limit. */
struct phrase clause_phrase_before(const struct clause *c, uint32_t floor, uint32_t end);
struct phrase clause_core_before(const struct clause *c, uint32_t floor, uint32_t end); /* the same, the head alone */
struct phrase clause_phrase_after(const struct clause *c, uint32_t start, uint32_t limit);

/* phrase.c: finds who a phrase is. phrase_after.c: the mark on the other side of a nickname, NOWHERE. */
void clause_settle(const struct clause *c, struct phrase *p);
int32_t clause_nickname(const struct clause *c, uint32_t mark, bool left, uint32_t limit);

/* The subject of the verb group that begins at a token: walks left over appositions, relative clauses and adverbs.
 * "[Kang Kyung-wha], the foreign minister, who was in Seoul, also said". Empty when there is none. */
struct phrase clause_subject(const struct clause *c, uint32_t floor, uint32_t group);

/* The first noun phrase of a sentence that can be its subject, for verbs that share it: "Kim met Moon and said". */
struct phrase clause_first_subject(const struct clause *c, uint32_t floor, uint32_t before);

bool clause_verb_after(const struct clause *c, uint32_t end); /* a verb follows, over auxiliaries and adverbs */
bool clause_finite(const struct clause *c, uint32_t token); /* a verb that has a subject: no gerund, no infinitive */

enum verb_form clause_form(const struct document *d, const struct match *match); /* of its first word */

/* The noun that the words of a match are as well, "demand" the verb and the noun; NULL when there is none. */
const struct entry *clause_noun_of(const struct document *d, const struct match *match);

/* First token of the verb group that the verb at a token belongs to: "has also [said]"; passive when a form of be
 * stands in it. */
uint32_t clause_group(const struct clause *c, uint32_t floor, uint32_t verb, bool *passive);

#endif
