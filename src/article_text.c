/* (1) Plain text: the whole input is one article, its first line the headline.
 *
 * Decides only whether it is text. What is not UTF-8 is refused with the place of the first bad byte and a guess at
 * what it is instead:
 *
 *     clip.txt:3:17: byte 0x93 is not UTF-8, it looks like Windows-1252: want UTF-8 text (iconv converts)
 *
 * Title and date are left to (3) and date.c, which have the lexicons' calendar.
 * Known to be wrong: the guess; any other 8-bit encoding looks like Windows-1252 too. */
#include "article.h"
#include "base/utf8.h"

#include <ctype.h>

/* Line and column, both from 1, column in code points, of a byte. */
static void place_of(const char *text, size_t at, long *line, long *column)
{
    *line = *column = 1;
    for (size_t i = 0; i < at; i++) {
        *column += ((unsigned char)text[i] & 0xC0) != 0x80;
        if (text[i] == '\n') {
            ++*line;
            *column = 1;
        }
    }
}

static bool is_blank(const char *text, size_t length)
{
    if (length >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3)) {
        text += 3;
        length -= 3;
    }
    while (length && isspace((unsigned char)*text)) {
        text++;
        length--;
    }
    return !length;
}

static int refuse_bytes(struct esp_reader *reader, const char *text, size_t length, size_t bad, struct esp_error *error)
{
    const unsigned char *u = (const unsigned char *)text;
    long line, column;
    place_of(text, bad, &line, &column);
    if (length > 1 && ((u[0] == 0xFF && u[1] == 0xFE) || (u[0] == 0xFE && u[1] == 0xFF)))
        return article_refuse(reader, 0, 0, error, "UTF-16: want UTF-8 text (iconv converts)");
    if (!text[bad] || !memcmp(text, "%PDF", length < 4 ? length : 4))
        return article_refuse(reader, line, column, error,
                              "binary data (byte 0x%02X): want UTF-8 text, HTML or JSON lines", (unsigned)u[bad]);
    return article_refuse(reader, line, column, error,
                          "byte 0x%02X is not UTF-8, it looks like Windows-1252: want UTF-8 text (iconv converts)",
                          (unsigned)u[bad]);
}

int article_next_text(struct esp_reader *reader, struct esp_article *article, struct esp_error *error)
{
    const char *text;
    size_t length;
    article->id = reader->name;
    if (!input_rest(&reader->input, ARTICLE_MAX, &text, &length, error))
        return -1;
    const char *zero = memchr(text, 0, length);
    size_t bad = utf8_valid(text, zero ? (size_t)(zero - text) : length);
    if (bad < length)
        return refuse_bytes(reader, text, length, bad, error);
    if (is_blank(text, length))
        return article_refuse(reader, 0, 0, error, "nothing in it but white space: want an article");
    article->text = text;
    article->length = length;
    article->line = 1;
    return 1;
}
