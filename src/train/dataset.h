/* What is learned from: one row a candidate, with its features and its label. */
#ifndef TRAIN_DATASET_H
#define TRAIN_DATASET_H
#include "model.h"
#include "train/labels.h"

struct row {
    uint32_t document, sentence; /* in labels; sentence is the labelled one that the candidate's overlaps most */
    uint32_t at;                 /* the candidate's sentence, as the engine counts */
    uint8_t actor, target;
    bool headline, disputed;     /* disputed: neither learned from nor measured on */
    enum esp_stance stance;      /* labelled; none if nothing was */
    struct term *terms;          /* by feature, rising; values as extracted */
    uint32_t count;
};

/* What was predicted for a row. */
struct prediction {
    enum esp_stance stance;
    double probability[ESP_STANCE_COUNT];
};

/* A labelled triple that no row meets. */
struct missed {
    uint32_t document;
    struct labelled_triple triple;
};

struct dataset {
    struct arena *arena;
    struct arena work;           /* for one document at a time; whoever owns the data set destroys it */
    const struct labels *labels;
    const struct model *model;   /* NULL: nothing is predicted */
    const char *drop;            /* letters of feature families that are left out; NULL: none */
    VEC(struct row) rows;        /* by document */
    VEC(struct prediction) predictions; /* one a row, with a model */
    struct span *rows_of;        /* document -> rows */
    uint32_t *group_of;          /* document -> group: documents of one pair are one group, every other one its own */
    uint32_t *by_group;          /* documents, those of one group side by side */
    uint32_t group_count;
    struct hash names;           /* feature -> number */
    VEC(const char *) features;  /* number -> name */
    VEC(struct missed) missed;
};

/* Analyses every document with the stages before the model, and with the model if there is one. false on error (ESP_INPUT: text is not UTF-8). The arena
 * jumps when memory runs out. */
bool dataset_build(struct dataset *dataset,
                   void (*progress)(void *context, const char *what, size_t done, size_t total), void *context,
                   struct esp_error *error);

/* In how many groups each feature occurs, over the documents that chosen (one a document; NULL: all) says. */
void dataset_count(const struct dataset *dataset, const bool *chosen, uint32_t *counts);

#endif
