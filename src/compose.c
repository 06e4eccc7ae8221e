/* (9b) Readings: the chain actor - attitude - action - target, composed from cues.
 *
 * Words alone learn who usually says what; what carries over to new text is how cues combine:
 *
 *     Seoul   opposes   easing   sanctions      - x -  = for
 *     Seoul   seeks     easing   of sanctions   + x -  = against
 *     "It is premature to ease sanctions"       - x -  = for (spoken)
 *     Washington does not rule out lifting ...  not x - x - = against
 *
 * The stretch that is read (the window) runs from the actor to the target and on to the end of the target's clause;
 * for a speaker it is the part of the quoted or reported words around the target. In it the nearest cue of action
 * next to the target, the attitudes between actor and target, and the negations right before each are multiplied.
 * An actor that stands between this one and the target takes the attitudes behind it for itself, unless it is what
 * this one's attitude bears on ("urged Washington to lift").
 * Known to be wrong: coordination of verbs ("backs and later dropped"), irony, comparatives ("less eager to"). */
#include "lexicon.h"
#include "stages.h"

enum { ACTION_REACH = 8, NEGATION_REACH = 4, CLAUSE_REACH = 30, ATTITUDE_REACH = 10, CHAIN_REACH = 5 };

struct view {
    const struct document *d;
    const struct candidate *c;
    struct span target;  /* tokens of the target's mention */
    struct span window;
    struct span matches; /* of the sentence */
    bool stand_in;       /* the target's mention is no name of it: "relief", "the waiver" */
    bool verb;           /* it is a verb: "sanctioned five banks" is an act by itself */
};

static const struct entry *entry_of(const struct document *d, uint32_t match)
{
    return lexicon_entry(d->lexicon, d->matches.items[match].entry);
}

/* A token that ends a stretch of clauses: what stands beyond it does not govern what stands here. */
static bool hard_break(const struct document *d, uint32_t token)
{
    const struct token *t = &d->tokens.items[token];
    if (t->kind == TOKEN_PUNCTUATION)
        return *t->key == ';' || *t->key == ':' || !strcmp(t->key, "--") || !strcmp(t->key, "\xE2\x80\x94");
    return false;
}

static bool is_class(const struct document *d, uint32_t token, const char *class)
{
    const struct token *t = &d->tokens.items[token];
    const char *found = t->kind == TOKEN_WORD ? lexicon_function_word(d->lexicon, t->key, t->key_length) : NULL;
    return found && !strcmp(found, class);
}

/* A softer one: a comma, a subordinator, a relative, "but". */
static bool soft_break(const struct document *d, uint32_t token)
{
    const struct token *t = &d->tokens.items[token];
    return hard_break(d, token) || (t->kind == TOKEN_PUNCTUATION && *t->key == ',') ||
           is_class(d, token, "subordinator") || is_class(d, token, "relative") ||
           (t->kind == TOKEN_WORD && !strcmp(t->key, "but"));
}

/* Tokens of the content of an attribution that lie around the target within its sentence. */
static struct span content_around(const struct document *d, const struct attribution *a, struct span target)
{
    for (uint32_t i = 0; i < a->content.count; i++)
        if (span_covers(a->content.items[i], target))
            return a->content.items[i];
    return d->sentences.items[d->tokens.items[target.start].sentence].tokens;
}

static struct span window_of(const struct document *d, const struct candidate *c, struct span target)
{
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
    if (c->attribution != NOWHERE) { /* the cue may be the attitude: "proposed", "demanded", "denied" */
        struct span cue = d->attributions.items[c->attribution].cue_tokens;
        if (cue.start < cue.end && span_covers(sentence, cue)) {
            window.start = cue.start < window.start ? cue.start : window.start;
            window.end = cue.end > window.end ? cue.end : window.end;
        }
    }
    uint32_t start = target.start, end = target.end;
    while (start > window.start && target.start - start < CLAUSE_REACH && !hard_break(d, start - 1))
        start--;
    while (end < window.end && end - target.end < CLAUSE_REACH && !soft_break(d, end))
        end++;
    if (inside && c->actor_mention != NOWHERE) { /* "..., Seoul believes": up to an actor behind the target */
        struct span actor = d->mentions.items[c->actor_mention].tokens;
        if (actor.start >= target.end && actor.end - target.end < CLAUSE_REACH && actor.end + 3 > end)
            end = actor.end + 3 < window.end ? actor.end + 3 : window.end;
    }
    return (struct span){start, end};
}

/* Tokens between a match and the target, 0 when they touch or overlap; UINT32_MAX when a break parts them. */
static uint32_t distance(const struct view *v, struct span tokens)
{
    struct span gap = tokens.end <= v->target.start ? (struct span){tokens.end, v->target.start}
                      : tokens.start >= v->target.end ? (struct span){v->target.end, tokens.start}
                                                      : (struct span){0, 0};
    for (uint32_t t = gap.start; t < gap.end; t++)
        if (soft_break(v->d, t))
            return UINT32_MAX;
    return gap.end - gap.start;
}

static bool in_window(const struct view *v, uint32_t match)
{
    return span_covers(v->window, v->d->matches.items[match].tokens);
}

/* The action nearest to the target; one before it is preferred to an equally near one behind. */
static int32_t find_action(const struct view *v)
{
    int32_t best = NOWHERE;
    uint32_t best_distance = ACTION_REACH + 1;
    for (uint32_t i = v->matches.start; i < v->matches.end; i++) {
        if (entry_of(v->d, i)->list != LIST_ACTION || !in_window(v, i))
            continue;
        struct span tokens = v->d->matches.items[i].tokens;
        uint32_t gap = distance(v, tokens);
        if (span_meets(tokens, v->target) && !v->stand_in)
            continue; /* part of the target's name: "ending the war"; but "relief", "lifting them" */
        if (gap != UINT32_MAX && tokens.start >= v->target.end)
            gap++;
        if (gap < best_distance) {
            best = (int32_t)i;
            best_distance = gap;
        }
    }
    return best;
}

static bool parted(const struct view *v, uint32_t from, uint32_t to)
{
    for (uint32_t t = from; t < to; t++)
        if (soft_break(v->d, t) || is_class(v->d, t, "conjunction"))
            return true;
    return false;
}

/* Number of negations that bear on tokens: those within reach before them, up to the cue before, which would take them
 * for itself, or to a break. Matches are looked through backwards from the one numbered match. */
static uint32_t negations_before(const struct view *v, struct span at, uint32_t match)
{
    uint32_t count = 0;
    for (uint32_t i = match; i-- > v->matches.start;) {
        struct span tokens = v->d->matches.items[i].tokens;
        uint8_t list = entry_of(v->d, i)->list;
        if (tokens.start + NEGATION_REACH + 4 < at.start || tokens.start < v->window.start)
            break;
        if (tokens.end > at.start)
            continue;
        if (list == LIST_ATTITUDE || list == LIST_ACTION)
            break;
        if (list == LIST_NEGATION && at.start - tokens.end <= NEGATION_REACH && !parted(v, tokens.end, at.start))
            count += strcmp(entry_of(v->d, i)->class, "empty") != 0;
    }
    return count;
}

static uint32_t negations_of(const struct view *v, uint32_t match)
{
    return negations_before(v, v->d->matches.items[match].tokens, match);
}

/* Negations before the target itself: "no relief". */
static uint32_t negations_of_target(const struct view *v)
{
    uint32_t match = v->matches.start;
    while (match < v->matches.end && v->d->matches.items[match].tokens.start < v->target.start)
        match++;
    return negations_before(v, v->target, match);
}

/* True when another actor or outsider stands as a subject between two tokens. */
static bool subject_between(const struct view *v, uint32_t start, uint32_t end)
{
    struct span mentions = document_mentions(v->d, v->c->sentence);
    for (uint32_t m = mentions.start; m < mentions.end; m++) {
        const struct mention *x = &v->d->mentions.items[m];
        if (x->type == MENTION_ACTOR && (int32_t)m != v->c->actor_mention && x->tokens.start >= start &&
            x->tokens.end <= end && !x->modifies && !x->possessive && x->kind != MENTION_ADJECTIVE &&
            !(mention_actors(v->d, m) >> v->c->actor & 1))
            return true;
    }
    return false;
}

/* True when something between two tokens keeps the first from governing the second: a break, a condition ("go nowhere
 * until sanctions are eased"), or a coordination that is not of two short cues. */
static bool blocked(const struct view *v, struct span gap, uint32_t reach)
{
    if (gap.end - gap.start > reach)
        return true;
    for (uint32_t t = gap.start; t < gap.end; t++)
        if (soft_break(v->d, t) || (is_class(v->d, t, "conjunction") && gap.end - gap.start > 2))
            return true;
    for (uint32_t i = v->matches.start; i < v->matches.end && v->d->matches.items[i].tokens.start < gap.end; i++)
        if (entry_of(v->d, i)->list == LIST_CONDITION && v->d->matches.items[i].tokens.start >= gap.start)
            return true;
    return false;
}

static void multiply(const struct view *v, struct reading *r, uint32_t match)
{
    const struct entry *e = entry_of(v->d, match);
    uint32_t negations = negations_of(v, match);
    int value = negations % 2 ? -e->value : e->value;
    if (!e->value && negations % 2)
        value = -1; /* "no review of lifting them" */
    if (r->attitude == NOWHERE)
        r->attitude = (int32_t)match;
    r->attitudes++;
    r->negations = (uint8_t)(r->negations + negations);
    if (value)
        r->attitude_sign = (int8_t)(r->attitude_sign ? r->attitude_sign * value : value);
}

/* True for an adjective within the noun phrase of what follows it: "recoiled at the premature declaration" is no denial
 * that it is premature. It counts only where nothing else governs. */
static bool is_attribute(const struct document *d, uint32_t match, uint32_t at)
{
    struct span tokens = d->matches.items[match].tokens;
    return entry_of(d, match)->pos == 'x' && tokens.end == at && tokens.start &&
           (is_class(d, tokens.start - 1, "article") || is_class(d, tokens.start - 1, "determiner"));
}

/* Attitudes before the action or target that govern it, nearest first: "refuses to rule out easing". */
static void read_left(const struct view *v, struct reading *r)
{
    uint32_t at = v->target.start;
    if (r->action != NOWHERE && v->d->matches.items[r->action].tokens.start < at)
        at = v->d->matches.items[r->action].tokens.start;
    int32_t attribute = NOWHERE;
    for (uint32_t i = v->matches.end; i-- > v->matches.start;) {
        struct span tokens = v->d->matches.items[i].tokens;
        if (tokens.start < v->window.start)
            break;
        if (entry_of(v->d, i)->list != LIST_ATTITUDE || tokens.end > at)
            continue;
        if (blocked(v, (struct span){tokens.end, at}, r->attitudes ? CHAIN_REACH : ATTITUDE_REACH))
            break;
        if (attribute == NOWHERE && !r->attitudes && is_attribute(v->d, i, at))
            attribute = (int32_t)i;
        else
            multiply(v, r, i);
        at = tokens.start;
    }
    if (!r->attitudes && attribute != NOWHERE)
        multiply(v, r, (uint32_t)attribute);
}

/* True when a cue stands as a noun with a phrase of its own: "amid its push for". */
static bool is_noun(const struct view *v, uint32_t match)
{
    uint32_t start = v->d->matches.items[match].tokens.start;
    if (is_class(v->d, start - 1, "article") || v->d->tokens.items[start - 1].kind == TOKEN_POSSESSIVE)
        return true;
    for (uint32_t i = match; i-- > v->matches.start && v->d->matches.items[i].tokens.start + 1 >= start;)
        if (entry_of(v->d, i)->list == LIST_PRONOUNS && v->d->matches.items[i].tokens.end == start)
            return true;
    return false;
}

/* An attitude behind the target that is said of it: "easing sanctions would be premature". One in a relative clause
 * ("sanctions that strangle his country") is said of the target alone: it counts only where nothing stands before. */
static void read_right(const struct view *v, struct reading *r)
{
    uint32_t from = v->target.end;
    if (r->action != NOWHERE && v->d->matches.items[r->action].tokens.end > from)
        from = v->d->matches.items[r->action].tokens.end;
    for (uint32_t i = v->matches.start; i < v->matches.end; i++) {
        struct span tokens = v->d->matches.items[i].tokens;
        if (entry_of(v->d, i)->list != LIST_ATTITUDE || tokens.start < from)
            continue;
        if (tokens.end > v->window.end || blocked(v, (struct span){from, tokens.start}, ATTITUDE_REACH))
            break;
        if (is_noun(v, i))
            break;
        const struct token *next = &v->d->tokens.items[from];
        bool relative = !strcmp(next->key, "that") || !strcmp(next->key, "which");
        if (!relative || (!r->attitudes && r->action == NOWHERE))
            multiply(v, r, i);
        break;
    }
}

/* True when a condition turns the sign: what is promised comes "only after" something else, or something else "must" come
 * "before" it. "Will not talk until sanctions are lifted" wants them lifted and turns nothing. */
static bool withheld(const struct view *v, const struct reading *r)
{
    uint32_t from = v->target.start, to = v->target.end;
    if (r->action != NOWHERE) {
        struct span action = v->d->matches.items[r->action].tokens;
        from = action.start < from ? action.start : from;
        to = action.end > to ? action.end : to;
    }
    int32_t before = NOWHERE; /* the nearest condition before action and target */
    for (uint32_t i = v->matches.start; i < v->matches.end; i++) {
        const struct entry *e = entry_of(v->d, i);
        struct span tokens = v->d->matches.items[i].tokens;
        if (e->list != LIST_CONDITION)
            continue;
        if (tokens.start >= to && tokens.start - to <= ACTION_REACH && !strcmp(e->class, "only") && !r->negations)
            return true;
        if (tokens.end <= from && from - tokens.end <= CHAIN_REACH && !strcmp(e->class, "withhold"))
            before = (int32_t)i;
    }
    if (before == NOWHERE)
        return false;
    bool must = false;
    for (uint32_t i = v->matches.start; i < (uint32_t)before; i++) {
        const struct entry *e = entry_of(v->d, i);
        if (v->d->matches.items[i].tokens.start + CLAUSE_REACH < from)
            continue;
        if (e->list == LIST_NEGATION)
            return false;
        must |= e->list == LIST_MODALITY && (!strcmp(e->class, "must") || !strcmp(e->class, "should"));
    }
    return must;
}

static void read_flags(const struct view *v, struct reading *r)
{
    for (uint32_t i = v->matches.start; i < v->matches.end; i++) {
        uint8_t list = entry_of(v->d, i)->list;
        if (list == LIST_CONDITION && r->condition == NOWHERE)
            r->condition = (int32_t)i;
        if (list == LIST_HEDGE && r->hedge == NOWHERE)
            r->hedge = (int32_t)i;
    }
    r->flags = (r->negations ? ESP_NEGATED : 0u) | (r->condition != NOWHERE ? ESP_CONDITIONAL : 0u) |
               (r->hedge != NOWHERE ? ESP_HEDGED : 0u);
}

static struct reading read_candidate(const struct document *d, const struct candidate *c)
{
    struct reading r = {.attitude = NOWHERE, .action = NOWHERE, .condition = NOWHERE, .hedge = NOWHERE};
    struct view v = {.d = d, .c = c, .target = candidate_target_tokens(d, c),
                     .matches = document_matches(d, c->sentence)};
    v.window = r.window = window_of(d, c, v.target);
    const struct mention *mention = &d->mentions.items[c->target_mention];
    const struct entry *name = mention->entry == NOWHERE ? NULL : lexicon_entry(d->lexicon, (uint32_t)mention->entry);
    v.stand_in = name && name->kind == KIND_CONTEXT;
    v.verb = name && name->pos == 'v';
    r.action = find_action(&v);
    int sign = 1;
    uint32_t negations = 0;
    bool behind = false; /* the action stands behind the target: "no sanctions will be lifted" */
    if (r.action != NOWHERE) {
        negations = negations_of(&v, (uint32_t)r.action);
        r.action_sign = entry_of(d, (uint32_t)r.action)->value;
        behind = d->matches.items[r.action].tokens.start >= v.target.end;
    } else if (v.verb) {
        r.action_sign = 1;
    }
    if (r.action == NOWHERE || behind)
        negations += negations_of_target(&v);
    r.negations = (uint8_t)negations;
    if (negations % 2)
        sign = -sign;
    read_left(&v, &r);
    if (!r.attitudes)
        read_right(&v, &r);
    if (r.attitude_sign || r.action_sign)
        r.sign = (int8_t)(sign * (r.attitude_sign ? r.attitude_sign : 1) * (r.action_sign ? r.action_sign : 1));
    if (r.sign && withheld(&v, &r))
        r.sign = (int8_t)-r.sign;
    if (c->actor_mention != NOWHERE) {
        struct span actor = d->mentions.items[c->actor_mention].tokens;
        uint32_t from = actor.end <= v.target.start ? actor.end : v.target.end;
        uint32_t to = actor.end <= v.target.start ? v.target.start : actor.start;
        r.passed_on = subject_between(&v, from, to);
    }
    r.governed = c->attribution != NOWHERE || (c->actor_mention != NOWHERE && !r.passed_on &&
                                               !d->mentions.items[c->actor_mention].modifies);
    read_flags(&v, &r);
    return r;
}

void compose_read(struct document *d)
{
    d->readings = arena_alloc(d->arena, (d->candidates.count + 1) * sizeof *d->readings);
    for (uint32_t i = 0; i < d->candidates.count; i++)
        d->readings[i] = read_candidate(d, &d->candidates.items[i]);
}

static void dump_cue(const struct document *d, int32_t match, struct buffer *out)
{
    buffer_text(out, "\t");
    if (match == NOWHERE)
        buffer_text(out, "-");
    else
        dump_tokens(d, d->matches.items[match].tokens, out);
}

void compose_dump(const struct document *d, struct buffer *out)
{
    for (uint32_t i = 0; i < d->candidates.count; i++) {
        const struct candidate *c = &d->candidates.items[i];
        const struct reading *r = &d->readings[i];
        buffer_printf(out, "%u\t%s\t%s\t%+d\tattitudes %d (%u)\taction %d\tnegations %u\t%s%s", c->sentence,
                      lexicon_actor(d->lexicon, c->actor)->id, lexicon_target(d->lexicon, c->target)->id, r->sign,
                      r->attitude_sign, r->attitudes, r->action_sign, r->negations, r->governed ? "governed" : "-",
                      r->passed_on ? ",passed on" : "");
        dump_cue(d, r->attitude, out);
        dump_cue(d, r->action, out);
        dump_cue(d, r->condition, out);
        dump_cue(d, r->hedge, out);
        buffer_text(out, "\t");
        dump_tokens(d, r->window, out);
        buffer_text(out, "\n");
    }
}
