/* espouse score: articles in, tables or data out. */
#include "cli.h"

#include <getopt.h>
#include <stdio.h>
#include <unistd.h>

static const char HELP[] =
    "usage: espouse score [OPTION]... [FILE]...\n\n"
    "Says for every actor and target of the domain which side the actor takes. FILE\n"
    "is plain text, a page of HTML or JSON lines, which is recognised; \"-\" or no FILE\n"
    "is standard input.\n\n"
    "  -f, --format=FORMAT   table (default), json, jsonl, csv, tsv or markdown\n"
    "  -e, --evidence        with table and markdown: the sentences that speak for it\n"
    "                        (JSON always has them)\n"
    "      --min-confidence=P  leave evidence below this probability undecided\n"
    "  -i, --input=FORMAT    auto (default), text, html or jsonl\n"
    "      --color[=WHEN]    auto (default), always or never\n"
    "  -l, --lexicons=DIR    folder of the domain's lexicons\n"
    "  -m, --model=DIR       folder of the model\n"
    "  -h, --help            this help\n\n"
    "Exit status: 0 all scored; 1 some input was bad; 2 wrong usage; 3 the model or a\n"
    "lexicon cannot be loaded.\n";

/* In the order of enum esp_format. */
static const char *const FORMATS[] = {"table", "json", "jsonl", "csv", "tsv", "markdown", NULL};

struct options {
    int format, input, color, evidence;
    double min_confidence;
    const char *lexicons, *model;
};

static int read_options(struct options *o, int argc, char **argv)
{
    static const struct option options[] = {{"format", required_argument, NULL, 'f'},
                                            {"evidence", no_argument, NULL, 'e'},
                                            {"min-confidence", required_argument, NULL, 'p'},
                                            {"input", required_argument, NULL, 'i'},
                                            {"color", optional_argument, NULL, 'c'},
                                            {"lexicons", required_argument, NULL, 'l'},
                                            {"model", required_argument, NULL, 'm'},
                                            {"help", no_argument, NULL, 'h'},
                                            {NULL, 0, NULL, 0}};
    int option, bad = CLI_OK;
    opterr = 0;
    while (!bad && (option = getopt_long(argc, argv, ":f:ei:l:m:h", options, NULL)) != -1) {
        switch (option) {
        case 'f':
            bad = cli_choose("score", "format", FORMATS, optarg, &o->format);
            break;
        case 'e':
            o->evidence = 1;
            break;
        case 'p':
            if (!cli_number(optarg, 0, 1, &o->min_confidence))
                bad = cli_usage("score", "--min-confidence \"%s\": want a number from 0 to 1", optarg);
            break;
        case 'i':
            bad = cli_choose("score", "input", cli_inputs, optarg, &o->input);
            break;
        case 'c':
            bad = cli_choose("score", "color", cli_colors, optarg ? optarg : "always", &o->color);
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
            bad = cli_bad_option("score", option, argv);
        }
    }
    if (!bad && o->evidence && (o->format == ESP_CSV || o->format == ESP_TSV))
        return cli_usage("score", "--evidence goes with table, markdown, json and jsonl");
    if (!bad && optind == argc && isatty(STDIN_FILENO))
        return cli_usage("score", "want a file, or - for standard input");
    return bad;
}

int cmd_score(int argc, char **argv)
{
    struct options o = {.format = ESP_TABLE};
    int code = read_options(&o, argc, argv);
    if (code)
        return code < 0 ? CLI_OK : code;
    esp_engine *engine = cli_engine(o.lexicons, o.model, o.min_confidence, &code);
    if (!engine)
        return code;
    struct esp_report_options options = {.format = (enum esp_format)o.format, .evidence = o.evidence};
    code = cli_report(engine, options, (enum esp_input)o.input, o.color, argc - optind, argv + optind);
    esp_engine_free(engine);
    return code;
}
