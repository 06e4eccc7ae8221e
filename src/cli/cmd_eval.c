/* espouse eval: how good a model is on labelled documents. */
#include "cli.h"
#include "espouse_train.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

static const char HELP[] =
    "usage: espouse eval [OPTION]... FILE...\n\n"
    "Measures a model on labelled documents (JSON lines) and prints tables: triples and\n"
    "cells with 95 % intervals, by actor and target, kind of text and year; by stance;\n"
    "how much the probabilities are worth. Documents that the model was trained on\n"
    "flatter it.\n\n"
    "      --only=LIST       measure on the documents that a file lists, one id a line\n"
    "      --pairs           measure documents of pairs, too\n"
    "      --markdown        tables in markdown\n"
    "      --seed=N          seed of the bootstrap (default: 1)\n"
    "  -l, --lexicons=DIR    folder of the domain's lexicons\n"
    "  -m, --model=DIR       folder of the model\n"
    "  -h, --help            this help\n\n"
    "Exit status: 0 done; 1 a labelled file is bad; 2 wrong usage; 3 the model or a lexicon\n"
    "cannot be loaded.\n";

enum { OPT_ONLY = 256, OPT_PAIRS, OPT_MARKDOWN, OPT_SEED };

static int read_options(struct esp_evaluate_options *o, int argc, char **argv)
{
    static const struct option options[] = {{"only", required_argument, NULL, OPT_ONLY},
                                            {"pairs", no_argument, NULL, OPT_PAIRS},
                                            {"markdown", no_argument, NULL, OPT_MARKDOWN},
                                            {"seed", required_argument, NULL, OPT_SEED},
                                            {"lexicons", required_argument, NULL, 'l'},
                                            {"model", required_argument, NULL, 'm'},
                                            {"help", no_argument, NULL, 'h'},
                                            {NULL, 0, NULL, 0}};
    int option;
    char *end;
    opterr = 0;
    while ((option = getopt_long(argc, argv, ":l:m:h", options, NULL)) != -1) {
        switch (option) {
        case OPT_ONLY:
            o->only = optarg;
            break;
        case OPT_PAIRS:
            o->pairs = 1;
            break;
        case OPT_MARKDOWN:
            o->markdown = 1;
            break;
        case OPT_SEED:
            errno = 0;
            o->seed = strtoul(optarg, &end, 10);
            if (*optarg < '1' || *optarg > '9' || *end || errno)
                return cli_usage("eval", "--seed \"%s\": want a whole number from 1", optarg);
            break;
        case 'l':
            o->lexicons = optarg;
            break;
        case 'm':
            o->model = optarg;
            break;
        case 'h':
            fputs(HELP, stdout);
            return -1;
        default:
            return cli_bad_option("eval", option, argv);
        }
    }
    if (optind == argc)
        return cli_usage("eval", "want labelled files");
    o->files = (const char *const *)(argv + optind);
    o->file_count = (size_t)(argc - optind);
    return CLI_OK;
}

int cmd_eval(int argc, char **argv)
{
    char lexicons[PATH_MAX], model[PATH_MAX];
    struct esp_evaluate_options options = {0};
    struct esp_error error = {0};
    int code = read_options(&options, argc, argv);
    if (code)
        return code < 0 ? CLI_OK : code;
    if (!options.lexicons)
        options.lexicons = cli_data("lexicons", lexicons, sizeof lexicons);
    if (!options.model)
        options.model = cli_data("models", model, sizeof model);
    if (esp_evaluate(&options, cli_write, NULL, NULL, NULL, &error) == ESP_OK)
        return CLI_OK;
    bool output = error.status == ESP_IO && !*error.where; /* cli_finish tells of that */
    return output ? CLI_INPUT : cli_complain(&error, NULL);
}
