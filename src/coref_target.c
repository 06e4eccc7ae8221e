/* Words that stand for a target the text has named, for (7).
 *
 *     Moon proposed declaring the war over. [The proposal] ...      within two sentences
 *     the proposal on [an end-of-war declaration]                   its complement
 *     Sanctions were the first point. [The matter] ...              a general word: whichever was spoken of
 *     Moon wants to declare the war over. (...) [The declaration]   a word of the target's names: anywhere below
 *     Moon's [proposal] welcomed (headline)                          what a headline takes for known is named below it
 *     the Panmunjom Declaration ... [the declaration]                another one has come between: open
 *
 * The list says which target a word can stand for; here it is decided whether it does.
 * Known to be wrong: "the measures" right after sanctions, when somebody's measures against a virus are meant. */
#include "coref_internal.h"

enum { WINDOW = 2, HEAD_WINDOW = 4 };

static const struct mention *mention_of(const struct resolving *r, uint32_t m)
{
    return &r->d->mentions.items[m];
}

static char number_of(const struct resolving *r, const struct mention *m)
{
    const struct token *t = &r->d->tokens.items[m->tokens.end - 1];
    return m->number ? m->number : t->key_length > 2 && t->key[t->key_length - 1] == 's' ? 'p' : 's';
}

int32_t coref_last_target(const struct resolving *r, uint32_t mention, uint32_t back, char number)
{
    const struct mention *m = mention_of(r, mention);
    uint32_t available = r->target_count < TARGETS_KEPT ? r->target_count : TARGETS_KEPT;
    for (uint32_t i = 0; i < available; i++) {
        uint32_t t = r->targets[(r->target_count - 1 - i) % TARGETS_KEPT];
        if (m->sentence - mention_of(r, t)->sentence > back)
            return NOWHERE;
        if (mention_of(r, t)->tokens.end <= m->tokens.start && (!number || number_of(r, mention_of(r, t)) == number))
            return (int32_t)t;
    }
    return NOWHERE;
}

/* The latest mention of one target, at most back sentences before. */
static int32_t latest(const struct resolving *r, const struct mention *m, int target, uint32_t back)
{
    uint32_t available = r->target_count < TARGETS_KEPT ? r->target_count : TARGETS_KEPT;
    for (uint32_t i = 0; i < available; i++) {
        uint32_t t = r->targets[(r->target_count - 1 - i) % TARGETS_KEPT];
        if (m->sentence - mention_of(r, t)->sentence > back)
            return NOWHERE;
        if (mention_target(r->d, t) == target)
            return (int32_t)t;
    }
    return NOWHERE;
}

/* True when a word stands in a pattern, as a word of its own. */
static bool pattern_has(const char *pattern, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = strstr(pattern, word); at; at = strstr(at + 1, word)) {
        bool starts = at == pattern || !((at[-1] | 32) >= 'a' && (at[-1] | 32) <= 'z');
        bool ends = !((at[length] | 32) >= 'a' && (at[length] | 32) <= 'z');
        if (starts && ends)
            return true;
    }
    return false;
}

/* True when the mention says of itself which target it means: its head is a word of the target's names ("declaration",
 * "relief"), or it is long ("U.N. Security Council resolutions"). Others ("the matter") can stand for any. Each entry
 * is looked up once. */
static bool is_specific(struct resolving *r, const struct mention *m, int target)
{
    const struct lexicon *lexicon = r->d->lexicon;
    uint8_t *known = &r->specific[m->entry];
    if (!*known) {
        const char *head = r->d->tokens.items[m->tokens.end - 1].key;
        *known = span_length(m->tokens) >= 3 ? 2 : 1;
        for (uint32_t i = 0; i < lexicon_entry_count(lexicon) && *known == 1; i++) {
            const struct entry *e = lexicon_entry(lexicon, i);
            if (e->list == LIST_TARGETS && e->kind == KIND_NAME && e->target == target && pattern_has(e->pattern, head))
                *known = 2;
        }
    }
    return *known == 2;
}

/* True when something that looks like the target and is not has been named since its last mention, by the same word. */
static bool other_since(const struct resolving *r, const struct mention *m, uint32_t since)
{
    const struct document *d = r->d;
    const char *head = d->tokens.items[m->tokens.end - 1].key;
    struct span matches = document_matches(d, m->sentence);
    uint32_t steps = 0;
    for (uint32_t i = matches.end; i > 0 && steps < 200; i--, steps++) {
        const struct match *x = &d->matches.items[i - 1];
        const struct entry *e = lexicon_entry(d->lexicon, x->entry);
        if (x->tokens.start >= m->tokens.start)
            continue;
        if (x->tokens.start < since)
            return false;
        if (e->list == LIST_TARGETS && e->kind == KIND_NOT && d->tokens.items[x->tokens.end - 1].key == head)
            return true;
    }
    return false;
}

/* The target that a preposition hangs on a general word: "the proposal on [an end-of-war declaration]". */
static int32_t complement_of(const struct resolving *r, uint32_t index)
{
    const struct mention *m = mention_of(r, index);
    uint32_t at = m->tokens.end;
    uint8_t w = at < r->d->tokens.count ? r->clause.words[at] : (uint8_t)WORD_BREAK;
    for (uint32_t i = index + 1; (w == WORD_PREPOSITION || w == WORD_TO) && i < r->d->mentions.count && i < index + 4;
         i++) {
        const struct mention *x = mention_of(r, i);
        if (x->sentence != m->sentence || x->tokens.start > at + 4)
            break;
        if (x->type == MENTION_TARGET && !x->open)
            return (int32_t)i;
    }
    return NOWHERE;
}

void coref_target(struct resolving *r, uint32_t index)
{
    const struct mention *m = mention_of(r, index);
    int32_t complement = complement_of(r, index);
    if (complement != NOWHERE) {
        coref_add_target(r->d, index, complement, mention_of(r, (uint32_t)complement)->target, "complement");
        return;
    }
    int target = m->entry == NOWHERE ? NOWHERE : lexicon_entry(r->d->lexicon, (uint32_t)m->entry)->target;
    bool specific = target != NOWHERE && is_specific(r, m, target);
    int32_t near = target == NOWHERE ? NOWHERE : latest(r, m, target, WINDOW);
    if (near == NOWHERE && !specific)
        near = coref_last_target(r, index, 1, 0);
    if (near != NOWHERE && !other_since(r, m, mention_of(r, (uint32_t)near)->tokens.start)) {
        coref_add_target(r->d, index, near, mention_target(r->d, (uint32_t)near), "context");
        return;
    }
    int32_t named = target == NOWHERE ? NOWHERE : r->named[target];
    if (named == NOWHERE) {
        coref_leave_open(r->d, index, NOWHERE, 0, "never named");
        return;
    }
    const struct mention *name = mention_of(r, (uint32_t)named);
    bool below = name->tokens.start > m->tokens.start;
    if (near == NOWHERE && !below && specific && !other_since(r, m, name->tokens.start))
        coref_add_target(r->d, index, named, target, "repeated");
    else if (below && r->d->sentences.items[m->sentence].kind == SENTENCE_HEADLINE &&
             name->sentence - m->sentence <= HEAD_WINDOW)
        coref_add_target(r->d, index, named, target, "headline");
    else
        coref_leave_open(r->d, index, NOWHERE, 0, "context");
}
