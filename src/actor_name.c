/* (6) Names of persons: full names of the list, full names that no list has, and the short forms of both.
 *
 *     Stephen Biegun ... Biegun                   listed, then its short form
 *     Park Won-gon, a professor, ... Park said    unlisted, so "Park" is no president
 *     Kim                                         who? the one named last; else the one whom the text names in full
 *                                                 further down; else the leader; else the only one in office on that day
 *
 * An unlisted full name is two to four capitalised words of no list with something that shows a person: a hyphenated given
 * name (Won-gon), a title before it, a speech verb beside it, an apposition behind it, or a surname of the list in it.
 * In one sentence the first name counts as named last: "Kim Yo-jong, sister of Kim Jong-un, ... Kim said".
 * Known to be wrong: names of bodies and places beside a speech verb count as persons (no actor either way); in headlines
 * with a capital on every word only hyphenated names and names of the text are found. */
#include "actor_internal.h"

enum { NAME_WORDS_MAX = 4 };

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

/* ---- whom a listed person speaks for --------------------------------------------------------------- */

static bool is_person(const struct entry *e)
{
    return e->kind == KIND_PERSON || e->kind == KIND_LEADER;
}

static bool in_office(const struct scene *s, const struct entry *e)
{
    return s->d->day == INT32_MIN || (e->from <= s->d->day && s->d->day <= e->to);
}

struct holder actor_holder_of(const struct scene *s, uint32_t entry)
{
    const struct entry *first = lexicon_entry(s->lexicon, entry);
    struct holder holder = {.other = true, .entry = (int32_t)entry, .entity = first->entity, .gender = first->gender};
    for (int32_t i = (int32_t)entry; i != NOWHERE; i = lexicon_entry_next(s->lexicon, (uint32_t)i)) {
        const struct entry *e = lexicon_entry(s->lexicon, (uint32_t)i);
        if (e->entity != first->entity || !in_office(s, e) || !e->actors)
            continue;
        holder.actors = e->actors;
        holder.entry = i;
        holder.other = false;
        break;
    }
    return holder;
}

/* ---- what is known of unlisted persons ------------------------------------------------------------- */

const struct name *actor_name_known(const struct scene *s, int32_t entity)
{
    uint32_t found = hash_get(&s->fates, (const char *)&entity, sizeof entity);
    return found == HASH_MISSING ? NULL : &s->names.items[found];
}

void actor_name_tell(struct scene *s, struct name *name, struct holder holder)
{
    int32_t entity = name->holder.entity;
    name->holder = holder;
    name->holder.entity = entity;
    name->known = true;
    int32_t *key = arena_alloc(s->d->arena, sizeof *key);
    *key = entity;
    hash_add(s->d->arena, &s->fates, (const char *)key, sizeof *key, (uint32_t)(name - s->names.items));
}

/* ---- full names ------------------------------------------------------------------------------------ */

static bool has_hyphen(const struct scene *s, uint32_t at)
{
    return memchr(actor_token(s, at)->key, '-', actor_token(s, at)->key_length) != NULL;
}

/* "Won-gon", "Jong-Un": a capital, and a hyphen in the middle. */
static bool is_given_name(const struct scene *s, uint32_t at)
{
    return actor_is_capital(s, at) && actor_token(s, at)->word_case == CASE_TITLE && has_hyphen(s, at);
}

static const struct entry *listed_short(const struct scene *s, uint32_t at)
{
    const struct entry *e = s->actor_at[at] == NOWHERE ? NULL : actor_entry(s, s->actor_at[at]);
    bool one = e && span_length(s->d->matches.items[s->actor_at[at]].tokens) == 1;
    return one && is_person(e) && e->is_short ? e : NULL;
}

static bool can_be_name(const struct scene *s, uint32_t at)
{
    return actor_is_capital(s, at) && (s->actor_at[at] == NOWHERE || listed_short(s, at)) && s->name_at[at] == NOWHERE;
}

static bool seen_lower(const struct scene *s, uint32_t at)
{
    const struct token *t = actor_token(s, at);
    return hash_get(&s->lower_seen, t->key, t->key_length) != HASH_MISSING;
}

static bool title_before(const struct scene *s, uint32_t at)
{
    if (at == actor_sentence(s, at).start)
        return false;
    if (s->role_at[at - 1] != NOWHERE)
        return s->d->matches.items[s->role_at[at - 1]].tokens.end == at;
    const struct token *t = actor_token(s, at - 1);
    const char *class = lexicon_abbreviation(s->lexicon, t->key, t->key_length);
    return class && !strcmp(class, "title");
}

static bool spoke(const struct scene *s, uint32_t at)
{
    uint32_t form = s->speech_at[at] == NOWHERE ? FORM_NONE : s->d->matches.items[s->speech_at[at]].form;
    return form == FORM_S || form == FORM_PAST;
}

/* ", a professor", ", 57,", ", who", " of the Brookings Institution" */
static bool described_behind(const struct scene *s, struct span run, uint32_t end)
{
    if (run.end + 1 >= end)
        return false;
    const char *class = actor_function(s, run.end + 1);
    if (actor_is(s, run.end, ","))
        return actor_token(s, run.end + 1)->kind == TOKEN_NUMBER || class == s->article || s->role_at[run.end + 1] != NOWHERE ||
               actor_is(s, run.end + 1, "who");
    bool from = actor_is(s, run.end, "of") || actor_is(s, run.end, "from") || actor_is(s, run.end, "at");
    return actor_is(s, run.end, "who") ||
           (from && (class == s->article || actor_token(s, run.end + 1)->word_case != CASE_LOWER));
}

static bool shows_person(const struct scene *s, struct span run)
{
    struct span sentence = actor_sentence(s, run.start);
    if ((span_length(run) == 2 && is_given_name(s, run.start + 1) && !has_hyphen(s, run.start)) || title_before(s, run.start) ||
        listed_short(s, run.start) || listed_short(s, run.end - 1))
        return true;
    for (uint32_t i = run.start; i < run.end; i++)
        if (seen_lower(s, i))
            return false;
    bool governed = run.start > sentence.start && actor_function(s, run.start - 1) == s->preposition &&
                    !actor_is(s, run.start - 1, "by") && !actor_is(s, run.start - 1, "to");
    return (run.end < sentence.end && spoke(s, run.end)) || (run.start > sentence.start && spoke(s, run.start - 1)) ||
           (!governed && described_behind(s, run, sentence.end));
}

/* Capitalised words from start on that can be one full name; empty if they are none. */
static struct span full_run(const struct scene *s, uint32_t start)
{
    struct span sentence = actor_sentence(s, start), none = {start, start};
    bool titled = s->titled[actor_token(s, start)->sentence];
    uint32_t end = start;
    while (end < sentence.end && end - start < NAME_WORDS_MAX && can_be_name(s, end) &&
           (end == start || actor_token(s, end)->span.start <= actor_token(s, end - 1)->span.end + 1))
        end++;
    if (titled && end - start > 2)
        end = start + 2;
    bool korean = end - start >= 2 && is_given_name(s, start + 1) && !has_hyphen(s, start);
    if (end - start < 2 || (titled && !korean))
        return none;
    if (start == sentence.start && !korean && seen_lower(s, start) && !listed_short(s, start))
        return none; /* "Meanwhile Pompeo" */
    if (listed_short(s, start) && listed_short(s, end - 1) && !korean && end - start == 2)
        return none; /* "Trump Kim" */
    return shows_person(s, (struct span){start, end}) ? (struct span){start, end} : none;
}

static int32_t unlisted_entity(struct scene *s, struct span tokens)
{
    const char *key = "";
    for (uint32_t i = tokens.start; i < tokens.end; i++)
        key = arena_printf(s->d->arena, "%s%s ", key, actor_token(s, i)->key);
    uint32_t entity = hash_add(s->d->arena, &s->unlisted, key, strlen(key), (uint32_t)s->entity_count);
    s->entity_count += entity == (uint32_t)s->entity_count;
    return (int32_t)entity;
}

static void add_name(struct scene *s, struct name name)
{
    for (uint32_t i = name.tokens.start; i < name.tokens.end; i++)
        s->name_at[i] = (int32_t)s->names.count;
    vec_push(s->d->arena, &s->names, name);
}

/* A row of kind other with several capitalised words: "Lindsey Graham". */
static bool is_other_name(const struct scene *s, struct span tokens, const struct entry *e)
{
    if (e->kind != KIND_OTHER || span_length(tokens) < 2 || span_length(tokens) > NAME_WORDS_MAX)
        return false;
    for (uint32_t i = tokens.start; i < tokens.end; i++)
        if (actor_token(s, i)->word_case != CASE_TITLE || actor_function(s, i) || s->role_at[i] != NOWHERE)
            return false;
    return e->gender != 'n';
}

static void find_full(struct scene *s, struct span sentence)
{
    for (uint32_t i = sentence.start; i < sentence.end;) {
        const struct entry *e = s->actor_at[i] == NOWHERE ? NULL : actor_entry(s, s->actor_at[i]);
        struct span tokens = e ? s->d->matches.items[s->actor_at[i]].tokens : (struct span){i, i + 1};
        bool person = e && is_person(e) && !e->is_short;
        if (person || (e && is_other_name(s, tokens, e))) {
            uint32_t entry = s->d->matches.items[s->actor_at[i]].entry;
            add_name(s, (struct name){.tokens = tokens, .full = true, .listed = true, .known = true,
                                      .holder = actor_holder_of(s, entry)});
        } else if (can_be_name(s, i)) {
            struct span run = full_run(s, i);
            if (run.start < run.end) {
                add_name(s, (struct name){.tokens = run, .full = true,
                                          .holder = {.entry = NOWHERE, .entity = unlisted_entity(s, run)}});
                tokens = run;
            }
        }
        i = tokens.end > i ? tokens.end : i + 1;
    }
}

/* ---- short forms ----------------------------------------------------------------------------------- */

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
    if (full && is_person(full)) {
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
    bool korean = span_length(name->tokens) == 2 && has_hyphen(s, last) && !has_hyphen(s, first);
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
        if (actor && actor->kind != KIND_NOT && (attached || actor->kind == KIND_ADJECTIVE || actor->kind == KIND_OFFICE)) {
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
        if (!is_person(e) || !in_office(s, e) || (title.actors && !(e->actors & title.actors)))
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

/* Whom a short form names. */
static struct name resolve_short(struct naming *n, struct span tokens, const struct bearer *b, uint32_t entry)
{
    struct scene *s = n->s;
    struct title title = title_of(s, tokens.start);
    int32_t found = NOWHERE;
    if (b && b->name != NOWHERE && fits(&s->names.items[b->name].holder, title))
        found = b->name;
    else if (b && b->leader != NOWHERE && fits(&s->names.items[b->leader].holder, title))
        found = b->leader;
    else if (b && !b->several && fits(&s->names.items[b->first].holder, title))
        found = b->first;
    if (title.leader && b && b->leader != NOWHERE && fits(&s->names.items[b->leader].holder, title))
        found = b->leader; /* "President Moon", whatever other Moon was named */
    if (found != NOWHERE) {
        struct name name = s->names.items[found];
        name.tokens = tokens;
        name.full = false;
        return name;
    }
    struct name name = {.tokens = tokens, .listed = entry != HASH_MISSING, .known = entry != HASH_MISSING};
    if (entry != HASH_MISSING)
        name.holder = by_office(s, entry, title);
    else
        name.holder = (struct holder){.entry = NOWHERE, .entity = unlisted_entity(s, tokens)};
    return name;
}

static void find_short(struct naming *n, uint32_t at)
{
    struct scene *s = n->s;
    const struct token *t = actor_token(s, at);
    const struct entry *e = s->actor_at[at] == NOWHERE ? NULL : actor_entry(s, s->actor_at[at]);
    bool listed = e && is_person(e) && e->is_short;
    const struct bearer *b = actor_is_capital(s, at) || listed ? bearer_of(n, t->key, t->key_length, false) : NULL;
    if (listed) {
        const struct match *m = &s->d->matches.items[s->actor_at[at]];
        add_name(s, resolve_short(n, m->tokens, b, m->entry));
    } else if (s->actor_at[at] == NOWHERE && b && !(s->titled[t->sentence] && seen_lower(s, at))) {
        add_name(s, resolve_short(n, (struct span){at, at + 1}, b, HASH_MISSING));
    } else if (can_be_name(s, at) && !s->titled[t->sentence] && title_before(s, at) && !seen_lower(s, at) &&
               !(s->role_at[at - 1] != NOWHERE && actor_is_plural(s, at - 1))) {
        add_name(s, resolve_short(n, (struct span){at, at + 1}, NULL, HASH_MISSING));
    }
}

void actor_find_names(struct scene *s)
{
    struct naming n = {.s = s};
    for (uint32_t i = 0; i < s->d->sentences.count; i++)
        if (!s->skipped[i])
            find_full(s, s->d->sentences.items[i].tokens);
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
