/* What train.c hands to those that write the model folder. */
#ifndef TRAIN_TRAIN_H
#define TRAIN_TRAIN_H
#include "base/buffer.h"
#include "train/outoffold.h"

struct trained {
    struct arena *arena;
    const struct esp_train_options *options; /* defaults filled in */
    const struct dataset *dataset;
    const struct esp_training *result;
    const struct outoffold *judgement;
    uint32_t held_out;                       /* documents left out */
    const uint32_t *number, *counts;         /* feature of the data set -> the model's; -> documents it occurs in */
    struct sample samples[TARGETS_MAX];
    struct fit fits[TARGETS_MAX];
    struct calibration calibrations[TARGETS_MAX];
};

/* True when a model can be written to folder: it is not there yet, empty, or a model. */
bool save_check(const char *folder, struct esp_error *error);

/* Writes the folder, in one step as seen from outside; the digest of the model is left in digest. */
bool save_model(const struct trained *trained, const char *folder, char digest[DIGEST_SIZE], struct esp_error *error);

/* The text of each file. false: out of memory. */
bool save_features(const struct trained *trained, struct buffer *out);
bool save_machine(const struct trained *trained, size_t target, struct buffer *out);
bool save_calibration(const struct trained *trained, struct buffer *out);
bool save_card(const struct trained *trained, const char *name, struct buffer *out);

#endif
