/* Where the text is between quotation marks, for (8). */
#ifndef QUOTATION_H
#define QUOTATION_H
#include "document.h"

struct quotation {
    struct span tokens;  /* with its marks */
    bool continued;      /* the next paragraph's goes on from it */
    bool closed;         /* false: its closing mark is missing, or stands at the end of a later paragraph */
    bool whole;          /* a sentence or more, not some words that are picked out */
    int32_t before;      /* the quotation of the paragraph before that it goes on from, NOWHERE */
};

struct quotations {
    VEC(struct quotation) list; /* in order, not overlapping; those within others are not told apart */
    int32_t *at;                /* token -> quotation, NOWHERE */
};

const struct quotations *quotations_of(struct document *d); /* found once a document */

#endif
