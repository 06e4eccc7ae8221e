/* (6) Short forms of names, listed or not: who is "Kim"?
 *
 *     Park Won-gon, a professor, ... Park said     the one named last, so no president
 *     Kim (headline) ... Kim Yo-jong (text)        the only one whom the text names further down
 *     President Moon, Seoul's Kang                 whom the title allows
 *     Trump and Kim                                beside a leader the leader
 *     Kim                                          nobody of that name in the text: the leader in office on its day,
 *                                                  the only one in office, any when all are one actor's; else open
 *
 * Of two in one sentence the first counts as named last: "Kim Yo-jong, sister of Kim Jong-un, ... Kim said".
 * Known to be wrong: the short form of a lesser namesake where it neither speaks nor follows within two sentences. */
#include "actor_internal.h"

enum { NEAR_SENTENCES = 2 };

/* Names of the document that share a short form. */
struct bearer {
    int32_t name;      /* the one named last, so far; NOWHERE */
    int32_t first;     /* the first in the document */
    int32_t leader;    /* one of them that is a leader, NOWHERE */
    bool several;      /* more than one person bears it */
    uint32_t sentence; /* of name */
};

struct naming {
    struct scene *s;
    struct hash short_of;   /* short form -> bearer */
    VEC(struct bearer) bearers;
};

static struct bearer *bearer_of(struct naming *n, const char *key, size_t length, bool add)
{
    uint32_t found = add ? hash_add(n->s->d->arena, &n->short_of, key, length, n->bearers.count)
                         : hash_get(&n->short_of, key, length);
    if (found == n->bearers.count && add)
        vec_push(n->s->d->arena, &n->bearers, (struct bearer){.name = NOWHERE, .first = NOWHERE, .leader = NOWHERE});
    return found == HASH_MISSING ? NULL : &n->bearers.items[found];
}

/* Calls visit with the bearer of each short form of a full name. */
static void each_short(struct naming *n, int32_t number, void (*visit)(struct naming *, struct bearer *, int32_t))
{
    struct scene *s = n->s;
    const struct name *name = &s->names.items[number];
    const struct entry *full = name->listed ? lexicon_entry(s->lexicon, (uint32_t)name->holder.entry) : NULL;
    if (full && actor_is_person(full)) {
        for (uint32_t i = (uint32_t)name->holder.entry + 1; i < lexicon_entry_count(s->lexicon); i++) {
            const struct entry *e = lexicon_entry(s->lexicon, i);
            if (e->line != full->line || e->list != full->list)
                break;
            if (!e->is_short)
                continue;
            uint16_t length = (uint16_t)strlen(e->pattern);
            char *key = arena_copy(s->d->arena, e->pattern, length);
            for (uint16_t c = 0; c < length; c++)
                key[c] = (char)(key[c] >= 'A' && key[c] <= 'Z' ? key[c] + 32 : key[c]);
            visit(n, bearer_of(n, key, length, true), number);
        }
        return;
    }
    uint32_t first = name->tokens.start, last = name->tokens.end - 1;
    bool korean = span_length(name->tokens) == 2 && actor_has_hyphen(s, last) && !actor_has_hyphen(s, first);
    visit(n, bearer_of(n, actor_token(s, first)->key, actor_token(s, first)->key_length, true), number);
    if (!korean)
        visit(n, bearer_of(n, actor_token(s, last)->key, actor_token(s, last)->key_length, true), number);
}

static bool is_leader(const struct scene *s, const struct name *name)
{
    return name->holder.entry != NOWHERE && !name->holder.other &&
           lexicon_entry(s->lexicon, (uint32_t)name->holder.entry)->kind == KIND_LEADER;
}

static void count_bearer(struct naming *n, struct bearer *b, int32_t number)
{
    const struct scene *s = n->s;
    if (b->first == NOWHERE)
        b->first = number;
    b->several |= s->names.items[b->first].holder.entity != s->names.items[number].holder.entity;
    if (is_leader(s, &s->names.items[number]))
        b->leader = number;
}

static void named(struct naming *n, struct bearer *b, int32_t number)
{
    uint32_t sentence = actor_token(n->s, n->s->names.items[number].tokens.start)->sentence;
    if (b->name != NOWHERE && b->sentence == sentence)
        return;
    b->name = number;
    b->sentence = sentence;
}

/* What stands before a short form: "President Moon", "South Korea's Kang", "U.S. envoy Kim". */
struct title {
    actor_set actors;
    bool leader, outsider;
};

static struct title title_of(const struct scene *s, uint32_t at)
{
    struct title title = {0};
    uint32_t start = actor_sentence(s, at).start, low = at > start + 6 ? at - 6 : start;
    bool attached = false; /* something with the name stands between here and it */
    for (uint32_t i = at; i > low; i--) {
        const struct entry *role = s->role_at[i - 1] == NOWHERE ? NULL : actor_entry(s, s->role_at[i - 1]);
        const struct entry *actor = s->actor_at[i - 1] == NOWHERE ? NULL : actor_entry(s, s->actor_at[i - 1]);
        if (role) {
            title.leader |= role->class == s->leader;
            title.outsider |= role->class == s->outsider || role->class == s->group;
            attached = true;
        }
        bool own = actor && (attached || actor->kind == KIND_ADJECTIVE || actor->kind == KIND_OFFICE);
        if (own && actor->kind != KIND_NOT) {
            title.actors = actor->kind == KIND_OTHER || actor->all ? 0 : actor->actors;
            title.outsider |= actor->kind == KIND_OTHER;
            break;
        }
        bool possessive = actor_token(s, i - 1)->kind == TOKEN_POSSESSIVE;
        if (!role && !possessive && !(attached && actor_is_modifier(s, i - 1, false)))
            break;
        attached |= possessive;
    }
    return title;
}

static bool fits(const struct holder *holder, struct title title)
{
    return (!title.actors || holder->other || holder->open || (holder->actors & title.actors)) &&
           (!title.outsider || holder->other || holder->open);
}

/* Nobody with this short form is named in the text: a leader, the only one in office, or all of one actor. */
static struct holder by_office(const struct scene *s, uint32_t entry, struct title title)
{
    struct holder result = {.other = true, .entry = (int32_t)entry, .entity = NOWHERE}, leader = result;
    bool several = false, leaders = false;
    actor_set all = 0;
    for (int32_t i = (int32_t)entry; i != NOWHERE; i = lexicon_entry_next(s->lexicon, (uint32_t)i)) {
        const struct entry *e = lexicon_entry(s->lexicon, (uint32_t)i);
        if (!actor_is_person(e) || !actor_in_office(s, e) || (title.actors && !(e->actors & title.actors)))
            continue;
        struct holder holder = {.actors = e->actors, .entry = i, .entity = e->entity, .gender = e->gender};
        if (e->kind == KIND_LEADER) {
            leaders |= leader.entity != NOWHERE && leader.entity != e->entity;
            leader = holder;
        }
        several |= result.entity != NOWHERE && result.entity != e->entity;
        result = holder;
        all |= e->actors;
    }
    if (title.outsider)
        return (struct holder){.other = true, .entry = NOWHERE, .entity = NOWHERE};
    if (leader.entity != NOWHERE && !leaders)
        return leader;
    if (!several)
        return result;
    return (struct holder){.actors = all, .open = (all & (all - 1)) != 0, .entry = (int32_t)entry, .entity = NOWHERE};
}

static bool leads(const struct scene *s, uint32_t at)
{
    return s->name_at[at] != NOWHERE && is_leader(s, &s->names.items[s->name_at[at]]);
}

/* "Trump and Kim", "Moon met Kim": beside another leader stands the leader. */
static bool beside_leader(const struct scene *s, struct span tokens)
{
    struct span sentence = actor_sentence(s, tokens.start);
    return tokens.start > sentence.start + 1 && actor_is(s, tokens.start - 1, "and") && leads(s, tokens.start - 2);
}

/* Of those whom the text names in full and who bear the short form: the one named last, when that was just before or
 * when the short form speaks ("Kim said"); else the leader, else the one named last, else the first to come. */
static int32_t choose_bearer(const struct scene *s, const struct bearer *b, struct span tokens, struct title title)
{
    struct span sentence = actor_sentence(s, tokens.start);
    bool last = b->name != NOWHERE && fits(&s->names.items[b->name].holder, title);
    bool leader = b->leader != NOWHERE && fits(&s->names.items[b->leader].holder, title);
    bool closed = tokens.end >= sentence.end || actor_token(s, tokens.end)->kind == TOKEN_PUNCTUATION;
    bool speaks = (tokens.end < sentence.end && actor_spoke(s, tokens.end)) ||
                  (closed && tokens.start > sentence.start && actor_spoke(s, tokens.start - 1));
    bool near = last && actor_token(s, tokens.start)->sentence - b->sentence <= NEAR_SENTENCES;
    if (leader && (title.leader || beside_leader(s, tokens) || !last || !(near || speaks)))
        return b->leader;
    if (last)
        return b->name;
    return !b->several && fits(&s->names.items[b->first].holder, title) ? b->first : NOWHERE;
}

/* Whom a short form names. */
static struct name resolve_short(struct naming *n, struct span tokens, const struct bearer *b, uint32_t entry)
{
    struct scene *s = n->s;
    struct title title = title_of(s, tokens.start);
    int32_t found = b ? choose_bearer(s, b, tokens, title) : NOWHERE;
    struct name name = {.tokens = tokens, .listed = entry != HASH_MISSING, .known = entry != HASH_MISSING};
    if (found != NOWHERE) {
        name = s->names.items[found];
        name.tokens = tokens;
        name.full = false;
    } else if (entry != HASH_MISSING) {
        name.holder = by_office(s, entry, title);
    } else {
        name.holder = (struct holder){.entry = NOWHERE, .entity = actor_unlisted_entity(s, tokens)};
    }
    return name;
}

static void find_short(struct naming *n, uint32_t at)
{
    struct scene *s = n->s;
    const struct token *t = actor_token(s, at);
    const struct entry *e = s->actor_at[at] == NOWHERE ? NULL : actor_entry(s, s->actor_at[at]);
    bool listed = e && actor_is_person(e) && e->is_short;
    if (s->titled[t->sentence] && listed && actor_seen_lower(s, at))
        return; /* "Industrial Park" */
    const struct bearer *b = actor_is_capital(s, at) || listed ? bearer_of(n, t->key, t->key_length, false) : NULL;
    if (listed) {
        const struct match *m = &s->d->matches.items[s->actor_at[at]];
        actor_add_name(s, resolve_short(n, m->tokens, b, m->entry));
    } else if ((!e || e->kind == KIND_OTHER) && b && !(s->titled[t->sentence] && actor_seen_lower(s, at))) {
        actor_add_name(s, resolve_short(n, (struct span){at, at + 1}, b, HASH_MISSING));
    } else if (actor_can_be_name(s, at) && !s->titled[t->sentence] && actor_title_before(s, at) &&
               !actor_seen_lower(s, at) && !(s->role_at[at - 1] != NOWHERE && actor_is_plural(s, at - 1))) {
        actor_add_name(s, resolve_short(n, (struct span){at, at + 1}, NULL, HASH_MISSING));
    }
}

void actor_find_short_names(struct scene *s)
{
    struct naming n = {.s = s};
    uint32_t full_count = s->names.count;
    for (uint32_t i = 0; i < full_count; i++)
        each_short(&n, (int32_t)i, count_bearer);
    for (uint32_t i = 0; i < s->d->tokens.count; i++) {
        if (s->skipped[actor_token(s, i)->sentence])
            continue;
        int32_t name = s->name_at[i];
        if (name == NOWHERE)
            find_short(&n, i);
        else if (s->names.items[name].full && s->names.items[name].tokens.start == i)
            each_short(&n, name, named);
    }
}
