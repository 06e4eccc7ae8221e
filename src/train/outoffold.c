/* From out-of-fold decision values to figures that can be believed.
 *
 * Decides C and the calibration. Fitting a calibration on the rows that it is measured on would flatter it, so the
 * predictions for one fold come from a calibration (both steps, and offsets) fitted on the decision values of the
 * other folds:
 *
 *     fold 3 of 10:  calibrate on folds 0-2, 4-9   ->   probabilities and stances of fold 3
 *
 * The model gets one calibration fitted on all of them. C is the one with the lowest log loss of the first step:
 * F_avg moves in jumps, and its best C would be a matter of luck. Pairs are made to be hard and their classes are not
 * as frequent as in articles, so where there are articles they alone calibrate, choose and count. */
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
    bool articles;                    /* there are some: pairs do not count */
    uint8_t target;
    unsigned place;                   /* of C */
    bool present[ESP_STANCE_COUNT];
    struct observation *all;          /* one a row of the data set */
    struct observation *chosen;       /* room for as many */
    double (*alone)[ESP_STANCE_COUNT]; /* one a row */
};

static const struct row *row_at(const struct judging *j, uint32_t r)
{
    return &j->cv->dataset->rows.items[r];
}

/* Whether a row is calibrated and measured on. */
static bool is_counted(const struct judging *j, uint32_t r)
{
    return !row_at(j, r)->disputed && !(j->articles && is_pair(j->cv->dataset, row_at(j, r)->document));
}

static bool is_held_out(const struct judging *j, uint32_t document, int fold)
{
    return fold != NOWHERE && j->cv->fold_of[document] == (uint32_t)fold;
}

/* Gathers the target's rows outside a fold (NOWHERE: all). Returns their number. */
static size_t choose_rows(const struct judging *j, int fold)
{
    size_t count = 0;
    for (uint32_t r = 0; r < j->cv->dataset->rows.count; r++)
        if (row_at(j, r)->target == j->target && is_counted(j, r) && !is_held_out(j, row_at(j, r)->document, fold))
            j->chosen[count++] = j->all[r];
    return count;
}

/* Puts the decision values of a C in place; contexts are unknown again. */
static void take_sums(const struct judging *j)
{
    for (uint32_t r = 0; r < j->cv->dataset->rows.count; r++) {
        j->all[r] = (struct observation){.stance = row_at(j, r)->stance};
        memcpy(j->all[r].inputs, j->cv->sums[(size_t)r * j->cv->grid + j->place], ESP_STANCE_COUNT * sizeof(double));
    }
}

/* Judges every row of the target alone, then gives it what the others of its document come to. */
static void find_contexts(const struct judging *j, const struct softmax *alone)
{
    const struct dataset *s = j->cv->dataset;
    for (uint32_t document = 0; document < s->labels->documents.count; document++) {
        struct span rows = s->rows_of[document];
        struct article_sums sums = {0};
        for (uint32_t r = rows.start; r < rows.end; r++)
            if (row_at(j, r)->target == j->target) {
                softmax_apply(alone, j->present, j->all[r].inputs, j->alone[r]);
                article_add(&sums, row_at(j, r)->actor, j->target, j->alone[r]);
            }
        for (uint32_t r = rows.start; r < rows.end; r++)
            if (row_at(j, r)->target == j->target)
                article_context(&sums, row_at(j, r)->actor, j->target, j->alone[r],
                                j->all[r].inputs + ESP_STANCE_COUNT);
    }
}

static void count_missed(const struct judging *j, int fold, uint32_t missed[ESP_STANCE_COUNT])
{
    const struct dataset *s = j->cv->dataset;
    for (uint32_t m = 0; m < s->missed.count; m++) {
        const struct missed *item = &s->missed.items[m];
        if (item->triple.target == j->target && !(j->articles && is_pair(s, item->document)) &&
            !is_held_out(j, item->document, fold))
            missed[item->triple.stance]++;
    }
}

/* Both steps and the offsets, from the rows outside a fold. */
static void calibrate(const struct judging *j, int fold, bool offsets, struct calibration *calibration)
{
    uint32_t missed[ESP_STANCE_COUNT] = {0};
    *calibration = (struct calibration){0};
    memcpy(calibration->present, j->present, sizeof j->present);
    take_sums(j);
    calibrate_fit(&calibration->alone, j->present, j->chosen, choose_rows(j, fold), ESP_STANCE_COUNT);
    find_contexts(j, &calibration->alone);
    size_t count = choose_rows(j, fold);
    calibrate_fit(&calibration->article, j->present, j->chosen, count, INPUTS);
    if (offsets) {
        count_missed(j, fold, missed);
        calibrate_offsets(calibration, j->arena, j->chosen, count, missed);
    }
}

/* Sum of the log losses over the counted rows of a fold. */
static double fold_loss(const struct judging *j, unsigned fold, const struct softmax *softmax)
{
    double loss = 0, probability[ESP_STANCE_COUNT];
    for (uint32_t r = 0; r < j->cv->dataset->rows.count; r++)
        if (row_at(j, r)->target == j->target && is_counted(j, r) &&
            is_held_out(j, row_at(j, r)->document, (int)fold)) {
            softmax_apply(softmax, j->present, j->all[r].inputs, probability);
            loss -= log(fmax(probability[row_at(j, r)->stance], 1e-9));
        }
    return loss;
}

/* The place of C whose decision values, calibrated alone, have the lowest log loss. */
static unsigned choose_place(struct judging *j)
{
    unsigned best = 0;
    double lowest = INFINITY;
    for (j->place = 0; j->place < j->cv->grid && j->cv->grid > 1; j->place++) {
        double loss = 0;
        take_sums(j);
        for (unsigned fold = 0; fold < j->cv->folds; fold++) {
            struct softmax softmax;
            calibrate_fit(&softmax, j->present, j->chosen, choose_rows(j, (int)fold), ESP_STANCE_COUNT);
            loss += fold_loss(j, fold, &softmax);
        }
        if (loss < lowest) {
            lowest = loss;
            best = j->place;
        }
    }
    return best;
}

/* Predicts the target's rows, fold by fold. Returns the sum of their log losses. */
static double predict(const struct judging *j, bool offsets, struct prediction *predictions)
{
    double loss = 0;
    for (unsigned fold = 0; fold < j->cv->folds; fold++) {
        struct calibration calibration;
        calibrate(j, (int)fold, offsets, &calibration);
        loss += fold_loss(j, fold, &calibration.article);
        for (uint32_t r = 0; r < j->cv->dataset->rows.count; r++)
            if (row_at(j, r)->target == j->target && is_held_out(j, row_at(j, r)->document, (int)fold)) {
                softmax_apply(&calibration.article, j->present, j->all[r].inputs, predictions[r].probability);
                predictions[r].stance = calibration_choose(&calibration, predictions[r].probability);
            }
    }
    return loss;
}

void outoffold_judge(struct outoffold *judgement, struct arena *arena, const struct crossval *cv, bool offsets)
{
    const struct dataset *s = cv->dataset;
    struct judging j = {.cv = cv, .arena = arena};
    uint32_t counted = 0;
    double loss = 0;
    for (uint32_t i = 0; i < s->labels->documents.count; i++)
        j.articles |= !is_pair(s, i);
    j.all = arena_alloc(arena, ((size_t)s->rows.count + 1) * sizeof *j.all);
    j.chosen = arena_alloc(arena, ((size_t)s->rows.count + 1) * sizeof *j.chosen);
    j.alone = arena_alloc(arena, ((size_t)s->rows.count + 1) * sizeof *j.alone);
    judgement->predictions = arena_alloc(arena, ((size_t)s->rows.count + 1) * sizeof *judgement->predictions);
    for (size_t target = 0; target < lexicon_target_count(s->labels->lexicon); target++) {
        j.target = (uint8_t)target;
        memset(j.present, 0, sizeof j.present);
        for (uint32_t r = 0; r < s->rows.count; r++)
            if (row_at(&j, r)->target == target && !row_at(&j, r)->disputed) {
                j.present[row_at(&j, r)->stance] = true;
                counted += is_counted(&j, r);
            }
        j.place = judgement->place[target] = choose_place(&j);
        loss += predict(&j, offsets, judgement->predictions);
        calibrate(&j, NOWHERE, offsets, &judgement->calibration[target]);
    }
    judgement->log_loss = counted ? loss / counted : 0;
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
