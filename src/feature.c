/* (9c) Features: what the model sees of one candidate, as named numbers.
 *
 *     "Washington recoiled at such a declaration, critics said"   (washington, declaration)
 *     ACTOR recoiled at TARGET , OUTSIDER said
 *
 * Mentions are replaced by what they are to this candidate: ACTOR, RIVAL (another actor), OUTSIDER, TARGET, TARGET2
 * (another target); so no feature names an actor, and the model cannot learn that one of them is always against. The
 * families, told by the letter before the first colon:
 *
 *     w b t     words, pairs and triples of words around actor and target
 *     z         words by zone: before, between, after actor and target
 *     n         words within three of the target, by side
 *     c         cues in the window of the reading: list, class, value, side of the target
 *     s         the composed reading: sign, attitude, action, negation, who governs, whose it is
 *     a         attribution: kind, whose words, class of its cue
 *     m         mentions: kinds, order, distance, rivals; what stands next to the actor and on the way to the target
 *     p         place in the article
 *
 * A feature is there (1) or not. One extractor serves training and scoring.
 * Known to be wrong: a person who is in no list stays in the n-grams by name. */
#include "feature_internal.h"

#include <stdarg.h>
#include <stdio.h>

enum { NEAR = 3, NAME_MAX = 256 };

void feature_add(struct extraction *x, const char *format, ...)
{
    char name[NAME_MAX];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(name, sizeof name, format, arguments);
    va_end(arguments);
    if (length < 0)
        return;
    size_t size = (size_t)length < sizeof name ? (size_t)length : sizeof name - 1;
    uint32_t id = hash_get(&x->names, name, size);
    if (id == HASH_MISSING) {
        id = x->interned.count;
        const char *kept = arena_copy(x->d->arena, name, size);
        vec_push(x->d->arena, &x->interned, kept);
        vec_push(x->d->arena, &x->last, 0);
        hash_add(x->d->arena, &x->names, kept, size, id);
    }
    if (x->last.items[id] == x->number + 1)
        return;
    x->last.items[id] = x->number + 1;
    vec_push(x->d->arena, &x->out->features,
             (struct feature){.name = x->interned.items[id], .value = 1, .index = NOWHERE});
}

static void add_words(struct extraction *x)
{
    uint32_t low = x->target_item, high = x->target_item;
    if (x->actor_item != UINT32_MAX) {
        low = x->actor_item < low ? x->actor_item : low;
        high = x->actor_item > high ? x->actor_item : high;
    }
    uint32_t from = low > FEATURE_REACH ? low - FEATURE_REACH : 0;
    uint32_t to = high + FEATURE_REACH < x->items.count ? high + FEATURE_REACH + 1 : x->items.count;
    for (uint32_t i = from; i < to; i++) {
        const char *a = x->items.items[i].text;
        const char *b = i + 1 < to ? x->items.items[i + 1].text : "$";
        const char *c = i + 2 < to ? x->items.items[i + 2].text : "$";
        feature_add(x, "w:%s", a);
        feature_add(x, "b:%s %s", a, b);
        feature_add(x, "t:%s %s %s", a, b, c);
        if (i != x->target_item && i != x->actor_item)
            feature_add(x, "z:%s:%s", i < low ? "before" : i > high ? "after" : "between", a);
        if (i != x->target_item && i + NEAR >= x->target_item && i <= x->target_item + NEAR)
            feature_add(x, "n:%s:%s", i < x->target_item ? "left" : "right", a);
    }
}

static void add_cues(struct extraction *x)
{
    const struct document *d = x->d;
    struct span matches = document_matches(d, x->c->sentence);
    int mood = 0;
    for (uint32_t i = matches.start; i < matches.end; i++) {
        const struct entry *e = feature_entry(d, (int32_t)i);
        struct span tokens = d->matches.items[i].tokens;
        if (e->list > LIST_SENTIMENT)
            continue;
        bool inside = span_covers(x->r->window, tokens);
        if (e->list == LIST_SENTIMENT) {
            mood += inside ? e->value : 0;
            continue;
        }
        const char *list = lexicon_list_name(e->list), *side = tokens.end <= x->target.start ? "left" : "right";
        if (inside) {
            feature_add(x, "c:%s:%s:%c:%s", list, e->class, feature_sign(e->value), side);
            if (e->list == LIST_ATTITUDE || e->list == LIST_ACTION)
                feature_add(x, "c:%s=%s:%s", list, e->pattern, side);
        } else {
            feature_add(x, "c:far:%s:%s:%c", list, e->class, feature_sign(e->value));
        }
    }
    if (mood)
        feature_add(x, "c:mood:%c", feature_sign(mood));
}

static const char *class_of(const struct entry *e)
{
    return e ? e->class : "-";
}

static void add_reading(struct extraction *x)
{
    static const char *const holders[] = {"nobody", "actor", "rival", "outsider"};
    const struct reading *r = x->r;
    const char *route = candidate_route_name(x->c->route);
    const struct entry *attitude = feature_entry(x->d, r->attitude), *action = feature_entry(x->d, r->action);
    const char *governed = r->governed ? "governed" : "loose";
    const char *odd = r->negations % 2 ? "not" : "-";
    feature_add(x, "s:sign:%c", feature_sign(r->sign));
    feature_add(x, "s:sign:%c:%s", feature_sign(r->sign), governed);
    if (r->governed)
        feature_add(x, "s:governed:%c:attitude:%c", feature_sign(r->sign), feature_sign(r->attitude_sign));
    feature_add(x, "s:attitude:%c:action:%c:%s:%s", feature_sign(r->attitude_sign), feature_sign(r->action_sign), odd, governed);
    feature_add(x, "s:class:%s:%s:%s", class_of(attitude), class_of(action), odd);
    feature_add(x, "s:action:%s:%s", class_of(action), odd);
    feature_add(x, "s:attitude:%s:%s", class_of(attitude), odd);
    feature_add(x, "s:holder:%s:%c", holders[r->holder], feature_sign(r->sign));
    feature_add(x, "s:route:%s:%s:%c", route, holders[r->holder], feature_sign(r->sign));
    feature_add(x, "s:evidence:%s:%s%s:%c", route, attitude ? "attitude " : "", action ? "action" : "", feature_sign(r->sign));
    if (r->undecided)
        feature_add(x, "s:undecided:%c:%s", feature_sign(r->sign), holders[r->holder]);
    feature_add(x, "s:attitudes:%u", r->attitudes > 3 ? 3u : r->attitudes);
    if (r->condition != NOWHERE)
        feature_add(x, "s:condition:%s:%c:%s", class_of(feature_entry(x->d, r->condition)), feature_sign(r->sign), governed);
    if (r->passed_on)
        feature_add(x, "s:passed on:%c", feature_sign(r->sign));
}

/* Whose words the target stands in. */
static const char *voice_of(const struct extraction *x, int32_t attribution)
{
    if (attribution == NOWHERE)
        return "nobody";
    const struct attribution *a = &x->d->attributions.items[attribution];
    if (a->actors >> x->c->actor & 1)
        return "actor";
    return a->actors ? "rival" : a->resolved ? "outsider" : "unknown";
}

static void add_attribution(struct extraction *x)
{
    const struct document *d = x->d;
    const char *voice = voice_of(x, x->c->outer);
    feature_add(x, "a:route:%s", candidate_route_name(x->c->route));
    feature_add(x, "a:voice:%s", voice);
    feature_add(x, "a:voice:%s:sign:%c", voice, feature_sign(x->r->sign));
    int32_t which = x->c->attribution != NOWHERE ? x->c->attribution : x->c->outer;
    if (which != NOWHERE) {
        const struct attribution *a = &d->attributions.items[which];
        const char *class = a->cue_match != NOWHERE ? class_of(feature_entry(d, a->cue_match)) : "-";
        feature_add(x, "a:kind:%s:%s", esp_attribution_name(a->kind), voice);
        feature_add(x, "a:cue:%s:%s", class, voice);
        if (a->parent != NOWHERE) { /* "demanded that ACTOR drop TARGET" is no act of the actor's */
            const struct attribution *parent = &d->attributions.items[a->parent];
            const char *demand = parent->cue_match != NOWHERE ? class_of(feature_entry(d, parent->cue_match)) : "-";
            feature_add(x, "a:within:%s:%s", demand, voice_of(x, a->parent));
        }
    }
    if (d->state_voice)
        feature_add(x, "a:author:%s", d->author >> x->c->actor & 1 ? "actor" : "rival");
}

static void add_place(struct extraction *x)
{
    const struct sentence *s = &x->d->sentences.items[x->c->sentence];
    feature_add(x, "p:%s", s->kind == SENTENCE_HEADLINE ? "headline" : x->c->sentence <= 2 ? "lead"
                   : 4 * x->c->sentence > 3 * x->d->sentences.count ? "end" : "body");
    if (s->kind == SENTENCE_HEADLINE)
        feature_add(x, "p:headline:sign:%c", feature_sign(x->r->sign));
}

void feature_extract(struct document *d)
{
    struct extraction x = {.d = d};
    d->vectors = arena_alloc(d->arena, (d->candidates.count + 1) * sizeof *d->vectors);
    for (uint32_t i = 0; i < d->candidates.count; i++) {
        x.number = i;
        x.c = &d->candidates.items[i];
        x.r = &d->readings[i];
        x.out = &d->vectors[i];
        x.target = candidate_target_tokens(d, x.c);
        feature_view(&x);
        add_words(&x);
        add_cues(&x);
        add_reading(&x);
        add_attribution(&x);
        feature_mentions(&x);
        add_place(&x);
    }
}

void feature_dump(const struct document *d, struct buffer *out)
{
    for (uint32_t i = 0; i < d->candidates.count; i++) {
        const struct candidate *c = &d->candidates.items[i];
        buffer_printf(out, "%u\t%s\t%s", c->sentence, lexicon_actor(d->lexicon, c->actor)->id,
                      lexicon_target(d->lexicon, c->target)->id);
        for (uint32_t f = 0; f < d->vectors[i].features.count; f++)
            buffer_printf(out, "\t%s", d->vectors[i].features.items[f].name);
        buffer_text(out, "\n");
    }
}
