/* (6) Words around mentions: what may stand inside "the top South Korean nuclear envoy", and whether a name is the
 * subject or only says which:
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

bool actor_is_honorific(const struct scene *s, uint32_t at)
{
    const struct token *t = actor_token(s, at);
    char key[16];
    if (t->kind != TOKEN_WORD || t->word_case == CASE_LOWER || t->key_length + 2u > sizeof key)
        return false;
    memcpy(key, t->key, t->key_length);
    size_t length = t->key_length;
    if (key[length - 1] != '.')
        key[length++] = '.'; /* the British write "Mr" */
    const char *class = lexicon_abbreviation(s->lexicon, key, length);
    return class && !strcmp(class, "title");
}

bool actor_is_capital(const struct scene *s, uint32_t at)
{
    const struct token *t = actor_token(s, at);
    return t->kind == TOKEN_WORD && (t->word_case == CASE_TITLE || t->word_case == CASE_MIXED) &&
           (unsigned char)t->key[0] >= 'a' && !actor_function(s, at) && !actor_is_day(s, at) &&
           s->role_at[at] == NOWHERE && s->target_at[at] == NOWHERE && s->pronoun_at[at] == NOWHERE &&
           !actor_is_honorific(s, at) &&
           t->key[0] != s->d->text.bytes[t->span.start];
}

/* A verb form of the lists or of irregular.tsv that is no base form. */
bool actor_is_finite(const struct scene *s, uint32_t at)
{
    const struct token *t = actor_token(s, at);
    uint32_t form = s->verb_at[at] != NOWHERE ? s->d->matches.items[s->verb_at[at]].form : FORM_NONE;
    enum verb_form irregular = lexicon_irregular_verb(s->lexicon, t->key, t->key_length);
    return form == FORM_S || form == FORM_PAST || irregular == FORM_S || irregular == FORM_PAST;
}

bool actor_is_verb(const struct scene *s, uint32_t at)
{
    const struct token *t = actor_token(s, at);
    bool past = t->kind == TOKEN_WORD && t->word_case == CASE_LOWER && ends_with(t, "ed");
    return (past || actor_is_finite(s, at)) && !actor_function(s, at);
}

bool actor_is_modifier(const struct scene *s, uint32_t at, bool strict)
{
    const struct token *t = actor_token(s, at);
    if (t->kind != TOKEN_WORD || t->word_case == CASE_UPPER || actor_function(s, at) || actor_is_day(s, at) ||
        s->pronoun_at[at] != NOWHERE || s->name_at[at] != NOWHERE || s->target_at[at] != NOWHERE ||
        actor_is_finite(s, at))
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
 * "US hits five", "Pyongyang moves boldly". */
static bool has_object(const struct scene *s, uint32_t at, uint32_t end)
{
    if (at + 1 >= end)
        return false;
    const char *class = actor_function(s, at + 1);
    const struct token *next = actor_token(s, at + 1);
    if (!class)
        return s->pronoun_at[at + 1] != NOWHERE || s->name_at[at + 1] != NOWHERE || s->actor_at[at + 1] != NOWHERE ||
               ends_with(next, "ly") || next->kind == TOKEN_NUMBER || next->kind == TOKEN_QUOTE;
    return class == s->article || class == s->determiner || class == s->possessive || !strcmp(class, "adverb") ||
           actor_is(s, at + 1, "to") || actor_is(s, at + 1, "whether") || actor_is(s, at + 1, "how");
}

/* "make Pyongyang believe that", "see the North give up"; but "the U.S. plan for". */
static bool is_base_verb(const struct scene *s, uint32_t at, uint32_t end, bool acronym, bool noun_too)
{
    const char *class = at + 1 < end ? actor_function(s, at + 1) : NULL;
    bool object = class && (class == s->article || class == s->determiner || class == s->possessive ||
                            !strcmp(class, "adverb"));
    bool joined = at + 1 >= end || class == s->preposition || actor_token(s, at + 1)->kind == TOKEN_PUNCTUATION;
    return !noun_too && (object || !joined || (class == s->preposition && !acronym));
}

bool actor_before_noun(const struct scene *s, uint32_t at, bool acronym, bool plural)
{
    uint32_t end = at < s->d->tokens.count ? actor_sentence(s, at).end : at;
    if (at == 0 || at >= end || actor_token(s, at)->sentence != actor_token(s, at - 1)->sentence)
        return false;
    const struct token *t = actor_token(s, at);
    if (t->kind != TOKEN_WORD || actor_function(s, at) || actor_is_day(s, at) || s->pronoun_at[at] != NOWHERE)
        return false;
    const struct match *target = s->target_at[at] == NOWHERE ? NULL : &s->d->matches.items[s->target_at[at]];
    if (target && target->tokens.start == at)
        return target->form != FORM_S && target->form != FORM_PAST; /* "Seoul blacklists" is no noun phrase */
    if (s->actor_at[at] != NOWHERE && actor_entry(s, s->actor_at[at])->kind < KIND_ADJECTIVE)
        return false;
    if (s->name_at[at] != NOWHERE || ends_with(t, "ly"))
        return false;
    const struct match *verb = s->verb_at[at] == NOWHERE ? NULL : &s->d->matches.items[s->verb_at[at]];
    enum verb_form form = verb ? (enum verb_form)verb->form : lexicon_irregular_verb(s->lexicon, t->key, t->key_length);
    bool noun_too = verb && lexicon_entry_next(s->lexicon, verb->entry) != NOWHERE;
    bool before_verb = at + 1 < end && (actor_is_finite(s, at + 1) || is_auxiliary(s, at + 1));
    if (form == FORM_S && !noun_too)
        return before_verb;
    if (form == FORM_S || (form == FORM_NONE && ends_with(t, "s") && !ends_with(t, "ss")))
        return before_verb || (acronym && !has_object(s, at, end));
    if (form == FORM_BASE)
        return !plural && !is_base_verb(s, at, end, acronym, noun_too);
    return form == FORM_NONE && !ends_with(t, "ed");
}
