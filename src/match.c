/* (5b) Matches: entries of the lexicons found in the tokens, in one pass over them.
 *
 *     Washington has been reluctant to lift sanctions    actors: Washington   attitude: reluctant to
 *                                                        action: lift         targets: sanctions
 *
 * From every token the trie of all lists is walked as far as it goes; "_" stands for up to three tokens. Regular
 * expressions are tried on a sentence when it holds what they cannot do without. Then, in each list, the longest wins,
 * between equals one of kind "not", then the entry that stands first, then the leftmost; whatever shares a token with a
 * winner is gone. Matches of kind "not" stay in document.matches: they are told by their entry's kind.
 * Known to be wrong: a hit with a gap hides shorter ones of its list inside the gap; overlapping hits of one regular
 * expression are not found, nor any in a sentence of more than 4000 bytes; a form that is both verb and noun is taken
 * for the entry that stands first. */
#include "base/utf8.h"
#include "lexicon_internal.h"
#include "stages.h"

#include <stdlib.h>
#include <utf8proc.h>

/* Bytes; what is longer is no prose and could take a regular expression too long. */
enum { REGEX_SENTENCE_MAX = 4000, PAIRS_SIZE = 65536 / 8, PATTERN_SHOWN = 40 };

struct hit {
    uint32_t entry;
    struct span tokens;
    uint8_t form, list;
    bool is_not;
};

struct search {
    struct document *d;
    const struct lexicon *lexicon;
    uint32_t sentence, end; /* end: one past the sentence's last token */
    uint32_t start;         /* where the walk began */
    uint32_t from;          /* first hit of this walk */
    VEC(struct hit) hits;   /* of one sentence */
    char *squeezed, *lower; /* the sentence with single spaces; in lower case ASCII */
    uint32_t *map;          /* byte of squeezed -> byte of the text */
    uint32_t *words;        /* token -> first word of its key, HASH_MISSING */
    uint32_t *looked, *held; /* literal -> sentence (from 1) in which it was looked for, and in which it was found */
    uint8_t *pairs;         /* bit set of the pairs of bytes in lower: most literals fail on it */
    uint8_t *taken;
    pcre2_match_data *match_data;
};

/* ---- words ------------------------------------------------------------------------------------------ */

/* Every capital of the pattern is one in the text. Both have the same letters. */
static bool capitals_fit(const struct document *d, const struct token *token, const char *surface)
{
    uint32_t length = (uint32_t)strlen(surface), at = token->span.start;
    for (uint32_t i = 0; i < length && at < token->span.end;) {
        int32_t want, have;
        i += utf8_read(surface, i, length, &want);
        at += utf8_read(d->text.bytes, at, token->span.end, &have);
        if (want != have && utf8proc_category(want) == UTF8PROC_CATEGORY_LU)
            return false;
    }
    return true;
}

static void add_hit(struct search *s, uint32_t entry, struct span tokens, uint8_t form)
{
    const struct entry *e = lexicon_entry(s->lexicon, entry);
    for (uint32_t i = s->from; i < s->hits.count; i++)
        if (s->hits.items[i].entry == entry)
            return; /* the same with a shorter gap */
    vec_push(s->d->arena, &s->hits, (struct hit){entry, tokens, form, e->list, e->kind == KIND_NOT});
}

static void walk(struct search *s, uint32_t node, uint32_t at);

/* Goes on from node with the token at, if there is an edge for it. */
static void step(struct search *s, uint32_t node, uint32_t at)
{
    const struct token *token = &s->d->tokens.items[at];
    for (uint32_t number = s->words[at]; number != HASH_MISSING; number = s->lexicon->words.items[number].next) {
        const struct word *word = &s->lexicon->words.items[number];
        if (node == 0 && !word->root)
            continue;
        if (word->surface && !capitals_fit(s->d, token, word->surface))
            continue;
        struct edge edge = {node, number};
        uint32_t child = node == 0 ? word->root : hash_get(&s->lexicon->edges, (const char *)&edge, sizeof edge);
        if (child != HASH_MISSING)
            walk(s, child, at + 1);
    }
}

static void walk(struct search *s, uint32_t node, uint32_t at)
{
    const struct node *n = &s->lexicon->nodes.items[node];
    for (uint32_t o = n->output; o != HASH_MISSING; o = s->lexicon->outputs.items[o].next)
        add_hit(s, s->lexicon->outputs.items[o].entry, (struct span){s->start, at}, s->lexicon->outputs.items[o].form);
    if (at < s->end)
        step(s, node, at);
    for (uint32_t skip = 0; n->gap && skip <= GAP_WORDS_MAX && at + skip < s->end; skip++)
        step(s, n->gap, at + skip);
}

/* ---- regular expressions ---------------------------------------------------------------------------- */

static uint32_t pair_at(const char *p)
{
    return (uint32_t)(unsigned char)p[0] << 8 | (unsigned char)p[1];
}

/* Copies the sentence with every run of white space made one space. Returns the length. */
static uint32_t squeeze(struct search *s)
{
    struct span span = s->d->sentences.items[s->sentence].span;
    uint32_t length = 0;
    for (uint32_t at = span.start; at < span.end; at++) {
        char c = s->d->text.bytes[at];
        bool space = c == ' ' || c == '\n' || c == '\t';
        if (space && length && s->squeezed[length - 1] == ' ')
            continue;
        s->map[length] = at;
        s->squeezed[length] = space ? ' ' : c;
        s->lower[length++] = (char)(space ? ' ' : c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    s->map[length] = span.end;
    memset(s->pairs, 0, PAIRS_SIZE);
    for (uint32_t i = 0; i + 1 < length; i++)
        s->pairs[pair_at(s->lower + i) >> 3] |= (uint8_t)(1 << (pair_at(s->lower + i) & 7));
    return length;
}

static bool holds(const struct search *s, const char *literal, uint32_t length)
{
    for (const char *p = literal; p[1]; p++)
        if (!(s->pairs[pair_at(p) >> 3] >> (pair_at(p) & 7) & 1))
            return false;
    return memmem(s->lower, length, literal, strlen(literal)) != NULL;
}

/* True when the sentence holds one of the expression's literals; each literal is looked for once a sentence. */
static bool may_match(struct search *s, const struct regex *regex, uint32_t length)
{
    for (uint32_t i = 0; i < regex->literal_count; i++) {
        uint32_t number = regex->literals[i];
        const char *literal = s->lexicon->literals.items[number];
        if (s->looked[number] != s->sentence + 1) {
            s->looked[number] = s->sentence + 1;
            if (holds(s, literal, length))
                s->held[number] = s->sentence + 1;
        }
        if (s->held[number] == s->sentence + 1)
            return true;
    }
    return !regex->literal_count;
}

/* Tokens of the sentence that share a byte with the span; empty when none does. */
static struct span widen(const struct search *s, struct span bytes)
{
    struct span tokens = s->d->sentences.items[s->sentence].tokens;
    uint32_t low = tokens.start, high = tokens.end;
    while (low < high) { /* first token that ends behind the start */
        uint32_t middle = low + (high - low) / 2;
        if (s->d->tokens.items[middle].span.end <= bytes.start)
            low = middle + 1;
        else
            high = middle;
    }
    struct span result = {low, low};
    while (result.end < tokens.end && s->d->tokens.items[result.end].span.start < bytes.end)
        result.end++;
    return result;
}

static void run_regex(struct search *s, const struct regex *regex, uint32_t length)
{
    PCRE2_SIZE at = 0;
    while (at < length) {
        int found = pcre2_match(regex->code, (PCRE2_SPTR)s->squeezed, length, at, PCRE2_NO_UTF_CHECK, s->match_data,
                                s->lexicon->match_context);
        if (found < 0)
            return; /* no match, or one that is too hard to find */
        const PCRE2_SIZE *bounds = pcre2_get_ovector_pointer(s->match_data);
        if (bounds[1] <= bounds[0])
            return;
        struct span tokens = widen(s, (struct span){s->map[bounds[0]], s->map[bounds[1]]});
        if (tokens.start < tokens.end) {
            s->from = s->hits.count;
            add_hit(s, regex->entry, tokens, FORM_NONE);
        }
        at = bounds[1];
    }
}

static void run_regexes(struct search *s)
{
    if (!s->lexicon->regexes.count || span_length(s->d->sentences.items[s->sentence].span) > REGEX_SENTENCE_MAX)
        return;
    uint32_t length = squeeze(s);
    for (uint32_t r = 0; r < s->lexicon->regexes.count; r++)
        if (may_match(s, &s->lexicon->regexes.items[r], length))
            run_regex(s, &s->lexicon->regexes.items[r], length);
}

static void *arena_memory(PCRE2_SIZE size, void *arena)
{
    return arena_alloc(arena, size);
}

static void no_free(void *memory, void *arena)
{
    (void)memory;
    (void)arena;
}

/* PCRE2's working memory comes from the arena, so that a jump out of here leaks nothing. */
static void prepare_regexes(struct search *s)
{
    uint32_t longest = 0;
    for (uint32_t i = 0; i < s->d->sentences.count; i++)
        if (span_length(s->d->sentences.items[i].span) > longest)
            longest = span_length(s->d->sentences.items[i].span);
    if (longest > REGEX_SENTENCE_MAX)
        longest = REGEX_SENTENCE_MAX;
    s->squeezed = arena_alloc(s->d->arena, longest + 1);
    s->lower = arena_alloc(s->d->arena, longest + 1);
    s->map = arena_alloc(s->d->arena, (longest + (size_t)1) * sizeof *s->map);
    s->pairs = arena_alloc(s->d->arena, PAIRS_SIZE);
    s->looked = arena_alloc(s->d->arena, (s->lexicon->literals.count + (size_t)1) * sizeof *s->looked);
    s->held = arena_alloc(s->d->arena, (s->lexicon->literals.count + (size_t)1) * sizeof *s->held);
    pcre2_general_context *memory = pcre2_general_context_create(arena_memory, no_free, s->d->arena);
    s->match_data = pcre2_match_data_create(1, memory);
}

/* ---- which hits stand ------------------------------------------------------------------------------- */

static int by_strength(const void *left, const void *right)
{
    const struct hit *a = left, *b = right;
    if (a->list != b->list)
        return a->list < b->list ? -1 : 1;
    if (span_length(a->tokens) != span_length(b->tokens))
        return span_length(a->tokens) > span_length(b->tokens) ? -1 : 1;
    if (a->is_not != b->is_not)
        return a->is_not ? -1 : 1;
    if (a->entry != b->entry)
        return a->entry < b->entry ? -1 : 1;
    return a->tokens.start < b->tokens.start ? -1 : a->tokens.start > b->tokens.start;
}

static int by_place(const void *left, const void *right)
{
    const struct match *a = left, *b = right;
    if (a->tokens.start != b->tokens.start)
        return a->tokens.start < b->tokens.start ? -1 : 1;
    if (a->tokens.end != b->tokens.end)
        return a->tokens.end > b->tokens.end ? -1 : 1;
    return a->entry < b->entry ? -1 : a->entry > b->entry; /* entries stand by list */
}

static void keep_strongest(struct search *s)
{
    struct document *d = s->d;
    struct span tokens = d->sentences.items[s->sentence].tokens;
    uint32_t first = d->matches.count;
    int list = NOWHERE;
    if (s->hits.count)
        qsort(s->hits.items, s->hits.count, sizeof *s->hits.items, by_strength);
    for (uint32_t i = 0; i < s->hits.count; i++) {
        const struct hit *hit = &s->hits.items[i];
        if (hit->list != list)
            memset(s->taken, 0, span_length(tokens));
        list = hit->list;
        uint8_t *taken = s->taken + (hit->tokens.start - tokens.start);
        if (memchr(taken, 1, span_length(hit->tokens)))
            continue;
        memset(taken, 1, span_length(hit->tokens));
        vec_push(d->arena, &d->matches, (struct match){hit->entry, hit->tokens, s->sentence, hit->form});
    }
    if (d->matches.count > first)
        qsort(d->matches.items + first, d->matches.count - first, sizeof *d->matches.items, by_place);
}

void match_find(struct document *d)
{
    struct search s = {.d = d, .lexicon = d->lexicon};
    s.taken = arena_alloc(d->arena, d->tokens.count + (size_t)1);
    s.words = arena_alloc(d->arena, (d->tokens.count + (size_t)1) * sizeof *s.words);
    for (uint32_t i = 0; i < d->tokens.count; i++)
        s.words[i] = hash_get(&s.lexicon->word_of, d->tokens.items[i].key, d->tokens.items[i].key_length);
    if (s.lexicon->regexes.count)
        prepare_regexes(&s);
    for (s.sentence = 0; s.sentence < d->sentences.count; s.sentence++) {
        struct span tokens = d->sentences.items[s.sentence].tokens;
        s.end = tokens.end;
        s.hits.count = 0;
        for (s.start = tokens.start; s.start < tokens.end; s.start++) {
            s.from = s.hits.count;
            step(&s, 0, s.start);
        }
        run_regexes(&s);
        keep_strongest(&s);
    }
}

/* sentence, list, class or kind, value, form, pattern, text */
void match_dump(const struct document *d, struct buffer *out)
{
    static const char *const forms[] = {"-", "base", "s", "past", "participle", "ing"};
    for (uint32_t i = 0; i < d->matches.count; i++) {
        const struct match *m = &d->matches.items[i];
        const struct entry *e = lexicon_entry(d->lexicon, m->entry);
        const char *what = e->kind ? lexicon_kind_name((enum entry_kind)e->kind) : *e->class ? e->class : "-";
        bool valued = e->list == LIST_ATTITUDE || e->list == LIST_ACTION || e->list == LIST_SENTIMENT;
        const char *value = !valued ? "-" : e->value > 0 ? "+1" : e->value < 0 ? "-1" : "0";
        int shown = PATTERN_SHOWN; /* regular expressions can be very long */
        bool cut = strlen(e->pattern) > PATTERN_SHOWN;
        while (cut && ((unsigned char)e->pattern[shown] & 0xC0) == 0x80)
            shown--;
        buffer_printf(out, "%u\t%s\t%s\t%s\t%s\t%.*s%s\t", m->sentence, lexicon_list_name((enum lexicon_list)e->list),
                      what, value, forms[m->form], shown, e->pattern, cut ? "..." : "");
        dump_tokens(d, m->tokens, out);
        buffer_text(out, "\n");
    }
}
