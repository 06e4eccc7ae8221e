/* Training: labelled files read and refused, folds, calibration and metrics on cases worked out by hand; then a small
 * model made from a few sentences, written, loaded, and spoilt in every way that loading must refuse. */
#include "base/error.h"
#include "espouse_train.h"
#include "lexicon.h"
#include "train/outoffold.h"

#include <check.h>
#include <dirent.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[PATH_MAX - 300], lexicons[PATH_MAX]; /* folder: made anew for each test, in the working directory */
static struct arena arena;
static jmp_buf exhausted;
static struct lexicon *lexicon;

static const char *in_folder(const char *name)
{
    return arena_printf(&arena, "%s/%s", folder, name);
}

static void remove_all(const char *path)
{
    DIR *listing = opendir(path);
    for (struct dirent *entry; listing && (entry = readdir(listing));)
        if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
            remove_all(arena_printf(&arena, "%s/%s", path, entry->d_name));
    if (listing)
        closedir(listing);
    remove(path);
}

static void setup(void)
{
    struct esp_error error = {0};
    arena_init(&arena);
    arena.exhausted = &exhausted;
    snprintf(folder, sizeof folder, "check_train.XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    lexicon = lexicon_load(lexicons, NULL, false, &error);
    ck_assert_msg(lexicon != NULL, "%s: %s", error.where, error.text);
}

static void teardown(void)
{
    remove_all(folder);
    lexicon_free(lexicon);
    arena_destroy(&arena);
}

static const char *write_text(const char *name, const char *text)
{
    const char *path = in_folder(name);
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(text, 1, strlen(text), file), strlen(text));
    ck_assert_int_eq(fclose(file), 0);
    return path;
}

static char *read_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "%s", path);
    char *text = arena_alloc(&arena, 4 << 20);
    text[fread(text, 1, (4 << 20) - 1, file)] = 0;
    fclose(file);
    return text;
}

/* ---- labelled files ------------------------------------------------------------------------------ */

#define DOC "{\"doc\": \"a\", \"text\": \"Seoul wants sanctions. Caf\xc3\xa9.\", \"sentences\": [[0, 22], [23, 28]], "

static const struct {
    const char *text, *says;
} bad_labels[] = {
    {"{\n", "column"},
    {"[]\n", "JSON object"},
    {"{\"text\": \"x\", \"sentences\": [], \"triples\": []}\n", "no \"doc\""},
    {"{\"doc\": 7, \"text\": \"x\", \"sentences\": [], \"triples\": []}\n", "\"doc\" is no string"},
    {"{\"doc\": \"a\", \"text\": \"x\", \"triples\": []}\n", "no \"sentences\""},
    {"{\"doc\": \"a\", \"text\": \"x\", \"sentences\": [[0, 2]], \"triples\": []}\n", "[0, 2]: want start < end"},
    {"{\"doc\": \"a\", \"text\": \"xy\", \"sentences\": [[0, 1], [0, 2]], \"triples\": []}\n", "at or behind 1"},
    {"{\"doc\": \"a\", \"text\": \"xy\", \"sentences\": [[0]], \"triples\": []}\n", "want [start, end]"},
    {"{\"doc\": \"a\", \"text\": \"xy\", \"sentences\": [], \"triples\": [], \"date\": \"May 2018\"}\n", "YYYY-MM-DD"},
    {DOC "\"triples\": [[0, \"seoul\", \"sanctions\", \"pro\"]]}\n",
     "triple 1: stance \"pro\": want favor, against or neutral"},
    {DOC "\"triples\": [[2, \"seoul\", \"sanctions\", \"favor\"]]}\n", "sentence 2: the document has 2"},
    {DOC "\"triples\": [[-1, \"seoul\", \"sanctions\", \"favor\"]]}\n", "sentence -1"},
    {DOC "\"triples\": [[0, \"tokyo\", \"sanctions\", \"favor\"]]}\n",
     "\"tokyo\": want seoul, washington or pyongyang"},
    {DOC "\"triples\": [[0, \"seoul\", \"talks\", \"favor\"]]}\n", "\"talks\": want declaration or sanctions"},
    {DOC "\"triples\": [[0, \"seoul\", \"sanctions\"]]}\n", "want [sentence, actor, target, stance]"},
    {DOC "\"triples\": [[0, \"seoul\", \"sanctions\", \"favor\"], [0, \"seoul\", \"sanctions\", \"neutral\"]]}\n",
     "twice"},
    {DOC "\"triples\": [], \"cells\": {\"seoul\": {\"sanctions\": \"pro\"}}}\n",
     "want favor, against, neutral or none"},
};

START_TEST(bad_labels_are_refused)
{
    struct labels labels = {.arena = &arena, .lexicon = lexicon};
    struct esp_error error = {0};
    const char *path = write_text("bad.jsonl", arena_printf(&arena, "\n%s", bad_labels[_i].text));
    ck_assert(!labels_read(&labels, path, &error));
    ck_assert_int_eq(error.status, ESP_INPUT);
    ck_assert_str_eq(error.where, path);
    ck_assert_int_eq(error.line, 2);
    ck_assert_msg(strstr(error.text, bad_labels[_i].says) != NULL, "\"%s\" does not say \"%s\"", error.text,
                  bad_labels[_i].says);
}
END_TEST

START_TEST(one_document_is_read)
{
    struct labels labels = {.arena = &arena, .lexicon = lexicon};
    struct esp_error error = {0};
    const char *path = write_text(
        "good.jsonl", DOC "\"triples\": [[0, \"seoul\", \"sanctions\", \"favor\"]], \"pair\": \"p1\", "
                          "\"disputed\": [[1, \"seoul\", \"sanctions\"]], \"date\": \"2018-08\", \"kind\": \"news\", "
                          "\"cells\": {\"seoul\": {\"sanctions\": {\"stance\": \"favor\"}}}}\n");
    ck_assert_msg(labels_read(&labels, path, &error), "%s", error.text);
    const struct labelled_document *d = &labels.documents.items[0];
    ck_assert_uint_eq(labels.documents.count, 1);
    ck_assert_uint_eq(labels.files.items[0].triples, 1);
    ck_assert_str_eq(d->pair, "p1");
    ck_assert_ptr_null(d->date); /* not exact: as if there were none */
    ck_assert_int_eq(labels_stance(d, 0, 0, 1), ESP_FAVOR);
    ck_assert_int_eq(labels_stance(d, 1, 0, 1), ESP_NONE);
    ck_assert(labels_disputed(d, 1, 0, 1));
    ck_assert(d->cells_given);
    ck_assert_int_eq(d->cells[1], ESP_FAVOR);
    ck_assert_uint_eq(labels_sentence(d, 0, 10), 0);
    ck_assert_uint_eq(labels_sentence(d, 20, 28), 1); /* shares two with the first, five with the second */
    ck_assert_uint_eq(labels_sentence(d, 22, 23), UINT32_MAX);
    ck_assert(!labels_read(&labels, path, &error)); /* the same document again */
    ck_assert_ptr_nonnull(strstr(error.text, "was read before"));
}
END_TEST

/* ---- folds, calibration, metrics ----------------------------------------------------------------- */

/* Twelve articles and ten pairs without text, enough for what deals and counts. */
static void make_dataset(struct labels *labels, struct dataset *s)
{
    *labels = (struct labels){.arena = &arena, .lexicon = lexicon};
    *s = (struct dataset){.arena = &arena, .labels = labels};
    for (int i = 0; i < 32; i++)
        vec_push(&arena, &labels->documents, (struct labelled_document){
            .id = arena_printf(&arena, "d%d", i), .pair = i < 12 ? NULL : arena_printf(&arena, "p%d", (i - 12) % 10)});
    s->group_of = arena_alloc(&arena, 32 * sizeof *s->group_of);
    s->by_group = arena_alloc(&arena, 32 * sizeof *s->by_group);
    s->rows_of = arena_alloc(&arena, 32 * sizeof *s->rows_of);
    for (uint32_t i = 0; i < 32; i++) {
        s->group_of[i] = i < 12 ? i : 12 + (i - 12) % 10;
        s->by_group[i] = i < 12 ? i : 12 + (i - 12) / 2 + (i % 2 ? 10 : 0);
    }
    s->group_count = 22;
}

START_TEST(pairs_stay_together)
{
    struct labels labels;
    struct dataset s;
    make_dataset(&labels, &s);
    struct crossval cv = {.dataset = &s, .folds = 5, .seed = 3}, again = cv, other = cv;
    uint32_t sizes[5] = {0}, differ = 0;
    other.seed = 4;
    crossval_deal(&cv, &arena);
    crossval_deal(&again, &arena);
    crossval_deal(&other, &arena);
    for (int i = 0; i < 32; i++) {
        ck_assert_uint_lt(cv.fold_of[i], 5);
        ck_assert_uint_eq(cv.fold_of[i], again.fold_of[i]);
        differ += cv.fold_of[i] != other.fold_of[i];
        sizes[cv.fold_of[i]]++;
    }
    for (int i = 12; i < 22; i++)
        ck_assert_uint_eq(cv.fold_of[i], cv.fold_of[i + 10]);
    for (int f = 0; f < 5; f++)
        ck_assert(sizes[f] >= 6 && sizes[f] <= 7); /* two or three articles, two pairs */
    ck_assert_uint_gt(differ, 0);
}
END_TEST

/* Decision values that are the logarithms of the odds: slopes come out near 1, and probabilities near the truth. */
START_TEST(calibration_finds_the_odds)
{
    static const bool present[ESP_STANCE_COUNT] = {true, true, true, false};
    struct observation observations[3000] = {{{0}, ESP_NONE}};
    struct softmax softmax;
    uint64_t state = 1;
    for (int i = 0; i < 3000; i++) {
        struct observation *o = &observations[i];
        double p[ESP_STANCE_COUNT], total = 0, at;
        for (int k = 0; k < ESP_STANCE_COUNT; k++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            o->inputs[k] = present[k] ? (double)(state >> 40) / (1 << 22) - 2 : 0;
            total += p[k] = present[k] ? exp(o->inputs[k]) : 0;
        }
        state = state * 6364136223846793005u + 1442695040888963407u;
        at = (double)(state >> 40) / (1 << 24) * total;
        o->stance = at < p[0] ? ESP_NONE : at < p[0] + p[1] ? ESP_FAVOR : ESP_AGAINST;
    }
    calibrate_fit(&softmax, present, observations, 3000, ESP_STANCE_COUNT);
    double inputs[INPUTS] = {0, 1, -1, 0}, p[ESP_STANCE_COUNT];
    softmax_apply(&softmax, present, inputs, p);
    ck_assert_double_eq_tol(p[ESP_FAVOR], exp(1) / (1 + exp(1) + exp(-1)), 0.04);
    ck_assert_double_eq_tol(p[ESP_AGAINST], exp(-1) / (1 + exp(1) + exp(-1)), 0.04);
    ck_assert_double_eq(p[ESP_NEUTRAL], 0);
    for (int i = ESP_STANCE_COUNT; i < INPUTS; i++)
        ck_assert_double_eq(softmax.slope[ESP_FAVOR][i], 0);
}
END_TEST

START_TEST(metrics_count)
{
    struct labels labels;
    struct dataset s;
    struct counts counts = {0};
    make_dataset(&labels, &s);
    struct labelled_document *d = &labels.documents.items[0];
    static const struct labelled_triple gold[] = {{0, 0, 0, ESP_FAVOR}, {0, 1, 0, ESP_AGAINST}, {1, 2, 1, ESP_AGAINST},
                                                  {2, 0, 1, ESP_NEUTRAL}};
    for (int i = 0; i < 4; i++)
        vec_push(&arena, &d->triples, gold[i]);
    /* rows: right; wrong stance; not labelled; cut in two, the second with another stance; missed: the last triple */
    static const struct row rows[] = {{.sentence = 0, .actor = 0, .target = 0, .stance = ESP_FAVOR},
                                      {.sentence = 0, .actor = 1, .target = 0, .stance = ESP_AGAINST},
                                      {.sentence = 1, .actor = 0, .target = 1, .stance = ESP_NONE},
                                      {.sentence = 1, .actor = 2, .target = 1, .stance = ESP_AGAINST},
                                      {.sentence = 1, .actor = 2, .target = 1, .stance = ESP_AGAINST}};
    static const struct prediction predictions[] = {{.stance = ESP_FAVOR},
                                                    {.stance = ESP_FAVOR},
                                                    {.stance = ESP_AGAINST},
                                                    {.stance = ESP_AGAINST},
                                                    {.stance = ESP_FAVOR}};
    for (int i = 0; i < 5; i++)
        vec_push(&arena, &s.rows, rows[i]);
    s.rows_of[0] = (struct span){0, 5};
    metrics_add(&counts, &s, 0, predictions, NOWHERE, NOWHERE);
    struct esp_figures f = metrics_figures(&counts);
    ck_assert_uint_eq(f.triples, 4);
    ck_assert_double_eq_tol(f.found_f1, 2 * 3.0 / (2 * 3 + 1 + 1), 1e-12);
    ck_assert_double_eq_tol(f.stance_accuracy, 2.0 / 3, 1e-12);
    /* favor: one right, one false alarm; against: one right, one missed, one false alarm */
    ck_assert_double_eq_tol(f.triples_f_avg, (2.0 / 3 + 2.0 / 4) / 2, 1e-12);
}
END_TEST

/* ---- from files to a model ----------------------------------------------------------------------- */

static const struct {
    const char *text, *actor, *target, *stance;
} sentences[] = {
    {"Seoul urged an early end-of-war declaration.", "seoul", "declaration", "favor"},
    {"Pyongyang rejected the end-of-war declaration as premature.", "pyongyang", "declaration", "against"},
    {"Washington welcomed the end-of-war declaration.", "washington", "declaration", "favor"},
    {"Washington opposes the end-of-war declaration for now.", "washington", "declaration", "against"},
    {"Washington imposed new sanctions on North Korea.", "washington", "sanctions", "favor"},
    {"Pyongyang demanded that sanctions be lifted.", "pyongyang", "sanctions", "against"},
    {"Seoul asked for the sanctions to be eased.", "seoul", "sanctions", "against"},
    {"Seoul vowed to keep the sanctions in place.", "seoul", "sanctions", "favor"},
    {"Seoul passed over the sanctions in silence.", NULL, NULL, NULL},
    {"An end-of-war declaration came up when Pyongyang was silent.", NULL, NULL, NULL},
};
enum { SENTENCES = sizeof sentences / sizeof *sentences };

/* Documents of three of these sentences each. */
static const char *write_corpus(void)
{
    const char *all = "";
    for (int i = 0; i < 24; i++) {
        const char *text = "", *spans = "", *triples = "";
        for (int j = 0; j < 3; j++) {
            int n = (i * 3 + j * (1 + i / 10)) % SENTENCES;
            size_t start = strlen(text) + (j > 0);
            text = arena_printf(&arena, "%s%s%s", text, j ? " " : "", sentences[n].text);
            spans = arena_printf(&arena, "%s%s[%zu, %zu]", spans, j ? ", " : "", start, strlen(text));
            if (sentences[n].actor)
                triples = arena_printf(&arena, "%s%s[%d, \"%s\", \"%s\", \"%s\"]", triples, *triples ? ", " : "", j,
                                       sentences[n].actor, sentences[n].target, sentences[n].stance);
        }
        all = arena_printf(&arena,
                           "%s{\"doc\": \"d%d\", \"date\": \"2021-10-27\", \"text\": \"%s\", \"sentences\": [%s], "
                           "\"triples\": [%s]}\n",
                           all, i, text, spans, triples);
    }
    return write_text("corpus.jsonl", all);
}

static enum esp_status train(const char *output, unsigned threads, struct esp_training *result, struct esp_error *error)
{
    const char *files[] = {write_corpus()};
    struct esp_train_options options = {.lexicons = lexicons, .files = files, .file_count = 1, .folds = 4,
                                        .output = output, .threads = threads};
    return esp_train(&options, result, error);
}

static esp_engine *load(const char *model, struct esp_error *error)
{
    return esp_engine_new(&(struct esp_engine_options){.lexicons = lexicons, .model = model}, error);
}

START_TEST(same_bytes_again)
{
    static const char *const parts[] = {"manifest.json", "features.tsv", "calibration.tsv", "declaration.svm",
                                        "sanctions.svm", "README.md"};
    struct esp_training first, second;
    struct esp_error error = {0};
    mkdir(in_folder("one"), 0777);
    mkdir(in_folder("two"), 0777);
    ck_assert_msg(train(in_folder("one/m"), 1, &first, &error) == ESP_OK, "%s: %s", error.where, error.text);
    ck_assert_msg(train(in_folder("two/m/"), 3, &second, &error) == ESP_OK, "%s: %s", error.where, error.text);
    ck_assert_uint_eq(first.documents, 24);
    ck_assert_uint_eq(first.target_count, 2);
    ck_assert_uint_gt(first.features, 10);
    ck_assert_double_gt(first.articles.triples_f_avg, 0.7); /* the sentences come again in other documents */
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        ck_assert_str_eq(read_text(arena_printf(&arena, "%s/one/m/%s", folder, parts[i])),
                         read_text(arena_printf(&arena, "%s/two/m/%s", folder, parts[i])));
    esp_engine *engine = load(in_folder("one/m"), &error);
    ck_assert_msg(engine != NULL, "%s: %s", error.where, error.text);
    ck_assert_str_eq(esp_engine_model_name(engine), "m");
    ck_assert_str_eq(esp_engine_model_digest(engine), first.model_digest);
    esp_engine_free(engine);
}
END_TEST

/* Text to put for other text in one file of a good model, and what loading says. */
static const struct {
    const char *file, *old, *new, *says;
} spoilt[] = {
    {"manifest.json", "espouse.model/1", "espouse.model/9", "schema is \"espouse.model/9\""},
    {"manifest.json", "\"lexicons\": \"", "\"lexicons\": \"0", "other lexicons"},
    {"manifest.json", "\"lexicons\"", "\"lexica\"", "\"lexicons\" is missing"},
    {"manifest.json", "\"declaration\",", "\"treaty\",", "target 1 is \"treaty\""},
    {"manifest.json", "\"sanctions.svm\": \"", "\"sanctions.svm\": \"0", "not the file that manifest.json"},
    {"manifest.json", "\"calibration.tsv\":", "\"other.tsv\":", "not in the manifest"},
    {"manifest.json", "{", "[", "expected"},
    {"features.tsv", "\t1\t", "\t2\t", "not the file that manifest.json"},
    {"declaration.svm", "rho ", "rho 1", "not the file that manifest.json"},
    {"calibration.tsv", "favor", "favour", "not the file that manifest.json"},
};

static void replace(const char *file, const char *old, const char *new)
{
    char *text = read_text(file), *at = strstr(text, old);
    ck_assert_msg(at != NULL, "%s: %s", file, old);
    FILE *out = fopen(file, "wb");
    fprintf(out, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
    fclose(out);
}

START_TEST(spoilt_models_are_refused)
{
    struct esp_error error = {0};
    ck_assert_int_eq(train(in_folder("m"), 2, NULL, NULL), ESP_OK);
    const char *file = arena_printf(&arena, "%s/m/%s", folder, spoilt[_i].file);
    replace(file, spoilt[_i].old, spoilt[_i].new);
    ck_assert_ptr_null(load(in_folder("m"), &error));
    ck_assert_int_eq(error.status, ESP_MODEL);
    ck_assert_msg(strstr(error.text, spoilt[_i].says) != NULL, "\"%s\" does not say \"%s\"", error.text,
                  spoilt[_i].says);
    error = (struct esp_error){0};
    unlink(file);
    ck_assert_ptr_null(load(in_folder("m"), &error));
    ck_assert_str_eq(error.where, file);
}
END_TEST

/* What a digest that fits would let through is looked at, too. */
START_TEST(bad_tables_are_refused)
{
    static const struct {
        const char *file, *old, *new, *says;
    } tables[] = {
        {"features.tsv", "\t2\t", "\t7\t", "want 2"},
        {"features.tsv", "documents", "docs", "unknown column"},
        {"calibration.tsv", "declaration\talone\tfavor\t", "treaty\talone\tfavor\t", "no such target"},
        {"calibration.tsv", "declaration\talone\tfavor\t", "declaration\talone\tnone\t", "twice"},
        {"calibration.tsv", "declaration\talone\tfavor\t", "declaration\tboth\tfavor\t", "want alone or article"},
        {"calibration.tsv", "declaration\talone\tfavor\t", "declaration\talone\tpro\t", "no such stance"},
        {"calibration.tsv", "declaration\talone\tfavor\t", "declaration\talone\tfavor\tx", "want a finite number"},
        {"calibration.tsv", "declaration\talone\tfavor\t", "declaration\talone\tneutral\t", "not those of its .svm"},
        {"declaration.svm", "label", "labels", "want \"label\""},
    };
    struct esp_error error = {0};
    char before[DIGEST_SIZE], after[DIGEST_SIZE];
    const char *manifest = in_folder("m/manifest.json"),
               *file = arena_printf(&arena, "%s/m/%s", folder, tables[_i].file);
    ck_assert_int_eq(train(in_folder("m"), 2, NULL, NULL), ESP_OK);
    digest_of(read_text(file), strlen(read_text(file)), before);
    replace(file, tables[_i].old, tables[_i].new);
    digest_of(read_text(file), strlen(read_text(file)), after);
    replace(manifest, before, after);
    ck_assert_ptr_null(load(in_folder("m"), &error));
    ck_assert_int_eq(error.status, ESP_MODEL);
    ck_assert_str_eq(error.where, file);
    ck_assert_msg(strstr(error.text, tables[_i].says) != NULL, "\"%s\" does not say \"%s\"", error.text,
                  tables[_i].says);
}
END_TEST

START_TEST(folders_are_replaced_with_care)
{
    struct esp_error error = {0};
    ck_assert_int_eq(train(in_folder("m"), 2, NULL, NULL), ESP_OK);
    write_text("m/notes.txt", "mine");
    write_text("m/old.svm", "a target that is no more");
    ck_assert_int_eq(train(in_folder("m"), 2, NULL, NULL), ESP_OK);
    ck_assert_str_eq(read_text(in_folder("m/notes.txt")), "mine");
    ck_assert_int_ne(access(in_folder("m/old.svm"), F_OK), 0);
    esp_engine *engine = load(in_folder("m"), &error);
    ck_assert_ptr_nonnull(engine);
    esp_engine_free(engine);
    int entries = 0; /* nothing is left beside it */
    DIR *listing = opendir(folder);
    while (readdir(listing))
        entries++;
    closedir(listing);
    ck_assert_int_eq(entries, 4); /* ., .., corpus.jsonl, m */
    mkdir(in_folder("home"), 0777);
    write_text("home/letter.txt", "dear");
    ck_assert_int_eq(train(in_folder("home"), 2, NULL, &error), ESP_USAGE);
    ck_assert_str_eq(read_text(in_folder("home/letter.txt")), "dear");
    error = (struct esp_error){0};
    ck_assert_int_eq(train(in_folder("nowhere/m"), 2, NULL, &error), ESP_IO);
}
END_TEST

START_TEST(options_are_checked)
{
    static const struct esp_train_options bad[] = {
        {.folds = 1}, {.folds = 101}, {.c = -1}, {.c = NAN}, {.balance = 2}, {.pair_weight = 0.123}, {.folds = 60}};
    const char *files[] = {write_corpus()};
    struct esp_train_options options = bad[_i];
    struct esp_error error = {0};
    options.lexicons = lexicons;
    options.files = files;
    options.file_count = 1;
    ck_assert_int_ne(esp_train(&options, NULL, &error), ESP_OK);
    ck_assert_ptr_nonnull(strstr(error.text, "want"));
}
END_TEST

int main(void)
{
    const char *top = getenv("ESPOUSE_DATA");
    snprintf(lexicons, sizeof lexicons, "%s/lexicons/korea", top ? top : ".");
    Suite *suite = suite_create("train");
    TCase *tcase = tcase_create("train");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, bad_labels_are_refused, 0, sizeof bad_labels / sizeof *bad_labels);
    tcase_add_test(tcase, one_document_is_read);
    tcase_add_test(tcase, pairs_stay_together);
    tcase_add_test(tcase, calibration_finds_the_odds);
    tcase_add_test(tcase, metrics_count);
    tcase_add_test(tcase, same_bytes_again);
    tcase_add_loop_test(tcase, spoilt_models_are_refused, 0, sizeof spoilt / sizeof *spoilt);
    tcase_add_loop_test(tcase, bad_tables_are_refused, 0, 9);
    tcase_add_test(tcase, folders_are_replaced_with_care);
    tcase_add_loop_test(tcase, options_are_checked, 0, 7);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
