/* (1) What the readers of the three formats share. A reader's memory is an arena that each article begins anew; what
 * jansson and libxml2 allocate hangs on the reader, so that it is freed when the arena jumps. */
#ifndef ARTICLE_H
#define ARTICLE_H
#include "base/arena.h"
#include "base/input.h"
#include "espouse.h"

struct esp_reader {
    struct input input;
    enum esp_input kind;
    struct arena arena;
    jmp_buf exhausted;
    long line;              /* of the last line read, from 1 */
    bool begun, done;
    bool skipping;          /* over the rest of an object that was not closed on its line */
    struct json_t *object;  /* of jansson */
    struct _xmlDoc *page;   /* of libxml2 */
    char name[];            /* as it was opened by, terminated */
};

/* Bytes: places in a text are 32-bit numbers, and folding may need three times as many. */
enum { ARTICLE_MAX = 1 << 29 };

/* Each fills article and returns as esp_reader_next does. */
int article_next_text(struct esp_reader *reader, struct esp_article *article, struct esp_error *error);
int article_next_html(struct esp_reader *reader, struct esp_article *article, struct esp_error *error);
int article_next_json(struct esp_reader *reader, struct esp_article *article, struct esp_error *error);

/* The date that a machine-readable text begins with ("2018-08-21T11:18:00+09:00", "2018/08/21", "20180821") as
 * "YYYY-MM-DD", in the arena; NULL if it begins with none. */
const char *article_date(struct arena *arena, const char *given);

/* Sets an ESP_INPUT error with the reader's name as its place. Returns -1. */
int article_refuse(const struct esp_reader *reader, long line, long column, struct esp_error *error, const char *format,
                   ...) __attribute__((format(printf, 5, 6)));

#endif
