/* Every allocation of a scoring run fails once: the run says ESP_NOMEM, nothing is leaked (LeakSanitizer sees to that
 * in the sanitizers' build), and the engine scores as before afterwards. malloc and its kin are wrapped by the linker
 * (-Wl,--wrap), for this program and the static library in it. */
#include "espouse.h"

#include <check.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static long countdown = -1; /* allocations to go before one fails; negative: none fails */
static long outstanding;    /* blocks allocated and not freed, by code that is wrapped */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void __real_free(void *block);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void __wrap_free(void *block);

static int fails(void)
{
    return countdown >= 0 && countdown-- == 0;
}

void *__wrap_malloc(size_t size)
{
    void *block = fails() ? NULL : __real_malloc(size);
    outstanding += block != NULL;
    return block;
}

void *__wrap_calloc(size_t count, size_t size)
{
    void *block = fails() ? NULL : __real_calloc(count, size);
    outstanding += block != NULL;
    return block;
}

void *__wrap_realloc(void *old, size_t size)
{
    void *block = fails() ? NULL : __real_realloc(old, size);
    outstanding += block != NULL && old == NULL;
    return block;
}

void __wrap_free(void *block)
{
    outstanding -= block != NULL;
    __real_free(block);
}

static esp_engine *engine;
static char briefing[16384];
static size_t briefing_length;

static int count_bytes(void *context, const char *data, size_t length)
{
    (void)data;
    *(size_t *)context += length;
    return 0;
}

/* Scores the briefing and reports it in one format; returns the status and what was written. */
static enum esp_status run_once(enum esp_format format, size_t *written, struct esp_error *error)
{
    struct esp_article article;
    enum esp_status status = ESP_OK;
    *written = 0;
    esp_analysis *analysis = esp_analysis_new(engine, error);
    esp_reader *reader = analysis ? esp_reader_open_memory("briefing", briefing, briefing_length, ESP_INPUT_AUTO, error) : NULL;
    esp_report *report = reader ? esp_report_new(engine, &(struct esp_report_options){.format = format, .evidence = 1},
                                                 count_bytes, written, error) : NULL;
    while (report && status == ESP_OK && esp_reader_next(reader, &article, error) == 1) {
        status = esp_analysis_run(analysis, &article, error);
        if (status == ESP_OK)
            status = esp_report_add(report, analysis, error);
    }
    if (report)
        esp_report_finish(report, error);
    esp_reader_close(reader);
    esp_analysis_free(analysis);
    return error->status;
}

START_TEST(every_allocation_fails_once)
{
    enum esp_format format = (enum esp_format)_i;
    size_t whole, written;
    struct esp_error error = {0};
    countdown = -1;
    ck_assert_int_eq(run_once(format, &whole, &error), ESP_OK);
    ck_assert_uint_gt(whole, 200);
    for (long n = 0;; n++) {
        long before = outstanding;
        error = (struct esp_error){0};
        countdown = n;
        enum esp_status status = run_once(format, &written, &error);
        int spent = countdown < 0;
        countdown = -1;
        ck_assert_msg(outstanding == before, "allocation %ld: %ld blocks leaked", n, outstanding - before);
        if (!spent)
            break; /* fewer than n allocations: all have failed once */
        ck_assert_msg(status == ESP_NOMEM, "allocation %ld failed and the run said %d: %s", n, status, error.text);
        ck_assert_int_lt(n, 100000);
    }
    error = (struct esp_error){0};
    ck_assert_int_eq(run_once(format, &written, &error), ESP_OK);
    ck_assert_uint_eq(written, whole);
}
END_TEST

START_TEST(loading_fails_cleanly)
{
    const char *top = getenv("ESPOUSE_DATA");
    char lexicons[PATH_MAX], model[PATH_MAX];
    snprintf(lexicons, sizeof lexicons, "%s/lexicons/korea", top ? top : ".");
    snprintf(model, sizeof model, "%s/models/korea", top ? top : ".");
    struct esp_engine_options options = {.lexicons = lexicons, .model = model};
    for (long n = 0, step = 1;; n += step, step += n > 200) { /* loading allocates often: every one at first, then samples */
        struct esp_error error = {0};
        long before = outstanding;
        countdown = n;
        esp_engine *made = esp_engine_new(&options, &error);
        int spent = countdown < 0;
        countdown = -1;
        if (!spent) {
            ck_assert_ptr_nonnull(made);
            esp_engine_free(made);
            break;
        }
        ck_assert_ptr_null(made);
        ck_assert_msg(error.status == ESP_NOMEM, "allocation %ld: status %d: %s", n, error.status, error.text);
        ck_assert_msg(outstanding == before, "allocation %ld: %ld blocks leaked", n, outstanding - before);
    }
}
END_TEST

static void set_up(void)
{
    const char *top = getenv("ESPOUSE_DATA");
    char lexicons[PATH_MAX], model[PATH_MAX], article[PATH_MAX];
    struct esp_error error = {0};
    snprintf(lexicons, sizeof lexicons, "%s/lexicons/korea", top ? top : ".");
    snprintf(model, sizeof model, "%s/models/korea", top ? top : ".");
    snprintf(article, sizeof article, "%s/examples/briefing.txt", top ? top : ".");
    engine = esp_engine_new(&(struct esp_engine_options){.lexicons = lexicons, .model = model}, &error);
    ck_assert_msg(engine != NULL, "%s: %s", error.where, error.text);
    FILE *file = fopen(article, "rb");
    ck_assert_ptr_nonnull(file);
    briefing_length = fread(briefing, 1, sizeof briefing, file);
    fclose(file);
}

static void tear_down(void)
{
    esp_engine_free(engine);
}

int main(void)
{
    Suite *suite = suite_create("memory");
    TCase *runs = tcase_create("failing allocations");
    tcase_add_checked_fixture(runs, set_up, tear_down);
    tcase_set_timeout(runs, 300);
    tcase_add_loop_test(runs, every_allocation_fails_once, ESP_TABLE, ESP_MARKDOWN + 1);
    tcase_add_test(runs, loading_fails_cleanly);
    suite_add_tcase(suite, runs);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
