/* What the files lexicon*.c and match.c share: how patterns are kept once they are compiled. All of it is constant after
 * lexicon_load and lives in the lexicon's arena, but for the regular expressions, which PCRE2 owns. */
#ifndef LEXICON_INTERNAL_H
#define LEXICON_INTERNAL_H
#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/hash.h"
#include "base/tsv.h"
#include "lexicon.h"

#include <pcre2.h>

enum { GAP_WORDS_MAX = 3, GAPS_MAX = 3 };

/* ---- patterns of words: one trie for all lists ---------------------------------------------------- */

/* A word as patterns have it. Words with one key and different capitals are chained by next. */
struct word {
    const char *surface; /* with its capitals; NULL: any capitalisation */
    uint32_t next;       /* HASH_MISSING at the end */
};

struct node {          /* children stand in lexicon.edges; node 0 is the root */
    uint32_t output;   /* first of those that end here, HASH_MISSING if none */
    uint32_t gap;      /* child behind "_", 0 if none */
};

struct output {
    uint32_t entry;
    uint8_t form; /* enum verb_form */
    uint32_t next;
};

struct edge { /* key of an edge in the hash: it leads from node on word to the value */
    uint32_t node, word;
};

/* ---- regular expressions --------------------------------------------------------------------------- */

/* Literals one of which every match has in it, lower case; none: nothing is known. */
struct literals {
    const char **items;
    uint32_t count;
};

struct regex {
    uint32_t entry;
    pcre2_code *code;
    struct literals literals;
};

/* ---- irregular forms ------------------------------------------------------------------------------- */

struct form {
    const char *text;
    uint8_t form; /* enum verb_form; FORM_BASE for the singular, FORM_S for the plural of a noun */
};

enum { FORMS_MAX = 16 };

struct forms {
    struct form items[FORMS_MAX];
    uint32_t count;
};

/* ---- the lexicon ----------------------------------------------------------------------------------- */

struct entry_link {
    int32_t next; /* entry of the same list and pattern that stands further down, NOWHERE */
};

struct lexicon {
    struct arena arena;
    bool jit;
    const char *name;
    char digest[65];
    VEC(struct entry) entries;
    VEC(struct entry_link) links; /* parallel to entries */
    int32_t entity_count;
    VEC(const char *) classes;
    struct hash class_of;

    struct hash word_of; /* key -> first word */
    VEC(struct word) words;
    struct hash edges;   /* struct edge -> node */
    VEC(struct node) nodes;
    VEC(struct output) outputs;
    VEC(struct regex) regexes;
    pcre2_match_context *match_context;

    VEC(struct forms) irregular;
    struct hash irregular_of;    /* "v:say" -> irregular */
    struct hash irregular_verbs; /* any irregular form of a verb -> enum verb_form */
    struct hash abbreviations, function_words; /* key -> class */
    struct hash months;                        /* key -> 1..12 */

    VEC(struct label) actors;
    VEC(struct label) targets;
};

/* While loading. */
struct loading {
    struct lexicon *lexicon;
    struct faults *faults;
    const char *file;      /* being read */
    struct hash patterns;  /* "list:pos:pattern" -> last entry with it */
    struct hash entities;  /* full name -> entity */
    void *digest;          /* SHA2_CTX */
};

/* lexicon_table.c: reads the tables of a folder in the order in which they need each other. */
void lexicon_read_general(struct loading *loading, const char *folder);
void lexicon_read_domain(struct loading *loading, const char *folder);

/* lexicon_entry.c: cells of a row -> entries, one for each alternative of the pattern. */
struct list_schema;
const struct list_schema *lexicon_schema(enum lexicon_list list);
void lexicon_read_list(struct loading *loading, const struct list_schema *schema, const char *folder);

/* lexicon_pattern.c: adds a pattern, which names the entry at index, to the trie or to the regular expressions. false
 * after a fault. normal receives the pattern with one space between words. */
bool lexicon_compile(struct loading *loading, uint32_t entry, struct tsv_cell pattern, long line, const char **normal);

/* lexicon_inflect.c: forms of a word, itself first. */
void lexicon_inflect(struct lexicon *lexicon, const char *word, char pos, struct forms *out);
void lexicon_add_irregular(struct lexicon *lexicon, const char *lemma, char pos, struct tsv_cell forms);

/* lexicon_literal.c: what every match of a regular expression has in it. */
struct literals lexicon_literals(struct arena *arena, const char *regex, size_t length);

/* lexicon.c: shared with lexicon_check.c. Reads everything, telling faults; NULL with *out_of_memory set or not. */
struct lexicon *lexicon_read(const char *folder, const char *general, bool jit, struct faults *faults);

const char *lexicon_intern_class(struct lexicon *lexicon, const char *text, size_t length);

#endif
