/* (6) Names of persons: full names of the list, and full names that no list has.
 *
 *     Stephen Biegun                                      listed
 *     Park Won-gon, a professor at Ewha                   unlisted: a hyphenated given name
 *     lawmaker Ha Tae-keung, Leif-Eric Easley agreed      ... or a title before it, or a verb beside it
 *     Andrew Yeo of the Brookings Institution             ... or what he is behind it
 *     Maria Lopez and Peter Braun ... Lopez said          ... or the surname speaks somewhere
 *
 * An unlisted full name is two to four capitalised words of no list with something that shows a person. Whom it speaks
 * for is learned from a title or an apposition later on, once for all its mentions.
 * Known to be wrong: names of bodies and places before a verb count as persons (no actor either way); in
 * headlines with a capital on every word only hyphenated names are found. */
#include "actor_internal.h"

enum { NAME_WORDS_MAX = 4 };

bool actor_is_person(const struct entry *e)
{
    return e->kind == KIND_PERSON || e->kind == KIND_LEADER;
}

bool actor_in_office(const struct scene *s, const struct entry *e)
{
    return s->d->day == INT32_MIN || (e->from <= s->d->day && s->d->day <= e->to);
}

static struct holder holder_of(const struct scene *s, uint32_t entry)
{
    const struct entry *first = lexicon_entry(s->lexicon, entry);
    struct holder holder = {.other = true, .entry = (int32_t)entry, .entity = first->entity, .gender = first->gender};
    for (int32_t i = (int32_t)entry; i != NOWHERE; i = lexicon_entry_next(s->lexicon, (uint32_t)i)) {
        const struct entry *e = lexicon_entry(s->lexicon, (uint32_t)i);
        if (e->entity != first->entity || !actor_in_office(s, e) || !e->actors)
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

bool actor_has_hyphen(const struct scene *s, uint32_t at)
{
    return memchr(actor_token(s, at)->key, '-', actor_token(s, at)->key_length) != NULL;
}

/* "Won-gon", "Jong-Un": a capital, and a hyphen in the middle. */
static bool is_given_name(const struct scene *s, uint32_t at)
{
    return actor_is_capital(s, at) && actor_token(s, at)->word_case == CASE_TITLE && actor_has_hyphen(s, at);
}

static bool capital_behind_hyphen(const struct scene *s, uint32_t at)
{
    struct span span = actor_token(s, at)->span;
    const char *hyphen = memchr(s->d->text.bytes + span.start, '-', span_length(span));
    return hyphen && hyphen[1] >= 'A' && hyphen[1] <= 'Z';
}

const struct entry *actor_listed_short(const struct scene *s, uint32_t at)
{
    const struct entry *e = s->actor_at[at] == NOWHERE ? NULL : actor_entry(s, s->actor_at[at]);
    bool one = e && span_length(s->d->matches.items[s->actor_at[at]].tokens) == 1;
    return one && actor_is_person(e) && e->is_short ? e : NULL;
}

bool actor_can_be_name(const struct scene *s, uint32_t at)
{
    return actor_is_capital(s, at) && s->name_at[at] == NOWHERE &&
           (actor_listed_short(s, at) || (s->actor_at[at] == NOWHERE && !actor_is_finite(s, at)));
}

bool actor_seen_lower(const struct scene *s, uint32_t at)
{
    const struct token *t = actor_token(s, at);
    return hash_get(&s->lower_seen, t->key, t->key_length) != HASH_MISSING;
}

bool actor_title_before(const struct scene *s, uint32_t at)
{
    if (at == actor_sentence(s, at).start)
        return false;
    if (s->role_at[at - 1] != NOWHERE)
        return s->d->matches.items[s->role_at[at - 1]].tokens.end == at;
    return actor_is_honorific(s, at - 1);
}

bool actor_spoke(const struct scene *s, uint32_t at)
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
        return class == s->article || s->role_at[run.end + 1] != NOWHERE || actor_is(s, run.end + 1, "who") ||
               actor_token(s, run.end + 1)->kind == TOKEN_NUMBER;
    bool from = actor_is(s, run.end, "of") || actor_is(s, run.end, "from") || actor_is(s, run.end, "at");
    return actor_is(s, run.end, "who") ||
           (from && (class == s->article || actor_token(s, run.end + 1)->word_case != CASE_LOWER));
}

static bool shows_person(const struct scene *s, struct span run)
{
    struct span sentence = actor_sentence(s, run.start);
    const char *before = run.start > sentence.start ? actor_function(s, run.start - 1) : NULL;
    bool determined = before && (before == s->article || before == s->determiner || before == s->possessive);
    if (determined && !actor_is(s, run.start - 1, "that"))
        return false; /* "the First Session of the" */
    bool korean = span_length(run) == 2 && is_given_name(s, run.start + 1) && !actor_has_hyphen(s, run.start);
    if (korean || actor_title_before(s, run.start) || actor_listed_short(s, run.start) ||
        actor_listed_short(s, run.end - 1))
        return true;
    for (uint32_t i = run.start; i < run.end; i++)
        if (actor_seen_lower(s, i))
            return false;
    bool governed = run.start > sentence.start && actor_function(s, run.start - 1) == s->preposition &&
                    !actor_is(s, run.start - 1, "by") && !actor_is(s, run.start - 1, "to");
    bool subject = run.end < sentence.end && actor_is_verb(s, run.end);
    bool apposed = run.start > sentence.start && actor_is(s, run.start - 1, ",") && run.end + 1 < sentence.end &&
                   actor_is(s, run.end, ",") && actor_spoke(s, run.end + 1);
    const struct token *last = actor_token(s, run.end - 1);
    if (span_length(run) > 1 && hash_get(&s->speakers, last->key, last->key_length) != HASH_MISSING)
        return true; /* "Maria Lopez ... Lopez said" */
    return apposed || (run.start > sentence.start && actor_spoke(s, run.start - 1)) ||
           (!governed && (subject || described_behind(s, run, sentence.end)));
}

/* Capitalised words from start on that can be one full name; empty if they are none. */
static struct span full_run(const struct scene *s, uint32_t start)
{
    struct span sentence = actor_sentence(s, start), none = {start, start};
    bool titled = s->titled[actor_token(s, start)->sentence];
    uint32_t end = start;
    while (end < sentence.end && end - start < NAME_WORDS_MAX && actor_can_be_name(s, end) &&
           (end == start || actor_token(s, end)->span.start <= actor_token(s, end - 1)->span.end + 1))
        end++;
    if (titled && end - start > 2)
        end = start + 2;
    bool korean = end - start >= 2 && is_given_name(s, start + 1) && !actor_has_hyphen(s, start) &&
                  !(titled && capital_behind_hyphen(s, start + 1)); /* "Fires Short-Range Missile" */
    if (end - start < 2 || (titled && !korean))
        return none;
    bool opens = start == sentence.start || actor_token(s, start - 1)->kind == TOKEN_QUOTE ||
                 actor_token(s, start - 1)->kind == TOKEN_PUNCTUATION;
    if (opens && !korean && actor_seen_lower(s, start) && !actor_listed_short(s, start))
        return none; /* "First Trump promises" */
    if (actor_listed_short(s, start) && actor_listed_short(s, end - 1) && !korean && end - start == 2)
        return none; /* "Trump Kim" */
    return shows_person(s, (struct span){start, end}) ? (struct span){start, end} : none;
}

int32_t actor_unlisted_entity(struct scene *s, struct span tokens)
{
    const char *key = "";
    for (uint32_t i = tokens.start; i < tokens.end; i++)
        key = arena_printf(s->d->arena, "%s%s ", key, actor_token(s, i)->key);
    uint32_t entity = hash_add(s->d->arena, &s->unlisted, key, strlen(key), (uint32_t)s->entity_count);
    s->entity_count += entity == (uint32_t)s->entity_count;
    return (int32_t)entity;
}

void actor_add_name(struct scene *s, struct name name)
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
        if (actor_token(s, i)->word_case == CASE_LOWER || actor_function(s, i) || s->role_at[i] != NOWHERE)
            return false;
    return e->gender != 'n';
}

static void find_full(struct scene *s, struct span sentence)
{
    for (uint32_t i = sentence.start; i < sentence.end;) {
        const struct entry *e = s->actor_at[i] == NOWHERE ? NULL : actor_entry(s, s->actor_at[i]);
        struct span tokens = e ? s->d->matches.items[s->actor_at[i]].tokens : (struct span){i, i + 1};
        bool person = e && actor_is_person(e) && !e->is_short;
        if (person || (e && is_other_name(s, tokens, e))) {
            struct holder holder = holder_of(s, s->d->matches.items[s->actor_at[i]].entry);
            if (!person)
                holder.entity = actor_unlisted_entity(s, tokens); /* a row of kind other can hold many people */
            actor_add_name(s, (struct name){.tokens = tokens, .full = true, .listed = true, .known = true,
                                            .holder = holder});
        } else if (actor_can_be_name(s, i)) {
            struct span run = full_run(s, i);
            if (run.start < run.end) {
                actor_add_name(s, (struct name){.tokens = run, .full = true,
                                          .holder = {.entry = NOWHERE, .entity = actor_unlisted_entity(s, run)}});
                tokens = run;
            }
        }
        i = tokens.end > i ? tokens.end : i + 1;
    }
}

/* Single capitalised words that speak: "[Lopez] said", "said [Lopez]". */
static void find_speakers(struct scene *s, struct span sentence)
{
    for (uint32_t i = sentence.start; i < sentence.end; i++) {
        const struct token *t = actor_token(s, i);
        if (!actor_can_be_name(s, i) || (i > sentence.start && actor_is_capital(s, i - 1)) ||
            (i + 1 < sentence.end && actor_is_capital(s, i + 1)))
            continue;
        bool closed = i + 1 >= sentence.end || actor_token(s, i + 1)->kind == TOKEN_PUNCTUATION;
        if ((i + 1 < sentence.end && actor_spoke(s, i + 1)) ||
            (closed && i > sentence.start && actor_spoke(s, i - 1)))
            hash_add(s->d->arena, &s->speakers, t->key, t->key_length, i);
    }
}

void actor_find_names(struct scene *s)
{
    for (uint32_t i = 0; i < s->d->sentences.count; i++)
        if (!s->skipped[i] && !s->titled[i])
            find_speakers(s, s->d->sentences.items[i].tokens);
    for (uint32_t i = 0; i < s->d->sentences.count; i++)
        if (!s->skipped[i])
            find_full(s, s->d->sentences.items[i].tokens);
    actor_find_short_names(s);
}
