/* espouse: training a model on labelled documents, cross-validation, and measuring.
 *
 *     struct esp_error error = {0};
 *     struct esp_training result;
 *     const char *files[] = {"corpus/korea/articles.jsonl", "corpus/korea/pairs.jsonl"};
 *     if (esp_train(&(struct esp_train_options){.lexicons = "lexicons/korea", .files = files, .file_count = 2,
 *                                               .output = "models/korea"}, &result, &error) == ESP_OK)
 *         printf("%.1f\n", 100 * result.articles.triples_f_avg);
 *
 * Labelled documents are JSON lines, one document a line, spans and offsets in code points of the text:
 *
 *     {"doc": "k0001", "date": "2021-10-27", "text": "...", "sentences": [[0, 65], [67, 189]],
 *      "triples": [[0, "seoul", "declaration", "favor"]]}
 *
 * Optional members: "kind" (becomes the genre), "pair" (any string: documents of one pair are minimal pairs of each
 * other and never stand on both sides of a fold), "cells" (as in the output of scoring, or with the stance alone),
 * "disputed" and "disputed_cells" ([sentence, actor, target] and [actor, target] to leave out). date may be null.
 *
 * Unlike scoring, training rests on libsvm's own: when memory runs out in there, the program ends. Training also
 * silences libsvm's messages by svm_set_print_string_function(), which holds for the whole program. Neither
 * libsvm's random numbers (rand) nor its probabilities nor its cross-validation are used: the same files and options
 * give the same bytes. One training at a time may run in a program. */
#ifndef ESPOUSE_TRAIN_H
#define ESPOUSE_TRAIN_H

#include "espouse.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Zero means the default everywhere, so that {0} with lexicons and files will do. */
struct esp_train_options {
    const char *lexicons;       /* a domain's folder, as for the engine */
    const char *const *files;   /* labelled documents */
    size_t file_count;
    const char *held_out;       /* a list of documents (ids, one a line) to leave out of everything; NULL: none */
    const char *output;         /* model folder to write: new, empty, or a model that is replaced whole. NULL: none */
    const char *model_version;  /* written into the model; default: the program's */
    double c;                   /* libsvm's C for every target; 0: the best of a grid, target by target */
    unsigned folds;             /* of cross-validation, 2 to 100; default 10 */
    unsigned min_documents;     /* a feature must occur in as many documents (a pair counts once); default 2 */
    const char *drop_features;  /* letters of feature families (src/feature.c) to leave out; NULL: none */
    double balance; /* classes are weighted by (most frequent / this one) to this power, up to 1; default 0.8;
                       below zero: all alike */
    int no_normalize;           /* nonzero: vectors keep their length; default: they are brought to length 1 */
    int no_offsets;             /* nonzero: the likeliest stance is chosen, no offset tuned for the best triples */
    double pair_weight;         /* of a pair's document against an article, a ratio of whole numbers up to 8; default 1.
                                   Below zero: pairs are left out of fitting (not of measuring) */
    uint64_t seed;              /* of the folds; default 1 */
    unsigned threads;           /* default 2 */
    /* Called now and then, from one thread at a time; may be NULL. */
    void (*progress)(void *context, const char *what, size_t done, size_t total);
    void *progress_context;
    /* Receives out-of-fold predictions, a JSON line a candidate or missed triple; may be NULL. */
    esp_write_fn predictions;
    void *predictions_context;
};

/* How well triples and cells are found; from 0 to 1. Documents without "cells" count for triples only. */
struct esp_figures {
    size_t documents, triples;  /* measured on, labelled */
    double triples_f_avg; /* mean of F1(favor) and F1(against); a wrong actor, target or sentence is both a miss and a
                             false alarm */
    double found_f1;            /* finding (sentence, actor, target), whatever the stance */
    double stance_accuracy;     /* where found */
    double cells_accuracy;      /* none included */
    double cells_f_avg;
};

enum { ESP_TRAIN_TARGETS = 8 };

struct esp_training {
    size_t documents, sentences, triples; /* read */
    size_t candidates, labelled;          /* candidates made, and those of them that carry a triple */
    size_t without_candidate;             /* triples that no candidate meets: lost to the model */
    size_t features;                      /* kept */
    size_t target_count;
    struct {
        char id[64];
        double c;
        size_t rows[ESP_STANCE_COUNT];    /* candidates by stance */
        struct esp_figures figures;       /* out of fold, articles, this target only (cells are 0) */
    } target[ESP_TRAIN_TARGETS];
    struct esp_figures articles, pairs;   /* out of fold; documents 0 when there are none of the sort */
    double log_loss;                      /* of the probabilities, out of fold, articles, in nats */
    char model_digest[65];                /* "" when nothing was written */
};

/* Reads, trains and, when output is given, writes the model; fills *result, which may be NULL. Writing is atomic: until
 * the very end the folder holds the old model, then the new one. Errors: ESP_LEXICON, ESP_INPUT (a labelled file, with
 * its line), ESP_USAGE (options out of range), ESP_IO, ESP_NOMEM. */
ESP_API enum esp_status esp_train(const struct esp_train_options *options, struct esp_training *result,
                                  struct esp_error *error);

struct esp_evaluate_options {
    const char *lexicons, *model;  /* as for the engine */
    const char *const *files;      /* labelled documents */
    size_t file_count;
    const char *only;              /* a list of documents (ids, one a line) to measure on; NULL: all */
    int pairs;                     /* nonzero: documents of pairs, too, as if they were articles */
    unsigned samples;              /* of the bootstrap; default 1000 */
    uint64_t seed;                 /* of the bootstrap; default 1 */
    int markdown;                  /* nonzero: tables in markdown, else for a terminal */
};

/* Measures a model on labelled documents and writes tables: figures with 95 % intervals (bootstrap over documents) for all,
 * by actor and target, kind and year; by stance; calibration; what is right from which probability on. figures and
 * calibration_error (0 to 1) may be NULL. Errors as of esp_train, and ESP_MODEL. */
ESP_API enum esp_status esp_evaluate(const struct esp_evaluate_options *options, esp_write_fn write, void *context,
                                     struct esp_figures *figures, double *calibration_error, struct esp_error *error);

#ifdef __cplusplus
}
#endif
#endif
