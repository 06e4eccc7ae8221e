/* Calibration: multinomial logistic regression on the four summed decision values.
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
 * neutral have an offset to their log-probability, found on a grid. Only offsets between -1 and 1, and only where the
 * gain is a plateau: every point is judged by the mean over its neighbours, else noise would be tuned to. */
#include "train/calibrate.h"

#include <math.h>
#include <stdlib.h>

enum { INPUTS = ESP_STANCE_COUNT + 1, SIZE = ESP_STANCE_COUNT * INPUTS, STEPS_MAX = 60 };
static const double RIDGE = 1;

struct newton {
    double at[SIZE], gradient[SIZE], hessian[SIZE][SIZE];
    double loss;
};

static void to_calibration(const double at[SIZE], struct calibration *c)
{
    for (int k = 0; k < ESP_STANCE_COUNT; k++) {
        c->bias[k] = at[k * INPUTS];
        for (int j = 0; j < ESP_STANCE_COUNT; j++)
            c->slope[k][j] = at[k * INPUTS + 1 + j];
    }
}

/* Loss at a point; gradient and Hessian, too, if wished. */
static void evaluate(struct newton *n, const struct calibration *base, const struct observation *observations,
                     size_t count, bool derivatives)
{
    struct calibration c = *base;
    to_calibration(n->at, &c);
    n->loss = 0;
    if (derivatives)
        memset(n->hessian, 0, sizeof n->hessian);
    for (int i = 0; i < SIZE; i++) {
        n->loss += RIDGE / 2 * n->at[i] * n->at[i];
        n->gradient[i] = RIDGE * n->at[i];
        n->hessian[i][i] = RIDGE;
    }
    for (size_t o = 0; o < count; o++) {
        double p[ESP_STANCE_COUNT], x[INPUTS] = {1};
        memcpy(x + 1, observations[o].sums, sizeof observations[o].sums);
        calibration_apply(&c, observations[o].sums, p);
        n->loss -= log(fmax(p[observations[o].stance], 1e-300));
        for (int k = 0; k < ESP_STANCE_COUNT && derivatives; k++) {
            double residue = p[k] - (observations[o].stance == (enum esp_stance)k);
            for (int i = 0; i < INPUTS; i++)
                n->gradient[k * INPUTS + i] += residue * x[i];
            for (int l = 0; l <= k; l++) {
                double curve = p[k] * ((k == l) - p[l]);
                for (int i = 0; i < INPUTS && curve != 0; i++)
                    for (int j = 0; j < INPUTS; j++)
                        n->hessian[k * INPUTS + i][l * INPUTS + j] += curve * x[i] * x[j];
            }
        }
    }
}

/* Solves hessian * step = gradient by Cholesky; the lower half of the Hessian is used and overwritten. */
static void solve(struct newton *n, double step[SIZE])
{
    for (int i = 0; i < SIZE; i++)
        for (int j = 0; j <= i; j++) {
            double sum = n->hessian[i][j];
            for (int k = 0; k < j; k++)
                sum -= n->hessian[i][k] * n->hessian[j][k];
            n->hessian[i][j] = i == j ? sqrt(fmax(sum, 1e-12)) : sum / n->hessian[j][j];
        }
    for (int i = 0; i < SIZE; i++) {
        step[i] = n->gradient[i];
        for (int k = 0; k < i; k++)
            step[i] -= n->hessian[i][k] * step[k];
        step[i] /= n->hessian[i][i];
    }
    for (int i = SIZE - 1; i >= 0; i--) {
        for (int k = i + 1; k < SIZE; k++)
            step[i] -= n->hessian[k][i] * step[k];
        step[i] /= n->hessian[i][i];
    }
}

void calibrate_fit(struct calibration *calibration, const struct observation *observations, size_t count,
                   const bool present[ESP_STANCE_COUNT])
{
    *calibration = (struct calibration){0};
    memcpy(calibration->present, present, sizeof calibration->present);
    struct newton now = {0}, next = {0};
    for (int steps = 0; steps < STEPS_MAX; steps++) {
        double step[SIZE], size = 0, scale = 1;
        evaluate(&now, calibration, observations, count, true);
        solve(&now, step);
        for (int i = 0; i < SIZE; i++)
            size = fmax(size, fabs(step[i]));
        do {
            for (int i = 0; i < SIZE; i++)
                next.at[i] = now.at[i] - scale * step[i];
            evaluate(&next, calibration, observations, count, false);
            scale /= 2;
        } while (next.loss > now.loss && scale > 1e-6);
        if (next.loss > now.loss)
            break;
        memcpy(now.at, next.at, sizeof now.at);
        if (size < 1e-9)
            break;
    }
    to_calibration(now.at, calibration);
}

/* ---- offsets ------------------------------------------------------------------------------------- */

enum { GRID = 21 }; /* from -1 to 1 by tenths */

static double offset_at(int i)
{
    return (i - GRID / 2) / 10.0;
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
        calibration_apply(calibration, observations[o].sums, probability[o]);
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
