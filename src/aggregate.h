/* (11) What aggregate.c counts, for those that have triples but no document (cross-validation). */
#ifndef AGGREGATE_H
#define AGGREGATE_H
#include "espouse.h"

#include <stdbool.h>

/* One triple as the cells see it. */
struct vote {
    uint8_t actor, target;
    bool headline;
    enum esp_stance stance; /* votes of stance none are skipped */
    double probability[ESP_STANCE_COUNT];
};

/* Fills cells[actor * targets + target]. */
void aggregate_votes(const struct vote *votes, size_t count, size_t actors, size_t targets, struct esp_cell *cells);

#endif
