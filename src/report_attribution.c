/* (12) Attributions for people, and for brat.
 *
 * The table gives each with its source, its cue and what was said, in the order of the text:
 *
 *      7  Kim Eui-kyeom (Seoul) "noted" · direct speech · he -> Kim Eui-kyeom
 *           "It is too much to view the liaison office as a violation"
 *
 * brat (brat.nlplab.org/standoff.html): one span a source, cue and content, parted at line feeds, and relations from the
 * content to the others; kind and rule are attributes of the content, who was resolved is a note on it:
 *
 *     T1   Content 10 19;20 35   It is too much to view
 *     T2   Source 45 48   Kim
 *     R1   source Arg1:T1 Arg2:T2
 *     A1   Kind T1 direct
 *     #1   AnnotatorNotes T1   Kim Eui-kyeom (seoul)
 *
 * Offsets count in the text as esp_analysis_text gives it, which is what has to stand beside the .ann file. */
#include "report.h"

#include "base/display.h"
#include "base/utf8.h"

#include <string.h>

enum { INDENT = 2, NUMBER = 4 };

/* ---- table --------------------------------------------------------------------------------------- */

static void add_head(struct esp_report *report, const struct esp_attribution *a)
{
    struct buffer head, *out = &report->out;
    const char *who = a->holder ? a->holder : a->source.text ? a->source.text : "?";
    buffer_init(&head);
    buffer_text(&head, who);
    if (!a->holder && a->source.text)
        buffer_text(&head, " (?)");
    for (size_t i = 0; i < esp_engine_actor_count(report->engine); i++)
        if (a->actors >> i & 1 && strcmp(who, esp_engine_actor_label(report->engine, i)))
            buffer_printf(&head, " (%s)", esp_engine_actor_label(report->engine, i));
    if (a->cue.text)
        buffer_printf(&head, " \"%s\"", a->cue.text);
    buffer_printf(&head, " · %s", report_attribution(a->kind));
    if (a->hearer.text)
        buffer_printf(&head, " · to %s", a->hearer.text);
    if (a->parent >= 0)
        buffer_printf(&head, " · in %ld", a->parent);
    if (*a->chain)
        buffer_printf(&head, " · %s", a->chain);
    report_color(report, report_bold);
    display_wrap(out, head.data ? head.data : "", INDENT + NUMBER, INDENT + NUMBER + 4, report_line_width(report));
    report_color(report, report_plain);
    out->failed |= head.failed;
    buffer_destroy(&head);
}

static void add_table(struct esp_report *report, esp_analysis *analysis)
{
    struct esp_attribution a;
    struct buffer *out = &report->out;
    report_heading(report, analysis);
    for (size_t i = 0; i < esp_analysis_attribution_count(analysis); i++) {
        if (!report_get_attribution(report, analysis, i, &a))
            return;
        buffer_printf(out, "%s%*zu  ", i ? "\n" : "", INDENT + NUMBER - 2, i);
        add_head(report, &a);
        for (size_t j = 0; j < a.content_count; j++) {
            display_pad(out, 0, INDENT + NUMBER + 2);
            display_wrap(out, a.content[j].text, INDENT + NUMBER + 2, INDENT + NUMBER + 2, report_line_width(report));
        }
    }
    if (!esp_analysis_attribution_count(analysis))
        buffer_text(out, "  no attributions\n");
}

const struct report_format report_attribution_table = {.add = add_table};

/* ---- brat ---------------------------------------------------------------------------------------- */

struct brat {
    struct buffer *out;
    uint32_t base; /* code points in front of the article's text */
    unsigned spans, relations, attributes, notes;
};

/* Adds the places of a piece, broken at its line feeds; between is what stands before the first one. */
static const char *add_places(struct brat *b, const struct esp_piece *piece, const char *between)
{
    uint32_t at = piece->start + (piece->part ? 0 : b->base);
    for (const char *line = piece->text; *line;) {
        const char *end = line + strcspn(line, "\r\n");
        const char *next = end + strspn(end, "\r\n");
        if (end > line) {
            uint32_t length = (uint32_t)utf8_points(line, (size_t)(end - line));
            buffer_printf(b->out, "%s%u %u", between, (unsigned)at, (unsigned)(at + length));
            between = ";";
        }
        at += (uint32_t)utf8_points(line, (size_t)(next - line));
        line = next;
    }
    return between;
}

static void add_words(struct brat *b, const struct esp_piece *piece, const char *between)
{
    for (const char *line = piece->text; *line;) {
        const char *end = line + strcspn(line, "\r\n");
        if (end > line) {
            buffer_text(b->out, between);
            buffer_add(b->out, line, (size_t)(end - line));
            between = " ";
        }
        line = end + strspn(end, "\r\n");
    }
}

static unsigned add_span(struct brat *b, const char *type, const struct esp_piece *pieces, size_t count)
{
    const char *between = "";
    buffer_printf(b->out, "T%u\t%s ", ++b->spans, type);
    for (size_t i = 0; i < count; i++)
        between = add_places(b, &pieces[i], i ? ";" : between);
    for (size_t i = 0; i < count; i++)
        add_words(b, &pieces[i], i ? " " : "\t");
    buffer_text(b->out, "\n");
    return b->spans;
}

/* A span for what the content has, and the relation to it. */
static void add_part(struct brat *b, const char *type, const char *relation, unsigned content,
                     const struct esp_piece *piece)
{
    if (!piece->text || !piece->text[strspn(piece->text, "\r\n")])
        return;
    unsigned span = add_span(b, type, piece, 1);
    buffer_printf(b->out, "R%u\t%s Arg1:T%u Arg2:T%u\n", ++b->relations, relation, content, span);
}

static void add_brat(struct esp_report *report, esp_analysis *analysis)
{
    struct esp_attribution a;
    struct brat b = {.out = &report->out};
    size_t length;
    esp_analysis_text(analysis, &length, &b.base);
    for (size_t i = 0; i < esp_analysis_attribution_count(analysis); i++) {
        if (!report_get_attribution(report, analysis, i, &a))
            return;
        unsigned content = add_span(&b, "Content", a.content, a.content_count);
        add_part(&b, "Source", "source", content, &a.source);
        add_part(&b, "Cue", "cue", content, &a.cue);
        buffer_printf(b.out, "A%u\tKind T%u %s\n", ++b.attributes, content, esp_attribution_name(a.kind));
        if (!a.holder)
            continue;
        buffer_printf(b.out, "#%u\tAnnotatorNotes T%u\t", ++b.notes, content);
        display_clean(b.out, a.holder);
        if (a.actors) {
            buffer_text(b.out, " (");
            report_actors(report->engine, b.out, a.actors, ", ");
            buffer_text(b.out, ")");
        }
        buffer_text(b.out, "\n");
    }
}

const struct report_format report_attribution_brat = {.add = add_brat};
