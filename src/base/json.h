/* Small helps around jansson. What makes a value returns a new reference, NULL when out of memory. */
#ifndef BASE_JSON_H
#define BASE_JSON_H
#include <jansson.h>

/* A string, bytes that are not UTF-8 (as paths may have) read as U+FFFD; null for NULL. */
json_t *json_text(const char *text);

/* A number rounded to four decimals, for json_dumps with JSON_ROUNDED; null for one that is not finite. */
json_t *json_rounded(double value);

/* Digits that json_rounded needs for values in -9.9999 .. 9.9999; jansson writes them without regard to the locale. */
#define JSON_ROUNDED JSON_REAL_PRECISION(5)

#endif
