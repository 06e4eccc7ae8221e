/* Which words are verbs where they stand, for (7) and (8): those of the lists, by their form and their neighbours.
 *
 *     Seoul [calls] for a declaration        a verb
 *     Seoul's calls, the calls, such calls   a noun
 *     "...," the suit [says].                a verb, where it ends what a mark or a comma begins
 *     Lawmakers, who came late, [say] it     a verb, behind what is interposed
 *
 * Known to be wrong: verbs that are in no list read as nouns, so that "Kim left" looks like one phrase; a plural noun
 * right behind a singular one ("peace calls the minister made") reads as a verb. */
#include "clause.h"

bool clause_ends_with(const struct token *t, const char *ending)
{
    size_t length = strlen(ending);
    return t->key_length > length && !memcmp(t->key + t->key_length - length, ending, length);
}

enum verb_form clause_form(const struct document *d, const struct match *match)
{
    const struct entry *e = lexicon_entry(d->lexicon, match->entry);
    const struct token *first = &d->tokens.items[match->tokens.start];
    if (match->form != FORM_NONE)
        return (enum verb_form)match->form;
    if (e->pos == 'v')
        return FORM_BASE;
    if (e->list == LIST_SPEECH && span_length(match->tokens) == 1 && e->pos == 'x') /* "stated", "questioning" */
        return clause_ends_with(first, "ed")    ? FORM_PAST
               : clause_ends_with(first, "ing") ? FORM_ING
               : clause_ends_with(first, "s")   ? FORM_S
                                         : FORM_NONE;
    return FORM_NONE;
}

bool clause_subject_before(const struct clause *c, uint32_t at, uint32_t start)
{
    int32_t m = at > start ? clause_mention_ending(c, at) : NOWHERE;
    if (m == NOWHERE)
        return false;
    const struct mention *x = &c->d->mentions.items[m];
    return x->kind != MENTION_ADJECTIVE && !x->possessive && x->type == MENTION_ACTOR;
}

static bool complement_after(const struct clause *c, uint32_t at, uint32_t end)
{
    if (at >= end)
        return false;
    uint8_t w = c->words[at];
    return w == WORD_THAT || w == WORD_QUOTE || w == WORD_TO || w == WORD_ARTICLE || w == WORD_DETERMINER ||
           w == WORD_ADVERB || w == WORD_COLON || c->mention_at[at] != NOWHERE;
}

/* '..., the suit [says].': the verb ends what a comma or a mark begins. */
static bool closes_clause(const struct clause *c, struct span verb, struct span sentence)
{
    if (verb.end < sentence.end && c->words[verb.end] != WORD_BREAK && c->words[verb.end] != WORD_COMMA)
        return false;
    for (uint32_t i = verb.start; i > sentence.start && verb.start - i < 8; i--) {
        uint8_t w = c->words[i - 1];
        if (w == WORD_COMMA || w == WORD_QUOTE)
            return i < verb.start;
        if (w != WORD_PLAIN && w != WORD_ARTICLE && w != WORD_DETERMINER && w != WORD_POSSESSIVE)
            return false;
    }
    return false;
}

/* "Lawmakers, who had asked for it, [say] the text is lost": behind what is interposed, with a complement. */
static bool reports_interposed(const struct clause *c, const struct match *match, struct span sentence)
{
    const struct entry *e = lexicon_entry(c->d->lexicon, match->entry);
    uint32_t at = match->tokens.start - 1;
    if (e->list != LIST_SPEECH || !(e->frames & FRAME_QUOTE) || !complement_after(c, match->tokens.end, sentence.end))
        return false;
    for (uint32_t i = at; i > sentence.start && at - i < CLAUSE_REACH; i--)
        if (c->words[i - 1] == WORD_COMMA)
            return i < at;
    return false;
}

/* True when the word of a match that can be a verb is one here, by its form and its neighbours. */
static bool verbal(const struct clause *c, const struct match *match, enum verb_form form)
{
    const struct document *d = c->d;
    uint32_t at = match->tokens.start;
    struct span sentence = d->sentences.items[match->sentence].tokens;
    if (d->tokens.items[at].word_case == CASE_TITLE && at > sentence.start && c->words[at - 1] != WORD_QUOTE &&
        d->sentences.items[match->sentence].kind == SENTENCE_BODY && !clause_heading(c, match->sentence))
        return false; /* "the Briefing Room" */
    if (at == sentence.start)
        return form == FORM_ING || form == FORM_PAST;
    uint8_t w = c->words[at - 1];
    int32_t before = clause_mention_ending(c, at);
    bool owned = before != NOWHERE && (d->mentions.items[before].possessive || /* "his call", "Seoul's call" */
                                       d->mentions.items[before].kind == MENTION_ADJECTIVE);
    uint8_t further = w == WORD_ADVERB && at > sentence.start + 1 ? c->words[at - 2] : (uint8_t)WORD_BREAK;
    if (further == WORD_ARTICLE || further == WORD_DETERMINER || further == WORD_POSSESSIVE)
        return false; /* "his recently announced plan" */
    bool between = w == WORD_PLAIN && at > sentence.start + 1 && clause_ends_with(&d->tokens.items[at - 1], "ly") &&
                   c->mention_at[at - 1] == NOWHERE && c->words[at - 2] == WORD_ARTICLE;
    bool noun = clause_noun_of(d, match) || lexicon_entry(d->lexicon, match->entry)->pos == 'x';
    if (between && noun) /* "the unseemly words that" */
        return false;
    if (w == WORD_ARTICLE || w == WORD_POSSESSIVE || owned || (w == WORD_DETERMINER && form != FORM_PAST))
        return false;
    if (w == WORD_THAT && form == FORM_S && (at < sentence.start + 2 || !clause_nominal(c, at - 2)))
        return false; /* "acknowledged that talks are under way" */
    bool leads = w == WORD_AUXILIARY || w == WORD_TO || w == WORD_ADVERB || w == WORD_RELATIVE || w == WORD_THAT ||
                 w == WORD_HAVE || clause_subject_before(c, at, sentence.start);
    if (form == FORM_PAST || form == FORM_PARTICIPLE || form == FORM_ING)
        return true;
    if (w == WORD_PREPOSITION || w == WORD_NUMBER)
        return false;
    if (w == WORD_COMMA && form == FORM_BASE && reports_interposed(c, match, sentence))
        return true;
    if (leads || w == WORD_CONJUNCTION || w == WORD_COMMA || w == WORD_QUOTE || w == WORD_CLOSE)
        return leads || form == FORM_S || w == WORD_CONJUNCTION;
    bool plural = clause_ends_with(&d->tokens.items[at - 1], "s");
    bool name = d->tokens.items[at - 1].word_case == CASE_TITLE; /* "Reynolds says" */
    if (form == FORM_BASE)
        return w == WORD_PLAIN && plural && complement_after(c, match->tokens.end, sentence.end);
    bool says = lexicon_entry(d->lexicon, match->entry)->frames & FRAME_QUOTE;
    return w == WORD_PLAIN && (!plural || name) &&
           (complement_after(c, match->tokens.end, sentence.end) ||
            (says && closes_clause(c, match->tokens, sentence)));
}

const struct entry *clause_noun_of(const struct document *d, const struct match *match)
{
    for (int32_t i = (int32_t)match->entry; i != NOWHERE; i = lexicon_entry_next(d->lexicon, (uint32_t)i))
        if (lexicon_entry(d->lexicon, (uint32_t)i)->pos == 'n')
            return lexicon_entry(d->lexicon, (uint32_t)i);
    return NULL;
}

void clause_find_verbs(struct clause *c)
{
    const struct document *d = c->d;
    for (uint32_t i = 0; i < d->matches.count; i++) {
        const struct match *match = &d->matches.items[i];
        const struct entry *e = lexicon_entry(d->lexicon, match->entry);
        uint32_t at = match->tokens.start;
        if (e->list == LIST_ROLES)
            for (uint32_t t = match->tokens.start; t < match->tokens.end; t++)
                c->role_at[t] = (int32_t)i;
        if (e->list == LIST_CONDITION)
            for (uint32_t t = match->tokens.start; t < match->tokens.end; t++) /* "so long as they do not" */
                c->joins[t] = true;
        if (e->list == LIST_SPEECH && clause_noun_of(d, match))
            c->utterance[match->tokens.end - 1] = true;
        uint32_t last = match->tokens.end - 1;
        if (e->list == LIST_SPEECH && e->frames & FRAME_PRE) {
            if (c->words[last] == WORD_TO || c->words[last] == WORD_PREPOSITION)
                c->words[last] = WORD_SUBORDINATOR; /* "according to" hangs nothing on the noun before it */
            else if (c->manner_at[at] == NOWHERE)
                c->manner_at[at] = (int32_t)i;
        }
        if (e->list == LIST_ATTITUDE)
            c->attitude_at[at] = (int32_t)i;
        if (e->list == LIST_PRONOUNS)
            c->pronoun_at[at] = (int32_t)i;
        if (e->list != LIST_SPEECH && e->list != LIST_ATTITUDE && e->list != LIST_ACTION)
            continue;
        enum verb_form form = clause_form(d, match);
        int32_t covered = c->mention_at[at];
        if (form == FORM_NONE || (c->words[at] != WORD_PLAIN && c->words[at] != WORD_VERB) ||
            (covered != NOWHERE && d->mentions.items[covered].type == MENTION_ACTOR) || !verbal(c, match, form)) {
            continue;
        }
        c->words[at] = WORD_VERB;
        /* the longest, speech before attitude */
        c->verb_at[at] = c->verb_at[at] == NOWHERE ? (int32_t)i : c->verb_at[at];
    }
}
