/* Training: labelled documents in, model folder and honest figures out.
 *
 *     read labels -> analyse -> cross-validate (each C) -> calibrate, choose C -> fit on everything -> write
 *
 * The figures come from the cross-validation; the machines that are written have seen every document and were judged by
 * none of them. Calibration is taken over from the cross-validation: machines fitted on nine tenths give decision
 * values like those of machines fitted on all. */
#include "train/train.h"

#include "base/error.h"
#include "base/locale.h"
#include "lexicon.h"

#include <libsvm/svm.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

_Static_assert((int)ESP_TRAIN_TARGETS == (int)TARGETS_MAX, "a result has room for every target");

/* In units of 1 / (mean square of the vectors' lengths), which is 1 for normalized ones. */
static const double C_GRID[] = {0.25, 0.5, 1, 2, 4};

struct run {
    struct esp_train_options options;
    struct arena arena;
    struct lexicon *lexicon;
    struct labels labels;
    struct dataset dataset;
    struct crossval crossval;
    struct outoffold judgement;
    struct trained trained;
    struct esp_training result;
    struct esp_error *error;
};

static void be_silent(const char *text)
{
    (void)text;
}

/* Writes a ratio as copies of articles and of pairs: 0.5 is 2 to 1. false when it is no ratio of small numbers. */
static bool find_copies(double weight, struct fit_options *fit)
{
    fit->article_copies = 1;
    fit->pair_copies = 0;
    if (weight < 0)
        return true;
    for (unsigned articles = 1; articles <= 8; articles++)
        for (unsigned pairs = 1; pairs <= 8; pairs++)
            if (fabs(weight - (double)pairs / articles) < 1e-3) {
                fit->article_copies = articles;
                fit->pair_copies = pairs;
                return true;
            }
    return false;
}

static enum esp_status fill_options(struct run *run)
{
    struct esp_train_options *o = &run->options;
    if (!o->lexicons || !o->file_count)
        return error_set(run->error, ESP_USAGE, "nothing to train on: want lexicons and labelled files");
    o->folds = o->folds ? o->folds : 10;
    o->min_documents = o->min_documents ? o->min_documents : 2;
    o->balance = o->balance < 0 ? 0 : o->balance > 0 ? o->balance : 0.8;
    o->pair_weight = o->pair_weight != 0 ? o->pair_weight : 1;
    o->seed = o->seed ? o->seed : 1;
    o->threads = o->threads ? o->threads : 2;
    o->model_version = o->model_version ? o->model_version : esp_version();
    if (o->folds < 2 || o->folds > 100)
        return error_set(run->error, ESP_USAGE, "%u folds: want 2 to 100", o->folds);
    if (!(o->c >= 0 && o->c <= 1e6))
        return error_set(run->error, ESP_USAGE, "C is %g: want a number above 0, up to 1000000", o->c);
    if (!(o->balance <= 1))
        return error_set(run->error, ESP_USAGE, "balance is %g: want 0 to 1", o->balance);
    if (!find_copies(o->pair_weight, &run->crossval.fit))
        return error_set(run->error, ESP_USAGE,
                         "weight of pairs is %g: want a ratio of whole numbers up to 8, as 0.5 or 2", o->pair_weight);
    run->crossval.fit.balance = o->balance;
    run->crossval.fit.normalize = !o->no_normalize;
    return ESP_OK;
}

static void count_documents(struct run *run)
{
    struct esp_training *result = &run->result;
    result->documents = run->labels.documents.count;
    for (uint32_t i = 0; i < run->labels.documents.count; i++) {
        result->sentences += run->labels.documents.items[i].sentence_count;
        result->triples += run->labels.documents.items[i].triples.count;
    }
    result->candidates = run->dataset.rows.count;
    result->without_candidate = run->dataset.missed.count;
    result->target_count = lexicon_target_count(run->lexicon);
    for (uint32_t r = 0; r < run->dataset.rows.count; r++) {
        const struct row *row = &run->dataset.rows.items[r];
        result->labelled += row->stance != ESP_NONE;
        result->target[row->target].rows[row->stance]++;
    }
    for (size_t t = 0; t < result->target_count; t++)
        snprintf(result->target[t].id, sizeof result->target[t].id, "%s", lexicon_target(run->lexicon, t)->id);
}

/* Rows of every target, with the features that stay, as the model will see them. */
static enum esp_status build_samples(struct run *run)
{
    const struct dataset *s = &run->dataset;
    struct trained *trained = &run->trained;
    uint32_t *counts = arena_alloc(&run->arena, ((size_t)s->features.count + 1) * sizeof *counts);
    uint32_t *number = arena_alloc(&run->arena, ((size_t)s->features.count + 1) * sizeof *number);
    uint32_t kept = crossval_number(s, NULL, run->options.min_documents, counts, number);
    run->result.features = kept;
    trained->counts = counts;
    trained->number = number;
    for (size_t t = 0; t < run->result.target_count; t++) {
        sample_build(&trained->samples[t], &run->arena, s, (uint8_t)t, NULL, number, kept, &run->crossval.fit);
        if (!sample_can_fit(&trained->samples[t]))
            return error_set(run->error, ESP_INPUT,
                             "target \"%s\": want candidates of two stances at least (none is one), "
                             "found %u in all",
                             run->result.target[t].id, trained->samples[t].items.count);
    }
    return ESP_OK;
}

static enum esp_status cross_validate(struct run *run)
{
    struct crossval *cv = &run->crossval;
    const struct esp_train_options *o = &run->options;
    cv->dataset = &run->dataset;
    cv->folds = o->folds;
    cv->threads = o->threads;
    cv->min_documents = o->min_documents;
    cv->seed = o->seed;
    cv->progress = o->progress;
    cv->progress_context = o->progress_context;
    if (run->dataset.group_count < o->folds)
        return error_set(run->error, ESP_INPUT,
                         "%u documents (a pair being one) for %u folds: want more documents, or fewer "
                         "folds",
                         run->dataset.group_count, o->folds);
    cv->grid = o->c > 0 ? 1 : sizeof C_GRID / sizeof *C_GRID;
    for (size_t t = 0; t < run->result.target_count; t++)
        for (unsigned i = 0; i < cv->grid; i++)
            cv->c[t][i] = o->c > 0 ? o->c
                          : C_GRID[i] / (o->no_normalize ? sample_square(&run->trained.samples[t]) : 1);
    crossval_deal(cv, &run->arena);
    if (!crossval_run(cv, &run->arena))
        return error_set(run->error, ESP_NOMEM, "out of memory");
    outoffold_judge(&run->judgement, &run->arena, cv, !o->no_offsets);
    return ESP_OK;
}

static void measure(struct run *run)
{
    struct esp_training *result = &run->result;
    struct counts articles = {0}, pairs = {0}, of_target[TARGETS_MAX] = {{0}};
    for (uint32_t i = 0; i < run->labels.documents.count; i++) {
        bool pair = run->labels.documents.items[i].pair;
        metrics_add(pair ? &pairs : &articles, &run->dataset, i, run->judgement.predictions, NOWHERE, NOWHERE);
        for (size_t t = 0; t < result->target_count && !pair; t++)
            metrics_add(&of_target[t], &run->dataset, i, run->judgement.predictions, NOWHERE, (int)t);
    }
    result->articles = metrics_figures(&articles);
    result->pairs = metrics_figures(&pairs);
    result->log_loss = run->judgement.log_loss;
    for (size_t t = 0; t < result->target_count; t++) {
        result->target[t].figures = metrics_figures(&of_target[t]);
        result->target[t].c = run->crossval.c[t][run->judgement.place[t]];
    }
}

static enum esp_status fit_and_save(struct run *run)
{
    struct trained *trained = &run->trained;
    trained->arena = &run->arena;
    trained->options = &run->options;
    trained->dataset = &run->dataset;
    trained->result = &run->result;
    trained->judgement = &run->judgement;
    for (size_t t = 0; t < run->result.target_count; t++) {
        struct sample *sample = &trained->samples[t];
        if (run->options.progress)
            run->options.progress(run->options.progress_context, "fit", t, run->result.target_count);
        if (!sample_prepare(sample))
            return error_set(run->error, ESP_NOMEM, "out of memory");
        fit_run(&trained->fits[t], &run->arena, sample, run->result.target[t].c, run->options.balance);
        sample_destroy(sample);
        trained->calibrations[t] = run->judgement.calibration[t];
    }
    if (!save_model(trained, run->options.output, run->result.model_digest, run->error))
        return run->error->status;
    return ESP_OK;
}

static enum esp_status do_run(struct run *run)
{
    const struct esp_train_options *o = &run->options;
    enum esp_status status = fill_options(run);
    if (status != ESP_OK)
        return status;
    if (o->output && !save_check(o->output, run->error))
        return run->error->status;
    run->lexicon = lexicon_load(o->lexicons, NULL, true, run->error);
    if (!run->lexicon) {
        if (run->error->status == ESP_IO) /* whichever way, there are no lexicons */
            run->error->status = ESP_LEXICON;
        return run->error->status;
    }
    run->labels.arena = run->dataset.arena = &run->arena;
    run->labels.lexicon = run->lexicon;
    run->dataset.labels = &run->labels;
    run->dataset.drop = o->drop_features;
    for (size_t i = 0; i < o->file_count; i++)
        if (!labels_read(&run->labels, o->files[i], run->error))
            return run->error->status;
    if (o->held_out) {
        run->trained.held_out = labels_select(&run->labels, o->held_out, false, run->error);
        if (run->trained.held_out == UINT32_MAX)
            return run->error->status;
    }
    if (!dataset_build(&run->dataset, o->progress, o->progress_context, run->error))
        return run->error->status;
    count_documents(run);
    if ((status = build_samples(run)) != ESP_OK || (status = cross_validate(run)) != ESP_OK)
        return status;
    measure(run);
    if (o->predictions && !outoffold_write(&run->judgement, &run->dataset, o->predictions, o->predictions_context))
        return error_set(run->error, ESP_IO, "predictions could not be written");
    return o->output ? fit_and_save(run) : ESP_OK;
}

/* Here the arenas jump to. */
static enum esp_status run_guarded(struct run *run)
{
    jmp_buf exhausted;
    run->arena.exhausted = &exhausted;
    if (setjmp(exhausted))
        return error_set(run->error, ESP_NOMEM, "out of memory");
    return do_run(run);
}

enum esp_status esp_train(const struct esp_train_options *options, struct esp_training *result, struct esp_error *error)
{
    struct esp_error own = {0};
    struct locale_hold hold;
    struct run *run = calloc(1, sizeof *run);
    if (!run || !locale_enter(&hold)) {
        free(run);
        return error_set(error, ESP_NOMEM, "out of memory");
    }
    run->options = *options;
    run->error = error ? error : &own;
    svm_set_print_string_function(be_silent);
    enum esp_status status = run_guarded(run);
    if (result)
        *result = run->result;
    for (size_t t = 0; t < TARGETS_MAX; t++)
        sample_destroy(&run->trained.samples[t]);
    arena_destroy(&run->dataset.work);
    lexicon_free(run->lexicon);
    arena_destroy(&run->arena);
    free(run);
    locale_leave(&hold);
    return status;
}
