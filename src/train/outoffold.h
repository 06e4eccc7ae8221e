/* What cross-validation comes to: the best C, the calibration, predictions and figures that no document had a say in
 * for itself. */
#ifndef TRAIN_OUTOFFOLD_H
#define TRAIN_OUTOFFOLD_H
#include "train/calibrate.h"
#include "train/crossval.h"
#include "train/metrics.h"

struct outoffold {
    unsigned place[TARGETS_MAX];                  /* of the chosen C in the grid */
    struct calibration calibration[TARGETS_MAX];  /* for the model: from all out-of-fold rows */
    struct prediction *predictions;               /* one a row */
    double log_loss;
};

/* offsets: whether to tune them. */
void outoffold_judge(struct outoffold *judgement, struct arena *arena, const struct crossval *crossval, bool offsets);

/* Writes predictions as JSON lines. false: write did not want more, or memory ran out. */
bool outoffold_write(const struct outoffold *judgement, const struct dataset *dataset, esp_write_fn write,
                     void *context);

#endif
