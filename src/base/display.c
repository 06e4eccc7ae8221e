#include "base/display.h"

#include "base/utf8.h"

#include <math.h>
#include <stdio.h>
#include <utf8proc.h>

enum { PIECE = 16 };

/* What a code point shows as. */
struct glyph {
    char text[PIECE];
    uint32_t size, columns;
    bool space;
};

static struct glyph glyph_at(const char *text, uint32_t at, uint32_t end, uint32_t *next)
{
    struct glyph g = {.columns = 1};
    int32_t c;
    uint32_t length = utf8_read(text, at, end, &c);
    *next = at + length;
    bool direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
    if (c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x2028 || c == 0x2029 ||
        utf8proc_category(c) == UTF8PROC_CATEGORY_ZS) {
        g.space = true;
        g.text[g.size++] = ' ';
    } else if (c < 0x20 || (c >= 0x7F && c < 0xA0)) {
        g.size = g.columns = (uint32_t)snprintf(g.text, sizeof g.text, "\\x%02x", (unsigned)c);
    } else if (direction) {
        g.size = g.columns = (uint32_t)snprintf(g.text, sizeof g.text, "\\u%04x", (unsigned)c);
    } else {
        g.size = (uint32_t)utf8proc_encode_char(c, (utf8proc_uint8_t *)g.text);
        int width = utf8proc_charwidth(c);
        g.columns = width > 0 ? (uint32_t)width : 0;
    }
    return g;
}

static uint32_t length_of(const char *text)
{
    size_t length = strlen(text);
    return length > UINT32_MAX / 2 ? UINT32_MAX / 2 : (uint32_t)length;
}

/* Adds the cleaned text to out, unless it is NULL; returns its columns. */
static size_t clean(struct buffer *out, const char *text)
{
    size_t columns = 0;
    bool gap = false;
    for (uint32_t at = 0, end = length_of(text); at < end;) {
        struct glyph g = glyph_at(text, at, end, &at);
        if (g.space) {
            gap = columns > 0;
            continue;
        }
        if (gap && out)
            buffer_text(out, " ");
        if (out)
            buffer_add(out, g.text, g.size);
        columns += g.columns + gap;
        gap = false;
    }
    return columns;
}

size_t display_width(const char *text)
{
    return clean(NULL, text);
}

void display_clean(struct buffer *out, const char *text)
{
    clean(out, text);
}

void display_pad(struct buffer *out, size_t used, size_t width)
{
    for (; used < width; used++)
        buffer_text(out, " ");
}

/* Columns of the word at a byte, no more than limit counted. */
static size_t word_width(const char *text, uint32_t at, uint32_t end, size_t limit)
{
    size_t columns = 0;
    while (at < end && columns <= limit) {
        struct glyph g = glyph_at(text, at, end, &at);
        if (g.space)
            break;
        columns += g.columns;
    }
    return columns;
}

static void new_line(struct buffer *out, size_t indent)
{
    buffer_text(out, "\n");
    display_pad(out, 0, indent);
}

void display_wrap(struct buffer *out, const char *text, size_t used, size_t indent, size_t width)
{
    bool gap = false, word = false; /* word: within one */
    size_t first = used;
    for (uint32_t at = 0, next, end = length_of(text); at < end; at = next) {
        struct glyph g = glyph_at(text, at, end, &next);
        if (g.space) {
            gap = used > first;
            word = false;
            continue;
        }
        size_t room = used + gap < width ? width - used - gap : 0;
        size_t need = word ? g.columns : word_width(text, at, end, width);
        bool cut = need + indent > width; /* fits no line as a whole */
        if (used > indent && (cut ? g.columns : need) > room) {
            new_line(out, indent);
            used = indent;
        } else if (gap) {
            buffer_text(out, " ");
            used++;
        }
        first = 0;
        buffer_add(out, g.text, g.size);
        used += g.columns;
        gap = false;
        word = true;
    }
    buffer_text(out, "\n");
}

void display_number(struct buffer *out, double value, int decimals, bool sign)
{
    long scale = 1;
    for (int i = 0; i < decimals; i++)
        scale *= 10;
    long scaled = lround(value * (double)scale), size = scaled < 0 ? -scaled : scaled;
    const char *mark = scaled < 0 ? "-" : sign ? "+" : "";
    buffer_printf(out, "%s%ld.%0*ld", mark, size / scale, decimals, size % scale);
}
