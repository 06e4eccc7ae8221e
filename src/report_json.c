/* (12) JSON: schema espouse.score/1 or espouse.attributions/1, one object a document; espouse.error/1 for one that could
 * not be read.
 *
 * Decides only how numbers look: rounded to four decimals, with a point in every locale. Offsets are code points of the
 * article's text; a span that lies in a title that came apart from the text says so:
 *
 *     "mention": {"start": 29, "end": 40, "text": "declaration", "in": "title"} */
#include "report.h"

#include "base/json.h"

/* Puts value, even when it is NULL for want of memory: then the whole is given up. */
static json_t *put(json_t *object, const char *key, json_t *value)
{
    if (object && json_object_set_new(object, key, value)) {
        json_decref(object);
        return NULL;
    }
    if (!object)
        json_decref(value);
    return object;
}

static json_t *append(json_t *array, json_t *value)
{
    if (array && json_array_append_new(array, value)) {
        json_decref(array);
        return NULL;
    }
    if (!array)
        json_decref(value);
    return array;
}

static json_t *span(const struct esp_piece *piece)
{
    if (!piece->text)
        return json_null();
    json_t *object = put(json_object(), "start", json_integer(piece->start));
    object = put(object, "end", json_integer(piece->end));
    object = put(object, "text", json_text(piece->text));
    return piece->part ? put(object, "in", json_text("title")) : object;
}

static json_t *flags_of(unsigned flags)
{
    static const struct {
        unsigned flag;
        const char *name;
    } names[] = {{ESP_NEGATED, "negated"}, {ESP_CONDITIONAL, "conditional"}, {ESP_HEDGED, "hedged"}};
    json_t *array = json_array();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (flags & names[i].flag)
            array = append(array, json_text(names[i].name));
    return array;
}

static json_t *probabilities(const struct esp_evidence *e)
{
    json_t *object = json_object();
    for (int stance = ESP_FAVOR; stance < ESP_STANCE_COUNT; stance++)
        object = put(object, esp_stance_name((enum esp_stance)stance), json_rounded(e->probability[stance]));
    return object;
}

static json_t *evidence_of(const esp_engine *engine, const struct esp_evidence *e)
{
    json_t *object = put(json_object(), "sentence", json_integer(e->sentence));
    object = put(object, "start", json_integer(e->piece.start));
    object = put(object, "end", json_integer(e->piece.end));
    object = put(object, "text", json_text(e->piece.text));
    if (e->piece.part)
        object = put(object, "in", json_text("title"));
    object = put(object, "actor", json_text(esp_engine_actor_id(engine, e->actor)));
    object = put(object, "target", json_text(esp_engine_target_id(engine, e->target)));
    object = put(object, "stance", json_text(esp_stance_name(e->stance)));
    object = put(object, "score", json_rounded(e->score));
    object = put(object, "probabilities", probabilities(e));
    object = put(object, "attribution", json_text(esp_attribution_name(e->attribution)));
    object = put(object, "holder", span(&e->holder));
    object = put(object, "mention", span(&e->mention));
    object = put(object, "cue", span(&e->cue));
    return put(object, "flags", flags_of(e->flags));
}

static json_t *cells_of(const esp_engine *engine, const esp_analysis *analysis)
{
    json_t *cells = json_object();
    for (size_t a = 0; a < esp_engine_actor_count(engine); a++) {
        json_t *row = json_object();
        for (size_t t = 0; t < esp_engine_target_count(engine); t++) {
            const struct esp_cell *cell = esp_analysis_cell(analysis, a, t);
            json_t *object = put(json_object(), "stance", json_text(esp_stance_name(cell->stance)));
            object = put(object, "score", json_rounded(cell->score));
            object = put(object, "evidence", json_integer(cell->evidence));
            row = put(row, esp_engine_target_id(engine, t), object);
        }
        cells = put(cells, esp_engine_actor_id(engine, a), row);
    }
    return cells;
}

static json_t *model_of(const esp_engine *engine)
{
    if (!esp_engine_model_name(engine))
        return json_null();
    json_t *object = put(json_object(), "name", json_text(esp_engine_model_name(engine)));
    object = put(object, "version", json_text(esp_engine_model_version(engine)));
    return put(object, "digest", json_text(esp_engine_model_digest(engine)));
}

static json_t *document_of(const esp_engine *engine, const esp_analysis *analysis)
{
    json_t *evidence = json_array();
    for (size_t i = 0; i < esp_analysis_evidence_count(analysis); i++)
        evidence = append(evidence, evidence_of(engine, esp_analysis_evidence(analysis, i)));
    json_t *object = put(json_object(), "schema", json_text("espouse.score/1"));
    object = put(object, "doc", json_text(esp_analysis_id(analysis)));
    object = put(object, "title", json_text(esp_analysis_title(analysis)));
    object = put(object, "date", json_text(esp_analysis_date(analysis)));
    object = put(object, "model", model_of(engine));
    object = put(object, "evidence", evidence);
    return put(object, "cells", cells_of(engine, analysis));
}

static json_t *ids_of(const esp_engine *engine, uint32_t actors)
{
    json_t *array = json_array();
    for (size_t i = 0; i < esp_engine_actor_count(engine); i++)
        if (actors >> i & 1)
            array = append(array, json_text(esp_engine_actor_id(engine, i)));
    return array;
}

static json_t *spans(const struct esp_piece *pieces, size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++)
        if (pieces[i].text)
            array = append(array, span(&pieces[i]));
    return array;
}

static json_t *attribution_of(const esp_engine *engine, const struct esp_attribution *a)
{
    json_t *actors = ids_of(engine, a->actors);
    json_t *object = put(json_object(), "sentence", json_integer(a->sentence));
    object = put(object, "kind", json_text(esp_attribution_name(a->kind)));
    object = put(object, "source", spans(&a->source, 1));
    object = put(object, "cue", spans(&a->cue, 1));
    object = put(object, "content", spans(a->content, a->content_count));
    object = put(object, "hearer", span(&a->hearer));
    object = put(object, "holder", json_text(a->holder));
    object = put(object, "actor", json_array_size(actors) == 1 ? json_incref(json_array_get(actors, 0)) : json_null());
    object = put(object, "actors", actors);
    object = put(object, "resolved", json_boolean(a->resolved));
    object = put(object, "chain", json_text(a->chain));
    object = put(object, "parent", a->parent < 0 ? json_null() : json_integer(a->parent));
    return put(object, "rule", json_text(a->rule));
}

static json_t *attributions_of(struct esp_report *report, esp_analysis *analysis)
{
    struct esp_attribution a;
    json_t *list = json_array();
    for (size_t i = 0; i < esp_analysis_attribution_count(analysis); i++)
        if (report_get_attribution(report, analysis, i, &a))
            list = append(list, attribution_of(report->engine, &a));
    json_t *object = put(json_object(), "schema", json_text("espouse.attributions/1"));
    object = put(object, "doc", json_text(esp_analysis_id(analysis)));
    object = put(object, "title", json_text(esp_analysis_title(analysis)));
    object = put(object, "date", json_text(esp_analysis_date(analysis)));
    return put(object, "attributions", list);
}

static int take(const char *text, size_t length, void *out)
{
    buffer_add(out, text, length);
    return 0;
}

/* Adds an object on a line of its own, or as the next item of the array; takes it over. */
static void add_object(struct esp_report *report, json_t *object)
{
    bool lines = report->options.format == ESP_JSONL;
    if (!lines && report->documents)
        buffer_text(&report->out, ",\n");
    if (!object || json_dump_callback(object, take, &report->out, JSON_ROUNDED | (lines ? 0 : JSON_INDENT(2))))
        report->out.failed = true;
    json_decref(object);
    if (lines)
        buffer_text(&report->out, "\n");
}

static void add(struct esp_report *report, esp_analysis *analysis)
{
    add_object(report, document_of(report->engine, analysis));
}

static void add_attributions(struct esp_report *report, esp_analysis *analysis)
{
    add_object(report, attributions_of(report, analysis));
}

static void add_error(struct esp_report *report, const char *document, const struct esp_error *fault)
{
    char text[sizeof fault->where + sizeof fault->text + 64];
    json_t *object = put(json_object(), "schema", json_text("espouse.error/1"));
    object = put(object, "doc", json_text(document));
    add_object(report, put(object, "error", json_text(esp_error_format(fault, text, sizeof text))));
}

static void begin(struct esp_report *report)
{
    buffer_text(&report->out, "[\n");
}

static void end(struct esp_report *report)
{
    buffer_text(&report->out, report->documents ? "\n]\n" : "]\n");
}

const struct report_format report_json = {.begin = begin, .add = add, .error = add_error, .end = end};
const struct report_format report_jsonl = {.add = add, .error = add_error};
const struct report_format report_attribution_json = {.begin = begin, .add = add_attributions, .error = add_error,
                                                      .end = end};
const struct report_format report_attribution_jsonl = {.add = add_attributions, .error = add_error};
