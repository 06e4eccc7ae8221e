/* Filling struct esp_error. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H
#include "espouse.h"

/* Sets status and text unless error is NULL or already set. Returns status, so that a caller can return it. */
enum esp_status error_set(struct esp_error *error, enum esp_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Adds the parts of the place that are still missing; 0 or NULL adds nothing. Does nothing when no error is set. */
void error_place(struct esp_error *error, const char *where, long line, long column);

#endif
