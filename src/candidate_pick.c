/* (9a) The mentions and the attribution that a candidate goes by.
 *
 *     "Seoul wants the sanctions eased; U.S. officials want [them] kept, and [Washington] says so."
 *      washington: not the modifier "U.S.", but the subject that is a name, before the target if there is one
 *
 * A mention that is the actor goes before one that may be (ROUTE_OPEN), and a target within the actor's own words
 * before any other.
 * Known to be wrong: of two subjects of one actor the nearer wins, though the other may govern the target. */
#include "candidate_internal.h"

enum { UNSURE = 256 }; /* more than what rank gives */

/* The actors that a mention may stand for, though nothing says which: those between whom coreference left it open, and
 * whom a person out of office used to serve, for the past is told of as well. Who only owns something is not worth a
 * guess. */
actor_set candidate_offered(const struct document *d, uint32_t mention)
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
        if ((of >= 0 && !(a->actors >> of & 1)) || attribution_part(a, target) == NOWHERE)
            continue;
        if (a->size < best_size) {
            best = (int32_t)index;
            best_size = a->size;
        }
    }
    return best;
}

/* The best pair of mentions for an actor and a target in one sentence. */
void candidate_pick(const struct finding *f, struct candidate *c)
{
    const struct document *d = f->d;
    struct span mentions = document_mentions(d, c->sentence);
    int best = INT32_MIN;
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
            if (m == t || actor->type != MENTION_ACTOR || !(sure || candidate_offered(d, m) >> c->actor & 1))
                continue;
            int value = base + rank(actor, target) - (sure ? 0 : UNSURE);
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

/* The best mention of an actor in a sentence that has none of the target, and the attribution that it speaks by. */
void candidate_pick_actor(const struct finding *f, struct candidate *c)
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
