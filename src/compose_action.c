/* (9b) The action at the target: what is done to it, in its own words, by a verb before it or in what is said of it.
 *
 *     sanctions [relief]; [declaring] the war over; [put] sanctions on      its own words
 *     [ease] sanctions, [easing] of sanctions                               before it, by what the cue takes
 *     sanctions [were lifted], sanctions to [remain], wants sanctions [eased]   said of it
 *     sanctions [stop] nobody, sanctions [imposed] in 2016                  neither: a subject, a description
 *
 * Known to be wrong: an ending in the target's own words is taken for its name ("ending the war"), so that a target
 * named "the halt of exports" has no action. */
#include "compose_internal.h"

static bool is_class(const struct entry *e, const char *class)
{
    return !strcmp(e->class, class);
}

int32_t compose_inner_action(const struct view *v)
{
    int32_t best = NOWHERE;
    for (uint32_t i = v->matches.start; i < v->matches.end; i++) {
        const struct entry *e = compose_entry(v->d, i);
        struct span tokens = compose_tokens(v, i);
        if (e->list != LIST_ACTION || !span_meets(tokens, v->target))
            continue;
        bool verb = e->pos == 'v' || v->d->matches.items[i].form != FORM_NONE;
        bool around = span_covers(tokens, v->target) && span_length(tokens) > span_length(v->target);
        bool own = span_covers(v->target, tokens) && !is_class(e, "end") && !is_class(e, "impose") &&
                   (e->value < 0 || verb);
        if (!v->stand_in && !around && !own)
            continue; /* "ending the war" names the declaration */
        if (best == NOWHERE || (is_class(e, "make") && !is_class(compose_entry(v->d, (uint32_t)best), "make")))
            best = (int32_t)i;
    }
    return best;
}

/* The prepositions that a noun's frames allow. */
static bool frame_allows(const struct entry *e, const char *key)
{
    static const struct {
        const char *key;
        enum frame frame;
    } frames[] = {{"of", FRAME_OF}, {"on", FRAME_ON},   {"for", FRAME_FOR}, {"to", FRAME_TO},      {"from", FRAME_OF},
                  {"in", FRAME_OF}, {"over", FRAME_ON}, {"about", FRAME_ON}, {"against", FRAME_ON}};
    for (size_t i = 0; i < sizeof frames / sizeof *frames; i++)
        if (!strcmp(key, frames[i].key))
            return e->frames & frames[i].frame;
    return false;
}

bool compose_governs_right(const struct view *v, uint32_t match, uint32_t from)
{
    const struct entry *e = compose_entry(v->d, match);
    struct span tokens = compose_tokens(v, match);
    if (!e->frames || (e->pos == 'x' && is_class(e, "strengthen")))
        return false; /* "stay", "remain in place"; "the toughest sanctions" says nothing of what is done to them */
    if (e->pos == 'n' && !(e->frames & FRAME_NP))
        return from > tokens.end && frame_allows(e, v->d->tokens.items[tokens.end].key);
    bool passive = false;
    if (v->d->matches.items[match].form == FORM_PAST || v->d->matches.items[match].form == FORM_PARTICIPLE)
        clause_group(v->clause, v->window.start, tokens.start, &passive);
    return !passive || frame_allows(e, v->d->tokens.items[tokens.end].key);
}

/* True when a wish stands before the target, whose object it is: "wants sanctions lifted". */
static bool wished(const struct view *v)
{
    for (uint32_t i = v->matches.end; i-- > v->matches.start;) {
        struct span tokens = compose_tokens(v, i);
        if (tokens.end > v->target.start || tokens.start < v->window.start)
            continue;
        uint8_t list = compose_entry(v->d, i)->list;
        if (v->target.start - tokens.end > CHAIN_REACH)
            return false;
        if (list == LIST_ATTITUDE && !compose_blocked(v, (struct span){tokens.end, v->target.start}, CHAIN_REACH))
            return true;
    }
    return false;
}

static bool has_be(const struct view *v, uint32_t from, uint32_t to)
{
    for (uint32_t t = from; t < to; t++)
        if (v->clause->words[t] == WORD_BE || !strcmp(v->d->tokens.items[t].key, "get") ||
            !strcmp(v->d->tokens.items[t].key, "gets") || !strcmp(v->d->tokens.items[t].key, "got"))
            return true;
    return false;
}

/* True when a noun phrase that can be an object begins at a token: "stop [the North]". */
static bool object_follows(const struct view *v, uint32_t token)
{
    if (token >= v->d->sentences.items[v->c->sentence].tokens.end)
        return false;
    uint8_t w = v->clause->words[token];
    return w == WORD_ARTICLE || w == WORD_DETERMINER || w == WORD_NUMBER || w == WORD_PLAIN || w == WORD_VERB ||
           v->clause->mention_at[token] != NOWHERE;
}

/* True when an action behind the target is done to it. */
static bool said_of_target(const struct view *v, uint32_t match)
{
    const struct entry *e = compose_entry(v->d, match);
    struct span tokens = compose_tokens(v, match);
    uint32_t gap = tokens.start - v->target.end;
    enum verb_form form = clause_form(v->d, &v->d->matches.items[match]);
    if (!e->frames)
        return true; /* "remain in place", "be lifted" */
    if (e->pos == 'n')
        return gap == 0 || (gap == 1 && v->clause->words[v->target.end] == WORD_POSSESSIVE); /* "sanctions relief" */
    if (e->pos == 'x')
        return gap == 0 ? !span_length(tokens) || !is_class(e, "impose") : has_be(v, v->target.end, tokens.start);
    bool be = has_be(v, v->target.end, tokens.start);
    if (form == FORM_PAST || form == FORM_PARTICIPLE)
        return be || (gap <= 1 && (wished(v) || is_class(e, "end") || is_class(e, "ease")));
    if (form == FORM_ING)
        return gap == 0 || (be && !object_follows(v, tokens.end)); /* "sanctions easing", "are biting" */
    return !object_follows(v, tokens.end); /* "sanctions will end", "the push must go on" */
}

int32_t compose_right_action(const struct view *v)
{
    if (compose_opens_relative(v))
        return NOWHERE; /* "a declaration that would end hostility" */
    uint32_t from = compose_resume(v, v->target.end);
    for (uint32_t i = v->matches.start; i < v->matches.end; i++) {
        struct span tokens = compose_tokens(v, i);
        if (compose_entry(v->d, i)->list != LIST_ACTION || tokens.start < from)
            continue;
        if (tokens.start - from > ACTION_REACH || tokens.end > v->window.end)
            return NOWHERE;
        for (uint32_t t = from; t < tokens.start; t++)
            if (compose_soft_break(v->d, t))
                return NOWHERE;
        if (said_of_target(v, i))
            return (int32_t)i;
    }
    return NOWHERE;
}
