/* (2) Text: the article's bytes folded to one form, with the way back to the source.
 *
 * Decides that text is UTF-8 (or refuses it), and makes alike what looks alike: composed and decomposed letters (NFC),
 * typographic and CJK quotation marks, every kind of space, full-width letters, the three-dot character. Characters
 * that nobody sees (soft hyphen, zero width, direction marks, byte order mark) are dropped, other control characters
 * become spaces.
 *
 *     The South\u2019s \u201cpeace dec\u00adlaration\u201d   ->   The South's "peace declaration"
 *
 * Offsets that leave the library count the code points of the source, so a map from folded to source bytes is kept
 * (only when the two differ) and a table of code points at every 256th source byte.
 * Normalization works on runs of at most 32 code points, the limit of the Stream-Safe Text Format (UAX #15), so that
 * a letter with a hundred thousand accents costs no more than a hundred thousand letters.
 * Known to be wrong: a high quotation mark that stands for "ditto" or inches becomes a quotation mark. */
#include "base/error.h"
#include "base/utf8.h"
#include "lexicon.h"
#include "stages.h"

#include <utf8proc.h>

enum { RUN_MAX = 32, DECOMPOSED_MAX = 8, POINTS_STEP = 256 }; /* no code point decomposes to more than 4 */

struct folding {
    struct arena *arena;
    const char *source;
    char *out;
    uint32_t length, capacity;
    uint32_t *map; /* NULL until the first difference */
};

/* Writes bytes for source bytes [from, from + consumed). Bytes map one to one where they are the source's own, else all
 * to the start: "..." for the three bytes of one character must not map into its middle. */
static void emit(struct folding *f, const char *bytes, uint32_t count, uint32_t from, uint32_t consumed)
{
    bool one = count > 1 && count == consumed && memcmp(bytes, f->source + from, count) != 0;
    if (!f->map && (f->length != from || count != consumed || one)) {
        f->map = arena_alloc(f->arena, ((size_t)f->capacity + 1) * sizeof *f->map);
        for (uint32_t i = 0; i < f->length; i++)
            f->map[i] = i;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (f->map)
            f->map[f->length] = count == consumed && !one ? from + i : from;
        f->out[f->length++] = bytes[i];
    }
}

/* What a code point folds to by itself: a string, "" to drop it, NULL to keep it. */
static const char *fold_point(int32_t c)
{
    switch (c) {
    case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x2032: case 0x2039: case 0x203A: case 0xB4: case 0x60:
        return "'";
    case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0x2033: case 0xAB: case 0xBB: case 0x300C: case 0x300D:
    case 0x300E: case 0x300F: case 0x301D: case 0x301E: case 0x301F: case 0xFF02:
        return "\"";
    case 0xAD: case 0x180E: case 0x200B: case 0x200C: case 0x200D: case 0x200E: case 0x200F: case 0x2060: case 0xFEFF:
    case 0x202A: case 0x202B: case 0x202C: case 0x202D: case 0x202E: case 0x2066: case 0x2067: case 0x2068: case 0x2069:
        return "";
    case 0x2028: case 0x85: case 0x0B: case 0x0C:
        return "\n";
    case 0x2029:
        return "\n\n";
    case 0x2010: case 0x2011:
        return "-";
    case 0x2026:
        return "...";
    case 0x3002:
        return ".";
    case 0x3001:
        return ",";
    default:
        break;
    }
    if (c < 0x20 || (c >= 0x7F && c < 0xA0))
        return c == '\n' ? NULL : " ";
    if (c > 0x7F && utf8proc_category(c) == UTF8PROC_CATEGORY_ZS)
        return " ";
    return NULL;
}

/* True when c joins the run before it: a combining mark or a vowel or final of Hangul. */
static bool joins(int32_t c)
{
    return c >= 0x300 && (utf8proc_get_property(c)->combining_class || (c >= 0x1160 && c <= 0x11FF));
}

/* Writes a run of code points in NFC. */
static void emit_run(struct folding *f, const int32_t *run, int count, uint32_t from, uint32_t consumed)
{
    int32_t points[RUN_MAX * DECOMPOSED_MAX];
    utf8proc_ssize_t length = 0;
    int boundary = 0;
    for (int i = 0; i < count; i++)
        length += utf8proc_decompose_char(run[i], points + length,
                                          (utf8proc_ssize_t)(sizeof points / sizeof *points) - length,
                                          UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, &boundary);
    for (utf8proc_ssize_t i = 1; i < length; i++) { /* canonical order: stable sort by combining class */
        int32_t point = points[i];
        int rank = utf8proc_get_property(point)->combining_class;
        utf8proc_ssize_t at = i;
        for (; rank && at > 0 && utf8proc_get_property(points[at - 1])->combining_class > rank; at--)
            points[at] = points[at - 1];
        points[at] = point;
    }
    length = utf8proc_normalize_utf32(points, length, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    char bytes[RUN_MAX * DECOMPOSED_MAX * 4];
    uint32_t size = 0;
    for (utf8proc_ssize_t i = 0; i < length; i++)
        size += (uint32_t)utf8proc_encode_char(points[i], (utf8proc_uint8_t *)bytes + size);
    emit(f, bytes, size, from, consumed);
}

static bool fold_source(struct folding *f, const struct text *text, struct esp_error *error)
{
    const utf8proc_uint8_t *source = (const utf8proc_uint8_t *)text->source;
    for (uint32_t at = 0; at < text->source_length;) {
        if (source[at] >= ' ' && source[at] < 0x7F && source[at] != '`' && source[at] != '\'' &&
            (at + 1 == text->source_length || source[at + 1] < 0x80)) {
            emit(f, text->source + at, 1, at, 1);
            at++;
            continue;
        }
        int32_t c, run[RUN_MAX];
        utf8proc_ssize_t size = utf8proc_iterate(source + at, text->source_length - at, &c);
        if (size < 0) {
            error_set(error, ESP_INPUT, "byte %lu is not UTF-8: want UTF-8 text", (unsigned long)at + 1);
            return false;
        }
        uint32_t from = at;
        at += (uint32_t)size;
        if (c == '\r') {
            at += at < text->source_length && source[at] == '\n';
            emit(f, "\n", 1, from, at - from);
            continue;
        }
        if ((c == '\'' || c == '`') && at < text->source_length && source[at] == source[from]) {
            at++; /* ``quotation'' as typewriters and old wires have it */
            emit(f, "\"", 1, from, 2);
            continue;
        }
        int count = 0;
        run[count++] = c >= 0xFF01 && c <= 0xFF5E && c != 0xFF02 ? c - 0xFF01 + '!' : c;
        while (count < RUN_MAX && at < text->source_length && source[at] >= 0x80 &&
               (size = utf8proc_iterate(source + at, text->source_length - at, &c)) > 0 && joins(c)) {
            run[count++] = c;
            at += (uint32_t)size;
        }
        const char *folded = count == 1 ? fold_point(run[0]) : NULL;
        if (folded)
            emit(f, folded, (uint32_t)strlen(folded), from, at - from);
        else
            emit_run(f, run, count, from, at - from);
    }
    return true;
}

/* Code points before a byte of the source. */
static uint32_t point_at(const struct text *text, uint32_t byte)
{
    uint32_t start = byte / POINTS_STEP * POINTS_STEP;
    return text->points[byte / POINTS_STEP] + (uint32_t)utf8_points(text->source + start, byte - start);
}

static void count_points(struct arena *arena, struct text *text)
{
    uint32_t *points = arena_alloc(arena, (text->source_length / POINTS_STEP + 1) * sizeof *points), count = 0;
    for (uint32_t i = 0; i <= text->source_length; i++) {
        if (i % POINTS_STEP == 0)
            points[i / POINTS_STEP] = count;
        count += i < text->source_length && ((unsigned char)text->source[i] & 0xC0) != 0x80;
    }
    text->points = points;
}

static const char *copy_or_null(struct arena *arena, const char *text)
{
    return text ? arena_copy(arena, text, strlen(text)) : NULL;
}

bool text_fold(struct document *d, const struct esp_article *article, struct esp_error *error)
{
    size_t title = article->title ? strlen(article->title) : 0, gap = title ? 2 : 0;
    if (article->length > UINT32_MAX / 4 || title > UINT32_MAX / 4) {
        error_set(error, ESP_INPUT, "article of %zu bytes: want at most %lu", article->length,
                  (unsigned long)UINT32_MAX / 4);
        return false;
    }
    d->id = copy_or_null(d->arena, article->id ? article->id : "-");
    d->title = arena_copy(d->arena, title ? article->title : "", title);
    d->date = copy_or_null(d->arena, article->date);
    d->source = copy_or_null(d->arena, article->source);
    d->genre = copy_or_null(d->arena, article->genre);
    d->day = d->date ? lexicon_day(d->date) : INT32_MIN;
    char *source = arena_alloc(d->arena, title + gap + article->length + 1);
    memcpy(source, d->title, title);
    memcpy(source + title, "\n\n", gap);
    if (article->length)
        memcpy(source + title + gap, article->text, article->length);
    d->text.source = source;
    d->text.source_length = (uint32_t)(title + gap + article->length);
    d->text.title_length = (uint32_t)(title + gap);
    count_points(d->arena, &d->text);

    uint32_t capacity = 3 * d->text.source_length + 8; /* composition of 2-byte letters can give 6 bytes (NFC, UAX #15) */
    struct folding f = {.arena = d->arena, .source = source, .capacity = capacity};
    f.out = arena_alloc(d->arena, (size_t)capacity + 1);
    if (!fold_source(&f, &d->text, error))
        return false;
    f.out[f.length] = 0;
    if (f.map)
        f.map[f.length] = d->text.source_length;
    d->text.bytes = f.out;
    d->text.length = f.length;
    d->text.map = f.map;
    return true;
}

uint32_t text_source_byte(const struct text *text, uint32_t at)
{
    return text->map ? text->map[at] : at;
}

uint32_t text_title_points(const struct text *text)
{
    return point_at(text, text->title_length);
}

struct esp_piece text_piece(const struct document *d, struct span span)
{
    uint32_t start = text_source_byte(&d->text, span.start), end = text_source_byte(&d->text, span.end);
    bool in_title = start < d->text.title_length;
    uint32_t base = in_title ? 0 : text_title_points(&d->text);
    return (struct esp_piece){.start = point_at(&d->text, start) - base,
                              .end = point_at(&d->text, end) - base,
                              .part = in_title,
                              .text = arena_copy(d->arena, d->text.source + start, end - start)};
}

void text_dump(const struct document *d, struct buffer *out)
{
    buffer_add(out, d->text.bytes, d->text.length);
    buffer_text(out, "\n");
}

struct span token_bytes(const struct document *d, struct span tokens)
{
    if (tokens.start >= tokens.end)
        return (struct span){0, 0};
    return (struct span){d->tokens.items[tokens.start].span.start, d->tokens.items[tokens.end - 1].span.end};
}

void dump_tokens(const struct document *d, struct span tokens, struct buffer *out)
{
    struct span span = token_bytes(d, tokens);
    for (uint32_t i = span.start; i < span.end; i++) {
        bool space = d->text.bytes[i] == ' ' || d->text.bytes[i] == '\n';
        if (!space)
            buffer_add(out, d->text.bytes + i, 1);
        else if (i + 1 < span.end && d->text.bytes[i + 1] != ' ' && d->text.bytes[i + 1] != '\n')
            buffer_text(out, " ");
    }
}
