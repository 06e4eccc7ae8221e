/* espouse lexicon check: what is wrong with a folder of lexicons. */
#include "cli.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

static const char HELP[] =
    "usage: espouse lexicon check [DIR]...\n\n"
    "Reads the lists of a folder and says what is wrong with them, a fault a line, by file, line and column.\n"
    "Without DIR the folder of the shipped domain.\n\n"
    "  -h, --help   this help\n\n"
    "Exit status: 0 no faults; 1 faults; 2 wrong usage; 3 a folder cannot be read.\n";

static void print_fault(void *context, const struct esp_error *fault)
{
    char text[sizeof fault->where + sizeof fault->text + 64];
    (void)context;
    esp_error_format(fault, text, sizeof text);
    for (char *p = text; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7F)
            *p = '?';
    puts(text);
}

static int check(const char *folder)
{
    struct esp_error error = {0};
    long faults = esp_lexicon_check(folder, print_fault, NULL, &error);
    if (faults < 0) {
        cli_complain(&error, NULL);
        return CLI_LOAD;
    }
    if (!faults)
        printf("%s: no faults\n", folder);
    return faults ? CLI_INPUT : CLI_OK;
}

int cmd_lexicon(int argc, char **argv)
{
    static const struct option options[] = {{"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};
    char own[4096];
    int option, code = CLI_OK;
    opterr = 0;
    while ((option = getopt_long(argc, argv, ":h", options, NULL)) != -1) {
        if (option != 'h')
            return cli_bad_option("lexicon", option, argv);
        fputs(HELP, stdout);
        return CLI_OK;
    }
    if (optind == argc || strcmp(argv[optind], "check"))
        return cli_usage("lexicon", "want \"espouse lexicon check [DIR]...\"");
    if (optind + 1 == argc)
        return check(cli_data("lexicons", own, sizeof own));
    for (int i = optind + 1; i < argc; i++) {
        int found = check(argv[i]);
        code = found > code ? found : code;
    }
    return code;
}
