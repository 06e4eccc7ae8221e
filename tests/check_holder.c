/* Who a source is, for people: its canonical name and the chain that led to it, with a domain and without one. */
#include "holder.h"
#include "lexicon.h"
#include "pipeline.h"
#include "stages.h"

#include <check.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

static struct lexicon *korea, *none;

struct expected {
    bool domain;
    const char *text;   /* below a headline and a date */
    const char *source; /* the last attribution with this source is looked at */
    const char *name;   /* NULL: nobody */
    const char *chain;
};

static const struct expected cases[] = {
    /* persons: the fullest name that the text gives */
    {true, "Foreign Minister Kang Kyung-wha left. The minister was late. \"We wait,\" she said.", "she",
     "Kang Kyung-wha", "she -> The minister -> Foreign Minister Kang Kyung-wha -> Kang Kyung-wha"},
    {false, "Jane Smith, the mayor of Springfield, left. Smith said it would rain. She added that it was cold.", "She",
     "Jane Smith", "She -> Smith -> Jane Smith"},
    {false, "Jane Smith, the mayor of Springfield, left. Smith said it would rain. The mayor added that it was cold.",
     "The mayor", "Jane Smith", "The mayor -> the mayor -> Jane Smith"},
    /* who speaks is named, the chain goes on to the organ and the actor */
    {true, "The Unification Ministry is closed. A ministry spokesman said it would rain. The spokesman added that it "
     "was cold.", "The spokesman", "A ministry spokesman",
     "The spokesman -> A ministry spokesman -> The Unification Ministry -> Seoul"},
    {true, "Seoul's foreign ministry is closed. The ministry said it would open.", "The ministry",
     "Seoul's foreign ministry", "The ministry -> Seoul's foreign ministry"},
    {true, "President Moon left. His aides said he would be back.", "His aides", "His aides",
     "His aides -> His -> President Moon -> Seoul"},
    {true, "The North is silent. It said nothing would change.", "It", "Pyongyang", "It -> The North -> Pyongyang"},
    {true, "The North said nothing would change.", "The North", "Pyongyang", ""},
    /* a noun of whom nothing is known gives its own words */
    {false, "A senior official said talks had failed. The official added that they would go on.", "The official",
     "A senior official", "The official -> A senior official"},
    {true, "A senior official said talks had failed.", "A senior official", "A senior official", ""},
    {false, "The Central Bank of Norway kept its rate. It said prices would fall.", "It", "The Central Bank",
     "It -> The Central Bank"},
    {false, "Experts doubt the plan. They say it is weak.", "They", "Experts", "They -> Experts"},
    {false, "A guest said the soup was cold.", "A guest", "A guest", ""},
    /* a pronoun that stays open is nobody */
    {true, "Nobody was there. He said it would rain.", "He", NULL, ""},
    {true, "Moon Jae-in and Kim Jong-un met. He said it would rain.", "He", NULL, ""},
};

static void run(struct document *d, struct arena *arena, const struct expected *expected)
{
    char text[512];
    int length = snprintf(text, sizeof text, "News of the day\n\nPublished : Sept. 3, 2018\n\n%s", expected->text);
    ck_assert_int_lt(length, (int)sizeof text);
    struct esp_article article = {.id = "a", .text = arena_copy(arena, text, (size_t)length), .length = (size_t)length};
    *d = (struct document){.arena = arena, .lexicon = expected->domain ? korea : none, .day = INT32_MIN, .title = ""};
    ck_assert(pipeline_run(d, &article, NULL));
}

START_TEST(name_and_chain)
{
    const struct expected *expected = &cases[_i];
    struct arena arena;
    struct document d;
    arena_init(&arena);
    jmp_buf exhausted;
    arena.exhausted = &exhausted;
    if (setjmp(exhausted))
        ck_abort_msg("out of memory");
    run(&d, &arena, expected);
    const struct attribution *found = NULL;
    for (uint32_t i = 0; i < d.attributions.count; i++) {
        const struct attribution *a = &d.attributions.items[i];
        if (a->source_tokens.start < a->source_tokens.end &&
            !strcmp(text_piece(&d, token_bytes(&d, a->source_tokens)).text, expected->source))
            found = a;
    }
    ck_assert_msg(found != NULL, "nothing said by \"%s\"", expected->source);
    uint32_t count;
    int32_t *fullest = holder_fullest(&d, &count);
    const char *name = holder_name(&d, found, fullest, count);
    ck_assert_msg(!name == !expected->name, "\"%s\": want %s, got %s", expected->text,
                  expected->name ? expected->name : "nobody", name ? name : "nobody");
    if (name) {
        ck_assert_str_eq(name, expected->name);
        ck_assert_str_eq(holder_chain(&d, found->source, holder_end(&d, found, name)), expected->chain);
    }
    arena_destroy(&arena);
}
END_TEST

int main(void)
{
    char folder[PATH_MAX], general[PATH_MAX];
    const char *top = getenv("ESPOUSE_DATA");
    struct esp_error error = {0};
    snprintf(folder, sizeof folder, "%s/lexicons/korea", top ? top : ".");
    snprintf(general, sizeof general, "%s/lexicons", top ? top : ".");
    korea = lexicon_load(folder, NULL, true, &error);
    none = korea ? lexicon_load(NULL, general, true, &error) : NULL;
    if (!none) {
        fprintf(stderr, "%s: %s\n", error.where, error.text);
        lexicon_free(korea);
        return 1;
    }
    Suite *suite = suite_create("holder");
    TCase *tcase = tcase_create("holder");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, name_and_chain, 0, sizeof cases / sizeof *cases);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    lexicon_free(korea);
    lexicon_free(none);
    return failed != 0;
}
