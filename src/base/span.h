/* A half-open range of bytes or of tokens: [start, end). */
#ifndef BASE_SPAN_H
#define BASE_SPAN_H
#include <stdbool.h>
#include <stdint.h>

struct span {
    uint32_t start, end;
};

static inline uint32_t span_length(struct span s)
{
    return s.end - s.start;
}

static inline bool span_holds(struct span s, uint32_t at)
{
    return s.start <= at && at < s.end;
}

static inline bool span_covers(struct span outer, struct span inner)
{
    return outer.start <= inner.start && inner.end <= outer.end;
}

static inline bool span_meets(struct span a, struct span b) /* shares at least one place */
{
    return a.start < b.end && b.start < a.end;
}

#endif
