#include "base/digest.h"

void digest_init(struct digest *digest)
{
    SHA256Init(&digest->state);
}

void digest_add(struct digest *digest, const void *data, size_t length)
{
    SHA256Update(&digest->state, data, length);
}

void digest_finish(struct digest *digest, char hex[DIGEST_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char bytes[SHA256_DIGEST_LENGTH];
    SHA256Final(bytes, &digest->state);
    for (int i = 0; i < SHA256_DIGEST_LENGTH; i++) {
        hex[2 * i] = digits[bytes[i] >> 4];
        hex[2 * i + 1] = digits[bytes[i] & 15];
    }
    hex[DIGEST_SIZE - 1] = 0;
}

void digest_of(const void *data, size_t length, char hex[DIGEST_SIZE])
{
    struct digest digest;
    digest_init(&digest);
    digest_add(&digest, data, length);
    digest_finish(&digest, hex);
}
