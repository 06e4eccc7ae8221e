/* (9b) The chain of cues from the target outwards.
 *
 *     "refuses to rule out easing sanctions"                     - x - x -
 *     "[turned down] [demands for] sanctions [relief]"           - x + x -
 *     "has to [stop] [violating] sanctions"                      - x -
 *     "easing sanctions [would be premature]"                    said of it: - x -
 *
 * Each cue must govern the next: by what it takes, with no joint between them (compose_joint.c).
 * Known to be wrong: a cue that governs something else in the gap ("wants talks on easing sanctions" reads as a wish
 * for easing them, which it mostly is). */
#include "compose_internal.h"

static void multiply(int8_t *sign, int value)
{
    if (value)
        *sign = (int8_t)(*sign ? *sign * value : value);
}

static void add_attitude(const struct view *v, struct reading *r, uint32_t match)
{
    const struct entry *e = compose_entry(v->d, match);
    struct span tokens = compose_tokens(v, match);
    uint32_t negations = compose_negations(v, match);
    int value = negations % 2 ? -e->value : e->value;
    if (!e->value && negations % 2 && strcmp(e->class, "undecided"))
        value = -1; /* "no review of lifting them", but "would not say whether" */
    r->undecided |= !e->value;
    if (r->attitude == NOWHERE)
        r->attitude = (int32_t)match;
    r->head = tokens.start < r->head ? tokens.start : r->head;
    r->attitudes++;
    r->negations = (uint8_t)(r->negations + negations);
    multiply(&r->attitude_sign, value);
}

static void add_action(const struct view *v, struct reading *r, uint32_t match)
{
    const struct entry *e = compose_entry(v->d, match);
    uint32_t negations = compose_negations(v, match);
    int value = e->value;
    if (r->action_sign < 0 && !strcmp(e->class, "impose"))
        value = -value; /* "ban the easing of sanctions" */
    if (r->action_sign < 0 && !strcmp(e->class, "evade"))
        value = 1; /* to turn a blind eye to violations is one more */
    if (r->action == NOWHERE)
        r->action = (int32_t)match;
    r->head = compose_tokens(v, match).start;
    r->negations = (uint8_t)(r->negations + negations);
    multiply(&r->action_sign, negations % 2 ? -value : value);
}

/* True for an adjective within the noun phrase of what follows it: "recoiled at the premature declaration" is no denial
 * that it is premature. It counts only where nothing else governs. */
static bool is_attribute(const struct view *v, uint32_t match, uint32_t at)
{
    const struct token *t = v->d->tokens.items;
    struct span tokens = compose_tokens(v, match);
    if (compose_entry(v->d, match)->pos != 'x' || tokens.end > at || tokens.start == 0)
        return false;
    bool quoted = tokens.end < at && t[tokens.start - 1].kind == TOKEN_QUOTE && t[tokens.end].kind == TOKEN_QUOTE;
    return tokens.end + quoted == at && (quoted || compose_is(v->d, tokens.start - 1, "article") ||
                                         compose_is(v->d, tokens.start - 1, "determiner"));
}

/* True when the cue at a token is a verb with a subject of its own, which only "that" can hang on another: "suspected
 * of smuggling | were put under sanctions". */
static bool has_subject(const struct view *v, uint32_t at)
{
    uint8_t w = v->clause->words[at], before = at > v->window.start ? v->clause->words[at - 1] : (uint8_t)WORD_BREAK;
    return (w == WORD_VERB || w == WORD_BE) && clause_finite(v->clause, at) &&
           (before == WORD_BE || before == WORD_AUXILIARY || before == WORD_HAVE || w == WORD_BE);
}

/* Where the words of a cue before a token end, which the token clips: "[asked for] the war to". 0 when it is no cue. */
static uint32_t end_before(const struct view *v, uint32_t match, uint32_t at)
{
    uint8_t list = compose_entry(v->d, match)->list;
    struct span tokens = compose_tokens(v, match);
    if ((list != LIST_ATTITUDE && list != LIST_ACTION) || tokens.start >= at || tokens.end <= v->window.start)
        return 0;
    if (tokens.start < v->window.start && compose_entry(v->d, match)->value)
        return 0; /* "urged Washington to" is no cue of Washington's, "whether it" is */
    bool around = tokens.end > v->target.end; /* "dismiss _ as premature", but not "say _ must" */
    if (tokens.end > at && (list != LIST_ATTITUDE || tokens.start + 1 >= at ||
                            (around && v->clause->words[v->target.end] == WORD_AUXILIARY)))
        return 0;
    return tokens.end < at ? tokens.end : at;
}

/* The cue of the two lists that governs what begins at a token: the one that ends nearest; of two that end together the
 * action first where nothing stands on the chain, else the longer. */
static int32_t governor(const struct view *v, const struct reading *r, uint32_t at, uint32_t reach)
{
    bool first = r->action == NOWHERE && !r->attitudes;
    int32_t best = NOWHERE;
    uint32_t best_end = 0;
    for (uint32_t i = v->matches.end; i-- > v->matches.start;) {
        struct span tokens = compose_tokens(v, i);
        if (tokens.start + reach + CUE_LENGTH < at)
            break;
        const struct entry *e = compose_entry(v->d, i);
        uint32_t end = end_before(v, i, at);
        if (!end || end < best_end || (e->list == LIST_ACTION && !compose_governs_right(v, i, at)))
            continue;
        if (end == best_end && !(first && e->list == LIST_ACTION) &&
            span_length(tokens) <= span_length(compose_tokens(v, (uint32_t)best)))
            continue;
        best = (int32_t)i;
        best_end = end;
    }
    if (best == NOWHERE)
        return NOWHERE;
    const struct entry *e = compose_entry(v->d, (uint32_t)best);
    bool action = e->list == LIST_ACTION;
    if (compose_blocked(v, (struct span){best_end, at}, action && !first ? CHAIN_REACH : reach) ||
        (!first && has_subject(v, at) && (action || !(e->frames & FRAME_THAT))))
        return NOWHERE;
    return best;
}

bool compose_governed_by_action(const struct view *v)
{
    struct reading none = {.action = NOWHERE, .attitude = NOWHERE};
    int32_t cue = governor(v, &none, v->target.start, ACTION_REACH);
    return cue != NOWHERE && compose_entry(v->d, (uint32_t)cue)->list == LIST_ACTION;
}

void compose_left(const struct view *v, struct reading *r)
{
    uint32_t at = v->target.start;
    if (r->action != NOWHERE && compose_tokens(v, (uint32_t)r->action).start < at)
        at = compose_tokens(v, (uint32_t)r->action).start;
    int32_t attribute = NOWHERE;
    bool first = true;
    for (;;) {
        int32_t cue = governor(v, r, at, first ? ATTITUDE_REACH : CHAIN_REACH);
        if (cue == NOWHERE)
            break;
        if (compose_entry(v->d, (uint32_t)cue)->list == LIST_ACTION)
            add_action(v, r, (uint32_t)cue);
        else if (attribute == NOWHERE && !r->attitudes && is_attribute(v, (uint32_t)cue, at))
            attribute = cue;
        else
            add_attitude(v, r, (uint32_t)cue);
        first = false;
        at = compose_tokens(v, (uint32_t)cue).start;
    }
    if (!r->attitudes && attribute != NOWHERE)
        add_attitude(v, r, (uint32_t)attribute);
}

/* True when a cue stands as a noun with a phrase of its own: "amid its push for". */
static bool is_noun(const struct view *v, uint32_t match)
{
    uint32_t start = compose_tokens(v, match).start;
    if (compose_is(v->d, start - 1, "article") || v->d->tokens.items[start - 1].kind == TOKEN_POSSESSIVE)
        return true;
    for (uint32_t i = match; i-- > v->matches.start && compose_tokens(v, i).start + 1 >= start;)
        if (compose_entry(v->d, i)->list == LIST_PRONOUNS && compose_tokens(v, i).end == start)
            return true;
    return false;
}

/* True for classes of what a thing can do by itself: "sanctions [hurt] people", "a declaration would [help]". */
static bool is_effect(const struct entry *e)
{
    return !strcmp(e->class, "harm") || !strcmp(e->class, "value") || !strcmp(e->class, "support") ||
           !strcmp(e->class, "doubt") || !strcmp(e->class, "withhold");
}

/* True when an attitude behind the target is said of it: "was opposed", "is against the law", "that Seoul wants", not
 * "sanctions against the North". */
static bool predicated(const struct view *v, uint32_t match, uint32_t from)
{
    const struct entry *e = compose_entry(v->d, match);
    struct span tokens = compose_tokens(v, match);
    uint8_t opens = v->clause->words[tokens.start]; /* "must come before" */
    bool be = opens == WORD_BE || opens == WORD_AUXILIARY || opens == WORD_HAVE;
    for (uint32_t t = from; t < tokens.start && !be; t++)
        be = v->clause->words[t] == WORD_BE || clause_is(v->clause, t, "as"); /* "is a step", "sees it as a barrier" */
    bool apposed = from + 1 >= tokens.start; /* "called it [a crucial step]" */
    if (!be && !apposed && is_noun(v, match))
        return false;
    if (e->pos != 'v') /* "a means of peace" is, "against the North" is not */
        return be || !compose_is(v->d, tokens.end - 1, "preposition") || compose_is(v->d, tokens.start, "article");
    uint32_t form = v->d->matches.items[match].form; /* "the declaration sought by", "the sanctions plan" */
    bool close = tokens.start == from && (form == FORM_PAST || form == FORM_PARTICIPLE || form == FORM_BASE);
    return be || close || is_effect(e) || compose_holder(v, tokens.start) != HOLDER_NONE;
}

/* An attitude behind the target that is said of it: "easing sanctions would be premature". One in a relative clause
 * ("sanctions that strangle his country") is said of the target alone: it counts only where nothing stands before. */
void compose_right(const struct view *v, struct reading *r)
{
    uint32_t from = v->target.end;
    if (r->action != NOWHERE && r->head < v->target.start && clause_finite(v->clause, r->head))
        return; /* "rejected the idea as premature" says the same twice */
    if (r->action != NOWHERE && compose_tokens(v, (uint32_t)r->action).end > from)
        from = compose_tokens(v, (uint32_t)r->action).end;
    from = compose_resume(v, from);
    for (uint32_t i = v->matches.start; i < v->matches.end; i++) {
        struct span tokens = compose_tokens(v, i);
        if (compose_entry(v->d, i)->list != LIST_ATTITUDE || tokens.start < from)
            continue;
        if (tokens.end > v->window.end || compose_blocked(v, (struct span){from, tokens.start}, ATTITUDE_REACH))
            break;
        if (!predicated(v, i, from))
            break;
        if (!compose_opens_relative(v) || (!r->attitudes && r->action == NOWHERE))
            add_attitude(v, r, i);
        break;
    }
}
