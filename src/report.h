/* (12) What the formats of a report share. A format adds text to report->out; report.c hands it on. */
#ifndef REPORT_H
#define REPORT_H
#include "base/buffer.h"
#include "espouse.h"

struct esp_report {
    const esp_engine *engine;
    struct esp_report_options options;
    esp_write_fn write;
    void *context;
    struct buffer out;
    size_t documents; /* added so far, errors included where they show */
    bool mixed;       /* a cell of both sides was shown: the legend says what its mark means */
    bool broken;      /* the sink wants no more */
};

/* Each adds one document; begin and end may be NULL, error too: a document that was not read does not show. */
struct report_format {
    void (*begin)(struct esp_report *report);
    void (*add)(struct esp_report *report, const esp_analysis *analysis);
    void (*error)(struct esp_report *report, const char *document, const struct esp_error *fault);
    void (*end)(struct esp_report *report);
};

extern const struct report_format report_table, report_json, report_jsonl, report_csv, report_tsv, report_markdown;

/* The flags of a piece of evidence, by name: "negated, hedged" with between ", "; nothing when there are none. */
void report_flags(struct buffer *out, unsigned flags, const char *before, const char *between);

/* "direct speech", "narrated". */
const char *report_attribution(enum esp_attribution_kind kind);

#endif
