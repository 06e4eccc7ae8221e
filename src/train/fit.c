/* Fitting the linear SVM of one target with libsvm.
 *
 * Decides how rows become libsvm's problem. Classes go in by the order favor, against, neutral, none, so that the
 * same rows give the same file. libsvm computes every product of two vectors over and over, in several fits of one
 * sample (values of C): as long as the matrix of products fits into memory it is computed once and handed over as a
 * "precomputed" kernel; beyond that libsvm gets the vectors. Either way the result is a linear machine.
 *
 *     4 classes -> 6 two-class problems -> support vectors with up to 3 coefficients -> 6 weights a feature
 *
 * A row that counts n times goes in n times, since libsvm weighs classes but not rows.
 * libsvm ends the program when memory runs out; it draws no random numbers here. */
#include "train/fit.h"

#include <libsvm/svm.h>
#include <math.h>
#include <stdlib.h>

enum { MATRIX_MAX = 8000 }; /* items whose products are computed beforehand: 1 GB a thread */

static const enum esp_stance CLASS_ORDER[] = {ESP_FAVOR, ESP_AGAINST, ESP_NEUTRAL, ESP_NONE};

uint32_t sample_terms(const struct row *row, const uint32_t *number, bool normalize, struct term *terms)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < row->count; i++)
        if (number[row->terms[i].feature] != UINT32_MAX)
            terms[count++] = (struct term){number[row->terms[i].feature], row->terms[i].value};
    if (normalize)
        terms_normalize(terms, count);
    return count;
}

static int by_feature(const void *a, const void *b)
{
    uint32_t x = ((const struct term *)a)->feature, y = ((const struct term *)b)->feature;
    return (x > y) - (x < y);
}

void sample_build(struct sample *sample, struct arena *arena, const struct dataset *dataset, uint8_t target,
                  const bool *chosen, const uint32_t *number, uint32_t features, const struct fit_options *options)
{
    *sample = (struct sample){.dataset = dataset, .features = features};
    for (int k = 0; k < ESP_STANCE_COUNT; k++)
        for (uint32_t r = 0; r < dataset->rows.count; r++) {
            const struct row *row = &dataset->rows.items[r];
            bool pair = dataset->labels->documents.items[row->document].pair;
            struct item item = {.row = r, .copies = pair ? options->pair_copies : options->article_copies};
            if (row->target != target || row->stance != CLASS_ORDER[k] || row->disputed || !item.copies ||
                (chosen && !chosen[row->document]))
                continue;
            item.terms = arena_alloc(arena, ((size_t)row->count + 1) * sizeof *item.terms);
            item.count = sample_terms(row, number, options->normalize, item.terms);
            qsort(item.terms, item.count, sizeof *item.terms, by_feature);
            vec_push(arena, &sample->items, item);
            sample->of_stance[row->stance]++;
        }
}

bool sample_can_fit(const struct sample *sample)
{
    int stances = 0;
    for (int s = 0; s < ESP_STANCE_COUNT; s++)
        stances += sample->of_stance[s] > 0;
    return stances >= 2;
}

double sample_square(const struct sample *sample)
{
    double sum = 0;
    for (uint32_t i = 0; i < sample->items.count; i++)
        for (uint32_t t = 0; t < sample->items.items[i].count; t++)
            sum += sample->items.items[i].terms[t].value * sample->items.items[i].terms[t].value;
    return sum > 0 ? sum / sample->items.count : 1;
}

/* kernel[i][1 + j] = product of items i and j; kernel[i][0] has libsvm's number of the item. */
static bool fill_products(struct sample *sample)
{
    uint32_t n = sample->items.count;
    double *dense = calloc((size_t)sample->features + 1, sizeof *dense);
    struct svm_node *nodes = malloc((size_t)n * (n + 1) * sizeof *nodes);
    if (!dense || !nodes) {
        free(dense);
        free(nodes);
        return false;
    }
    for (uint32_t i = 0; i < n; i++) {
        const struct item *a = &sample->items.items[i];
        sample->kernel[i] = nodes + (size_t)i * (n + 1);
        sample->kernel[i][0] = (struct svm_node){0, i + 1};
        for (uint32_t t = 0; t < a->count; t++)
            dense[a->terms[t].feature] = a->terms[t].value;
        for (uint32_t j = 0; j <= i; j++) {
            const struct item *b = &sample->items.items[j];
            double product = 0;
            for (uint32_t t = 0; t < b->count; t++)
                product += dense[b->terms[t].feature] * b->terms[t].value;
            sample->kernel[i][1 + j] = (struct svm_node){(int)(1 + j), product};
            sample->kernel[j][1 + i] = (struct svm_node){(int)(1 + i), product};
        }
        for (uint32_t t = 0; t < a->count; t++)
            dense[a->terms[t].feature] = 0;
    }
    free(dense);
    return true;
}

static bool fill_vectors(struct sample *sample)
{
    uint32_t n = sample->items.count;
    size_t total = 0;
    for (uint32_t i = 0; i < n; i++)
        total += sample->items.items[i].count + 1;
    struct svm_node *nodes = malloc((total + 1) * sizeof *nodes);
    for (uint32_t i = 0; nodes && i < n; i++) {
        const struct item *item = &sample->items.items[i];
        sample->kernel[i] = i ? sample->kernel[i - 1] + sample->items.items[i - 1].count + 1 : nodes;
        for (uint32_t t = 0; t < item->count; t++)
            sample->kernel[i][t] = (struct svm_node){(int)item->terms[t].feature + 1, item->terms[t].value};
        sample->kernel[i][item->count] = (struct svm_node){-1, 0};
    }
    return nodes != NULL;
}

bool sample_prepare(struct sample *sample)
{
    uint32_t n = sample->items.count;
    sample->kernel = calloc((size_t)n + 1, sizeof *sample->kernel);
    sample->precomputed = n <= MATRIX_MAX;
    return sample->kernel && (sample->precomputed ? fill_products(sample) : fill_vectors(sample));
}

void sample_destroy(struct sample *sample)
{
    if (sample->kernel)
        free(sample->kernel[0]); /* the rows are one block */
    free(sample->kernel);
    sample->kernel = NULL;
}

/* Takes libsvm's model apart: origin[i] is the item behind training vector i. */
static void collapse(struct fit *fit, struct arena *arena, const struct sample *sample, const struct svm_model *model,
                     const uint32_t *origin)
{
    uint32_t classes = (uint32_t)model->nr_class, width = classes - 1, at = 0;
    machine_init(&fit->machine, arena, classes, sample->features);
    for (uint32_t p = 0; p < fit->machine.pairs; p++)
        fit->machine.rho[p] = model->rho[p];
    fit->count = (uint32_t)model->l;
    fit->supports = arena_alloc(arena, ((size_t)fit->count + 1) * sizeof *fit->supports);
    fit->coefficients = arena_alloc(arena, ((size_t)fit->count + 1) * width * sizeof *fit->coefficients);
    for (uint32_t k = 0; k < classes; k++) {
        fit->machine.stances[k] = (enum esp_stance)model->label[k];
        fit->of_class[k] = (uint32_t)model->nSV[k];
        for (uint32_t i = 0; i < fit->of_class[k]; i++, at++) {
            double *coefficients = fit->coefficients + (size_t)at * width;
            fit->supports[at] = origin[model->sv_indices[at] - 1];
            const struct item *item = &sample->items.items[fit->supports[at]];
            for (uint32_t c = 0; c < width; c++)
                coefficients[c] = model->sv_coef[c][at];
            for (uint32_t t = 0; t < item->count; t++)
                machine_add(&fit->machine, k, coefficients, item->terms[t]);
        }
    }
}

void fit_run(struct fit *fit, struct arena *arena, const struct sample *sample, double c, double balance)
{
    int labels[ESP_STANCE_COUNT], used = 0;
    double weights[ESP_STANCE_COUNT], most = 0;
    uint32_t rows = 0;
    for (int s = 0; s < ESP_STANCE_COUNT; s++)
        most = fmax(most, sample->of_stance[s]);
    for (int s = 0; s < ESP_STANCE_COUNT; s++)
        if (sample->of_stance[s]) {
            labels[used] = s;
            weights[used++] = pow(most / sample->of_stance[s], balance);
        }
    for (uint32_t i = 0; i < sample->items.count; i++)
        rows += sample->items.items[i].copies;
    struct svm_parameter parameter = {.svm_type = C_SVC, .kernel_type = sample->precomputed ? PRECOMPUTED : LINEAR,
                                      .cache_size = 100, .eps = 0.001, .C = c, .nr_weight = used,
                                      .weight_label = labels, .weight = weights, .shrinking = 1};
    struct svm_problem problem = {.l = (int)rows};
    problem.y = arena_alloc(arena, ((size_t)rows + 1) * sizeof *problem.y);
    problem.x = arena_alloc(arena, ((size_t)rows + 1) * sizeof *problem.x);
    uint32_t *origin = arena_alloc(arena, ((size_t)rows + 1) * sizeof *origin), at = 0;
    for (uint32_t i = 0; i < sample->items.count; i++)
        for (unsigned copy = 0; copy < sample->items.items[i].copies; copy++, at++) {
            problem.y[at] = sample->dataset->rows.items[sample->items.items[i].row].stance;
            problem.x[at] = sample->kernel[i];
            origin[at] = i;
        }
    struct svm_model *model = svm_train(&problem, &parameter);
    collapse(fit, arena, sample, model, origin);
    svm_free_and_destroy_model(&model);
}
