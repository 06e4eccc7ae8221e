/* (9c) The sentence as a candidate sees it: mentions shrunk to their part in it, numbers to 0, at most so many words from
 * actor and target.
 *
 *     "Washington recoiled at such a declaration, critics said"   ->   ACTOR recoiled at TARGET , OUTSIDER said
 *
 * When the target was named in the sentence before, the item BEFORE stands for it at the start. */
#include "feature_internal.h"

/* What a mention is to the candidate; NULL when it stays as it is (a pronoun that stands for nobody known). */
static const char *part_of(const struct extraction *x, uint32_t mention)
{
    const struct mention *m = &x->d->mentions.items[mention];
    int target = candidate_target(x->d, mention);
    if (target != NOWHERE)
        return target == x->c->target ? "TARGET" : "TARGET2";
    if (m->type == MENTION_TARGET)
        return NULL;
    actor_set actors = mention_actors(x->d, mention);
    if (actors >> x->c->actor & 1)
        return actors & (actors - 1) ? "ACTORS" : "ACTOR";
    if (actors)
        return "RIVAL";
    if ((int32_t)mention == x->c->actor_mention)
        return "PERHAPS";
    return m->kind == MENTION_OTHER ? "OUTSIDER" : NULL;
}

static void push_item(struct extraction *x, const char *text, struct span tokens)
{
    vec_push(x->d->arena, &x->items, (struct item){text, tokens});
}

void feature_view(struct extraction *x)
{
    const struct document *d = x->d;
    struct span tokens = d->sentences.items[x->c->sentence].tokens, mentions = document_mentions(d, x->c->sentence);
    uint32_t from = x->target.start, to = x->target.end;
    x->items.count = 0;
    x->actor_item = x->target_item = UINT32_MAX;
    if (x->c->actor_mention != NOWHERE) {
        struct span actor = d->mentions.items[x->c->actor_mention].tokens;
        from = actor.start < from ? actor.start : from;
        to = actor.end > to ? actor.end : to;
    }
    from = from > tokens.start + 2 * FEATURE_REACH ? from - 2 * FEATURE_REACH : tokens.start;
    to = to + 2 * FEATURE_REACH < tokens.end ? to + 2 * FEATURE_REACH : tokens.end;
    uint32_t m = mentions.start;
    if (x->target.start == x->target.end) { /* named in the sentence before */
        x->target_item = 0;
        push_item(x, "BEFORE", x->target);
    }
    for (uint32_t t = from; t < to; t++) {
        const struct token *token = &d->tokens.items[t];
        while (m < mentions.end && d->mentions.items[m].tokens.start < t)
            m++;
        const char *part = NULL;
        uint32_t chosen = m;
        for (; chosen < mentions.end && d->mentions.items[chosen].tokens.start == t && !part; chosen++)
            part = part_of(x, chosen);
        if (part) {
            chosen--;
            struct span span = d->mentions.items[chosen].tokens;
            if ((int32_t)chosen == x->c->actor_mention)
                x->actor_item = x->items.count;
            if ((int32_t)chosen == x->c->target_mention)
                x->target_item = x->items.count;
            push_item(x, part, span);
            t = span.end - 1;
        } else if (token->kind == TOKEN_NUMBER) {
            push_item(x, "0", (struct span){t, t + 1});
        } else {
            push_item(x, token->key, (struct span){t, t + 1});
        }
    }
    for (uint32_t i = 0; x->target_item == UINT32_MAX && i < x->items.count; i++)
        if (x->items.items[i].tokens.end > x->target.start)
            x->target_item = i; /* the target's mention lies within a longer one */
    if (x->target_item == UINT32_MAX)
        x->target_item = x->items.count ? x->items.count - 1 : 0;
}
