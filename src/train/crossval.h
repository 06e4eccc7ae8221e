/* Cross-validation: every row judged by machines that have not seen its document. */
#ifndef TRAIN_CROSSVAL_H
#define TRAIN_CROSSVAL_H
#include "train/fit.h"

enum { C_GRID_MAX = 8 };

struct crossval {
    const struct dataset *dataset;
    unsigned folds, threads, min_documents;
    uint64_t seed;
    struct fit_options fit;
    unsigned grid;
    double c[TARGETS_MAX][C_GRID_MAX];         /* libsvm's C: what to try, a target at a time */
    void (*progress)(void *context, const char *what, size_t done, size_t total);
    void *progress_context;
    /* results */
    uint32_t *fold_of;                         /* document -> fold */
    double (*sums)[ESP_STANCE_COUNT];          /* row * grid + place in the grid -> summed decision values */
};

/* Deals the groups of documents out to folds, articles and pairs each evenly; needs dataset, folds and seed. */
void crossval_deal(struct crossval *crossval, struct arena *arena);

/* Fits and judges. false: out of memory. */
bool crossval_run(struct crossval *crossval, struct arena *arena);

/* Maps features that occur in min_documents groups of the chosen documents to 0, 1, ..., others to UINT32_MAX. Returns
 * how many there are; counts has the groups of each. */
uint32_t crossval_number(const struct dataset *dataset, const bool *chosen, unsigned min_documents, uint32_t *counts,
                         uint32_t *number);

#endif
