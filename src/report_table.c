/* (12) The report for people at a terminal: a table an article, actors down, targets across.
 *
 * Decides how it looks:
 *
 *     Seoul presses for early end-of-war declaration
 *     2018-08-21 · daily.html
 *
 *                   Declaration          Sanctions
 *       Seoul       favor   +0.62 (4)    ·
 *       Washington  against -0.79 (2)    favor   +0.41 (1)
 *       Pyongyang   ·                    ·
 *
 * Targets that do not fit side by side go into a second table below. What comes from the article is cleaned of control
 * characters, and columns count what a terminal shows, so that Seoul may be called 서울. Colours only repeat what the
 * words say.
 * Known to be wrong: a terminal that shows characters of ambiguous width ("·") in two columns. */
#include "report.h"

#include "base/display.h"

#include <math.h>
#include <string.h>

enum { INDENT = 2, GAP = 4, CELL = 17, NUMBER = 4, WIDTH_DEFAULT = 80, WIDTH_MIN = 40, WIDTH_MAX = 100 };

const char report_bold[] = "\x1b[1m", report_dim[] = "\x1b[2m", report_plain[] = "\x1b[0m";

void report_color(struct esp_report *report, const char *code)
{
    if (report->options.color)
        buffer_text(&report->out, code);
}

static const char *stance_color(enum esp_stance stance)
{
    static const char *const codes[] = {report_dim, "\x1b[32m", "\x1b[31m", "\x1b[33m", report_dim};
    return (unsigned)stance <= ESP_UNDECIDED ? codes[stance] : report_plain;
}

size_t report_line_width(const struct esp_report *report)
{
    size_t width = report->options.width ? report->options.width : WIDTH_DEFAULT;
    return width < WIDTH_MIN ? WIDTH_MIN : width > WIDTH_MAX ? WIDTH_MAX : width;
}

void report_heading(struct esp_report *report, const esp_analysis *analysis)
{
    const char *title = esp_analysis_title(analysis), *date = esp_analysis_date(analysis);
    struct buffer *out = &report->out;
    if (report->documents)
        buffer_text(out, "\n\n");
    if (*title) {
        report_color(report, report_bold);
        display_wrap(out, title, 0, 0, report_line_width(report));
        report_color(report, report_plain);
    }
    report_color(report, report_dim);
    buffer_text(out, date ? date : "no date");
    buffer_text(out, " · ");
    const char *id = esp_analysis_id(analysis);
    display_clean(out, strcmp(id, "-") ? id : "standard input");
    report_color(report, report_plain);
    buffer_text(out, "\n\n");
}

/* ---- the table ----------------------------------------------------------------------------------- */

static size_t actors_width(const esp_engine *engine)
{
    size_t widest = 0;
    for (size_t i = 0; i < esp_engine_actor_count(engine); i++) {
        size_t width = display_width(esp_engine_actor_label(engine, i));
        widest = width > widest ? width : widest;
    }
    return widest;
}

static size_t column_width(const esp_engine *engine, size_t target)
{
    size_t width = display_width(esp_engine_target_label(engine, target));
    return width > CELL ? width : CELL;
}

/* Adds a cell; returns its columns. */
static size_t add_cell(struct esp_report *report, const struct esp_cell *cell)
{
    struct buffer *out = &report->out;
    report_color(report, stance_color(cell->stance));
    if (cell->stance == ESP_NONE) {
        buffer_text(out, "·");
        report_color(report, report_plain);
        return 1;
    }
    struct buffer text;
    buffer_init(&text);
    buffer_printf(&text, "%-7s ", esp_stance_name(cell->stance));
    if (isfinite(cell->score))
        display_number(&text, cell->score, 2, true);
    buffer_printf(&text, " (%u)%s", (unsigned)cell->evidence, cell->mixed ? " ±" : "");
    report->mixed |= cell->mixed != 0;
    size_t width = text.length - (cell->mixed != 0); /* "±" is two bytes */
    out->failed |= text.failed;
    buffer_add(out, text.data ? text.data : "", text.length);
    buffer_destroy(&text);
    report_color(report, report_plain);
    return width;
}

/* Adds a table of the targets from .. to. */
static void add_table(struct esp_report *report, const esp_analysis *analysis, size_t from, size_t to)
{
    const esp_engine *engine = report->engine;
    struct buffer *out = &report->out;
    size_t names = INDENT + actors_width(engine) + 2;
    display_pad(out, 0, names);
    for (size_t t = from; t < to; t++) {
        const char *label = esp_engine_target_label(engine, t);
        display_clean(out, label);
        if (t + 1 < to)
            display_pad(out, display_width(label), column_width(engine, t) + GAP);
    }
    buffer_text(out, "\n");
    for (size_t a = 0; a < esp_engine_actor_count(engine); a++) {
        const char *label = esp_engine_actor_label(engine, a);
        display_pad(out, 0, INDENT);
        display_clean(out, label);
        display_pad(out, INDENT + display_width(label), names);
        for (size_t t = from; t < to; t++) {
            size_t used = add_cell(report, esp_analysis_cell(analysis, a, t));
            if (t + 1 < to)
                display_pad(out, used, column_width(engine, t) + GAP);
        }
        buffer_text(out, "\n");
    }
}

static void add_tables(struct esp_report *report, const esp_analysis *analysis)
{
    size_t count = esp_engine_target_count(report->engine), names = INDENT + actors_width(report->engine) + 2;
    for (size_t from = 0, to; from < count; from = to) {
        size_t width = names + column_width(report->engine, from);
        for (to = from + 1; to < count; to++) {
            width += GAP + column_width(report->engine, to);
            if (width > report_line_width(report))
                break;
        }
        if (from)
            buffer_text(&report->out, "\n");
        add_table(report, analysis, from, to);
    }
}

/* ---- the evidence -------------------------------------------------------------------------------- */

/* Adds a label; returns its columns. */
static size_t add_label(struct esp_report *report, const char *label)
{
    display_clean(&report->out, label);
    return display_width(label);
}

/* "Seoul on Sanctions: against -0.79 · indirect speech, hedged · cue "urge" · it -> the ministry -> Seoul" */
static void add_finding(struct esp_report *report, const struct esp_evidence *e)
{
    struct buffer rest, *out = &report->out;
    size_t used = INDENT + NUMBER + 2;
    display_pad(out, 0, used);
    used += add_label(report, esp_engine_actor_label(report->engine, e->actor)) + strlen(" on ");
    buffer_text(out, " on ");
    used += add_label(report, esp_engine_target_label(report->engine, e->target)) + strlen(": ");
    buffer_text(out, ": ");
    report_color(report, stance_color(e->stance));
    buffer_printf(out, "%s ", esp_stance_name(e->stance));
    display_number(out, e->score, 2, true);
    report_color(report, report_plain);
    used += strlen(esp_stance_name(e->stance)) + strlen(" -0.79 ");
    buffer_text(out, " ");
    buffer_init(&rest);
    buffer_printf(&rest, "· %s", report_attribution(e->attribution));
    report_flags(&rest, e->flags, ", ", ", ");
    if (e->cue.text)
        buffer_printf(&rest, " · cue \"%s\"", e->cue.text);
    if (e->chain && *e->chain)
        buffer_printf(&rest, " · %s", e->chain);
    display_wrap(out, rest.data ? rest.data : "", used, INDENT + NUMBER + 4, report_line_width(report));
    out->failed |= rest.failed;
    buffer_destroy(&rest);
}

static void add_evidence(struct esp_report *report, const esp_analysis *analysis)
{
    struct buffer *out = &report->out;
    const struct esp_evidence *last = NULL;
    for (size_t i = 0; i < esp_analysis_evidence_count(analysis); i++) {
        const struct esp_evidence *e = esp_analysis_evidence(analysis, i);
        if (!last || last->sentence != e->sentence) {
            buffer_printf(out, "\n%*u  ", INDENT + NUMBER - 2, (unsigned)e->sentence);
            display_wrap(out, e->piece.text, INDENT + NUMBER, INDENT + NUMBER, report_line_width(report));
        }
        add_finding(report, e);
        last = e;
    }
}

static void add(struct esp_report *report, esp_analysis *analysis)
{
    report_heading(report, analysis);
    add_tables(report, analysis);
    if (report->options.evidence)
        add_evidence(report, analysis);
}

static void end(struct esp_report *report)
{
    if (!report->documents)
        return;
    struct buffer *out = &report->out;
    buffer_text(out, "\n");
    report_color(report, report_dim);
    buffer_text(out, "score -1 against to +1 in favor; (sentences); · no position");
    buffer_text(out, report->mixed ? "; ± both sides" : "");
    report_color(report, report_plain);
    buffer_text(out, "\n");
}

const struct report_format report_table = {.add = add, .end = end};
