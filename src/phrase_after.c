/* Noun phrases read from left to right, for (7) and (8): from a cue or a preposition on.
 *
 *     according to | [the foreign ministry] in Seoul
 *     said | [Dwayne "The Rock" Johnson]                 a nickname stands within its name
 *
 * Known to be wrong: see phrase.c, which reads them from right to left. */
#include "clause.h"

enum { WORDS_MAX = 10, NICKNAME_MAX = 5 };

static const struct mention *mention_of(const struct clause *c, int32_t m)
{
    return &c->d->mentions.items[m];
}

/* 'Dwayne ["The Rock"] Johnson': the mark on the other side of a nickname, from the mark at a token to the left or the
 * right of it; NOWHERE when no name stands on both sides. */
int32_t clause_nickname(const struct clause *c, uint32_t mark, bool left, uint32_t limit)
{
    uint32_t at = mark;
    for (int steps = 0; at != limit && steps < NICKNAME_MAX; steps++) {
        at = left ? at - 1 : at + 1;
        if (at >= c->d->tokens.count || c->words[at] == WORD_COMMA || c->words[at] == WORD_BREAK)
            return NOWHERE;
        if (c->words[at] == WORD_QUOTE)
            break;
    }
    bool inside = left ? at > limit : at + 1 < limit;
    if (!inside || at == mark || c->words[at] != WORD_QUOTE)
        return NOWHERE;
    const struct token *t = &c->d->tokens.items[left ? at - 1 : at + 1];
    const struct token *other = &c->d->tokens.items[left ? mark + 1 : mark - 1];
    bool names = t->kind == TOKEN_WORD && t->word_case != CASE_LOWER && other->kind == TOKEN_WORD &&
                 other->word_case != CASE_LOWER && c->words[left ? at - 1 : at + 1] == WORD_PLAIN;
    return names ? (int32_t)at : NOWHERE;
}

struct phrase clause_phrase_after(const struct clause *c, uint32_t start, uint32_t limit)
{
    struct phrase p = {.mention = NOWHERE};
    uint32_t at = start;
    bool noun = false;
    limit = limit - start > CLAUSE_REACH ? start + CLAUSE_REACH : limit; /* bounds the recursion below as well */
    for (int steps = 0; at < limit && steps < 2 * WORDS_MAX; steps++) {
        int32_t m = clause_mention_starting(c, at);
        uint8_t w = c->words[at];
        if (m != NOWHERE && mention_of(c, m)->tokens.end <= limit) {
            if (noun && !clause_modifies(mention_of(c, m)) && mention_of(c, m)->kind != MENTION_OTHER &&
                !*clause_role(c, at - 1) && c->d->tokens.items[at - 1].word_case == CASE_LOWER)
                break; /* "reporters | Seoul hopes" */
            at = mention_of(c, m)->tokens.end;
            noun = true;
            bool nick = at < limit && c->words[at] == WORD_QUOTE && clause_nickname(c, at, false, limit) != NOWHERE;
            if (!clause_modifies(mention_of(c, m)) && (at >= limit || c->words[at] != WORD_POSSESSIVE) && !nick)
                break;
        } else if (w == WORD_PLAIN || w == WORD_NUMBER || w == WORD_POSSESSIVE) {
            noun |= w == WORD_PLAIN;
            at++;
        } else if (noun && w == WORD_QUOTE && clause_nickname(c, at, false, limit) != NOWHERE) {
            at = (uint32_t)clause_nickname(c, at, false, limit) + 1;
        } else if (!noun && (w == WORD_ARTICLE || w == WORD_DETERMINER || w == WORD_ADVERB)) {
            at++;
        } else {
            break;
        }
    }
    if (!noun)
        return p;
    p.tokens = p.head = (struct span){start, at};
    for (int links = 0; links < 3 && at + 1 < limit && c->words[at] == WORD_PREPOSITION; links++) {
        bool time = c->words[at + 1] == WORD_DAY;
        struct phrase next = {.mention = NOWHERE};
        if (!time &&
            (clause_is(c, at, "of") || clause_is(c, at, "for") || clause_is(c, at, "at") || clause_is(c, at, "in")))
            next = clause_phrase_after(c, at + 1, limit);
        if (next.tokens.start == next.tokens.end)
            break;
        at = p.tokens.end = next.tokens.end;
        if (links)
            break;
    }
    clause_settle(c, &p);
    return p;
}
