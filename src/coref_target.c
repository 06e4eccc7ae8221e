/* Words that stand for a target the text has named, for (7).
 *
 *     Moon proposed declaring the war over. [The proposal] ...      within two sentences
 *     Moon called for an end-of-war declaration. (...) [The declaration] would ...    a word of the name: anywhere below
 *     Moon's [proposal] welcomed (headline)                          what a headline takes for known is named below it
 *     the Panmunjom Declaration ... [the declaration]                another one has come between: open
 *
 * The list says which target a word can stand for; here it is decided whether it does.
 * Known to be wrong: "the measures" two sentences after sanctions, when they are somebody's measures against a virus. */
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

/* True when the head of the mention is a word of a name of the target: "declaration". */
static bool repeats(const struct resolving *r, const struct mention *m, int target)
{
    const struct token *head = &r->d->tokens.items[m->tokens.end - 1];
    return hash_get(&r->heads, head->key, head->key_length) == (uint32_t)target;
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

void coref_target(struct resolving *r, uint32_t index)
{
    const struct mention *m = mention_of(r, index);
    int target = m->entry == NOWHERE ? NOWHERE : lexicon_entry(r->d->lexicon, (uint32_t)m->entry)->target;
    if (target == NOWHERE || r->named[target] == NOWHERE) {
        coref_add(r->d, index, NOWHERE, 0, NOWHERE, false, "never named");
        return;
    }
    const struct mention *named = mention_of(r, (uint32_t)r->named[target]);
    int32_t near = latest(r, m, target, WINDOW);
    bool below = named->tokens.start > m->tokens.start;
    if (near != NOWHERE && !other_since(r, m, mention_of(r, (uint32_t)near)->tokens.start))
        coref_add(r->d, index, near, 0, target, true, "context");
    else if (near == NOWHERE && !below && repeats(r, m, target) && !other_since(r, m, named->tokens.start))
        coref_add(r->d, index, r->named[target], 0, target, true, "repeated");
    else if (below && r->d->sentences.items[m->sentence].kind == SENTENCE_HEADLINE &&
             named->sentence - m->sentence <= HEAD_WINDOW)
        coref_add(r->d, index, r->named[target], 0, target, true, "headline");
    else
        coref_add(r->d, index, NOWHERE, 0, NOWHERE, false, "context");
}
