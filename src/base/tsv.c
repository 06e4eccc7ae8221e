#include "base/tsv.h"

#include "base/error.h"
#include "base/utf8.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <utf8proc.h>

void faults_add(struct faults *faults, enum esp_status status, const char *file, long line, long column,
                const char *format, ...)
{
    char text[sizeof((struct esp_error *)0)->text];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    struct esp_error fault = {0};
    error_set(&fault, status, "%s", text);
    error_place(&fault, file, line, column);
    faults->count++;
    if (faults->report)
        faults->report(faults->context, &fault);
    else if (faults->error && faults->error->status == ESP_OK)
        *faults->error = fault;
}

char *tsv_read_file(struct arena *arena, const char *file, size_t *length, struct faults *faults)
{
    struct stat stat_;
    int failed = stat(file, &stat_);
    if (!failed && !S_ISREG(stat_.st_mode)) {
        faults_add(faults, ESP_IO, file, 0, 0, "is no regular file");
        return NULL;
    }
    char *bytes = failed ? NULL : arena_alloc(arena, (size_t)stat_.st_size + 1); /* before the file is open */
    FILE *stream = failed ? NULL : fopen(file, "rb");
    if (!stream) {
        faults_add(faults, ESP_IO, file, 0, 0, "cannot be read: %s", strerror(errno));
        return NULL;
    }
    *length = fread(bytes, 1, (size_t)stat_.st_size, stream);
    failed = ferror(stream) || *length != (size_t)stat_.st_size;
    fclose(stream);
    if (failed) {
        faults_add(faults, ESP_IO, file, 0, 0, "cannot be read whole");
        return NULL;
    }
    return bytes;
}

bool tsv_piece(struct tsv_cell *rest, const char *separator, struct tsv_cell *piece)
{
    if (!rest->text)
        return false;
    size_t size = strlen(separator);
    const char *end = rest->text + rest->length, *cut = memmem(rest->text, rest->length, separator, size);
    *piece = (struct tsv_cell){rest->text, (uint32_t)((cut ? cut : end) - rest->text), rest->column};
    if (cut) {
        rest->column += (long)utf8_points(rest->text, piece->length + size);
        rest->length -= piece->length + (uint32_t)size;
        rest->text = cut + size;
    } else {
        rest->text = NULL;
    }
    for (; piece->length && *piece->text == ' '; piece->text++, piece->length--)
        piece->column++;
    while (piece->length && piece->text[piece->length - 1] == ' ')
        piece->length--;
    return true;
}

struct reading {
    struct arena *arena;
    const char *file;
    const struct tsv_column *columns;
    uint32_t column_count;
    struct faults *faults;
    uint32_t *place; /* cell of the file -> column asked for */
    uint32_t width;  /* cells in the header; 0 before */
    long line;
};

/* Valid UTF-8 without NUL or other control characters but the tab. */
static bool line_valid(struct reading *r, const char *text, size_t length)
{
    long column = 1;
    for (size_t at = 0; at < length; column++) {
        int32_t point;
        utf8proc_ssize_t left = (utf8proc_ssize_t)(length - at);
        utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)text + at, left, &point);
        if (size <= 0) {
            faults_add(r->faults, r->faults->status, r->file, r->line, column, "byte 0x%02X is not UTF-8",
                       (unsigned char)text[at]);
            return false;
        }
        if ((point < 0x20 && point != '\t') || point == 0x7F) {
            faults_add(r->faults, r->faults->status, r->file, r->line, column, "control character U+%04X",
                       (unsigned)point);
            return false;
        }
        at += (size_t)size;
    }
    return true;
}

/* Cuts a line at its tabs, in place. */
static struct tsv_cell *line_cells(struct reading *r, char *text, size_t length, uint32_t *count)
{
    uint32_t width = 1;
    for (size_t i = 0; i < length; i++)
        width += text[i] == '\t';
    struct tsv_cell *cells = arena_alloc(r->arena, width * sizeof *cells);
    size_t start = 0;
    long column = 1;
    for (uint32_t i = 0; i < width; i++) {
        size_t end = start;
        while (end < length && text[end] != '\t')
            end++;
        text[end] = 0;
        cells[i] = (struct tsv_cell){text + start, (uint32_t)(end - start), column};
        column += (long)utf8_points(text + start, end - start) + 1;
        start = end + 1;
    }
    *count = width;
    return cells;
}

static char *column_names(const struct reading *r)
{
    char *names = arena_printf(r->arena, "%s", r->columns[0].name);
    for (uint32_t i = 1; i < r->column_count; i++)
        names = arena_printf(r->arena, "%s, %s", names, r->columns[i].name);
    return names;
}

/* false when a column is unknown, missing or there twice. */
static bool header(struct reading *r, const struct tsv_cell *cells, uint32_t count)
{
    long before = r->faults->count;
    bool *seen = arena_alloc(r->arena, r->column_count * sizeof *seen);
    r->place = arena_alloc(r->arena, count * sizeof *r->place);
    r->width = count;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t c = 0;
        while (c < r->column_count && strcmp(cells[i].text, r->columns[c].name))
            c++;
        if (c == r->column_count)
            faults_add(r->faults, r->faults->status, r->file, r->line, cells[i].column,
                       "unknown column \"%s\": want %s", cells[i].text, column_names(r));
        else if (seen[c])
            faults_add(r->faults, r->faults->status, r->file, r->line, cells[i].column, "column \"%s\" is there twice",
                       cells[i].text);
        else
            seen[c] = true;
        r->place[i] = c;
    }
    for (uint32_t c = 0; c < r->column_count; c++)
        if (!seen[c] && !r->columns[c].optional)
            faults_add(r->faults, r->faults->status, r->file, r->line, 0, "no column \"%s\": want %s",
                       r->columns[c].name, column_names(r));
    return r->faults->count == before;
}

static bool row_of(struct reading *r, const struct tsv_cell *cells, uint32_t count, struct tsv_row *row)
{
    if (count != r->width) {
        const struct tsv_cell *last = &cells[count - 1];
        long column = count > r->width ? cells[r->width].column : last->column + (long)utf8_points(last->text, last->length);
        faults_add(r->faults, r->faults->status, r->file, r->line, column, "%u cell%s: want %u as in the header", count,
                   count == 1 ? "" : "s", r->width);
        return false;
    }
    *row = (struct tsv_row){r->line, arena_alloc(r->arena, r->column_count * sizeof *row->cells)};
    for (uint32_t c = 0; c < r->column_count; c++)
        row->cells[c] = (struct tsv_cell){"", 0, 0};
    for (uint32_t i = 0; i < count; i++)
        row->cells[r->place[i]] = cells[i];
    return true;
}

void tsv_parse(struct arena *arena, const char *file, char *bytes, size_t length, const struct tsv_column *columns,
               uint32_t column_count, struct faults *faults, struct tsv *out)
{
    struct reading r = {.arena = arena, .file = file, .columns = columns, .column_count = column_count,
                        .faults = faults};
    VEC(struct tsv_row) rows = {0};
    bool usable = true;
    size_t start = length >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3) ? 3 : 0;
    for (size_t end; start < length && usable && !faults_stop(faults); start = end + 1) {
        for (end = start; end < length && bytes[end] != '\n'; end++)
            continue;
        r.line++;
        size_t size = end - start;
        if (size && bytes[start + size - 1] == '\r')
            size--;
        if (!size || !line_valid(&r, bytes + start, size) || bytes[start] == '#')
            continue;
        uint32_t count;
        struct tsv_row row;
        struct tsv_cell *cells = line_cells(&r, bytes + start, size, &count);
        if (!r.width)
            usable = header(&r, cells, count);
        else if (row_of(&r, cells, count, &row))
            vec_push(arena, &rows, row);
    }
    if (!r.width && !faults_stop(faults))
        faults_add(faults, faults->status, file, 0, 0, "no header: the first line names the columns %s",
                   column_names(&r));
    *out = (struct tsv){file, rows.items, usable ? rows.count : 0};
}
