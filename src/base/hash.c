#include "base/hash.h"

struct hash_slot {
    const char *key; /* NULL: free */
    uint32_t length, value;
    uint64_t code;
};

/* FNV-1a, 64 bits, with the finalizer of MurmurHash3 so that the low bits serve as an index. */
uint64_t hash_bytes(const void *key, size_t length)
{
    const unsigned char *bytes = key;
    uint64_t code = 0xcbf29ce484222325u;
    for (size_t i = 0; i < length; i++)
        code = (code ^ bytes[i]) * 0x100000001b3u;
    code ^= code >> 33;
    code *= 0xff51afd7ed558ccdu;
    return code ^ code >> 33;
}

static struct hash_slot *find(struct hash_slot *slots, uint32_t mask, const char *key, size_t length, uint64_t code)
{
    for (uint32_t i = (uint32_t)code & mask;; i = (i + 1) & mask) {
        struct hash_slot *slot = &slots[i];
        if (!slot->key || (slot->code == code && slot->length == length && !memcmp(slot->key, key, length)))
            return slot;
    }
}

uint32_t hash_get(const struct hash *hash, const char *key, size_t length)
{
    if (!hash->slots)
        return HASH_MISSING;
    const struct hash_slot *slot = find(hash->slots, hash->mask, key, length, hash_bytes(key, length));
    return slot->key ? slot->value : HASH_MISSING;
}

static void grow(struct arena *arena, struct hash *hash)
{
    uint32_t size = hash->slots ? 2 * (hash->mask + 1) : 64;
    struct hash_slot *slots = arena_alloc(arena, size * sizeof *slots);
    for (uint32_t i = 0; hash->slots && i <= hash->mask; i++)
        if (hash->slots[i].key)
            *find(slots, size - 1, hash->slots[i].key, hash->slots[i].length, hash->slots[i].code) = hash->slots[i];
    hash->slots = slots;
    hash->mask = size - 1;
}

uint32_t hash_add(struct arena *arena, struct hash *hash, const char *key, size_t length, uint32_t value)
{
    if (!hash->slots || hash->count >= (hash->mask + 1) / 4 * 3)
        grow(arena, hash);
    uint64_t code = hash_bytes(key, length);
    struct hash_slot *slot = find(hash->slots, hash->mask, key, length, code);
    if (!slot->key) {
        *slot = (struct hash_slot){key, (uint32_t)length, value, code};
        hash->count++;
    }
    return slot->value;
}
