/* (9b) The window of a reading: the tokens in which cues are looked for.
 *
 *     [Washington opposes easing sanctions before that], as Seoul knows
 *     "[It is premature to ease sanctions]," the minister said
 *
 * It runs from the actor to the target and on to the end of the target's clause; for a speaker it is the part of the
 * reported words around the target and the verb that reports them.
 * Known to be wrong: clauses whose subject is no actor ("as talks drag on") do not end it. */
#include "compose_internal.h"

enum { SUBJECT_GAP = 6 };

/* Tokens of the content of an attribution that lie around the target within its sentence. */
static struct span content_around(const struct document *d, const struct attribution *a, struct span target)
{
    int32_t part = attribution_part(a, target);
    if (part != NOWHERE)
        return a->content.items[part];
    return d->sentences.items[d->tokens.items[target.start].sentence].tokens;
}

/* True when a clause with a subject of its own begins at a token: "as U.S. holds fast", "and Washington keeps them". */
static bool clause_begins(const struct document *d, const struct candidate *c, uint32_t token)
{
    const char *key = d->tokens.items[token].key;
    if (strcmp(key, "as") && strcmp(key, "and") && !compose_soft_break(d, token))
        return false;
    struct span mentions = document_mentions(d, c->sentence);
    for (uint32_t m = mentions.start; m < mentions.end && d->mentions.items[m].tokens.start <= token + 1; m++) {
        const struct mention *x = &d->mentions.items[m];
        if (x->tokens.start == token + 1 && x->type == MENTION_ACTOR && !x->modifies && !x->possessive &&
            !(mention_actors(d, m) >> c->actor & 1))
            return true;
    }
    return false;
}

/* "A declaration[, Chung said,] is a step": what parts the content that the target ends from the rest of the
 * sentence. */
static struct span interposed(const struct view *v)
{
    const struct document *d = v->d;
    const struct candidate *c = v->c;
    struct span target = v->target, none = {0, 0};
    if (c->attribution == NOWHERE)
        return none;
    const struct attribution *a = &d->attributions.items[c->attribution];
    struct span sentence = d->sentences.items[c->sentence].tokens;
    int32_t part = attribution_part(a, target);
    if (part == NOWHERE || (uint32_t)part + 1 >= a->content.count || a->content.items[part + 1].start >= sentence.end)
        return none;
    uint32_t end = a->content.items[part].end, next = a->content.items[part + 1].start;
    while (end > target.end &&
           (d->tokens.items[end - 1].kind == TOKEN_QUOTE || d->tokens.items[end - 1].kind == TOKEN_PUNCTUATION))
        end--;
    while (next < sentence.end && d->tokens.items[next].kind == TOKEN_QUOTE)
        next++;
    uint8_t w = v->clause->words[next];
    bool goes_on = w == WORD_BE || w == WORD_HAVE || w == WORD_AUXILIARY || w == WORD_VERB || w == WORD_ADVERB;
    return end == target.end && goes_on ? (struct span){end, next} : none;
}

/* The window with the words that attribute it: the cue, which may be the attitude ("proposed", "denied"), what stands
 * between it and its source ("Washington [is not going to seek]"), and the cue of an attribution by the same actor in
 * whose content it stands ("Seoul [denied that it considers] easing"). */
static struct span widened(const struct view *v, const struct attribution *a, struct span window)
{
    struct span sentence = v->d->sentences.items[v->c->sentence].tokens, cue = a->cue_tokens, source = a->source_tokens;
    if (cue.start < cue.end && span_covers(sentence, cue)) {
        window.start = cue.start < window.start ? cue.start : window.start;
        window.end = cue.end > window.end ? cue.end : window.end;
    }
    if (source.start < source.end && span_covers(sentence, source) && source.end < window.start &&
        window.start - source.end <= SUBJECT_GAP)
        window.start = source.end;
    if (a->parent == NOWHERE || !(v->d->attributions.items[a->parent].actors >> v->c->actor & 1))
        return window;
    struct span outer = v->d->attributions.items[a->parent].cue_tokens;
    if (outer.start < outer.end && span_covers(sentence, outer) && outer.end <= v->target.start)
        window.start = outer.start < window.start ? outer.start : window.start;
    return window;
}

void compose_window(struct view *v)
{
    const struct document *d = v->d;
    const struct candidate *c = v->c;
    struct span target = v->target;
    v->interposed = interposed(v);
    struct span sentence = d->sentences.items[c->sentence].tokens, window = sentence;
    bool inside = false; /* the actor is named within the stretch that holds the target */
    if (c->attribution != NOWHERE)
        window = content_around(d, &d->attributions.items[c->attribution], target);
    else if (c->outer != NOWHERE)
        window = content_around(d, &d->attributions.items[c->outer], target);
    if (c->actor_mention != NOWHERE) {
        struct span actor = d->mentions.items[c->actor_mention].tokens;
        inside = span_covers(window, actor);
        if (!inside && c->attribution == NOWHERE) {
            window = sentence;
            inside = true;
        }
        if (inside && actor.end <= target.start)
            window.start = actor.start;
    }
    if (c->attribution != NOWHERE)
        window = widened(v, &d->attributions.items[c->attribution], window);
    uint32_t start = target.start, end = target.end;
    if (v->interposed.end) {
        end = v->interposed.end;
        window.end = sentence.end;
    }
    while (start > window.start && target.start - start < WINDOW_REACH && !compose_hard_break(d, start - 1) &&
           !clause_begins(d, c, start - 1))
        start--;
    while (end < window.end && end < target.end + WINDOW_REACH && !compose_soft_break(d, end) &&
           !clause_begins(d, c, end))
        end++;
    if (inside && c->actor_mention != NOWHERE) { /* "..., Seoul believes": up to an actor behind the target */
        struct span actor = d->mentions.items[c->actor_mention].tokens;
        if (actor.start >= target.end && actor.end - target.end < WINDOW_REACH && actor.end + 3 > end)
            end = actor.end + 3 < window.end ? actor.end + 3 : window.end;
    }
    v->window = (struct span){start, end};
}
