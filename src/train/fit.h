/* One target's rows, fitted by libsvm. */
#ifndef TRAIN_FIT_H
#define TRAIN_FIT_H
#include "train/dataset.h"

struct fit_options {
    double balance;
    bool normalize;
    unsigned article_copies, pair_copies; /* how often a row counts; 0: left out */
};

/* A row as the SVM sees it. */
struct item {
    uint32_t row;        /* in the data set */
    struct term *terms;  /* in the model's numbers */
    uint32_t count;
    unsigned copies;
};

/* The rows of one target in chosen documents, by class: favor, against, neutral, none. */
struct sample {
    const struct dataset *dataset;
    VEC(struct item) items;
    uint32_t features;
    uint32_t of_stance[ESP_STANCE_COUNT]; /* items, copies not counted */
    struct svm_node **kernel;             /* what libsvm reads, one an item; freed by sample_destroy */
    bool precomputed;
};

/* number maps a feature of the data set to the model's, UINT32_MAX where it is left out; features is how many are left.
 * chosen: one a document, NULL for all. */
void sample_build(struct sample *sample, struct arena *arena, const struct dataset *dataset, uint8_t target,
                  const bool *chosen, const uint32_t *number, uint32_t features, const struct fit_options *options);
bool sample_prepare(struct sample *sample); /* before fitting; false: out of memory */
void sample_destroy(struct sample *sample);
bool sample_can_fit(const struct sample *sample); /* two stances at least */

/* The terms of a row in the model's numbers, normalized if so wished. Returns their number. */
uint32_t sample_terms(const struct row *row, const uint32_t *number, bool normalize, struct term *terms);

/* A fitted machine, with the support vectors that it was collapsed from. */
struct fit {
    struct machine machine;
    uint32_t *supports;   /* items, class by class */
    double *coefficients; /* classes - 1 for each of them */
    uint32_t count, of_class[ESP_STANCE_COUNT];
};

/* Fits a prepared sample. What it returns lives in the arena. */
void fit_run(struct fit *fit, struct arena *arena, const struct sample *sample, double c, double balance);

/* Mean square of the items' lengths: libsvm's C is in its inverse. */
double sample_square(const struct sample *sample);

#endif
