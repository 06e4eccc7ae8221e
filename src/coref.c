/* (7) References: what pronouns, metonyms and context words stand for.
 *
 *     Seoul's foreign ministry welcomed the idea. The ministry said it would consult Washington.
 *     the ministry -> Seoul's foreign ministry -> seoul     it -> the ministry -> ... -> seoul
 *
 * The text is read once. Whoever is named is remembered for some sentences; an open mention is resolved by what it is:
 * pronouns in coref_pronoun.c, nouns in coref_noun.c, words for targets in coref_target.c. Its reference points to the
 * mention that it was resolved to, which can be a reference itself: so chains come about. When nothing fits or two fit
 * equally well, the reference stays open (resolved is false). Who is no actor is resolved with no actors: "he" after
 * "a lawmaker". The first person waits for the attributions: it is the speaker (coref_speakers).
 * Known to be wrong: "it" in front of what it stands for ("before it lifts sanctions, Washington ..."). */
#include "coref_internal.h"

#include "attribution_internal.h"
#include "stages.h"

enum { CHAIN_MAX = 8 };

void coref_add(struct document *d, struct reference reference)
{
    d->reference_of[reference.mention] = (int32_t)d->references.count;
    vec_push(d->arena, &d->references, reference);
}

void coref_leave_open(struct document *d, uint32_t mention, int32_t antecedent, actor_set maybe, const char *rule)
{
    coref_add(d, (struct reference){.mention = mention, .antecedent = antecedent, .maybe = maybe, .target = NOWHERE,
                                    .same = antecedent != NOWHERE, .rule = rule});
}

void coref_add_target(struct document *d, uint32_t mention, int32_t antecedent, int target, const char *rule)
{
    coref_add(d, (struct reference){.mention = mention, .antecedent = antecedent, .target = (int8_t)target,
                                    .resolved = true, .same = true, .rule = rule});
}

const struct antecedent *coref_kept(const struct resolving *r, uint32_t back)
{
    uint32_t available = r->count < ANTECEDENTS_MAX ? r->count : ANTECEDENTS_MAX;
    return back < available ? &r->kept[(r->count - 1 - back) % ANTECEDENTS_MAX] : NULL;
}

/* True when a mention is the subject of its clause: a verb follows, over commas, adverbs and a relative. */
static bool is_subject(const struct resolving *r, const struct mention *m)
{
    const struct clause *c = &r->clause;
    uint32_t end = r->d->sentences.items[m->sentence].tokens.end;
    uint8_t before = m->tokens.start > 0 ? c->words[m->tokens.start - 1] : (uint8_t)WORD_BREAK;
    if (clause_modifies(m) || before == WORD_PREPOSITION || before == WORD_TO)
        return false;
    for (uint32_t t = m->tokens.end; t < end && t - m->tokens.end < 4; t++) {
        uint8_t w = c->words[t];
        if (w == WORD_VERB || w == WORD_BE || w == WORD_HAVE || w == WORD_AUXILIARY || w == WORD_RELATIVE)
            return true;
        if (w != WORD_COMMA && w != WORD_ADVERB && w != WORD_DAY && w != WORD_NUMBER)
            return false;
    }
    return false;
}

/* The verb of saying right behind a mention, or right before it; UINT32_MAX when there is none. */
static uint32_t speaking_verb(const struct resolving *r, const struct mention *m)
{
    const struct clause *c = &r->clause;
    struct span sentence = r->d->sentences.items[m->sentence].tokens;
    uint32_t at = m->tokens.end;
    while (at < sentence.end && (c->words[at] == WORD_ADVERB || c->words[at] == WORD_HAVE) && at - m->tokens.end < 3)
        at++;
    uint32_t places[] = {at, m->tokens.start - 1};
    for (size_t i = 0; i < 2; i++) {
        if (places[i] < sentence.start || places[i] >= sentence.end || c->verb_at[places[i]] == NOWHERE)
            continue;
        const struct match *match = &r->d->matches.items[c->verb_at[places[i]]];
        const struct entry *e = lexicon_entry(r->d->lexicon, match->entry);
        if (e->list == LIST_SPEECH && (i == 0 || e->frames & FRAME_INV))
            return places[i];
    }
    return UINT32_MAX;
}

/* Whether the verb of saying governs its sentence: 2 when it stands between commas or at the end, 1 when its subject
 * comes first, else 0. */
static uint8_t governs(const struct resolving *r, const struct mention *m, uint32_t verb)
{
    const struct clause *c = &r->clause;
    struct span sentence = r->d->sentences.items[m->sentence].tokens;
    uint8_t next = verb + 1 < sentence.end ? c->words[verb + 1] : (uint8_t)WORD_BREAK;
    bool aside = verb < m->tokens.start || next == WORD_COMMA || next == WORD_BREAK || next == WORD_DAY;
    return aside ? 2 : m->tokens.start == sentence.start;
}

bool coref_is_person(const struct resolving *r, const struct mention *m)
{
    if (m->kind == MENTION_PERSON || m->kind == MENTION_OFFICE)
        return true;
    const char *role = clause_role(&r->clause, m->tokens.end - 1);
    bool title =
        !strcmp(role, "official") || !strcmp(role, "leader") || !strcmp(role, "outsider") || !strcmp(role, "former");
    if (m->kind == MENTION_CONTEXT)
        return m->gender != 'n' && title;
    return m->kind == MENTION_OTHER && m->gender != 'n' && (m->entity != NOWHERE || title);
}

/* A listed outsider can be a person or a state, "Putin" or "Russia": the list does not tell. */
static bool is_unsure(const struct resolving *r, const struct mention *m)
{
    return m->kind == MENTION_OTHER && m->entry != NOWHERE && !m->gender &&
           !*clause_role(&r->clause, m->tokens.end - 1);
}

/* Remembers a mention, once it is resolved, for those to come. */
static void keep(struct resolving *r, uint32_t index)
{
    const struct mention *m = &r->d->mentions.items[index];
    int32_t ref = r->d->reference_of[index];
    const struct reference *reference = ref == NOWHERE ? NULL : &r->d->references.items[ref];
    bool open = m->open && (!reference || !reference->resolved);
    if (reference && reference->same && reference->antecedent != NOWHERE && (uint32_t)reference->antecedent < index)
        r->root[index] = r->root[reference->antecedent];
    else if (m->entity != NOWHERE && r->first[m->entity] != NOWHERE)
        r->root[index] = (uint32_t)r->first[m->entity];
    else if (m->entity != NOWHERE)
        r->first[m->entity] = (int32_t)index;
    char *learned = &r->gender[r->root[index]];
    if (m->gender == 'm' || m->gender == 'f')
        *learned = m->gender;
    if (m->person == 1 || m->person == 2)
        return;
    uint8_t before = m->tokens.start > 0 ? r->clause.words[m->tokens.start - 1] : (uint8_t)WORD_BREAK;
    struct antecedent a = {.mention = index, .sentence = m->sentence,
                           .paragraph = r->d->sentences.items[m->sentence].paragraph,
                           .actors = open ? 0 : mention_actors(r->d, index), .gender = m->gender ? m->gender : *learned,
                           .entity = r->d->mentions.items[r->root[index]].entity, .root = r->root[index],
                           .number = m->number ? m->number : m->all ? 'p' : 's',
                           .weak = m->possessive || m->modifies || m->kind == MENTION_ADJECTIVE,
                           .governed = before == WORD_PREPOSITION || before == WORD_TO};
    if (m->kind == MENTION_PRONOUN) { /* "he" stays a person, "it" a thing, with what is known of them */
        a.person = m->gender == 'm' || m->gender == 'f';
        a.thing = m->gender == 'n';
    } else {
        a.person = coref_is_person(r, m);
        a.unsure = a.person && is_unsure(r, m);
        a.thing = (!a.person || a.unsure) && m->gender != 'm' && m->gender != 'f';
    }
    a.subject = is_subject(r, m);
    uint32_t verb = speaking_verb(r, m);
    a.speaker = verb != UINT32_MAX;
    a.outer = a.speaker ? governs(r, m, verb) : 0;
    a.quoted = r->quotations.at[m->tokens.start] != NOWHERE;
    a.open = open; /* who it is may be unknown, yet others are kept from being "he" */
    r->kept[r->count++ % ANTECEDENTS_MAX] = a;
    r->seen |= a.actors;
}

/* Two holders joined by "and" can be "they" together: the second stands for both, with the actors of both. */
static void keep_pair(struct resolving *r)
{
    const struct antecedent *second = coref_kept(r, 0), *first = coref_kept(r, 1);
    if (!first || first->open || second->open || first->sentence != second->sentence ||
        (first->actors == second->actors && first->actors))
        return;
    const struct mention *a = &r->d->mentions.items[first->mention], *b = &r->d->mentions.items[second->mention];
    if (b->tokens.start != a->tokens.end + 1 || r->clause.words[a->tokens.end] != WORD_CONJUNCTION)
        return;
    struct antecedent pair = *second;
    pair.actors |= first->actors;
    pair.number = 'p';
    pair.person = pair.thing = false;
    pair.pair = true;
    struct antecedent *left = &r->kept[(r->count - 2) % ANTECEDENTS_MAX],
                      *right = &r->kept[(r->count - 1) % ANTECEDENTS_MAX];
    left->subject = right->subject;
    left->speaker = right->speaker;
    left->outer = right->outer;
    left->joined = right->joined = true;
    r->kept[r->count++ % ANTECEDENTS_MAX] = pair;
}

static void keep_target(struct resolving *r, uint32_t index)
{
    const struct mention *m = &r->d->mentions.items[index];
    int target = mention_target(r->d, index);
    if (target == NOWHERE)
        return;
    r->targets[r->target_count++ % TARGETS_KEPT] = index;
    if (m->open)
        return;
    if (r->named[target] == NOWHERE)
        r->named[target] = (int32_t)index;
}

/* "Our government" waits for the speaker as "we" does. */
static bool first_person(const struct resolving *r, const struct mention *m)
{
    int32_t match = r->clause.pronoun_at[m->tokens.start];
    return m->person == 1 ||
           (match != NOWHERE && lexicon_entry(r->d->lexicon, r->d->matches.items[match].entry)->person == 1);
}

static void init_roots(struct resolving *r)
{
    struct document *d = r->d;
    int32_t most = NOWHERE;
    r->root = arena_alloc(d->arena, (d->mentions.count + 1) * sizeof *r->root);
    r->gender = arena_alloc(d->arena, d->mentions.count + 1);
    for (uint32_t m = 0; m <= d->mentions.count; m++) {
        d->reference_of[m] = NOWHERE;
        r->root[m] = m;
        most = m < d->mentions.count && d->mentions.items[m].entity > most ? d->mentions.items[m].entity : most;
    }
    r->first = arena_alloc(d->arena, ((size_t)most + 2) * sizeof *r->first);
    for (int32_t e = 0; e <= most; e++)
        r->first[e] = NOWHERE;
}

void coref_resolve(struct document *d)
{
    struct resolving *r = arena_alloc(d->arena, sizeof *r);
    r->d = d;
    r->clause = *clause_of(d);
    r->quotations = *quotations_of(d);
    r->specific = arena_alloc(d->arena, lexicon_entry_count(d->lexicon) + 1);
    d->reference_of = arena_alloc(d->arena, (d->mentions.count + 1) * sizeof *d->reference_of);
    init_roots(r);
    for (int t = 0; t < TARGETS_MAX; t++)
        r->named[t] = NOWHERE;
    for (uint32_t i = d->mentions.count; i-- > 0;) /* what a headline takes for known is named below it */
        if (d->mentions.items[i].type == MENTION_TARGET && !d->mentions.items[i].open &&
            d->mentions.items[i].target != NOWHERE)
            r->named[d->mentions.items[i].target] = (int32_t)i;
    for (uint32_t i = 0; i < d->mentions.count; i++) {
        const struct mention *m = &d->mentions.items[i];
        if (d->reference_of[i] != NOWHERE)
            continue; /* resolved with the noun that it stands in */
        if (m->open && m->type == MENTION_TARGET)
            coref_target(r, i);
        else if (m->open && m->kind == MENTION_PRONOUN && m->person == 3)
            coref_pronoun(r, i);
        else if (m->open && m->kind != MENTION_PRONOUN && !first_person(r, m))
            coref_noun(r, i);
        else if (m->kind == MENTION_OTHER && m->entity == NOWHERE)
            coref_outsider(r, i);
        if (m->type == MENTION_TARGET) {
            keep_target(r, i);
        } else if (mention_target(d, i) == NOWHERE) {
            keep(r, i);
            keep_pair(r);
        }
    }
}

/* "The president", said by an American official, is his own: of those that the word can stand for the speaker's. */
static void take_from_speaker(struct document *d, uint32_t index, const struct attribution *a)
{
    const struct mention *m = &d->mentions.items[index];
    int32_t r = d->reference_of[index];
    bool one = a->actors && !(a->actors & (a->actors - 1));
    if (r == NOWHERE || !one || m->kind != MENTION_CONTEXT || m->type != MENTION_ACTOR || m->all ||
        !(m->actors & a->actors))
        return;
    struct reference *reference = &d->references.items[r];
    if (strcmp(reference->rule, "metonym") && strcmp(reference->rule, "repeated") && strcmp(reference->rule, "alone"))
        return;
    reference->antecedent = a->source != (int32_t)index ? a->source : NOWHERE;
    reference->actors = a->actors;
    reference->resolved = true;
    reference->rule = "speaker's";
}

/* The actor whose words were given last, at most SENTENCES_BACK before a sentence: it may speak on. *next is the first
 * attribution not looked at yet. */
static actor_set spoke_before(const struct document *d, uint32_t sentence, uint32_t *next)
{
    while (*next < d->attributions.count && d->attributions.items[*next].sentence < sentence)
        ++*next;
    for (uint32_t i = *next; i > 0 && sentence - d->attributions.items[i - 1].sentence <= SENTENCES_BACK; i--)
        if (d->attributions.items[i - 1].actors && d->attributions.items[i - 1].kind != ESP_NARRATED)
            return d->attributions.items[i - 1].actors;
    return 0;
}

/* "We", "our government": who speaks, by the innermost words that are given as they were said; the author, where the
 * text itself is somebody's voice. */
void coref_speakers(struct document *d)
{
    const int32_t *inner = attribution_innermost(d, true);
    uint32_t next = 0;
    for (uint32_t i = 0; i < d->mentions.count; i++) {
        const struct mention *m = &d->mentions.items[i];
        if (inner[m->tokens.start] != NOWHERE)
            take_from_speaker(d, i, &d->attributions.items[inner[m->tokens.start]]);
        bool our = m->kind == MENTION_CONTEXT && m->type == MENTION_ACTOR; /* of those only "our government" is left */
        if (!m->open || (m->person != 1 && !our) || d->reference_of[i] != NOWHERE)
            continue;
        int32_t speaking = inner[m->tokens.start];
        const struct attribution *a = speaking == NOWHERE ? NULL : &d->attributions.items[speaking];
        if (a && a->source == (int32_t)i)
            a = NULL;
        if (a && a->resolved)
            coref_add(d, (struct reference){.mention = i, .antecedent = a->source, .actors = a->actors, .same = !our,
                                            .target = NOWHERE, .resolved = true, .rule = "speaker"});
        else if (!a && d->state_voice)
            coref_add(d, (struct reference){.mention = i, .antecedent = NOWHERE, .actors = d->author,
                                            .target = NOWHERE, .resolved = true, .rule = "author"});
        else {
            int32_t source = a ? a->source : NOWHERE;
            actor_set maybe = source == NOWHERE ? 0 : mention_maybe(d, (uint32_t)source);
            coref_leave_open(d, i, source, maybe ? maybe : spoke_before(d, m->sentence, &next), "speaker");
        }
    }
}

static void dump_chain(const struct document *d, uint32_t mention, struct buffer *out)
{
    dump_tokens(d, d->mentions.items[mention].tokens, out);
    for (int steps = 0; steps < CHAIN_MAX && d->reference_of[mention] != NOWHERE; steps++) {
        int32_t next = d->references.items[d->reference_of[mention]].antecedent;
        if (next == NOWHERE || next == (int32_t)mention)
            break;
        mention = (uint32_t)next;
        buffer_text(out, " -> ");
        dump_tokens(d, d->mentions.items[mention].tokens, out);
    }
}

/* sentence, rule, what it stands for, the chain of mentions that led there. */
void coref_dump(const struct document *d, struct buffer *out)
{
    for (uint32_t i = 0; i < d->mentions.count; i++) {
        if (!d->reference_of || d->reference_of[i] == NOWHERE)
            continue;
        const struct reference *r = &d->references.items[d->reference_of[i]];
        buffer_printf(out, "%u\t%s\t", d->mentions.items[i].sentence, r->rule);
        if (r->target != NOWHERE)
            buffer_text(out, lexicon_target(d->lexicon, (size_t)r->target)->id);
        else if (!r->actors)
            buffer_text(out, r->resolved ? "outsider" : "open");
        bool first = true;
        for (size_t a = 0; a < lexicon_actor_count(d->lexicon); a++)
            if (r->actors >> a & 1) {
                buffer_printf(out, "%s%s", first ? "" : "+", lexicon_actor(d->lexicon, a)->id);
                first = false;
            }
        buffer_text(out, "\t");
        dump_chain(d, i, out);
        buffer_text(out, "\n");
    }
}
