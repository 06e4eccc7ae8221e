#include "cli.h"

#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int write_error; /* errno of the first write that failed, 0 if none did */

/* Names of files and pieces of input are printed with control characters as "\x1b". */
static void print_clean(FILE *stream, const char *text)
{
    for (const unsigned char *p = (const unsigned char *)text; *p; p++) {
        if (p[0] == 0xC2 && p[1] >= 0x80 && p[1] < 0xA0)
            fprintf(stream, "\\x%02x", *++p);
        else if (*p < 0x20 || *p == 0x7F)
            fprintf(stream, "\\x%02x", *p);
        else
            fputc(*p, stream);
    }
}

int cli_usage(const char *command, const char *format, ...)
{
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    fprintf(stderr, "espouse%s%s: ", command ? " " : "", command ? command : "");
    print_clean(stderr, text);
    fprintf(stderr, "\nTry \"espouse%s%s --help\".\n", command ? " " : "", command ? command : "");
    return CLI_USAGE;
}

int cli_bad_option(const char *command, int code, char **argv)
{
    const char *given = argv[optind - 1];
    char letter[] = {'-', (char)optopt, 0};
    if (strncmp(given, "--", 2) && optopt)
        given = letter;
    if (code == ':')
        return cli_usage(command, "option \"%s\" wants an argument", given);
    return cli_usage(command, "unknown or ambiguous option \"%s\"", given);
}

int cli_complain(const struct esp_error *error, const char *hint)
{
    char text[sizeof error->where + sizeof error->text + 64];
    fputs("espouse: ", stderr);
    print_clean(stderr, esp_error_format(error, text, sizeof text));
    if (hint)
        fprintf(stderr, " (%s)", hint);
    fputc('\n', stderr);
    switch (error->status) {
    case ESP_USAGE:
        return CLI_USAGE;
    case ESP_LEXICON:
    case ESP_MODEL:
        return CLI_LOAD;
    default:
        return CLI_INPUT;
    }
}

int cli_choice(const char *const *names, const char *name)
{
    for (int i = 0; names[i]; i++)
        if (!strcmp(names[i], name))
            return i;
    return -1;
}

char *cli_list(const char *const *names, char *buffer, size_t size)
{
    size_t used = 0;
    *buffer = 0;
    for (int i = 0; names[i] && used < size; i++) {
        const char *gap = i == 0 ? "" : names[i + 1] ? ", " : " or ";
        used += (size_t)snprintf(buffer + used, size - used, "%s%s", gap, names[i]);
    }
    return buffer;
}

bool cli_number(const char *text, double low, double high, double *out)
{
    char *end;
    *out = strtod(text, &end);
    return end != text && !*end && *out >= low && *out <= high;
}

static char *data_folder(const char *folder, char *buffer, size_t size)
{
    const char *data = getenv("ESPOUSE_DATA");
    snprintf(buffer, size, "%s/%s", data && *data ? data : ESPOUSE_DATADIR, folder);
    return buffer;
}

char *cli_data(const char *folder, char *buffer, size_t size)
{
    size_t used = strlen(data_folder(folder, buffer, size));
    snprintf(buffer + used, size - used, "/korea");
    return buffer;
}

esp_engine *cli_engine(const char *lexicons, const char *model, double min_confidence, int *code)
{
    char own_lexicons[4096], own_model[4096];
    const char *hint = NULL, *missing = NULL;
    struct esp_error error = {0};
    struct esp_engine_options options = {
        .lexicons = lexicons ? lexicons : cli_data("lexicons", own_lexicons, sizeof own_lexicons),
        .model = model ? model : cli_data("models", own_model, sizeof own_model),
        .min_confidence = min_confidence};
    if (!*options.model)
        options.model = NULL;
    if (!*options.lexicons) {
        options.lexicons = NULL;
        options.general = data_folder("lexicons", own_lexicons, sizeof own_lexicons);
    }
    if (options.lexicons && access(options.lexicons, F_OK))
        missing = options.lexicons;
    else if (options.model && access(options.model, F_OK))
        missing = options.model;
    if (missing) { /* the library would name a file in it, or in the folder above */
        error.status = missing == options.lexicons ? ESP_LEXICON : ESP_MODEL;
        snprintf(error.where, sizeof error.where, "%s", missing);
        snprintf(error.text, sizeof error.text, "%s", strerror(errno));
        if (missing != lexicons && missing != model)
            hint = "--lexicons, --model or ESPOUSE_DATA say where they are";
    }
    esp_engine *engine = missing ? NULL : esp_engine_new(&options, &error);
    if (!engine) {
        cli_complain(&error, hint);
        *code = error.status == ESP_NOMEM ? CLI_INPUT : CLI_LOAD;
    }
    return engine;
}

int cli_write(void *context, const char *data, size_t length)
{
    (void)context;
    if (!write_error && (fwrite(data, 1, length, stdout) != length || fflush(stdout)))
        write_error = errno ? errno : EIO;
    return write_error;
}

int cli_finish(int code)
{
    if (!write_error && (fflush(stdout) || ferror(stdout)))
        write_error = errno ? errno : EIO;
    if (!write_error)
        return code;
    if (write_error != EPIPE)
        fprintf(stderr, "espouse: standard output: %s\n", strerror(write_error));
    return code ? code : CLI_INPUT;
}
