/* (1) JSON lines: one object a line, one article an object.
 *
 * Decides which members are meant: id (or doc), title, date, source, genre (or kind) and text, which alone must be
 * there. Others, as labelled data has them, are passed over:
 *
 *     {"doc": "k0001", "kind": "news", "date": "2021-10-27", "text": "...", "triples": [...]}
 *
 * A line that is wrong costs that line only. An object that is spread over several lines gets one message, and reading
 * goes on at the next line that begins with a brace.
 * Known to be wrong: such an object whose own lines begin with braces gets more than one message. */
#include "article.h"

#include "base/json.h"

#include <ctype.h>
#include <string.h>

static const char *type_name(const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return "an object";
    case JSON_ARRAY:
        return "an array";
    case JSON_STRING:
        return "a string";
    case JSON_INTEGER:
    case JSON_REAL:
        return "a number";
    default:
        return json_is_null(value) ? "null" : "true or false";
    }
}

/* A member by either of its names; NULL when it is missing or null. */
static const json_t *member(const json_t *object, const char *name, const char *other, const char **found)
{
    const json_t *value = json_object_get(object, name);
    *found = name;
    if (other && (!value || json_is_null(value))) {
        value = json_object_get(object, other);
        *found = other;
    }
    return json_is_null(value) ? NULL : value;
}

/* Sets *text to a member that is a string or, if allowed, a whole number. False when it is anything else. */
static bool take(struct esp_reader *reader, const char *name, const char *other, bool number, const char **text,
                 struct esp_error *error)
{
    const char *found;
    const json_t *value = member(reader->object, name, other, &found);
    if (json_is_string(value))
        *text = json_string_value(value);
    else if (number && json_is_integer(value))
        *text = arena_printf(&reader->arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    else if (value)
        article_refuse(reader, reader->line, 0, error, "\"%s\" is %s: want a string", found, type_name(value));
    return !value || *text;
}

/* NULL for white space alone: it tells nothing. */
static const char *or_unknown(const char *text)
{
    return text && text[strspn(text, " \t\r\n")] ? text : NULL;
}

/* "2018-08", "2018": a date, but no day. */
static bool is_vague(struct arena *arena, const char *date)
{
    return article_date(arena, arena_printf(arena, "%s-01", date)) ||
           article_date(arena, arena_printf(arena, "%s-01-01", date));
}

static int fill(struct esp_reader *reader, struct esp_article *article, struct esp_error *error)
{
    struct esp_article a = {.line = reader->line};
    bool good = take(reader, "id", "doc", true, &a.id, error);
    article->id = a.id = good && or_unknown(a.id) ? a.id : reader->name;
    good = good && take(reader, "title", NULL, false, &a.title, error);
    good = good && take(reader, "date", NULL, false, &a.date, error);
    good = good && take(reader, "source", NULL, false, &a.source, error);
    good = good && take(reader, "genre", "kind", false, &a.genre, error);
    if (!good || !take(reader, "text", NULL, false, &a.text, error))
        return -1;
    if (!a.text)
        return article_refuse(reader, reader->line, 0, error, "no \"text\": want {\"id\": ..., \"text\": ...}");
    a.title = or_unknown(a.title);
    a.source = or_unknown(a.source);
    a.genre = or_unknown(a.genre);
    if (!a.title && !or_unknown(a.text))
        return article_refuse(reader, reader->line, 0, error, "\"text\" is empty: want an article");
    const char *date = or_unknown(a.date);
    a.date = date ? article_date(&reader->arena, date) : NULL;
    if (date && !a.date && !is_vague(&reader->arena, date))
        return article_refuse(reader, reader->line, 0, error, "\"date\" is \"%.40s\": want YYYY-MM-DD", date);
    a.length = strlen(a.text);
    *article = a;
    return 1;
}

/* What jansson says, in a few words that end without a stop. */
static int refuse_syntax(struct esp_reader *reader, const json_error_t *fault, struct esp_error *error)
{
    switch (json_error_code(fault)) {
    case json_error_premature_end_of_input:
        reader->skipping = true;
        return article_refuse(reader, reader->line, 0, error, "object not closed on its line: want one object a line");
    case json_error_null_character:
        return article_refuse(reader, reader->line, 0, error, "\\u0000 in a string: want text");
    case json_error_invalid_utf8:
        return article_refuse(reader, reader->line, 0, error, "not UTF-8: want JSON in UTF-8");
    default:
        return article_refuse(reader, reader->line, fault->column, error, "not JSON: %s", fault->text);
    }
}

static int parse(struct esp_reader *reader, const char *line, size_t length, struct esp_article *article,
                 struct esp_error *error)
{
    json_error_t fault;
    if (*line == '[') {
        reader->done = reader->line == 1; /* the rest would be pieces of it */
        return article_refuse(reader, reader->line, 0, error,
                              "a JSON array: want one object a line (jq -c '.[]' makes them)");
    }
    reader->object = json_loadb(line, length, JSON_DECODE_ANY, &fault);
    if (json_exhausted(reader->object, &fault))
        arena_out_of_memory(&reader->arena);
    if (!reader->object)
        return refuse_syntax(reader, &fault, error);
    if (!json_is_object(reader->object))
        return article_refuse(reader, reader->line, 0, error, "%s: want one object a line", type_name(reader->object));
    return fill(reader, article, error);
}

int article_next_json(struct esp_reader *reader, struct esp_article *article, struct esp_error *error)
{
    const char *line;
    size_t length;
    int got;
    while ((got = input_line(&reader->input, &line, &length, error)) == 1) {
        reader->line++;
        if (reader->line == 1 && length >= 3 && !memcmp(line, "\xEF\xBB\xBF", 3)) {
            line += 3;
            length -= 3;
        }
        while (length && isspace((unsigned char)*line)) {
            line++;
            length--;
        }
        reader->skipping = reader->skipping && !(length && *line == '{');
        if (length && !reader->skipping)
            return parse(reader, line, length, article, error);
    }
    return got;
}
