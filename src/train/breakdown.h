/* Figures in tables: all documents and parts of them, by stance, how sure the probabilities may be. */
#ifndef TRAIN_BREAKDOWN_H
#define TRAIN_BREAKDOWN_H
#include "base/buffer.h"
#include "train/metrics.h"

struct breakdown {
    const struct dataset *dataset;
    const struct prediction *predictions; /* one a row */
    bool pairs;                           /* documents of pairs are measured, too; else articles alone */
    uint64_t seed;                        /* of the bootstrap */
    unsigned samples;
    bool markdown;                        /* else for a terminal */
};

/* Figures with 95 % intervals (percentiles of a bootstrap over documents): all, by actor and target, by kind of text, by
 * year. The arena is the data set's. */
void breakdown_groups(const struct breakdown *breakdown, struct buffer *out);

/* Precision, recall and F1 of each stance, and what was taken for what. */
void breakdown_stances(const struct breakdown *breakdown, struct buffer *out);

/* How often the likeliest stance is right, by its probability, over candidates; the expected calibration error is the
 * mean gap between the two, by number. Returns it. */
double breakdown_calibration(const struct breakdown *breakdown, struct buffer *out);

/* What is left, and how much of it is right, when evidence below a probability is left undecided. */
void breakdown_coverage(const struct breakdown *breakdown, struct buffer *out);

#endif
