/* What the commands share. The program knows the library by its public headers only. */
#ifndef CLI_H
#define CLI_H
#include "espouse.h"

#include <stdbool.h>

/* Exit codes. */
enum {
    CLI_OK = 0,
    CLI_INPUT = 1, /* some input was bad, or output could not be written */
    CLI_USAGE = 2, /* wrong usage */
    CLI_LOAD = 3   /* the model or a lexicon cannot be loaded */
};

/* Commands: argv[0] is the name of the command, --help prints its help. They return the exit code. */
int cmd_score(int argc, char **argv);
int cmd_attributions(int argc, char **argv);
int cmd_explain(int argc, char **argv);
int cmd_lexicon(int argc, char **argv);
int cmd_train(int argc, char **argv);
int cmd_eval(int argc, char **argv);

/* Prints "espouse COMMAND: ..." (NULL: "espouse: ...") with a hint at the help; returns CLI_USAGE. */
int cli_usage(const char *command, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* What getopt_long returned '?' or ':' for, with opterr 0; returns CLI_USAGE. */
int cli_bad_option(const char *command, int code, char **argv);

/* Prints "espouse: where:line: text" and hint, which may be NULL, on one line; returns the exit code that fits. */
int cli_complain(const struct esp_error *error, const char *hint);

/* The number of a name in a list that ends with NULL, -1 if it is not there. */
int cli_choice(const char *const *names, const char *name);

/* Joins a list of names that ends with NULL: "a, b or c". Returns buffer. */
char *cli_list(const char *const *names, char *buffer, size_t size);

/* Reads a number from low to high. */
bool cli_number(const char *text, double low, double high, double *out);

/* Where the shipped domain is: folder ("lexicons", "models") in $ESPOUSE_DATA, or else where espouse was installed.
 * Returns buffer. */
char *cli_data(const char *folder, char *buffer, size_t size);

/* Loads an engine; lexicons and model may be NULL: the shipped ones; model "": none; lexicons "": no domain, the general
 * lists alone. On an error it says what and returns NULL, with the exit code in *code. */
esp_engine *cli_engine(const char *lexicons, const char *model, double min_confidence, int *code);

/* articles.c: values of --input (as enum esp_input) and --color; cli_choose sets *choice to the number of name, or says
 * what would be right and returns CLI_USAGE. */
extern const char *const cli_inputs[], *const cli_colors[];
int cli_choose(const char *command, const char *option, const char *const *names, const char *name, int *choice);

/* Reads every article of the files, standard input when there are none, and hands each, analysed, to take; what cannot
 * be read is complained of and handed to fault, which may be NULL. Either returns false when there is no going on.
 * Returns the exit code. */
struct cli_articles {
    enum esp_input input;
    bool (*take)(struct cli_articles *run);
    bool (*fault)(struct cli_articles *run, const char *document, const struct esp_error *fault);
    void *context;
    esp_analysis *analysis; /* of the article, in take */
    const char *path;       /* of the file that it stands in */
    int code;               /* the exit code so far */
    bool stopped;
};
int cli_read_articles(struct cli_articles *run, const esp_engine *engine, int count, char **paths);

/* The same with a report to standard output; color is a number of cli_colors. */
int cli_report(const esp_engine *engine, struct esp_report_options options, enum esp_input input, int color, int count,
               char **paths);

/* A sink (esp_write_fn) that is standard output. */
int cli_write(void *context, const char *data, size_t length);

/* Flushes standard output. Returns code; CLI_INPUT, with a message unless a pipe was closed, when something that went
 * to cli_write or standard output could not be written. */
int cli_finish(int code);

#endif
