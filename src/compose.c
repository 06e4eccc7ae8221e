/* (9b) Readings: the chain actor - attitude - action - target, composed from cues.
 *
 * Words alone learn who usually says what; what carries over to new text is how cues combine:
 *
 *     Seoul   opposes   easing   sanctions      - x -  = for
 *     Seoul   seeks     easing   of sanctions   + x -  = against
 *     "It is premature to ease sanctions"       - x -  = for (spoken)
 *     Washington does not rule out lifting ...  not x - x - = against
 *
 * Within a window (compose_window.c) the cues that govern one another from the target outwards (compose_action.c,
 * compose_chain.c, compose_joint.c) are multiplied with the negations right before each; a condition may turn the whole
 * (compose_condition.c). It says something of the actor only if the chain is not another's (compose_holder.c).
 * Known to be wrong: coordination of verbs ("backs and later dropped"), irony, comparatives ("less eager to"). */
#include "compose_internal.h"

enum { SPELT_REACH = 5 };

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

static void read_flags(const struct view *v, struct reading *r)
{
    for (uint32_t i = v->matches.start; i < v->matches.end; i++) {
        uint8_t list = compose_entry(v->d, i)->list;
        if (list == LIST_CONDITION && r->condition == NOWHERE)
            r->condition = (int32_t)i;
        if (list == LIST_HEDGE && r->hedge == NOWHERE)
            r->hedge = (int32_t)i;
    }
    r->flags = (r->negations ? ESP_NEGATED : 0u) | (r->condition != NOWHERE ? ESP_CONDITIONAL : 0u) |
               (r->hedge != NOWHERE ? ESP_HEDGED : 0u);
}

/* The action at the target with the negations that bear on it: in its own words, or said of it where no action governs
 * it from the left. */
static void read_action(const struct view *v, struct reading *r)
{
    r->action = compose_inner_action(v);
    bool inner = r->action != NOWHERE, left = !inner && compose_governed_by_action(v);
    if (!inner && !left)
        r->action = compose_right_action(v);
    uint32_t negations = r->action == NOWHERE ? 0 : compose_negations(v, (uint32_t)r->action);
    if (!left && (!inner || !negations))
        negations += compose_target_negations(v); /* "no sanctions will be lifted", "no relief" */
    int value = r->action == NOWHERE ? v->verb : compose_entry(v->d, (uint32_t)r->action)->value;
    r->action_sign = (int8_t)value;
    if (r->action != NOWHERE && compose_tokens(v, (uint32_t)r->action).start < r->head)
        r->head = compose_tokens(v, (uint32_t)r->action).start; /* "put sanctions on" */
    r->negations = (uint8_t)negations;
}

/* True when a target that is noun and verb stands between an actor and whom it is done to: "U.S. sanctions three
 * banks". */
static bool reads_as_verb(const struct view *v, const struct mention *mention)
{
    uint32_t end = v->target.end;
    int32_t entry = mention->entry, before = clause_mention_ending(v->clause, v->target.start);
    while (entry != NOWHERE && lexicon_entry(v->d->lexicon, (uint32_t)entry)->pos != 'v')
        entry = lexicon_entry_next(v->d->lexicon, (uint32_t)entry);
    if (entry == NOWHERE || before == NOWHERE || end >= v->d->sentences.items[v->c->sentence].tokens.end)
        return false;
    const struct mention *actor = &v->d->mentions.items[before];
    int32_t after = clause_mention_starting(v->clause, end);
    const struct mention *object = after == NOWHERE ? NULL : &v->d->mentions.items[after];
    return actor->type == MENTION_ACTOR && !actor->possessive && actor->kind != MENTION_ADJECTIVE &&
           ((object && object->type == MENTION_ACTOR) || v->clause->words[end] == WORD_NUMBER);
}

/* "the idea of easing sanctions": what stands for the target is read as the name that it is spelt out with. */
static void spell_out(struct view *v)
{
    struct span mentions = document_mentions(v->d, v->c->sentence);
    for (uint32_t m = mentions.start; v->stand_in && m < mentions.end; m++) {
        const struct mention *x = &v->d->mentions.items[m];
        if (x->tokens.start < v->target.end || x->tokens.start > v->target.end + SPELT_REACH)
            continue;
        if (clause_is(v->clause, v->target.end, "of") && candidate_target(v->d, m) == v->c->target &&
            !compose_blocked(v, (struct span){v->target.end, x->tokens.start}, SPELT_REACH)) {
            v->target = x->tokens;
            v->stand_in = false;
        }
    }
}

/* "formally end the war", "declaring" */
static bool opens_with_verb(const struct view *v)
{
    uint32_t at = v->target.start;
    while (at + 1 < v->target.end && v->clause->words[at] == WORD_ADVERB)
        at++;
    return v->clause->words[at] == WORD_VERB;
}

static bool is_breach(const struct entry *action)
{
    return !strcmp(action->class, "evade") || !strcmp(action->class, "violate");
}

/* The product of what was found, turned by a condition. Breaches: to charge somebody with evading sanctions is to want
 * them kept; to evade them is a deed. */
static int read_sign(const struct view *v, const struct reading *r, int sign)
{
    bool breach = r->action != NOWHERE && is_breach(compose_entry(v->d, (uint32_t)r->action));
    if (breach && !r->attitudes)
        return r->holder != HOLDER_OWN;
    int product = 0;
    if (r->attitude_sign || r->action_sign)
        product = sign * (r->attitude_sign ? r->attitude_sign : 1) * (r->action_sign ? r->action_sign : 1);
    if (compose_withheld(v, r))
        product = product ? -product : -1; /* "before a declaration, the North must disarm" */
    if (product || r->attitudes || r->head != v->target.start || v->target.start == v->target.end)
        return product;
    if (compose_owner(v, r->head) == HOLDER_OWN || (r->holder != HOLDER_RIVAL && opens_with_verb(v)))
        return sign; /* "Seoul's end-of-war drive", "would not end the war" */
    return sign < 0 && compose_denied(v) ? -1 : 0; /* "no declaration is possible" */
}

/* Whether the actor governs the chain, and whether another one stands in between. */
static void read_government(const struct view *v, struct reading *r)
{
    const struct candidate *c = v->c;
    if (c->actor_mention == NOWHERE) {
        r->governed = c->attribution != NOWHERE;
        return;
    }
    const struct mention *mention = &v->d->mentions.items[c->actor_mention];
    struct span actor = mention->tokens;
    bool before = actor.end <= v->target.start;
    r->passed_on = subject_between(v, before ? actor.end : v->target.end, before ? v->target.start : actor.start);
    bool cut_off = before && actor.start < v->window.start; /* another clause stands between */
    r->governed = c->attribution != NOWHERE || (!r->passed_on && !cut_off && (v->verb || !mention->modifies));
}

static struct reading read_candidate(const struct document *d, const struct clause *clause, const struct candidate *c)
{
    struct reading r = {.attitude = NOWHERE, .action = NOWHERE, .condition = NOWHERE, .hedge = NOWHERE};
    struct view v = {.d = d, .c = c, .clause = clause, .target = candidate_target_tokens(d, c),
                     .matches = document_matches(d, c->sentence)};
    const struct mention *mention = &d->mentions.items[c->target_mention];
    const struct entry *name = mention->entry == NOWHERE ? NULL : lexicon_entry(d->lexicon, (uint32_t)mention->entry);
    v.stand_in = name && name->kind == KIND_CONTEXT;
    v.verb = name && (name->pos == 'v' || reads_as_verb(&v, mention));
    compose_window(&v);
    spell_out(&v);
    r.window = v.window;
    r.head = v.target.start;
    read_action(&v, &r);
    int sign = r.negations % 2 ? -1 : 1;
    compose_left(&v, &r);
    if (!r.attitude_sign) /* "considers it premature" */
        compose_right(&v, &r);
    r.holder = compose_holder(&v, r.head);
    bool told = c->attribution != NOWHERE && d->attributions.items[c->attribution].kind != ESP_NARRATED;
    bool others = (r.holder == HOLDER_RIVAL && c->attribution == NOWHERE) || (!told && compose_addressed(&v));
    r.sign = (int8_t)(others ? 0 : read_sign(&v, &r, sign)); /* "Seoul wants", "Seoul urged the North to" */
    read_government(&v, &r);
    read_flags(&v, &r);
    return r;
}

void compose_read(struct document *d)
{
    const struct clause *clause = clause_of(d);
    d->readings = arena_alloc(d->arena, (d->candidates.count + 1) * sizeof *d->readings);
    for (uint32_t i = 0; i < d->candidates.count; i++)
        d->readings[i] = read_candidate(d, clause, &d->candidates.items[i]);
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
        static const char *const holders[] = {"", ",own", ",rival's", ",outsider's"};
        buffer_printf(out, "%u\t%s\t%s\t%+d\tattitudes %d (%u)\taction %d\tnegations %u\t%s%s%s%s", c->sentence,
                      lexicon_actor(d->lexicon, c->actor)->id, lexicon_target(d->lexicon, c->target)->id, r->sign,
                      r->attitude_sign, r->attitudes, r->action_sign, r->negations, r->governed ? "governed" : "-",
                      r->passed_on ? ",passed on" : "",
                      holders[r->holder], r->undecided ? ",undecided" : "");
        dump_cue(d, r->attitude, out);
        dump_cue(d, r->action, out);
        dump_cue(d, r->condition, out);
        dump_cue(d, r->hedge, out);
        buffer_text(out, "\t");
        dump_tokens(d, r->window, out);
        buffer_text(out, "\n");
    }
}
