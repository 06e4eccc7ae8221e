/* (9a) Candidates: which actors could have a position on which target in a sentence.
 *
 * Made for recall; the model decides. A sentence in which a target is mentioned, openly or by reference, gives one
 * candidate for every actor that
 *   is mentioned there                 "Washington recoiled at such a declaration"           ROUTE_MENTION
 *   speaks there                       "The sanctions stay," the ministry said               ROUTE_SPEAKER
 *   acts on from the sentence before   "Seoul set to work. Talks on the declaration began."  ROUTE_CARRIED
 * The last only where the sentence offers nobody else. A question put to an actor, and the words of an outsider that
 * name no actor, give none.
 * Known to be wrong: a sentence that speaks of a target without a word for it ("We support that.", two sentences
 * after it) has no candidate unless coreference finds one. */
#include "lexicon.h"
#include "stages.h"

enum { OPEN_RANKS = 256 }; /* more than what rank gives: a mention that is the actor goes before one that may be */

struct index_vec {
    uint32_t *items;
    uint32_t count, capacity;
};

struct finding {
    struct document *d;
    struct index_vec *by_sentence; /* sentence -> attributions with content in it */
    actor_set before;           /* who spoke or acted last, and where */
    uint32_t before_sentence;
    int32_t last[TARGETS_MAX];  /* the last mention of each target, NOWHERE before the first */
};

int candidate_target(const struct document *d, uint32_t mention)
{
    const struct mention *m = &d->mentions.items[mention];
    int target = mention_target(d, mention);
    if (target != NOWHERE || m->type != MENTION_TARGET || m->entry == NOWHERE)
        return target;
    int32_t reference = d->reference_of[mention];
    bool elsewhere = reference != NOWHERE && d->references.items[reference].resolved;
    target = elsewhere ? NOWHERE : lexicon_entry(d->lexicon, (uint32_t)m->entry)->target;
    return target != NOWHERE && d->named >> target & 1 ? target : NOWHERE;
}

/* The actors that a mention may stand for, though nothing says which: those between whom coreference left it open, and
 * whom a person out of office used to serve, for the past is told of as well. Who only owns something is not worth a guess. */
static actor_set offered(const struct document *d, uint32_t mention)
{
    const struct mention *m = &d->mentions.items[mention];
    if (m->possessive || m->modifies)
        return 0;
    if (m->kind == MENTION_OTHER && m->entry != NOWHERE) {
        const struct entry *e = lexicon_entry(d->lexicon, (uint32_t)m->entry);
        return e->kind == KIND_PERSON || e->kind == KIND_LEADER ? e->actors : 0;
    }
    return m->type == MENTION_ACTOR ? mention_maybe(d, mention) : 0;
}

static bool holds(const struct attribution *a, struct span tokens)
{
    for (uint32_t i = 0; i < a->content.count; i++)
        if (span_covers(a->content.items[i], tokens))
            return true;
    return false;
}

/* Rank of a mention as the holder: subjects that are names first, mere modifiers last. */
static int rank(const struct mention *m, const struct mention *target)
{
    int rank = m->modifies || m->kind == MENTION_ADJECTIVE ? 0 : m->possessive ? 4 : 8;
    bool before = m->tokens.end <= target->tokens.start;
    uint32_t gap = before ? target->tokens.start - m->tokens.end
                          : m->tokens.start >= target->tokens.end ? m->tokens.start - target->tokens.end : 0;
    return 16 * rank + (before ? 8 : 0) + (gap < 8 ? 8 - (int)gap : 0);
}

/* The attribution that holds the target most narrowly; of: only ones of this actor (-1: whoever). */
static int32_t innermost(const struct finding *f, uint32_t sentence, struct span target, int of)
{
    int32_t best = NOWHERE;
    uint32_t best_size = UINT32_MAX;
    for (uint32_t i = 0; i < f->by_sentence[sentence].count; i++) {
        uint32_t index = f->by_sentence[sentence].items[i];
        const struct attribution *a = &f->d->attributions.items[index];
        if ((of >= 0 && !(a->actors >> of & 1)) || !holds(a, target))
            continue;
        uint32_t size = 0;
        for (uint32_t j = 0; j < a->content.count; j++)
            size += span_length(a->content.items[j]);
        if (size < best_size) {
            best = (int32_t)index;
            best_size = size;
        }
    }
    return best;
}

/* The best pair of mentions for an actor and a target in one sentence. */
static void pick(const struct finding *f, struct candidate *c)
{
    const struct document *d = f->d;
    struct span mentions = document_mentions(d, c->sentence);
    int best = -1;
    for (uint32_t t = mentions.start; t < mentions.end; t++) {
        if (candidate_target(d, t) != c->target)
            continue;
        const struct mention *target = &d->mentions.items[t];
        int base = target->kind == MENTION_NAME ? 2 : 1;
        int32_t attribution = innermost(f, c->sentence, target->tokens, c->actor);
        if (attribution != NOWHERE)
            base += 64;
        if (base > best) {
            best = base;
            c->actor_mention = NOWHERE;
            c->target_mention = (int32_t)t;
            c->attribution = attribution;
        }
        for (uint32_t m = mentions.start; m < mentions.end; m++) {
            const struct mention *actor = &d->mentions.items[m];
            bool sure = mention_actors(d, m) >> c->actor & 1;
            if (m == t || actor->type != MENTION_ACTOR || !(sure || offered(d, m) >> c->actor & 1))
                continue;
            int value = base + (sure ? OPEN_RANKS : 0) + rank(actor, target);
            if (value > best || (c->actor_mention == NOWHERE && c->target_mention == (int32_t)t)) {
                best = value;
                c->actor_mention = (int32_t)m;
                c->target_mention = (int32_t)t;
                c->attribution = attribution;
                c->route = sure ? ROUTE_MENTION : ROUTE_OPEN;
            }
        }
    }
    c->outer = innermost(f, c->sentence, d->mentions.items[c->target_mention].tokens, -1);
}

/* Actors that speak a part of the sentence that holds a mention of the target. */
static actor_set speakers_of(const struct finding *f, uint32_t sentence, uint32_t target_mention)
{
    actor_set set = 0;
    for (uint32_t i = 0; i < f->by_sentence[sentence].count; i++) {
        const struct attribution *a = &f->d->attributions.items[f->by_sentence[sentence].items[i]];
        if (a->actors && holds(a, f->d->mentions.items[target_mention].tokens))
            set |= a->actors;
    }
    return set;
}

static bool spoken_by_outsider(const struct finding *f, uint32_t sentence)
{
    for (uint32_t i = 0; i < f->by_sentence[sentence].count; i++)
        if (!f->d->attributions.items[f->by_sentence[sentence].items[i]].actors)
            return true;
    return false;
}

struct span candidate_target_tokens(const struct document *d, const struct candidate *c)
{
    const struct mention *m = &d->mentions.items[c->target_mention];
    uint32_t start = d->sentences.items[c->sentence].tokens.start;
    return m->sentence == c->sentence ? m->tokens : (struct span){start, start};
}

/* The best mention of an actor in a sentence that has none of the target, and the attribution that it speaks by. */
static void pick_without_target(const struct finding *f, struct candidate *c)
{
    const struct document *d = f->d;
    struct span mentions = document_mentions(d, c->sentence);
    int best = -1;
    for (uint32_t m = mentions.start; m < mentions.end; m++) {
        const struct mention *actor = &d->mentions.items[m];
        if (actor->type != MENTION_ACTOR || !(mention_actors(d, m) >> c->actor & 1))
            continue;
        int value = actor->modifies || actor->kind == MENTION_ADJECTIVE ? 0 : actor->possessive ? 1 : 2;
        if (value > best) {
            best = value;
            c->actor_mention = (int32_t)m;
        }
    }
    for (uint32_t i = 0; i < f->by_sentence[c->sentence].count && c->attribution == NOWHERE; i++) {
        uint32_t index = f->by_sentence[c->sentence].items[i];
        c->outer = c->outer == NOWHERE ? (int32_t)index : c->outer;
        if (d->attributions.items[index].actors >> c->actor & 1)
            c->attribution = (int32_t)index;
    }
}

/* "Those five, according to him, do the most harm.": a sentence without a word for the target that the one before
 * spoke of, but with an actor's words or doings. */
static void find_carried(struct finding *f, uint32_t sentence, actor_set mentioned)
{
    struct document *d = f->d;
    actor_set speaking = 0;
    for (uint32_t i = 0; i < f->by_sentence[sentence].count; i++)
        speaking |= d->attributions.items[f->by_sentence[sentence].items[i]].actors;
    actor_set all = speaking | mentioned;
    if (!all && !spoken_by_outsider(f, sentence) && f->before && sentence - f->before_sentence <= 1)
        all = f->before;
    for (size_t target = 0; target < lexicon_target_count(d->lexicon); target++) {
        if (f->last[target] == NOWHERE || d->mentions.items[f->last[target]].sentence + 1 != sentence)
            continue;
        for (size_t actor = 0; actor < lexicon_actor_count(d->lexicon); actor++) {
            if (!(all >> actor & 1))
                continue;
            struct candidate c = {.sentence = sentence, .actor = (uint8_t)actor, .target = (uint8_t)target,
                                  .actor_mention = NOWHERE, .target_mention = f->last[target],
                                  .attribution = NOWHERE, .outer = NOWHERE, .route = ROUTE_CARRIED};
            pick_without_target(f, &c);
            vec_push(d->arena, &d->candidates, c);
        }
    }
}

static void find_in_sentence(struct finding *f, uint32_t sentence)
{
    struct document *d = f->d;
    struct span mentions = document_mentions(d, sentence);
    actor_set mentioned = 0, maybe = 0, speaking[TARGETS_MAX] = {0}, subjects = 0;
    bool target_seen[TARGETS_MAX] = {false}, seen = false;
    for (uint32_t m = mentions.start; m < mentions.end; m++) {
        int target = candidate_target(d, m);
        if (target != NOWHERE) {
            target_seen[target] = true;
            speaking[target] |= speakers_of(f, sentence, m);
            seen = true;
            f->last[target] = (int32_t)m;
        } else {
            mentioned |= mention_actors(d, m);
            maybe |= offered(d, m);
            if (!d->mentions.items[m].modifies && !d->mentions.items[m].possessive)
                subjects |= mention_actors(d, m);
        }
    }
    if (!seen)
        find_carried(f, sentence, mentioned);
    bool near = f->before && sentence - f->before_sentence <= 1;
    for (size_t target = 0; target < lexicon_target_count(d->lexicon); target++) {
        if (!target_seen[target])
            continue;
        actor_set all = mentioned | maybe | speaking[target], carried = 0;
        if (d->state_voice)
            all |= d->author;
        if (!all && near && !spoken_by_outsider(f, sentence))
            carried = f->before;
        for (size_t actor = 0; actor < lexicon_actor_count(d->lexicon); actor++) {
            if (!((all | carried) >> actor & 1))
                continue;
            struct candidate c = {.sentence = sentence, .actor = (uint8_t)actor, .target = (uint8_t)target,
                                  .actor_mention = NOWHERE, .target_mention = NOWHERE, .attribution = NOWHERE, .route = ROUTE_CARRIED};
            pick(f, &c);
            c.route = c.attribution != NOWHERE ? ROUTE_SPEAKER : c.route;
            vec_push(d->arena, &d->candidates, c);
        }
    }
    actor_set voices = 0;
    for (uint32_t i = 0; i < f->by_sentence[sentence].count; i++)
        voices |= d->attributions.items[f->by_sentence[sentence].items[i]].actors;
    actor_set acting = voices ? voices : subjects;
    if (acting && !(acting & (acting - 1))) { /* exactly one */
        f->before = acting;
        f->before_sentence = sentence;
    } else if (acting) {
        f->before = 0;
    }
}

/* A question that an outsider puts: "QUESTION: Does the United States support a declaration?" */
static bool is_question(const struct finding *f, uint32_t sentence)
{
    const struct document *d = f->d;
    uint32_t last = d->sentences.items[sentence].tokens.end;
    while (last > d->sentences.items[sentence].tokens.start && d->tokens.items[last - 1].kind == TOKEN_QUOTE)
        last--;
    return last && !strcmp(d->tokens.items[last - 1].key, "?") && spoken_by_outsider(f, sentence);
}

static bool is_prose(const struct sentence *s)
{
    return s->kind == SENTENCE_BODY || s->kind == SENTENCE_HEADLINE || s->kind == SENTENCE_CAPTION;
}

void candidate_find(struct document *d)
{
    struct finding f = {.d = d};
    f.by_sentence = arena_alloc(d->arena, (d->sentences.count + 1) * sizeof *f.by_sentence);
    for (uint32_t a = 0; a < d->attributions.count; a++) {
        const struct attribution *attribution = &d->attributions.items[a];
        uint32_t last = UINT32_MAX;
        for (uint32_t i = 0; i < attribution->content.count; i++) {
            struct span content = attribution->content.items[i];
            uint32_t sentence = content.start < content.end ? d->tokens.items[content.start].sentence : last;
            if (sentence != last)
                vec_push(d->arena, &f.by_sentence[sentence], a);
            last = sentence;
        }
    }
    for (size_t target = 0; target < TARGETS_MAX; target++)
        f.last[target] = NOWHERE;
    for (uint32_t m = 0; m < d->mentions.count; m++)
        if (d->mentions.items[m].type == MENTION_TARGET && d->mentions.items[m].kind == MENTION_NAME)
            d->named |= 1u << d->mentions.items[m].target;
    for (uint32_t sentence = 0; sentence < d->sentences.count; sentence++)
        if (is_prose(&d->sentences.items[sentence]) && !is_question(&f, sentence))
            find_in_sentence(&f, sentence);
}

void candidate_dump(const struct document *d, struct buffer *out)
{
    static const char *const routes[] = {"mention", "speaker", "open", "carried"};
    for (uint32_t i = 0; i < d->candidates.count; i++) {
        const struct candidate *c = &d->candidates.items[i];
        buffer_printf(out, "%u\t%s\t%s\t%s\t", c->sentence, lexicon_actor(d->lexicon, c->actor)->id,
                      lexicon_target(d->lexicon, c->target)->id, routes[c->route]);
        if (c->actor_mention != NOWHERE)
            dump_tokens(d, d->mentions.items[c->actor_mention].tokens, out);
        else
            buffer_text(out, "-");
        buffer_text(out, "\t");
        dump_tokens(d, d->mentions.items[c->target_mention].tokens, out);
        buffer_text(out, "\n");
    }
}
