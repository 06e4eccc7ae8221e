/* (12) CSV and TSV: a header, then one row a cell, or one an attribution.
 *
 * Decides how a value is written: in CSV (RFC 4180, lines end with a line feed) in quotation marks where it must be, in
 * TSV as it is; in both without control characters and with every run of white space as one space, so that a row is
 * always one line. A cell of no stance, or an undecided one, has an empty score; spans of an attribution stand in
 * columns of their own. */
#include "report.h"

#include "base/display.h"

#include <math.h>
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

/* Adds what a buffer holds as a value and frees it. */
static void add_buffer(struct esp_report *report, struct buffer *buffer, bool last)
{
    add_value(report, buffer->data ? buffer->data : "", last);
    report->out.failed |= buffer->failed;
    buffer_destroy(buffer);
}

static void add_cell(struct esp_report *report, const struct esp_cell *cell)
{
    struct buffer score;
    char count[16];
    buffer_init(&score);
    if (isfinite(cell->score))
        display_number(&score, cell->score, 4, false);
    snprintf(count, sizeof count, "%u", (unsigned)cell->evidence);
    add_value(report, esp_stance_name(cell->stance), false);
    add_buffer(report, &score, false);
    add_value(report, count, true);
}

static void add(struct esp_report *report, esp_analysis *analysis)
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

static void add_header(struct esp_report *report, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add_value(report, names[i], i + 1 == count);
}

static void begin(struct esp_report *report)
{
    static const char *const names[] = {"doc", "date", "title", "actor", "target", "stance", "score", "evidence"};
    add_header(report, names, sizeof names / sizeof *names);
}

/* ---- attributions -------------------------------------------------------------------------------- */

/* "12 18", in code points; "title 0 5" where it counts in a title that came apart; "0 10;15 20" for several. */
static void add_places(struct esp_report *report, const struct esp_piece *pieces, size_t count, bool last)
{
    struct buffer places;
    buffer_init(&places);
    for (size_t i = 0; i < count; i++)
        if (pieces[i].text)
            buffer_printf(&places, "%s%s%u %u", i ? ";" : "", pieces[i].part ? "title " : "",
                          (unsigned)pieces[i].start, (unsigned)pieces[i].end);
    add_buffer(report, &places, last);
}

static void add_piece(struct esp_report *report, const struct esp_piece *piece)
{
    add_value(report, piece->text ? piece->text : "", false);
}

static void add_attribution(struct esp_report *report, const char *doc, size_t number, const struct esp_attribution *a)
{
    char text[32];
    struct buffer content, actors;
    buffer_init(&content);
    buffer_init(&actors);
    add_value(report, doc, false);
    snprintf(text, sizeof text, "%zu", number);
    add_value(report, text, false);
    snprintf(text, sizeof text, "%u", (unsigned)a->sentence);
    add_value(report, text, false);
    add_value(report, esp_attribution_name(a->kind), false);
    add_piece(report, &a->source);
    add_piece(report, &a->cue);
    for (size_t i = 0; i < a->content_count; i++) {
        buffer_text(&content, i ? " | " : "");
        buffer_text(&content, a->content[i].text);
    }
    add_buffer(report, &content, false);
    add_piece(report, &a->hearer);
    add_value(report, a->holder ? a->holder : "", false);
    report_actors(report->engine, &actors, a->actors, "+");
    add_buffer(report, &actors, false);
    add_value(report, a->chain, false);
    snprintf(text, sizeof text, "%ld", a->parent);
    add_value(report, a->parent < 0 ? "" : text, false);
    add_value(report, a->rule, false);
    add_places(report, &a->source, 1, false);
    add_places(report, &a->cue, 1, false);
    add_places(report, a->content, a->content_count, true);
}

static void add_attributions(struct esp_report *report, esp_analysis *analysis)
{
    struct esp_attribution a;
    for (size_t i = 0; i < esp_analysis_attribution_count(analysis); i++)
        if (report_get_attribution(report, analysis, i, &a))
            add_attribution(report, esp_analysis_id(analysis), i, &a);
}

static void begin_attributions(struct esp_report *report)
{
    static const char *const names[] = {"doc", "number", "sentence", "kind", "source", "cue", "content", "hearer",
                                        "holder", "actor", "chain", "parent", "rule", "source_span", "cue_span",
                                        "content_span"};
    add_header(report, names, sizeof names / sizeof *names);
}

const struct report_format report_csv = {.begin = begin, .add = add};
const struct report_format report_tsv = {.begin = begin, .add = add};
const struct report_format report_attribution_csv = {.begin = begin_attributions, .add = add_attributions};
const struct report_format report_attribution_tsv = {.begin = begin_attributions, .add = add_attributions};
