/* The program espouse: finds the command and runs it. */
#include "cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *summary;
} COMMANDS[] = {
    {"score", cmd_score, "say who takes which side on what in articles"},
    {"attributions", cmd_attributions, "say whose words, thoughts and positions a text gives"},
    {"explain", cmd_explain, "print what a stage made of an article"},
    {"lexicon", cmd_lexicon, "check a folder of lexicons"},
    {"train", cmd_train, "make a model from labelled articles"},
    {"eval", cmd_eval, "measure a model on labelled articles"},
};
enum { COMMAND_COUNT = sizeof COMMANDS / sizeof *COMMANDS };

static void print_help(FILE *stream)
{
    fputs("usage: espouse COMMAND [OPTION]... [FILE]...\n\n"
          "Reads news and says who takes which side on what.\n\n",
          stream);
    for (int i = 0; i < COMMAND_COUNT; i++)
        fprintf(stream, "  %-13s %s\n", COMMANDS[i].name, COMMANDS[i].summary);
    fputs("\n  espouse help COMMAND   what a command takes\n"
          "  espouse --version      the version\n\n"
          "Example: espouse score --evidence article.txt\n",
          stream);
}

static const struct command *find_command(const char *name)
{
    for (int i = 0; i < COMMAND_COUNT; i++)
        if (!strcmp(COMMANDS[i].name, name))
            return &COMMANDS[i];
    return NULL;
}

/* Letters to add, drop or change to make one word of another; words longer than 31 letters are far from any. */
static int distance(const char *a, const char *b)
{
    int row[32], length = (int)strlen(b);
    if (length > 31 || strlen(a) > 31)
        return 32;
    for (int j = 0; j <= length; j++)
        row[j] = j;
    for (int i = 1; a[i - 1]; i++) {
        int corner = row[0];
        row[0] = i;
        for (int j = 1; j <= length; j++) {
            int change = corner + (a[i - 1] != b[j - 1]), add = row[j - 1] + 1, drop = row[j] + 1;
            corner = row[j];
            row[j] = change < add ? change : add;
            row[j] = row[j] < drop ? row[j] : drop;
        }
    }
    return row[length];
}

static int unknown_command(const char *name)
{
    const struct command *nearest = NULL;
    int best = 4;
    for (int i = 0; i < COMMAND_COUNT; i++) {
        int far = distance(name, COMMANDS[i].name);
        if (far < best) {
            best = far;
            nearest = &COMMANDS[i];
        }
    }
    if (*name == '-')
        return cli_usage(NULL, "unknown option \"%s\"", name);
    if (nearest)
        return cli_usage(NULL, "no command \"%s\": did you mean \"%s\"?", name, nearest->name);
    return cli_usage(NULL, "no command \"%s\"", name);
}

static int run(const struct command *command, int argc, char **argv)
{
    return command ? cli_finish(command->run(argc, argv)) : unknown_command(argv[0]);
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        print_help(stderr);
        return CLI_USAGE;
    }
    if (!strcmp(argv[1], "--version") || !strcmp(argv[1], "-V")) {
        printf("espouse %s\n", esp_version());
        return cli_finish(CLI_OK);
    }
    if (!strcmp(argv[1], "help") && argc > 2) {
        char *words[] = {argv[2], (char[]){"--help"}, NULL};
        return run(find_command(argv[2]), 2, words);
    }
    if (!strcmp(argv[1], "help") || !strcmp(argv[1], "--help") || !strcmp(argv[1], "-h")) {
        print_help(stdout);
        return cli_finish(CLI_OK);
    }
    return run(find_command(argv[1]), argc - 1, argv + 1);
}
