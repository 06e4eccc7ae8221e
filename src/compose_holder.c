/* (9b) Whose a chain of cues is: the subject of the verb at its head, or who owns the noun.
 *
 *     "[Seoul] wants sanctions eased"                        the subject
 *     "rules out [Washington's] opposition to sanctions"     the owner
 *     "urged Washington [to lift] sanctions"                 whoever urged, not Washington
 *     "sanctions were imposed by [Washington]"               the agent
 *
 * Known to be wrong: a subject that no list names ("aides want relief") is nobody's. */
#include "compose_internal.h"

enum { AGENT_REACH = 12 };

static enum chain_holder part_of(const struct view *v, actor_set actors, bool known)
{
    if (actors >> v->c->actor & 1)
        return HOLDER_OWN;
    return actors ? HOLDER_RIVAL : known ? HOLDER_OUTSIDER : HOLDER_NONE;
}

/* Who does what a passive says: "were imposed [by Washington]". */
static enum chain_holder agent_of(const struct view *v, uint32_t from)
{
    uint32_t end = v->d->sentences.items[v->c->sentence].tokens.end;
    for (uint32_t t = from; t + 1 < end && t < from + AGENT_REACH && !compose_soft_break(v->d, t); t++) {
        if (!clause_is(v->clause, t, "by"))
            continue;
        struct phrase agent = clause_phrase_after(v->clause, t + 1, end);
        return part_of(v, agent.actors, agent.known);
    }
    return HOLDER_NONE;
}

enum chain_holder compose_owner(const struct view *v, uint32_t noun)
{
    const struct document *d = v->d;
    if (noun == 0)
        return HOLDER_NONE;
    int32_t owner = clause_mention_ending(v->clause, noun);
    if (owner == NOWHERE && d->tokens.items[noun - 1].kind == TOKEN_POSSESSIVE)
        owner = clause_mention_ending(v->clause, noun - 1);
    if (owner == NOWHERE || !clause_modifies(&d->mentions.items[owner]))
        return HOLDER_NONE;
    return part_of(v, mention_actors(d, (uint32_t)owner), d->mentions.items[owner].kind == MENTION_OTHER);
}

enum chain_holder compose_holder(const struct view *v, uint32_t head)
{
    const struct document *d = v->d;
    enum chain_holder owner = compose_owner(v, head);
    uint32_t floor = clause_floor(v->clause, v->c->sentence);
    if (owner != HOLDER_NONE || head <= floor)
        return owner;
    bool passive = false;
    uint32_t group = clause_group(v->clause, floor, head, &passive);
    int32_t verb = v->clause->verb_at[head];
    if (passive && verb != NOWHERE && compose_entry(d, (uint32_t)verb)->pos == 'v')
        return agent_of(v, compose_tokens(v, (uint32_t)verb).end);
    struct phrase subject = clause_subject(v->clause, floor, group);
    return part_of(v, subject.actors, subject.known);
}

bool compose_addressed(const struct view *v)
{
    if (v->c->actor_mention == NOWHERE)
        return false;
    uint32_t actor = v->d->mentions.items[v->c->actor_mention].tokens.start;
    for (uint32_t i = v->matches.start; i < v->matches.end && compose_tokens(v, i).start < actor; i++) {
        const struct entry *e = compose_entry(v->d, i);
        struct span tokens = compose_tokens(v, i);
        bool near = tokens.end > actor || actor - tokens.end <= (v->clause->words[actor - 1] == WORD_THAT);
        if (e->list != LIST_ATTITUDE || !near || (strcmp(e->class, "want") && strcmp(e->class, "demand")))
            continue;
        enum chain_holder holder = compose_holder(v, tokens.start);
        if (holder == HOLDER_RIVAL || holder == HOLDER_OUTSIDER)
            return true;
    }
    return false;
}
