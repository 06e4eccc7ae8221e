/* Every allocation fails once: scoring and loading say ESP_NOMEM, nothing is leaked, and the engine scores as before
 * afterwards. The linker wraps malloc and its kin (-Wl,--wrap) for this program and the static library in it; jansson,
 * libxml2 and PCRE2, which are shared, are handed the wrapped ones. LeakSanitizer, in the sanitizers' build, looks
 * again. Some calls fail as a whole only, for what goes wrong inside is not ours: the parsers of jansson and libxml2 do not
 * tell of every failing allocation (characters are dropped, names are lost; libxml2 2.9 also leaks or crashes), and
 * PCRE2's just-in-time compiler crashes. */
#include "espouse.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <check.h>
#include <jansson.h>
#include <libxml/HTMLparser.h>
#include <limits.h>
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- memory that fails on request ------------------------------------------------------------------ */

static long countdown = -1; /* allocations to go before one fails; negative: none fails */
static long outstanding;    /* blocks allocated and not freed; changes under Check's calls too */

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

static char *duplicate(const char *text)
{
    char *copy = __wrap_malloc(strlen(text) + 1);
    return copy ? strcpy(copy, text) : NULL;
}

static void *pcre2_take(size_t size, void *context)
{
    (void)context;
    return __wrap_malloc(size);
}

static void pcre2_give(void *block, void *context)
{
    (void)context;
    __wrap_free(block);
}

/* ---- calls that are wrapped ------------------------------------------------------------------------ */

pcre2_code *__real_pcre2_compile_8(PCRE2_SPTR pattern, PCRE2_SIZE length, uint32_t options, int *error,
                                   PCRE2_SIZE *offset, pcre2_compile_context *context);
int __real_pcre2_jit_compile_8(pcre2_code *code, uint32_t options);
json_t *__real_json_loadb(const char *text, size_t length, size_t flags, json_error_t *error);
htmlParserCtxt *__real_htmlNewParserCtxt(void);
xmlDoc *__real_htmlCtxtReadMemory(htmlParserCtxt *context, const char *data, int size, const char *url,
                                  const char *encoding, int options);
pcre2_code *__wrap_pcre2_compile_8(PCRE2_SPTR pattern, PCRE2_SIZE length, uint32_t options, int *error,
                                   PCRE2_SIZE *offset, pcre2_compile_context *context);
int __wrap_pcre2_jit_compile_8(pcre2_code *code, uint32_t options);
json_t *__wrap_json_loadb(const char *text, size_t length, size_t flags, json_error_t *error);
json_t *__wrap_json_loads(const char *text, size_t flags, json_error_t *error);
htmlParserCtxt *__wrap_htmlNewParserCtxt(void);
xmlDoc *__wrap_htmlCtxtReadMemory(htmlParserCtxt *context, const char *data, int size, const char *url,
                                  const char *encoding, int options);

static pcre2_compile_context *compiling; /* with our memory */

pcre2_code *__wrap_pcre2_compile_8(PCRE2_SPTR pattern, PCRE2_SIZE length, uint32_t options, int *error,
                                   PCRE2_SIZE *offset, pcre2_compile_context *context)
{
    return __real_pcre2_compile_8(pattern, length, options, error, offset, context ? context : compiling);
}

/* A call that fails as a whole: what it allocates on the way does not. */
#define UNDISTURBED(call)       \
    do {                        \
        long left_ = countdown; \
        countdown = -1;         \
        call;                   \
        countdown = left_;      \
    } while (0)

int __wrap_pcre2_jit_compile_8(pcre2_code *code, uint32_t options)
{
    int status = PCRE2_ERROR_NOMEMORY;
    if (!fails())
        UNDISTURBED(status = __real_pcre2_jit_compile_8(code, options));
    return status;
}

htmlParserCtxt *__wrap_htmlNewParserCtxt(void)
{
    htmlParserCtxt *context = NULL;
    if (!fails())
        UNDISTURBED(context = __real_htmlNewParserCtxt());
    return context;
}

xmlDoc *__wrap_htmlCtxtReadMemory(htmlParserCtxt *context, const char *data, int size, const char *url,
                                  const char *encoding, int options)
{
    xmlDoc *page = NULL;
    if (!fails())
        UNDISTURBED(page = __real_htmlCtxtReadMemory(context, data, size, url, encoding, options));
    return page;
}

json_t *__wrap_json_loadb(const char *text, size_t length, size_t flags, json_error_t *error)
{
    json_t *value = NULL;
    if (!fails())
        UNDISTURBED(value = __real_json_loadb(text, length, flags, error));
    else if (error)
        *error->text = 0; /* as jansson does */
    return value;
}

json_t *__wrap_json_loads(const char *text, size_t flags, json_error_t *error)
{
    return __wrap_json_loadb(text, strlen(text), flags, error);
}

/* ---- scoring --------------------------------------------------------------------------------------- */

static char lexicons[PATH_MAX], model[PATH_MAX];
static esp_engine *engine;
static struct {
    const char *name;
    char data[16384];
    size_t length;
} articles[] = {{.name = "examples/briefing.txt"},
                {.name = "tests/cases/article/daily.html"},
                {.name = "tests/cases/article/mixed.jsonl"}};

enum { ARTICLES = sizeof articles / sizeof *articles };

static int count_bytes(void *context, const char *data, size_t length)
{
    (void)data;
    *(size_t *)context += length;
    return 0;
}

/* Scores an article and reports it in one format; returns the status. written: how many bytes came out. */
static enum esp_status score(int input, enum esp_format format, int attributions, size_t *written)
{
    struct esp_article article;
    struct esp_error error = {0};
    int got = 0;
    *written = 0;
    esp_analysis *analysis = esp_analysis_new(engine, &error);
    esp_reader *reader = !analysis ? NULL : esp_reader_open_memory(articles[input].name, articles[input].data,
                                                                   articles[input].length, ESP_INPUT_AUTO, &error);
    struct esp_report_options options = {.format = format, .evidence = 1, .attributions = attributions};
    esp_report *report = reader ? esp_report_new(engine, &options, count_bytes, written, &error) : NULL;
    while (report && (got = esp_reader_next(reader, &article, &error)) != 0 && error.status != ESP_NOMEM) {
        if (got < 0 || esp_analysis_run(analysis, &article, &error) != ESP_OK)
            error = (struct esp_error){.status = error.status == ESP_NOMEM ? ESP_NOMEM : ESP_OK};
        else
            esp_report_add(report, analysis, &error);
    }
    if (report)
        esp_report_finish(report, &error);
    esp_reader_close(reader);
    esp_analysis_free(analysis);
    xmlResetLastError(); /* libxml2 keeps the text of its last error */
    return error.status;
}

static void fail_each_of_score(int input, enum esp_format format, int attributions)
{
    size_t whole, written;
    ck_assert_int_eq(score(input, format, attributions, &whole), ESP_OK);
    ck_assert_uint_gt(whole, 200);
    for (long n = 0;; n++) {
        long before = outstanding;
        countdown = n;
        enum esp_status status = score(input, format, attributions, &written);
        long left = outstanding - before;
        int spent = countdown < 0;
        countdown = -1;
        ck_assert_msg(left == 0, "%s, allocation %ld: %ld blocks leaked", articles[input].name, n, left);
        if (!spent)
            break; /* fewer than n allocations: all have failed once */
        ck_assert_msg(status == ESP_NOMEM, "%s, allocation %ld failed and the run said %d", articles[input].name, n,
                      status);
    }
    ck_assert_int_eq(score(input, format, attributions, &written), ESP_OK);
    ck_assert_uint_eq(written, whole);
}

START_TEST(every_format_fails_cleanly)
{
    fail_each_of_score(0, (enum esp_format)_i, 0);
}
END_TEST

START_TEST(attributions_fail_cleanly)
{
    static const enum esp_format formats[] = {ESP_TABLE, ESP_JSONL, ESP_CSV, ESP_BRAT};
    fail_each_of_score(0, formats[_i], 1);
}
END_TEST

START_TEST(every_input_fails_cleanly)
{
    fail_each_of_score(_i, ESP_CSV, 0);
}
END_TEST

/* ---- loading --------------------------------------------------------------------------------------- */

/* Loading allocates often: the first thirty allocations fail, then ever fewer of them. With the just-in-time compiler
 * loading may succeed all the same: without memory for machine code the interpreter does it. */
START_TEST(loading_fails_cleanly)
{
    int jit = _i;
    struct esp_engine_options options = {.lexicons = lexicons, .model = model, .no_jit = !jit};
    int spent = 1;
    for (long n = 0; spent; n += 1 + n / 30) {
        struct esp_error error = {0};
        long before = outstanding;
        countdown = n;
        esp_engine *made = esp_engine_new(&options, &error);
        int loaded = made != NULL;
        spent = countdown < 0;
        countdown = -1;
        esp_engine_free(made);
        long left = outstanding - before;
        ck_assert_msg(left == 0, "allocation %ld: %ld blocks leaked", n, left);
        ck_assert_msg(loaded ? !spent || jit : error.status == ESP_NOMEM, "allocation %ld: status %d: %s", n,
                      error.status, error.text);
    }
}
END_TEST

static void set_up(void)
{
    const char *top = getenv("ESPOUSE_DATA");
    struct esp_error error = {0};
    top = top ? top : ".";
    snprintf(lexicons, sizeof lexicons, "%s/lexicons/korea", top);
    snprintf(model, sizeof model, "%s/models/korea", top);
    engine = esp_engine_new(&(struct esp_engine_options){.lexicons = lexicons, .model = model}, &error);
    ck_assert_msg(engine != NULL, "%s: %s", error.where, error.text);
    for (int i = 0; i < ARTICLES; i++) {
        char path[PATH_MAX];
        snprintf(path, sizeof path, "%s/%s", top, articles[i].name);
        FILE *file = fopen(path, "rb");
        ck_assert_msg(file != NULL, "%s is missing", path);
        articles[i].length = fread(articles[i].data, 1, sizeof articles[i].data, file);
        ck_assert_uint_lt(articles[i].length, sizeof articles[i].data);
        fclose(file);
    }
}

static void tear_down(void)
{
    esp_engine_free(engine);
}

int main(void)
{
    json_set_alloc_funcs(__wrap_malloc, __wrap_free);
    xmlMemSetup(__wrap_free, __wrap_malloc, __wrap_realloc, duplicate);
    xmlInitParser();
    pcre2_general_context *general = pcre2_general_context_create(pcre2_take, pcre2_give, NULL);
    compiling = pcre2_compile_context_create(general);
    Suite *suite = suite_create("memory");
    TCase *runs = tcase_create("failing allocations");
    tcase_add_checked_fixture(runs, set_up, tear_down);
    tcase_set_timeout(runs, 300);
    tcase_add_loop_test(runs, every_format_fails_cleanly, ESP_TABLE, ESP_MARKDOWN + 1);
    tcase_add_loop_test(runs, attributions_fail_cleanly, 0, 4);
    tcase_add_loop_test(runs, every_input_fails_cleanly, 1, ARTICLES);
    tcase_add_loop_test(runs, loading_fails_cleanly, 0, 2);
    suite_add_tcase(suite, runs);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    pcre2_compile_context_free(compiling);
    pcre2_general_context_free(general);
    return failed != 0;
}
