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
    void (*add)(struct esp_report *report, esp_analysis *analysis);
    void (*error)(struct esp_report *report, const char *document, const struct esp_error *fault);
    void (*end)(struct esp_report *report);
};

extern const struct report_format report_table, report_json, report_jsonl, report_csv, report_tsv, report_markdown;
extern const struct report_format report_attribution_table, report_attribution_json, report_attribution_jsonl,
    report_attribution_csv, report_attribution_tsv, report_attribution_brat;

/* Attribution number i of an analysis; false when memory ran out, which the report then remembers. */
bool report_get_attribution(struct esp_report *report, esp_analysis *analysis, size_t i, struct esp_attribution *out);

/* Actors by id: "seoul+pyongyang"; nothing when there are none. */
void report_actors(const esp_engine *engine, struct buffer *out, uint32_t actors, const char *between);

/* report_table.c: headline, date and name of a document; the columns of a line; a colour, if colours are wanted. */
void report_heading(struct esp_report *report, const esp_analysis *analysis);
size_t report_line_width(const struct esp_report *report);
void report_color(struct esp_report *report, const char *code);
extern const char report_bold[], report_dim[], report_plain[];

/* The flags of a piece of evidence, by name: "negated, hedged" with between ", "; nothing when there are none. */
void report_flags(struct buffer *out, unsigned flags, const char *before, const char *between);

/* "direct speech", "narrated". */
const char *report_attribution(enum esp_attribution_kind kind);

#endif
