/* espouse attributions: whose words, thoughts and positions articles give. */
#include "cli.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char HELP[] =
    "usage: espouse attributions [OPTION]... [FILE]...\n\n"
    "Finds every attribution of a text, whatever it is about: who (source) says, thinks,\n"
    "wants or does (cue) what (content). FILE is plain text, a page of HTML or JSON\n"
    "lines, which is recognised; \"-\" or no FILE is standard input.\n\n"
    "  -f, --format=FORMAT   table (default), json, jsonl, csv, tsv or brat\n"
    "  -o, --output=DIR      with brat: a folder that brat opens, a .txt and a .ann a\n"
    "                        document; without it the .ann of a single document is\n"
    "                        printed\n"
    "  -i, --input=FORMAT    auto (default), text, html or jsonl\n"
    "      --color[=WHEN]    auto (default), always or never\n"
    "  -l, --lexicons=DIR    folder of a domain's lexicons, to tell its actors\n"
    "      --no-domain       know no actors, only persons, organs and groups\n"
    "  -h, --help            this help\n\n"
    "Exit status: 0 all read; 1 some input was bad; 2 wrong usage; 3 a lexicon cannot be\n"
    "loaded.\n";

/* In the order of enum esp_format. */
static const char *const FORMATS[] = {"table", "json", "jsonl", "csv", "tsv", "markdown", "brat", NULL};
static const char WANTED[] = "table, json, jsonl, csv, tsv or brat";

struct options {
    int format, input, color;
    const char *lexicons, *output;
};

static int read_options(struct options *o, int argc, char **argv)
{
    static const struct option options[] = {{"format", required_argument, NULL, 'f'},
                                            {"output", required_argument, NULL, 'o'},
                                            {"input", required_argument, NULL, 'i'},
                                            {"color", optional_argument, NULL, 'c'},
                                            {"lexicons", required_argument, NULL, 'l'},
                                            {"no-domain", no_argument, NULL, 'n'},
                                            {"help", no_argument, NULL, 'h'},
                                            {NULL, 0, NULL, 0}};
    int option, bad = CLI_OK;
    opterr = 0;
    while (!bad && (option = getopt_long(argc, argv, ":f:o:i:l:h", options, NULL)) != -1) {
        switch (option) {
        case 'f':
            o->format = cli_choice(FORMATS, optarg);
            if (o->format < 0 || o->format == ESP_MARKDOWN)
                bad = cli_usage("attributions", "--format \"%s\": want %s", optarg, WANTED);
            break;
        case 'o':
            o->output = optarg;
            break;
        case 'i':
            bad = cli_choose("attributions", "input", cli_inputs, optarg, &o->input);
            break;
        case 'c':
            bad = cli_choose("attributions", "color", cli_colors, optarg ? optarg : "always", &o->color);
            break;
        case 'l':
            o->lexicons = optarg;
            break;
        case 'n':
            o->lexicons = "";
            break;
        case 'h':
            fputs(HELP, stdout);
            return -1;
        default:
            bad = cli_bad_option("attributions", option, argv);
        }
    }
    if (!bad && o->output && o->format != ESP_BRAT)
        return cli_usage("attributions", "--output goes with --format brat");
    if (!bad && optind == argc && isatty(STDIN_FILENO))
        return cli_usage("attributions", "want a file, or - for standard input");
    return bad;
}

/* ---- a folder for brat --------------------------------------------------------------------------- */

/* What brat has to know of the annotations: types, relations, attributes. */
static const char CONFIGURATION[] =
    "[entities]\nContent\nSource\nCue\n\n"
    "[relations]\nsource\tArg1:Content, Arg2:Source\ncue\tArg1:Content, Arg2:Cue\n"
    "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n"
    "[events]\n\n"
    "[attributes]\nKind\tArg:Content, Value:direct|indirect|mixed|narrated\n";

struct folder {
    const esp_engine *engine;
    const char *path; /* NULL: standard output */
    long documents;
};

static bool failed(struct cli_articles *run, const char *path)
{
    struct esp_error error = {.status = ESP_IO};
    snprintf(error.where, sizeof error.where, "%s", path);
    snprintf(error.text, sizeof error.text, "%s", strerror(errno));
    run->code = cli_complain(&error, NULL);
    return false;
}

/* A name for the document's files: its id without folders and ending, and without what file names had better not have;
 * a number is added where a file of that name is there already. */
static void name_file(const struct folder *folder, const char *id, char *path, size_t size)
{
    const char *slash = strrchr(id, '/'), *base = strcmp(id, "-") ? slash ? slash + 1 : id : "standard-input";
    const char *stop = strrchr(base, '.');
    int length = stop && stop > base ? (int)(stop - base) : (int)strlen(base);
    size_t start = strlen(folder->path) + 1;
    for (int number = 1; number == 1 || !access(path, F_OK); number++) {
        if (number == 1)
            snprintf(path, size, "%s/%.*s.txt", folder->path, length > 120 ? 120 : length, base);
        else
            snprintf(path, size, "%s/%.*s-%d.txt", folder->path, length > 120 ? 120 : length, base, number);
        for (char *p = path + start; *p; p++)
            if ((unsigned char)*p < ' ' || strchr("/\\:*?\"<>|", *p))
                *p = '_';
    }
}

static bool write_file(struct cli_articles *run, const char *path, const char *data, size_t length)
{
    FILE *file = fopen(path, "wb");
    bool written = file && fwrite(data, 1, length, file) == length;
    if (file && (fclose(file) || !written))
        written = false;
    return written || failed(run, path);
}

static int write_stream(void *context, const char *data, size_t length)
{
    return fwrite(data, 1, length, context) != length;
}

/* Writes the document's annotations. */
static bool report_to(struct cli_articles *run, esp_write_fn write, void *context)
{
    const struct folder *folder = run->context;
    struct esp_report_options options = {.format = ESP_BRAT, .attributions = 1};
    struct esp_error error = {0};
    esp_report *report = esp_report_new(folder->engine, &options, write, context, &error);
    if (report)
        esp_report_add(report, run->analysis, &error);
    esp_report_finish(report, &error);
    if (error.status == ESP_OK)
        return true;
    if (error.status != ESP_IO)
        run->code = cli_complain(&error, NULL);
    return false;
}

static bool add_document(struct cli_articles *run)
{
    struct folder *folder = run->context;
    folder->documents++;
    if (!folder->path) {
        if (folder->documents > 1)
            run->code = cli_usage("attributions", "brat wants a file a document: say --output=DIR");
        return folder->documents == 1 && report_to(run, cli_write, NULL);
    }
    char path[4096];
    size_t length;
    uint32_t points;
    name_file(folder, esp_analysis_id(run->analysis), path, sizeof path - 1);
    const char *text = esp_analysis_text(run->analysis, &length, &points);
    if (!write_file(run, path, text, length))
        return false;
    strcpy(path + strlen(path) - 3, "ann");
    FILE *file = fopen(path, "wb");
    bool written = file && report_to(run, write_stream, file);
    if (file && fclose(file))
        written = false;
    return written || (run->code ? false : failed(run, path));
}

static int write_brat(const esp_engine *engine, const struct options *o, int count, char **paths)
{
    struct folder folder = {.engine = engine, .path = o->output};
    struct cli_articles run = {.input = (enum esp_input)o->input, .take = add_document, .context = &folder};
    if (o->output) {
        char path[4096];
        snprintf(path, sizeof path, "%s/annotation.conf", o->output);
        bool made = !mkdir(o->output, 0777) || errno == EEXIST;
        if (!(made ? write_file(&run, path, CONFIGURATION, sizeof CONFIGURATION - 1) : failed(&run, o->output)))
            return run.code;
    }
    return cli_read_articles(&run, engine, count, paths);
}

int cmd_attributions(int argc, char **argv)
{
    struct options o = {.format = ESP_TABLE};
    int code = read_options(&o, argc, argv);
    if (code)
        return code < 0 ? CLI_OK : code;
    esp_engine *engine = cli_engine(o.lexicons, "", 0, &code);
    if (!engine)
        return code;
    struct esp_report_options options = {.format = (enum esp_format)o.format, .attributions = 1};
    if (o.format == ESP_BRAT)
        code = write_brat(engine, &o, argc - optind, argv + optind);
    else
        code = cli_report(engine, options, (enum esp_input)o.input, o.color, argc - optind, argv + optind);
    esp_engine_free(engine);
    return code;
}
