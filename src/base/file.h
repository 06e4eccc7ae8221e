/* Whole files. */
#ifndef BASE_FILE_H
#define BASE_FILE_H
#include "base/error.h"

#include <stdbool.h>

/* Reads path to its end. The caller frees what comes back; a zero byte follows the *length bytes. NULL on error
 * (ESP_IO, ESP_NOMEM), with path as the place. "-" is no special name here. */
char *file_read(const char *path, size_t *length, struct esp_error *error);

/* Writes a new file or replaces an old one, down to the disk. false on error (ESP_IO). */
bool file_write(const char *path, const void *data, size_t length, struct esp_error *error);

#endif
