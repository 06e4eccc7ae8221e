/* Calibration: multinomial logistic regression on the four summed decision values, and on the context.
 *
 * Decides how sure a decision is. Decision values of rows that the SVM was trained on are too good to be true, so this
 * is fitted on out-of-fold ones:
 *
 *     D = favor -2.1, against 3.4, neutral -0.6, none -0.7   ->   P = 0.02, 0.81, 0.07, 0.10
 *
 * It is fitted by Newton's method from zero; a small ridge keeps the solution finite where the classes come apart
 * and makes it unique (adding the same to every stance changes nothing). No random numbers.
 *
 * The likeliest stance is not always the one to choose: F1 asks for more or fewer triples than that gives. So none and
 * neutral have an offset to their log-probability, found on a grid. Only offsets between -2 and 2, and only where the
 * gain is a plateau: every point is judged by the mean over its neighbours, else noise would be tuned to. */
#include "train/calibrate.h"

#include <math.h>
#include <stdlib.h>

enum { PARAMETERS = ESP_STANCE_COUNT * (INPUTS + 1), STEPS_MAX = 60 };
static const double RIDGE = 1;

/* Parameters stand stance by stance: bias, then the slopes. */
struct newton {
    int width, size; /* parameters of a stance, of all */
    const bool *present;
    double at[PARAMETERS], gradient[PARAMETERS], hessian[PARAMETERS][PARAMETERS];
    double loss;
};

static void to_softmax(const struct newton *n, struct softmax *softmax)
{
    *softmax = (struct softmax){0};
    for (int k = 0; k < ESP_STANCE_COUNT; k++) {
        softmax->bias[k] = n->at[k * n->width];
        memcpy(softmax->slope[k], n->at + k * n->width + 1, (size_t)(n->width - 1) * sizeof *n->at);
    }
}

/* What one observation adds to gradient and Hessian (lower half). */
static void add_derivatives(struct newton *n, const struct observation *o, const double p[ESP_STANCE_COUNT])
{
    double x[INPUTS + 1] = {1};
    memcpy(x + 1, o->inputs, sizeof o->inputs);
    for (int k = 0; k < ESP_STANCE_COUNT; k++) {
        double residue = p[k] - (o->stance == (enum esp_stance)k);
        for (int i = 0; i < n->width; i++)
            n->gradient[k * n->width + i] += residue * x[i];
        for (int l = 0; l <= k; l++) {
            double curve = p[k] * ((k == l) - p[l]);
            for (int i = 0; i < n->width; i++)
                for (int j = 0; j < n->width; j++)
                    n->hessian[k * n->width + i][l * n->width + j] += curve * x[i] * x[j];
        }
    }
}

/* Loss at a point; gradient and Hessian, too, if wished. */
static void evaluate(struct newton *n, const struct observation *observations, size_t count, bool derivatives)
{
    struct softmax softmax;
    to_softmax(n, &softmax);
    n->loss = 0;
    for (int i = 0; i < n->size; i++) {
        n->loss += RIDGE / 2 * n->at[i] * n->at[i];
        n->gradient[i] = RIDGE * n->at[i];
        memset(n->hessian[i], 0, sizeof n->hessian[i]);
        n->hessian[i][i] = RIDGE;
    }
    for (size_t o = 0; o < count; o++) {
        double p[ESP_STANCE_COUNT];
        softmax_apply(&softmax, n->present, observations[o].inputs, p);
        n->loss -= log(fmax(p[observations[o].stance], 1e-300));
        if (derivatives)
            add_derivatives(n, &observations[o], p);
    }
}

/* Solves hessian * step = gradient by Cholesky; the lower half of the Hessian is used and overwritten. */
static void solve(struct newton *n, double step[PARAMETERS])
{
    for (int i = 0; i < n->size; i++)
        for (int j = 0; j <= i; j++) {
            double sum = n->hessian[i][j];
            for (int k = 0; k < j; k++)
                sum -= n->hessian[i][k] * n->hessian[j][k];
            n->hessian[i][j] = i == j ? sqrt(fmax(sum, 1e-12)) : sum / n->hessian[j][j];
        }
    for (int i = 0; i < n->size; i++) {
        step[i] = n->gradient[i];
        for (int k = 0; k < i; k++)
            step[i] -= n->hessian[i][k] * step[k];
        step[i] /= n->hessian[i][i];
    }
    for (int i = n->size - 1; i >= 0; i--) {
        for (int k = i + 1; k < n->size; k++)
            step[i] -= n->hessian[k][i] * step[k];
        step[i] /= n->hessian[i][i];
    }
}

void calibrate_fit(struct softmax *softmax, const bool present[ESP_STANCE_COUNT],
                   const struct observation *observations, size_t count, int width)
{
    struct newton now = {.width = width + 1, .size = ESP_STANCE_COUNT * (width + 1), .present = present}, next = now;
    for (int steps = 0; steps < STEPS_MAX; steps++) {
        double step[PARAMETERS], size = 0, scale = 1;
        evaluate(&now, observations, count, true);
        solve(&now, step);
        for (int i = 0; i < now.size; i++)
            size = fmax(size, fabs(step[i]));
        do {
            for (int i = 0; i < now.size; i++)
                next.at[i] = now.at[i] - scale * step[i];
            evaluate(&next, observations, count, false);
            scale /= 2;
        } while (next.loss > now.loss && scale > 1e-6);
        if (next.loss > now.loss)
            break;
        memcpy(now.at, next.at, sizeof now.at);
        if (size < 1e-6)
            break;
    }
    to_softmax(&now, softmax);
}

/* ---- offsets ------------------------------------------------------------------------------------- */

enum { GRID = 21 }; /* from -2 to 2 by fifths */

static double offset_at(int i)
{
    return (i - GRID / 2) / 5.0;
}

static double f1(uint32_t hits, uint32_t misses, uint32_t alarms)
{
    return hits ? 2.0 * hits / (2.0 * hits + misses + alarms) : 0;
}

/* Mean of F1(favor) and F1(against) with the calibration's offsets; probability has one row an observation. */
static double f_average(const struct calibration *c, const struct observation *observations, size_t count,
                        double (*probability)[ESP_STANCE_COUNT], const uint32_t missed[ESP_STANCE_COUNT])
{
    uint32_t hits[ESP_STANCE_COUNT] = {0}, misses[ESP_STANCE_COUNT], alarms[ESP_STANCE_COUNT] = {0};
    memcpy(misses, missed, sizeof misses);
    for (size_t o = 0; o < count; o++) {
        enum esp_stance chosen = calibration_choose(c, probability[o]), right = observations[o].stance;
        hits[chosen] += chosen == right;
        misses[right] += chosen != right;
        alarms[chosen] += chosen != right;
    }
    return (f1(hits[ESP_FAVOR], misses[ESP_FAVOR], alarms[ESP_FAVOR]) +
            f1(hits[ESP_AGAINST], misses[ESP_AGAINST], alarms[ESP_AGAINST])) / 2;
}

static double neighbours(double (*value)[GRID], int none, int neutral)
{
    double sum = 0;
    int count = 0;
    for (int i = none - 2; i <= none + 2; i++)
        for (int j = neutral - 2; j <= neutral + 2; j++)
            if (i >= 0 && j >= 0 && i < GRID && j < GRID) {
                sum += value[i][j];
                count++;
            }
    return sum / count;
}

void calibrate_offsets(struct calibration *calibration, struct arena *arena, const struct observation *observations,
                       size_t count, const uint32_t missed[ESP_STANCE_COUNT])
{
    struct arena_mark mark = arena_mark(arena);
    double (*probability)[ESP_STANCE_COUNT] = arena_alloc(arena, (count + 1) * sizeof *probability);
    double value[GRID][GRID], best = -1;
    int best_none = GRID / 2, best_neutral = GRID / 2;
    for (size_t o = 0; o < count; o++)
        softmax_apply(&calibration->article, calibration->present, observations[o].inputs, probability[o]);
    for (int i = 0; i < GRID; i++)
        for (int j = 0; j < GRID; j++) {
            calibration->offset[ESP_NONE] = offset_at(i);
            calibration->offset[ESP_NEUTRAL] = offset_at(j);
            value[i][j] = f_average(calibration, observations, count, probability, missed);
        }
    for (int i = 0; i < GRID; i++)
        for (int j = 0; j < GRID; j++) {
            double here = neighbours(value, i, j) - 1e-9 * (abs(i - GRID / 2) + abs(j - GRID / 2));
            if (here > best) {
                best = here;
                best_none = i;
                best_neutral = j;
            }
        }
    calibration->offset[ESP_NONE] = offset_at(best_none);
    calibration->offset[ESP_NEUTRAL] = offset_at(best_neutral);
    arena_rewind(arena, mark);
}
