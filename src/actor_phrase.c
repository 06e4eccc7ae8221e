/* (6) Groups of words that name a holder, read from left to right and merged into one mention:
 *
 *     [a senior U.S. official]                          adjective or name + role: washington
 *     [the North's foreign ministry spokesman]          name 's + organ + role: pyongyang
 *     [South Korean Foreign Minister Kang Kyung-wha]    ... + name: one mention, the person's
 *     [a spokesman for the State Department]            role of, for, at + organ
 *     [a former U.S. envoy], [South Korean lawmakers]   no actor
 *     [the spokesman], [officials]                      open: (7) finds whose
 *     [U.S.] sanctions, the [Seoul] summit              modifies a noun
 *
 * The topic of an office is no mention of its own: "the U.S. envoy for North Korea" speaks for washington alone.
 * Known to be wrong: a role noun right behind an object ("told Seoul officials believe") is drawn to it; a place ("in
 * Washington") is only marked as modifying. */
#include "actor_internal.h"

enum { GROUP_MAX = 24, MODIFIERS_MAX = 3 };

struct group {
    struct span tokens;
    uint32_t head;
    bool held;            /* holder says something */
    struct holder holder;
    uint8_t kind;         /* enum entry_kind of the row that held it last, KIND_NONE if none */
    const struct entry *role; /* last role, NULL */
    int32_t name;         /* person that ends it, NOWHERE */
    bool former, plural;
    bool possessed;       /* "'s" was read within: what follows belongs to the holder */
};

/* ---- what a group is made of ------------------------------------------------------------------------ */

static struct span actor_span(const struct scene *s, uint32_t at)
{
    return s->d->matches.items[s->actor_at[at]].tokens;
}

static bool role_starts(const struct scene *s, uint32_t at)
{
    return s->role_at[at] != NOWHERE && s->d->matches.items[s->role_at[at]].tokens.start == at;
}

static bool name_starts(const struct scene *s, uint32_t at)
{
    return s->name_at[at] != NOWHERE && s->names.items[s->name_at[at]].tokens.start == at;
}

static const struct entry *actor_starts(const struct scene *s, uint32_t at)
{
    if (s->actor_at[at] == NOWHERE || s->name_at[at] != NOWHERE || actor_span(s, at).start != at)
        return NULL;
    return actor_entry(s, s->actor_at[at]);
}

static struct holder holder_of_row(const struct scene *s, uint32_t at, const struct entry *e)
{
    struct holder holder = {.actors = e->actors, .all = e->all, .gender = e->gender, .other = e->kind == KIND_OTHER,
                            .entry = (int32_t)s->d->matches.items[s->actor_at[at]].entry, .entity = e->entity};
    holder.open = e->kind == KIND_CONTEXT && (!e->all || e->either);
    if (e->kind == KIND_CONTEXT || (holder.other && *e->pattern >= 'a' && *e->pattern <= 'z'))
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
        if (!new.open && !new.other)
            return false;
    } else if (new.other) {
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

static bool is_outsider(const struct scene *s, const struct entry *role)
{
    return role && (role->class == s->outsider || role->class == s->group);
}

static bool take_actor(struct scene *s, struct group *g, uint32_t at, const struct entry *e)
{
    struct span span = actor_span(s, at);
    bool article = g->tokens.start < at && (actor_function(s, at) == s->article || actor_function(s, at) == s->determiner);
    bool late = g->role && (e->kind == KIND_NAME || e->kind == KIND_ADJECTIVE || e->kind == KIND_OTHER);
    if (e->kind == KIND_NOT || (article && actor_function(s, at)) || late || !join(g, holder_of_row(s, at, e), e))
        return false;
    g->tokens.end = span.end;
    g->head = span.end - 1;
    g->plural = e->all;
    const struct entry *role = s->role_at[span.end - 1] == NOWHERE ? NULL : actor_entry(s, s->role_at[span.end - 1]);
    if (role && !is_outsider(s, role)) /* "North Korean media" is an organ, whatever media are elsewhere */
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
    bool attached = first || g->role || g->possessed || g->kind == KIND_ADJECTIVE || g->kind == KIND_OFFICE || g->former;
    bool body = g->role && g->role->class == s->org && !first;
    if (!attached || (g->plural && !first) || body)
        return false;
    if (name->listed && !name->holder.other && !name->holder.open && g->held && !g->holder.other && g->holder.actors &&
        !(g->holder.actors & name->holder.actors))
        return false;
    g->name = s->name_at[at];
    g->tokens.end = name->tokens.end;
    g->head = name->tokens.start;
    if (name->full && !memchr(actor_token(s, name->tokens.end - 1)->key, '-', actor_token(s, name->tokens.end - 1)->key_length))
        g->head = name->tokens.end - 1; /* "Mike Pompeo"; but "Kang Kyung-wha" */
    return true;
}

/* "Moon's office", "Trump officials": the person holds what follows. */
static void hold_by_name(struct scene *s, struct group *g)
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
        const struct entry *e = actor_starts(s, next);
        if (role_starts(s, next) || (e && (e->kind == KIND_ORG || e->kind == KIND_OFFICE || e->kind == KIND_CONTEXT)))
            return next;
        if (e && (g->possessed || g->former) && (e->kind == KIND_NAME || e->kind == KIND_OTHER || g->former))
            return next;
        if (name_starts(s, next) && (g->possessed || g->former))
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
        bool found = role_starts(s, next) || name_starts(s, next) || actor_starts(s, next);
        if (!found || (g->name != NOWHERE && name_starts(s, next)) || actor_function(s, at + 1) == s->article)
            return at;
        if (g->name != NOWHERE)
            hold_by_name(s, g);
        g->possessed = true;
        return next;
    }
    if (!g->held && !g->former)
        return at;
    return reach(s, g, at, end);
}

static struct group read_group(struct scene *s, uint32_t start, uint32_t end)
{
    struct group g = {.tokens = {start, start}, .head = start, .name = NOWHERE,
                      .holder = {.entry = NOWHERE, .entity = NOWHERE}};
    uint32_t at = start, limit = start + GROUP_MAX < end ? start + GROUP_MAX : end;
    while (at < limit) {
        const struct entry *e = actor_starts(s, at);
        bool taken = false;
        if (name_starts(s, at) && g.name == NOWHERE)
            taken = take_name(s, &g, at);
        else if (g.name != NOWHERE && role_starts(s, at) && !actor_is_former(s, at)) {
            hold_by_name(s, &g);
            take_role(s, &g, at);
            taken = true;
        } else if (e && g.name == NOWHERE && e->kind != KIND_NOT && (g.tokens.end == start || !role_starts(s, at) ||
                                                                     actor_span(s, at).end > at + 1))
            taken = take_actor(s, &g, at, e);
        if (!taken && role_starts(s, at) && g.name == NOWHERE && !(e && e->kind == KIND_NOT)) {
            take_role(s, &g, at);
            taken = true;
        }
        uint32_t next = taken ? g.tokens.end : cross(s, &g, at, limit);
        if (next == at)
            break;
        at = next;
    }
    return g;
}

/* ---- what hangs behind a group ---------------------------------------------------------------------- */

static bool any_key(const struct scene *s, uint32_t at, const char *a, const char *b, const char *c)
{
    return actor_is(s, at, a) || actor_is(s, at, b) || actor_is(s, at, c);
}

static void adopt(struct group *g, const struct group *inner)
{
    g->holder = inner->holder;
    g->holder.entity = NOWHERE;
    g->holder.gender = 0;
    g->held = true;
    g->kind = KIND_NAME;
}

/* "a spokesman for the State Department", "officials in Seoul", "the envoy for North Korea", "adviser to Moon". */
static void read_behind(struct scene *s, struct group *g, uint32_t end)
{
    uint32_t at = g->tokens.end;
    bool by = any_key(s, at, "of", "at", "from") || actor_is(s, at, "with");
    bool about = any_key(s, at, "for", "to", "on");
    bool place = actor_is(s, at, "in");
    if (at + 1 >= end || (!by && !about && !place))
        return;
    uint32_t start = at + 1;
    const char *class = actor_function(s, start);
    if ((class == s->article || class == s->possessive) && !actor_starts(s, start))
        start++;
    for (int skipped = 0; skipped < 2 && start < end && !actor_starts(s, start) && !role_starts(s, start) &&
                          !name_starts(s, start) && actor_is_modifier(s, start, false); skipped++)
        start++;
    if (start >= end)
        return;
    struct group inner = read_group(s, start, end);
    if (inner.tokens.end == inner.tokens.start)
        return;
    bool name_only = inner.kind == KIND_NAME && !inner.role && inner.name == NOWHERE;
    bool settled = g->held && !g->holder.open;
    if (inner.name != NOWHERE && (by || about)) {
        if (settled || actor_is(s, at, "on"))
            return;
        hold_by_name(s, &inner);
        adopt(g, &inner);
    } else if (about && name_only) {
        if (actor_is(s, at, "on"))
            return;
        g->holder.open |= !settled; /* the topic: no mention of its own */
        g->held = true;
    } else if ((by && !settled) || (actor_is(s, at, "for") && !settled) || (place && name_only && !settled)) {
        if (!inner.held && !inner.role)
            return;
        bool outsider = is_outsider(s, inner.role) || inner.former;
        adopt(g, &inner);
        if (!inner.held)
            g->holder = (struct holder){.open = true, .entry = NOWHERE, .entity = NOWHERE};
        if (outsider)
            g->holder = (struct holder){.other = true, .entry = NOWHERE, .entity = NOWHERE};
    } else {
        return;
    }
    g->tokens.end = inner.tokens.end;
}

static bool is_determiner(const struct scene *s, uint32_t at)
{
    const char *class = actor_function(s, at), *key = actor_token(s, at)->key;
    if (!class)
        return actor_token(s, at)->kind == TOKEN_NUMBER;
    bool relative = !strncmp(key, "wh", 2) || !strcmp(key, "that"); /* "on which Seoul and Washington agree" */
    return class == s->article || class == s->possessive || (class == s->determiner && !relative);
}

/* Article, determiner or possessive before a group: "the", for a role over adjectives, too: "a senior", "his new". */
static uint32_t left_edge(const struct scene *s, const struct group *g, uint32_t floor, bool *determined)
{
    uint32_t start = g->tokens.start;
    *determined = is_determiner(s, start);
    if (*determined || start == floor)
        return start;
    if (!g->role)
        return actor_function(s, start - 1) == s->article ? start - 1 : start;
    for (uint32_t at = start; at > floor && start - at <= MODIFIERS_MAX; at--) {
        const struct token *t = actor_token(s, at - 1);
        if (is_determiner(s, at - 1)) {
            *determined = true;
            return at - 1;
        }
        if (!actor_is_modifier(s, at - 1, false) || t->word_case == CASE_TITLE || t->key[t->key_length - 1] == 's')
            break;
    }
    return start;
}

/* ---- the mention ------------------------------------------------------------------------------------ */

/* Whom the group names, and what kind of mention that makes. */
static enum mention_kind settle(struct scene *s, struct group *g)
{
    bool outside = g->former || g->holder.other || is_outsider(s, g->role);
    if (g->name != NOWHERE) {
        struct name *name = &s->names.items[g->name];
        const struct name *known = name->known ? name : actor_name_known(s, name->holder.entity);
        bool told = g->held || g->role || g->former;
        if (!known && told) {
            struct holder holder = g->holder;
            holder.other = outside;
            holder.open = !outside && (holder.open || !g->held);
            actor_name_tell(s, name, holder);
            known = name;
        }
        int32_t entity = name->holder.entity;
        g->holder = known ? known->holder : (struct holder){.other = true, .entry = NOWHERE};
        g->holder.entity = entity;
        g->holder.other |= g->former || is_outsider(s, g->role);
        return g->holder.other ? MENTION_OTHER : MENTION_PERSON;
    }
    if (g->role && !g->holder.gender)
        g->holder.gender = g->role->gender;
    if (outside) {
        g->holder.other = true;
        return MENTION_OTHER;
    }
    if (!g->held)
        g->holder.open = true;
    if (g->holder.open || (g->kind == KIND_CONTEXT && g->holder.all))
        return MENTION_CONTEXT;
    if (g->kind == KIND_OFFICE || (g->role && g->role->class != s->org))
        return MENTION_OFFICE;
    if (g->kind == KIND_ORG || g->kind == KIND_CONTEXT || g->role)
        return MENTION_ORG;
    return g->kind == KIND_ADJECTIVE ? MENTION_ADJECTIVE : MENTION_NAME;
}

static void push(struct scene *s, const struct group *g, enum mention_kind kind, bool modifies)
{
    uint32_t end = g->tokens.end, sentence = actor_token(s, g->head)->sentence;
    bool possessive = end < actor_sentence(s, g->head).end && actor_token(s, end)->kind == TOKEN_POSSESSIVE;
    struct mention m = {.tokens = g->tokens, .head = g->head, .sentence = sentence, .type = MENTION_ACTOR, .kind = kind,
                        .actors = g->holder.other ? 0 : g->holder.actors, .open = g->holder.open && !g->holder.other,
                        .all = g->holder.all && !g->holder.other, .target = NOWHERE, .entry = g->holder.entry,
                        .entity = g->holder.entity, .person = 3, .number = g->plural ? 'p' : 's',
                        .gender = g->holder.gender, .possessive = possessive, .modifies = modifies && !possessive};
    vec_push(s->d->arena, &s->d->mentions, m);
}

/* A role noun that nothing determines is a title or an adjective, no holder: "official talks". */
static bool stands_alone(const struct scene *s, const struct group *g, bool determined, bool modifies)
{
    uint32_t start = g->tokens.start, end = actor_sentence(s, start).end;
    if (modifies && g->role->class != s->org)
        return false;
    bool behind_comma = start > actor_sentence(s, start).start && actor_is(s, start - 1, ",");
    bool speaks = g->tokens.end < end && s->speech_at[g->tokens.end] != NOWHERE;
    return determined || g->plural || behind_comma || speaks || s->titled[actor_token(s, start)->sentence];
}

static uint32_t read_mention(struct scene *s, uint32_t start, uint32_t floor, uint32_t end)
{
    struct group g = read_group(s, start, end);
    if (g.tokens.end == g.tokens.start)
        return start;
    uint32_t core_end = g.tokens.end;
    if ((g.role && g.name == NOWHERE && g.role->class != s->group) ||
        (g.name != NOWHERE && !s->names.items[g.name].known && !g.held && !g.role))
        read_behind(s, &g, end);
    bool determined;
    uint32_t edge = left_edge(s, &g, floor, &determined);
    g.former |= edge > floor && actor_is(s, edge - 1, "then") && g.role;
    const struct token *last = actor_token(s, g.tokens.end - 1);
    bool acronym = last->word_case == CASE_UPPER || memchr(last->key, '.', last->key_length);
    bool modifies = g.name == NOWHERE && core_end == g.tokens.end && g.tokens.end < end &&
                    actor_before_noun(s, g.tokens.end, acronym, g.plural || (edge > floor && actor_is(s, edge - 1, "and")));
    if (!g.held && g.name == NOWHERE && (!g.role || !stands_alone(s, &g, determined, modifies)))
        return core_end;
    enum mention_kind kind = settle(s, &g);
    bool bare = kind == MENTION_ADJECTIVE || (kind == MENTION_NAME && modifies);
    if (!bare) /* "the U.S.", but "the [U.S.] sanctions" */
        g.tokens.start = edge;
    bool place = kind == MENTION_NAME && start > floor && actor_is(s, start - 1, "in");
    push(s, &g, kind, modifies || place || bare);
    return g.tokens.end;
}

void actor_find_phrases(struct scene *s, uint32_t sentence, uint32_t start)
{
    uint32_t end = s->d->sentences.items[sentence].tokens.end, floor = start;
    for (uint32_t at = start; at < end;) {
        const struct entry *e = actor_starts(s, at);
        uint32_t next = at;
        if (e && e->kind == KIND_NOT)
            next = actor_span(s, at).end;
        else if (e || role_starts(s, at) || name_starts(s, at))
            next = read_mention(s, at, floor, end);
        if (next > at)
            floor = next;
        at = next > at ? next : at + 1;
    }
}
