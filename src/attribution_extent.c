/* How far the words of a source go behind its name, for (8).
 *
 *     said [Steve Smith, an editor who teaches at Idaho]         to the end of the apposition
 *     said [Rep. Jason Chaffetz (R-Utah)]                        with the bracket
 *     said [Levine, whose group runs the shelter], on Monday     to the end of the relative clause
 *     according to [a poll of voters released by the paper]      with what describes it
 *
 * An apposition ends before a stop, a colon, a quotation, a dash, a day, a phrase like "in a statement" and a comma
 * behind which nothing of the kind goes on. What has a finite verb of its own is no apposition: "said Kim, sanctions
 * will stay". Known to be wrong: an enumeration of speakers ("said Moon, Trump and Kim") reads as an apposition. */
#include "attribution_internal.h"

static bool ends_extent(const struct clause *c, uint32_t at)
{
    uint8_t w = c->words[at];
    return w == WORD_BREAK || w == WORD_QUOTE || w == WORD_COLON || w == WORD_DASH || c->manner_at[at] != NOWHERE;
}

static uint32_t bracket_end(const struct clause *c, uint32_t at, uint32_t limit)
{
    for (uint32_t i = at + 1; i < limit && i - at < 16; i++)
        if (c->words[i] == WORD_CLOSE)
            return i + 1;
    return at;
}

/* True when what begins behind a comma can describe the name before it: "the leader", "34", "founder of", "who". */
static bool describes(const struct clause *c, uint32_t at, uint32_t limit)
{
    uint8_t w = at < limit ? c->words[at] : (uint8_t)WORD_BREAK;
    if (w != WORD_PLAIN)
        return w == WORD_ARTICLE || w == WORD_RELATIVE || w == WORD_NUMBER;
    int32_t m = c->mention_at[at];
    return c->manner_at[at] == NOWHERE && (m == NOWHERE || c->d->mentions.items[m].kind != MENTION_PRONOUN);
}

/* End of what begins at a token and describes the name before it; at when it is a clause of its own. */
static uint32_t description_end(const struct clause *c, uint32_t at, uint32_t limit)
{
    bool relative = c->words[at] == WORD_RELATIVE;
    uint32_t i = at;
    limit = limit - at > CLAUSE_REACH ? at + CLAUSE_REACH : limit;
    for (; i < limit && !ends_extent(c, i); i++) {
        uint8_t w = c->words[i];
        uint8_t next = i + 1 < limit ? c->words[i + 1] : (uint8_t)WORD_BREAK;
        if (w == WORD_COMMA && next != WORD_ARTICLE && next != WORD_RELATIVE)
            break;
        if (w == WORD_OPEN && bracket_end(c, i, limit) > i)
            i = bracket_end(c, i, limit) - 1;
        relative |= w == WORD_RELATIVE || (w == WORD_THAT && i > at && clause_nominal(c, i - 1));
        if (!relative && clause_finite(c, i) && (w != WORD_VERB || c->words[i - 1] == WORD_PLAIN ||
                                                 c->words[i - 1] == WORD_COMMA)) {
            bool participle = w == WORD_VERB && (next == WORD_PREPOSITION || next == WORD_TO); /* "released by" */
            if (!participle)
                return at;
        }
        if (!relative && (w == WORD_DAY || (w == WORD_PREPOSITION && next == WORD_DAY) || w == WORD_SUBORDINATOR ||
                          (w == WORD_CONJUNCTION && next == WORD_VERB)))
            break;
    }
    return i;
}

uint32_t attribution_extent(const struct clause *c, uint32_t end, uint32_t limit)
{
    if (end < limit && c->words[end] == WORD_OPEN)
        end = bracket_end(c, end, limit);
    if (end + 1 >= limit || c->words[end] != WORD_COMMA || !describes(c, end + 1, limit))
        return end;
    uint32_t last = description_end(c, end + 1, limit);
    return last > end + 1 ? last : end;
}

uint32_t attribution_attached(const struct clause *c, uint32_t end, uint32_t limit)
{
    uint8_t w = end < limit ? c->words[end] : (uint8_t)WORD_BREAK;
    uint8_t next = end + 1 < limit ? c->words[end + 1] : (uint8_t)WORD_BREAK;
    bool attached = w == WORD_RELATIVE || w == WORD_TO || (w == WORD_PREPOSITION && next != WORD_DAY) ||
                    (w == WORD_VERB && next == WORD_PREPOSITION);
    if (!attached || ends_extent(c, end))
        return end;
    return description_end(c, end, limit);
}
