#include "base/utf8.h"

#include <utf8proc.h>

uint32_t utf8_read(const char *bytes, uint32_t at, uint32_t end, int32_t *point)
{
    unsigned char b = (unsigned char)bytes[at];
    if (b < 0x80) {
        *point = b;
        return 1;
    }
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)bytes + at, end - at, point);
    if (size > 0)
        return (uint32_t)size;
    *point = 0xFFFD;
    return 1;
}

size_t utf8_valid(const char *bytes, size_t length)
{
    size_t at = 0;
    while (at < length) {
        utf8proc_int32_t point;
        size_t left = length - at < 4 ? length - at : 4;
        utf8proc_ssize_t size = 1;
        if ((unsigned char)bytes[at] >= 0x80)
            size = utf8proc_iterate((const utf8proc_uint8_t *)bytes + at, (utf8proc_ssize_t)left, &point);
        if (size <= 0)
            return at;
        at += (size_t)size;
    }
    return length;
}

size_t utf8_points(const char *bytes, size_t length)
{
    size_t points = 0;
    for (size_t i = 0; i < length; i++)
        points += ((unsigned char)bytes[i] & 0xC0) != 0x80;
    return points;
}

char *utf8_lower(struct arena *arena, const char *bytes, uint32_t length, uint16_t *lower_length)
{
    if (length > UINT16_MAX / 2)
        length = UINT16_MAX / 2; /* a "word" of 32 kB matches nothing anyway */
    char *lower = arena_alloc(arena, 2 * (size_t)length + 4); /* no simple mapping is longer than twice its source */
    uint32_t size = 0;
    for (uint32_t at = 0; at < length;) {
        int32_t c;
        at += utf8_read(bytes, at, length, &c);
        if (c < 0x80)
            lower[size++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
        else
            size += (uint32_t)utf8proc_encode_char(utf8proc_tolower(c), (utf8proc_uint8_t *)lower + size);
    }
    lower[size] = 0;
    *lower_length = (uint16_t)size;
    return lower;
}
