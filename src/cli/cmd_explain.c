/* espouse explain: what the stages of the pipeline made of articles. */
#include "cli.h"

#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char HELP[] =
    "usage: espouse explain [OPTION]... FILE...\n\n"
    "Prints what each stage made of an article: an item a line, tabs between its\n"
    "parts. Without --stage all stages, each under a heading.\n\n"
    "  -s, --stage=NAME      only this one\n"
    "  -i, --input=FORMAT    auto (default), text, html or jsonl\n"
    "  -l, --lexicons=DIR    folder of the domain's lexicons\n"
    "  -m, --model=DIR       folder of the model; \"\" for none\n"
    "  -h, --help            this help\n\n"
    "Stages:";

enum { STAGES_MAX = 64 };

struct run {
    int input;
    const char *stage, *lexicons, *model;
    const char *stages[STAGES_MAX + 1];
    bool headings; /* over documents */
};

static int print_help(const struct run *run)
{
    fputs(HELP, stdout);
    for (int i = 0; run->stages[i]; i++)
        printf("%s%s", i % 7 ? " " : "\n  ", run->stages[i]);
    putchar('\n');
    return -1;
}

static int read_options(struct run *run, int argc, char **argv)
{
    static const struct option options[] = {{"stage", required_argument, NULL, 's'},
                                            {"input", required_argument, NULL, 'i'},
                                            {"lexicons", required_argument, NULL, 'l'},
                                            {"model", required_argument, NULL, 'm'},
                                            {"help", no_argument, NULL, 'h'},
                                            {NULL, 0, NULL, 0}};
    char list[1024];
    int option;
    opterr = 0;
    while ((option = getopt_long(argc, argv, ":s:i:l:m:h", options, NULL)) != -1) {
        switch (option) {
        case 's':
            run->stage = optarg;
            break;
        case 'i':
            if (cli_choose("explain", "input", cli_inputs, optarg, &run->input))
                return CLI_USAGE;
            break;
        case 'l':
            run->lexicons = optarg;
            break;
        case 'm':
            run->model = optarg;
            break;
        case 'h':
            return print_help(run);
        default:
            return cli_bad_option("explain", option, argv);
        }
    }
    if (run->stage && cli_choice(run->stages, run->stage) < 0)
        return cli_usage("explain", "no stage \"%s\": want %s", run->stage, cli_list(run->stages, list, sizeof list));
    if (optind == argc)
        return cli_usage("explain", "want a file, or - for standard input");
    return CLI_OK;
}

static int print_heading(const char *mark, const char *text)
{
    return cli_write(NULL, mark, strlen(mark)) || cli_write(NULL, text, strlen(text)) || cli_write(NULL, "\n", 1);
}

/* Prints the stage that was asked for, or all. False when there is no going on. */
static bool explain_article(struct cli_articles *articles)
{
    const struct run *run = articles->context;
    const char *id = esp_analysis_id(articles->analysis);
    if ((run->headings || strcmp(id, articles->path)) && print_heading("# ", id))
        return false;
    for (int i = 0; run->stages[i]; i++) {
        if (run->stage && strcmp(run->stage, run->stages[i]))
            continue;
        if (!run->stage && print_heading(i ? "\n## " : "## ", run->stages[i]))
            return false;
        struct esp_error error = {0};
        enum esp_status status = esp_analysis_explain(articles->analysis, run->stages[i], cli_write, NULL, &error);
        if (status == ESP_USAGE && !run->stage) { /* needs a model */
            if (print_heading("", "(needs a model)"))
                return false;
        } else if (status == ESP_IO) {
            return false;
        } else if (status != ESP_OK) {
            cli_complain(&error, status == ESP_USAGE ? "--model or ESPOUSE_DATA say where it is" : NULL);
            articles->code = status == ESP_USAGE ? CLI_LOAD : CLI_INPUT;
            return false;
        }
    }
    return true;
}

/* The shipped model if it is there: most stages need none. */
static const char *model_or_none(char *buffer, size_t size)
{
    return access(cli_data("models", buffer, size), R_OK) ? "" : NULL;
}

int cmd_explain(int argc, char **argv)
{
    struct run run = {.input = ESP_INPUT_AUTO};
    char own[4096];
    for (size_t i = 0; i < STAGES_MAX && esp_stage_name(i); i++)
        run.stages[i] = esp_stage_name(i);
    int code = read_options(&run, argc, argv);
    if (code)
        return code < 0 ? CLI_OK : code;
    esp_engine *engine = cli_engine(run.lexicons, run.model ? run.model : model_or_none(own, sizeof own), 0, &code);
    if (!engine)
        return code;
    run.headings = argc - optind > 1;
    struct cli_articles articles = {.input = (enum esp_input)run.input, .take = explain_article, .context = &run};
    code = cli_read_articles(&articles, engine, argc - optind, argv + optind);
    esp_engine_free(engine);
    return code;
}
