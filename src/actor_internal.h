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

/* A group of words that names a holder. */
struct group {
    struct span tokens;
    uint32_t head;
    bool held; /* holder says something */
    struct holder holder;
    uint8_t kind;             /* enum entry_kind of the row that held it last, KIND_NONE if none */
    const struct entry *role; /* last role, NULL */
    int32_t name;             /* person that ends it, NOWHERE */
    bool former, plural;
    bool possessed; /* "'s" was read within: what follows belongs to the holder */
};

struct scene {
    struct document *d;
    const struct lexicon *lexicon;
    int32_t *actor_at, *role_at, *pronoun_at, *target_at, *hedge_at, *attitude_at; /* match over a token, NOWHERE */
    int32_t *verb_at;   /* match of a cue bent as a verb that begins at a token, NOWHERE */
    int32_t *speech_at; /* the same of speech.tsv */
    int32_t *name_at;   /* name that covers a token, NOWHERE */
    bool *skipped;      /* by sentence: bylines, credits and the like name no holders */
    bool *titled;       /* by sentence: every word has a capital, so capitals say nothing */
    VEC(struct name) names;
    struct hash lower_seen; /* keys that stand somewhere without a capital */
    struct hash speakers;   /* keys of single words with a capital that speak: "Lopez" */
    struct hash unlisted;   /* "leif-eric easley" -> entity */
    struct hash fates;      /* entity (its number as bytes) -> name that says whom it speaks for */
    int32_t entity_count;
    const char *leader, *org, *group, *outsider, *former; /* classes of roles */
    const char *article, *determiner, *possessive, *preposition;     /* classes of function words */
};

/* actor_word.c: single words. */
const struct token *actor_token(const struct scene *s, uint32_t at);
const struct entry *actor_entry(const struct scene *s, int32_t match);
struct span actor_sentence(const struct scene *s, uint32_t token); /* tokens of the sentence that a token is in */
bool actor_is(const struct scene *s, uint32_t at, const char *key);
const char *actor_function(const struct scene *s, uint32_t at); /* class of function.tsv, NULL */
bool actor_is_day(const struct scene *s, uint32_t at);          /* Monday, Aug. */
bool actor_is_honorific(const struct scene *s, uint32_t at);    /* Mr., Gen, Rep. */
bool actor_is_capital(const struct scene *s, uint32_t at);      /* Title or MiXed word that could be a name's */
bool actor_is_finite(const struct scene *s, uint32_t at);       /* "said", "wants": a verb form that is no base form */
bool actor_is_verb(const struct scene *s, uint32_t at);         /* the same, or an unknown word in -ed; no auxiliary */
bool actor_is_plural(const struct scene *s, uint32_t at);
bool actor_is_former(const struct scene *s, uint32_t at); /* "former", "ex-president", "then-secretary" */

/* A word may stand between "South Korean" and "officials"; strict: between "Seoul" and "officials". */
bool actor_is_modifier(const struct scene *s, uint32_t at, bool strict);

/* True when the word at modifies ends at a noun: "U.S. | sanctions". acronym and plural tell what stands before. */
bool actor_before_noun(const struct scene *s, uint32_t at, bool acronym, bool plural);

/* actor_name.c: finds the names of a document. */
void actor_find_names(struct scene *s);
bool actor_is_person(const struct entry *e);                           /* of kind person or leader */
bool actor_in_office(const struct scene *s, const struct entry *e);    /* on the document's day, or if it has none */
bool actor_can_be_name(const struct scene *s, uint32_t at);            /* a capitalised word of no other list */
bool actor_has_hyphen(const struct scene *s, uint32_t at);
bool actor_seen_lower(const struct scene *s, uint32_t at);             /* the text has the word without a capital */
bool actor_title_before(const struct scene *s, uint32_t at);           /* a role or an honorific ends there */
bool actor_spoke(const struct scene *s, uint32_t at);                  /* a finite verb of speech.tsv begins there */
const struct entry *actor_listed_short(const struct scene *s, uint32_t at); /* "Kim" of the list, NULL */
int32_t actor_unlisted_entity(struct scene *s, struct span tokens);    /* one for each wording */
void actor_add_name(struct scene *s, struct name name);

/* What a title or an apposition told of an unlisted person: the name that it was told of, NULL if nothing was. */
const struct name *actor_name_known(const struct scene *s, int32_t entity);
void actor_name_tell(struct scene *s, struct name *name, struct holder holder);

/* actor_short.c: the short forms, once the full names are found. */
void actor_find_short_names(struct scene *s);

/* actor_group.c: reads the group that starts at a token; it is empty when none does. */
struct group actor_group_read(struct scene *s, uint32_t start, uint32_t end);
bool actor_group_role_starts(const struct scene *s, uint32_t at);
bool actor_group_name_starts(const struct scene *s, uint32_t at);
const struct entry *actor_group_starts(const struct scene *s, uint32_t at); /* row of actors.tsv, no person's name */
struct span actor_group_span(const struct scene *s, uint32_t at);           /* its tokens */
bool actor_group_is_outsider(const struct scene *s, const struct entry *role);
void actor_group_hold_by_name(struct scene *s, struct group *g); /* "Moon's office": the person becomes the holder */

/* actor_phrase.c: pushes the mentions of holders in a sentence, from token start on. */
void actor_find_phrases(struct scene *s, uint32_t sentence, uint32_t start);

/* actor_link.c: an apposition or a coordination of the last two mentions. */
void actor_link(struct scene *s);

/* actor_pronoun.c */
void actor_find_pronouns(struct scene *s, uint32_t sentence, uint32_t start);

#endif
