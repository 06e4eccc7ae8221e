/* (1) Articles: a file, a pipe or bytes in memory read as one article or many.
 *
 * Decides by the first bytes what the input is, unless the caller says so:
 *
 *     {"id": "a1", "text": ...             JSON lines: the first mark is a brace
 *     <!DOCTYPE html> or a tag of HTML     a page saved by a browser
 *     US, NK coordinating schedule ...     anything else: plain text
 *
 * "<Yonhap Interview> ..." is a headline and no page: the name in the brackets is none of HTML's. Plain text is
 * handed on byte by byte, so that offsets count in the very file; (2) sees to spaces, line ends and the byte order
 * mark. Known to be wrong: plain text whose headline begins with a brace is taken for JSON. */
#include "article.h"

#include "base/error.h"
#include "lexicon.h"

#include <ctype.h>
#include <jansson.h>
#include <libxml/HTMLparser.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

enum { HEAD = 2048 }; /* bytes that recognition looks at */

/* ---- recognition --------------------------------------------------------------------------------- */

static bool is_tag(const char *text, size_t length)
{
    char name[16];
    size_t size = 0;
    while (size + 1 < sizeof name && size + 1 < length && isalnum((unsigned char)text[size + 1])) {
        name[size] = (char)tolower((unsigned char)text[size + 1]);
        size++;
    }
    name[size] = 0;
    char next = size + 1 < length ? text[size + 1] : ' ';
    return size && htmlTagLookup((const xmlChar *)name) && (next == '>' || next == '/' || isspace((unsigned char)next));
}

static bool holds(const char *text, size_t length, const char *word)
{
    size_t size = strlen(word);
    for (size_t i = 0; i + size <= length; i++)
        if (!strncasecmp(text + i, word, size))
            return true;
    return false;
}

static bool begins(const char *text, size_t length, const char *word)
{
    return length >= strlen(word) && !strncasecmp(text, word, strlen(word));
}

static enum esp_input recognise(const char *text, size_t length)
{
    if (length > 3 && (!memcmp(text, "\xFF\xFE<\0", 4) || !memcmp(text, "\xFE\xFF\0<", 4)))
        return ESP_INPUT_HTML;
    if (begins(text, length, "\xEF\xBB\xBF")) {
        text += 3;
        length -= 3;
    }
    while (length && isspace((unsigned char)*text)) {
        text++;
        length--;
    }
    if (length && *text == '[') { /* an array of objects: the reader of JSON says what is wrong with it */
        size_t at = 1;
        while (at < length && isspace((unsigned char)text[at]))
            at++;
        if (at < length && text[at] == '{')
            return ESP_INPUT_JSONL;
    }
    if (length && *text == '{')
        return ESP_INPUT_JSONL;
    bool page = begins(text, length, "<!doctype") || begins(text, length, "<!--") || begins(text, length, "<?xml") ||
                (length && *text == '<' && is_tag(text, length)) || holds(text, length, "<!doctype html") ||
                holds(text, length, "<html");
    return page ? ESP_INPUT_HTML : ESP_INPUT_TEXT;
}

/* ---- the reader ---------------------------------------------------------------------------------- */

static esp_reader *open_reader(const char *name, enum esp_input kind, struct esp_error *error)
{
    size_t length = strlen(name);
    esp_reader *reader = calloc(1, sizeof *reader + length + 1);
    if (!reader) {
        error_set(error, ESP_NOMEM, "out of memory");
        return NULL;
    }
    memcpy(reader->name, name, length);
    reader->kind = kind;
    arena_init(&reader->arena);
    reader->arena.exhausted = &reader->exhausted;
    return reader;
}

esp_reader *esp_reader_open(const char *path, enum esp_input kind, struct esp_error *error)
{
    esp_reader *reader = open_reader(path, kind, error);
    if (reader && !input_open(&reader->input, reader->name, error)) {
        esp_reader_close(reader);
        reader = NULL;
    }
    return reader;
}

esp_reader *esp_reader_open_memory(const char *name, const void *data, size_t length, enum esp_input kind,
                                   struct esp_error *error)
{
    esp_reader *reader = open_reader(name, kind, error);
    if (reader)
        input_open_memory(&reader->input, reader->name, data, length);
    return reader;
}

/* Gives back what the last article holds. */
static void release(esp_reader *reader)
{
    json_decref(reader->object);
    reader->object = NULL;
    xmlFreeDoc(reader->page);
    reader->page = NULL;
    arena_reset(&reader->arena);
}

void esp_reader_close(esp_reader *reader)
{
    if (!reader)
        return;
    release(reader);
    input_close(&reader->input);
    arena_destroy(&reader->arena);
    free(reader);
}

int article_refuse(const struct esp_reader *reader, long line, long column, struct esp_error *error, const char *format,
                   ...)
{
    char text[sizeof error->text];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    error_set(error, ESP_INPUT, "%s", text);
    error_place(error, reader->name, line, column);
    return -1;
}

const char *article_date(struct arena *arena, const char *given)
{
    while (isspace((unsigned char)*given))
        given++;
    char digits[9], mark = 0;
    size_t count = 0;
    for (const char *p = given; count < 8; p++) {
        bool gap = (count == 4 || count == 6) && p[-1] >= '0' && p[-1] <= '9' && strchr("-/.", *p) && *p;
        if (*p >= '0' && *p <= '9' && (count < 5 || mark || p == given + count))
            digits[count++] = *p;
        else if (gap && (count == 4 || *p == mark))
            mark = *p;
        else
            return NULL;
    }
    digits[8] = 0;
    const char *date = arena_printf(arena, "%.4s-%.2s-%s", digits, digits + 4, digits + 6);
    return lexicon_day(date) == INT32_MIN ? NULL : date;
}

/* Looks at the beginning: what it is, and whether there is anything at all. */
static int begin(esp_reader *reader, struct esp_error *error)
{
    if (!input_ahead(&reader->input, HEAD, error))
        return -1;
    size_t length = reader->input.end - reader->input.start;
    if (!length && reader->kind != ESP_INPUT_JSONL)
        return article_refuse(reader, 0, 0, error, "nothing in it: want an article");
    if (reader->kind == ESP_INPUT_AUTO)
        reader->kind = recognise(reader->input.data + reader->input.start, length);
    reader->begun = true;
    return 1;
}

int esp_reader_next(esp_reader *reader, struct esp_article *article, struct esp_error *error)
{
    struct esp_error own = {0};
    *article = (struct esp_article){0};
    if (reader->done)
        return 0;
    if (setjmp(reader->exhausted)) {
        release(reader);
        reader->done = true;
        error_set(error, ESP_NOMEM, "out of memory");
        error_place(error, reader->name, 0, 0);
        return -1;
    }
    release(reader);
    int got = reader->begun ? 1 : begin(reader, &own);
    if (got == 1) {
        switch (reader->kind) {
        case ESP_INPUT_JSONL:
            got = article_next_json(reader, article, &own);
            break;
        case ESP_INPUT_HTML:
            got = article_next_html(reader, article, &own);
            break;
        default:
            got = article_next_text(reader, article, &own);
        }
    }
    if (got < 0 && error && error->status == ESP_OK)
        *error = own;
    bool goes_on = reader->kind == ESP_INPUT_JSONL && reader->begun && (got > 0 || own.status == ESP_INPUT);
    reader->done = reader->done || !goes_on;
    return got;
}
