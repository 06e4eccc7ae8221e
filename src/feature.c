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
 *     s         the composed reading: sign, attitude, action, negation, who governs
 *     a         attribution: kind, whose words, class of its cue
 *     m         mentions: kinds, order, distance, rivals; what stands next to the actor and on the way to the target
 *     p         place in the article
 *
 * A feature is there (1) or not. One extractor serves training and scoring.
 * Known to be wrong: a person who is in no list stays in the n-grams by name. */
#include "base/hash.h"
#include "lexicon.h"
#include "stages.h"

#include <stdarg.h>
#include <stdio.h>

enum { REACH = 14, NEAR = 3, NAME_MAX = 256 };

/* One word of the sentence, or a mention shrunk to its part in this candidate. */
struct item {
    const char *text;
    struct span tokens;
};

struct extraction {
    struct document *d;
    const struct candidate *c;
    const struct reading *r;
    struct vector *out;
    uint32_t number;                           /* of the candidate */
    struct hash names;                         /* name -> number, for the whole document */
    VEC(const char *) interned;
    VEC(uint32_t) last;                        /* name -> 1 + the last candidate that had it */
    struct {
        struct item *items;
        uint32_t count, capacity;
    } items;                                   /* of the sentence, for this candidate */
    uint32_t actor_item, target_item;          /* in items; UINT32_MAX if the actor is not there */
    struct span target;                        /* tokens */
};

/* Adds a feature; a second one of the same name changes nothing. */
static void __attribute__((format(printf, 2, 3))) add(struct extraction *x, const char *format, ...)
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

/* ---- the sentence as the candidate sees it ------------------------------------------------------- */

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
    return m->kind == MENTION_OTHER ? "OUTSIDER" : NULL;
}

static void push_item(struct extraction *x, const char *text, struct span tokens)
{
    vec_push(x->d->arena, &x->items, (struct item){text, tokens});
}

static void view_sentence(struct extraction *x)
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
    from = from > tokens.start + 2 * REACH ? from - 2 * REACH : tokens.start;
    to = to + 2 * REACH < tokens.end ? to + 2 * REACH : tokens.end;
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

/* ---- families ------------------------------------------------------------------------------------ */

static void add_words(struct extraction *x)
{
    uint32_t low = x->target_item, high = x->target_item;
    if (x->actor_item != UINT32_MAX) {
        low = x->actor_item < low ? x->actor_item : low;
        high = x->actor_item > high ? x->actor_item : high;
    }
    uint32_t from = low > REACH ? low - REACH : 0;
    uint32_t to = high + REACH < x->items.count ? high + REACH + 1 : x->items.count;
    for (uint32_t i = from; i < to; i++) {
        const char *a = x->items.items[i].text;
        const char *b = i + 1 < to ? x->items.items[i + 1].text : "$";
        const char *c = i + 2 < to ? x->items.items[i + 2].text : "$";
        add(x, "w:%s", a);
        add(x, "b:%s %s", a, b);
        add(x, "t:%s %s %s", a, b, c);
        if (i != x->target_item && i != x->actor_item)
            add(x, "z:%s:%s", i < low ? "before" : i > high ? "after" : "between", a);
        if (i != x->target_item && i + NEAR >= x->target_item && i <= x->target_item + NEAR)
            add(x, "n:%s:%s", i < x->target_item ? "left" : "right", a);
    }
}

static const struct entry *entry_of(const struct document *d, int32_t match)
{
    return match == NOWHERE ? NULL : lexicon_entry(d->lexicon, d->matches.items[match].entry);
}

static char sign_of(int value)
{
    return value > 0 ? '+' : value < 0 ? '-' : '0';
}

static void add_cues(struct extraction *x)
{
    const struct document *d = x->d;
    struct span matches = document_matches(d, x->c->sentence);
    int mood = 0;
    for (uint32_t i = matches.start; i < matches.end; i++) {
        const struct entry *e = entry_of(d, (int32_t)i);
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
            add(x, "c:%s:%s:%c:%s", list, e->class, sign_of(e->value), side);
            if (e->list == LIST_ATTITUDE || e->list == LIST_ACTION)
                add(x, "c:%s=%s:%s", list, e->pattern, side);
        } else {
            add(x, "c:far:%s:%s:%c", list, e->class, sign_of(e->value));
        }
    }
    if (mood)
        add(x, "c:mood:%c", sign_of(mood));
}

static const char *class_of(const struct entry *e)
{
    return e ? e->class : "-";
}

static void add_reading(struct extraction *x)
{
    const struct reading *r = x->r;
    const struct entry *attitude = entry_of(x->d, r->attitude), *action = entry_of(x->d, r->action);
    const char *governed = r->governed ? "governed" : "loose";
    const char *odd = r->negations % 2 ? "not" : "-";
    add(x, "s:sign:%c", sign_of(r->sign));
    add(x, "s:sign:%c:%s", sign_of(r->sign), governed);
    if (r->governed)
        add(x, "s:governed:%c:attitude:%c", sign_of(r->sign), sign_of(r->attitude_sign));
    add(x, "s:attitude:%c:action:%c:%s:%s", sign_of(r->attitude_sign), sign_of(r->action_sign), odd, governed);
    add(x, "s:class:%s:%s:%s", class_of(attitude), class_of(action), odd);
    add(x, "s:action:%s:%s", class_of(action), odd);
    add(x, "s:attitude:%s:%s", class_of(attitude), odd);
    add(x, "s:attitudes:%u", r->attitudes > 3 ? 3u : r->attitudes);
    if (r->condition != NOWHERE)
        add(x, "s:condition:%s:%c:%s", class_of(entry_of(x->d, r->condition)), sign_of(r->sign), governed);
    if (r->passed_on)
        add(x, "s:passed on:%c", sign_of(r->sign));
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
    static const char *const routes[] = {"mention", "speaker", "carried"};
    const struct document *d = x->d;
    const char *voice = voice_of(x, x->c->outer);
    add(x, "a:route:%s", routes[x->c->route]);
    add(x, "a:voice:%s", voice);
    add(x, "a:voice:%s:sign:%c", voice, sign_of(x->r->sign));
    int32_t which = x->c->attribution != NOWHERE ? x->c->attribution : x->c->outer;
    if (which != NOWHERE) {
        const struct attribution *a = &d->attributions.items[which];
        const char *class = a->cue_match != NOWHERE ? class_of(entry_of(d, a->cue_match)) : "-";
        add(x, "a:kind:%s:%s", esp_attribution_name(a->kind), voice);
        add(x, "a:cue:%s:%s", class, voice);
    }
    if (d->state_voice)
        add(x, "a:author:%s", d->author >> x->c->actor & 1 ? "actor" : "rival");
}

static const char *gap_name(uint32_t gap)
{
    return gap <= 1 ? "1" : gap <= 3 ? "3" : gap <= 7 ? "7" : gap <= 14 ? "14" : "far";
}

static void add_mentions(struct extraction *x)
{
    static const char *const kinds[] = {"name", "org", "person", "office", "adjective", "context", "pronoun", "other"};
    const struct document *d = x->d;
    bool resolved = mention_target(d, (uint32_t)x->c->target_mention) != NOWHERE;
    add(x, "m:target:%s%s", kinds[d->mentions.items[x->c->target_mention].kind], d->mentions.items[x->c->target_mention].sentence != x->c->sentence ? ":before" : resolved ? "" : ":unresolved");
    if (x->c->actor_mention == NOWHERE) {
        add(x, "m:actor:none");
    } else {
        const struct mention *m = &d->mentions.items[x->c->actor_mention];
        bool before = m->tokens.end <= x->target.start;
        uint32_t gap = before ? x->target.start - m->tokens.end
                       : m->tokens.start >= x->target.end ? m->tokens.start - x->target.end : 0;
        add(x, "m:actor:%s%s%s", kinds[m->kind], m->possessive ? ":possessive" : "", m->modifies ? ":modifies" : "");
        add(x, "m:order:%s:%s", before ? "actor first" : "target first", gap_name(gap));
        add(x, "m:subject:%s", before && !m->modifies && !m->possessive && !x->r->passed_on ? "yes" : "no");
    }
    struct span mentions = document_mentions(d, x->c->sentence);
    uint32_t rivals = 0, outsiders = 0;
    for (uint32_t i = mentions.start; i < mentions.end; i++) {
        const struct mention *m = &d->mentions.items[i];
        actor_set actors = mention_actors(d, i);
        rivals += actors && !(actors >> x->c->actor & 1);
        outsiders += m->kind == MENTION_OTHER;
    }
    add(x, "m:rivals:%s", rivals > 1 ? "many" : rivals ? "one" : "none");
    add(x, "m:outsiders:%s", outsiders > 1 ? "many" : outsiders ? "one" : "none");
}

static bool is_holder(const char *item)
{
    return !strcmp(item, "ACTOR") || !strcmp(item, "ACTORS") || !strcmp(item, "RIVAL") || !strcmp(item, "OUTSIDER");
}

static const char *item_text(const struct extraction *x, int64_t item)
{
    return item < 0 ? "^" : item >= x->items.count ? "$" : x->items.items[item].text;
}

/* The words on either side of the actor: "sanctions on ACTOR", "ACTOR said". */
static void add_neighbours(struct extraction *x)
{
    if (x->actor_item == UINT32_MAX)
        return;
    int64_t i = x->actor_item;
    const char *side = x->actor_item < x->target_item ? "first" : "second";
    add(x, "m:before:%s:%s", side, item_text(x, i - 1));
    add(x, "m:after:%s:%s", side, item_text(x, i + 1));
    add(x, "m:after:%s:%s %s", side, item_text(x, i + 1), item_text(x, i + 2));
}

/* The cues that the actor is the nearest object ("urged ACTOR") or subject of ("ACTOR refuses"). */
static void add_government(struct extraction *x)
{
    enum { OBJECT_REACH = 1, SUBJECT_REACH = 3 };
    const struct document *d = x->d;
    if (x->c->actor_mention == NOWHERE)
        return;
    struct span actor = d->mentions.items[x->c->actor_mention].tokens, matches = document_matches(d, x->c->sentence);
    for (uint32_t i = matches.start; i < matches.end; i++) {
        const struct entry *e = entry_of(d, (int32_t)i);
        struct span tokens = d->matches.items[i].tokens;
        if (e->list > LIST_ACTION)
            continue;
        if (tokens.end <= actor.start && actor.start - tokens.end <= OBJECT_REACH && e->list != LIST_ACTION)
            add(x, "m:object:%s:%s:%c", lexicon_list_name(e->list), e->class, sign_of(e->value));
        if (tokens.start >= actor.end && tokens.start - actor.end <= SUBJECT_REACH)
            add(x, "m:subject:%s:%s:%c", lexicon_list_name(e->list), e->class, sign_of(e->value));
    }
}

/* Who stands nearest to the target on either side, and what joints lie between it and the actor. */
static void add_path(struct extraction *x)
{
    const char *left = "none", *right = "none";
    for (uint32_t i = x->target_item; i-- > 0 && !strcmp(left, "none");)
        if (is_holder(x->items.items[i].text))
            left = x->items.items[i].text;
    for (uint32_t i = x->target_item + 1; i < x->items.count && !strcmp(right, "none"); i++)
        if (is_holder(x->items.items[i].text))
            right = x->items.items[i].text;
    add(x, "m:nearest:%s", left);
    add(x, "m:nearest:%s:%c", left, sign_of(x->r->sign));
    add(x, "m:nearest:%s:%s", left, right);
    uint32_t from = x->target_item, to = x->target_item;
    if (x->actor_item != UINT32_MAX) {
        from = x->actor_item < from ? x->actor_item : from;
        to = x->actor_item > to ? x->actor_item : to;
    }
    bool comma = false, clause = false, and = false, quote = false;
    for (uint32_t i = from; i < to; i++) {
        const char *text = x->items.items[i].text;
        comma |= *text == ',';
        quote |= *text == '"';
        clause |= !strcmp(text, "that") || !strcmp(text, "which") || !strcmp(text, "who");
        and |= !strcmp(text, "and") || !strcmp(text, "but") || !strcmp(text, "while");
    }
    const char *path = arena_printf(x->d->arena, "%s%s%s%s", comma ? "," : "", clause ? "that " : "", and ? "and " : "",
                                    quote ? "\"" : "");
    add(x, "m:path:%s", path);
    add(x, "m:path:%s:%c", path, sign_of(x->r->sign));
}

static void add_place(struct extraction *x)
{
    const struct sentence *s = &x->d->sentences.items[x->c->sentence];
    add(x, "p:%s", s->kind == SENTENCE_HEADLINE ? "headline" : x->c->sentence <= 2 ? "lead"
                   : 4 * x->c->sentence > 3 * x->d->sentences.count ? "end" : "body");
    if (s->kind == SENTENCE_HEADLINE)
        add(x, "p:headline:sign:%c", sign_of(x->r->sign));
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
        view_sentence(&x);
        add_words(&x);
        add_cues(&x);
        add_reading(&x);
        add_attribution(&x);
        add_mentions(&x);
        add_neighbours(&x);
        add_government(&x);
        add_path(&x);
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
