/* Nouns that stand for a holder by the article, for (7).
 *
 *     officials [at the State Department]                complement
 *     [Seoul]'s top nuclear envoy                        owner
 *     the two Koreas; the allies                         all
 *     Moon and Trump spoke. [The two leaders] ...        pair: the last two talked about together
 *     President Moon ... [The president]                 repeated: a word of an earlier mention
 *     [The regime]                                       only: the list allows one actor
 *     [a ministry spokesman] where only the North is named   alone: of those allowed the text has named one
 *     Seoul welcomed it. [The government] said ...       metonym: the latest that fits
 *     the Unification Ministry ... [a ministry official] organ: the official is new, the organ is not
 *     Moon wants it. [An official] said ...               government: of the people its paragraph names
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

/* The antecedent tells whose the noun is. */
static void add(struct resolving *r, uint32_t index, int32_t antecedent, actor_set actors, const char *rule)
{
    coref_add(r->d, (struct reference){.mention = index, .antecedent = antecedent, .actors = actors, .target = NOWHERE,
                                       .resolved = true, .rule = rule});
}

/* The antecedent is meant, if it is a person where the noun is one: "the ministry" is not "the ministry's spokesman".
 * A metonym means no more than the actor where it is a body: "the ministry" of "Seoul". */
static void add_same(struct resolving *r, uint32_t index, const struct antecedent *a, const char *rule)
{
    bool person = coref_is_person(r, mention_of(r, index)), metonym = !strcmp(rule, "metonym");
    bool same = person ? a->person : !a->person && !metonym;
    coref_add(r->d, (struct reference){.mention = index, .antecedent = (int32_t)a->mention, .actors = a->actors,
                                       .maybe = a->open ? mention_maybe(r->d, a->mention) : 0, .target = NOWHERE,
                                       .resolved = !a->open, .same = same, .rule = rule});
}

/* Nobody is found: of those that the noun can stand for whoever is spoken of, else all of them. */
static void leave_open(struct resolving *r, uint32_t index, const char *rule)
{
    const struct mention *m = mention_of(r, index);
    const struct antecedent *a;
    actor_set maybe = 0;
    for (uint32_t back = 0; (a = coref_kept(r, back)) != NULL && m->sentence - a->sentence <= SENTENCES_BACK; back++)
        maybe |= m->actors ? a->actors & m->actors : a->actors;
    if (lexicon_actor_count(r->d->lexicon) == 0) /* without a domain it is just somebody new */
        add(r, index, NOWHERE, 0, "new");
    else
        coref_leave_open(r->d, index, NOWHERE, maybe ? maybe : m->actors, rule);
}

/* A pronoun of the third person that the noun needs is resolved before its turn. */
static int32_t resolved_now(struct resolving *r, uint32_t index)
{
    const struct mention *m = mention_of(r, index);
    if (m->kind == MENTION_PRONOUN && m->person == 3 && r->d->reference_of[index] == NOWHERE)
        coref_pronoun(r, index);
    return (int32_t)index;
}

/* The holder that a preposition hangs on the noun: "the spokesman [for] the ministry". */
static int32_t complement_of(struct resolving *r, const struct mention *m)
{
    const struct clause *c = &r->clause;
    uint32_t at = m->tokens.end;
    if (at >= r->d->sentences.items[m->sentence].tokens.end || c->words[at] != WORD_PREPOSITION)
        return NOWHERE;
    if (!clause_is(c, at, "of") && !clause_is(c, at, "for") && !clause_is(c, at, "at") && !clause_is(c, at, "from") &&
        !clause_is(c, at, "in"))
        return NOWHERE;
    struct phrase p = clause_phrase_after(c, at + 1, r->d->sentences.items[m->sentence].tokens.end);
    return p.mention == NOWHERE ? NOWHERE : resolved_now(r, (uint32_t)p.mention);
}

/* The pronoun that the noun begins with: "[its] army". */
static int32_t possessor_of(struct resolving *r, uint32_t index)
{
    const struct mention *m = mention_of(r, index), *next = m + 1;
    if (index + 1 >= r->d->mentions.count || next->tokens.start != m->tokens.start || next->kind != MENTION_PRONOUN ||
        next->person != 3)
        return NOWHERE;
    return resolved_now(r, index + 1);
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
            return x->type == MENTION_ACTOR && (x->possessive || x->modifies || x->kind == MENTION_ADJECTIVE) ? before
                                                                                                              : NOWHERE;
        }
        if (c->words[at - 1] != WORD_PLAIN && c->words[at - 1] != WORD_POSSESSIVE)
            return NOWHERE;
    }
    return NOWHERE;
}

/* How much a mention makes its sentence one about its actor. */
static int weight(const struct antecedent *a)
{
    return 1 + (a->subject ? 4 : 0) + (a->person ? 2 : 0) + (a->governed || a->weak ? 0 : 2);
}

/* "The two sides": the two actors, of those allowed, that the nearest sentence with two or more is most about. */
static void resolve_pair(struct resolving *r, uint32_t index)
{
    const struct mention *m = mention_of(r, index);
    const struct antecedent *a;
    int weights[ACTORS_MAX] = {0};
    int32_t last = NOWHERE;
    uint32_t sentence = m->sentence;
    actor_set found = 0;
    for (uint32_t back = 0; (a = coref_kept(r, back)) != NULL && m->sentence - a->sentence <= SENTENCES_BACK; back++) {
        if (a->sentence != sentence && size_of(found) >= 2)
            break;
        if (a->sentence != sentence) {
            memset(weights, 0, sizeof weights);
            sentence = a->sentence;
            found = 0;
            last = NOWHERE;
        }
        for (int i = 0; i < ACTORS_MAX; i++)
            if ((a->actors & m->actors) >> i & 1 && weights[i] < weight(a))
                weights[i] = weight(a);
        found |= a->actors & m->actors;
        last = last == NOWHERE && a->actors & m->actors ? (int32_t)a->mention : last;
    }
    while (size_of(found) > 2) { /* the one it is least about goes, unless two are equally little */
        int least = 0, equals = 0;
        for (int i = 0; i < ACTORS_MAX; i++)
            if (found >> i & 1 && (!(found >> least & 1) || weights[i] < weights[least]))
                least = i;
        for (int i = 0; i < ACTORS_MAX; i++)
            equals += (found >> i & 1) && weights[i] == weights[least];
        found = equals > 1 ? 0 : found & ~(1u << least);
    }
    bool pair = size_of(found) == 2;
    if (pair)
        add(r, index, last, found, "pair");
    else
        leave_open(r, index, "pair");
}

/* An earlier mention that has the noun's head among its words, the latest in reach: "[President] Moon ... the
 * president". */
static const struct antecedent *repeated(const struct resolving *r, const struct mention *m)
{
    const char *head = r->d->tokens.items[m->tokens.end - 1].key;
    const struct antecedent *a;
    for (uint32_t back = 0; (a = coref_kept(r, back)) != NULL && m->sentence - a->sentence <= SENTENCES_REPEATED;
         back++) {
        const struct mention *x = mention_of(r, a->mention);
        if (x->kind == MENTION_PRONOUN || (a->pair && m->number != 'p') ||
            (!a->open && m->actors && !(a->actors & m->actors)))
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
        const struct mention *x = mention_of(r, a->mention);
        bool organ = x->kind == MENTION_ORG || (x->kind == MENTION_CONTEXT && x->gender == 'n'); /* has spokesmen */
        if (!a->actors || size_of(a->actors) != 1 || (m->actors && !(a->actors & m->actors)) ||
            (person && !a->person && !organ))
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

/* "A [ministry] official": new in the text, but of an organ that is not, "the Unification [Ministry]". */
static const struct antecedent *organ_of(const struct resolving *r, const struct mention *m)
{
    const struct antecedent *a;
    for (uint32_t back = 0; (a = coref_kept(r, back)) != NULL && m->sentence - a->sentence <= SENTENCES_REPEATED;
         back++) {
        const char *head = r->d->tokens.items[mention_of(r, a->mention)->tokens.end - 1].key;
        for (uint32_t t = m->tokens.start; t + 1 < m->tokens.end && a->actors && !a->pair; t++)
            if (r->d->tokens.items[t].key == head && r->clause.words[t] == WORD_PLAIN)
                return a;
    }
    return NULL;
}

/* "In line with what President Yoon wants, [a senior official] said": of the governments allowed the one whose people
 * or organs the paragraph up to there names, when it names nobody else's. */
static const struct antecedent *governing(const struct resolving *r, const struct mention *m)
{
    const struct antecedent *a, *best = NULL;
    uint32_t paragraph = r->d->sentences.items[m->sentence].paragraph;
    for (uint32_t back = 0; (a = coref_kept(r, back)) != NULL && a->paragraph == paragraph; back++) {
        enum mention_kind kind = mention_of(r, a->mention)->kind;
        bool office = kind == MENTION_PERSON || kind == MENTION_OFFICE || kind == MENTION_ORG;
        if (!office || a->open)
            continue;
        if (!a->actors || (best && best->actors != a->actors))
            return NULL;
        if (m->actors && a->actors & ~m->actors)
            continue;
        best = a;
    }
    return best && size_of(best->actors) == 1 ? best : NULL;
}

/* The latest subject is somebody else: "China hopes for talks, [a Foreign Ministry spokesperson] said". */
static bool outsider_acts(const struct resolving *r, const struct mention *m)
{
    const struct antecedent *a;
    for (uint32_t back = 0; (a = coref_kept(r, back)) != NULL && m->sentence - a->sentence <= 1; back++)
        if (a->subject)
            return !a->actors && !a->open && a->thing;
    return false;
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
    if (known)
        add(r, index, mention, actors, rule);
    else
        coref_add(r->d, (struct reference){.mention = index, .antecedent = mention, .target = NOWHERE, .rule = rule,
                                           .maybe = mention_maybe(r->d, (uint32_t)mention)});
}

/* A name of whom nothing was said: the same person's earlier mention, else nobody known. */
static void resolve_name(struct resolving *r, uint32_t index)
{
    const struct mention *m = mention_of(r, index);
    const struct antecedent *a;
    for (uint32_t back = 0; m->entity != NOWHERE && (a = coref_kept(r, back)) != NULL; back++)
        if (a->entity == m->entity && !a->open) {
            add_same(r, index, a, "name");
            return;
        }
    leave_open(r, index, "name");
}

void coref_outsider(struct resolving *r, uint32_t index)
{
    const struct mention *m = mention_of(r, index);
    const struct antecedent *a;
    bool the = r->clause.words[m->tokens.start] == WORD_ARTICLE && *r->d->tokens.items[m->tokens.start].key == 't';
    bool role = *clause_role(&r->clause, m->tokens.end - 1) != 0;
    if (the && role && (a = repeated(r, m)) != NULL && !a->actors && !a->open)
        add_same(r, index, a, "repeated");
}

void coref_noun(struct resolving *r, uint32_t index)
{
    const struct mention *m = mention_of(r, index);
    int32_t owner = possessor_of(r, index), complement = complement_of(r, m);
    if (owner == NOWHERE)
        owner = owner_of(r, m);
    if (m->all) {
        if (size_of(m->actors) == 2)
            add(r, index, NOWHERE, m->actors, "all");
        else
            resolve_pair(r, index);
        return;
    }
    if (owner != NOWHERE || complement != NOWHERE) {
        add_holder(r, index, owner != NOWHERE ? owner : complement, owner != NOWHERE ? "owner" : "complement");
        return;
    }
    if (m->kind == MENTION_PERSON || m->kind == MENTION_OTHER) {
        resolve_name(r, index);
        return;
    }
    const char *role = clause_role(&r->clause, m->tokens.end - 1);
    if (!m->actors && !*role && m->gender != 'n') { /* "the enemy": whose depends on who speaks */
        leave_open(r, index, "metonym");
        return;
    }
    bool person = m->gender != 'n' && (!strcmp(role, "official") || !strcmp(role, "leader"));
    const struct antecedent *a = indefinite(r, m) ? NULL : repeated(r, m);
    if (a)
        add_same(r, index, a, "repeated");
    else if (size_of(m->actors) == 1)
        add(r, index, latest_of(r, m->actors), m->actors, "only");
    else if (m->number != 'p' && !m->modifies && !indefinite(r, m) && (a = metonym(r, m, person)) != NULL)
        add_same(r, index, a, "metonym");
    else if (m->number != 'p' && person && (a = organ_of(r, m)) != NULL)
        add(r, index, (int32_t)a->mention, a->actors, "organ");
    else if (person && size_of(m->actors) != 1 && (a = governing(r, m)) != NULL)
        add(r, index, (int32_t)a->mention, a->actors, "government");
    else if (m->actors && size_of(m->actors & r->seen) == 1 && !(indefinite(r, m) && outsider_acts(r, m)))
        add(r, index, latest_of(r, m->actors & r->seen), m->actors & r->seen, "alone");
    else
        leave_open(r, index, "metonym");
}
