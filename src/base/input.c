#include "base/input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 1 << 16 };

static bool failed(const struct input *input, enum esp_status status, const char *text, struct esp_error *error)
{
    error_set(error, status, "%s", text);
    error_place(error, input->name, 0, 0);
    return false;
}

bool input_open(struct input *input, const char *path, struct esp_error *error)
{
    *input = (struct input){.name = path, .descriptor = STDIN_FILENO};
    if (strcmp(path, "-"))
        input->descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (input->descriptor < 0)
        return failed(input, ESP_IO, strerror(errno), error);
    return true;
}

void input_open_memory(struct input *input, const char *name, const void *data, size_t length)
{
    *input = (struct input){.name = name, .descriptor = -1, .data = (char *)data, .end = length, .ended = true};
}

void input_close(struct input *input)
{
    if (input->capacity)
        free(input->data);
    if (input->descriptor > STDIN_FILENO)
        close(input->descriptor);
    *input = (struct input){.descriptor = -1, .ended = true};
}

/* Makes room for another chunk: what was taken makes way once it is half of the memory, else the memory doubles. */
static bool make_room(struct input *input)
{
    if (input->capacity - input->end >= CHUNK)
        return true;
    if (input->start > input->capacity / 2) {
        memmove(input->data, input->data + input->start, input->end - input->start);
        input->end -= input->start;
        input->start = 0;
        return make_room(input);
    }
    size_t capacity = input->capacity ? 2 * input->capacity : 2 * (size_t)CHUNK;
    char *data = capacity > input->capacity ? realloc(input->data, capacity) : NULL;
    if (!data)
        return false;
    input->data = data;
    input->capacity = capacity;
    return true;
}

/* Reads once, as much as there is: a line that comes through a pipe is not kept waiting for the next. */
static bool read_more(struct input *input, struct esp_error *error)
{
    if (!make_room(input))
        return failed(input, ESP_NOMEM, "out of memory", error);
    ssize_t got;
    do
        got = read(input->descriptor, input->data + input->end, input->capacity - input->end);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return failed(input, ESP_IO, strerror(errno), error);
    input->ended = got == 0;
    input->end += (size_t)got;
    return true;
}

bool input_ahead(struct input *input, size_t want, struct esp_error *error)
{
    while (input->end - input->start < want && !input->ended)
        if (!read_more(input, error))
            return false;
    return true;
}

int input_line(struct input *input, const char **line, size_t *length, struct esp_error *error)
{
    for (size_t searched = 0;;) {
        size_t ahead = input->end - input->start;
        const char *start = ahead ? input->data + input->start : "";
        const char *end = ahead > searched ? memchr(start + searched, '\n', ahead - searched) : NULL;
        if (end || (input->ended && ahead)) {
            *line = start;
            *length = end ? (size_t)(end - start) : ahead;
            input->start += *length + (end != NULL);
            return 1;
        }
        if (input->ended)
            return 0;
        searched = ahead;
        if (!read_more(input, error))
            return -1;
    }
}

bool input_rest(struct input *input, size_t limit, const char **data, size_t *length, struct esp_error *error)
{
    while (!input->ended && input->end - input->start <= limit)
        if (!read_more(input, error))
            return false;
    *length = input->end - input->start;
    *data = *length ? input->data + input->start : "";
    if (*length > limit) {
        error_set(error, ESP_INPUT, "more than %zu MiB: want one article a file, or JSON lines", limit >> 20);
        error_place(error, input->name, 0, 0);
        return false;
    }
    input->start = input->end;
    return true;
}
