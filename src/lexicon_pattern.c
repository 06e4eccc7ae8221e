/* (5a) Patterns compiled: words into one trie for all lists, "re:" into PCRE2.
 *
 *     throw _ weight behind   pos v     root -throw-> . -_-> . -weight-> . -behind-> (entry, base)
 *                                       root -threw-> . ...                          (entry, past) ...
 *     South Koreans                     capitals in a pattern want capitals in the text: an edge of its own
 *
 * A pattern is cut by token_scan, as texts are, so that "'s" is a word and "U.S." is one. */
#include "lexicon_internal.h"

#include "base/utf8.h"
#include "stages.h"

#include <utf8proc.h>

struct compiling {
    struct loading *loading;
    struct lexicon *lexicon;
    uint32_t entry;
    struct tsv_cell pattern;
    long line;
};

static bool fault(struct compiling *c, size_t at, const char *text)
{
    faults_add(c->loading->faults, ESP_LEXICON, c->loading->file, c->line,
               c->pattern.column + (long)utf8_points(c->pattern.text, at), "pattern \"%.*s\": %s", (int)c->pattern.length,
               c->pattern.text, text);
    return false;
}

/* ---- words ------------------------------------------------------------------------------------------ */

static bool has_capital(const char *surface)
{
    size_t length = strlen(surface);
    for (uint32_t at = 0; at < length;) {
        int32_t point;
        at += utf8_read(surface, at, (uint32_t)length, &point);
        if (utf8proc_category(point) == UTF8PROC_CATEGORY_LU)
            return true;
    }
    return false;
}

static uint32_t word_number(struct lexicon *lexicon, const char *surface)
{
    uint16_t length;
    char *key = utf8_lower(&lexicon->arena, surface, (uint32_t)strlen(surface), &length);
    const char *wanted = has_capital(surface) ? surface : NULL;
    uint32_t first = hash_add(&lexicon->arena, &lexicon->word_of, key, length, lexicon->words.count), last = first;
    for (uint32_t w = first; w < lexicon->words.count; w = lexicon->words.items[last = w].next) {
        const char *have = lexicon->words.items[w].surface;
        if (have == wanted || (have && wanted && !strcmp(have, wanted)))
            return w;
    }
    uint32_t number = lexicon->words.count;
    vec_push(&lexicon->arena, &lexicon->words, (struct word){wanted, HASH_MISSING, 0});
    if (number != first)
        lexicon->words.items[last].next = number;
    return number;
}

static uint32_t new_node(struct lexicon *lexicon)
{
    vec_push(&lexicon->arena, &lexicon->nodes, (struct node){.output = HASH_MISSING});
    return lexicon->nodes.count - 1;
}

static uint32_t child_on_word(struct lexicon *lexicon, uint32_t node, const char *surface)
{
    struct edge edge = {node, word_number(lexicon, surface)};
    struct word *word = &lexicon->words.items[edge.word];
    if (node == 0)
        return word->root ? word->root : (word->root = new_node(lexicon));
    uint32_t child = hash_get(&lexicon->edges, (const char *)&edge, sizeof edge);
    if (child != HASH_MISSING)
        return child;
    struct edge *key = arena_alloc(&lexicon->arena, sizeof *key);
    *key = edge;
    child = new_node(lexicon);
    return hash_add(&lexicon->arena, &lexicon->edges, (const char *)key, sizeof *key, child);
}

static uint32_t child_on_gap(struct lexicon *lexicon, uint32_t node)
{
    if (!lexicon->nodes.items[node].gap) {
        uint32_t child = new_node(lexicon);
        lexicon->nodes.items[node].gap = child;
    }
    return lexicon->nodes.items[node].gap;
}

/* Of the entries of one list that end at a node only one can ever stand: the first, or the first of kind "not". */
static void add_output(struct lexicon *lexicon, uint32_t node, uint32_t entry, uint8_t form)
{
    const struct entry *new = &lexicon->entries.items[entry];
    for (uint32_t o = lexicon->nodes.items[node].output; o != HASH_MISSING; o = lexicon->outputs.items[o].next) {
        struct output *output = &lexicon->outputs.items[o];
        const struct entry *old = &lexicon->entries.items[output->entry];
        if (old->list != new->list)
            continue;
        if (new->kind == KIND_NOT && old->kind != KIND_NOT)
            *output = (struct output){entry, form, output->next};
        return; /* "put": base before past */
    }
    vec_push(&lexicon->arena, &lexicon->outputs, (struct output){entry, form, lexicon->nodes.items[node].output});
    lexicon->nodes.items[node].output = lexicon->outputs.count - 1;
}

/* Adds the words with the one at bent in this form. NULL is a gap. */
static void add_path(struct compiling *c, const char *const *words, uint32_t count, uint32_t bent, struct form form)
{
    uint32_t node = 0;
    for (uint32_t i = 0; i < count; i++)
        node = !words[i] ? child_on_gap(c->lexicon, node)
                         : child_on_word(c->lexicon, node, i == bent ? form.text : words[i]);
    add_output(c->lexicon, node, c->entry, form.form);
}

static bool gaps_valid(struct compiling *c, const char *const *words, const struct token_vec *tokens)
{
    uint32_t gaps = 0, last = tokens->count - 1;
    for (uint32_t i = 0; i <= last; i++) {
        if (words[i])
            continue;
        if (i == 0 || i == last || !words[i - 1])
            return fault(c, tokens->items[i].span.start, "\"_\" must stand between two words");
        if (++gaps > GAPS_MAX)
            return fault(c, tokens->items[i].span.start, "more than three \"_\"");
    }
    return true;
}

static bool compile_words(struct compiling *c, const char **normal)
{
    struct arena *arena = &c->lexicon->arena;
    struct token_vec tokens = {0};
    token_scan(arena, c->lexicon, c->pattern.text, (struct span){0, c->pattern.length}, &tokens);
    if (!tokens.count)
        return fault(c, 0, "no words");
    const char **words = arena_alloc(arena, tokens.count * sizeof *words);
    const char *joined = "";
    for (uint32_t i = 0; i < tokens.count; i++) {
        struct span span = tokens.items[i].span;
        char *word = arena_copy(arena, c->pattern.text + span.start, span_length(span));
        words[i] = strcmp(word, "_") ? word : NULL;
        joined = arena_printf(arena, "%s%s%s", joined, i ? " " : "", word);
    }
    *normal = joined;
    if (!gaps_valid(c, words, &tokens))
        return false;
    struct forms forms;
    char pos = c->lexicon->entries.items[c->entry].pos;
    uint32_t bent = pos == 'n' ? tokens.count - 1 : 0;
    lexicon_inflect(c->lexicon, words[bent], pos, &forms);
    for (uint32_t i = 0; i < forms.count; i++)
        add_path(c, words, tokens.count, bent, forms.items[i]);
    return true;
}

/* ---- regular expressions ---------------------------------------------------------------------------- */

static void add_literals(struct lexicon *lexicon, struct regex *regex, const char *text, size_t length)
{
    struct literals literals = lexicon_literals(&lexicon->arena, text, length);
    regex->literals = arena_alloc(&lexicon->arena, literals.count * sizeof *regex->literals);
    regex->literal_count = literals.count;
    for (uint32_t i = 0; i < literals.count; i++) {
        const char *literal = literals.items[i];
        uint32_t next = lexicon->literals.count;
        uint32_t number = hash_add(&lexicon->arena, &lexicon->literal_of, literal, strlen(literal), next);
        if (number == next)
            vec_push(&lexicon->arena, &lexicon->literals, literal);
        regex->literals[i] = number;
    }
}

static bool compile_regex(struct compiling *c)
{
    struct lexicon *lexicon = c->lexicon;
    const char *text = c->pattern.text + 3;
    size_t length = c->pattern.length - 3, offset;
    int code;
    vec_push(&lexicon->arena, &lexicon->regexes, (struct regex){.entry = c->entry});
    struct regex *regex = &lexicon->regexes.items[lexicon->regexes.count - 1];
    add_literals(lexicon, regex, text, length);
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C;
    regex->code = pcre2_compile((PCRE2_SPTR)text, length, options, &code, &offset, NULL);
    if (!regex->code) {
        PCRE2_UCHAR message[160];
        lexicon->regexes.count--;
        if (code == PCRE2_ERROR_HEAP_FAILED)
            arena_out_of_memory(&lexicon->arena);
        pcre2_get_error_message(code, message, sizeof message);
        return fault(c, 3 + offset, (const char *)message);
    }
    uint32_t empty = 0;
    pcre2_pattern_info(regex->code, PCRE2_INFO_MATCHEMPTY, &empty);
    if (empty)
        return fault(c, 0, "matches the empty text: every alternative needs a word");
    if (lexicon->jit)
        pcre2_jit_compile(regex->code, PCRE2_JIT_COMPLETE); /* where there is no JIT the interpreter does it */
    return true;
}

/* Texts are folded before they meet patterns, so a pattern must be written folded. */
static bool is_folded(struct compiling *c)
{
    for (uint32_t at = 0; at < c->pattern.length;) {
        int32_t point;
        uint32_t size = utf8_read(c->pattern.text, at, c->pattern.length, &point);
        if (point >= 0x2018 && point <= 0x201F)
            return fault(c, at, "typographic quotation mark: want a straight one, ' or \"");
        if (point > 0x7F && utf8proc_category(point) == UTF8PROC_CATEGORY_ZS)
            return fault(c, at, "unusual space: want an ordinary one");
        if (point > 0x7F && utf8proc_category(point) == UTF8PROC_CATEGORY_CF)
            return fault(c, at, "invisible character");
        if (point >= 0x300 && point <= 0x36F)
            return fault(c, at, "combining accent: want the composed letter");
        at += size;
    }
    return true;
}

bool lexicon_compile(struct loading *loading, uint32_t entry, struct tsv_cell pattern, long line, const char **normal)
{
    struct compiling c = {loading, loading->lexicon, entry, pattern, line};
    if (!is_folded(&c))
        return false;
    if (pattern.length < 3 || memcmp(pattern.text, "re:", 3))
        return compile_words(&c, normal);
    *normal = arena_copy(&loading->lexicon->arena, pattern.text, pattern.length);
    return compile_regex(&c);
}
