/* Words of a clause, for (7) and (8): what each token does, and where its verbs are.
 *
 * There is no tagger and no parser: the class of a token comes from function.tsv, from the lists of verbs and from its
 * neighbours; which of the listed words are verbs here says clause_verb.c:
 *
 *     [Seoul] [has] [also] [called] for [a] declaration
 *     plain   have  adverb verb         article
 *
 * Known to be wrong: verbs that are in no list and do not bend irregularly are plain words. */
#include "clause.h"

enum { HEADING_MAX = 20 };

bool clause_is(const struct clause *c, uint32_t token, const char *key)
{
    return !strcmp(c->d->tokens.items[token].key, key);
}

const char *clause_role(const struct clause *c, uint32_t token)
{
    int32_t match = c->role_at[token];
    return match == NOWHERE ? "" : lexicon_entry(c->d->lexicon, c->d->matches.items[match].entry)->class;
}

int32_t clause_mention_ending(const struct clause *c, uint32_t end)
{
    int32_t m = end > 0 ? c->mention_at[end - 1] : NOWHERE;
    return m != NOWHERE && c->d->mentions.items[m].tokens.end == end ? m : NOWHERE;
}

int32_t clause_mention_starting(const struct clause *c, uint32_t start)
{
    int32_t m = start < c->d->tokens.count ? c->mention_at[start] : NOWHERE;
    return m != NOWHERE && c->d->mentions.items[m].tokens.start == start ? m : NOWHERE;
}

bool clause_utterance(const struct clause *c, uint32_t token)
{
    return c->utterance[token] && c->words[token] == WORD_PLAIN;
}

bool clause_nominal(const struct clause *c, uint32_t token)
{
    uint8_t w = c->words[token];
    return w == WORD_PLAIN || w == WORD_DAY || w == WORD_NUMBER || c->mention_at[token] != NOWHERE;
}

uint32_t clause_floor(const struct clause *c, uint32_t sentence)
{
    struct span tokens = c->d->sentences.items[sentence].tokens;
    for (uint32_t i = tokens.start + 1; i + 1 < tokens.end && i < tokens.start + 20; i++) {
        if (c->words[i] == WORD_DASH && (c->words[i - 1] == WORD_CLOSE || c->words[tokens.start] == WORD_NUMBER ||
                                         c->d->tokens.items[tokens.start].word_case == CASE_UPPER))
            return i + 1;
        if (c->words[i] == WORD_CLOSE && c->words[i + 1] != WORD_COMMA && c->words[i + 1] != WORD_DASH &&
            c->d->sentences.items[sentence].opens_paragraph)
            return i + 1; /* "Pyongyang, Dec 25 (IANS) North Korea" */
        if (c->d->tokens.items[i].word_case == CASE_LOWER)
            break;
    }
    return tokens.start;
}

bool clause_heading(const struct clause *c, uint32_t sentence)
{
    const struct document *d = c->d;
    if (d->sentences.items[sentence].kind == SENTENCE_HEADLINE)
        return true;
    return sentence == 0 && d->sentences.count > 1 && d->sentences.items[1].opens_paragraph &&
           span_length(d->sentences.items[0].tokens) <= HEADING_MAX;
}

/* Classes of function.tsv in the order of this table. */
static enum word function_class(const char *class)
{
    static const struct {
        const char *class;
        enum word word;
    } classes[] = {
        {"article", WORD_ARTICLE},         {"determiner", WORD_DETERMINER}, {"preposition", WORD_PREPOSITION},
        {"conjunction", WORD_CONJUNCTION}, {"subordinator", WORD_SUBORDINATOR}, {"relative", WORD_RELATIVE},
        {"auxiliary", WORD_AUXILIARY},     {"be", WORD_BE},                 {"have", WORD_HAVE},
        {"adverb", WORD_ADVERB},           {"particle", WORD_ADVERB},       {"possessive", WORD_DETERMINER},
    };
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (!strcmp(class, classes[i].class))
            return classes[i].word;
    return WORD_PLAIN;
}

static enum word sign_class(const struct token *t)
{
    switch (*t->key) {
    case ',':
        return WORD_COMMA;
    case ':':
        return WORD_COLON;
    case '.':
    case '!':
    case '?':
    case ';':
        return WORD_BREAK;
    case '(':
    case '[':
        return WORD_OPEN;
    case ')':
    case ']':
        return WORD_CLOSE;
    case '-':
        return WORD_DASH;
    default: /* en and em dash, dots of omission */
        return !strcmp(t->key, "\xE2\x80\x93") || !strcmp(t->key, "\xE2\x80\x94") ? WORD_DASH
               : !strcmp(t->key, "\xE2\x80\xA6")                                 ? WORD_BREAK
                                                                                : WORD_MARK;
    }
}

/* "Moon's" has a possessive, "it's", "that's", "who's" a form of be. */
static enum word clitic_class(const struct clause *c, uint32_t at)
{
    uint8_t before = at > 0 ? c->words[at - 1] : WORD_BREAK;
    bool pronoun = before == WORD_THAT || before == WORD_RELATIVE || before == WORD_ADVERB || before == WORD_DETERMINER;
    int32_t m = clause_mention_ending(c, at);
    if (m != NOWHERE && c->d->mentions.items[m].kind == MENTION_PRONOUN)
        pronoun = true;
    return pronoun && c->d->tokens.items[at].key_length == 2 ? WORD_BE : WORD_POSSESSIVE;
}

static enum word class_of(const struct clause *c, uint32_t at)
{
    const struct token *t = &c->d->tokens.items[at];
    if (t->kind == TOKEN_QUOTE)
        return WORD_QUOTE;
    if (t->kind == TOKEN_NUMBER)
        return WORD_NUMBER;
    if (t->kind == TOKEN_POSSESSIVE)
        return clitic_class(c, at);
    if (t->kind == TOKEN_PUNCTUATION)
        return sign_class(t);
    if (!strcmp(t->key, "that"))
        return WORD_THAT;
    if (!strcmp(t->key, "to"))
        return WORD_TO;
    if (!strcmp(t->key, "which") || !strcmp(t->key, "whose"))
        return WORD_RELATIVE;
    const char *class = lexicon_function_word(c->d->lexicon, t->key, t->key_length);
    bool acronym = t->word_case == CASE_UPPER && t->key_length <= 2; /* "US" is not "us", "IT" not "it" */
    if (class && !acronym)
        return function_class(class);
    if (t->word_case == CASE_LOWER && t->key_length > 4 && clause_ends_with(t, "ly"))
        return at > 0 && (c->words[at - 1] == WORD_ARTICLE || c->words[at - 1] == WORD_DETERMINER) ? WORD_PLAIN
                                                                                                   : WORD_ADVERB;
    bool month = t->word_case == CASE_TITLE && lexicon_month(c->d->lexicon, t->key, t->key_length);
    if (c->mention_at[at] == NOWHERE && (month || (t->key_length > 4 && clause_ends_with(t, "day")))) /* not Zhang Jun */
        return WORD_DAY;
    enum verb_form irregular = t->word_case == CASE_LOWER ? lexicon_irregular_verb(c->d->lexicon, t->key, t->key_length)
                                                          : FORM_NONE; /* "left", "met" */
    return c->mention_at[at] == NOWHERE && irregular == FORM_PAST ? WORD_VERB : WORD_PLAIN;
}

const struct clause *clause_of(struct document *d)
{
    if (d->clause)
        return d->clause;
    uint32_t count = d->tokens.count;
    struct clause *c = arena_alloc(d->arena, sizeof *c);
    c->d = d;
    c->words = arena_alloc(d->arena, count + 1);
    c->utterance = arena_alloc(d->arena, count + 1);
    c->joins = arena_alloc(d->arena, count + 1);
    c->mention_at = arena_alloc(d->arena, (count + 1) * sizeof *c->mention_at);
    c->verb_at = arena_alloc(d->arena, (count + 1) * sizeof *c->verb_at);
    c->attitude_at = arena_alloc(d->arena, (count + 1) * sizeof *c->attitude_at);
    c->pronoun_at = arena_alloc(d->arena, (count + 1) * sizeof *c->pronoun_at);
    c->role_at = arena_alloc(d->arena, (count + 1) * sizeof *c->role_at);
    c->manner_at = arena_alloc(d->arena, (count + 1) * sizeof *c->manner_at);
    for (uint32_t t = 0; t <= count; t++) {
        c->mention_at[t] = c->verb_at[t] = c->role_at[t] = NOWHERE;
        c->attitude_at[t] = c->pronoun_at[t] = c->manner_at[t] = NOWHERE;
    }
    for (uint32_t m = 0; m < d->mentions.count; m++) {
        struct span tokens = d->mentions.items[m].tokens;
        for (uint32_t t = tokens.start; t < tokens.end; t++) {
            int32_t old = c->mention_at[t];
            if (old == NOWHERE || span_length(d->mentions.items[old].tokens) < span_length(tokens))
                c->mention_at[t] = (int32_t)m;
        }
    }
    for (uint32_t t = 0; t < count; t++)
        c->words[t] = (uint8_t)class_of(c, t);
    clause_find_verbs(c);
    return d->clause = c;
}

uint32_t clause_group(const struct clause *c, uint32_t floor, uint32_t verb, bool *passive)
{
    uint32_t at = verb;
    int32_t match = c->verb_at[verb];
    bool be = false, gerund = match != NOWHERE && c->d->matches.items[match].form == FORM_ING; /* "comes to saying" */
    for (int steps = 0; at > floor && steps < 10; steps++) {
        uint8_t w = c->words[at - 1];
        bool between =
            w == WORD_PLAIN && c->mention_at[at - 1] == NOWHERE && at - 1 > floor && /* "has long sought" */
            (c->words[at - 2] == WORD_HAVE || c->words[at - 2] == WORD_AUXILIARY || c->words[at - 2] == WORD_BE);
        if (between || w == WORD_AUXILIARY || w == WORD_HAVE || w == WORD_BE || w == WORD_ADVERB) {
            be |= w == WORD_BE && at == verb;
            at--;
        } else if (w == WORD_TO && at - 1 > floor && !gerund) { /* "is expected to", "declined to", "went on to" */
            uint32_t verb_before = at - 2;
            uint8_t v = c->words[verb_before];
            if (v == WORD_PREPOSITION && verb_before > floor)
                v = c->words[--verb_before];
            uint8_t left = verb_before > floor ? c->words[verb_before - 1] : (uint8_t)WORD_BREAK;
            bool follows = left == WORD_BE || left == WORD_HAVE || left == WORD_AUXILIARY || left == WORD_ADVERB ||
                           clause_subject_before(c, verb_before, floor);
            if (v == WORD_BE || v == WORD_HAVE || v == WORD_VERB ||
                (v == WORD_PLAIN && c->mention_at[verb_before] == NOWHERE && follows))
                at = verb_before;
            else
                break;
        } else {
            break;
        }
    }
    if (passive)
        *passive = be;
    return at;
}

bool clause_verb_after(const struct clause *c, uint32_t end)
{
    uint32_t at = end;
    while (at < c->d->tokens.count && at - end < 4 && c->words[at] == WORD_ADVERB)
        at++;
    return at < c->d->tokens.count && (c->words[at] == WORD_VERB || clause_finite(c, at));
}

bool clause_finite(const struct clause *c, uint32_t token)
{
    int32_t match = c->verb_at[token];
    if (c->words[token] != WORD_VERB)
        return c->words[token] == WORD_BE || c->words[token] == WORD_HAVE || c->words[token] == WORD_AUXILIARY;
    bool gerund = match != NOWHERE && c->d->matches.items[match].form == FORM_ING;
    return !gerund && (token == 0 || c->words[token - 1] != WORD_TO);
}
