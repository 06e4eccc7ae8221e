/* (5a) Lexicons: loaded once, constant afterwards, shared by threads. Formats: lexicons/README.md. */
#ifndef LEXICON_H
#define LEXICON_H
#include "document.h"

/* Lists, one a file; LIST_ACTORS and LIST_TARGETS are the domain's. */
enum lexicon_list {
    LIST_SPEECH,
    LIST_ATTITUDE,
    LIST_ACTION,
    LIST_NEGATION,
    LIST_MODALITY,
    LIST_CONDITION,
    LIST_HEDGE,
    LIST_CONTRAST,
    LIST_SENTIMENT,
    LIST_PRONOUNS,
    LIST_ROLES,
    LIST_ACTORS,
    LIST_TARGETS,
    LIST_COUNT
};

/* Frames a cue takes, or'ed. */
enum frame {
    FRAME_QUOTE = 1 << 0,
    FRAME_THAT = 1 << 1,
    FRAME_INF = 1 << 2,
    FRAME_NP = 1 << 3,
    FRAME_HEARER = 1 << 4,
    FRAME_INV = 1 << 5,
    FRAME_PRE = 1 << 6,
    FRAME_FOR = 1 << 7,
    FRAME_OF = 1 << 8,
    FRAME_AS = 1 << 9,
    FRAME_ON = 1 << 10,
    FRAME_TO = 1 << 11
};

enum verb_form { FORM_NONE, FORM_BASE, FORM_S, FORM_PAST, FORM_PARTICIPLE, FORM_ING }; /* -ed is FORM_PAST when past and participle are alike */

enum entry_kind { KIND_NONE, KIND_NAME, KIND_ORG, KIND_PERSON, KIND_LEADER, KIND_OFFICE, KIND_ADJECTIVE, KIND_CONTEXT,
                  KIND_OTHER, KIND_NOT };

struct entry {
    uint8_t list;         /* enum lexicon_list */
    uint8_t kind;         /* enum entry_kind; actors and targets */
    char pos;             /* 'v', 'n' or 'x' */
    int8_t value;         /* +1, -1, 0 */
    const char *pattern;  /* as written, one alternative; names the entry in dumps and features */
    const char *class;    /* interned: equal classes are equal pointers; "" if none. Compare with lexicon_class() */
    uint32_t frames;      /* enum frame, or'ed */
    actor_set actors;     /* LIST_ACTORS */
    bool all;             /* stands for all of them at once ("+") */
    bool either;          /* for one of them by the article (","); with all: one of several sets, actors their union */
    int8_t target;        /* LIST_TARGETS, NOWHERE else */
    int32_t from, to;     /* days since 1970-01-01, INT32_MIN / INT32_MAX when open; both inclusive */
    char gender, number;  /* 'm' 'f' 'n', 's' 'p', 0 */
    uint8_t person;       /* pronouns */
    int32_t entity;       /* rows of the same full name share one; NOWHERE for lists other than actors */
    bool is_short;        /* this pattern is the short form of a person ("Moon") */
    const char *file;     /* where it comes from */
    long line;
};

struct label { /* an actor or a target of the domain */
    const char *id, *label, *gloss;
};

struct lexicon;

/* Loads folder (the domain, may be NULL: general lists only) and the general lists from the folder above it, or
 * from general when that is not NULL. NULL on error (ESP_LEXICON, ESP_IO, ESP_NOMEM). */
struct lexicon *lexicon_load(const char *folder, const char *general, bool jit, struct esp_error *error);
void lexicon_free(struct lexicon *lexicon);

const struct entry *lexicon_entry(const struct lexicon *lexicon, uint32_t entry);
uint32_t lexicon_entry_count(const struct lexicon *lexicon);
/* Next entry of the same list with the same pattern, NOWHERE at the end. A match names only the first: "Kim" is the
 * short form of several persons, "claim" may be a verb and a noun, a person may have two spells in office. */
int32_t lexicon_entry_next(const struct lexicon *lexicon, uint32_t entry);
int32_t lexicon_entity_count(const struct lexicon *lexicon); /* entities of entries are below it */
const char *lexicon_class(const struct lexicon *lexicon, const char *name); /* the interned class, NULL if no entry has it */
const char *lexicon_list_name(enum lexicon_list list); /* "speech" */

size_t lexicon_actor_count(const struct lexicon *lexicon);
size_t lexicon_target_count(const struct lexicon *lexicon);
const struct label *lexicon_actor(const struct lexicon *lexicon, size_t actor);
const struct label *lexicon_target(const struct lexicon *lexicon, size_t target);
const char *lexicon_name(const struct lexicon *lexicon);   /* last part of the folder's path: "korea" */
const char *lexicon_digest(const struct lexicon *lexicon); /* SHA-256 over names and contents of all its files, hex */

/* Abbreviations and the calendar, for (1), (3) and (4). key is lower case, with its stop: "gen.". */
const char *lexicon_abbreviation(const struct lexicon *lexicon, const char *key, size_t length); /* class, or NULL */
/* Class of a function word (function.tsv: article, determiner, preposition, conjunction, subordinator, relative,
 * auxiliary, be, have, particle, adverb, possessive), NULL if it is none. key is lower case. */
const char *lexicon_function_word(const struct lexicon *lexicon, const char *key, size_t length);
/* Actors that the words name by themselves: as a name, an adjective, an organ or the short form of a person; 0 if none.
 * key is lower case. */
actor_set lexicon_named(const struct lexicon *lexicon, const char *key, size_t length);
int lexicon_month(const struct lexicon *lexicon, const char *key, size_t length); /* 1..12, 0 if it is no month ("aug", "aug.", "august") */

/* Which form of an irregular verb the word is (irregular.tsv; "give" and "gives", too), FORM_NONE if of none. key is
 * lower case. */
enum verb_form lexicon_irregular_verb(const struct lexicon *lexicon, const char *key, size_t length);

/* Days since 1970-01-01 of "YYYY-MM-DD" in the proleptic Gregorian calendar; INT32_MIN if it is no date. */
int32_t lexicon_day(const char *date);

#endif
