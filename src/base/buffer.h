/* Growing text outside any arena, for output. A failed allocation is remembered and everything after it ignored:
 * ask buffer_failed once at the end. */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H
#include <stdbool.h>
#include <stddef.h>

struct buffer {
    char *data; /* terminated once anything was added; NULL before */
    size_t length, capacity;
    bool failed;
};

void buffer_init(struct buffer *buffer);
void buffer_destroy(struct buffer *buffer);
void buffer_clear(struct buffer *buffer); /* empty, memory kept, failure forgotten */
void buffer_add(struct buffer *buffer, const char *data, size_t length);
void buffer_text(struct buffer *buffer, const char *text);
void buffer_printf(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
