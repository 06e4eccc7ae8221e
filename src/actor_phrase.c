/* (6) Mentions of holders: a group of words with what stands around it.
 *
 *     [a senior U.S. official]                    determiner and adjectives to its left
 *     [a spokesman for the State Department]      role of, for, at + organ: washington
 *     [leaders of the U.S. and the South]         both
 *     [the U.S. envoy for North Korea]            the topic of an office is no mention of its own
 *     [a former U.S. envoy], [South Korean lawmakers]    no actor
 *     [the spokesman], [officials]                open: (7) finds whose
 *     [U.S.] sanctions, the [Seoul] summit        modifies a noun
 *
 * Known to be wrong: a place ("in Washington") is a mention that is only marked as modifying. */
#include "actor_internal.h"

enum { MODIFIERS_MAX = 3 };

static bool group_starts(const struct scene *s, uint32_t at)
{
    return actor_group_starts(s, at) || actor_group_role_starts(s, at) || actor_group_name_starts(s, at);
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

/* "leaders of the U.S. [and the South]" */
static void join_second(struct scene *s, struct group *g, uint32_t end)
{
    uint32_t start = g->tokens.end + 1;
    if (start >= end || !actor_is(s, start - 1, "and"))
        return;
    if (actor_function(s, start) == s->article && !actor_group_starts(s, start) && start + 1 < end)
        start++;
    struct group second = actor_group_read(s, start, end);
    if (second.kind != KIND_NAME || second.role || second.name != NOWHERE || second.holder.other)
        return;
    g->holder.actors |= second.holder.actors;
    g->holder.all = true;
    g->tokens.end = second.tokens.end;
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
    if ((class == s->article || class == s->possessive) && !actor_group_starts(s, start))
        start++;
    for (int skipped = 0; skipped < 2 && start < end && !group_starts(s, start) && actor_is_modifier(s, start, false);
         skipped++)
        start++;
    if (start >= end)
        return;
    struct group inner = actor_group_read(s, start, end);
    if (inner.tokens.end == inner.tokens.start)
        return;
    bool name_only = inner.kind == KIND_NAME && !inner.role && inner.name == NOWHERE;
    bool settled = g->held && !g->holder.open;
    if (by && settled && name_only && (inner.holder.actors & g->holder.actors)) {
        g->tokens.end = inner.tokens.end; /* "the supreme leader of North Korea" */
        return;
    }
    if (inner.name != NOWHERE && (by || about)) {
        if (settled || actor_is(s, at, "on"))
            return;
        actor_group_hold_by_name(s, &inner);
        adopt(g, &inner);
    } else if (about && name_only) {
        if (actor_is(s, at, "on"))
            return;
        g->holder.open |= !settled; /* the topic: no mention of its own */
        g->held = true;
    } else if ((by && !settled) || (actor_is(s, at, "for") && !settled) || (place && name_only && !settled)) {
        if (!inner.held && !inner.role)
            return;
        bool outsider = actor_group_is_outsider(s, inner.role) || inner.former;
        adopt(g, &inner);
        if (!inner.held)
            g->holder = (struct holder){.open = true, .entry = NOWHERE, .entity = NOWHERE};
        if (outsider)
            g->holder = (struct holder){.other = true, .entry = NOWHERE, .entity = NOWHERE};
    } else {
        return;
    }
    g->tokens.end = inner.tokens.end;
    if (g->plural && by && name_only)
        join_second(s, g, end);
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
    if (g->role && actor_token(s, start)->word_case == CASE_TITLE) /* "[Acting Deputy] Secretary" */
        for (int words = 0; words < MODIFIERS_MAX && start > floor && actor_is_capital(s, start - 1) &&
                            s->name_at[start - 1] == NOWHERE && s->actor_at[start - 1] == NOWHERE &&
                            !actor_is_finite(s, start - 1); words++)
            start--;
    *determined = is_determiner(s, start);
    if (*determined || start == floor)
        return start;
    if (start > floor && g->name != NOWHERE && actor_is_honorific(s, start - 1) && s->role_at[start - 1] == NOWHERE)
        start--;
    if (start == floor)
        return start;
    const char *class = actor_function(s, start - 1);
    if (!g->role || g->name != NOWHERE)
        return class == s->article || (class == s->possessive && g->role) ? start - 1 : start;
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
    bool outside = g->former || g->holder.other || actor_group_is_outsider(s, g->role);
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
        g->holder.other |= g->former || actor_group_is_outsider(s, g->role);
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

/* before: the token behind the one that stands before the group, 0 if there is none. */
static bool modifies_noun(const struct scene *s, const struct group *g, uint32_t before)
{
    const struct token *last = actor_token(s, g->tokens.end - 1);
    bool acronym = last->word_case == CASE_UPPER || memchr(last->key, '.', last->key_length);
    bool list = before && actor_is(s, before - 1, ",") && s->titled[last->sentence];
    bool joined = list || (before && actor_is(s, before - 1, "and"));
    if (g->name != NOWHERE || (g->plural && (g->role || g->holder.other)))
        return false;
    return actor_before_noun(s, g->tokens.end, acronym, g->plural || joined);
}

static uint32_t read_mention(struct scene *s, uint32_t start, uint32_t floor, uint32_t end)
{
    struct group g = actor_group_read(s, start, end);
    if (g.tokens.end == g.tokens.start)
        return start;
    uint32_t core_end = g.tokens.end;
    if ((g.role && g.name == NOWHERE && g.role->class != s->group) ||
        (g.name != NOWHERE && !s->names.items[g.name].known && !g.held && !g.role))
        read_behind(s, &g, end);
    bool determined;
    uint32_t edge = left_edge(s, &g, floor, &determined);
    g.former |= edge > floor && g.role && !g.plural && (actor_is(s, edge - 1, "then") || actor_is(s, edge - 1, "once"));
    bool modifies = core_end == g.tokens.end && modifies_noun(s, &g, edge > floor ? edge : 0);
    if (!g.held && g.name == NOWHERE && (!g.role || !stands_alone(s, &g, determined, modifies)))
        return core_end;
    enum mention_kind kind = settle(s, &g);
    if (kind == MENTION_CONTEXT && modifies && !actor_function(s, edge))
        return core_end; /* "the 19 September military agreement" */
    bool bare = kind == MENTION_ADJECTIVE || (kind == MENTION_NAME && modifies);
    if (!bare) /* "the U.S.", but "the [U.S.] sanctions" */
        g.tokens.start = edge;
    bool place = kind == MENTION_NAME && start > floor && actor_is(s, start - 1, "in");
    push(s, &g, kind, modifies || place || bare);
    actor_link(s);
    return g.tokens.end;
}

void actor_find_phrases(struct scene *s, uint32_t sentence, uint32_t start)
{
    uint32_t end = s->d->sentences.items[sentence].tokens.end, floor = start;
    for (uint32_t at = start; at < end;) {
        const struct entry *e = actor_group_starts(s, at);
        uint32_t next = at;
        if (e && e->kind == KIND_NOT)
            next = actor_group_span(s, at).end;
        else if (group_starts(s, at))
            next = read_mention(s, at, floor, end);
        if (next > at)
            floor = next;
        at = next > at ? next : at + 1;
    }
}
