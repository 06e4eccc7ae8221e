/* (6) Groups of words that name a holder, read from left to right: adjectives, names, organs, roles and a person's
 * name, as long as all can be one holder's.
 *
 *     U.S. official                                     adjective or name + role
 *     North's foreign ministry spokesman                name 's + organ + role
 *     South Korean Foreign Minister Kang Kyung-wha      ... + name
 *     Moon's top security adviser Chung Eui-yong        name 's + role + name
 *     Seoul | Washington                                two holders, two groups
 *
 * Up to three words that no list knows may stand between ("U.S. [deputy special] envoy"); behind a bare name, which
 * could be a subject, they must not look like a verb.
 * Known to be wrong: a role noun right behind an object ("told Seoul officials believe") is drawn to it. */
#include "actor_internal.h"

enum { GROUP_MAX = 24, MODIFIERS_MAX = 3 };

/* ---- what a group is made of ------------------------------------------------------------------------ */

struct span actor_group_span(const struct scene *s, uint32_t at)
{
    return s->d->matches.items[s->actor_at[at]].tokens;
}

/* "heads the department" is a verb. */
bool actor_group_role_starts(const struct scene *s, uint32_t at)
{
    if (s->role_at[at] == NOWHERE || s->d->matches.items[s->role_at[at]].tokens.start != at)
        return false;
    const char *class = at + 1 < actor_sentence(s, at).end ? actor_function(s, at + 1) : NULL;
    bool object = class && (class == s->article || class == s->possessive);
    return !(object && actor_is_plural(s, at) && actor_token(s, at)->word_case == CASE_LOWER);
}

bool actor_group_name_starts(const struct scene *s, uint32_t at)
{
    return s->name_at[at] != NOWHERE && s->names.items[s->name_at[at]].tokens.start == at;
}

const struct entry *actor_group_starts(const struct scene *s, uint32_t at)
{
    if (s->actor_at[at] == NOWHERE || s->name_at[at] != NOWHERE || actor_group_span(s, at).start != at)
        return NULL;
    const struct entry *e = actor_entry(s, s->actor_at[at]);
    return actor_is_person(e) ? NULL : e;
}

/* "professor", not "Beijing". */
static bool is_common(const struct entry *e)
{
    return *e->pattern >= 'a' && *e->pattern <= 'z';
}

static struct holder holder_of_row(const struct scene *s, uint32_t at, const struct entry *e)
{
    struct holder holder = {.actors = e->actors, .all = e->all, .gender = e->gender, .other = e->kind == KIND_OTHER,
                            .entry = (int32_t)s->d->matches.items[s->actor_at[at]].entry, .entity = e->entity};
    holder.open = e->kind == KIND_CONTEXT && (!e->all || e->either);
    if (e->kind == KIND_CONTEXT || (holder.other && is_common(e)))
        holder.entity = NOWHERE;
    return holder;
}

/* Joins a row to what the group holds so far: "U.S." + "State Department". false when they are two holders. */
static bool join(struct group *g, struct holder new, const struct entry *e)
{
    struct holder *old = &g->holder;
    if (!g->held) {
        *old = new;
    } else if (old->other) {
        if (!new.open && !(new.other && (g->possessed || is_common(e)))) /* not "U.N. Russia" */
            return false;
    } else if (new.other) {
        if (g->kind == KIND_ORG && is_common(e) && !e->all)
            return true; /* "KCNA news agency" */
        if (g->kind != KIND_ADJECTIVE && !g->possessed)
            return false;
        *old = new;
    } else if (new.open || new.all) {
        if (new.actors && old->actors && !(new.actors & old->actors))
            return false;
        if (old->open && !old->actors)
            old->actors = new.actors;
        old->entity = NOWHERE;
    } else if (old->open || (old->actors & new.actors)) {
        if (old->open && old->actors && !(old->actors & new.actors))
            return false;
        *old = new;
    } else {
        return false;
    }
    g->held = true;
    g->kind = e->kind;
    return true;
}

static void set_role(struct scene *s, struct group *g, uint32_t last)
{
    const struct entry *role = s->role_at[last] == NOWHERE ? NULL : actor_entry(s, s->role_at[last]);
    if (!role)
        return;
    g->former |= actor_is_former(s, last);
    if (role->class == s->former)
        return;
    g->role = role;
    const char *space = strrchr(role->pattern, ' '), *word = space ? space + 1 : role->pattern;
    g->plural = role->pos == 'n' ? strcasecmp(actor_token(s, last)->key, word) != 0 : actor_is_plural(s, last);
}

bool actor_group_is_outsider(const struct scene *s, const struct entry *role)
{
    return role && (role->class == s->outsider || role->class == s->group);
}

/* A row that cannot follow a role. "official | KCNA", "KCNA | news agency" can. */
static bool is_late(const struct scene *s, const struct group *g, const struct entry *e, bool body)
{
    if (!g->held && g->role->class == s->org && e->kind != KIND_CONTEXT)
        return true; /* "taking office | South Korean President" */
    return (e->kind == KIND_NAME && !body) || e->kind == KIND_ADJECTIVE ||
           (e->kind == KIND_OTHER && g->kind != KIND_ORG);
}

static bool take_actor(struct scene *s, struct group *g, uint32_t at, const struct entry *e)
{
    struct span span = actor_group_span(s, at);
    const char *class = actor_function(s, at);
    bool article = g->tokens.start < at && (class == s->article || class == s->determiner);
    bool body = s->role_at[span.end - 1] != NOWHERE; /* "U.S. President [Joe Biden's administration]" */
    if (g->role && is_late(s, g, e, body))
        return false;
    if (e->kind == KIND_NOT || article || !join(g, holder_of_row(s, at, e), e))
        return false;
    g->tokens.end = span.end;
    g->head = span.end - 1;
    bool noun = (e->kind == KIND_CONTEXT || e->kind == KIND_OTHER) &&
                (is_common(e) || actor_token(s, g->head)->word_case == CASE_LOWER); /* "Experts", "U.S. experts" */
    g->plural = e->all || (noun && actor_is_plural(s, g->head));
    const struct entry *role = s->role_at[span.end - 1] == NOWHERE ? NULL : actor_entry(s, s->role_at[span.end - 1]);
    if (role && !actor_group_is_outsider(s, role)) /* "North Korean media" is an organ, whatever media are elsewhere */
        set_role(s, g, span.end - 1);
    return true;
}

static void take_role(struct scene *s, struct group *g, uint32_t at)
{
    struct span span = s->d->matches.items[s->role_at[at]].tokens;
    set_role(s, g, span.end - 1);
    g->tokens.end = span.end;
    g->head = span.end - 1;
}

/* A name joins what stands before it when it can be the same person. */
static bool take_name(struct scene *s, struct group *g, uint32_t at)
{
    const struct name *name = &s->names.items[s->name_at[at]];
    bool first = g->tokens.end == g->tokens.start;
    const struct entry *last = g->holder.entry == NOWHERE ? NULL : lexicon_entry(s->lexicon, (uint32_t)g->holder.entry);
    bool attached = first || g->role || g->possessed || g->former || g->kind == KIND_ADJECTIVE ||
                    g->kind == KIND_OFFICE || (g->kind == KIND_OTHER && name->holder.other) || /* "Rep. Brad Sherman" */
                    (g->kind == KIND_OTHER && !name->listed && is_common(last)); /* "professor Yang" */
    bool body = g->role && g->role->class == s->org && !first;
    if (!attached || (g->plural && !first) || body)
        return false;
    if (name->listed && !name->holder.other && !name->holder.open && g->held && !g->holder.other && g->holder.actors &&
        !(g->holder.actors & name->holder.actors))
        return false;
    g->name = s->name_at[at];
    g->tokens.end = name->tokens.end;
    g->head = name->tokens.start;
    if (name->full && !actor_has_hyphen(s, name->tokens.end - 1))
        g->head = name->tokens.end - 1; /* "Mike Pompeo"; but "Kang Kyung-wha" */
    return true;
}

/* "Moon's office", "Trump officials": the person holds what follows. */
void actor_group_hold_by_name(struct scene *s, struct group *g)
{
    const struct name *name = &s->names.items[g->name];
    const struct name *known = name->known ? name : actor_name_known(s, name->holder.entity);
    g->holder = known ? known->holder : (struct holder){.other = true, .entry = NOWHERE, .entity = NOWHERE};
    g->holder.entity = NOWHERE;
    g->holder.gender = 0;
    g->held = true;
    g->kind = KIND_NAME;
    g->name = NOWHERE;
    g->role = NULL;
    g->former = false;
}

/* "Biden's [most] senior aides", "Moon's [two] envoys". */
static bool counts(const struct scene *s, uint32_t at)
{
    return actor_token(s, at)->kind == TOKEN_NUMBER || actor_function(s, at) == s->determiner;
}

/* Place behind up to three modifiers where something that belongs to the group begins; at when there is nothing. */
static uint32_t reach(const struct scene *s, const struct group *g, uint32_t at, uint32_t end)
{
    bool strict = g->kind != KIND_ADJECTIVE && !g->possessed && !g->former;
    uint32_t next = at;
    for (int skipped = 0; next < end; next++, skipped++) {
        const struct entry *e = actor_group_starts(s, next);
        bool body = e && (e->kind == KIND_ORG || e->kind == KIND_OFFICE || e->kind == KIND_CONTEXT);
        if (body || actor_group_role_starts(s, next))
            return next;
        if (e && (g->possessed || g->former) && (e->kind == KIND_NAME || e->kind == KIND_OTHER || g->former))
            return next;
        if (actor_group_name_starts(s, next) && (g->possessed || g->former))
            return next;
        if (skipped == MODIFIERS_MAX || !(actor_is_modifier(s, next, strict) || (g->possessed && counts(s, next))))
            break;
    }
    return at;
}

/* Reads on where a name or a possessive ends. Returns the place to go on from, or at when the group ends here. */
static uint32_t cross(struct scene *s, struct group *g, uint32_t at, uint32_t end)
{
    if (actor_token(s, at)->kind == TOKEN_POSSESSIVE && (g->held || g->name != NOWHERE) && at + 1 < end) {
        struct group ahead = *g;
        ahead.possessed = true;
        uint32_t next = reach(s, &ahead, at + 1, end);
        bool name = actor_group_name_starts(s, next), both = g->name != NOWHERE && name;
        bool found = name || actor_group_role_starts(s, next) || actor_group_starts(s, next);
        if (!found || both || actor_function(s, at + 1) == s->article)
            return at;
        if (g->name != NOWHERE)
            actor_group_hold_by_name(s, g);
        g->possessed = true;
        return next;
    }
    if (!g->held && !g->former)
        return at;
    return reach(s, g, at, end);
}

/* A role begins here, or one that the group's last row cut in two: "DPRK foreign ministry | spokesman". */
static bool role_goes_on(const struct scene *s, const struct group *g, uint32_t at)
{
    if (actor_group_role_starts(s, at))
        return true;
    return s->role_at[at] != NOWHERE && at == g->tokens.end && at > g->tokens.start &&
           s->d->matches.items[s->role_at[at]].tokens.start >= g->tokens.start;
}

/* Takes what begins at a place. false when it does not belong to the group. */
static bool take(struct scene *s, struct group *g, uint32_t at)
{
    const struct entry *e = actor_group_starts(s, at);
    bool named = g->name != NOWHERE, empty = g->tokens.end == g->tokens.start;
    if (actor_group_name_starts(s, at) && !named)
        return take_name(s, g, at);
    if (named) { /* "Trump officials" */
        if (!actor_group_role_starts(s, at) || actor_is_former(s, at))
            return false;
        actor_group_hold_by_name(s, g);
        take_role(s, g, at);
        return true;
    }
    if (e && e->kind == KIND_NOT)
        return false;
    bool longer = e && actor_group_span(s, at).end > at + 1;
    if (e && (empty || longer || !actor_group_role_starts(s, at)) && take_actor(s, g, at, e))
        return true;
    if (!role_goes_on(s, g, at))
        return false;
    take_role(s, g, at);
    return true;
}

struct group actor_group_read(struct scene *s, uint32_t start, uint32_t end)
{
    struct group g = {.tokens = {start, start}, .head = start, .name = NOWHERE,
                      .holder = {.entry = NOWHERE, .entity = NOWHERE}};
    uint32_t at = start, limit = start + GROUP_MAX < end ? start + GROUP_MAX : end;
    while (at < limit) {
        uint32_t next = take(s, &g, at) ? g.tokens.end : cross(s, &g, at, limit);
        if (next == at)
            break;
        at = next;
    }
    return g;
}
