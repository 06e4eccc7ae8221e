/* (6) Pronouns as open mentions, with person, number and gender for (7).
 *
 *     [it] said [its] envoy would come    mentions
 *     it is premature to declare ...      none: "it" stands for the clause behind
 *     it is clear that, it was said that  none
 *     it seems that                       none
 *     [it] is ready to sign               somebody is ready
 *
 * What stands between the verb and its clause decides: an attitude that judges a thing (value, harm, withhold) or
 * nothing that the lists know leaves "it" empty before "that"; before "to" only a judgement does ("it is likely to
 * lift" has a subject).
 * Known to be wrong: judgements that no list has before "to" ("it is hard to see"), which (7) has to leave open. */
#include "actor_internal.h"

enum { CLAUSE_REACH = 10 };

static bool opens_clause(const struct scene *s, uint32_t at)
{
    static const char *const words[] = {"that", "whether", "if", "how", "what", "why", "who", "when", NULL};
    for (const char *const *w = words; *w; w++)
        if (actor_is(s, at, *w))
            return true;
    return false;
}

static bool has_class(const struct scene *s, int32_t match, const char *class)
{
    return match != NOWHERE && !strcmp(actor_entry(s, match)->class, class);
}

/* Skips "has also not" and the like. */
static uint32_t skip_auxiliaries(const struct scene *s, uint32_t at, uint32_t end)
{
    for (int steps = 0; at < end && steps < 4; steps++, at++) {
        const char *class = actor_function(s, at);
        if (!class || (strcmp(class, "auxiliary") && strcmp(class, "have") && strcmp(class, "adverb")))
            break;
    }
    return at;
}

static bool is_be(const struct scene *s, uint32_t at)
{
    const char *class = actor_function(s, at);
    bool clitic = actor_token(s, at)->kind == TOKEN_POSSESSIVE && actor_token(s, at)->key_length == 2;
    return clitic || (class && !strcmp(class, "be"));
}

/* "it" before its verb has no antecedent of its own. */
static bool is_empty(const struct scene *s, uint32_t it)
{
    uint32_t end = actor_sentence(s, it).end, at = skip_auxiliaries(s, it + 1, end);
    if (at >= end)
        return false;
    if (has_class(s, s->hedge_at[at], "seem"))
        return opens_clause(s, s->d->matches.items[s->hedge_at[at]].tokens.end) || opens_clause(s, at + 1) ||
               actor_is(s, at + 1, "as") || actor_is(s, at + 1, "like");
    if (!is_be(s, at))
        return false;
    bool judged = false, willed = false;
    uint32_t content = at + 1;
    while (content < end && is_be(s, content)) /* "has been" is one verb */
        content++;
    content = skip_auxiliaries(s, content, end);
    for (uint32_t i = content; i < end && i < content + CLAUSE_REACH; i++) {
        int32_t attitude = s->attitude_at[i];
        bool judges = has_class(s, attitude, "value") || has_class(s, attitude, "harm") ||
                      has_class(s, attitude, "withhold");
        judged |= judges;
        willed |= attitude != NOWHERE && !judges;
        const struct token *t = actor_token(s, i);
        bool runs_on = i == content && t->key_length > 4 && !strcmp(t->key + t->key_length - 3, "ing");
        if (runs_on || t->kind == TOKEN_PUNCTUATION || t->kind == TOKEN_QUOTE)
            return false;
        if (i > content && opens_clause(s, i))
            return judged || !willed || i == content + 1;
        if (actor_is(s, i, "to") && i > content)
            return judged;
    }
    return false;
}

/* "her" and the others are possessive where a noun can follow. */
static bool is_possessive(const struct scene *s, uint32_t at)
{
    if (actor_function(s, at) != s->possessive || at + 1 >= actor_sentence(s, at).end)
        return false;
    const struct token *next = actor_token(s, at + 1);
    return (next->kind == TOKEN_WORD && !actor_function(s, at + 1)) || next->kind == TOKEN_QUOTE ||
           next->kind == TOKEN_NUMBER;
}

void actor_find_pronouns(struct scene *s, uint32_t sentence, uint32_t start)
{
    struct span tokens = s->d->sentences.items[sentence].tokens;
    for (uint32_t at = start; at < tokens.end; at++) {
        if (s->pronoun_at[at] == NOWHERE || s->d->matches.items[s->pronoun_at[at]].tokens.start != at)
            continue;
        const struct match *match = &s->d->matches.items[s->pronoun_at[at]];
        const struct entry *e = lexicon_entry(s->lexicon, match->entry);
        bool acronym = actor_token(s, at)->word_case == CASE_UPPER && !s->titled[sentence]; /* "IT" */
        if (s->actor_at[at] != NOWHERE || acronym || (actor_is(s, at, "it") && is_empty(s, at)))
            continue;
        vec_push(s->d->arena, &s->d->mentions,
                 (struct mention){.tokens = match->tokens, .head = match->tokens.end - 1, .sentence = sentence,
                                  .type = MENTION_ACTOR, .kind = MENTION_PRONOUN, .open = true, .target = NOWHERE,
                                  .entry = NOWHERE, .entity = NOWHERE, .person = e->person, .number = e->number,
                                  .gender = e->gender, .possessive = is_possessive(s, at)});
    }
}
