/* Noun phrases, for (7) and (8), on the words of clause.c.
 *
 * Read from right to left, from the verb: the phrase that ends there, then what it hangs on by prepositions and
 * relative clauses, so that the head comes last:
 *
 *     [a spokesman] for the foreign ministry in Seoul | said
 *     [officials] who attended the meeting            | said
 *
 * Known to be wrong: a phrase without article that follows another one directly ("told reporters officials believe")
 * is joined to it unless one of them is a known name; adjectives behind their noun ("people familiar with") are taken
 * for nouns, which does no harm. */
#include "clause.h"

enum { CHAIN_MAX = 6, WORDS_MAX = 10 };

static const struct mention *mention_of(const struct clause *c, int32_t m)
{
    return &c->d->mentions.items[m];
}

bool clause_modifies(const struct mention *m)
{
    return m->modifies || m->possessive || m->kind == MENTION_ADJECTIVE;
}

/* True when the plain words before at end with an article, a determiner or a possessive: "the newly named envoy". */
static bool article_left(const struct clause *c, uint32_t floor, uint32_t at, uint32_t *start)
{
    for (uint32_t i = at; i > floor && at - i < WORDS_MAX; i--) {
        uint8_t w = c->words[i - 1];
        int32_t m = clause_mention_ending(c, i);
        if (w == WORD_ARTICLE || w == WORD_DETERMINER || w == WORD_POSSESSIVE ||
            (m != NOWHERE && mention_of(c, m)->possessive)) {
            *start = i - 1;
            return true;
        }
        if (w != WORD_PLAIN && w != WORD_NUMBER && w != WORD_ADVERB)
            return false;
    }
    return false;
}

/* True when the word behind a mention makes it part of a title: "[former House] speaker Newt Gingrich". */
static bool describes_name(const struct clause *c, int32_t mention, uint32_t at)
{
    const struct token *t = &c->d->tokens.items[at];
    return mention_of(c, mention)->tokens.end == at && t->word_case == CASE_LOWER && c->words[at] == WORD_PLAIN &&
           t->key[t->key_length - 1] != 's' && mention_of(c, mention)->kind != MENTION_PRONOUN;
}

/* First token of the phrase that ends at end, without what hangs behind its head; end when there is none. */
static uint32_t core_start(const struct clause *c, uint32_t floor, uint32_t end)
{
    if (end <= floor)
        return end;
    int32_t m = clause_mention_ending(c, end);
    uint32_t at = end - 1;
    if (m != NOWHERE && mention_of(c, m)->tokens.start >= floor) {
        at = mention_of(c, m)->tokens.start;
        bool role = at > floor && *clause_role(c, at - 1), name = c->d->tokens.items[at].word_case != CASE_LOWER;
        if (mention_of(c, m)->kind == MENTION_PRONOUN || (at > floor && c->words[at] == WORD_ARTICLE))
            return at;
        const struct token *left = &c->d->tokens.items[at - (at > floor)];
        if (name && at > floor && c->words[at - 1] == WORD_PLAIN && !role && c->mention_at[at - 1] == NOWHERE &&
            left->word_case == CASE_LOWER && left->key[left->key_length - 1] == 's')
            return at; /* "told reporters | Moon believes", but "campaign manager Mook said" */
    } else if (!clause_nominal(c, at) && c->words[at] != WORD_DETERMINER) {
        return end;
    }
    for (int steps = 0; at > floor && steps < WORDS_MAX; steps++) {
        uint8_t w = c->words[at - 1];
        int32_t before = clause_mention_ending(c, at);
        if (w == WORD_ARTICLE || w == WORD_DETERMINER) {
            at--;
            return at > floor && c->words[at - 1] == WORD_DETERMINER ? at - 1 : at;
        }
        if (before != NOWHERE && clause_modifies(mention_of(c, before)) && mention_of(c, before)->tokens.start >= floor)
            at = mention_of(c, before)->tokens.start;
        else if (before != NOWHERE && !describes_name(c, before, at))
            return at;
        else if (before != NOWHERE)
            at = mention_of(c, before)->tokens.start;
        else if (w == WORD_PLAIN || w == WORD_NUMBER || w == WORD_POSSESSIVE)
            at--;
        else if (w == WORD_QUOTE && clause_nickname(c, at - 1, true, floor) != NOWHERE)
            at = (uint32_t)clause_nickname(c, at - 1, true, floor);
        else if (w == WORD_ADVERB && article_left(c, floor, at - 1, &(uint32_t){0}))
            at--;
        else
            return at;
    }
    return at;
}

/* The bracket before end is skipped: "Sen. Graham (R-S.C.) said". */
static uint32_t skip_bracket(const struct clause *c, uint32_t floor, uint32_t end)
{
    if (end <= floor || c->words[end - 1] != WORD_CLOSE)
        return end;
    for (uint32_t i = end - 1; i > floor && end - i < 16; i--)
        if (c->words[i - 1] == WORD_OPEN)
            return i - 1;
    return end;
}

/* Days, dates and brackets before end do not belong to the phrase: "Moon (on) Monday said". */
static uint32_t skip_adjuncts(const struct clause *c, uint32_t floor, uint32_t end)
{
    uint32_t at = end;
    for (int steps = 0; at > floor && steps < 6; steps++) {
        uint32_t next = skip_bracket(c, floor, at);
        if (next == at && c->words[at - 1] == WORD_ADVERB)
            next = at - 1;
        if (next == at && (c->words[at - 1] == WORD_DAY || (c->words[at - 1] == WORD_NUMBER && at - 1 > floor &&
                                                            c->words[at - 2] == WORD_DAY))) {
            next = at - 1;
            if (next > floor && c->words[next - 1] == WORD_PREPOSITION)
                next--;
        }
        if (next == at)
            break;
        at = next;
    }
    return at > floor ? at : end;
}

/* What a head without a mention of its own says of whom it names: its possessor or its complement speaks when the head
 * is an office, an organ or an utterance ("Seoul's top envoy", "a statement by the ministry"), else nobody known. */
static bool head_stands_for(const struct clause *c, uint32_t head)
{
    const char *role = clause_role(c, head);
    if (!strcmp(role, "official") || !strcmp(role, "leader") || !strcmp(role, "org"))
        return true;
    return !*role && clause_utterance(c, head);
}

/* Finds who the phrase is. */
void clause_settle(const struct clause *c, struct phrase *p)
{
    p->mention = NOWHERE;
    if (p->tokens.start == p->tokens.end)
        return;
    uint32_t end = p->head.end - (c->words[p->head.end - 1] == WORD_POSSESSIVE); /* "[Washington]'s" */
    int32_t m = clause_mention_ending(c, end);
    bool target = m != NOWHERE && mention_of(c, m)->type == MENTION_TARGET;
    if (m != NOWHERE && !target && mention_of(c, m)->kind != MENTION_ADJECTIVE) {
        p->mention = m;
    } else if (!target && head_stands_for(c, p->head.end - 1)) {
        for (uint32_t t = p->tokens.start; t < p->tokens.end && p->mention == NOWHERE; t++) {
            m = c->mention_at[t];
            if (m != NOWHERE && mention_of(c, m)->type == MENTION_ACTOR)
                p->mention = m;
        }
    } else if (*clause_role(c, p->head.end - 1)) {
        p->known = true; /* "lawmakers", "an analyst": somebody else */
    }
    if (p->mention != NOWHERE) {
        const struct mention *x = mention_of(c, p->mention);
        int32_t r = c->d->reference_of ? c->d->reference_of[p->mention] : NOWHERE;
        p->actors |= mention_actors(c->d, (uint32_t)p->mention);
        p->known = !x->open || (r != NOWHERE && c->d->references.items[r].resolved);
    }
}

/* A verb that a clause can follow without "that". */
static bool says(const struct clause *c, uint32_t verb)
{
    int32_t match = c->verb_at[verb];
    const struct entry *e =
        match == NOWHERE ? NULL : lexicon_entry(c->d->lexicon, c->d->matches.items[match].entry);
    return e && e->list == LIST_SPEECH && e->frames & FRAME_THAT && !(e->frames & FRAME_HEARER);
}

/* True when a phrase that is joined by "and" to the one at start ends at end: a name, or one that opens the clause. */
static bool coordinates(const struct clause *c, uint32_t floor, uint32_t end, uint32_t *start)
{
    int32_t m = clause_mention_ending(c, end);
    uint32_t at = core_start(c, floor, end);
    bool named = m != NOWHERE && mention_of(c, m)->type == MENTION_ACTOR && !clause_modifies(mention_of(c, m));
    uint8_t left = at > floor ? c->words[at - 1] : (uint8_t)WORD_BREAK;
    if (!named && (at == end || (left != WORD_BREAK && left != WORD_COMMA && left != WORD_SUBORDINATOR)))
        return false;
    if (at > floor && (c->words[at - 1] == WORD_PREPOSITION || (c->words[at - 1] == WORD_VERB && !says(c, at - 1))))
        return false; /* "met with Moon and Trump said"; but "said he and Kim met" */
    *start = at;
    return true;
}

/* A name and a comma stand before a name, and nothing before them but the beginning: one more of a series. */
static bool series_before(const struct clause *c, uint32_t floor, uint32_t start)
{
    if (start <= floor + 1 || c->words[start - 1] != WORD_COMMA)
        return false;
    int32_t m = clause_mention_ending(c, start - 1);
    if (m == NOWHERE || mention_of(c, m)->type != MENTION_ACTOR || clause_modifies(mention_of(c, m)))
        return false;
    uint32_t at = core_start(c, floor, start - 1);
    return at == floor || c->words[at - 1] == WORD_COMMA || c->words[at - 1] == WORD_THAT;
}

/* The comma in ", and" belongs to a series when a name stands before it and another comma before that. */
static uint32_t series_end(const struct clause *c, uint32_t floor, uint32_t at)
{
    if (at <= floor + 2 || c->words[at - 1] != WORD_COMMA)
        return at;
    int32_t m = clause_mention_ending(c, at - 1);
    bool name = m != NOWHERE && mention_of(c, m)->type == MENTION_ACTOR;
    return name && series_before(c, floor, core_start(c, floor, at - 1)) ? at - 1 : at;
}

/* The relative before the verb at a token, whose object the phrase behind it is: "officials [who] attended the
 * meeting"; at when there is none. */
static uint32_t relative_left(const struct clause *c, uint32_t floor, uint32_t at)
{
    for (uint32_t i = at; i > floor && at - i < 6; i--) {
        uint8_t w = c->words[i];
        if (i < at && (w == WORD_RELATIVE || (w == WORD_THAT && clause_nominal(c, i - 1))))
            return i;
        if (w != WORD_VERB && w != WORD_BE && w != WORD_HAVE && w != WORD_AUXILIARY && w != WORD_ADVERB &&
            (w != WORD_PLAIN || c->mention_at[i] != NOWHERE))
            break;
    }
    return at;
}

/* A participle right before a preposition, behind a noun: "officials [briefed] on the matter". */
static bool participle_before(const struct clause *c, uint32_t floor, uint32_t at)
{
    if (at < floor + 2 || c->words[at - 1] != WORD_VERB || !clause_nominal(c, at - 2))
        return false;
    int32_t match = c->verb_at[at - 1];
    uint32_t form = match == NOWHERE ? FORM_PAST : c->d->matches.items[match].form;
    return form == FORM_PAST || form == FORM_PARTICIPLE;
}

/* "[some] of the women", "[about 85%] of them": first token of the quantity before "of", left when there is none. */
static uint32_t quantity_start(const struct clause *c, uint32_t floor, uint32_t left, uint32_t of)
{
    uint32_t at = left;
    if (left != of || left <= floor || !clause_is(c, of, "of"))
        return left;
    if (c->words[at - 1] == WORD_MARK && at > floor + 1 && c->words[at - 2] == WORD_NUMBER)
        at -= 2;
    else if (c->words[at - 1] == WORD_DETERMINER)
        at--;
    if (at < left && at > floor && c->words[at - 1] == WORD_PREPOSITION &&
        (at - 1 == floor || c->words[at - 2] == WORD_COMMA))
        at--; /* "about" */
    return at;
}

/* "hours before [Pyongyang] made known", "so long as [they] feel": behind a word that can join clauses stands a subject
 * when it is a name or a pronoun with a verb. */
static bool opens_clause(const struct clause *c, struct span head)
{
    int32_t m = clause_mention_ending(c, head.end);
    return c->joins[head.start - 1] && m != NOWHERE && mention_of(c, m)->type == MENTION_ACTOR &&
           !clause_modifies(mention_of(c, m)) && clause_verb_after(c, head.end);
}

struct phrase clause_core_before(const struct clause *c, uint32_t floor, uint32_t end)
{
    struct phrase p = {.mention = NOWHERE};
    uint32_t start = core_start(c, floor, end);
    if (start < end)
        p.tokens = p.head = (struct span){start, end};
    clause_settle(c, &p);
    return p;
}

struct phrase clause_phrase_before(const struct clause *c, uint32_t floor, uint32_t end)
{
    struct phrase p = {.mention = NOWHERE};
    uint32_t whole = end, bracketless = skip_bracket(c, floor, end);
    end = skip_adjuncts(c, floor, end);
    uint32_t start = core_start(c, floor, end);
    if (start == end)
        return p;
    p.head = (struct span){start, end};
    p.tokens = (struct span){start, end == bracketless ? whole : end}; /* "Sen. Graham (R-S.C.)" */
    for (int links = 0; links < CHAIN_MAX && p.tokens.start > floor; links++) {
        uint32_t at = p.tokens.start - 1, left = at;
        uint8_t w = c->words[at];
        if ((left = relative_left(c, floor, at)) != at)
            left = left > floor && c->words[left - 1] == WORD_COMMA ? left - 1 : left;
        else if (w == WORD_CONJUNCTION && coordinates(c, floor, series_end(c, floor, at), &start)) {
            at = series_end(c, floor, at);
            clause_settle(c, &p);
            p.tokens.start = start;
            p.head = (struct span){start, at};
            while (series_before(c, floor, p.head.start)) { /* "China, North Korea, and the United States" */
                clause_settle(c, &p);
                at = p.head.start - 1;
                p.tokens.start = core_start(c, floor, at);
                p.head = (struct span){p.tokens.start, at};
            }
            continue;
        } else if ((w != WORD_PREPOSITION && w != WORD_TO) || opens_clause(c, p.head)) {
            break;
        }
        p.governed = w == WORD_PREPOSITION || w == WORD_TO;
        if (participle_before(c, floor, left))
            left--; /* "the plan [floated] by Moon" */
        uint32_t quantity = quantity_start(c, floor, left, at);
        if (quantity < left) {
            p.governed = false;
            p.tokens.start = quantity;
            continue;
        }
        if (left > floor && w == WORD_PREPOSITION && c->words[left - 1] == WORD_DETERMINER) { /* "[few] in Washington" */
            p.governed = false;
            p.tokens.start = left - 1;
            p.head = (struct span){left - 1, left};
            break;
        }
        if (left <= floor || !clause_nominal(c, left - 1))
            break;
        start = core_start(c, floor, left);
        if (start == left)
            break;
        p.governed = false;
        p.tokens.start = start;
        p.head = (struct span){start, left};
    }
    clause_settle(c, &p);
    return p;
}
