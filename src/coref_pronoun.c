/* Pronouns of the third person, for (7).
 *
 *     Kang met Pompeo on Friday. [She] said ...                 gender
 *     Moon told Trump that [he] would ...                       the subject before others: Moon
 *     The ministry said [it] was reviewing the request.         the ministry
 *     Seoul proposed the declaration, and Washington wants to study [it].    what can be studied: the declaration
 *     When [he] spoke to reporters, Moon said ...               named below: Moon
 *     [It] may be that ...; [it] is time to ...                 nobody
 *
 * Everybody kept from the sentence and those before who fits in gender and number gets points: for being near, a
 * subject, a speaker, in the same paragraph; fewer when only a modifier or behind a preposition. The best wins if it
 * leads by enough; two that are close are two equals, and the pronoun stays open. It and they are first tried as a
 * target, by what governs them.
 * Known to be wrong: "it" that stands for a whole sentence is open at best. */
#include "coref_internal.h"

enum { LEAD = 6, NEAR = 24 }; /* points by which the best has to lead; who is farther behind is no choice at all */

struct place { /* of a pronoun in its clause */
    bool subject, object, preposition, possessive;
    uint32_t verb;  /* its verb, or the one that governs it; 0 when it is unknown */
    bool passive, copula, reflexive;
    bool speaks;    /* it stands behind its own words: '"...," he said' */
};

static const struct mention *mention_of(const struct resolving *r, uint32_t m)
{
    return &r->d->mentions.items[m];
}

static struct place place_of(const struct resolving *r, const struct mention *m)
{
    const struct clause *c = &r->clause;
    struct span sentence = r->d->sentences.items[m->sentence].tokens;
    struct place p = {.possessive = m->possessive || c->words[m->tokens.start] == WORD_DETERMINER};
    uint32_t at = m->tokens.end;
    const char *key = r->d->tokens.items[m->tokens.end - 1].key;
    p.reflexive = strstr(key, "sel") != NULL; /* itself, themselves */
    uint8_t before = m->tokens.start > sentence.start ? c->words[m->tokens.start - 1] : (uint8_t)WORD_BREAK;
    if (p.possessive)
        return p;
    bool be = false;
    for (; at < sentence.end && at - m->tokens.end < 6; at++) {
        uint8_t w = c->words[at];
        be |= w == WORD_BE;
        if (w == WORD_BE || w == WORD_AUXILIARY || w == WORD_HAVE)
            p.subject = true;
        else if (w == WORD_VERB)
            p.verb = at;
        if (w != WORD_BE && w != WORD_AUXILIARY && w != WORD_HAVE && w != WORD_ADVERB)
            break;
    }
    p.subject |= p.verb != 0 && before != WORD_VERB && before != WORD_PREPOSITION;
    int32_t match = p.verb ? c->verb_at[p.verb] : NOWHERE;
    uint32_t form = match == NOWHERE ? FORM_NONE : r->d->matches.items[match].form;
    p.passive = be && p.verb != 0 && form != FORM_ING;
    p.copula = be && !p.verb;
    p.speaks = match != NOWHERE && (before == WORD_COMMA || before == WORD_QUOTE) &&
               lexicon_entry(r->d->lexicon, r->d->matches.items[match].entry)->list == LIST_SPEECH;
    if (!p.subject && before == WORD_VERB) {
        p.object = true;
        p.verb = m->tokens.start - 1;
    } else if (!p.subject && (before == WORD_PREPOSITION || before == WORD_TO)) {
        p.preposition = true;
        uint32_t verb = m->tokens.start - 2;
        int32_t governs = m->tokens.start > sentence.start + 1 ? c->verb_at[verb] : NOWHERE;
        if (governs != NOWHERE && r->d->matches.items[governs].tokens.end == m->tokens.start) { /* "bow to it" */
            p.preposition = false;
            p.object = true;
            p.verb = verb;
        }
    }
    return p;
}

static const struct entry *verb_entry(const struct resolving *r, uint32_t verb)
{
    int32_t match = verb ? r->clause.verb_at[verb] : NOWHERE;
    return match == NOWHERE ? NULL : lexicon_entry(r->d->lexicon, r->d->matches.items[match].entry);
}

/* A judgement on what follows: "premature to", "too early for". */
static bool judges_clause(const struct resolving *r, const struct match *match)
{
    const struct clause *c = &r->clause;
    const struct entry *e = lexicon_entry(r->d->lexicon, match->entry);
    uint32_t last = match->tokens.end - 1, end = r->d->sentences.items[match->sentence].tokens.end;
    bool judges = !strcmp(e->class, "withhold") || !strcmp(e->class, "value") || !strcmp(e->class, "harm");
    bool open = clause_is(c, last, "for") || c->words[last] == WORD_TO;
    return judges && (open || (last + 1 < end && (c->words[last + 1] == WORD_TO || clause_is(c, last + 1, "for"))));
}

/* "It may be that", "it is the first time that", "it is too early for": nothing is meant. */
static bool empty(const struct resolving *r, const struct mention *m, const struct place *p)
{
    const struct clause *c = &r->clause;
    uint32_t end = r->d->sentences.items[m->sentence].tokens.end, at = m->tokens.end;
    if (!p->subject || !p->copula || m->gender != 'n')
        return false;
    int32_t judged = NOWHERE;
    while (at < end && (c->words[at] == WORD_AUXILIARY || c->words[at] == WORD_HAVE || c->words[at] == WORD_BE ||
                        c->words[at] == WORD_ADVERB)) {
        judged = judged == NOWHERE ? c->attitude_at[at] : judged;
        at++;
    }
    if (at < end && c->words[at] == WORD_THAT)
        return true;
    judged = judged == NOWHERE && at < end ? c->attitude_at[at] : judged;
    if (judged != NOWHERE && judges_clause(r, &r->d->matches.items[judged]))
        return true;
    bool time =
        at + 2 < end && c->words[at] == WORD_ARTICLE && (clause_is(c, at + 2, "time") || clause_is(c, at + 1, "time"));
    return time || (at < end && clause_is(c, at, "time"));
}

/* Whether a pronoun stands for a target rather than for a holder, by what governs it: 1 likely, -1 not, 0 either. */
static int leans_to_target(const struct resolving *r, const struct mention *m, const struct place *p)
{
    const struct entry *verb = verb_entry(r, p->verb);
    if (p->possessive || m->gender == 'm' || m->gender == 'f')
        return -1;
    if (p->subject && verb && !p->passive)
        return verb->list == LIST_SPEECH || verb->list == LIST_ATTITUDE ? -1 : 0;
    if (p->subject && verb && p->passive)
        return verb->list == LIST_ACTION ? 1 : 0;
    if (p->object && verb)
        return verb->list == LIST_ACTION || (verb->list == LIST_ATTITUDE && !(verb->frames & FRAME_HEARER)) ? 1
               : verb->list == LIST_SPEECH && verb->frames & FRAME_HEARER                                 ? -1
                                                                                                          : 0;
    if (p->preposition) {
        const char *key = r->d->tokens.items[m->tokens.start - 1].key;
        if (m->number == 'p' && !strcmp(key, "of"))
            return -1; /* "the two of them" */
        return !strcmp(key, "of") || !strcmp(key, "for") || !strcmp(key, "about") || !strcmp(key, "on") ? 1 : -1;
    }
    return 0;
}

static bool fits(const struct resolving *r, const struct mention *m, const struct antecedent *a)
{
    char gender = a->gender ? a->gender : r->gender[a->root]; /* "she" may have told in the meantime */
    if (m->gender == 'm' || m->gender == 'f')
        return a->person && a->number != 'p' && (!gender || gender == m->gender);
    if (m->number == 'p')
        return a->number == 'p';
    return a->thing && a->number != 'p';
}

/* "Trump told [him]": the subject of the clause is not its object. */
static bool bound(const struct resolving *r, const struct mention *m, const struct place *p, const struct antecedent *a)
{
    if (p->subject || p->possessive || a->sentence != m->sentence || !a->subject)
        return false;
    for (uint32_t t = mention_of(r, a->mention)->tokens.end; t < m->tokens.start; t++) {
        uint8_t w = r->clause.words[t];
        if (w == WORD_COMMA || w == WORD_THAT || w == WORD_SUBORDINATOR || w == WORD_QUOTE || w == WORD_RELATIVE ||
            w == WORD_CONJUNCTION)
            return false;
    }
    return true;
}

static int points(const struct resolving *r, const struct mention *m, const struct place *p, const struct antecedent *a)
{
    int points = 60 - 20 * (int)(m->sentence - a->sentence);
    bool quoted = r->quotations.at[m->tokens.start] != NOWHERE;
    points += a->subject ? 16 : 0;
    points += a->speaker ? 8 : 0;
    points -= a->weak ? 14 : 0;
    points -= a->governed ? 8 : 0;
    points -= a->unsure && m->gender != 'n' ? 24 : 0;
    points -= a->open ? 10 : 0;
    points -= a->paragraph != r->d->sentences.items[m->sentence].paragraph ? 6 : 0;
    if (quoted && !a->quoted && a->speaker && a->sentence + 1 >= m->sentence)
        points -= 40; /* whoever speaks is "I", not "he" */
    points -= !quoted && a->quoted ? 12 : 0;
    if (p->speaks) /* '"...," he said': whoever spoke before, not who is spoken of */
        points += a->sentence == m->sentence ? -40 : a->outer ? 14 + 6 * a->outer : a->speaker ? 6 : 0;
    return points;
}

static bool same_holder(const struct antecedent *a, const struct antecedent *b)
{
    if (a->actors || b->actors)
        return a->actors == b->actors;
    return a->root == b->root;
}

struct choice {
    const struct antecedent *best; /* NULL: none fits */
    bool tie;                      /* another one is as good */
    actor_set maybe;               /* of all that are not much worse */
};

/* What an antecedent offers to a pronoun that stays open. */
static actor_set offers(const struct resolving *r, const struct antecedent *a)
{
    return a->open ? mention_maybe(r->d, a->mention) : a->actors;
}

/* The holders that fit, by points. */
static struct choice choose_holder(const struct resolving *r, const struct mention *m, const struct place *p)
{
    const struct antecedent *best = NULL, *a;
    int second = INT32_MIN, score = INT32_MIN, values[ANTECEDENTS_MAX];
    actor_set offered[ANTECEDENTS_MAX];
    bool local = false;
    uint32_t barred = UINT32_MAX;
    size_t count = 0;
    for (uint32_t back = 0; (a = coref_kept(r, back)) != NULL && m->sentence - a->sentence <= SENTENCES_BACK; back++) {
        barred = bound(r, m, p, a) ? a->root : barred; /* "The bank denied it": no mention of the bank */
        if (!fits(r, m, a) || a->root == barred || (p->reflexive && a->sentence != m->sentence))
            continue;
        int value = points(r, m, p, a) - (back < 4 ? (int)back : 4);
        if (a->joined)
            value += back < 4 ? (int)back : 4;
        if (a->subject && a->sentence == m->sentence && !local) {
            local = true; /* of the nearest clause: "what the U.S. demanded after Pyongyang set off [its] device" */
            value += a->joined ? 0 : p->possessive ? 16 : 8;
        }
        values[count] = value;
        offered[count++] = offers(r, a);
        if (!best || value > score) {
            if (best && !same_holder(best, a) && score > second)
                second = score;
            best = a;
            score = value;
        } else if (!same_holder(best, a) && value > second) {
            second = value;
        }
    }
    struct choice choice = {.best = best, .tie = best && second > INT32_MIN && score - second < LEAD};
    for (size_t i = 0; i < count; i++)
        choice.maybe |= values[i] >= score - NEAR ? offered[i] : 0;
    return choice;
}

static bool try_target(struct resolving *r, uint32_t index, const struct place *p, const struct choice *choice)
{
    const struct antecedent *holder = choice->best;
    const struct mention *m = mention_of(r, index);
    int lean = leans_to_target(r, m, p);
    if (lean < 0)
        return false;
    int32_t target = coref_last_target(r, index, lean > 0 ? 2 : 1, m->number);
    if (target == NOWHERE)
        return false;
    const struct mention *t = mention_of(r, (uint32_t)target);
    uint32_t next = t->tokens.end;
    uint8_t word = next < r->d->tokens.count ? r->clause.words[next] : (uint8_t)WORD_BREAK;
    bool subject = word == WORD_BE || word == WORD_AUXILIARY || word == WORD_HAVE || word == WORD_VERB;
    bool nearer = !holder || t->tokens.start > mention_of(r, holder->mention)->tokens.start;
    if (lean > 0 && holder && !nearer && holder->sentence > t->sentence && holder->sentence < m->sentence)
        lean = 0; /* "There is the U.N. Command. The North has wanted it dissolved" */
    if (lean == 0 && !(p->subject && subject && nearer)) {
        if (!p->subject || !nearer || t->sentence != m->sentence)
            return false;
        /* "stood on the declaration and whether it might" */
        coref_leave_open(r->d, index, NOWHERE, choice->maybe, "either");
        return true;
    }
    coref_add_target(r->d, index, target, mention_target(r->d, (uint32_t)target), "target pronoun");
    return true;
}

/* The subject behind a subordinate clause that the sentence begins with: "When he spoke with Fox News, [Moon] said". */
static int32_t named_below(const struct resolving *r, uint32_t index)
{
    const struct mention *m = mention_of(r, index);
    const struct clause *c = &r->clause;
    struct span sentence = r->d->sentences.items[m->sentence].tokens;
    uint8_t first = c->words[sentence.start];
    if ((first != WORD_SUBORDINATOR && first != WORD_PREPOSITION) || m->tokens.start - sentence.start > 6 ||
        m->number == 'p')
        return NOWHERE;
    for (uint32_t i = index + 1; i < r->d->mentions.count && i - index < 12; i++) {
        const struct mention *x = mention_of(r, i);
        if (x->sentence != m->sentence)
            return NOWHERE;
        if (x->type != MENTION_ACTOR || x->number == 'p' || c->words[x->tokens.start - 1] != WORD_COMMA ||
            x->tokens.end >= sentence.end)
            continue;
        uint8_t next = c->words[x->tokens.end];
        bool subject =
            next == WORD_VERB || next == WORD_BE || next == WORD_HAVE || next == WORD_AUXILIARY || next == WORD_ADVERB;
        bool person = x->kind == MENTION_PERSON || x->kind == MENTION_OFFICE;
        bool thing = x->kind == MENTION_NAME || x->kind == MENTION_ORG;
        bool fits = m->gender == 'n' ? thing : person && (!x->gender || x->gender == m->gender);
        return subject && fits && !x->open && !x->possessive && !x->modifies ? (int32_t)i : NOWHERE;
    }
    return NOWHERE;
}

static void add_same(struct resolving *r, uint32_t index, uint32_t antecedent, actor_set actors, const char *rule)
{
    coref_add(r->d, (struct reference){.mention = index, .antecedent = (int32_t)antecedent, .actors = actors,
                                       .target = NOWHERE, .resolved = true, .same = true, .rule = rule});
}

void coref_pronoun(struct resolving *r, uint32_t index)
{
    const struct mention *m = mention_of(r, index);
    struct place p = place_of(r, m);
    if (empty(r, m, &p)) {
        coref_leave_open(r->d, index, NOWHERE, 0, "empty it");
        return;
    }
    int32_t around = r->clause.mention_at[m->tokens.start]; /* "lift them" as one word for the target */
    if (around != NOWHERE && around != (int32_t)index && mention_of(r, (uint32_t)around)->type == MENTION_TARGET &&
        mention_target(r->d, (uint32_t)around) != NOWHERE) {
        coref_add_target(r->d, index, around, mention_target(r->d, (uint32_t)around), "target pronoun");
        return;
    }
    int32_t below = named_below(r, index);
    if (below != NOWHERE) {
        add_same(r, index, (uint32_t)below, mention_actors(r->d, (uint32_t)below), "named below");
        return;
    }
    struct choice choice = choose_holder(r, m, &p);
    if (try_target(r, index, &p, &choice))
        return;
    if (!choice.best || choice.tie)
        coref_leave_open(r->d, index, NOWHERE, choice.maybe, "pronoun");
    else if (choice.best->open) /* somebody known, though not whose */
        coref_leave_open(r->d, index, (int32_t)choice.best->mention, choice.maybe, "pronoun");
    else
        add_same(r, index, choice.best->mention, choice.best->actors, "pronoun");
}
