/* What the files actor*.c share: the words around a mention, names of persons, groups of words that name a holder. */
#ifndef ACTOR_INTERNAL_H
#define ACTOR_INTERNAL_H
#include "base/hash.h"
#include "lexicon.h"
#include "stages.h"

/* Whoever is named, as far as it is known: what mentions of one person or group share. */
struct holder {
    actor_set actors;
    bool open;      /* (7) has to find the actor among actors (0: any) */
    bool other;     /* no actor */
    bool all;       /* all of actors at once */
    int32_t entry;  /* lexicon entry, NOWHERE */
    int32_t entity; /* NOWHERE */
    char gender;
};

/* A person's name where it stands in the text. */
struct name {
    struct span tokens;
    bool full;   /* first name and surname; else the short form */
    bool listed; /* in actors.tsv; else its holder may come from a title or an apposition */
    bool known;  /* holder says whom it speaks for; false: an unlisted name about which nothing was said */
    struct holder holder;
};

struct scene {
    struct document *d;
    const struct lexicon *lexicon;
    int32_t *actor_at, *role_at, *pronoun_at, *target_at, *hedge_at, *attitude_at; /* match that covers a token, NOWHERE */
    int32_t *verb_at;   /* match of a cue bent as a verb that begins at a token, NOWHERE */
    int32_t *speech_at; /* the same of speech.tsv */
    int32_t *name_at;   /* name that covers a token, NOWHERE */
    bool *skipped;      /* by sentence: bylines, credits and the like name no holders */
    bool *titled;       /* by sentence: every word has a capital, so capitals say nothing */
    VEC(struct name) names;
    struct hash lower_seen; /* keys that stand somewhere without a capital */
    struct hash unlisted;   /* "leif-eric easley" -> entity */
    struct hash fates;      /* entity (its number as bytes) -> name that says whom it speaks for */
    int32_t entity_count;
    const char *official, *leader, *org, *group, *outsider, *former; /* classes of roles */
    const char *article, *determiner, *possessive, *preposition;     /* classes of function words */
};

/* actor_word.c: single words. */
const struct token *actor_token(const struct scene *s, uint32_t at);
const struct entry *actor_entry(const struct scene *s, int32_t match);
struct span actor_sentence(const struct scene *s, uint32_t token); /* tokens of the sentence that a token is in */
bool actor_is(const struct scene *s, uint32_t at, const char *key);
const char *actor_function(const struct scene *s, uint32_t at); /* class of function.tsv, NULL */
bool actor_is_day(const struct scene *s, uint32_t at);          /* Monday, Aug. */
bool actor_is_capital(const struct scene *s, uint32_t at);      /* Title or MiXed word that could be a name's */
bool actor_is_modifier(const struct scene *s, uint32_t at, bool strict); /* may stand between "South Korean" and "officials" */
bool actor_is_plural(const struct scene *s, uint32_t at);
bool actor_before_noun(const struct scene *s, uint32_t end, bool acronym, bool plural); /* what ends there modifies a noun */
bool actor_is_former(const struct scene *s, uint32_t at);       /* "former", "ex-president", "then-secretary" */

/* actor_name.c: finds the names of a document. */
void actor_find_names(struct scene *s);
struct holder actor_holder_of(const struct scene *s, uint32_t entry); /* of an entry of actors.tsv on the document's day */
const struct name *actor_name_known(const struct scene *s, int32_t entity); /* the name that said whom it speaks for, NULL */
void actor_name_tell(struct scene *s, struct name *name, struct holder holder); /* says whom an unlisted name speaks for */

/* actor_phrase.c: pushes the mentions of holders in a sentence. */
void actor_find_phrases(struct scene *s, uint32_t sentence, uint32_t start);

/* actor_link.c: appositions and coordinations among the mentions of a sentence, from first on. */
void actor_link(struct scene *s, uint32_t first);

/* actor_pronoun.c */
void actor_find_pronouns(struct scene *s, uint32_t sentence, uint32_t start);

#endif
