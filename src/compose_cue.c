/* (9b) The cues of a reading: which action stands at the target, which attitudes govern it, what negates them, and when a
 * condition turns the whole.
 *
 *     "refuses to rule out easing sanctions"        - x - x -
 *     "North must disarm before sanctions come off" keeps them
 *
 * What governs is judged by order, distance and joints alone. */
#include "compose_internal.h"

enum { ACTION_REACH = 8, NEGATION_REACH = 4, ATTITUDE_REACH = 10, CHAIN_REACH = 5 };

/* A token that ends a stretch of clauses: what stands beyond it does not govern what stands here. */
bool compose_hard_break(const struct document *d, uint32_t token)
{
    const struct token *t = &d->tokens.items[token];
    if (t->kind == TOKEN_PUNCTUATION)
        return *t->key == ';' || *t->key == ':' || !strcmp(t->key, "--") || !strcmp(t->key, "\xE2\x80\x94");
    return false;
}

static bool is_class(const struct document *d, uint32_t token, const char *class)
{
    const struct token *t = &d->tokens.items[token];
    const char *found = t->kind == TOKEN_WORD ? lexicon_function_word(d->lexicon, t->key, t->key_length) : NULL;
    return found && !strcmp(found, class);
}

/* A softer one: a comma, a subordinator, a relative, "but". */
bool compose_soft_break(const struct document *d, uint32_t token)
{
    const struct token *t = &d->tokens.items[token];
    return compose_hard_break(d, token) || (t->kind == TOKEN_PUNCTUATION && *t->key == ',') ||
           is_class(d, token, "subordinator") || is_class(d, token, "relative") ||
           (t->kind == TOKEN_WORD && !strcmp(t->key, "but"));
}

/* Tokens between a match and the target, 0 when they touch or overlap; UINT32_MAX when a break parts them. */
static uint32_t distance(const struct view *v, struct span tokens)
{
    struct span gap = tokens.end <= v->target.start ? (struct span){tokens.end, v->target.start}
                      : tokens.start >= v->target.end ? (struct span){v->target.end, tokens.start}
                                                      : (struct span){0, 0};
    for (uint32_t t = gap.start; t < gap.end; t++)
        if (compose_soft_break(v->d, t))
            return UINT32_MAX;
    return gap.end - gap.start;
}

static bool in_window(const struct view *v, uint32_t match)
{
    return span_covers(v->window, v->d->matches.items[match].tokens);
}

/* True when a relative clause follows the target. */
static bool opens_relative(const struct view *v)
{
    if (v->target.end >= v->d->sentences.items[v->c->sentence].tokens.end)
        return false;
    const char *key = v->d->tokens.items[v->target.end].key;
    return !strcmp(key, "that") || !strcmp(key, "which");
}

/* The action nearest to the target; one before it is preferred to an equally near one behind. */
int32_t compose_action(const struct view *v)
{
    int32_t best = NOWHERE;
    uint32_t best_distance = ACTION_REACH + 1;
    for (uint32_t i = v->matches.start; i < v->matches.end; i++) {
        if (compose_entry(v->d, i)->list != LIST_ACTION || !in_window(v, i))
            continue;
        struct span tokens = v->d->matches.items[i].tokens;
        uint32_t gap = distance(v, tokens);
        if (span_meets(tokens, v->target) && !v->stand_in)
            continue; /* part of the target's name: "ending the war"; but "relief", "lifting them" */
        if (tokens.start >= v->target.end && opens_relative(v))
            continue; /* "a declaration that would end hostility" */
        if (gap != UINT32_MAX && tokens.start >= v->target.end)
            gap++;
        if (gap < best_distance) {
            best = (int32_t)i;
            best_distance = gap;
        }
    }
    return best;
}

static bool parted(const struct view *v, uint32_t from, uint32_t to)
{
    for (uint32_t t = from; t < to; t++)
        if (compose_soft_break(v->d, t) || is_class(v->d, t, "conjunction"))
            return true;
    return false;
}

/* True for a negation that an attitude's own words hold: "not considering" and "ruled out" have it in their value. */
static bool within_attitude(const struct view *v, uint32_t negation)
{
    struct span tokens = v->d->matches.items[negation].tokens;
    for (uint32_t i = negation; i-- > v->matches.start;) {
        struct span other = v->d->matches.items[i].tokens;
        if (other.start + 2 * NEGATION_REACH < tokens.start)
            break;
        if (compose_entry(v->d, i)->list == LIST_ATTITUDE && span_covers(other, tokens))
            return true;
    }
    return false;
}

/* Number of negations that bear on tokens: those within reach before them, up to the cue before, which would take them
 * for itself, or to a break. Matches are looked through backwards from the one numbered match. */
static uint32_t negations_before(const struct view *v, struct span at, uint32_t match)
{
    uint32_t count = 0;
    for (uint32_t i = match; i-- > v->matches.start;) {
        struct span tokens = v->d->matches.items[i].tokens;
        uint8_t list = compose_entry(v->d, i)->list;
        if (tokens.start + NEGATION_REACH + 4 < at.start || tokens.start < v->window.start)
            break;
        if (tokens.end > at.start)
            continue;
        if (list == LIST_ATTITUDE || list == LIST_ACTION)
            break;
        if (list == LIST_NEGATION && at.start - tokens.end <= NEGATION_REACH && !within_attitude(v, i) &&
            !parted(v, tokens.end, at.start))
            count += strcmp(compose_entry(v->d, i)->class, "empty") != 0;
    }
    return count;
}

uint32_t compose_negations(const struct view *v, uint32_t match)
{
    return negations_before(v, v->d->matches.items[match].tokens, match);
}

/* Negations before the target itself: "no relief". */
uint32_t compose_target_negations(const struct view *v)
{
    uint32_t match = v->matches.start;
    while (match < v->matches.end && v->d->matches.items[match].tokens.start < v->target.start)
        match++;
    return negations_before(v, v->target, match);
}

/* True when something between two tokens keeps the first from governing the second: a break, a condition ("go nowhere
 * until sanctions are eased"), or a coordination that is not of two short cues. */
static bool blocked(const struct view *v, struct span gap, uint32_t reach)
{
    if (gap.end - gap.start > reach)
        return true;
    for (uint32_t t = gap.start; t < gap.end; t++)
        if (compose_soft_break(v->d, t) || (is_class(v->d, t, "conjunction") && gap.end - gap.start > 2))
            return true;
    for (uint32_t i = v->matches.start; i < v->matches.end && v->d->matches.items[i].tokens.start < gap.end; i++)
        if (compose_entry(v->d, i)->list == LIST_CONDITION && v->d->matches.items[i].tokens.start >= gap.start)
            return true;
    return false;
}

static void multiply(const struct view *v, struct reading *r, uint32_t match)
{
    const struct entry *e = compose_entry(v->d, match);
    uint32_t negations = compose_negations(v, match);
    int value = negations % 2 ? -e->value : e->value;
    if (!e->value && negations % 2)
        value = -1; /* "no review of lifting them" */
    if (r->attitude == NOWHERE)
        r->attitude = (int32_t)match;
    r->attitudes++;
    r->negations = (uint8_t)(r->negations + negations);
    if (value)
        r->attitude_sign = (int8_t)(r->attitude_sign ? r->attitude_sign * value : value);
}

/* True for an adjective within the noun phrase of what follows it: "recoiled at the premature declaration" is no denial
 * that it is premature. It counts only where nothing else governs. */
static bool is_attribute(const struct document *d, uint32_t match, uint32_t at)
{
    struct span tokens = d->matches.items[match].tokens;
    return compose_entry(d, match)->pos == 'x' && tokens.end == at && tokens.start &&
           (is_class(d, tokens.start - 1, "article") || is_class(d, tokens.start - 1, "determiner"));
}

/* Attitudes before the action or target that govern it, nearest first: "refuses to rule out easing". */
void compose_left(const struct view *v, struct reading *r)
{
    uint32_t at = v->target.start;
    if (r->action != NOWHERE && v->d->matches.items[r->action].tokens.start < at)
        at = v->d->matches.items[r->action].tokens.start;
    int32_t attribute = NOWHERE;
    for (uint32_t i = v->matches.end; i-- > v->matches.start;) {
        struct span tokens = v->d->matches.items[i].tokens;
        if (tokens.start < v->window.start)
            break;
        if (compose_entry(v->d, i)->list != LIST_ATTITUDE || tokens.end > at)
            continue;
        if (blocked(v, (struct span){tokens.end, at}, r->attitudes ? CHAIN_REACH : ATTITUDE_REACH))
            break;
        if (attribute == NOWHERE && !r->attitudes && is_attribute(v->d, i, at))
            attribute = (int32_t)i;
        else
            multiply(v, r, i);
        at = tokens.start;
    }
    if (!r->attitudes && attribute != NOWHERE)
        multiply(v, r, (uint32_t)attribute);
}

/* True when a cue stands as a noun with a phrase of its own: "amid its push for". */
static bool is_noun(const struct view *v, uint32_t match)
{
    uint32_t start = v->d->matches.items[match].tokens.start;
    if (is_class(v->d, start - 1, "article") || v->d->tokens.items[start - 1].kind == TOKEN_POSSESSIVE)
        return true;
    for (uint32_t i = match; i-- > v->matches.start && v->d->matches.items[i].tokens.start + 1 >= start;)
        if (compose_entry(v->d, i)->list == LIST_PRONOUNS && v->d->matches.items[i].tokens.end == start)
            return true;
    return false;
}

/* An attitude behind the target that is said of it: "easing sanctions would be premature". One in a relative clause
 * ("sanctions that strangle his country") is said of the target alone: it counts only where nothing stands before. */
void compose_right(const struct view *v, struct reading *r)
{
    uint32_t from = v->target.end;
    if (r->action != NOWHERE && v->d->matches.items[r->action].tokens.end > from)
        from = v->d->matches.items[r->action].tokens.end;
    for (uint32_t i = v->matches.start; i < v->matches.end; i++) {
        struct span tokens = v->d->matches.items[i].tokens;
        if (compose_entry(v->d, i)->list != LIST_ATTITUDE || tokens.start < from)
            continue;
        if (tokens.end > v->window.end || blocked(v, (struct span){from, tokens.start}, ATTITUDE_REACH))
            break;
        if (is_noun(v, i))
            break;
        if (!opens_relative(v) || (!r->attitudes && r->action == NOWHERE))
            multiply(v, r, i);
        break;
    }
}

/* True when a condition turns the sign: what is promised comes "only after" something else, or something else "must" come
 * "before" it. "Will not talk until sanctions are lifted" wants them lifted and turns nothing. */
bool compose_withheld(const struct view *v, const struct reading *r)
{
    uint32_t from = v->target.start, to = v->target.end;
    if (r->action != NOWHERE) {
        struct span action = v->d->matches.items[r->action].tokens;
        from = action.start < from ? action.start : from;
        to = action.end > to ? action.end : to;
    }
    int32_t before = NOWHERE; /* the nearest condition before action and target */
    for (uint32_t i = v->matches.start; i < v->matches.end; i++) {
        const struct entry *e = compose_entry(v->d, i);
        struct span tokens = v->d->matches.items[i].tokens;
        if (e->list != LIST_CONDITION)
            continue;
        if (tokens.start >= to && tokens.start - to <= ACTION_REACH && !strcmp(e->class, "only") && !r->negations)
            return true;
        if (tokens.end <= from && from - tokens.end <= CHAIN_REACH && !strcmp(e->class, "withhold"))
            before = (int32_t)i;
    }
    if (before == NOWHERE)
        return false;
    bool must = false;
    for (uint32_t i = v->matches.start; i < (uint32_t)before; i++) {
        const struct entry *e = compose_entry(v->d, i);
        if (v->d->matches.items[i].tokens.start + CLAUSE_REACH < from)
            continue;
        if (e->list == LIST_NEGATION)
            return false;
        must |= e->list == LIST_MODALITY && (!strcmp(e->class, "must") || !strcmp(e->class, "should"));
    }
    return must;
}

