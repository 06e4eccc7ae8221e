/* What commands that read articles share: the loop over files and articles, and reports to standard output. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

const char *const cli_inputs[] = {"auto", "text", "html", "jsonl", NULL};
const char *const cli_colors[] = {"auto", "always", "never", NULL};
enum { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

int cli_choose(const char *command, const char *option, const char *const *names, const char *name, int *choice)
{
    char list[128];
    *choice = cli_choice(names, name);
    if (*choice < 0)
        return cli_usage(command, "--%s \"%s\": want %s", option, name, cli_list(names, list, sizeof list));
    return CLI_OK;
}

static void note(struct cli_articles *run, const char *document, const struct esp_error *fault)
{
    run->code = CLI_INPUT;
    cli_complain(fault, NULL);
    if (run->fault)
        run->stopped |= !run->fault(run, document, fault);
}

static void read_file(struct cli_articles *run, const char *path)
{
    struct esp_error error = {0};
    esp_reader *reader = esp_reader_open(path, run->input, &error);
    struct esp_article article;
    int got;
    run->path = path;
    if (!reader)
        note(run, path, &error);
    while (reader && !run->stopped && (got = esp_reader_next(reader, &article, &error)) != 0) {
        if (got < 0)
            note(run, article.id ? article.id : path, &error);
        else if (esp_analysis_run(run->analysis, &article, &error) != ESP_OK)
            note(run, article.id, &error);
        else
            run->stopped |= !run->take(run);
        error = (struct esp_error){0};
    }
    esp_reader_close(reader);
}

int cli_read_articles(struct cli_articles *run, const esp_engine *engine, int count, char **paths)
{
    static char standard_input[] = "-";
    struct esp_error error = {0};
    run->analysis = esp_analysis_new(engine, &error);
    if (!run->analysis)
        return cli_complain(&error, NULL);
    if (!count)
        read_file(run, standard_input);
    for (int i = 0; i < count && !run->stopped; i++)
        read_file(run, paths[i]);
    esp_analysis_free(run->analysis);
    return run->code;
}

/* ---- reports ------------------------------------------------------------------------------------- */

static bool wants_color(int color)
{
    const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");
    if (color != COLOR_AUTO)
        return color == COLOR_ALWAYS;
    return isatty(STDOUT_FILENO) && !(no_color && *no_color) && !(terminal && !strcmp(terminal, "dumb"));
}

static unsigned terminal_width(void)
{
    struct winsize size;
    return !ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) ? size.ws_col : 0;
}

static bool report_article(struct cli_articles *run)
{
    struct esp_error error = {0};
    if (esp_report_add(run->context, run->analysis, &error) == ESP_OK)
        return true;
    if (error.status != ESP_IO) /* cli_finish tells of output */
        run->code = cli_complain(&error, NULL);
    return false;
}

static bool report_fault(struct cli_articles *run, const char *document, const struct esp_error *fault)
{
    struct esp_error error = {0};
    return esp_report_add_error(run->context, document, fault, &error) == ESP_OK;
}

int cli_report(const esp_engine *engine, struct esp_report_options options, enum esp_input input, int color, int count,
               char **paths)
{
    struct esp_error error = {0};
    options.color = wants_color(color);
    options.width = terminal_width();
    esp_report *report = esp_report_new(engine, &options, cli_write, NULL, &error);
    if (!report)
        return cli_complain(&error, NULL);
    struct cli_articles run = {.input = input, .take = report_article, .fault = report_fault, .context = report};
    int code = cli_read_articles(&run, engine, count, paths);
    if (esp_report_finish(report, &error) != ESP_OK && error.status != ESP_IO)
        code = cli_complain(&error, NULL);
    return code;
}
