/* Subjects of verbs, for (7) and (8).
 *
 *     [Kang Kyung-wha], the foreign minister, who was in Seoul, | also said     over what is interposed
 *     the ministry, which | said; a spokesman who | said                        what the relative stands for
 *     South and North had at past summits | agreed                              over an adverbial within the verb
 *     Kim met Moon and | urged                                                  none here: clause_first_subject
 *
 * Known to be wrong: an enumeration before a verb ("Moon, Trump, and Kim agreed") reads as appositions of the first. */
#include "clause.h"

enum { SEGMENTS_MAX = 5 };

/* True when what begins behind a comma can be an apposition: "the leader", "34", "spokesman for", "who was there". */
static bool apposed(const struct clause *c, uint32_t at)
{
    uint8_t w = c->words[at];
    return w == WORD_ARTICLE || w == WORD_NUMBER || w == WORD_RELATIVE || c->mention_at[at] != NOWHERE ||
           (w == WORD_PLAIN && c->manner_at[at] == NOWHERE && c->words[at + 1] != WORD_SUBORDINATOR);
}

/* "[Noh Kyu-duk], South Korea's nuclear envoy": when p is the apposition, the name before it. */
static struct phrase before_apposition(const struct clause *c, uint32_t floor, struct phrase p)
{
    const struct mention *own = &c->d->mentions.items[p.mention];
    uint32_t comma = p.tokens.start - (p.tokens.start > floor);
    int32_t m = p.tokens.start > floor && c->words[comma] == WORD_COMMA ? clause_mention_ending(c, comma) : NOWHERE;
    if (m == NOWHERE || own->entity == NOWHERE || c->d->mentions.items[m].entity != own->entity)
        return p;
    struct phrase name = clause_phrase_before(c, floor, comma);
    if (name.mention == NOWHERE)
        return p;
    name.tokens.end = p.tokens.end;
    return name;
}

/* The phrase before a run of interposed segments that ends at a comma: "Kim[, 34][, the leader]," */
static struct phrase interposed(const struct clause *c, uint32_t floor, uint32_t comma)
{
    struct phrase none = {.mention = NOWHERE}, best = none;
    uint32_t end = comma;
    for (int n = 0; n < SEGMENTS_MAX; n++) {
        uint32_t at = comma;
        while (at > floor && comma - at < CLAUSE_REACH && c->words[at - 1] != WORD_COMMA &&
               c->words[at - 1] != WORD_DASH && c->words[at - 1] != WORD_COLON && c->words[at - 1] != WORD_QUOTE &&
               (c->words[at - 1] != WORD_BREAK || at == comma)) /* "McConnell, R-Ky., said" */
            at--;
        if (at <= floor || (c->words[at - 1] != WORD_COMMA && c->words[at - 1] != WORD_DASH))
            break;
        comma = at - 1;
        struct phrase p = clause_phrase_before(c, floor, comma);
        if (p.tokens.start == p.tokens.end || p.governed)
            continue;
        if (apposed(c, comma + 1))
            p.tokens.end = end + 1; /* with the apposition and the comma that closes it */
        if (p.mention != NOWHERE)
            return before_apposition(c, floor, p);
        if (best.tokens.start == best.tokens.end)
            best = p;
    }
    return best;
}

struct phrase clause_subject(const struct clause *c, uint32_t floor, uint32_t group)
{
    struct phrase none = {.mention = NOWHERE};
    if (group <= floor)
        return none;
    uint32_t before = group - 1;
    switch (c->words[before]) {
    case WORD_RELATIVE: /* "the ministry, [which] said" */
    case WORD_THAT:
        if (before > floor && c->words[before - 1] == WORD_COMMA)
            before--;
        return clause_phrase_before(c, floor, before);
    case WORD_COMMA:
    case WORD_DASH:
        return interposed(c, floor, before);
    case WORD_CONJUNCTION:
    case WORD_BREAK:
    case WORD_COLON:
        return none;
    case WORD_QUOTE: /* 'Kim "came away feeling" that': the mark of a few words that are picked out */
        return before > floor && c->words[before - 1] != WORD_COMMA ? clause_phrase_before(c, floor, before) : none;
    default: {
        struct phrase p = clause_phrase_before(c, floor, group);
        uint32_t at = p.tokens.start; /* "South and North [had] at past summits agreed" */
        if (!p.governed || at < floor + 2 || (c->words[at - 2] != WORD_HAVE && c->words[at - 2] != WORD_AUXILIARY))
            return p;
        return clause_phrase_before(c, floor, clause_group(c, floor, at - 2, NULL));
    }
    }
}

struct phrase clause_first_subject(const struct clause *c, uint32_t floor, uint32_t before)
{
    struct phrase p = {.mention = NOWHERE};
    for (uint32_t at = floor; at < before && at - floor < CLAUSE_REACH; at++) {
        uint8_t left = at > floor ? c->words[at - 1] : (uint8_t)WORD_BREAK;
        bool opens = left == WORD_BREAK || left == WORD_DAY || left == WORD_CLOSE || left == WORD_COMMA ||
                     left == WORD_DASH || left == WORD_CONJUNCTION || left == WORD_QUOTE || left == WORD_ADVERB ||
                     left == WORD_SUBORDINATOR;
        if (!opens || !(clause_nominal(c, at) || c->words[at] == WORD_ARTICLE) || c->words[at] == WORD_DAY)
            continue;
        p = clause_phrase_after(c, at, before);
        if (p.mention != NOWHERE && !clause_modifies(&c->d->mentions.items[p.mention]))
            return p;
        if (p.tokens.end > at)
            at = p.tokens.end - 1;
    }
    return (struct phrase){.mention = NOWHERE};
}
