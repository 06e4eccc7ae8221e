/* A map from byte strings to numbers, in an arena. Keys are kept by pointer: they must live as long as the map. */
#ifndef BASE_HASH_H
#define BASE_HASH_H
#include "base/arena.h"

#define HASH_MISSING UINT32_MAX

struct hash {
    struct hash_slot *slots;
    uint32_t count, mask; /* mask is the number of slots less one; 0 slots when slots is NULL */
};

uint64_t hash_bytes(const void *key, size_t length);
uint32_t hash_get(const struct hash *hash, const char *key, size_t length); /* HASH_MISSING when absent */

/* Puts value under key if it is absent. Returns the value that now stands there. */
uint32_t hash_add(struct arena *arena, struct hash *hash, const char *key, size_t length, uint32_t value);

#endif
