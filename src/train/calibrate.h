/* From decision values to probabilities, and from those to the stance that is chosen. */
#ifndef TRAIN_CALIBRATE_H
#define TRAIN_CALIBRATE_H
#include "model.h"

/* A row that the machine has not seen: its summed decision values, its context (0 until that is known), and what was
 * labelled. */
struct observation {
    double inputs[INPUTS];
    enum esp_stance stance;
};

/* Fits a softmax that sees the first width inputs. With no observations every stance that is present is as likely. */
void calibrate_fit(struct softmax *softmax, const bool present[ESP_STANCE_COUNT],
                   const struct observation *observations, size_t count, int width);

/* Tunes the offsets of none and neutral so that the mean of F1(favor) and F1(against) is best. missed: labelled triples
 * by stance that no observation stands for. */
void calibrate_offsets(struct calibration *calibration, struct arena *arena, const struct observation *observations,
                       size_t count, const uint32_t missed[ESP_STANCE_COUNT]);

#endif
