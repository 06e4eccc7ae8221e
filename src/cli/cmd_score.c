/* espouse score: articles in, tables or data out. */
#include "cli.h"

#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const char HELP[] =
    "usage: espouse score [OPTION]... [FILE]...\n\n"
    "Says for every actor and target of the domain which side the actor takes. FILE\n"
    "is plain text, a page of HTML or JSON lines, which is recognised; \"-\" or no FILE\n"
    "is standard input.\n\n"
    "  -f, --format=FORMAT   table (default), json, jsonl, csv, tsv or markdown\n"
    "  -e, --evidence        with table and markdown: the sentences that speak for it\n"
    "                        (JSON always has them)\n"
    "  -i, --input=FORMAT    auto (default), text, html or jsonl\n"
    "      --color[=WHEN]    auto (default), always or never\n"
    "  -l, --lexicons=DIR    folder of the domain's lexicons\n"
    "  -m, --model=DIR       folder of the model\n"
    "  -h, --help            this help\n\n"
    "Exit status: 0 all scored; 1 some input was bad; 2 wrong usage; 3 the model or a\n"
    "lexicon cannot be loaded.\n";

/* In the order of enum esp_format and enum esp_input. */
static const char *const FORMATS[] = {"table", "json", "jsonl", "csv", "tsv", "markdown", NULL};
static const char *const INPUTS[] = {"auto", "text", "html", "jsonl", NULL};
static const char *const COLORS[] = {"auto", "always", "never", NULL};
enum { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct run {
    int format, input, color, evidence;
    const char *lexicons, *model;
    esp_analysis *analysis;
    esp_report *report;
    int code;     /* the exit code so far */
    bool stopped; /* output cannot be written */
};

/* Sets *choice to the number of name; CLI_USAGE when it is none of names. */
static int choose(const char *option, const char *const *names, const char *name, int *choice)
{
    char list[128];
    *choice = cli_choice(names, name);
    if (*choice < 0)
        return cli_usage("score", "--%s \"%s\": want %s", option, name, cli_list(names, list, sizeof list));
    return CLI_OK;
}

static int read_options(struct run *run, int argc, char **argv)
{
    static const struct option options[] = {{"format", required_argument, NULL, 'f'},
                                            {"evidence", no_argument, NULL, 'e'},
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
            bad = choose("format", FORMATS, optarg, &run->format);
            break;
        case 'e':
            run->evidence = 1;
            break;
        case 'i':
            bad = choose("input", INPUTS, optarg, &run->input);
            break;
        case 'c':
            bad = choose("color", COLORS, optarg ? optarg : "always", &run->color);
            break;
        case 'l':
            run->lexicons = optarg;
            break;
        case 'm':
            run->model = optarg;
            break;
        case 'h':
            fputs(HELP, stdout);
            return -1;
        default:
            bad = cli_bad_option("score", option, argv);
        }
    }
    if (!bad && run->evidence && (run->format == ESP_CSV || run->format == ESP_TSV))
        return cli_usage("score", "--evidence goes with table, markdown, json and jsonl");
    if (!bad && optind == argc && isatty(STDIN_FILENO))
        return cli_usage("score", "want a file, or - for standard input");
    return bad;
}

static int wants_color(const struct run *run)
{
    const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");
    if (run->color != COLOR_AUTO)
        return run->color == COLOR_ALWAYS;
    return isatty(STDOUT_FILENO) && !(no_color && *no_color) && !(terminal && !strcmp(terminal, "dumb"));
}

static unsigned terminal_width(void)
{
    struct winsize size;
    return !ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) ? size.ws_col : 0;
}

static void note(struct run *run, const char *document, const struct esp_error *fault)
{
    struct esp_error error = {0};
    run->code = CLI_INPUT;
    cli_complain(fault, NULL);
    run->stopped |= esp_report_add_error(run->report, document, fault, &error) != ESP_OK;
}

static void score_article(struct run *run, const struct esp_article *article)
{
    struct esp_error error = {0};
    if (esp_analysis_run(run->analysis, article, &error) != ESP_OK) {
        note(run, article->id, &error);
        return;
    }
    if (esp_report_add(run->report, run->analysis, &error) == ESP_OK)
        return;
    run->stopped = true;
    if (error.status != ESP_IO)
        run->code = cli_complain(&error, NULL);
}

static void score_file(struct run *run, const char *path)
{
    struct esp_error error = {0};
    esp_reader *reader = esp_reader_open(path, (enum esp_input)run->input, &error);
    if (!reader) {
        note(run, path, &error);
        return;
    }
    struct esp_article article;
    int got;
    while (!run->stopped && (got = esp_reader_next(reader, &article, &error)) != 0) {
        if (got > 0)
            score_article(run, &article);
        else
            note(run, article.id ? article.id : path, &error);
        error = (struct esp_error){0};
    }
    esp_reader_close(reader);
}

static int score_files(struct run *run, const esp_engine *engine, int count, char **paths)
{
    static char standard_input[] = "-";
    struct esp_error error = {0};
    struct esp_report_options options = {.format = (enum esp_format)run->format,
                                         .evidence = run->evidence,
                                         .color = wants_color(run),
                                         .width = terminal_width()};
    run->analysis = esp_analysis_new(engine, &error);
    run->report = run->analysis ? esp_report_new(engine, &options, cli_write, NULL, &error) : NULL;
    if (run->report) {
        if (!count)
            score_file(run, standard_input);
        for (int i = 0; i < count && !run->stopped; i++)
            score_file(run, paths[i]);
        esp_report_finish(run->report, &error);
    }
    if (error.status != ESP_OK && error.status != ESP_IO)
        run->code = cli_complain(&error, NULL);
    esp_analysis_free(run->analysis);
    return run->code;
}

int cmd_score(int argc, char **argv)
{
    struct run run = {.format = ESP_TABLE};
    int code = read_options(&run, argc, argv);
    if (code)
        return code < 0 ? CLI_OK : code;
    esp_engine *engine = cli_engine(run.lexicons, run.model, &code);
    if (!engine)
        return code;
    code = score_files(&run, engine, argc - optind, argv + optind);
    esp_engine_free(engine);
    return code;
}
