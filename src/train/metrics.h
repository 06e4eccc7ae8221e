/* Counting what was found right, and figures from the counts. */
#ifndef TRAIN_METRICS_H
#define TRAIN_METRICS_H
#include "espouse_train.h"
#include "train/dataset.h"

struct counts {
    size_t documents, triples;
    size_t hits[ESP_STANCE_COUNT], misses[ESP_STANCE_COUNT], alarms[ESP_STANCE_COUNT]; /* by stance */
    size_t found, not_found, false_found, stance_right;
    size_t cells, cells_right;
    size_t cell_hits[ESP_STANCE_COUNT], cell_misses[ESP_STANCE_COUNT], cell_alarms[ESP_STANCE_COUNT];
};

/* Adds one document; predictions has one a row of the whole data set. actor, target: only triples and cells of this one;
 * NOWHERE: all. */
void metrics_add(struct counts *counts, const struct dataset *dataset, uint32_t document,
                 const struct prediction *predictions, int actor, int target);
void metrics_sum(struct counts *counts, const struct counts *more);

/* Precision, recall and F1 of a stance, triples that had no candidate included among those not found. */
struct rates {
    double precision, recall, f1;
};
struct rates metrics_rates(const struct counts *counts, enum esp_stance stance);

struct esp_figures metrics_figures(const struct counts *counts);

#endif
