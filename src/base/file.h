/* Writing whole files. */
#ifndef BASE_FILE_H
#define BASE_FILE_H
#include "base/error.h"

#include <stdbool.h>

/* Writes a new file or replaces an old one, down to the disk. false on error (ESP_IO), with path as the place. */
bool file_write(const char *path, const void *data, size_t length, struct esp_error *error);

/* Brings a folder's own entries (names made, renamed, removed) down to the disk. */
bool file_sync_folder(const char *path, struct esp_error *error);

#endif
