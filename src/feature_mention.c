/* (9c) Features of mentions: kind, place and order of actor and target, the words next to the actor, the cues it is
 * subject or object of, and the joints between it and the target.
 *
 *     "Seoul urged Washington to ease sanctions"   (washington): object of demand +; (seoul): subject of demand + */
#include "feature_internal.h"

static const char *gap_name(uint32_t gap)
{
    return gap <= 1 ? "1" : gap <= 3 ? "3" : gap <= 7 ? "7" : gap <= 14 ? "14" : "far";
}

static void add_kinds(struct extraction *x)
{
    static const char *const kinds[] = {"name", "org", "person", "office", "name", "context", "pronoun", "other"};
    const struct document *d = x->d;
    bool resolved = mention_target(d, (uint32_t)x->c->target_mention) != NOWHERE;
    feature_add(x, "m:target:%s%s", kinds[d->mentions.items[x->c->target_mention].kind], d->mentions.items[x->c->target_mention].sentence != x->c->sentence ? ":before" : resolved ? "" : ":unresolved");
    if (x->c->actor_mention == NOWHERE) {
        feature_add(x, "m:actor:none");
    } else {
        const struct mention *m = &d->mentions.items[x->c->actor_mention];
        bool before = m->tokens.end <= x->target.start;
        uint32_t at = x->actor_item == UINT32_MAX ? x->target_item : x->actor_item;
        uint32_t apart = at > x->target_item ? at - x->target_item : x->target_item - at;
        uint32_t gap = apart ? apart - 1 : 0; /* in items: "the United States" is no longer than "Seoul" */
        feature_add(x, "m:actor:%s%s%s", kinds[m->kind], m->possessive ? ":possessive" : "", m->modifies ? ":modifies" : "");
        feature_add(x, "m:order:%s:%s", before ? "actor first" : "target first", gap_name(gap));
        feature_add(x, "m:subject:%s", before && !m->modifies && !m->possessive && !x->r->passed_on ? "yes" : "no");
    }
    struct span mentions = document_mentions(d, x->c->sentence);
    uint32_t rivals = 0, outsiders = 0;
    for (uint32_t i = mentions.start; i < mentions.end; i++) {
        const struct mention *m = &d->mentions.items[i];
        actor_set actors = mention_actors(d, i);
        rivals += actors && !(actors >> x->c->actor & 1);
        outsiders += m->kind == MENTION_OTHER;
    }
    feature_add(x, "m:rivals:%s", rivals > 1 ? "many" : rivals ? "one" : "none");
    feature_add(x, "m:outsiders:%s", outsiders > 1 ? "many" : outsiders ? "one" : "none");
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
    feature_add(x, "m:before:%s:%s", side, item_text(x, i - 1));
    feature_add(x, "m:after:%s:%s", side, item_text(x, i + 1));
    feature_add(x, "m:after:%s:%s %s", side, item_text(x, i + 1), item_text(x, i + 2));
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
        const struct entry *e = feature_entry(d, (int32_t)i);
        struct span tokens = d->matches.items[i].tokens;
        if (e->list > LIST_ACTION)
            continue;
        if (tokens.end <= actor.start && actor.start - tokens.end <= OBJECT_REACH && e->list != LIST_ACTION)
            feature_add(x, "m:object:%s:%s:%c", lexicon_list_name(e->list), e->class, feature_sign(e->value));
        if (tokens.start >= actor.end && tokens.start - actor.end <= SUBJECT_REACH)
            feature_add(x, "m:subject:%s:%s:%c", lexicon_list_name(e->list), e->class, feature_sign(e->value));
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
    feature_add(x, "m:nearest:%s", left);
    feature_add(x, "m:nearest:%s:%c", left, feature_sign(x->r->sign));
    feature_add(x, "m:nearest:%s:%s", left, right);
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
    feature_add(x, "m:path:%s", path);
    feature_add(x, "m:path:%s:%c", path, feature_sign(x->r->sign));
}

void feature_mentions(struct extraction *x)
{
    add_kinds(x);
    add_neighbours(x);
    add_government(x);
    add_path(x);
}
