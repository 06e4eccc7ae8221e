/* What the files candidate*.c share. */
#ifndef CANDIDATE_INTERNAL_H
#define CANDIDATE_INTERNAL_H
#include "lexicon.h"
#include "stages.h"

struct index_vec {
    uint32_t *items;
    uint32_t count, capacity;
};

struct finding {
    struct document *d;
    struct index_vec *by_sentence; /* sentence -> attributions with content in it */
    actor_set before;              /* who spoke or acted last, and where */
    uint32_t before_sentence;
    int32_t last[TARGETS_MAX];     /* the last mention of each target, NOWHERE before the first */
};

/* candidate_pick.c */
actor_set candidate_offered(const struct document *d, uint32_t mention); /* actors that it may stand for, left open */
/* Sets the best pair of mentions for the candidate's actor and target, its attributions and its route. */
void candidate_pick(const struct finding *f, struct candidate *c);
/* The same in a sentence that has no mention of the target. */
void candidate_pick_actor(const struct finding *f, struct candidate *c);

#endif
