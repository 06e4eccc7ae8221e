/* (10) Scoring: which of favor, against, neutral and none a candidate is, and how sure that is.
 *
 * Every target has a linear SVM over the named features of feature.c. libsvm decides between each two of the four
 * classes; a stance's decision value is the sum of the three decisions that it takes part in:
 *
 *     D(against) = d(against, favor) + d(against, neutral) + d(against, none)
 *
 * Each d is a weighted sum of features, so D is one, too, and what a feature adds to D is what "contributions" prints:
 *
 *     Washington called such a declaration premature.   ->   against 1.94 = bias -0.21 + cue=premature 0.88 + ...
 *
 * Probabilities are a softmax of a linear map of the four D, fitted by train/calibrate.c on decision values of
 * documents that the SVM had not seen. An article seldom contradicts itself, so a second softmax also sees what the
 * other sentences say, each judged alone, of the same actor, and of others, on the same target:
 *
 *     "That would be too early."   alone: against 0.41; in an article where Washington is against all along: 0.66
 *
 * The score is P(favor) - P(against).
 * Known to be wrong: an unseen word adds nothing, so a sentence made of unseen words gets the most frequent class; and
 * probabilities hold for text like the labelled one, they are too sure of themselves on other text. */
#include "model.h"

#include "lexicon.h"
#include "stages.h"

#include <math.h>

enum { TOP = 10 }; /* contributions printed for a stance */

void machine_init(struct machine *machine, struct arena *arena, uint32_t classes, uint32_t features)
{
    machine->classes = classes;
    machine->pairs = classes * (classes - 1) / 2;
    machine->features = features;
    machine->weights = arena_alloc(arena, ((size_t)features + 1) * machine->pairs * sizeof *machine->weights);
}

void machine_add(struct machine *machine, uint32_t class, const double *coefficients, struct term term)
{
    double *weights = machine->weights + (size_t)term.feature * machine->pairs;
    for (uint32_t i = 0, p = 0; i < machine->classes; i++)
        for (uint32_t j = i + 1; j < machine->classes; j++, p++)
            if (i == class)
                weights[p] += coefficients[j - 1] * term.value;
            else if (j == class)
                weights[p] += coefficients[i] * term.value;
}

void machine_decide(const struct machine *machine, const struct term *terms, size_t count, double pairs[MODEL_PAIRS])
{
    uint32_t width = machine->pairs;
    for (uint32_t p = 0; p < width; p++)
        pairs[p] = 0;
    for (size_t t = 0; t < count; t++) {
        const double *weights = machine->weights + (size_t)terms[t].feature * width;
        for (uint32_t p = 0; p < width; p++)
            pairs[p] += weights[p] * terms[t].value;
    }
    for (uint32_t p = 0; p < width; p++)
        pairs[p] -= machine->rho[p];
}

void machine_sum(const struct machine *machine, const double pairs[MODEL_PAIRS], double sums[ESP_STANCE_COUNT])
{
    for (int s = 0; s < ESP_STANCE_COUNT; s++)
        sums[s] = 0;
    for (uint32_t i = 0, p = 0; i < machine->classes; i++)
        for (uint32_t j = i + 1; j < machine->classes; j++, p++) {
            sums[machine->stances[i]] += pairs[p];
            sums[machine->stances[j]] -= pairs[p];
        }
}

void softmax_apply(const struct softmax *softmax, const bool present[ESP_STANCE_COUNT], const double inputs[INPUTS],
                   double probability[ESP_STANCE_COUNT])
{
    double highest = -INFINITY, total = 0;
    for (int k = 0; k < ESP_STANCE_COUNT; k++) {
        probability[k] = softmax->bias[k];
        for (int i = 0; i < INPUTS; i++)
            probability[k] += softmax->slope[k][i] * inputs[i];
        if (present[k] && probability[k] > highest)
            highest = probability[k];
    }
    for (int k = 0; k < ESP_STANCE_COUNT; k++) {
        probability[k] = present[k] ? exp(probability[k] - highest) : 0;
        total += probability[k];
    }
    for (int k = 0; k < ESP_STANCE_COUNT; k++)
        probability[k] /= total;
}

void article_add(struct article_sums *sums, uint8_t actor, uint8_t target, const double alone[ESP_STANCE_COUNT])
{
    sums->count[actor][target]++;
    for (int k = 0; k < ESP_STANCE_COUNT; k++)
        sums->total[actor][target][k] += alone[k];
}

void article_context(const struct article_sums *sums, uint8_t actor, uint8_t target,
                     const double alone[ESP_STANCE_COUNT], double context[CONTEXT])
{
    uint32_t others = 0;
    for (int k = 0; k < CONTEXT; k++)
        context[k] = 0;
    for (int a = 0; a < ACTORS_MAX; a++) {
        others += a != actor ? sums->count[a][target] : 0;
        for (int k = 0; k < ESP_STANCE_COUNT; k++)
            context[a == actor ? k : ESP_STANCE_COUNT + k] += sums->total[a][target][k];
    }
    for (int k = 0; k < ESP_STANCE_COUNT; k++) {
        context[k] = (context[k] - alone[k]) / sums->count[actor][target];
        context[ESP_STANCE_COUNT + k] /= others + 1;
    }
}

/* From here on a sentence is taken to say nothing, whatever the offsets: no position is as likely as any. */
static const double NONE_LIMIT = 0.5;

enum esp_stance calibration_choose(const struct calibration *calibration, const double probability[ESP_STANCE_COUNT])
{
    if (calibration->present[ESP_NONE] && probability[ESP_NONE] >= NONE_LIMIT)
        return ESP_NONE;
    enum esp_stance best = ESP_NONE;
    double highest = -1;
    for (int k = 0; k < ESP_STANCE_COUNT; k++) {
        double value = probability[k] * exp(calibration->offset[k]);
        if (calibration->present[k] && value > highest) {
            highest = value;
            best = (enum esp_stance)k;
        }
    }
    return best;
}

/* Five decimals: a number of the .svm file then reads "0.06455", and is exactly this one. */
static double shrink(double value, double squares)
{
    return squares > 0 ? rint(value / sqrt(squares) * 1e5) / 1e5 : value;
}

void terms_normalize(struct term *terms, size_t count)
{
    double squares = 0;
    for (size_t i = 0; i < count; i++)
        squares += terms[i].value * terms[i].value;
    for (size_t i = 0; i < count; i++)
        terms[i].value = shrink(terms[i].value, squares);
}

/* Notes which features the model knows, and gives those as terms. */
static size_t find_terms(const struct model *model, struct vector *vector, struct term *terms)
{
    size_t count = 0;
    for (uint32_t i = 0; i < vector->features.count; i++) {
        struct feature *feature = &vector->features.items[i];
        uint32_t number = hash_get(&model->features, feature->name, strlen(feature->name));
        feature->index = number == HASH_MISSING ? NOWHERE : (int32_t)number;
        if (number != HASH_MISSING)
            terms[count++] = (struct term){number, feature->value};
    }
    if (model->normalize)
        terms_normalize(terms, count);
    return count;
}

/* Decision values, and what they come to without the rest of the article. */
static struct triple score_alone(struct document *d, uint32_t candidate)
{
    const struct target_model *target = &d->model->targets[d->candidates.items[candidate].target];
    struct vector *vector = &d->vectors[candidate];
    struct triple triple = {.candidate = candidate};
    double pairs[MODEL_PAIRS], inputs[INPUTS] = {0};
    struct arena_mark mark = arena_mark(d->arena);
    struct term *terms = arena_alloc(d->arena, ((size_t)vector->features.count + 1) * sizeof *terms);
    size_t count = find_terms(d->model, vector, terms);
    machine_decide(&target->machine, terms, count, pairs);
    arena_rewind(d->arena, mark);
    machine_sum(&target->machine, pairs, triple.decision);
    memcpy(inputs, triple.decision, sizeof triple.decision);
    softmax_apply(&target->calibration.alone, target->calibration.present, inputs, triple.alone);
    return triple;
}

static void score_in_article(const struct document *d, const struct article_sums *sums, struct triple *triple)
{
    const struct candidate *c = &d->candidates.items[triple->candidate];
    const struct calibration *calibration = &d->model->targets[c->target].calibration;
    double inputs[INPUTS];
    memcpy(inputs, triple->decision, sizeof triple->decision);
    article_context(sums, c->actor, c->target, triple->alone, inputs + ESP_STANCE_COUNT);
    softmax_apply(&calibration->article, calibration->present, inputs, triple->probability);
    triple->stance = calibration_choose(calibration, triple->probability);
    if (triple->stance != ESP_NONE && triple->probability[triple->stance] < d->min_confidence)
        triple->stance = ESP_UNDECIDED;
    triple->score = triple->probability[ESP_FAVOR] - triple->probability[ESP_AGAINST];
}

void model_score(struct document *d)
{
    struct article_sums sums = {0};
    for (uint32_t i = 0; i < d->candidates.count; i++) {
        const struct candidate *c = &d->candidates.items[i];
        struct triple triple = score_alone(d, i);
        article_add(&sums, c->actor, c->target, triple.alone);
        vec_push(d->arena, &d->triples, triple);
    }
    for (uint32_t i = 0; i < d->triples.count; i++)
        score_in_article(d, &sums, &d->triples.items[i]);
}

const char *model_name(const struct model *model)
{
    return model->name;
}

const char *model_version(const struct model *model)
{
    return model->version;
}

const char *model_digest(const struct model *model)
{
    return model->digest;
}

static void dump_key(const struct document *d, const struct triple *triple, struct buffer *out)
{
    const struct candidate *c = &d->candidates.items[triple->candidate];
    buffer_printf(out, "%u\t%s\t%s\t", c->sentence, lexicon_actor(d->lexicon, c->actor)->id,
                  lexicon_target(d->lexicon, c->target)->id);
}

/* Square of the length that a candidate's vector is divided by; 0 when it is not. */
static double squares_of(const struct model *model, const struct vector *vector)
{
    double squares = 0;
    for (uint32_t i = 0; model->normalize && i < vector->features.count; i++)
        if (vector->features.items[i].index != NOWHERE)
            squares += vector->features.items[i].value * vector->features.items[i].value;
    return squares;
}

/* What a term adds to the decision value of a stance. */
static double contribution(const struct machine *machine, struct term term, enum esp_stance stance)
{
    double sums[ESP_STANCE_COUNT], pairs[MODEL_PAIRS];
    for (uint32_t p = 0; p < machine->pairs; p++)
        pairs[p] = machine->weights[(size_t)term.feature * machine->pairs + p] * term.value;
    machine_sum(machine, pairs, sums);
    return sums[stance];
}

struct top {
    const char *names[TOP];
    double values[TOP];
    int count;
    double rest; /* sum of what did not get in */
};

/* Keeps the list sorted, largest absolute value first, equal ones by name. */
static void top_add(struct top *top, const char *name, double value)
{
    if (value == 0)
        return;
    int at = top->count;
    while (at > 0 && (fabs(value) > fabs(top->values[at - 1]) ||
                      (fabs(value) == fabs(top->values[at - 1]) && strcmp(name, top->names[at - 1]) < 0)))
        at--;
    if (top->count == TOP)
        top->rest += at < TOP ? top->values[TOP - 1] : value;
    else
        top->count++;
    for (int i = top->count - 1; i > at; i--) {
        top->names[i] = top->names[i - 1];
        top->values[i] = top->values[i - 1];
    }
    if (at < TOP) {
        top->names[at] = name;
        top->values[at] = value;
    }
}

static void dump_stance(const struct document *d, const struct triple *triple, enum esp_stance stance,
                        struct buffer *out)
{
    const struct machine *machine = &d->model->targets[d->candidates.items[triple->candidate].target].machine;
    const struct vector *vector = &d->vectors[triple->candidate];
    const char *name = esp_stance_name(stance);
    double squares = squares_of(d->model, vector), rho[MODEL_PAIRS], bias[ESP_STANCE_COUNT];
    struct top top = {.count = 0};
    for (uint32_t i = 0; i < vector->features.count; i++) {
        const struct feature *feature = &vector->features.items[i];
        if (feature->index != NOWHERE)
            top_add(&top, feature->name, contribution(machine, (struct term){(uint32_t)feature->index,
                                                      shrink(feature->value, squares)}, stance));
    }
    for (uint32_t p = 0; p < machine->pairs; p++)
        rho[p] = -machine->rho[p];
    machine_sum(machine, rho, bias);
    dump_key(d, triple, out);
    buffer_printf(out, "%s\t%+.6f\t=\n", name, triple->decision[stance]);
    dump_key(d, triple, out);
    buffer_printf(out, "%s\t%+.6f\t(bias)\n", name, bias[stance]);
    for (int i = 0; i < top.count; i++) {
        dump_key(d, triple, out);
        buffer_printf(out, "%s\t%+.6f\t%s\n", name, top.values[i], top.names[i]);
    }
    dump_key(d, triple, out);
    buffer_printf(out, "%s\t%+.6f\t(rest)\n", name, top.rest);
}

/* sentence, actor, target, stance, value, what: the decision value of a stance ("="), and what it is the sum of. */
void model_dump_contributions(const struct document *d, struct buffer *out)
{
    for (uint32_t t = 0; t < d->triples.count; t++) {
        const struct triple *triple = &d->triples.items[t];
        const struct machine *machine = &d->model->targets[d->candidates.items[triple->candidate].target].machine;
        for (uint32_t k = 0; k < machine->classes; k++)
            dump_stance(d, triple, machine->stances[k], out);
    }
}

static void dump_probabilities(const double probability[ESP_STANCE_COUNT], struct buffer *out)
{
    buffer_printf(out, "\t%.3f\t%.3f\t%.3f\t%.3f", probability[ESP_FAVOR], probability[ESP_AGAINST],
                  probability[ESP_NEUTRAL], probability[ESP_NONE]);
}

/* sentence, actor, target, stance, score, the probabilities of favor, against, neutral and none, then those that the
 * sentence has alone. */
void model_dump_triples(const struct document *d, struct buffer *out)
{
    for (uint32_t t = 0; t < d->triples.count; t++) {
        const struct triple *triple = &d->triples.items[t];
        dump_key(d, triple, out);
        buffer_printf(out, "%s\t%+.3f", esp_stance_name(triple->stance), triple->score);
        dump_probabilities(triple->probability, out);
        dump_probabilities(triple->alone, out);
        buffer_text(out, "\n");
    }
}
