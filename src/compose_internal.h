/* What compose.c and compose_cue.c share. */
#ifndef COMPOSE_INTERNAL_H
#define COMPOSE_INTERNAL_H
#include "lexicon.h"
#include "stages.h"

enum { CLAUSE_REACH = 30 }; /* tokens of a clause that are looked at */

struct view {
    const struct document *d;
    const struct candidate *c;
    struct span target;  /* tokens of the target's mention */
    struct span window;
    struct span matches; /* of the sentence */
    bool stand_in;       /* the target's mention is no name of it: "relief", "the waiver" */
    bool verb;           /* it is a verb: "sanctioned five banks" is an act by itself */
};

static inline const struct entry *compose_entry(const struct document *d, uint32_t match)
{
    return lexicon_entry(d->lexicon, d->matches.items[match].entry);
}

/* A token that ends a stretch of clauses: what stands beyond it does not govern what stands here. */
bool compose_hard_break(const struct document *d, uint32_t token);

/* A softer one: a comma, a subordinator, a relative, "but". */
bool compose_soft_break(const struct document *d, uint32_t token);

/* The action nearest to the target, NOWHERE if none; one before it is preferred to an equally near one behind. */
int32_t compose_action(const struct view *v);

/* Number of negations that bear on a match; on the target itself ("no relief"). */
uint32_t compose_negations(const struct view *v, uint32_t match);
uint32_t compose_target_negations(const struct view *v);

/* Multiply the attitudes before the action or target into the reading, nearest first; the one behind them. */
void compose_left(const struct view *v, struct reading *r);
void compose_right(const struct view *v, struct reading *r);

/* True when a condition turns the sign. */
bool compose_withheld(const struct view *v, const struct reading *r);

#endif
