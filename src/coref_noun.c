/* Nouns that stand for a holder by the article, for (7).
 *
 *     officials [at the State Department]                complement
 *     [Seoul]'s top nuclear envoy                        owner
 *     the two Koreas; the allies                         all
 *     Moon and Trump spoke. [The two leaders] ...        pair: the last two talked about together
 *     President Moon ... [The president]                 repeated: a word of an earlier mention
 *     [The regime]                                       only: the list allows one actor
 *     Seoul welcomed it. [The government] said ...       metonym: the latest that fits
 *
 * An indefinite one ("a senior official", "officials") is somebody new: without complement or owner it stays open.
 * Known to be wrong: "the president" of a third country that the sentence before has named by its adjective alone. */
#include "coref_internal.h"

enum { LEAD = 6, SENTENCES_REPEATED = 12 };

static const struct mention *mention_of(const struct resolving *r, uint32_t m)
{
    return &r->d->mentions.items[m];
}

static int size_of(actor_set set)
{
    int size = 0;
    for (; set; set &= set - 1)
        size++;
    return size;
}

/* The holder that a preposition hangs on the noun: "the spokesman [for] the ministry". */
static int32_t complement_of(const struct resolving *r, const struct mention *m)
{
    const struct clause *c = &r->clause;
    uint32_t at = m->tokens.end;
    if (at >= r->d->sentences.items[m->sentence].tokens.end || c->words[at] != WORD_PREPOSITION)
        return NOWHERE;
    if (!clause_is(c, at, "of") && !clause_is(c, at, "for") && !clause_is(c, at, "at") && !clause_is(c, at, "from") &&
        !clause_is(c, at, "in"))
        return NOWHERE;
    struct phrase p = clause_phrase_after(c, at + 1, r->d->sentences.items[m->sentence].tokens.end);
    return p.mention;
}

/* The holder right before the noun that owns it: "[Seoul]'s top envoy", "[South Korean] officials". */
static int32_t owner_of(const struct resolving *r, const struct mention *m)
{
    const struct clause *c = &r->clause;
    uint32_t floor = r->d->sentences.items[m->sentence].tokens.start;
    for (uint32_t at = m->tokens.start; at > floor && m->tokens.start - at < 5; at--) {
        int32_t before = clause_mention_ending(c, at);
        if (before != NOWHERE) {
            const struct mention *x = mention_of(r, (uint32_t)before);
            return x->type == MENTION_ACTOR && (x->possessive || x->modifies || x->kind == MENTION_ADJECTIVE) ? before : NOWHERE;
        }
        if (c->words[at - 1] != WORD_PLAIN && c->words[at - 1] != WORD_POSSESSIVE)
            return NOWHERE;
    }
    return NOWHERE;
}

/* "The two sides": the latest two actors that one sentence speaks of, of those allowed. */
static void resolve_pair(struct resolving *r, uint32_t index)
{
    const struct mention *m = mention_of(r, index);
    const struct antecedent *a;
    actor_set found = 0;
    int32_t last = NOWHERE;
    uint32_t sentence = m->sentence;
    for (uint32_t back = 0; (a = coref_kept(r, back)) != NULL && m->sentence - a->sentence <= SENTENCES_BACK; back++) {
        if (a->sentence != sentence) {
            if (size_of(found) >= 2)
                break;
            found = 0;
            sentence = a->sentence;
            last = NOWHERE;
        }
        if (!(a->actors & m->actors) || size_of(found | a->actors) > 2)
            continue;
        found |= a->actors;
        last = last == NOWHERE ? (int32_t)a->mention : last;
    }
    bool pair = size_of(found) == 2;
    coref_add(r->d, index, pair ? last : NOWHERE, pair ? found : 0, NOWHERE, pair, "pair");
}

/* An earlier mention that has the noun's head among its words, the latest in reach: "[President] Moon ... the president". */
static const struct antecedent *repeated(const struct resolving *r, const struct mention *m)
{
    const char *head = r->d->tokens.items[m->tokens.end - 1].key;
    const struct antecedent *a;
    for (uint32_t back = 0; (a = coref_kept(r, back)) != NULL && m->sentence - a->sentence <= SENTENCES_REPEATED; back++) {
        const struct mention *x = mention_of(r, a->mention);
        if (x->kind == MENTION_PRONOUN || (a->actors && m->actors && !(a->actors & m->actors)))
            continue;
        for (uint32_t t = x->tokens.start; t < x->tokens.end; t++)
            if (r->d->tokens.items[t].key == head)
                return a;
    }
    return NULL;
}

static bool indefinite(const struct resolving *r, const struct mention *m)
{
    const struct token *first = &r->d->tokens.items[m->tokens.start];
    bool article = r->clause.words[m->tokens.start] == WORD_ARTICLE;
    if (article)
        return *first->key == 'a'; /* a, an */
    bool the = m->tokens.start > 0 && r->clause.words[m->tokens.start - 1] == WORD_ARTICLE &&
               *r->d->tokens.items[m->tokens.start - 1].key == 't';
    return m->number == 'p' && !the;
}

/* The latest holder of an allowed actor that the noun can stand for, by points; NULL when two are equal. */
static const struct antecedent *metonym(const struct resolving *r, const struct mention *m, bool person)
{
    const struct antecedent *best = NULL, *a;
    int best_points = 0, second = -1;
    for (uint32_t back = 0; (a = coref_kept(r, back)) != NULL && m->sentence - a->sentence <= SENTENCES_BACK; back++) {
        if (!a->actors || size_of(a->actors) != 1 || (m->actors && !(a->actors & m->actors)) || (person && !a->person))
            continue;
        int value = 60 - 20 * (int)(m->sentence - a->sentence) + (a->subject ? 12 : 0) + (a->speaker ? 8 : 0) -
                    (a->weak ? 8 : 0) - (a->governed ? 8 : 0) - (back < 4 ? (int)back : 4);
        if (!best || value > best_points) {
            second = best && best->actors != a->actors ? best_points : second;
            best = a;
            best_points = value;
        } else if (a->actors != best->actors && value > second) {
            second = value;
        }
    }
    return best && best_points - second >= LEAD ? best : NULL;
}

static int32_t latest_of(const struct resolving *r, actor_set actors)
{
    const struct antecedent *a;
    for (uint32_t back = 0; (a = coref_kept(r, back)) != NULL; back++)
        if (a->actors == actors)
            return (int32_t)a->mention;
    return NOWHERE;
}

static void add_holder(struct resolving *r, uint32_t index, int32_t mention, const char *rule)
{
    const struct mention *x = mention_of(r, (uint32_t)mention);
    int32_t ref = r->d->reference_of[mention];
    bool known = !x->open || (ref != NOWHERE && r->d->references.items[ref].resolved);
    actor_set actors = mention_actors(r->d, (uint32_t)mention);
    actor_set allowed = mention_of(r, index)->actors;
    if (actors && allowed && !(actors & allowed))
        known = false; /* "the department" of Seoul: the list knows better */
    coref_add(r->d, index, mention, known ? actors : 0, NOWHERE, known, rule);
}

void coref_noun(struct resolving *r, uint32_t index)
{
    const struct mention *m = mention_of(r, index);
    int32_t owner = owner_of(r, m), complement = complement_of(r, m);
    if (m->all) {
        if (size_of(m->actors) == 2)
            coref_add(r->d, index, NOWHERE, m->actors, NOWHERE, true, "all");
        else
            resolve_pair(r, index);
        return;
    }
    if (owner != NOWHERE || complement != NOWHERE) {
        add_holder(r, index, owner != NOWHERE ? owner : complement, owner != NOWHERE ? "owner" : "complement");
        return;
    }
    const char *role = clause_role(&r->clause, m->tokens.end - 1);
    bool person = m->gender != 'n' && (!strcmp(role, "official") || !strcmp(role, "leader"));
    const struct antecedent *a = indefinite(r, m) ? NULL : repeated(r, m);
    if (a)
        coref_add(r->d, index, (int32_t)a->mention, a->actors, NOWHERE, !a->open, "repeated");
    else if (size_of(m->actors) == 1)
        coref_add(r->d, index, latest_of(r, m->actors), m->actors, NOWHERE, true, "only");
    else if (!indefinite(r, m) && (a = metonym(r, m, person)) != NULL)
        coref_add(r->d, index, (int32_t)a->mention, a->actors, NOWHERE, true, "metonym");
    else if (m->actors && size_of(m->actors & r->seen) == 1)
        coref_add(r->d, index, latest_of(r, m->actors & r->seen), m->actors & r->seen, NOWHERE, true, "alone");
    else
        coref_add(r->d, index, NOWHERE, 0, NOWHERE, false, "metonym");
}
