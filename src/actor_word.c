/* (6) Words around mentions: what may stand inside "the top South Korean nuclear envoy", and whether a name is the subject
 * or only says which:
 *
 *     Seoul talks [about], Seoul wants, Seoul said       a verb follows: Seoul acts
 *     Seoul talks [have], U.S. sanctions, the Seoul summit   a noun follows: Seoul modifies it
 *
 * There is no tagger. A verb is what the lists of cues and irregular forms know as one, or what ends like one.
 * Known to be wrong: verbs of no list without ending ("Seoul and Washington differ"); plural nouns before a preposition
 * that the lists know as verbs only. */
#include "actor_internal.h"

const struct token *actor_token(const struct scene *s, uint32_t at)
{
    return &s->d->tokens.items[at];
}

const struct entry *actor_entry(const struct scene *s, int32_t match)
{
    return lexicon_entry(s->lexicon, s->d->matches.items[match].entry);
}

struct span actor_sentence(const struct scene *s, uint32_t token)
{
    return s->d->sentences.items[actor_token(s, token)->sentence].tokens;
}

bool actor_is(const struct scene *s, uint32_t at, const char *key)
{
    return at < s->d->tokens.count && !strcmp(actor_token(s, at)->key, key);
}

const char *actor_function(const struct scene *s, uint32_t at)
{
    const struct token *t = actor_token(s, at);
    if (t->kind != TOKEN_WORD || (t->word_case == CASE_UPPER && t->key_length <= 2 && !s->titled[t->sentence]))
        return NULL; /* "US", "IT" */
    return lexicon_function_word(s->lexicon, t->key, t->key_length);
}

static bool ends_with(const struct token *t, const char *ending)
{
    size_t length = strlen(ending);
    return t->key_length > length && !memcmp(t->key + t->key_length - length, ending, length);
}

bool actor_is_day(const struct scene *s, uint32_t at)
{
    const struct token *t = actor_token(s, at);
    if (t->kind != TOKEN_WORD || t->word_case == CASE_LOWER)
        return false;
    return (t->key_length > 5 && ends_with(t, "day")) || lexicon_month(s->lexicon, t->key, t->key_length);
}

bool actor_is_capital(const struct scene *s, uint32_t at)
{
    const struct token *t = actor_token(s, at);
    const char *abbreviation = lexicon_abbreviation(s->lexicon, t->key, t->key_length);
    return t->kind == TOKEN_WORD && (t->word_case == CASE_TITLE || t->word_case == CASE_MIXED) &&
           (unsigned char)t->key[0] >= 'a' && !actor_function(s, at) && !actor_is_day(s, at) && s->role_at[at] == NOWHERE &&
           s->target_at[at] == NOWHERE && s->pronoun_at[at] == NOWHERE && (!abbreviation || t->key_length <= 2) &&
           t->key[0] != s->d->text.bytes[t->span.start];
}

/* A verb form of the lists or of irregular.tsv that is no base form. */
static bool is_finite(const struct scene *s, uint32_t at)
{
    const struct token *t = actor_token(s, at);
    uint32_t form = s->verb_at[at] != NOWHERE ? s->d->matches.items[s->verb_at[at]].form : FORM_NONE;
    enum verb_form irregular = lexicon_irregular_verb(s->lexicon, t->key, t->key_length);
    return form == FORM_S || form == FORM_PAST || irregular == FORM_S || irregular == FORM_PAST;
}

bool actor_is_modifier(const struct scene *s, uint32_t at, bool strict)
{
    const struct token *t = actor_token(s, at);
    if (t->kind != TOKEN_WORD || t->word_case == CASE_UPPER || actor_function(s, at) || actor_is_day(s, at) ||
        s->pronoun_at[at] != NOWHERE || s->name_at[at] != NOWHERE || s->target_at[at] != NOWHERE || is_finite(s, at))
        return false;
    if (!strict || t->word_case != CASE_LOWER)
        return true;
    return !ends_with(t, "ed") && !ends_with(t, "ly") && !(ends_with(t, "s") && !ends_with(t, "ss"));
}

bool actor_is_plural(const struct scene *s, uint32_t at)
{
    const struct token *t = actor_token(s, at);
    return (ends_with(t, "s") && !ends_with(t, "ss") && !ends_with(t, "us")) || ends_with(t, "men");
}

bool actor_is_former(const struct scene *s, uint32_t at)
{
    const struct token *t = actor_token(s, at);
    if (s->role_at[at] != NOWHERE && s->former && actor_entry(s, s->role_at[at])->class == s->former)
        return true;
    return t->key_length > 5 && (!strncmp(t->key, "ex-", 3) || !strncmp(t->key, "then-", 5));
}

static bool is_auxiliary(const struct scene *s, uint32_t at)
{
    const char *class = actor_function(s, at);
    return class && (!strcmp(class, "auxiliary") || !strcmp(class, "be") || !strcmp(class, "have"));
}

/* A word in -s behind a name is its verb when what comes next would be that verb's object: "Seoul faces the",
 * "Seoul hopes to", and its noun when a verb follows: "Seoul talks have". */
static bool is_verb_in_s(const struct scene *s, uint32_t at, uint32_t end, bool acronym)
{
    if (at + 1 >= end)
        return false;
    const char *class = actor_function(s, at + 1);
    if (!class)
        return s->pronoun_at[at + 1] != NOWHERE;
    bool object = class == s->article || class == s->determiner || class == s->possessive || actor_is(s, at + 1, "to") ||
                  actor_is(s, at + 1, "whether") || actor_is(s, at + 1, "how");
    return object || (class == s->preposition && !acronym && s->verb_at[at] != NOWHERE);
}

bool actor_before_noun(const struct scene *s, uint32_t at, bool acronym, bool plural)
{
    uint32_t end = at < s->d->tokens.count ? actor_sentence(s, at).end : at;
    if (at == 0 || at >= end || actor_token(s, at)->sentence != actor_token(s, at - 1)->sentence)
        return false;
    const struct token *t = actor_token(s, at);
    if (t->kind != TOKEN_WORD || actor_function(s, at) || actor_is_day(s, at) || s->pronoun_at[at] != NOWHERE)
        return false;
    if (s->target_at[at] != NOWHERE && s->d->matches.items[s->target_at[at]].tokens.start == at)
        return true;
    if (s->name_at[at] != NOWHERE || ends_with(t, "ly"))
        return false;
    const struct match *verb = s->verb_at[at] == NOWHERE ? NULL : &s->d->matches.items[s->verb_at[at]];
    enum verb_form form = verb ? (enum verb_form)verb->form : lexicon_irregular_verb(s->lexicon, t->key, t->key_length);
    bool noun_too = verb && lexicon_entry_next(s->lexicon, verb->entry) != NOWHERE;
    bool before_verb = at + 1 < end && (is_finite(s, at + 1) || is_auxiliary(s, at + 1));
    if (form == FORM_S && !noun_too && !acronym)
        return before_verb;
    if (form == FORM_S || (form == FORM_NONE && ends_with(t, "s") && !ends_with(t, "ss")))
        return before_verb || !is_verb_in_s(s, at, end, acronym);
    if (form == FORM_BASE)
        return !plural;
    return form == FORM_NONE && !ends_with(t, "ed");
}
