/* What feature.c, feature_view.c and feature_mention.c share. */
#ifndef FEATURE_INTERNAL_H
#define FEATURE_INTERNAL_H
#include "base/hash.h"
#include "lexicon.h"
#include "stages.h"

enum { FEATURE_REACH = 14 }; /* items around actor and target that are looked at */

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
void feature_add(struct extraction *x, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Fills items, actor_item and target_item for the candidate. */
void feature_view(struct extraction *x);

/* The family m. */
void feature_mentions(struct extraction *x);

static inline const struct entry *feature_entry(const struct document *d, int32_t match)
{
    return match == NOWHERE ? NULL : lexicon_entry(d->lexicon, d->matches.items[match].entry);
}

static inline char feature_sign(int value)
{
    return value > 0 ? '+' : value < 0 ? '-' : '0';
}

#endif
