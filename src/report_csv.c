/* (12) CSV and TSV: a header, then one row a cell.
 *
 * Decides how a value is written: in CSV (RFC 4180, lines end with a line feed) in quotation marks where it must be, in
 * TSV as it is; in both without control characters and with every run of white space as one space, so that a row is
 * always one line. A cell of no stance has an empty score. */
#include "report.h"

#include "base/display.h"

#include <stdio.h>
#include <string.h>

static void add_value(struct esp_report *report, const char *value, bool last)
{
    bool csv = report->options.format == ESP_CSV;
    struct buffer text;
    buffer_init(&text);
    display_clean(&text, value);
    const char *clean = text.data ? text.data : "";
    if (csv && strpbrk(clean, ",\"")) {
        buffer_text(&report->out, "\"");
        for (const char *p = clean; *p; p++)
            buffer_add(&report->out, *p == '"' ? "\"\"" : p, *p == '"' ? 2 : 1);
        buffer_text(&report->out, "\"");
    } else {
        buffer_text(&report->out, clean);
    }
    buffer_text(&report->out, last ? "\n" : csv ? "," : "\t");
    report->out.failed |= text.failed;
    buffer_destroy(&text);
}

static void add_cell(struct esp_report *report, const struct esp_cell *cell)
{
    struct buffer score;
    char count[16];
    buffer_init(&score);
    if (cell->stance != ESP_NONE)
        display_number(&score, cell->score, 4, false);
    snprintf(count, sizeof count, "%u", (unsigned)cell->evidence);
    add_value(report, esp_stance_name(cell->stance), false);
    add_value(report, score.data ? score.data : "", false);
    add_value(report, count, true);
    report->out.failed |= score.failed;
    buffer_destroy(&score);
}

static void add(struct esp_report *report, const esp_analysis *analysis)
{
    const char *date = esp_analysis_date(analysis);
    for (size_t a = 0; a < esp_engine_actor_count(report->engine); a++) {
        for (size_t t = 0; t < esp_engine_target_count(report->engine); t++) {
            add_value(report, esp_analysis_id(analysis), false);
            add_value(report, date ? date : "", false);
            add_value(report, esp_analysis_title(analysis), false);
            add_value(report, esp_engine_actor_id(report->engine, a), false);
            add_value(report, esp_engine_target_id(report->engine, t), false);
            add_cell(report, esp_analysis_cell(analysis, a, t));
        }
    }
}

static void begin(struct esp_report *report)
{
    static const char *const names[] = {"doc", "date", "title", "actor", "target", "stance", "score", "evidence"};
    size_t count = sizeof names / sizeof *names;
    for (size_t i = 0; i < count; i++)
        add_value(report, names[i], i + 1 == count);
}

const struct report_format report_csv = {.begin = begin, .add = add};
const struct report_format report_tsv = {.begin = begin, .add = add};
