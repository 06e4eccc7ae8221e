/* What holds of references and attributions in any text, hostile ones included: parts lie in one sentence each and in
 * order, no chain of parents or antecedents comes back to where it began, a quotation mark without partner costs one
 * sentence, and the work stays in proportion to the text. What single rules find stands in tests/cases. */
#include "lexicon.h"
#include "pipeline.h"
#include "stages.h"

#include <check.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

static struct lexicon *lexicon;

static void run(struct document *d, struct arena *arena, const char *text, size_t length)
{
    struct esp_article article = {.id = "a", .text = text, .length = length};
    *d = (struct document){.arena = arena, .lexicon = lexicon, .day = INT32_MIN, .title = ""};
    ck_assert(pipeline_run(d, &article, NULL));
}

static void check_references(const struct document *d)
{
    for (uint32_t i = 0; i < d->references.count; i++) {
        const struct reference *r = &d->references.items[i];
        ck_assert_uint_lt(r->mention, d->mentions.count);
        ck_assert_int_eq(d->reference_of[r->mention], (int32_t)i);
        ck_assert(d->mentions.items[r->mention].open || d->mentions.items[r->mention].kind == MENTION_OTHER);
        ck_assert(r->resolved || (!r->actors && r->target == NOWHERE));
        ck_assert(r->target == NOWHERE || !r->actors);
        uint32_t mention = r->mention, steps = 0;
        while (d->reference_of[mention] != NOWHERE &&
               d->references.items[d->reference_of[mention]].antecedent != NOWHERE) {
            mention = (uint32_t)d->references.items[d->reference_of[mention]].antecedent;
            ck_assert_uint_lt(mention, d->mentions.count);
            ck_assert_uint_le(++steps, d->mentions.count);
        }
    }
}

static void check_attributions(const struct document *d)
{
    uint64_t size = 0;
    for (uint32_t i = 0; i < d->attributions.count; i++) {
        const struct attribution *a = &d->attributions.items[i];
        ck_assert(i == 0 || d->attributions.items[i - 1].sentence <= a->sentence);
        ck_assert_uint_gt(a->content.count, 0);
        ck_assert(a->resolved || !a->actors);
        ck_assert(a->source == NOWHERE || (uint32_t)a->source < d->mentions.count);
        for (uint32_t j = 0; j < a->content.count; j++) {
            struct span part = a->content.items[j];
            ck_assert_uint_lt(part.start, part.end);
            ck_assert_uint_eq(d->tokens.items[part.start].sentence, d->tokens.items[part.end - 1].sentence);
            ck_assert(j == 0 || a->content.items[j - 1].end <= part.start);
            size += span_length(part);
        }
        uint32_t steps = 0;
        for (int32_t p = a->parent; p != NOWHERE; p = d->attributions.items[p].parent)
            ck_assert_uint_le(++steps, d->attributions.count);
    }
    ck_assert_uint_le(size, 40 * ((uint64_t)d->tokens.count + 1)); /* as many cues of a sentence as are looked at */
}

static const char *const PIECES[] = {
    "said ",
    "He said that ",
    "\"We will go,\" he said. ",
    "\"We will go.\n\n",
    "\" ",
    "'a b ",
    "Seoul and ",
    "He said:\n\n",
    "MR. PRICE: Yes.\n\nQUESTION: No.\n\n",
    "it ",
    "They said the measures and it. ",
    "Kim who said ",
    "Seoul wants ",
    "the two sides ",
    "The statement said so. ",
    ", saying ",
    "according to Seoul, ",
    "the declaration ",
    "that ",
    "(",
    "Kim Jong-un, the leader, ",
    "to say to ",
    "Seoul said.\n\n\"No",
    "his army and its aides ",
    "its ",
    "U.S.: ",
    "[",
    "of the ministry of ",
    "\xE2\x80\x9CWe\xE2\x80\x9D said Moon ",
    "-- ",
    ": ",
    "'' ",
    "such a declaration is ",
    "\n\n",
};
enum { PIECE_COUNT = sizeof PIECES / sizeof *PIECES, SIZE = 5000 };

static char *repeated(const char *first, const char *second)
{
    char *text = malloc(SIZE + 1);
    ck_assert(text != NULL);
    size_t length = 0;
    for (int turn = 0; length < SIZE; turn++) {
        const char *piece = turn % 2 ? second : first;
        size_t size = strlen(piece);
        if (length + size > SIZE)
            break;
        memcpy(text + length, piece, size);
        length += size;
    }
    text[length] = 0;
    return text;
}

START_TEST(hostile_text_keeps_order)
{
    struct arena arena;
    struct document d;
    arena_init(&arena);
    for (int second = 0; second < PIECE_COUNT; second++) {
        char *text = repeated(PIECES[_i], PIECES[second]);
        jmp_buf exhausted;
        arena.exhausted = &exhausted;
        if (setjmp(exhausted))
            ck_abort_msg("out of memory on \"%s%s\"", PIECES[_i], PIECES[second]);
        arena_reset(&arena);
        run(&d, &arena, text, strlen(text));
        check_references(&d);
        check_attributions(&d);
        free(text);
    }
    arena_destroy(&arena);
}
END_TEST

/* The text behind a mark without partner is read as if nothing had been. */
START_TEST(lost_mark_costs_one_sentence)
{
    static const char *const marks[] = {"Pompeo said \"the sanctions will stay.", "Moon called it useful.\" Rain fell.",
                                        "\"The sanctions will stay, Pompeo said."};
    static const char rest[] = " \"We will wait,\" Moon Jae-in said. Seoul said it would keep the sanctions.\n\n"
                               "\"Nobody knows,\" said Ned Price.";
    struct arena arena;
    struct document d;
    char text[512];
    arena_init(&arena);
    jmp_buf exhausted;
    arena.exhausted = &exhausted;
    if (setjmp(exhausted))
        ck_abort_msg("out of memory");
    snprintf(text, sizeof text, "Visit ends\n\nPublished : Sept. 3, 2021\n\n%s%s", marks[_i], rest);
    run(&d, &arena, text, strlen(text));
    uint32_t direct = 0, waiting = 0;
    for (uint32_t i = 0; i < d.attributions.count; i++) {
        direct += d.attributions.items[i].kind == ESP_DIRECT && d.attributions.items[i].cue_match != NOWHERE;
        waiting += d.attributions.items[i].kind == ESP_INDIRECT && d.attributions.items[i].actors == 1;
    }
    ck_assert_uint_ge(direct, 2); /* Moon's words and Price's */
    ck_assert_uint_ge(waiting, 1); /* Seoul's */
    check_attributions(&d);
    arena_destroy(&arena);
}
END_TEST

/* Nothing to find is no fault. */
START_TEST(empty_texts)
{
    static const char *const texts[] = {"", "\n", "a", "\"", "said", "He", "QUESTION:", "\"\"", "said Kim"};
    struct arena arena;
    struct document d;
    arena_init(&arena);
    jmp_buf exhausted;
    arena.exhausted = &exhausted;
    if (setjmp(exhausted))
        ck_abort_msg("out of memory");
    run(&d, &arena, texts[_i], strlen(texts[_i]));
    check_references(&d);
    check_attributions(&d);
    arena_destroy(&arena);
}
END_TEST

int main(void)
{
    char folder[PATH_MAX];
    const char *top = getenv("ESPOUSE_DATA");
    struct esp_error error = {0};
    snprintf(folder, sizeof folder, "%s/lexicons/korea", top ? top : ".");
    lexicon = lexicon_load(folder, NULL, true, &error);
    if (!lexicon) {
        fprintf(stderr, "%s: %s\n", error.where, error.text);
        return 1;
    }
    Suite *suite = suite_create("attribution");
    TCase *tcase = tcase_create("attribution");
    tcase_set_timeout(tcase, 120);
    tcase_add_loop_test(tcase, hostile_text_keeps_order, 0, PIECE_COUNT);
    tcase_add_loop_test(tcase, lost_mark_costs_one_sentence, 0, 3);
    tcase_add_loop_test(tcase, empty_texts, 0, 9);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    lexicon_free(lexicon);
    return failed != 0;
}
