#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum esp_status error_set(struct esp_error *error, enum esp_status status, const char *format, ...)
{
    if (error && error->status == ESP_OK) {
        va_list arguments;
        va_start(arguments, format);
        vsnprintf(error->text, sizeof error->text, format, arguments);
        va_end(arguments);
        error->status = status;
    }
    return status;
}

void error_place(struct esp_error *error, const char *where, long line, long column)
{
    if (!error || error->status == ESP_OK)
        return;
    if (where && !*error->where) {
        size_t length = strlen(where), room = sizeof error->where - 1;
        if (length <= room)
            memcpy(error->where, where, length + 1);
        else
            snprintf(error->where, sizeof error->where, "...%s", where + length - (room - 3));
    }
    if (!error->line)
        error->line = line;
    if (!error->column)
        error->column = column;
}

char *esp_error_format(const struct esp_error *error, char *buffer, size_t size)
{
    char place[sizeof error->where + 48] = "";
    if (*error->where && error->line && error->column)
        snprintf(place, sizeof place, "%s:%ld:%ld: ", error->where, error->line, error->column);
    else if (*error->where && error->line)
        snprintf(place, sizeof place, "%s:%ld: ", error->where, error->line);
    else if (*error->where)
        snprintf(place, sizeof place, "%s: ", error->where);
    if (size)
        snprintf(buffer, size, "%s%s", place, error->text);
    return buffer;
}
