/* Cells: how triples add up. The figures are worked out by hand from the formula at the head of aggregate.c. */
#include "aggregate.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>

enum { ACTORS = 3, TARGETS = 2 };

static struct vote vote(int actor, int target, enum esp_stance stance, bool headline, double favor, double against,
                        double neutral)
{
    return (struct vote){.actor = (uint8_t)actor, .target = (uint8_t)target, .headline = headline, .stance = stance,
                         .probability = {1 - favor - against - neutral, favor, against, neutral}};
}

START_TEST(nothing_votes)
{
    struct esp_cell cells[ACTORS * TARGETS];
    struct vote none = vote(0, 0, ESP_NONE, false, 0.2, 0.1, 0.1);
    aggregate_votes(&none, 1, ACTORS, TARGETS, cells);
    for (int i = 0; i < ACTORS * TARGETS; i++) {
        ck_assert_int_eq(cells[i].stance, ESP_NONE);
        ck_assert(isnan(cells[i].score));
        ck_assert_uint_eq(cells[i].evidence, 0);
        ck_assert_int_eq(cells[i].mixed, 0);
    }
}
END_TEST

START_TEST(one_triple)
{
    struct esp_cell cells[ACTORS * TARGETS];
    struct vote votes[] = {vote(1, 1, ESP_AGAINST, false, 0.05, 0.85, 0.1)};
    aggregate_votes(votes, 1, ACTORS, TARGETS, cells);
    const struct esp_cell *cell = &cells[1 * TARGETS + 1];
    ck_assert_int_eq(cell->stance, ESP_AGAINST);
    ck_assert_double_eq_tol(cell->score, 0.05 - 0.85, 1e-12);
    ck_assert_uint_eq(cell->evidence, 1);
    ck_assert_int_eq(cell->mixed, 0);
    ck_assert_int_eq(cells[0].stance, ESP_NONE);
    ck_assert_int_eq(cells[1 * TARGETS].stance, ESP_NONE);
}
END_TEST

START_TEST(undecided_ones_do_not_vote)
{
    struct esp_cell cells[ACTORS * TARGETS];
    struct vote votes[] = {vote(0, 0, ESP_UNDECIDED, false, 0.4, 0.3, 0.2), vote(0, 0, ESP_UNDECIDED, true, 0.5, 0.2, 0.1),
                           vote(1, 0, ESP_UNDECIDED, false, 0.1, 0.4, 0.2), vote(1, 0, ESP_FAVOR, false, 0.7, 0.1, 0.1)};
    aggregate_votes(votes, 4, ACTORS, TARGETS, cells);
    ck_assert_int_eq(cells[0].stance, ESP_UNDECIDED);
    ck_assert(isnan(cells[0].score));
    ck_assert_uint_eq(cells[0].evidence, 2);
    const struct esp_cell *cell = &cells[1 * TARGETS];
    ck_assert_int_eq(cell->stance, ESP_FAVOR);
    ck_assert_double_eq_tol(cell->score, 0.6 / 0.9, 1e-12);
    ck_assert_uint_eq(cell->evidence, 1);
}
END_TEST

START_TEST(headline_outweighs)
{
    struct esp_cell cells[ACTORS * TARGETS];
    struct vote votes[] = {vote(0, 0, ESP_FAVOR, true, 0.8, 0.1, 0.1), vote(0, 0, ESP_AGAINST, false, 0.05, 0.95, 0)};
    aggregate_votes(votes, 2, ACTORS, TARGETS, cells);
    ck_assert_int_eq(cells[0].stance, ESP_FAVOR);
    ck_assert_double_gt(cells[0].score, 0);
    ck_assert_uint_eq(cells[0].evidence, 2);
    votes[0].headline = false;
    aggregate_votes(votes, 2, ACTORS, TARGETS, cells);
    ck_assert_int_eq(cells[0].stance, ESP_AGAINST);
    ck_assert_double_eq_tol(cells[0].score, (0.85 - 1.05) / 2, 1e-12);
}
END_TEST

START_TEST(even_sides)
{
    struct esp_cell cells[ACTORS * TARGETS];
    struct vote votes[] = {vote(2, 0, ESP_FAVOR, false, 0.75, 0.25, 0), vote(2, 0, ESP_AGAINST, false, 0.25, 0.75, 0)};
    aggregate_votes(votes, 2, ACTORS, TARGETS, cells);
    const struct esp_cell *cell = &cells[2 * TARGETS];
    ck_assert_int_eq(cell->stance, ESP_NEUTRAL);
    ck_assert_double_eq_tol(cell->score, 0, 1e-12);
    ck_assert_int_ne(cell->mixed, 0);
}
END_TEST

START_TEST(neutral_by_number)
{
    struct esp_cell cells[ACTORS * TARGETS];
    struct vote votes[] = {vote(0, 1, ESP_FAVOR, false, 0.6, 0.1, 0.2), vote(0, 1, ESP_NEUTRAL, false, 0.2, 0.1, 0.6),
                           vote(0, 1, ESP_NEUTRAL, false, 0.1, 0.1, 0.7)};
    aggregate_votes(votes, 3, ACTORS, TARGETS, cells);
    ck_assert_int_eq(cells[1].stance, ESP_NEUTRAL);
    ck_assert_double_eq_tol(cells[1].score, 0.6 / 2.7, 1e-12);
    ck_assert_int_eq(cells[1].mixed, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("aggregate");
    TCase *tcase = tcase_create("cells");
    tcase_add_test(tcase, nothing_votes);
    tcase_add_test(tcase, one_triple);
    tcase_add_test(tcase, undecided_ones_do_not_vote);
    tcase_add_test(tcase, headline_outweighs);
    tcase_add_test(tcase, even_sides);
    tcase_add_test(tcase, neutral_by_number);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
