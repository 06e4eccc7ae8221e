/* What the files lexicon*.c and match.c share: how patterns are kept once they are compiled. All of it is constant
 * after lexicon_load and lives in the lexicon's arena, but for the regular expressions, which PCRE2 owns. */
#ifndef LEXICON_INTERNAL_H
#define LEXICON_INTERNAL_H
#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/digest.h"
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
    uint32_t root;       /* node that the root's edge on this word leads to, 0 if none */
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
    uint32_t *literals; /* numbers in lexicon.literals */
    uint32_t literal_count;
};

/* ---- irregular forms ------------------------------------------------------------------------------- */

struct form {
    const char *text;
    uint8_t form; /* enum verb_form; FORM_NONE for nouns */
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
    char digest[DIGEST_SIZE];
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
    VEC(const char *) literals; /* each once */
    struct hash literal_of;
    pcre2_match_context *match_context;

    VEC(struct forms) irregular;
    struct hash irregular_of;    /* "v:say" -> irregular */
    struct hash irregular_verbs; /* any form of an irregular verb -> enum verb_form */
    struct hash abbreviations, function_words; /* key -> class */
    struct hash months;                        /* key -> 1..12 */

    struct hash name_of;                       /* name of an actor, lower case -> named */
    VEC(actor_set) named;

    VEC(struct label) actors;
    VEC(struct label) targets;
};

/* ---- loading --------------------------------------------------------------------------------------- */

struct loading {
    struct lexicon *lexicon;
    struct faults *faults;
    const char *file;     /* being read */
    struct hash patterns; /* "list:pattern" -> first entry with it */
    struct hash entities; /* full name -> entity */
    struct digest digest; /* of all files so far */
};

/* lexicon.c: reads all lists, telling faults; lexicon_load stops at the first, esp_lexicon_check goes on. What is read
 * may be incomplete when there were faults. NULL when memory ran out. */
struct lexicon *lexicon_read(const char *folder, const char *general, bool jit, struct faults *faults);
const char *lexicon_intern_class(struct lexicon *lexicon, const char *text, size_t length);

/* lexicon_table.c: reads one table and adds it to the digest; false when it could not be read. Then the tables that are
 * no lists: abbreviations, function words, irregular forms, calendar; the domain's actors and targets. */
bool lexicon_read_table(struct loading *loading, const char *folder, const char *file, const struct tsv_column *columns,
                        uint32_t column_count, struct tsv *table);
void lexicon_read_words(struct loading *loading, const char *folder);
void lexicon_read_domain(struct loading *loading, const char *folder);

/* lexicon_list.c */
void lexicon_read_list(struct loading *loading, enum lexicon_list list, const char *folder);

/* lexicon_cell.c: the cells of a row of a list. */
enum lexicon_column { PATTERN, POS, CLASS, VALUE, FRAMES, KIND, ACTOR, TARGET, SHORT, FROM, TO, GENDER, PERSON, NUMBER,
                      NOTE, COLUMN_COUNT };

struct list_schema {
    const char *file, *name;
    enum lexicon_list list;
    enum lexicon_column columns[10]; /* ends with NOTE */
    const char *classes;             /* or kinds, each followed by a blank */
    bool zero;                       /* value may be 0 */
};

struct lexicon_row {
    struct loading *loading;
    const struct list_schema *schema;
    struct tsv_cell cells[COLUMN_COUNT]; /* empty where the list has no such column */
    long line;
    bool bad; /* a fault was told */
};

bool lexicon_read_cells(struct lexicon_row *row, struct entry *entry); /* false after a fault */
bool lexicon_cell_is_none(const struct tsv_cell *cell);
void lexicon_cell_fault(struct lexicon_row *row, enum lexicon_column column, const struct tsv_cell *cell,
                        const char *want);
const char *lexicon_column_name(enum lexicon_column column);
const char *lexicon_kind_name(enum entry_kind kind);

/* lexicon_pattern.c: adds a pattern, which names the entry at index, to the trie or to the regular expressions. false
 * after a fault. normal receives the pattern with one space between words. */
bool lexicon_compile(struct loading *loading, uint32_t entry, struct tsv_cell pattern, long line, const char **normal);

/* lexicon_inflect.c: forms of a word, itself first. */
void lexicon_inflect(struct lexicon *lexicon, const char *word, char pos, struct forms *out);
void lexicon_add_irregular(struct lexicon *lexicon, const char *lemma, char pos, struct tsv_cell forms);

/* lexicon_literal.c: what every match of a regular expression has in it. */
struct literals lexicon_literals(struct arena *arena, const char *regex, size_t length);

#endif
