/* (12) Markdown (CommonMark with the tables of GitHub): a heading, a table and, if wanted, the evidence an article.
 *
 * Decides what is escaped: every character that could be markup, so that an article's own text shows as it is. */
#include "report.h"

#include "base/display.h"

#include <math.h>
#include <string.h>

static void add_text(struct buffer *out, const char *text)
{
    struct buffer clean;
    buffer_init(&clean);
    display_clean(&clean, text);
    const char *start = clean.data ? clean.data : "";
    size_t digits = strspn(start, "0123456789"); /* "1." begins a list, and so do "-" and "+" */
    for (const char *p = start; *p; p++) {
        bool list = (p == start && strchr("-+=", *p)) || (digits && p == start + digits && strchr(".)", *p));
        if (list || strchr("\\`*_[]<>|#~&", *p))
            buffer_text(out, "\\");
        buffer_add(out, p, 1);
    }
    out->failed |= clean.failed;
    buffer_destroy(&clean);
}

static void add_stance(struct buffer *out, enum esp_stance stance, double score)
{
    buffer_printf(out, "%s ", esp_stance_name(stance));
    if (isfinite(score))
        display_number(out, score, 2, true);
}

static void add_table(struct esp_report *report, const esp_analysis *analysis)
{
    struct buffer *out = &report->out;
    size_t targets = esp_engine_target_count(report->engine);
    buffer_text(out, "| |");
    for (size_t t = 0; t < targets; t++) {
        buffer_text(out, " ");
        add_text(out, esp_engine_target_label(report->engine, t));
        buffer_text(out, " |");
    }
    buffer_text(out, "\n|---|");
    for (size_t t = 0; t < targets; t++)
        buffer_text(out, "---|");
    buffer_text(out, "\n");
    for (size_t a = 0; a < esp_engine_actor_count(report->engine); a++) {
        buffer_text(out, "| ");
        add_text(out, esp_engine_actor_label(report->engine, a));
        buffer_text(out, " |");
        for (size_t t = 0; t < targets; t++) {
            const struct esp_cell *cell = esp_analysis_cell(analysis, a, t);
            buffer_text(out, " ");
            if (cell->stance == ESP_NONE) {
                buffer_text(out, "· |");
                continue;
            }
            add_stance(out, cell->stance, cell->score);
            buffer_printf(out, " (%u)%s |", (unsigned)cell->evidence, cell->mixed ? " ±" : "");
            report->mixed |= cell->mixed != 0;
        }
        buffer_text(out, "\n");
    }
}

static void add_evidence(struct esp_report *report, const struct esp_evidence *e, bool sentence)
{
    struct buffer *out = &report->out;
    if (sentence) {
        buffer_text(out, "\n> ");
        add_text(out, e->piece.text);
        buffer_text(out, "\n\n");
    }
    buffer_text(out, "- **");
    add_text(out, esp_engine_actor_label(report->engine, e->actor));
    buffer_text(out, "** on ");
    add_text(out, esp_engine_target_label(report->engine, e->target));
    buffer_text(out, ": ");
    add_stance(out, e->stance, e->score);
    buffer_printf(out, ", %s", report_attribution(e->attribution));
    report_flags(out, e->flags, ", ", ", ");
    if (e->cue.text) {
        buffer_text(out, ", cue “");
        add_text(out, e->cue.text);
        buffer_text(out, "”");
    }
    if (e->chain && *e->chain) {
        buffer_text(out, ", ");
        add_text(out, e->chain);
    }
    buffer_text(out, "\n");
}

static void add(struct esp_report *report, esp_analysis *analysis)
{
    struct buffer *out = &report->out;
    const char *title = esp_analysis_title(analysis), *date = esp_analysis_date(analysis);
    buffer_text(out, report->documents ? "\n## " : "## ");
    add_text(out, *title ? title : esp_analysis_id(analysis));
    buffer_text(out, "\n\n");
    buffer_text(out, date ? date : "no date");
    buffer_text(out, " · ");
    add_text(out, esp_analysis_id(analysis));
    buffer_text(out, "\n\n");
    add_table(report, analysis);
    for (size_t i = 0; report->options.evidence && i < esp_analysis_evidence_count(analysis); i++) {
        const struct esp_evidence *e = esp_analysis_evidence(analysis, i);
        add_evidence(report, e, !i || esp_analysis_evidence(analysis, i - 1)->sentence != e->sentence);
    }
}

static void end(struct esp_report *report)
{
    if (report->documents)
        buffer_printf(&report->out, "\nScore -1 against to +1 in favor; (sentences); · no position%s\n",
                      report->mixed ? "; ± both sides" : "");
}

const struct report_format report_markdown = {.add = add, .end = end};
