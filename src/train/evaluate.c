/* Measuring a model on documents that it has not seen: whoever calls this knows which those are.
 *
 *     read labels -> keep those of the list -> score -> compare -> tables (breakdown.c)
 *
 * Candidates are scored as esp_analysis_run scores them, so that a figure is that of the program. */
#include "base/error.h"
#include "base/locale.h"
#include "lexicon.h"
#include "train/breakdown.h"

#include <stdlib.h>

struct evaluating {
    struct esp_evaluate_options options;
    struct arena arena;
    struct lexicon *lexicon;
    struct model *model;
    struct labels labels;
    struct dataset dataset;
    struct esp_figures figures;
    double calibration_error;
    struct esp_error *error;
};

static enum esp_status read_all(struct evaluating *e)
{
    const struct esp_evaluate_options *o = &e->options;
    if (!o->lexicons || !o->model || !o->file_count)
        return error_set(e->error, ESP_USAGE, "nothing to measure: want lexicons, a model and labelled files");
    e->lexicon = lexicon_load(o->lexicons, NULL, true, e->error);
    e->model = e->lexicon ? model_load(o->model, e->lexicon, e->error) : NULL;
    if (!e->model) {
        if (e->error->status == ESP_IO) /* whichever way, they cannot be loaded */
            e->error->status = e->lexicon ? ESP_MODEL : ESP_LEXICON;
        return e->error->status;
    }
    e->labels.arena = e->dataset.arena = &e->arena;
    e->labels.lexicon = e->lexicon;
    e->dataset.labels = &e->labels;
    e->dataset.model = e->model;
    for (size_t i = 0; i < o->file_count; i++)
        if (!labels_read(&e->labels, o->files[i], e->error))
            return e->error->status;
    if (o->only && labels_select(&e->labels, o->only, true, e->error) == UINT32_MAX)
        return e->error->status;
    if (!e->labels.documents.count)
        return error_set(e->error, ESP_INPUT, "no documents to measure on");
    return dataset_build(&e->dataset, NULL, NULL, e->error) ? ESP_OK : e->error->status;
}

static void print_tables(struct evaluating *e, struct buffer *out)
{
    const struct esp_evaluate_options *o = &e->options;
    struct breakdown b = {.dataset = &e->dataset, .predictions = e->dataset.predictions.items, .pairs = o->pairs,
                          .samples = o->samples ? o->samples : 1000, .seed = o->seed ? o->seed : 1,
                          .markdown = o->markdown};
    struct counts counts = {0};
    for (uint32_t i = 0; i < e->labels.documents.count; i++)
        if (o->pairs || !e->labels.documents.items[i].pair)
            metrics_add(&counts, &e->dataset, i, b.predictions, NOWHERE, NOWHERE);
    e->figures = metrics_figures(&counts);
    buffer_printf(out, "model %s %s (%.12s): %zu documents, %zu triples, %u without a candidate, %u candidates\n\n",
                  model_name(e->model), model_version(e->model), model_digest(e->model), e->figures.documents,
                  e->figures.triples, e->dataset.missed.count, e->dataset.rows.count);
    breakdown_groups(&b, out);
    buffer_text(out, "\n");
    breakdown_stances(&b, out);
    buffer_text(out, "\n");
    e->calibration_error = breakdown_calibration(&b, out);
    buffer_text(out, "\n");
    breakdown_coverage(&b, out);
}

/* Here the arenas jump to. */
static enum esp_status evaluate_guarded(struct evaluating *e, struct buffer *out)
{
    jmp_buf exhausted;
    e->arena.exhausted = &exhausted;
    if (setjmp(exhausted))
        return error_set(e->error, ESP_NOMEM, "out of memory");
    enum esp_status status = read_all(e);
    if (status == ESP_OK)
        print_tables(e, out);
    return status;
}

enum esp_status esp_evaluate(const struct esp_evaluate_options *options, esp_write_fn write, void *context,
                             struct esp_figures *figures, double *calibration_error, struct esp_error *error)
{
    struct esp_error own = {0};
    struct locale_hold hold;
    struct buffer out;
    struct evaluating *e = calloc(1, sizeof *e);
    if (!e || !locale_enter(&hold)) {
        free(e);
        return error_set(error, ESP_NOMEM, "out of memory");
    }
    e->options = *options;
    e->error = error ? error : &own;
    buffer_init(&out);
    enum esp_status status = evaluate_guarded(e, &out);
    if (status == ESP_OK && out.failed)
        status = error_set(e->error, ESP_NOMEM, "out of memory");
    if (status == ESP_OK && out.length && write(context, out.data, out.length))
        status = error_set(e->error, ESP_IO, "output could not be written");
    if (status == ESP_OK && figures)
        *figures = e->figures;
    if (status == ESP_OK && calibration_error)
        *calibration_error = e->calibration_error;
    buffer_destroy(&out);
    arena_destroy(&e->dataset.work);
    model_free(e->model);
    lexicon_free(e->lexicon);
    arena_destroy(&e->arena);
    free(e);
    locale_leave(&hold);
    return status;
}
