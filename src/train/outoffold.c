/* From out-of-fold decision values to figures that can be believed.
 *
 * Decides C and the calibration. Fitting a calibration on the rows that it is measured on would flatter it, so the
 * predictions for one fold come from a calibration (and offsets) fitted on the decision values of the other folds:
 *
 *     fold 3 of 10:  calibrate on folds 0-2, 4-9   ->   probabilities and stances of fold 3
 *
 * The model gets one calibration fitted on all of them. C is the one with the lowest log loss of these probabilities:
 * F_avg moves in jumps, and its best C would be a matter of luck. Pairs are made to be hard and their classes are not as
 * frequent as in articles, so where there are articles they alone calibrate, choose and count. */
#include "train/outoffold.h"

#include "lexicon.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>

static bool is_pair(const struct dataset *s, uint32_t document)
{
    return s->labels->documents.items[document].pair != NULL;
}

struct judging {
    const struct crossval *cv;
    struct arena *arena;
    bool articles;  /* there are some: pairs do not count */
    bool offsets;
    uint8_t target;
};

/* Collects a target's rows outside one fold (or of all, NOWHERE) and fits on them. */
static void fit_without(const struct judging *j, int fold, unsigned place, const bool present[ESP_STANCE_COUNT],
                        struct calibration *calibration)
{
    const struct dataset *s = j->cv->dataset;
    struct arena_mark mark = arena_mark(j->arena);
    struct observation *observations = arena_alloc(j->arena, ((size_t)s->rows.count + 1) * sizeof *observations);
    uint32_t missed[ESP_STANCE_COUNT] = {0};
    size_t count = 0;
    for (uint32_t r = 0; r < s->rows.count; r++) {
        const struct row *row = &s->rows.items[r];
        if (row->target != j->target || row->disputed || (j->articles && is_pair(s, row->document)) ||
            (fold != NOWHERE && j->cv->fold_of[row->document] == (uint32_t)fold))
            continue;
        memcpy(observations[count].sums, j->cv->sums[(size_t)r * j->cv->grid + place], sizeof observations->sums);
        observations[count++].stance = row->stance;
    }
    for (uint32_t m = 0; m < s->missed.count; m++) {
        const struct missed *item = &s->missed.items[m];
        if (item->triple.target == j->target && !(j->articles && is_pair(s, item->document)) &&
            (fold == NOWHERE || j->cv->fold_of[item->document] != (uint32_t)fold))
            missed[item->triple.stance]++;
    }
    calibrate_fit(calibration, observations, count, present);
    if (j->offsets)
        calibrate_offsets(calibration, j->arena, observations, count, missed);
    arena_rewind(j->arena, mark);
}

/* Predicts a target's rows, fold by fold. Returns their mean log loss. */
static double predict(const struct judging *j, unsigned place, const bool present[ESP_STANCE_COUNT],
                      struct prediction *predictions)
{
    const struct dataset *s = j->cv->dataset;
    double loss = 0;
    uint32_t counted = 0;
    for (unsigned fold = 0; fold < j->cv->folds; fold++) {
        struct calibration calibration;
        fit_without(j, (int)fold, place, present, &calibration);
        for (uint32_t r = 0; r < s->rows.count; r++) {
            const struct row *row = &s->rows.items[r];
            struct prediction *p = &predictions[r];
            if (row->target != j->target || j->cv->fold_of[row->document] != fold)
                continue;
            calibration_apply(&calibration, j->cv->sums[(size_t)r * j->cv->grid + place], p->probability);
            p->stance = calibration_choose(&calibration, p->probability);
            if (row->disputed || (j->articles && is_pair(s, row->document)))
                continue;
            loss -= log(fmax(p->probability[row->stance], 1e-9));
            counted++;
        }
    }
    return counted ? loss / counted : 0;
}

void outoffold_judge(struct outoffold *judgement, struct arena *arena, const struct crossval *cv, bool offsets)
{
    const struct dataset *s = cv->dataset;
    struct judging j = {.cv = cv, .arena = arena};
    uint32_t total = 0;
    double sum = 0;
    for (uint32_t i = 0; i < s->labels->documents.count; i++)
        j.articles |= !is_pair(s, i);
    judgement->predictions = arena_alloc(arena, ((size_t)s->rows.count + 1) * sizeof *judgement->predictions);
    for (size_t target = 0; target < lexicon_target_count(s->labels->lexicon); target++) {
        bool present[ESP_STANCE_COUNT] = {false};
        uint32_t rows = 0;
        double best = INFINITY;
        j.target = (uint8_t)target;
        for (uint32_t r = 0; r < s->rows.count; r++)
            if (s->rows.items[r].target == target && !s->rows.items[r].disputed) {
                present[s->rows.items[r].stance] = true;
                rows += !(j.articles && is_pair(s, s->rows.items[r].document));
            }
        for (unsigned place = 0; place < cv->grid && cv->grid > 1; place++) {
            double loss = predict(&j, place, present, judgement->predictions);
            if (loss < best) {
                best = loss;
                judgement->place[target] = place;
            }
        }
        j.offsets = offsets;
        sum += rows * predict(&j, judgement->place[target], present, judgement->predictions);
        total += rows;
        fit_without(&j, NOWHERE, judgement->place[target], present, &judgement->calibration[target]);
        j.offsets = false;
    }
    judgement->log_loss = total ? sum / total : 0;
}

/* ---- predictions for people ---------------------------------------------------------------------- */

/* The text of a labelled sentence. */
static json_t *sentence_text(const struct labelled_document *document, uint32_t sentence)
{
    struct span span = document->sentences[sentence];
    size_t from = 0, to, point = 0;
    for (; point < span.start; point++)
        do
            from++;
        while (((unsigned char)document->text[from] & 0xC0) == 0x80);
    for (to = from; point < span.end; point++)
        do
            to++;
        while (((unsigned char)document->text[to] & 0xC0) == 0x80);
    return json_stringn(document->text + from, to - from);
}

/* A line; prediction is NULL for a triple that had no candidate. Takes no notice of failures but the last. */
static bool write_line(const struct dataset *s, uint32_t document, struct labelled_triple place,
                       const struct prediction *prediction, esp_write_fn write, void *context)
{
    const struct labelled_document *labelled = &s->labels->documents.items[document];
    json_t *line = json_object();
    json_object_set_new(line, "doc", json_string(labelled->id));
    json_object_set_new(line, "sentence", json_integer(place.sentence));
    json_object_set_new(line, "actor", json_string(lexicon_actor(s->labels->lexicon, place.actor)->id));
    json_object_set_new(line, "target", json_string(lexicon_target(s->labels->lexicon, place.target)->id));
    json_object_set_new(line, "gold", json_string(esp_stance_name(place.stance)));
    json_object_set_new(line, "predicted", json_string(esp_stance_name(prediction ? prediction->stance : ESP_NONE)));
    json_t *probabilities = prediction ? json_object() : json_null();
    for (int k = 0; prediction && k < ESP_STANCE_COUNT; k++)
        json_object_set_new(probabilities, esp_stance_name((enum esp_stance)k), json_real(prediction->probability[k]));
    json_object_set_new(line, "probabilities", probabilities);
    json_object_set_new(line, "text", sentence_text(labelled, place.sentence));
    char *text = json_dumps(line, JSON_COMPACT | JSON_REAL_PRECISION(4));
    json_decref(line);
    bool good = text && !write(context, text, strlen(text)) && !write(context, "\n", 1);
    free(text);
    return good;
}

bool outoffold_write(const struct outoffold *judgement, const struct dataset *s, esp_write_fn write, void *context)
{
    uint32_t m = 0; /* missed ones come by document, as rows do */
    for (uint32_t document = 0; document < s->labels->documents.count; document++) {
        for (uint32_t r = s->rows_of[document].start; r < s->rows_of[document].end; r++) {
            const struct row *row = &s->rows.items[r];
            struct labelled_triple place = {row->sentence, row->actor, row->target, row->stance};
            if (!row->disputed && !write_line(s, document, place, &judgement->predictions[r], write, context))
                return false;
        }
        for (; m < s->missed.count && s->missed.items[m].document == document; m++)
            if (!write_line(s, document, s->missed.items[m].triple, NULL, write, context))
                return false;
    }
    return true;
}
