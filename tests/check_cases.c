/* Golden cases: tests/cases/<stage>/<name>.txt (or .html, .jsonl) is analysed and the stage's dump compared with
 * <name>.expected beside it, line by line. Every expected line was read by a person before it was stored. */
#include "espouse.h"

#include <check.h>
#include <dirent.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char cases[PATH_MAX], lexicons[PATH_MAX], model[PATH_MAX];
static char (*names)[NAME_MAX + 1]; /* "stage/name.txt" without a fixed order on disk: sorted */
static int name_count;

struct text {
    char *data;
    size_t length;
};

static int append(void *context, const char *data, size_t length)
{
    struct text *text = context;
    char *grown = realloc(text->data, text->length + length + 1);
    if (!grown)
        return 1;
    text->data = grown;
    memcpy(text->data + text->length, data, length);
    text->length += length;
    text->data[text->length] = 0;
    return 0;
}

static char *read_file(const char *path)
{
    struct text text = {0};
    char block[4096];
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    for (size_t got; (got = fread(block, 1, sizeof block, file)) > 0;)
        append(&text, block, got);
    fclose(file);
    return text.data ? text.data : calloc(1, 1);
}

/* Names the first line that differs. */
static void compare(const char *name, const char *expected, const char *found)
{
    for (int line = 1; *expected || *found; line++) {
        size_t e = strcspn(expected, "\n"), f = strcspn(found, "\n");
        if (e != f || memcmp(expected, found, e))
            ck_abort_msg("%s: line %d differs\n  want: %.*s\n  got:  %.*s", name, line, (int)e, expected, (int)f, found);
        expected += e + (expected[e] == '\n');
        found += f + (found[f] == '\n');
    }
}

START_TEST(case_holds)
{
    const char *name = names[_i];
    char path[2 * PATH_MAX], stage[64];
    struct esp_error error = {0};
    snprintf(stage, sizeof stage, "%.*s", (int)strcspn(name, "/"), name);
    snprintf(path, sizeof path, "%s/%s", cases, name);
    bool scored = !strcmp(stage, "triples") || !strcmp(stage, "cells") || !strcmp(stage, "contributions");
    esp_engine *engine = esp_engine_new(
        &(struct esp_engine_options){.lexicons = lexicons, .model = scored ? model : NULL}, &error);
    ck_assert_msg(engine != NULL, "%s: %s", error.where, error.text);
    esp_analysis *analysis = esp_analysis_new(engine, &error);
    esp_reader *reader = esp_reader_open(path, ESP_INPUT_AUTO, &error);
    ck_assert_msg(reader != NULL, "%s: %s", error.where, error.text);
    struct esp_article article;
    struct text found = {0};
    append(&found, "", 0);
    while (esp_reader_next(reader, &article, &error) == 1) {
        ck_assert_int_eq(esp_analysis_run(analysis, &article, &error), ESP_OK);
        ck_assert_int_eq(esp_analysis_explain(analysis, stage, append, &found, &error), ESP_OK);
    }
    ck_assert_msg(error.status == ESP_OK, "%s: %s", error.where, error.text);
    strcpy(strrchr(path, '.'), ".expected");
    char *expected = read_file(path);
    ck_assert_msg(expected != NULL, "%s is missing", path);
    compare(name, expected, found.data);
    free(expected);
    free(found.data);
    esp_reader_close(reader);
    esp_analysis_free(analysis);
    esp_engine_free(engine);
}
END_TEST

static int by_name(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void collect(void)
{
    DIR *stages = opendir(cases);
    for (struct dirent *s; stages && (s = readdir(stages));) {
        char path[2 * PATH_MAX];
        if (*s->d_name == '.' || !strcmp(s->d_name, "article"))
            continue; /* articles are cases of the reader: check_article */
        snprintf(path, sizeof path, "%s/%s", cases, s->d_name);
        DIR *stage = opendir(path);
        for (struct dirent *f; stage && (f = readdir(stage));) {
            const char *dot = strrchr(f->d_name, '.');
            if (!dot || *f->d_name == '.' || (strcmp(dot, ".txt") && strcmp(dot, ".html") && strcmp(dot, ".jsonl")))
                continue;
            names = realloc(names, (size_t)(name_count + 1) * sizeof *names);
            snprintf(names[name_count++], sizeof *names, "%.60s/%.180s", s->d_name, f->d_name);
        }
        if (stage)
            closedir(stage);
    }
    if (stages)
        closedir(stages);
    if (names)
        qsort(names, (size_t)name_count, sizeof *names, by_name);
}

int main(void)
{
    const char *top = getenv("ESPOUSE_DATA");
    snprintf(cases, sizeof cases, "%s/tests/cases", top ? top : ".");
    snprintf(lexicons, sizeof lexicons, "%s/lexicons/korea", top ? top : ".");
    snprintf(model, sizeof model, "%s/models/korea", top ? top : ".");
    collect();
    Suite *suite = suite_create("cases");
    TCase *tcase = tcase_create("golden");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, case_holds, 0, name_count);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    free(names);
    if (!name_count)
        fprintf(stderr, "no cases under %s\n", cases);
    return failed || !name_count;
}
