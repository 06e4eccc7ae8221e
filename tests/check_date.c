/* The date that is found in the head of a text, stage date.c, after the stages before it. */
#include "lexicon.h"
#include "stages.h"

#include <check.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

static struct lexicon *lexicon;

static const struct {
    const char *text, *date; /* NULL: none found */
} CASES[] = {
    {"Seoul presses for declaration\nPublished : Aug 21, 2018 - 11:18\nUpdated : Aug 22, 2018 - 09:00\n\n"
     "The ministry said so.", "2018-08-21"},
    {"Seoul presses for declaration\n\nUpdated : Aug 22, 2018 - 09:00\n\nPublished : Aug 21, 2018 - 11:18\n\n"
     "The ministry said so.", "2018-08-21"},
    {"What Washington wants\n\nBy a staff reporter Published : Dec. 22, 2021 - 17:16\n\nSeoul says so.", "2021-12-22"},
    {"Statement by the press secretary\n\nOctober 26, 2021\n\nThe president met his aides.", "2021-10-26"},
    {"Statement by the ministry\n\n21 August 2018\n\nThe ministry said so.", "2018-08-21"},
    {"Seoul presses for declaration\n2018/12/13 17:04 KST\n\nSEOUL, Dec. 13 (Example) -- The paper said so.",
     "2018-12-13"},
    {"Seoul presses for declaration\n\n2018-08-21 11:18\n\nThe ministry said so.", "2018-08-21"},
    {"Paper calls for an end of hostility\n\nDate: 13/12/2018 | Source: Example\n\nThe paper said so.", "2018-12-13"},
    {"Seoul presses for declaration\n\nPYONGYANG, April 27, 2018 (Example) -- The paper said so.", "2018-04-27"},
    {"Seoul presses for declaration\n\nWASHINGTON, June 1st, 2018 \xE2\x80\x94 The president said so.", "2018-06-01"},
    {"Press briefing by the secretary, October 26, 2021\n\nThe secretary said so.", "2021-10-26"},
    {"Seoul presses for declaration\n\n(C) 2018 Example\n\nSEOUL, Aug. 21 (Example) -- The ministry said so.",
     "2018-08-21"},
    {"Seoul presses for declaration\n\nSEOUL, Aug. 21 (Example) -- The ministry said so.", NULL},
    {"Seoul presses for declaration\n\nOn June 12, 2018, the president met Kim in Singapore.", NULL},
    {"Seoul presses for declaration\n\nThe armistice of July 27, 1953 - the third in a row - held.", NULL},
    {"Seoul presses for declaration\n\nPublished : Feb. 29, 2018 - 11:18\n\nThe ministry said so.", NULL},
    {"Seoul presses for declaration\n\nPublished : 08/09/2018\n\nThe ministry said so.", NULL},
    {"Xi meets Trump\n\nFILE PHOTO: The president meets his guest from China in Florida, April 6, 2017\n\nXi said so.",
     NULL},
    {"May", NULL},
    {"", NULL},
};

START_TEST(date_is_found)
{
    struct arena arena;
    jmp_buf exhausted;
    arena_init(&arena);
    arena.exhausted = &exhausted;
    ck_assert_int_eq(setjmp(exhausted), 0);
    struct document d = {.arena = &arena, .lexicon = lexicon, .day = INT32_MIN, .title = ""};
    struct esp_article article = {.id = "m", .text = CASES[_i].text, .length = strlen(CASES[_i].text)};
    ck_assert(text_fold(&d, &article, NULL));
    sentence_split(&d);
    token_split(&d);
    date_find(&d);
    if (CASES[_i].date)
        ck_assert_str_eq(d.date ? d.date : "none", CASES[_i].date);
    else
        ck_assert_msg(!d.date, "%s: got %s", CASES[_i].text, d.date);
    ck_assert_int_eq(d.day, CASES[_i].date ? lexicon_day(CASES[_i].date) : INT32_MIN);
    arena_destroy(&arena);
}
END_TEST

START_TEST(a_given_date_stays)
{
    struct arena arena;
    jmp_buf exhausted;
    arena_init(&arena);
    arena.exhausted = &exhausted;
    ck_assert_int_eq(setjmp(exhausted), 0);
    struct document d = {.arena = &arena, .lexicon = lexicon, .day = INT32_MIN, .title = ""};
    const char *text = CASES[0].text;
    struct esp_article article = {.id = "m", .date = "2018-08-23", .text = text, .length = strlen(text)};
    ck_assert(text_fold(&d, &article, NULL));
    sentence_split(&d);
    token_split(&d);
    date_find(&d);
    ck_assert_str_eq(d.date, "2018-08-23");
    arena_destroy(&arena);
}
END_TEST

int main(void)
{
    char folder[PATH_MAX];
    struct esp_error error = {0};
    const char *top = getenv("ESPOUSE_DATA");
    snprintf(folder, sizeof folder, "%s/lexicons/korea", top ? top : ".");
    lexicon = lexicon_load(folder, NULL, false, &error);
    if (!lexicon) {
        fprintf(stderr, "%s: %s\n", error.where, error.text);
        return 1;
    }
    Suite *suite = suite_create("date");
    TCase *tcase = tcase_create("date");
    tcase_add_loop_test(tcase, date_is_found, 0, sizeof CASES / sizeof *CASES);
    tcase_add_test(tcase, a_given_date_stays);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    lexicon_free(lexicon);
    return failed != 0;
}
