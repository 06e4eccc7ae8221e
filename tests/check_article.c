/* Readers: what they make of whole files (tests/cases/article/NAME with NAME.expected beside it), how they recognise
 * formats and encodings, and what they say about input that is none. */
#include "espouse.h"

#include <check.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const CASES[] = {"daily.html", "wire.html", "magazine.html", "mixed.jsonl", "plain.txt"};

static char *read_file(const char *path)
{
    char *data = NULL;
    size_t length = 0;
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "%s cannot be read", path);
    for (size_t got = 1; got;) {
        data = realloc(data, length + 4097);
        got = fread(data + length, 1, 4096, file);
        length += got;
        data[length] = 0;
    }
    fclose(file);
    return data;
}

static void path_of(char *path, const char *name, const char *suffix)
{
    const char *top = getenv("ESPOUSE_DATA");
    snprintf(path, PATH_MAX, "%s/tests/cases/article/%s%s", top ? top : ".", name, suffix);
}

/* What a reader gives, for people: a line a field, then the text with "| " before its lines. */
static void dump(FILE *out, const struct esp_article *article)
{
    fprintf(out, "title: %s\ndate: %s\nsource: %s\ngenre: %s\nline: %ld\n", article->title ? article->title : "-",
            article->date ? article->date : "-", article->source ? article->source : "-",
            article->genre ? article->genre : "-", article->line);
    bool start = true;
    for (size_t i = 0; i < article->length; i++) {
        fputs(start ? "| " : "", out);
        start = article->text[i] == '\n';
        fputc(article->text[i], out);
    }
    fputs(start ? "\n" : "\n\n", out);
}

static void dump_error(FILE *out, const struct esp_article *article, struct esp_error *error)
{
    char text[1024];
    const char *name = strrchr(error->where, '/');
    if (name)
        memmove(error->where, name + 1, strlen(name));
    fprintf(out, "error: %s\n", esp_error_format(error, text, sizeof text));
    ck_assert_int_eq(error->status, ESP_INPUT);
    ck_assert(article->text == NULL || article->id != NULL);
}

START_TEST(file_reads)
{
    char path[PATH_MAX], *found = NULL;
    size_t length = 0;
    path_of(path, CASES[_i], "");
    FILE *out = open_memstream(&found, &length);
    struct esp_error error = {0};
    esp_reader *reader = esp_reader_open(path, ESP_INPUT_AUTO, &error);
    ck_assert_msg(reader != NULL, "%s", error.text);
    struct esp_article article;
    for (int got; (got = esp_reader_next(reader, &article, &error)) != 0; error = (struct esp_error){0}) {
        if (got > 0)
            dump(out, &article);
        else
            dump_error(out, &article, &error);
    }
    fclose(out);
    path_of(path, CASES[_i], ".expected");
    char *expected = read_file(path);
    ck_assert_str_eq(found, expected);
    free(expected);
    free(found);
    esp_reader_close(reader);
}
END_TEST

/* The only article of some bytes; its text, or the error. The caller closes the reader. */
static esp_reader *read_bytes(const char *data, size_t length, enum esp_input input, struct esp_article *article,
                              struct esp_error *error)
{
    *error = (struct esp_error){0};
    esp_reader *reader = esp_reader_open_memory("m", data, length, input, error);
    ck_assert(reader != NULL);
    int got = esp_reader_next(reader, article, error);
    ck_assert_int_eq(got, error->status == ESP_OK ? 1 : -1);
    return reader;
}

static void check_text(const char *data, size_t length, enum esp_input input, const char *text)
{
    struct esp_article article;
    struct esp_error error;
    esp_reader *reader = read_bytes(data, length, input, &article, &error);
    ck_assert_msg(error.status == ESP_OK, "%s", error.text);
    ck_assert_uint_eq(article.length, strlen(text));
    ck_assert_msg(!memcmp(article.text, text, article.length), "%.*s", (int)article.length, article.text);
    ck_assert_int_eq(esp_reader_next(reader, &article, &error), 0);
    esp_reader_close(reader);
}

static void check_refused(const char *data, size_t length, enum esp_input input, const char *message)
{
    struct esp_article article;
    struct esp_error error;
    char text[1024];
    esp_reader *reader = read_bytes(data, length, input, &article, &error);
    ck_assert_int_eq(error.status, ESP_INPUT);
    ck_assert_str_eq(esp_error_format(&error, text, sizeof text), message);
    esp_reader_close(reader);
}

#define TEXT(literal) literal, sizeof literal - 1

START_TEST(formats_are_recognised)
{
    check_text(TEXT("{\"text\": \"Hello.\"}"), ESP_INPUT_AUTO, "Hello.");
    check_text(TEXT("\xEF\xBB\xBF\r\n {\"text\": \"Hello.\"}"), ESP_INPUT_AUTO, "Hello.");
    check_text(TEXT("<p>Hello, all.</p>"), ESP_INPUT_AUTO, "Hello, all.");
    check_text(TEXT("\n<!DOCTYPE html><p>Hello, all.</p>"), ESP_INPUT_AUTO, "Hello, all.");
    check_text(TEXT("saved page\n<html><p>Hello, all.</p>"), ESP_INPUT_AUTO, "Hello, all.");
    check_text(TEXT("<Yonhap Interview> Seoul"), ESP_INPUT_AUTO, "<Yonhap Interview> Seoul");
    check_text(TEXT("[News Focus] {Seoul}"), ESP_INPUT_AUTO, "[News Focus] {Seoul}");
    check_text(TEXT("{\"text\": \"Hello.\"}"), ESP_INPUT_TEXT, "{\"text\": \"Hello.\"}");
    check_text(TEXT("Plain, all."), ESP_INPUT_HTML, "Plain, all.");
}
END_TEST

START_TEST(text_is_handed_on_as_it_is)
{
    check_text(TEXT("\xEF\xBB\xBFHeadline\r\n\r\nSeoul\xC2\xA0said.\r\n"), ESP_INPUT_AUTO,
               "\xEF\xBB\xBFHeadline\r\n\r\nSeoul\xC2\xA0said.\r\n");
}
END_TEST

START_TEST(encodings_of_pages)
{
    check_text(TEXT("<p>\x93Yes,\x94 he said.</p>"), ESP_INPUT_AUTO, "“Yes,” he said.");
    check_text(TEXT("<meta charset=iso-8859-1><p>\x93Yes,\x94 she said.</p>"), ESP_INPUT_AUTO, "“Yes,” she said.");
    check_text(TEXT("<meta charset='EUC-KR'><p>(\xBC\xAD\xBF\xEF) Yes.</p>"), ESP_INPUT_AUTO, "(서울) Yes.");
    check_text(TEXT("<meta charset=euc-kr><p>서울 said yes.</p>"), ESP_INPUT_AUTO, "서울 said yes.");
    check_text(TEXT("<meta charset=utf-8><p>Half a \xE2\x80 character.</p>"), ESP_INPUT_AUTO,
               "Half a \xEF\xBF\xBD\xEF\xBF\xBD character.");
    check_text(TEXT("<meta charset=no-such-thing><p>Caf\xE9 talk.</p>"), ESP_INPUT_AUTO, "Café talk.");
    check_text(TEXT("\xFF\xFE<\0p\0>\0Y\0e\0s\0.\0"), ESP_INPUT_AUTO, "Yes.");
    check_text(TEXT("<meta charset=iso-2022-jp><p>\x1B$B@/I\\\x1B(B said yes.</p>"), ESP_INPUT_AUTO, "政府 said yes.");
}
END_TEST

START_TEST(bad_input_says_what_is_wrong)
{
    check_refused(TEXT(""), ESP_INPUT_AUTO, "m: nothing in it: want an article");
    check_refused(TEXT(" \r\n\t\n"), ESP_INPUT_AUTO, "m: nothing in it but white space: want an article");
    check_refused(TEXT("Head\n\nThe \x93pressure\x94"), ESP_INPUT_AUTO,
                  "m:3:5: byte 0x93 is not UTF-8, it looks like Windows-1252: want UTF-8 text (iconv converts)");
    check_refused(TEXT("\xFF\xFEH\0e\0"), ESP_INPUT_AUTO, "m: UTF-16: want UTF-8 text (iconv converts)");
    check_refused(TEXT("PK\3\4\0\0"), ESP_INPUT_AUTO,
                  "m:1:5: binary data (byte 0x00): want UTF-8 text, HTML or JSON lines");
    check_refused(TEXT("<html><script>var a;</script></html>"), ESP_INPUT_AUTO,
                  "m: no article found in the page: want paragraphs of text");
    check_refused(TEXT("[\n{\"text\": \"a\"}\n]"), ESP_INPUT_AUTO,
                  "m:1: a JSON array: want one object a line (jq -c '.[]' makes them)");
    check_refused(TEXT("{\n\"text\": \"a\"\n}"), ESP_INPUT_AUTO,
                  "m:1: object not closed on its line: want one object a line");
    check_refused(TEXT("{\"text\": 7}"), ESP_INPUT_AUTO, "m:1: \"text\" is a number: want a string");
    check_refused(TEXT("{\"id\": []}"), ESP_INPUT_AUTO, "m:1: \"id\" is an array: want a string");
    check_refused(TEXT("{\"id\": 1}"), ESP_INPUT_AUTO, "m:1: no \"text\": want {\"id\": ..., \"text\": ...}");
    check_refused(TEXT("{\"text\": \" \"}"), ESP_INPUT_AUTO, "m:1: \"text\" is empty: want an article");
    check_refused(TEXT("{\"text\": \"a\", \"date\": \"2018-02-30\"}"), ESP_INPUT_AUTO,
                  "m:1: \"date\" is \"2018-02-30\": want YYYY-MM-DD");
    check_refused(TEXT("{\"text\": \"a\\u0000b\"}"), ESP_INPUT_AUTO, "m:1: \\u0000 in a string: want text");
    check_refused(TEXT("{\"text\": \"a\xFF\"}"), ESP_INPUT_AUTO, "m:1: not UTF-8: want JSON in UTF-8");
    check_refused(TEXT("17"), ESP_INPUT_JSONL, "m:1: a number: want one object a line");
}
END_TEST

START_TEST(files_that_cannot_be_read)
{
    struct esp_error error = {0};
    struct esp_article article;
    ck_assert(esp_reader_open("no such file", ESP_INPUT_AUTO, &error) == NULL);
    ck_assert_int_eq(error.status, ESP_IO);
    ck_assert_str_eq(error.where, "no such file");
    error = (struct esp_error){0};
    esp_reader *reader = esp_reader_open(".", ESP_INPUT_AUTO, &error);
    ck_assert(reader != NULL);
    ck_assert_int_eq(esp_reader_next(reader, &article, &error), -1);
    ck_assert_int_eq(error.status, ESP_IO);
    ck_assert_int_eq(esp_reader_next(reader, &article, &error), 0);
    esp_reader_close(reader);
    esp_reader_close(NULL);
}
END_TEST

START_TEST(no_lines_of_json_are_no_articles)
{
    struct esp_error error = {0};
    struct esp_article article;
    esp_reader *reader = esp_reader_open_memory("m", "", 0, ESP_INPUT_JSONL, &error);
    ck_assert_int_eq(esp_reader_next(reader, &article, &error), 0);
    ck_assert_int_eq(error.status, ESP_OK);
    esp_reader_close(reader);
}
END_TEST

/* A line much longer than what is read at once, through a pipe, and the next one behind it. */
START_TEST(long_lines_come_through_a_pipe)
{
    enum { LONG = 3000000 };
    int ends[2], saved = dup(STDIN_FILENO);
    ck_assert_int_eq(pipe(ends), 0);
    pid_t child = fork();
    if (!child) {
        FILE *out = fdopen(ends[1], "w");
        fputs("{\"id\": \"long\", \"text\": \"", out);
        for (int i = 0; i < LONG; i++)
            fputc('a', out);
        fputs("\"}\n\n{\"doc\": 2, \"kind\": \"wire\", \"text\": \"b\"}", out);
        fclose(out);
        _exit(0);
    }
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    struct esp_error error = {0};
    struct esp_article article;
    esp_reader *reader = esp_reader_open("-", ESP_INPUT_AUTO, &error);
    ck_assert_int_eq(esp_reader_next(reader, &article, &error), 1);
    ck_assert_str_eq(article.id, "long");
    ck_assert_uint_eq(article.length, LONG);
    ck_assert_int_eq(esp_reader_next(reader, &article, &error), 1);
    ck_assert_str_eq(article.id, "2");
    ck_assert_str_eq(article.genre, "wire");
    ck_assert_int_eq(article.line, 3);
    ck_assert_int_eq(esp_reader_next(reader, &article, &error), 0);
    esp_reader_close(reader);
    dup2(saved, STDIN_FILENO);
    close(saved);
    close(ends[0]);
}
END_TEST

/* Pages made to be slow or deep are read in a moment (the test's time limit), whatever comes of them. */
START_TEST(hostile_pages)
{
    static const char *const pieces[] = {"<div>", "<a>", "<b><p>Prose, and more of it.", "&", "<", "<!--", "<br>x",
                                         "<table>", "<h1>Declaration ", "<ul><li>An item, and it is long."};
    enum { TIMES = 50000 };
    size_t size = strlen(pieces[_i]);
    char *page = malloc(size * TIMES);
    for (size_t i = 0; i < TIMES; i++)
        memcpy(page + i * size, pieces[_i], size);
    struct esp_error error = {0};
    struct esp_article article;
    esp_reader *reader = esp_reader_open_memory("m", page, size * TIMES, ESP_INPUT_HTML, &error);
    int got = esp_reader_next(reader, &article, &error);
    ck_assert(got == 1 || error.status == ESP_INPUT);
    esp_reader_close(reader);
    free(page);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("article");
    TCase *tcase = tcase_create("readers");
    tcase_set_timeout(tcase, 30);
    tcase_add_loop_test(tcase, file_reads, 0, sizeof CASES / sizeof *CASES);
    tcase_add_test(tcase, formats_are_recognised);
    tcase_add_test(tcase, text_is_handed_on_as_it_is);
    tcase_add_test(tcase, encodings_of_pages);
    tcase_add_test(tcase, bad_input_says_what_is_wrong);
    tcase_add_test(tcase, files_that_cannot_be_read);
    tcase_add_test(tcase, no_lines_of_json_are_no_articles);
    tcase_add_test(tcase, long_lines_come_through_a_pipe);
    tcase_add_loop_test(tcase, hostile_pages, 0, 10);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
