/* (9b) Conditions that turn a sign.
 *
 *     "will lift sanctions only after denuclearization"        what is promised comes last: keeps them
 *     "the North must disarm before sanctions are lifted"      something else comes first: keeps them
 *     "before a declaration, there has to be trust"            the same, and the condition opens the sentence
 *     "denuclearization comes before sanctions relief"         said in so many words
 *     "will not talk until sanctions are lifted"               wants them lifted: turns nothing
 *
 * Known to be wrong: a demand in another clause of a long sentence counts as what comes first. */
#include "compose_internal.h"

enum { FIRST_REACH = 5, DEMAND_REACH = 40 };

/* True when a match is an attitude as well ("precondition for"), in whose value it has its turn. */
static bool is_attitude(const struct view *v, uint32_t match)
{
    struct span tokens = compose_tokens(v, match);
    uint32_t i = match;
    while (i > v->matches.start && compose_tokens(v, i - 1).start + CUE_LENGTH > tokens.start)
        i--;
    for (; i < v->matches.end && compose_tokens(v, i).start < tokens.end; i++)
        if (compose_entry(v->d, i)->list == LIST_ATTITUDE && compose_entry(v->d, i)->value &&
            span_meets(compose_tokens(v, i), tokens))
            return true;
    return false;
}

static bool is_condition(const struct view *v, uint32_t match, const char *class)
{
    const struct entry *e = compose_entry(v->d, match);
    return e->list == LIST_CONDITION && !strcmp(e->class, class) && !is_attitude(v, match);
}

/* True for a word by which something is asked for: "must", "has to", "should"; a wish or a demand. */
static bool asks(const struct view *v, uint32_t match)
{
    const struct entry *e = compose_entry(v->d, match);
    if (e->list == LIST_MODALITY)
        return !strcmp(e->class, "must") || !strcmp(e->class, "should");
    return e->list == LIST_ATTITUDE && (!strcmp(e->class, "want") || !strcmp(e->class, "demand"));
}

/* True when something is asked for before the condition or behind what it holds, and nothing is refused before it. */
static bool something_first(const struct view *v, uint32_t condition, uint32_t end)
{
    bool must = false;
    uint32_t start = compose_tokens(v, condition).start;
    for (uint32_t i = v->matches.start; i < v->matches.end; i++) {
        struct span tokens = compose_tokens(v, i);
        if (tokens.end > start && tokens.start < end)
            continue;
        if (tokens.start + DEMAND_REACH < start || tokens.start > end + DEMAND_REACH)
            continue;
        if (tokens.end <= start && compose_entry(v->d, i)->list == LIST_NEGATION)
            return false;
        must |= asks(v, i);
    }
    return must;
}

bool compose_withheld(const struct view *v, const struct reading *r)
{
    uint32_t from = v->target.start, to = v->target.end;
    if (r->action != NOWHERE) {
        struct span action = compose_tokens(v, (uint32_t)r->action);
        from = action.start < from ? action.start : from;
        to = action.end > to ? action.end : to;
    }
    int32_t before = NOWHERE; /* the nearest condition before action and target */
    for (uint32_t i = v->matches.start; i < v->matches.end; i++) {
        struct span tokens = compose_tokens(v, i);
        if (tokens.start >= to && tokens.start - to <= ACTION_REACH && is_condition(v, i, "only") && !r->negations)
            return true;
        bool near = tokens.end <= from && from - tokens.end <= FIRST_REACH;
        if (near && is_condition(v, i, "first"))
            return true;
        if (near && is_condition(v, i, "before"))
            before = (int32_t)i;
    }
    return before != NOWHERE && something_first(v, (uint32_t)before, to);
}
