/* (9c) The sentence as a candidate sees it: mentions shrunk to their part in it, numbers to 0, at most so many words from
 * actor and target.
 *
 *     "Washington recoiled at such a declaration, critics said"   ->   ACTOR recoiled at TARGET , OUTSIDER said
 *
 * When the target was named in the sentence before, the item BEFORE stands for it at the start. Names that are no
 * mention are hidden as well, since the words must not tell one actor from another:
 *
 *     "South Korea-led sanctions", "anti-DPRK moves", "talks in Washington"   ->   RIVAL-led, anti-ACTOR, in NAME
 *
 * Known to be wrong: places and things that give an actor away without naming it (Mar-a-Lago, won, Yongbyon). */
#include "feature_internal.h"

enum { COMPOUND_MAX = 64 }; /* bytes of a word whose parts are looked at */

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

/* What words that are no mention stand for when they name an actor: the name says nothing, whose it is does. */
static const char *named_part(const struct extraction *x, const char *key, size_t length)
{
    actor_set actors = lexicon_named(x->d->lexicon, key, length);
    if (!actors)
        return NULL;
    return actors & (actors - 1) ? "NAME" : actors >> x->c->actor & 1 ? "ACTOR" : "RIVAL";
}

/* A word joined by hyphens with its names replaced: "U.S.-led" -> "RIVAL-led"; NULL when it has none. before: the word
 * before, which the first part may go on ("South Korea-led"), else "". */
static const char *compound(const struct extraction *x, const struct token *token, const char *before)
{
    const char *result = NULL, *key = token->key, *text = x->d->text.bytes + token->span.start;
    bool plain = span_length(token->span) == token->key_length && token->key_length <= COMPOUND_MAX;
    if (!plain || !memchr(key, '-', token->key_length))
        return NULL;
    for (size_t start = 0, end; start <= token->key_length; start = end + 1) {
        const char *hyphen = memchr(key + start, '-', token->key_length - start);
        end = hyphen ? (size_t)(hyphen - key) : token->key_length;
        const char *part = arena_printf(x->d->arena, "%.*s", (int)(end - start), key + start), *name = NULL;
        if (text[start] >= 'A' && text[start] <= 'Z') {
            const char *whole = start || !*before ? part : arena_printf(x->d->arena, "%s %s", before, part);
            name = named_part(x, whole, strlen(whole));
        }
        if (*before && !start && !name)
            return NULL;
        if (name && !result)
            result = arena_printf(x->d->arena, "%.*s", (int)start, key);
        if (result)
            result = arena_printf(x->d->arena, "%s%s%s", result, name ? name : part, hyphen ? "-" : "");
    }
    return result;
}

/* Pushes the words at t that name an actor without being a mention of it ("talks in Washington", "the Seoul Forum");
 * returns their number, 0 when there are none. */
static uint32_t push_name(struct extraction *x, uint32_t t, uint32_t to)
{
    const struct token *token = &x->d->tokens.items[t];
    const char *joined = t > 0 ? compound(x, token, token[-1].key) : NULL;
    if (joined && x->items.count && x->items.items[x->items.count - 1].tokens.end == t) {
        x->items.items[x->items.count - 1].text = joined;
        x->items.items[x->items.count - 1].tokens.end = t + 1;
        return 1;
    }
    joined = compound(x, token, "");
    if (joined) {
        push_item(x, joined, (struct span){t, t + 1});
        return 1;
    }
    if (token->word_case == CASE_LOWER || token->kind != TOKEN_WORD)
        return 0;
    const char *two = t + 1 < to ? arena_printf(x->d->arena, "%s %s", token->key, token[1].key) : "";
    uint32_t count = *two && lexicon_named(x->d->lexicon, two, strlen(two)) ? 2
                     : lexicon_named(x->d->lexicon, token->key, token->key_length) ? 1 : 0;
    if (count)
        push_item(x, "NAME", (struct span){t, t + count});
    return count;
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
        uint32_t chosen = m, named;
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
        } else if (!strcmp(token->key, ".")) { /* "in the U.S." has its stop in the name */
            continue;
        } else if (token->kind == TOKEN_POSSESSIVE) {
            push_item(x, "'s", (struct span){t, t + 1}); /* the United States' */
        } else if ((named = push_name(x, t, to))) {
            t += named - 1;
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
