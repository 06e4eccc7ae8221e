/* A file, a pipe or bytes in memory, read piece by piece: a look at the beginning, then lines or all the rest. */
#ifndef BASE_INPUT_H
#define BASE_INPUT_H
#include "base/error.h"

#include <stdbool.h>

struct input {
    const char *name;          /* for messages; must outlive the input */
    int descriptor;            /* -1 over memory */
    char *data;                /* what was read */
    size_t start, end;         /* of data: what was not taken yet */
    size_t capacity;           /* 0 over memory */
    bool ended;                /* nothing more to come */
};

/* "-" is standard input. false on error (ESP_IO, ESP_NOMEM). Errors have the name as their place. */
bool input_open(struct input *input, const char *path, struct esp_error *error);
void input_open_memory(struct input *input, const char *name, const void *data, size_t length);
void input_close(struct input *input);

/* Reads on until at least want bytes lie ahead, or all there are. false on error. */
bool input_ahead(struct input *input, size_t want, struct esp_error *error);

/* Takes the next line, without its line end, valid until the next call: 1 with a line, 0 at the end, -1 on an error. */
int input_line(struct input *input, const char **line, size_t *length, struct esp_error *error);

/* Takes all the rest, valid until input_close. false on error; ESP_INPUT when it is longer than limit. */
bool input_rest(struct input *input, size_t limit, const char **data, size_t *length, struct esp_error *error);

#endif
