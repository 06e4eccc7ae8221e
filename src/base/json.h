/* Small helps around jansson. What makes a value returns a new reference, NULL when out of memory. */
#ifndef BASE_JSON_H
#define BASE_JSON_H
#include <jansson.h>
#include <stdbool.h>

/* A string, bytes that are not UTF-8 (as paths may have) read as U+FFFD; null for NULL. */
json_t *json_text(const char *text);

/* Whether a value could not be read for want of memory, as far as jansson says so: fault is what it said. */
bool json_exhausted(const json_t *value, const json_error_t *fault);

/* A number rounded to four decimals, for json_dumps with JSON_ROUNDED; null for one that is not finite. */
json_t *json_rounded(double value);

/* Digits that json_rounded needs for values in -9.9999 .. 9.9999; jansson writes them without regard to the locale. */
#define JSON_ROUNDED JSON_REAL_PRECISION(5)

#endif
