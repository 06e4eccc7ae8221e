/* The model apart from its folder: libsvm's files read and collapsed, decision values and their contributions,
 * probabilities and the stance that is chosen. Loading and refusing whole folders is in check_train.c, which makes one.
 */
#include "lexicon.h"
#include "model.h"
#include "stages.h"

#include <check.h>
#include <libsvm/svm.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { FEATURES = 40, ROWS = 120, TERMS = 8 };

static struct arena arena;
static jmp_buf exhausted;
static uint64_t state;

static uint32_t draw(uint32_t below) /* any sequence will do: a linear congruential one */
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(state >> 33) % below;
}

static void be_silent(const char *text)
{
    (void)text;
}

static void setup(void)
{
    state = 7;
    arena_init(&arena);
    arena.exhausted = &exhausted;
    svm_set_print_string_function(be_silent);
}

static void teardown(void)
{
    arena_destroy(&arena);
}

/* A vector with TERMS features, rising. */
static void make_vector(struct svm_node *nodes, struct term *terms)
{
    uint32_t at = 0;
    for (int t = 0; t < TERMS; t++) {
        at += 1 + draw(FEATURES / TERMS);
        nodes[t] = (struct svm_node){(int)at, (1 + draw(9)) / 4.0};
        terms[t] = (struct term){at - 1, nodes[t].value};
    }
    nodes[TERMS].index = -1;
}

static char *read_whole(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    char *text = arena_alloc(&arena, 1 << 20);
    *length = fread(text, 1, (1 << 20) - 1, file);
    fclose(file);
    return text;
}

/* Trains libsvm on rows of the given classes, saves the model, and compares our decisions with libsvm's. */
static void compare_with_libsvm(int classes)
{
    static const int labels[] = {ESP_FAVOR, ESP_NONE, ESP_AGAINST, ESP_NEUTRAL};
    struct svm_node nodes[ROWS][TERMS + 1], *x[ROWS];
    struct term terms[TERMS];
    double y[ROWS];
    for (int i = 0; i < ROWS; i++) {
        make_vector(nodes[i], terms);
        x[i] = nodes[i];
        y[i] = labels[draw((uint32_t)classes)];
    }
    struct svm_problem problem = {.l = ROWS, .y = y, .x = x};
    struct svm_parameter parameter = {
        .svm_type = C_SVC, .kernel_type = LINEAR, .cache_size = 10, .eps = 0.001, .C = 0.5, .shrinking = 1};
    char path[] = "check_model.XXXXXX";
    int fd = mkstemp(path);
    ck_assert_int_ge(fd, 0);
    close(fd);
    struct svm_model *trained = svm_train(&problem, &parameter);
    ck_assert_int_eq(svm_save_model(path, trained), 0);
    svm_free_and_destroy_model(&trained);
    struct svm_model *loaded = svm_load_model(path);
    struct machine machine = {0};
    struct esp_error error = {0};
    size_t length;
    char *text = read_whole(path, &length);
    unlink(path);
    ck_assert_msg(svm_read(text, length, FEATURES, &arena, &machine, &error), "line %ld: %s", error.line, error.text);
    ck_assert_uint_eq(machine.classes, (unsigned)classes);
    for (int i = 0; i < 200; i++) {
        double theirs[MODEL_PAIRS] = {0}, ours[MODEL_PAIRS];
        struct svm_node probe[TERMS + 1];
        make_vector(probe, terms);
        svm_predict_values(loaded, probe, theirs);
        machine_decide(&machine, terms, TERMS, ours);
        for (uint32_t p = 0; p < machine.pairs; p++)
            ck_assert_double_eq_tol(ours[p], theirs[p], 1e-9);
    }
    svm_free_and_destroy_model(&loaded);
}

START_TEST(decides_as_libsvm)
{
    compare_with_libsvm(4);
    compare_with_libsvm(3);
    compare_with_libsvm(2);
}
END_TEST

#define HEAD "svm_type c_svc\nkernel_type linear\nnr_class 2\ntotal_sv 2\nrho 0.5\nlabel 1 2\nnr_sv 1 1\nSV\n"

START_TEST(reads_two_classes)
{
    static const char text[] = HEAD "1 1:2 3:0.5\n-1 2:1\n";
    struct machine machine = {0};
    struct term terms[] = {{0, 1}, {2, 2}};
    double pairs[MODEL_PAIRS], sums[ESP_STANCE_COUNT];
    ck_assert(svm_read(text, sizeof text - 1, 3, &arena, &machine, NULL));
    machine_decide(&machine, terms, 2, pairs);
    ck_assert_double_eq_tol(pairs[0], 2.5, 1e-15); /* 2 * 1 + 0.5 * 2 - 0.5 */
    machine_sum(&machine, pairs, sums);
    ck_assert_double_eq_tol(sums[ESP_FAVOR], 2.5, 1e-15);
    ck_assert_double_eq_tol(sums[ESP_AGAINST], -2.5, 1e-15);
    ck_assert_double_eq(sums[ESP_NONE], 0);
}
END_TEST

static const struct {
    const char *text, *says;
    long line;
} bad_files[] = {
    {"", "cut off", 1},
    {"svm_type nu_svc\n", "c_svc", 1},
    {"svm_type c_svc\nkernel_type rbf\n", "linear", 2},
    {"svm_type c_svc\nkernel_type linear\nnr_class 5\n", "larger than it can be", 3},
    {"svm_type c_svc\nkernel_type linear\nnr_class 1\n", "two to four", 3},
    {"svm_type c_svc\nkernel_type linear\nnr_class 2\ntotal_sv 9999999999999\n", "larger than it can be", 4},
    {"svm_type c_svc\nkernel_type linear\nnr_class 2\ntotal_sv -1\n", "whole number", 4},
    {"svm_type c_svc\nkernel_type linear\nnr_class 2\ntotal_sv 1\nrho nan\n", "finite", 5},
    {"svm_type c_svc\nkernel_type linear\nnr_class 2\ntotal_sv 1\nrho 1 2\n", "more on this line", 5},
    {"svm_type c_svc\nkernel_type linear\nnr_class 2\ntotal_sv 1\nrho 1\nlabel 1 1\n", "twice", 6},
    {"svm_type c_svc\nkernel_type linear\nnr_class 2\ntotal_sv 1\nrho 1\nlabel 1 4\n", "larger than it can be", 6},
    {"svm_type c_svc\nkernel_type linear\nnr_class 2\ntotal_sv 2\nrho 1\nlabel 1 2\nnr_sv 1 0\n", "add up", 7},
    {"svm_type c_svc\nkernel_type linear\nnr_class 2\ntotal_sv 2\nrho 1\nlabel 1 2\nnr_sv 1 5\n", "larger", 7},
    {"svm_type c_svc\nkernel_type linear\nnr_class 2\ntotal_sv 2\nrho 1\nlabel 1 2\nprobA 1\n", "nr_sv", 7},
    {HEAD "1 1:1\n", "finite number", 10},
    {HEAD "1 1:1\n-1 2:1", "cut off", 10},
    {HEAD "1 1:1\n-1 2:\n", "finite number", 10},
    {HEAD "1 1:1\n-1 2\n", "index:value", 10},
    {HEAD "1 1:1\n-1 4:1\n", "larger than it can be", 10},
    {HEAD "1 0:1\n-1 2:1\n", "rise from 1", 9},
    {HEAD "1 -1:1\n-1 2:1\n", "whole number", 9},
    {HEAD "1 2:1 1:1\n-1 2:1\n", "rise from 1", 9},
    {HEAD "1 2:1 2:1\n-1 2:1\n", "rise from 1", 9},
    {HEAD "1 1:inf\n-1 2:1\n", "finite number", 9},
    {HEAD "1e300 1:1\n-1 2:1\n", "finite number", 9},
    {HEAD "nan 1:1\n-1 2:1\n", "finite number", 9},
    {HEAD "\n-1 2:1\n", "finite number", 9},
    {HEAD "1 1:1 x\n-1 2:1\n", "whole number", 9},
    {HEAD "1 1:1\n-1 2:1\n0 3:1\n", "more lines", 11},
};

START_TEST(refuses_bad_files)
{
    struct machine machine = {0};
    struct esp_error error = {0};
    ck_assert(!svm_read(bad_files[_i].text, strlen(bad_files[_i].text), 3, &arena, &machine, &error));
    ck_assert_int_eq(error.status, ESP_MODEL);
    ck_assert_msg(strstr(error.text, bad_files[_i].says) != NULL, "\"%s\" does not say \"%s\"", error.text,
                  bad_files[_i].says);
    ck_assert_int_eq(error.line, bad_files[_i].line);
}
END_TEST

START_TEST(refuses_zero_bytes)
{
    char text[] = HEAD "1 1:1\n-1 2:1\n";
    struct machine machine = {0};
    struct esp_error error = {0};
    text[sizeof text - 3] = 0;
    ck_assert(!svm_read(text, sizeof text - 1, 3, &arena, &machine, &error));
    ck_assert_ptr_nonnull(strstr(error.text, "zero bytes"));
}
END_TEST

/* Every piece of a good file, cut off anywhere, is refused; no prefix of it is taken for a model. */
START_TEST(refuses_cut_files)
{
    static const char text[] = HEAD "1 1:2 3:0.5\n-1 2:1\n";
    for (size_t length = 0; length < sizeof text - 1; length++) {
        char *piece = arena_copy(&arena, text, length);
        struct machine machine = {0};
        ck_assert_msg(!svm_read(piece, length, 3, &arena, &machine, NULL), "%zu bytes", length);
    }
}
END_TEST

START_TEST(sums_cancel_out)
{
    static const enum esp_stance stances[] = {ESP_NEUTRAL, ESP_FAVOR, ESP_NONE, ESP_AGAINST};
    struct machine machine = {.classes = 4, .pairs = 6};
    double pairs[MODEL_PAIRS] = {1, 2, 4, 8, 16, 32}, sums[ESP_STANCE_COUNT];
    memcpy(machine.stances, stances, sizeof stances);
    machine_sum(&machine, pairs, sums);
    ck_assert_double_eq(sums[ESP_NEUTRAL], 1 + 2 + 4);
    ck_assert_double_eq(sums[ESP_FAVOR], -1 + 8 + 16);
    ck_assert_double_eq(sums[ESP_NONE], -2 - 8 + 32);
    ck_assert_double_eq(sums[ESP_AGAINST], -4 - 16 - 32);
}
END_TEST

START_TEST(probabilities_sum_to_one)
{
    static const bool present[ESP_STANCE_COUNT] = {true, true, true, false};
    struct softmax softmax = {.bias = {0.5, 0, -0.5, 9}};
    double inputs[INPUTS] = {-1, 800, -3, 5}, p[ESP_STANCE_COUNT];
    for (int k = 0; k < ESP_STANCE_COUNT; k++)
        softmax.slope[k][k] = 2;
    softmax_apply(&softmax, present, inputs, p);
    ck_assert_double_eq_tol(p[0] + p[1] + p[2] + p[3], 1, 1e-12);
    ck_assert_double_eq_tol(p[ESP_FAVOR], 1, 1e-12);
    ck_assert_double_eq(p[ESP_NEUTRAL], 0);
    inputs[ESP_FAVOR] = -1;
    softmax_apply(&softmax, present, inputs, p);
    ck_assert_double_eq_tol(p[ESP_NONE] / p[ESP_FAVOR], exp(0.5), 1e-12);
    ck_assert_double_eq_tol(p[ESP_NONE] / p[ESP_AGAINST], exp(5), 1e-9);
}
END_TEST

START_TEST(context_is_what_others_say)
{
    static const double alone[4][ESP_STANCE_COUNT] = {
        {0.1, 0.9, 0, 0}, {0.2, 0, 0.8, 0}, {0.6, 0.2, 0.1, 0.1}, {1, 0, 0, 0}};
    struct article_sums sums = {0};
    double context[CONTEXT];
    article_add(&sums, 0, 1, alone[0]); /* two candidates of one actor, one of another, one of another target */
    article_add(&sums, 0, 1, alone[1]);
    article_add(&sums, 2, 1, alone[2]);
    article_add(&sums, 0, 0, alone[3]);
    article_context(&sums, 0, 1, alone[0], context);
    ck_assert_double_eq_tol(context[ESP_NONE], 0.2 / 2, 1e-12);
    ck_assert_double_eq_tol(context[ESP_AGAINST], 0.8 / 2, 1e-12);
    ck_assert_double_eq_tol(context[ESP_STANCE_COUNT + ESP_FAVOR], 0.2 / 2, 1e-12);
    article_context(&sums, 2, 1, alone[2], context);
    ck_assert_double_eq_tol(context[ESP_FAVOR], 0, 1e-12);
    ck_assert_double_eq_tol(context[ESP_STANCE_COUNT + ESP_FAVOR], 0.9 / 3, 1e-12);
    article_context(&sums, 0, 0, alone[3], context);
    for (int i = 0; i < CONTEXT; i++)
        ck_assert_double_eq_tol(context[i], 0, 1e-12);
}
END_TEST

START_TEST(offsets_choose)
{
    struct calibration c = {.present = {true, true, true, true}};
    double p[ESP_STANCE_COUNT] = {0.45, 0.4, 0.1, 0.05};
    ck_assert_int_eq(calibration_choose(&c, p), ESP_NONE);
    c.offset[ESP_NONE] = -0.2;
    ck_assert_int_eq(calibration_choose(&c, p), ESP_FAVOR);
    c.present[ESP_FAVOR] = false;
    ck_assert_int_eq(calibration_choose(&c, p), ESP_NONE);
}
END_TEST

START_TEST(normalizes)
{
    struct term terms[] = {{0, 3}, {5, 4}}, zero[] = {{1, 0}};
    terms_normalize(terms, 2);
    ck_assert_double_eq(terms[0].value, 0.6);
    ck_assert_double_eq(terms[1].value, 0.8);
    terms_normalize(zero, 1);
    ck_assert_double_eq(zero[0].value, 0);
}
END_TEST

/* ---- contributions ------------------------------------------------------------------------------- */

/* A model of random weights over features f0, f1, ... for every target of the lexicons. */
static void make_model(struct model *model, size_t targets, bool normalize)
{
    model->normalize = normalize;
    model->feature_count = FEATURES;
    model->target_count = (uint32_t)targets;
    for (uint32_t f = 0; f < FEATURES; f++) {
        const char *name = arena_printf(&arena, "f%u", f);
        hash_add(&arena, &model->features, name, strlen(name), f);
    }
    for (size_t t = 0; t < targets; t++) {
        struct machine *machine = &model->targets[t].machine;
        machine_init(machine, &arena, 4, FEATURES);
        for (int k = 0; k < ESP_STANCE_COUNT; k++) {
            machine->stances[k] = (enum esp_stance)((k + 1) % ESP_STANCE_COUNT);
            model->targets[t].calibration.present[k] = true;
            model->targets[t].calibration.alone.slope[k][k] = 1;
            model->targets[t].calibration.article.slope[k][k] = 1;
            model->targets[t].calibration.article.slope[k][ESP_STANCE_COUNT + k] = 0.5;
        }
        for (uint32_t i = 0; i < FEATURES * machine->pairs; i++)
            machine->weights[i] = draw(2001) / 1000.0 - 1;
        for (uint32_t p = 0; p < machine->pairs; p++)
            machine->rho[p] = draw(2001) / 1000.0 - 1;
    }
}

/* Candidates with known and unknown features. */
static void make_document(struct document *d, const struct lexicon *lexicon, const struct model *model,
                          uint32_t candidates)
{
    *d = (struct document){.arena = &arena, .lexicon = lexicon, .model = model};
    d->vectors = arena_alloc(&arena, candidates * sizeof *d->vectors);
    for (uint32_t c = 0; c < candidates; c++) {
        vec_push(&arena, &d->candidates, (struct candidate){.sentence = c, .actor = (uint8_t)(c % 3),
                                                            .target = (uint8_t)(c % 2)});
        for (uint32_t f = draw(3); f < FEATURES + 10; f += 1 + draw(4)) /* those behind FEATURES are unknown */
            vec_push(&arena, &d->vectors[c].features, (struct feature){.name = arena_printf(&arena, "f%u", f),
                                                                       .value = 1 + draw(3), .index = NOWHERE});
    }
}

/* Reads the dump: what stands below a total adds up to it. Returns the number of totals. */
static int check_sums(const struct document *d, char *dump)
{
    int totals = 0, terms = 0;
    double total = 0, sum = 0;
    for (char *line = strtok(dump, "\n"); line; line = strtok(NULL, "\n")) {
        char actor[32], target[32], stance[32], what[64];
        double value;
        unsigned sentence;
        ck_assert_int_eq(
            sscanf(line, "%u\t%31s\t%31s\t%31s\t%lf\t%63s", &sentence, actor, target, stance, &value, what), 6);
        if (!strcmp(what, "=")) {
            const struct triple *triple = &d->triples.items[sentence];
            total = value;
            sum = 0;
            terms = 0;
            for (int k = 0; k < ESP_STANCE_COUNT; k++)
                if (!strcmp(stance, esp_stance_name((enum esp_stance)k)))
                    ck_assert_double_eq_tol(triple->decision[k], value, 1e-6);
            totals++;
        } else {
            sum += value;
            terms++;
            ck_assert_int_le(terms, 12);
            if (!strcmp(what, "(rest)"))
                ck_assert_double_eq_tol(sum, total, 1e-5);
        }
    }
    return totals;
}

START_TEST(contributions_add_up)
{
    const char *top = getenv("ESPOUSE_DATA");
    const char *folder = arena_printf(&arena, "%s/lexicons/korea", top ? top : ".");
    struct esp_error error = {0};
    struct lexicon *lexicon = lexicon_load(folder, NULL, false, &error);
    ck_assert_msg(lexicon != NULL, "%s: %s", error.where, error.text);
    struct model model = {0};
    struct document d;
    struct buffer out;
    buffer_init(&out);
    make_model(&model, lexicon_target_count(lexicon), _i);
    make_document(&d, lexicon, &model, 6);
    model_score(&d);
    ck_assert_uint_eq(d.triples.count, 6);
    for (uint32_t i = 0; i < 6; i++) {
        const struct triple *t = &d.triples.items[i];
        ck_assert_double_eq_tol(t->probability[0] + t->probability[1] + t->probability[2] + t->probability[3], 1, 1e-9);
        ck_assert_double_eq_tol(t->score, t->probability[ESP_FAVOR] - t->probability[ESP_AGAINST], 1e-12);
    }
    model_dump_contributions(&d, &out);
    ck_assert_int_eq(check_sums(&d, out.data), 6 * ESP_STANCE_COUNT);
    buffer_clear(&out);
    model_dump_triples(&d, &out);
    ck_assert_int_eq(strncmp(out.data, "0\tseoul\tdeclaration\t", 20), 0);
    buffer_destroy(&out);
    lexicon_free(lexicon);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("model");
    TCase *tcase = tcase_create("model");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, decides_as_libsvm);
    tcase_add_test(tcase, reads_two_classes);
    tcase_add_loop_test(tcase, refuses_bad_files, 0, sizeof bad_files / sizeof *bad_files);
    tcase_add_test(tcase, refuses_zero_bytes);
    tcase_add_test(tcase, refuses_cut_files);
    tcase_add_test(tcase, sums_cancel_out);
    tcase_add_test(tcase, probabilities_sum_to_one);
    tcase_add_test(tcase, context_is_what_others_say);
    tcase_add_test(tcase, offsets_choose);
    tcase_add_test(tcase, normalizes);
    tcase_add_loop_test(tcase, contributions_add_up, 0, 2);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
