/* UTF-8 checked, read and lowered. Tables come from utf8proc. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H
#include "base/arena.h"

/* Reads the code point at bytes[at], at < end. Returns its length in bytes; a byte that is no UTF-8 reads as U+FFFD, 1. */
uint32_t utf8_read(const char *bytes, uint32_t at, uint32_t end, int32_t *point);

/* Bytes before the first that is no UTF-8; length if all are. */
size_t utf8_valid(const char *bytes, size_t length);

/* Code points in valid UTF-8. */
size_t utf8_points(const char *bytes, size_t length);

/* Lower case (simple mapping of each code point), terminated; *lower_length is cut at 65535. */
char *utf8_lower(struct arena *arena, const char *bytes, uint32_t length, uint16_t *lower_length);

#endif
