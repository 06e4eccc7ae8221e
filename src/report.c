/* (12) Reports: what was found, in the format that is wanted.
 *
 * Decides nothing: begin, documents in order and end go to the format's own file (report_table.c, report_json.c ...),
 * and the text that it makes goes to the caller's sink, a document at a time. A sink that wants no more, as a pipe that
 * was closed, gets no more: every later call returns ESP_IO at once. */
#include "report.h"

#include "base/error.h"

#include <stdlib.h>

static const struct report_format *format_by(const struct esp_report_options *options)
{
    static const struct report_format *const formats[] = {
        [ESP_TABLE] = &report_table, [ESP_JSON] = &report_json, [ESP_JSONL] = &report_jsonl,
        [ESP_CSV] = &report_csv,     [ESP_TSV] = &report_tsv,   [ESP_MARKDOWN] = &report_markdown,
        [ESP_BRAT] = NULL};
    static const struct report_format *const attributions[] = {
        [ESP_TABLE] = &report_attribution_table, [ESP_JSON] = &report_attribution_json,
        [ESP_JSONL] = &report_attribution_jsonl, [ESP_CSV] = &report_attribution_csv,
        [ESP_TSV] = &report_attribution_tsv,     [ESP_MARKDOWN] = NULL,
        [ESP_BRAT] = &report_attribution_brat};
    return (options->attributions ? attributions : formats)[options->format];
}

static const struct report_format *format_of(const struct esp_report *report)
{
    return format_by(&report->options);
}

/* Hands on what the format has made. */
static enum esp_status hand_on(struct esp_report *report, struct esp_error *error)
{
    enum esp_status status = ESP_OK;
    if (report->out.failed)
        status = error_set(error, ESP_NOMEM, "out of memory");
    else if (report->broken ||
             (report->out.length && report->write(report->context, report->out.data, report->out.length)))
        status = error_set(error, ESP_IO, "output could not be written");
    report->broken = report->broken || status == ESP_IO;
    buffer_clear(&report->out);
    return status;
}

esp_report *esp_report_new(const esp_engine *engine, const struct esp_report_options *options, esp_write_fn write,
                           void *context, struct esp_error *error)
{
    if ((unsigned)options->format > ESP_BRAT || !format_by(options)) {
        error_set(error, ESP_USAGE, "no format %d%s", (int)options->format,
                  options->attributions ? " for attributions" : "");
        return NULL;
    }
    esp_report *report = calloc(1, sizeof *report);
    if (!report) {
        error_set(error, ESP_NOMEM, "out of memory");
        return NULL;
    }
    report->engine = engine;
    report->options = *options;
    report->write = write;
    report->context = context;
    buffer_init(&report->out);
    if (format_of(report)->begin)
        format_of(report)->begin(report);
    return report;
}

enum esp_status esp_report_add(esp_report *report, esp_analysis *analysis, struct esp_error *error)
{
    format_of(report)->add(report, analysis);
    report->documents++;
    return hand_on(report, error);
}

enum esp_status esp_report_add_error(esp_report *report, const char *document, const struct esp_error *fault,
                                     struct esp_error *error)
{
    if (format_of(report)->error) {
        format_of(report)->error(report, document, fault);
        report->documents++;
    }
    return hand_on(report, error);
}

enum esp_status esp_report_finish(esp_report *report, struct esp_error *error)
{
    if (!report)
        return ESP_OK;
    if (format_of(report)->end)
        format_of(report)->end(report);
    enum esp_status status = hand_on(report, error);
    buffer_destroy(&report->out);
    free(report);
    return status;
}

void report_flags(struct buffer *out, unsigned flags, const char *before, const char *between)
{
    static const char *const names[] = {"negated", "conditional", "hedged"};
    const char *gap = before;
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
        if (!(flags & 1u << i))
            continue;
        buffer_text(out, gap);
        buffer_text(out, names[i]);
        gap = between;
    }
}

bool report_get_attribution(struct esp_report *report, esp_analysis *analysis, size_t i, struct esp_attribution *out)
{
    if (esp_analysis_attribution(analysis, i, out, NULL) == ESP_OK)
        return true;
    report->out.failed = true;
    return false;
}

void report_actors(const esp_engine *engine, struct buffer *out, uint32_t actors, const char *between)
{
    const char *gap = "";
    for (size_t i = 0; i < esp_engine_actor_count(engine); i++)
        if (actors >> i & 1) {
            buffer_text(out, gap);
            buffer_text(out, esp_engine_actor_id(engine, i));
            gap = between;
        }
}

const char *report_attribution(enum esp_attribution_kind kind)
{
    static const char *const names[] = {"direct speech", "indirect speech", "mixed speech", "narrated"};
    return (unsigned)kind <= ESP_NARRATED ? names[kind] : names[ESP_NARRATED];
}
