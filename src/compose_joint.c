/* (9b) Joints: what lies between two cues and keeps the first from governing the second, and what negates a cue.
 *
 *     "will go nowhere until | sanctions are eased"     a condition parts
 *     "is reluctant, and | sanctions stay"              a comma parts
 *     "has [not] yet agreed to lift"                    one negation of "agreed to"
 *
 * What governs is judged by order, distance and joints alone.
 * Known to be wrong: commas within a noun phrase part as well ("the new, tougher sanctions"). */
#include "compose_internal.h"

bool compose_hard_break(const struct document *d, uint32_t token)
{
    const struct token *t = &d->tokens.items[token];
    if (t->kind == TOKEN_PUNCTUATION)
        return *t->key == ';' || *t->key == ':' || !strcmp(t->key, "--") || !strcmp(t->key, "\xE2\x80\x94");
    return false;
}

bool compose_is(const struct document *d, uint32_t token, const char *class)
{
    const struct token *t = &d->tokens.items[token];
    const char *found = t->kind == TOKEN_WORD ? lexicon_function_word(d->lexicon, t->key, t->key_length) : NULL;
    return found && !strcmp(found, class);
}

bool compose_soft_break(const struct document *d, uint32_t token)
{
    const struct token *t = &d->tokens.items[token];
    return compose_hard_break(d, token) || (t->kind == TOKEN_PUNCTUATION && *t->key == ',') ||
           (compose_is(d, token, "subordinator") && strcmp(t->key, "than")) || compose_is(d, token, "relative") ||
           (t->kind == TOKEN_WORD && !strcmp(t->key, "but"));
}

bool compose_opens_relative(const struct view *v)
{
    if (v->target.end >= v->d->sentences.items[v->c->sentence].tokens.end)
        return false;
    const char *key = v->d->tokens.items[v->target.end].key;
    return !strcmp(key, "that") || !strcmp(key, "which");
}

/* A clause with a subject of its own parts as well: "has never hidden that it regards". */
static bool parted(const struct view *v, uint32_t from, uint32_t to)
{
    for (uint32_t t = from; t < to; t++)
        if (compose_soft_break(v->d, t) || compose_is(v->d, t, "conjunction") ||
            v->d->tokens.items[t].kind == TOKEN_POSSESSIVE || /* "nothing new in Moon's call" */
            (v->clause->words[t] == WORD_THAT && t + 1 < to && v->clause->mention_at[t + 1] != NOWHERE))
            return true;
    return false;
}

/* A break, a condition, or a coordination that is not of two short cues. */
bool compose_blocked(const struct view *v, struct span gap, uint32_t reach)
{
    if (gap.end - gap.start > reach)
        return true;
    for (uint32_t t = gap.start; t < gap.end; t++)
        if (compose_soft_break(v->d, t) || (compose_is(v->d, t, "conjunction") && gap.end - gap.start > 2))
            return true;
    for (uint32_t i = v->matches.start; i < v->matches.end && compose_tokens(v, i).start < gap.end; i++)
        if (compose_entry(v->d, i)->list == LIST_CONDITION && compose_tokens(v, i).start >= gap.start)
            return true;
    return false;
}

/* True for a negation that the words of a cue before a token hold: "not considering" and "ruled out" have it in their
 * value. */
static bool within_cue(const struct view *v, uint32_t negation, uint32_t at)
{
    struct span tokens = compose_tokens(v, negation);
    for (uint32_t i = negation; i-- > v->matches.start;) {
        struct span other = compose_tokens(v, i);
        if (other.start + 2 * NEGATION_REACH < tokens.start)
            break;
        uint8_t list = compose_entry(v->d, i)->list;
        if ((list == LIST_ATTITUDE || list == LIST_ACTION) && span_holds(other, tokens.start) && other.end <= at)
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
        struct span tokens = compose_tokens(v, i);
        uint8_t list = compose_entry(v->d, i)->list;
        if (tokens.start + NEGATION_REACH + 4 < at.start)
            break;
        if (tokens.end > at.start)
            continue;
        if (list == LIST_ATTITUDE || list == LIST_ACTION)
            break;
        if (list == LIST_NEGATION && at.start - tokens.end <= NEGATION_REACH && !within_cue(v, i, at.start) &&
            !parted(v, tokens.end, at.start))
            count += strcmp(compose_entry(v->d, i)->class, "empty") != 0;
    }
    return count;
}

uint32_t compose_negations(const struct view *v, uint32_t match)
{
    return negations_before(v, compose_tokens(v, match), match);
}

uint32_t compose_target_negations(const struct view *v)
{
    uint32_t match = v->matches.start;
    while (match < v->matches.end && compose_tokens(v, match).start < v->target.start)
        match++;
    return negations_before(v, v->target, match);
}

bool compose_denied(const struct view *v)
{
    for (uint32_t i = v->matches.start; i < v->matches.end && compose_tokens(v, i).start < v->target.start; i++) {
        const struct entry *e = compose_entry(v->d, i);
        uint32_t end = compose_tokens(v, i).end;
        if (e->list == LIST_NEGATION && !strcmp(e->class, "no") && end <= v->target.start && v->target.start - end <= 1)
            return true;
    }
    return false;
}
