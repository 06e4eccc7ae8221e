/* (10) The model: what a model folder holds, loaded once, constant afterwards, shared by threads. */
#ifndef MODEL_H
#define MODEL_H
#include "base/digest.h"
#include "document.h"

#define MODEL_SCHEMA "espouse.model/1"

enum { MODEL_PAIRS = ESP_STANCE_COUNT * (ESP_STANCE_COUNT - 1) / 2 };

/* A feature that the model knows, with its value. */
struct term {
    uint32_t feature; /* from 0: index in features.tsv, less one */
    double value;
};

/* The linear SVM of one target. libsvm decides between every two classes; class i and class j > i of the list below
 * make pair p, counted row by row (01 02 03 12 13 23). A positive value speaks for class i. The support vectors are
 * collapsed: value of pair p = sum of weights[feature * pairs + p] * value of the feature, less rho[p]. */
struct machine {
    uint32_t features, classes, pairs;
    enum esp_stance stances[ESP_STANCE_COUNT]; /* of the classes, in the order of the .svm file */
    double *weights;
    double rho[MODEL_PAIRS];
};

enum { CONTEXT = 2 * ESP_STANCE_COUNT, INPUTS = ESP_STANCE_COUNT + CONTEXT };

/* Multinomial logistic regression: P(k) goes with exp(bias[k] + sum over i of slope[k][i] * inputs[i]). */
struct softmax {
    double bias[ESP_STANCE_COUNT], slope[ESP_STANCE_COUNT][INPUTS];
};

/* From decision values to probabilities, in two steps: alone sees the four summed decision values (the other slopes
 * are 0), article sees those and the context, see article_context. A stance that is not present has probability 0.
 * offset is added to the logarithm of a probability when a stance is chosen: it is tuned so that the triples come out
 * best, which is not where the likeliest stance is always the one chosen. */
struct calibration {
    bool present[ESP_STANCE_COUNT];
    struct softmax alone, article;
    double offset[ESP_STANCE_COUNT];
};

struct target_model {
    struct machine machine;
    struct calibration calibration;
};

struct model {
    struct arena arena; /* holds everything below */
    const char *name, *version;
    char digest[DIGEST_SIZE]; /* of the manifest, which has the digests of the other files */
    bool normalize;           /* vectors are brought to length 1 */
    uint32_t feature_count;
    struct hash features; /* name -> number */
    uint32_t target_count;
    struct target_model targets[TARGETS_MAX]; /* in the order of the lexicon */
};

/* NULL on error: ESP_MODEL (with the file and line where there is one), ESP_IO, ESP_NOMEM. */
struct model *model_load(const char *folder, const struct lexicon *lexicon, struct esp_error *error);
void model_free(struct model *model); /* NULL is allowed */

const char *model_name(const struct model *model);
const char *model_version(const struct model *model);
const char *model_digest(const struct model *model);

/* ---- shared with train/ -------------------------------------------------------------------------- */

/* Room for the weights, all zero. */
void machine_init(struct machine *machine, struct arena *arena, uint32_t classes, uint32_t features);

/* Adds one term of a support vector of a class. coefficients: libsvm's, one for every other class. */
void machine_add(struct machine *machine, uint32_t class, const double *coefficients, struct term term);

void machine_decide(const struct machine *machine, const struct term *terms, size_t count, double pairs[MODEL_PAIRS]);

/* One number a stance: the sum of the pairs that it is in, each with the sign that speaks for it. A pair's value is
 * linear in the features, so this is, too. 0 for stances that the machine does not know. */
void machine_sum(const struct machine *machine, const double pairs[MODEL_PAIRS], double sums[ESP_STANCE_COUNT]);

/* What an article says of each actor and target, as far as it is known from its candidates alone. */
struct article_sums {
    double total[ACTORS_MAX][TARGETS_MAX][ESP_STANCE_COUNT];
    uint32_t count[ACTORS_MAX][TARGETS_MAX];
};

void article_add(struct article_sums *sums, uint8_t actor, uint8_t target, const double alone[ESP_STANCE_COUNT]);

/* The context of a candidate that was added: means of the probabilities, by stance, over the article's other
 * candidates of the same actor and target, then over those of other actors and the same target. One candidate that
 * says nothing is thrown in with each, so that few count less than many. */
void article_context(const struct article_sums *sums, uint8_t actor, uint8_t target,
                     const double alone[ESP_STANCE_COUNT], double context[CONTEXT]);

void softmax_apply(const struct softmax *softmax, const bool present[ESP_STANCE_COUNT], const double inputs[INPUTS],
                   double probability[ESP_STANCE_COUNT]);
enum esp_stance calibration_choose(const struct calibration *calibration, const double probability[ESP_STANCE_COUNT]);

/* Brings terms to length 1; leaves them alone when they are all zero. */
void terms_normalize(struct term *terms, size_t count);

/* Reads a file in libsvm's format into a machine, text being terminated. false on error (ESP_MODEL), with the line. */
bool svm_read(const char *text, size_t length, uint32_t features, struct arena *arena, struct machine *machine,
              struct esp_error *error);

#endif
