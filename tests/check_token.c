/* What one word is. A case names the tokens of its text: words as they are, numbers as #, possessives as ~, quotation
 * marks with the side that they stand on: < opens, > closes, = either. The lists are those of lexicons/korea. */
#include "lexicon.h"
#include "stages.h"

#include <check.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

static struct lexicon *lexicon;
static struct arena arena;
static jmp_buf exhausted;
static struct document d;

static const struct {
    const char *text, *tokens;
} CASES[] = {
    {"", ""},
    {"Seoul seeks peace.", "Seoul seeks peace ."},
    /* hyphens */
    {"US-North Korea talks", "US - North Korea talks"},
    {"U.S.-South Korea talks", "U.S. - South Korea talks"},
    {"DPRK-US ties", "DPRK - US ties"},
    {"the U.S.-led drive", "the U.S.-led drive"},
    {"the US-led drive", "the US-led drive"},
    {"anti-U.S. non-U.N. end-of-war", "anti-U.S. non-U.N. end-of-war"},
    {"Kim Jong-un and Moon Jae-in", "Kim Jong-un and Moon Jae-in"},
    {"talks - or not -- now", "talks - or not -- now"},
    /* stops */
    {"the U.S. and Gen. Brooks", "the U.S. and Gen. Brooks"},
    {"at 10 a.m. on Aug. 21", "at #10 a.m. on Aug. #21"},
    {"so ... it was...", "so ... it was ..."},
    {"www.korea.kr, (http://a.kr/b?c=1).", "www.korea.kr , ( http://a.kr/b?c=1 ) ."},
    {"@mofa; AT&T", "@mofa ; AT&T"},
    /* numbers */
    {"1950-53 3.5 1,200.50 $5 50%", "#1950-53 #3.5 #1,200.50 $ #5 #50 %"},
    {"5th 21st-century B-52 F-35s", "5th 21st-century B-52 F-35s"},
    {"in 2018, 2019.", "in #2018 , #2019 ."},
    /* possessives and short forms */
    {"Seoul's push", "Seoul ~'s push"},
    {"Seoul\u2019s push", "Seoul ~'s push"},
    {"the U.S.'s push", "the U.S. ~'s push"},
    {"the allies' push", "the allies ~' push"},
    {"the allies\u2019 push", "the allies ~' push"},
    {"KIM'S PUSH", "KIM ~'S PUSH"},
    {"we'll they're I've he'd I'm", "we 'll they 're I 've he 'd I 'm"},
    {"didn't can\u2019t won't O'Brien o'clock", "didn't can't won't O'Brien o'clock"},
    {"the '90s", "the ' 90s"},
    /* quotation marks */
    {"\"No,\" he said.", "<\" No , >\" he said ."},
    {"(\"yes\") -- \"no\".", "( <\" yes >\" ) -- <\" no >\" ."},
    {"\" alone \"", "=\" alone =\""},
    {"\u201CNo,\u201D he said", "<\" No , >\" he said"},
    {"\u201C No \u201D", "<\" No >\""}, /* curly ones have a side of their own */
    {"\u300CNo\u300D \u00ABno\u00BB ``no''", "<\" No >\" <\" no >\" <\" no >\""},
    {"'premature' he said", "<' premature >' he said"},
    {"'We agreed,' he said", "<' We agreed , >' he said"},
    {"\u2018We agreed,\u2019 Moon\u2019s aide said", "<' We agreed , >' Moon ~'s aide said"},
    {"'a piece of paper.'", "<' a piece of paper . >'"},
    {"\"He said 'no' twice\"", "<\" He said <' no >' twice >\""},
    /* letters of all kinds */
    {"caf\u00E9 cafe\u0301 \uD55C\uAE00 \u7D42\u6226", "caf\u00E9 caf\u00E9 \uD55C\uAE00 \u7D42\u6226"},
    {"dec\u00ADla\u00ADration a\u00A0b", "declaration a b"},
    {"[must] (We) #peace and/or", "[ must ] ( We ) # peace and / or"},
    {"a \u2014 b\u2014c", "a \u2014 b \u2014 c"},
};

static void split(const char *text)
{
    struct esp_article article = {.id = "t", .text = text, .length = strlen(text)};
    d = (struct document){.arena = &arena, .lexicon = lexicon, .title = ""};
    ck_assert(text_fold(&d, &article, NULL));
    sentence_split(&d);
    token_split(&d);
}

START_TEST(tokens_are_found)
{
    struct buffer found;
    buffer_init(&found);
    ck_assert_int_eq(setjmp(exhausted), 0);
    split(CASES[_i].text);
    buffer_text(&found, "");
    for (uint32_t i = 0; i < d.tokens.count; i++) {
        const struct token *t = &d.tokens.items[i];
        static const char *const sides[] = {"=", "<", ">"};
        buffer_printf(&found, "%s%s", i ? " " : "", t->kind == TOKEN_NUMBER ? "#" : t->kind == TOKEN_POSSESSIVE ? "~"
                      : t->kind == TOKEN_QUOTE ? sides[t->quote] : "");
        buffer_add(&found, d.text.bytes + t->span.start, span_length(t->span));
    }
    ck_assert_msg(!strcmp(found.data, CASES[_i].tokens), "%s\n  want %s\n  got  %s", CASES[_i].text, CASES[_i].tokens,
                  found.data);
    buffer_destroy(&found);
}
END_TEST

/* Tokens stand in order within their sentence and leave nothing but spaces out; equal keys are one. */
START_TEST(tokens_keep_to_their_sentences)
{
    ck_assert_int_eq(setjmp(exhausted), 0);
    split(CASES[_i].text);
    uint32_t token = 0;
    for (uint32_t i = 0; i < d.sentences.count; i++) {
        const struct sentence *s = &d.sentences.items[i];
        uint32_t at = s->span.start;
        ck_assert_uint_eq(s->tokens.start, token);
        for (; token < s->tokens.end; token++) {
            const struct token *t = &d.tokens.items[token];
            ck_assert_uint_eq(t->sentence, i);
            ck_assert_uint_lt(t->span.start, t->span.end);
            ck_assert_uint_eq(t->key_length, strlen(t->key));
            for (; at < t->span.start; at++)
                ck_assert(d.text.bytes[at] == ' ' || d.text.bytes[at] == '\n');
            ck_assert_uint_eq(at, t->span.start);
            at = t->span.end;
        }
        ck_assert_uint_eq(at, s->span.end);
    }
    ck_assert_uint_eq(token, d.tokens.count);
    for (uint32_t i = 0; i < d.tokens.count; i++)
        for (uint32_t j = 0; j < i; j++)
            ck_assert((d.tokens.items[i].key == d.tokens.items[j].key) ==
                      !strcmp(d.tokens.items[i].key, d.tokens.items[j].key));
}
END_TEST

/* Patterns of the lexicons are split as texts are. */
START_TEST(patterns_meet_texts)
{
    ck_assert_int_eq(setjmp(exhausted), 0);
    split(CASES[_i].text);
    struct token_vec alone = {0};
    if (d.sentences.count != 1)
        return;
    token_scan(&arena, lexicon, d.text.bytes, d.sentences.items[0].span, &alone);
    ck_assert_uint_eq(alone.count, d.tokens.count);
    for (uint32_t i = 0; i < alone.count; i++) {
        ck_assert_str_eq(alone.items[i].key, d.tokens.items[i].key);
        ck_assert_uint_eq(alone.items[i].kind, d.tokens.items[i].kind);
    }
}
END_TEST

START_TEST(cases_of_words)
{
    static const struct {
        const char *word;
        enum token_case word_case;
    } cases[] = {
        {"peace", CASE_LOWER}, {"Peace", CASE_TITLE}, {"KCNA", CASE_UPPER}, {"U.S.", CASE_UPPER}, {"A", CASE_TITLE},
        {"McCain", CASE_MIXED}, {"iPhone", CASE_MIXED}, {"Jong-un", CASE_TITLE}, {"Jong-Un", CASE_TITLE},
        {"O'Brien", CASE_TITLE}, {"KCNAs", CASE_MIXED}, {"U.S.-led", CASE_MIXED}, {"5th", CASE_LOWER},
        {"2018", CASE_NONE}, {"\u7D42\u6226", CASE_NONE}, {"\u00C9lys\u00E9e", CASE_TITLE},
    };
    ck_assert_int_eq(setjmp(exhausted), 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        split(cases[i].word);
        ck_assert_uint_eq(d.tokens.count, 1);
        ck_assert_msg(d.tokens.items[0].word_case == cases[i].word_case, "%s: want %d, got %d", cases[i].word,
                      (int)cases[i].word_case, (int)d.tokens.items[0].word_case);
    }
}
END_TEST

START_TEST(keys_are_lower_case_and_cut)
{
    enum { LONG = 100000 };
    char *text = malloc(LONG + 1);
    ck_assert_ptr_nonnull(text);
    memset(text, 'A', LONG);
    text[LONG] = 0;
    if (setjmp(exhausted))
        ck_abort_msg("out of memory");
    split(text);
    ck_assert_uint_eq(d.tokens.count, 1);
    ck_assert_uint_eq(span_length(d.tokens.items[0].span), LONG);
    ck_assert_uint_eq(strspn(d.tokens.items[0].key, "a"), d.tokens.items[0].key_length);
    free(text);
}
END_TEST

static void load(void)
{
    char folder[PATH_MAX];
    const char *top = getenv("ESPOUSE_DATA");
    struct esp_error error = {0};
    snprintf(folder, sizeof folder, "%s/lexicons/korea", top ? top : ".");
    lexicon = lexicon_load(folder, NULL, true, &error);
    ck_assert_msg(lexicon != NULL, "%s:%ld: %s", error.where, error.line, error.text);
}

static void unload(void)
{
    lexicon_free(lexicon);
}

static void open_arena(void)
{
    arena_init(&arena);
    arena.exhausted = &exhausted;
}

static void close_arena(void)
{
    arena_destroy(&arena);
}

int main(void)
{
    Suite *suite = suite_create("token");
    TCase *tcase = tcase_create("token");
    tcase_add_unchecked_fixture(tcase, load, unload);
    tcase_add_checked_fixture(tcase, open_arena, close_arena);
    tcase_add_loop_test(tcase, tokens_are_found, 0, sizeof CASES / sizeof *CASES);
    tcase_add_loop_test(tcase, tokens_keep_to_their_sentences, 0, sizeof CASES / sizeof *CASES);
    tcase_add_loop_test(tcase, patterns_meet_texts, 0, sizeof CASES / sizeof *CASES);
    tcase_add_test(tcase, cases_of_words);
    tcase_add_test(tcase, keys_are_lower_case_and_cut);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
