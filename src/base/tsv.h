/* Tables of tab separated values, read strictly: every fault is told by file, line and column. */
#ifndef BASE_TSV_H
#define BASE_TSV_H
#include "base/arena.h"
#include "espouse.h"

#include <stdbool.h>

/* Where faults go: each to report, or, when report is NULL, the first to error (which may be NULL, too). */
struct faults {
    enum esp_status status; /* of a fault in what a file says: ESP_LEXICON, ESP_INPUT */
    void (*report)(void *context, const struct esp_error *fault);
    void *context;
    struct esp_error *error;
    long count;
};

void faults_add(struct faults *faults, enum esp_status status, const char *file, long line, long column,
                const char *format, ...) __attribute__((format(printf, 6, 7)));

static inline bool faults_stop(const struct faults *faults) /* nobody wants to hear of more */
{
    return faults->count && !faults->report;
}

/* Reads a whole file into the arena, terminated. NULL when it cannot be read (ESP_IO at file). */
char *tsv_read_file(struct arena *arena, const char *file, size_t *length, struct faults *faults);

struct tsv_column {
    const char *name;
    bool optional; /* a table without it has empty cells there */
};

struct tsv_cell {
    const char *text; /* terminated when a whole cell, not when a piece of one */
    uint32_t length;
    long column; /* of its first character in the line, from 1, in code points */
};

struct tsv_row {
    long line;
    struct tsv_cell *cells; /* as many as columns were asked for, in their order */
};

struct tsv {
    const char *file;
    struct tsv_row *rows;
    uint32_t count;
};

/* Reads a table: lines that begin with # and empty ones are skipped, the first other line names the columns. CR LF and
 * a byte order mark are allowed. Lines with a fault (bad UTF-8, NUL, wrong number of cells) are left out; after a
 * fault in the header there are no rows. bytes must live as long as the table; they are changed (terminators). */
void tsv_parse(struct arena *arena, const char *file, char *bytes, size_t length, const struct tsv_column *columns,
               uint32_t column_count, struct faults *faults, struct tsv *out);

/* Cuts the next piece off the front of rest, at separator, without the spaces around it. false when nothing is left. An
 * empty piece between two separators is a piece. */
bool tsv_piece(struct tsv_cell *rest, const char *separator, struct tsv_cell *piece);

#endif
