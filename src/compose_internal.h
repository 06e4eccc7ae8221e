/* What the compose files share. */
#ifndef COMPOSE_INTERNAL_H
#define COMPOSE_INTERNAL_H
#include "clause.h"
#include "stages.h"

enum { ACTION_REACH = 8, NEGATION_REACH = 4, ATTITUDE_REACH = 10, CHAIN_REACH = 5, WINDOW_REACH = 30,
       CUE_LENGTH = 12 }; /* tokens; the last: of the longest cue */

struct view {
    const struct document *d;
    const struct clause *clause;
    const struct candidate *c;
    struct span target;  /* tokens of the target's mention */
    struct span window;
    struct span interposed; /* a reporting clause right behind the target: "a declaration[, he said,] is" */
    struct span matches; /* of the sentence */
    bool stand_in;       /* the target's mention is no name of it: "relief", "the waiver" */
    bool verb;           /* it is a verb: "sanctioned five banks" is an act by itself */
};

static inline const struct entry *compose_entry(const struct document *d, uint32_t match)
{
    return lexicon_entry(d->lexicon, d->matches.items[match].entry);
}

static inline struct span compose_tokens(const struct view *v, uint32_t match)
{
    return v->d->matches.items[match].tokens;
}

/* ---- compose_window.c ---- */

/* Sets window and interposed. */
void compose_window(struct view *v);

/* The first token behind a place that goes on with the sentence: what is interposed is left out. */
static inline uint32_t compose_resume(const struct view *v, uint32_t token)
{
    return token >= v->interposed.start && token < v->interposed.end ? v->interposed.end : token;
}

/* ---- compose_joint.c ---- */

bool compose_is(const struct document *d, uint32_t token, const char *class); /* of function.tsv */

/* A token that ends a stretch of clauses: what stands beyond it does not govern what stands here. */
bool compose_hard_break(const struct document *d, uint32_t token);

/* A softer one: a comma, a subordinator, a relative, "but". */
bool compose_soft_break(const struct document *d, uint32_t token);

/* True when something between two tokens keeps the first from governing the second. */
bool compose_blocked(const struct view *v, struct span gap, uint32_t reach);

/* True when a relative clause follows the target. */
bool compose_opens_relative(const struct view *v);

/* Number of negations that bear on a match; on the target itself ("no relief"). */
uint32_t compose_negations(const struct view *v, uint32_t match);
uint32_t compose_target_negations(const struct view *v);
bool compose_denied(const struct view *v); /* "no declaration", "no new sanctions" */

/* ---- compose_action.c ---- */

/* True when the match is an action that governs what follows its gap: "ease", "easing of", not "stay". */
bool compose_governs_right(const struct view *v, uint32_t match, uint32_t from);

int32_t compose_inner_action(const struct view *v); /* in the target's words: "sanctions relief", "declare it over" */
int32_t compose_right_action(const struct view *v); /* said of the target: "sanctions were lifted", "to remain" */

/* ---- compose_chain.c ---- */

/* Multiply the cues before the target into the reading, nearest first; the attitude behind it. */
void compose_left(const struct view *v, struct reading *r);
void compose_right(const struct view *v, struct reading *r);

/* True when the nearest cue before the target that governs it is an action. */
bool compose_governed_by_action(const struct view *v);

/* ---- compose_holder.c ---- */

/* Whose the noun is that begins at a token: "Seoul's", "its", "U.S."; nobody's when nothing says so. */
enum chain_holder compose_owner(const struct view *v, uint32_t noun);

/* Whose the chain is: the subject or the owner of the cue at its head. */
enum chain_holder compose_holder(const struct view *v, uint32_t head);

/* True when somebody else wants or demands something of the actor: "urged [Washington] to lift". */
bool compose_addressed(const struct view *v);

/* ---- compose_condition.c ---- */

/* True when a condition turns the sign. */
bool compose_withheld(const struct view *v, const struct reading *r);

#endif
