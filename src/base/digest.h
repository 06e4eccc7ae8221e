/* SHA-256, as lower-case hex. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H
#include <sha2.h>
#include <stddef.h>

enum { DIGEST_SIZE = 65 }; /* 64 digits and the terminator */

struct digest {
    SHA2_CTX state;
};

void digest_init(struct digest *digest);
void digest_add(struct digest *digest, const void *data, size_t length);
void digest_finish(struct digest *digest, char hex[DIGEST_SIZE]); /* init again before the next use */

/* The three in one. */
void digest_of(const void *data, size_t length, char hex[DIGEST_SIZE]);

#endif
