/* espouse train: labelled documents -> model folder, or with --cv only the figures. */
#include "cli.h"
#include "espouse_train.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char HELP[] =
    "usage: espouse train [OPTION]... --output FOLDER FILE...\n"
    "       espouse train [OPTION]... --cv FOLDS FILE...\n\n"
    "Train a model on labelled documents (JSON lines), cross-validate it and write it to FOLDER.\n"
    "\n"
    "  -l, --lexicons=FOLDER   the domain's lexicons (default: the shipped ones)\n"
    "  -o, --output=FOLDER     model folder to write; an old model in it is replaced at the end\n"
    "      --held-out=LIST     leave out the documents that a file lists, one id a line\n"
    "      --cv=FOLDS          only cross-validate; nothing is written\n"
    "      --folds=FOLDS       folds of cross-validation (default: 10)\n"
    "      --oof=FILE          write out-of-fold predictions to FILE, JSON lines; - for standard output\n"
    "  -c, --cost=C            libsvm's C (default: the best of a grid, for each target)\n"
    "      --min-documents=N   leave out features of fewer documents (default: 2)\n"
    "      --drop-features=L   leave out families of features by their letters, as in wbtz\n"
    "      --balance=X         weigh rare classes: 0 not at all, 1 in full (default: 0.8)\n"
    "      --no-normalize      leave vectors at their length\n"
    "      --no-offsets        always choose the likeliest stance\n"
    "      --pair-weight=W     weight of a pair's document against an article, a ratio like 0.5 or 2 (default: 1);\n"
    "                          -1: measure pairs but do not learn from them\n"
    "      --model-version=V   version to write into the model\n"
    "      --seed=N            seed of the folds (default: 1)\n"
    "  -j, --threads=N         threads (default: 2)\n"
    "  -q, --quiet             no progress\n"
    "  -h, --help              this help\n"
    "\n"
    "Exit status: 0 done; 1 a labelled file is bad or the model could not be written; 2 wrong usage; 3 the lexicons\n"
    "cannot be loaded.\n";

enum {
    OPT_CV = 256,
    OPT_FOLDS,
    OPT_OOF,
    OPT_MIN,
    OPT_BALANCE,
    OPT_LENGTH,
    OPT_OFFSETS,
    OPT_PAIRS,
    OPT_VERSION,
    OPT_SEED,
    OPT_HELD_OUT,
    OPT_DROP
};

static const struct option OPTIONS[] = {
    {"lexicons", required_argument, NULL, 'l'},
    {"output", required_argument, NULL, 'o'},
    {"held-out", required_argument, NULL, OPT_HELD_OUT},
    {"cv", required_argument, NULL, OPT_CV},
    {"folds", required_argument, NULL, OPT_FOLDS},
    {"oof", required_argument, NULL, OPT_OOF},
    {"cost", required_argument, NULL, 'c'},
    {"min-documents", required_argument, NULL, OPT_MIN},
    {"drop-features", required_argument, NULL, OPT_DROP},
    {"balance", required_argument, NULL, OPT_BALANCE},
    {"no-normalize", no_argument, NULL, OPT_LENGTH},
    {"no-offsets", no_argument, NULL, OPT_OFFSETS},
    {"pair-weight", required_argument, NULL, OPT_PAIRS},
    {"model-version", required_argument, NULL, OPT_VERSION},
    {"seed", required_argument, NULL, OPT_SEED},
    {"threads", required_argument, NULL, 'j'},
    {"quiet", no_argument, NULL, 'q'},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

struct command {
    struct esp_train_options options;
    const char *oof;
    unsigned long cv;
    int quiet, help;
};

/* A whole number from low to high. */
static int take_count(const char *text, unsigned long low, unsigned long high, unsigned long *out)
{
    char *end;
    errno = 0;
    *out = strtoul(text, &end, 10);
    return *text >= '0' && *text <= '9' && !*end && !errno && *out >= low && *out <= high;
}

/* One option with its argument. Returns 0 when the argument is bad. */
static int take_option(struct command *command, int option, const char *argument)
{
    struct esp_train_options *o = &command->options;
    unsigned long number = 0;
    int good = 1;
    switch (option) {
    case 'l': o->lexicons = argument; break;
    case 'o': o->output = argument; break;
    case OPT_DROP: o->drop_features = argument; break;
    case OPT_HELD_OUT: o->held_out = argument; break;
    case OPT_OOF: command->oof = argument; break;
    case OPT_VERSION: o->model_version = argument; break;
    case OPT_LENGTH: o->no_normalize = 1; break;
    case OPT_OFFSETS: o->no_offsets = 1; break;
    case 'q': command->quiet = 1; break;
    case 'h': command->help = 1; break;
    case 'c': good = cli_number(argument, 1e-9, 1e6, &o->c); break;
    case OPT_BALANCE:
        good = cli_number(argument, 0, 1, &o->balance);
        o->balance = o->balance > 0 ? o->balance : -1; /* 0 is the library's default */
        break;
    case OPT_PAIRS: good = cli_number(argument, -1, 8, &o->pair_weight) && o->pair_weight != 0; break;
    case OPT_CV: good = take_count(argument, 2, 100, &command->cv); break;
    case OPT_FOLDS: good = take_count(argument, 2, 100, &number); o->folds = (unsigned)number; break;
    case OPT_MIN: good = take_count(argument, 1, 1000000, &number); o->min_documents = (unsigned)number; break;
    case OPT_SEED: good = take_count(argument, 1, INT32_MAX, &number); o->seed = number; break;
    case 'j': good = take_count(argument, 1, 64, &number); o->threads = (unsigned)number; break;
    default: break;
    }
    return good;
}

/* CLI_OK, or the exit code. */
static int read_options(struct command *command, int argc, char **argv)
{
    int option;
    optind = 1;
    opterr = 0;
    while ((option = getopt_long(argc, argv, ":l:o:c:j:qh", OPTIONS, NULL)) != -1) {
        if (option == '?' || option == ':')
            return cli_bad_option("train", option, argv);
        if (!take_option(command, option, optarg))
            return cli_usage("train", "bad argument \"%s\" of an option", optarg);
    }
    if (command->help)
        return CLI_OK;
    if (command->cv && command->options.output)
        return cli_usage("train", "--cv writes no model: leave out --output, or use --folds");
    if (!command->cv && !command->options.output)
        return cli_usage("train", "want --output FOLDER, or --cv FOLDS");
    if (optind == argc)
        return cli_usage("train", "want labelled files");
    if (command->cv)
        command->options.folds = (unsigned)command->cv;
    command->options.files = (const char *const *)(argv + optind);
    command->options.file_count = (size_t)(argc - optind);
    return CLI_OK;
}

static void show_progress(void *context, const char *what, size_t done, size_t total)
{
    (void)context;
    fprintf(stderr, "\r%-15s %zu/%zu ", what, done, total);
    if (done == total)
        fputs("\r\033[K", stderr);
}

static int write_line(void *context, const char *data, size_t length)
{
    return fwrite(data, 1, length, context) != length;
}

static void print_figures(const char *what, const struct esp_figures *f, int cells)
{
    if (!f->documents)
        return;
    printf("%-14s %9zu %8zu %7.1f %7.1f %7.1f", what, f->documents, f->triples, 100 * f->triples_f_avg,
           100 * f->found_f1, 100 * f->stance_accuracy);
    if (cells)
        printf(" %7.1f %7.1f", 100 * f->cells_f_avg, 100 * f->cells_accuracy);
    putchar('\n');
}

static void print_result(const struct esp_train_options *options, const struct esp_training *result)
{
    printf("%zu documents, %zu sentences, %zu triples (%zu without a candidate), %zu candidates, %zu features\n\n",
           result->documents, result->sentences, result->triples, result->without_candidate, result->candidates,
           result->features);
    printf("%-14s %9s %8s %8s %8s %10s\n", "candidates", "favor", "against", "neutral", "none", "C");
    for (size_t t = 0; t < result->target_count; t++)
        printf("%-14s %9zu %8zu %8zu %8zu %10.4g\n", result->target[t].id, result->target[t].rows[ESP_FAVOR],
               result->target[t].rows[ESP_AGAINST], result->target[t].rows[ESP_NEUTRAL],
               result->target[t].rows[ESP_NONE], result->target[t].c);
    printf("\n%-14s %9s %8s %7s %7s %7s %7s %7s\n", "out of fold, %", "documents", "triples", "F_avg", "found",
           "stance", "cells F", "cells");
    print_figures("articles", &result->articles, 1);
    print_figures("pairs", &result->pairs, 0);
    for (size_t t = 0; t < result->target_count; t++)
        print_figures(result->target[t].id, &result->target[t].figures, 0);
    printf("log loss %.4f\n", result->log_loss);
    if (*result->model_digest)
        printf("\nwrote %s (%.12s)\n", options->output, result->model_digest);
}

int cmd_train(int argc, char **argv)
{
    char lexicons[PATH_MAX];
    struct command command = {0};
    struct esp_training result = {0};
    struct esp_error error = {0};
    int code = read_options(&command, argc, argv);
    if (code)
        return code;
    if (command.help) {
        fputs(HELP, stdout);
        return cli_finish(CLI_OK);
    }
    FILE *oof = !command.oof ? NULL : strcmp(command.oof, "-") ? fopen(command.oof, "w") : stdout;
    if (command.oof && !oof) {
        snprintf(error.text, sizeof error.text, "cannot be written: %s", strerror(errno));
        snprintf(error.where, sizeof error.where, "%.200s", command.oof);
        error.status = ESP_IO;
        return cli_complain(&error, NULL);
    }
    if (oof) {
        command.options.predictions = write_line;
        command.options.predictions_context = oof;
    }
    if (!command.options.lexicons)
        command.options.lexicons = cli_data("lexicons", lexicons, sizeof lexicons);
    if (!command.quiet && isatty(STDERR_FILENO))
        command.options.progress = show_progress;
    enum esp_status status = esp_train(&command.options, &result, &error);
    if (oof && oof != stdout && fclose(oof) && status == ESP_OK)
        status = error.status = ESP_IO;
    if (status != ESP_OK)
        return cli_complain(&error, NULL);
    if (oof != stdout)
        print_result(&command.options, &result);
    return cli_finish(CLI_OK);
}
