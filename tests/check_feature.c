/* What the model sees: placeholders instead of names, the same for whoever speaks, no feature twice; and texts of
 * hostile size through all stages before the model. */
#include "lexicon.h"
#include "pipeline.h"

#include <check.h>
#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

static struct lexicon *lexicon;
static char folder[PATH_MAX];
static struct arena arena;
static jmp_buf exhausted;
static struct document d;

static void run(const char *text)
{
    struct esp_article article = {.id = "f", .date = "2018-12-19", .text = text, .length = strlen(text)};
    d = (struct document){.arena = &arena, .lexicon = lexicon, .day = INT32_MIN, .title = ""};
    ck_assert(pipeline_run(&d, &article, NULL));
}

static const char NAMES[] =
    "Seoul, Washington and Pyongyang at odds over end-of-war declaration\n\n"
    "South Korea, the United States and North Korea differ on the end-of-war declaration and on sanctions.\n\n"
    "Seoul urged Washington to ease sanctions on Pyongyang, but the State Department refused, the Blue House said.\n\n"
    "\"The U.S. must lift sanctions,\" KCNA said. President Moon Jae-in asked President Donald Trump and North Korean "
    "leader Kim Jong-un to sign the declaration. Moon said Kim and Trump agreed to it.\n\n"
    "The White House's national security adviser John Bolton told Foreign Minister Kang Kyung-wha that U.S. talks on "
    "the declaration were premature, while South Korean and American officials discussed sanctions.\n\n"
    "Secretary of State Mike Pompeo and Foreign Minister Ri Yong-ho, who met in Singapore, spoke of Pyongyang's demand "
    "that U.N. sanctions be lifted. Critics doubt that Washington would sign the declaration.\n";

/* True when words stand in a name as whole words, whatever the case. */
static bool has_words(const char *name, const char *words)
{
    size_t length = strlen(words);
    for (const char *p = name; *p; p++)
        if (!strncasecmp(p, words, length) && (p == name || !isalnum((unsigned char)p[-1])) &&
            !isalnum((unsigned char)p[length]))
            return true;
    return false;
}

/* No feature holds a name of the lists that stands for a single actor. */
START_TEST(no_feature_names_an_actor)
{
    ck_assert_int_eq(setjmp(exhausted), 0);
    run(NAMES);
    ck_assert_uint_ge(d.candidates.count, 12);
    for (uint32_t i = 0; i < lexicon_entry_count(lexicon); i++) {
        const struct entry *e = lexicon_entry(lexicon, i);
        if (e->list != LIST_ACTORS || !e->actors || (e->actors & (e->actors - 1)) ||
            !isupper((unsigned char)*e->pattern) ||
            (e->kind != KIND_NAME && e->kind != KIND_ORG && e->kind != KIND_PERSON && e->kind != KIND_LEADER))
            continue;
        for (uint32_t c = 0; c < d.candidates.count; c++)
            for (uint32_t f = 0; f < d.vectors[c].features.count; f++)
                ck_assert_msg(!has_words(d.vectors[c].features.items[f].name, e->pattern), "sentence %u: \"%s\" in %s",
                              d.candidates.items[c].sentence, e->pattern, d.vectors[c].features.items[f].name);
    }
}
END_TEST

START_TEST(no_feature_comes_twice)
{
    ck_assert_int_eq(setjmp(exhausted), 0);
    run(NAMES);
    for (uint32_t c = 0; c < d.candidates.count; c++) {
        struct hash seen = {0};
        ck_assert_uint_gt(d.vectors[c].features.count, 20);
        for (uint32_t f = 0; f < d.vectors[c].features.count; f++) {
            const struct feature *feature = &d.vectors[c].features.items[f];
            ck_assert_msg(hash_add(&arena, &seen, feature->name, strlen(feature->name), f) == f, "%s", feature->name);
            ck_assert(feature->value == 1);
            ck_assert_int_eq(feature->index, NOWHERE);
        }
    }
}
END_TEST

static const struct vector *vector_of(uint32_t sentence, const char *actor, const char *target)
{
    for (uint32_t i = 0; i < d.candidates.count; i++) {
        const struct candidate *c = &d.candidates.items[i];
        if (c->sentence == sentence && !strcmp(lexicon_actor(lexicon, c->actor)->id, actor) &&
            !strcmp(lexicon_target(lexicon, c->target)->id, target))
            return &d.vectors[i];
    }
    return NULL;
}

static bool has(const struct vector *v, const char *name)
{
    for (uint32_t i = 0; v && i < v->features.count; i++)
        if (!strcmp(v->features.items[i].name, name))
            return true;
    return false;
}

START_TEST(mentions_are_placeholders)
{
    static const struct {
        const char *actor, *target, *feature;
        bool there;
    } cases[] = {
        {"washington", "sanctions", "t:ACTOR urged RIVAL", true},
        {"washington", "sanctions", "b:ease TARGET", true},
        {"washington", "sanctions", "t:while OUTSIDER discussed", true},
        {"washington", "sanctions", "w:TARGET2", true},
        {"washington", "sanctions", "b:0 talks", true},
        {"washington", "sanctions", "w:2018", false},
        {"seoul", "sanctions", "t:RIVAL urged ACTOR", true},
        {"seoul", "sanctions", "b:ease TARGET", true},
        {"seoul", "declaration", "t:discussed the TARGET", true},
        {"seoul", "declaration", "b:ease TARGET2", true},
        {"seoul", "declaration", "b:ease TARGET", false},
    };
    ck_assert_int_eq(setjmp(exhausted), 0);
    run("Talks\n\nAfter 2018 talks Washington urged Seoul to ease sanctions, while Beijing discussed the end-of-war "
        "declaration.");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct vector *v = vector_of(1, cases[i].actor, cases[i].target);
        ck_assert_msg(v != NULL, "no candidate %s, %s", cases[i].actor, cases[i].target);
        ck_assert_msg(has(v, cases[i].feature) == cases[i].there, "%s, %s: %s", cases[i].actor, cases[i].target,
                      cases[i].feature);
    }
}
END_TEST

/* Sentences with two places for actors, and one for a third. */
static const char *const FRAMES[] = {
    "%1$s urged %2$s to ease sanctions.",
    "%1$s refused to sign the end-of-war declaration, and %2$s agreed with %3$s.",
    "\"We oppose sanctions,\" %1$s told %2$s.",
    "%2$s said that %1$s would support an end-of-war declaration only after sanctions were lifted.",
    "Critics say %1$s's effort to end sanctions hurts %2$s's demand for the end-of-war declaration.",
    "%1$s wants the end-of-war declaration. %2$s does not want it. It says sanctions must stay.",
    "According to %1$s, %2$s and %3$s are at odds over sanctions.",
    "%2$s would ease %1$s-led sanctions.",
    "%3$s wants sanctions lifted, %2$s said after talks in %1$s.",
    "%1$s wants the end-of-war declaration. %2$s's plan, an official said, is %3$s's plan.",
};

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct feature *)a)->name, ((const struct feature *)b)->name);
}

/* Prints for every candidate, by sentence, role and target, its features by name. roles: actor -> role. */
static void describe(const int *roles, struct buffer *out)
{
    for (uint32_t sentence = 0; sentence < d.sentences.count; sentence++)
        for (int role = 0; role < 3; role++)
            for (uint32_t i = 0; i < d.candidates.count; i++) {
                const struct candidate *c = &d.candidates.items[i];
                if (c->sentence != sentence || roles[c->actor] != role)
                    continue;
                struct vector *v = &d.vectors[i];
                qsort(v->features.items, v->features.count, sizeof *v->features.items, by_name);
                buffer_printf(out, "%u %d %s\n", sentence, role, lexicon_target(lexicon, c->target)->id);
                for (uint32_t f = 0; f < v->features.count; f++)
                    buffer_printf(out, "  %s\n", v->features.items[f].name);
            }
}

/* Names the first line that differs. */
static void compare(const char *text, const char *want, const char *got)
{
    while (*want || *got) {
        size_t w = strcspn(want, "\n"), g = strcspn(got, "\n");
        if (w != g || memcmp(want, got, w))
            ck_abort_msg("%s\n  want %.*s\n  got  %.*s", text, (int)w, want, (int)g, got);
        want += w + (want[w] == '\n');
        got += g + (got[g] == '\n');
    }
}

/* Whoever stands in the three places: the one in the same place has the same features. */
START_TEST(swapping_actors_changes_nothing)
{
    static const int orders[][3] = {{0, 1, 2}, {1, 0, 2}, {2, 1, 0}, {1, 2, 0}, {0, 2, 1}, {2, 0, 1}};
    struct buffer first, other;
    buffer_init(&first);
    buffer_init(&other);
    ck_assert_int_eq(setjmp(exhausted), 0);
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        char text[512] = "Talks\n\n";
        int roles[3];
        const char *names[3];
        for (int place = 0; place < 3; place++) {
            roles[orders[i][place]] = place;
            names[place] = lexicon_actor(lexicon, (size_t)orders[i][place])->label;
        }
        size_t at = strlen(text);
        for (const char *p = FRAMES[_i]; *p; p++) {
            if (*p == '%') {
                at += (size_t)snprintf(text + at, sizeof text - at, "%s", names[p[1] - '1']);
                p += 3;
            } else {
                text[at++] = *p;
            }
        }
        text[at] = 0;
        run(text);
        ck_assert_uint_gt(d.candidates.count, 0);
        buffer_clear(&other);
        describe(roles, i ? &other : &first);
        if (i)
            compare(text, first.data, other.data);
    }
    buffer_destroy(&first);
    buffer_destroy(&other);
}
END_TEST

/* Names of one actor in several forms; the last is a place, and says nothing. */
static const char *const ALIKE[][2] = {
    {"Pyongyang shuns American sanctions.", "Pyongyang shuns U.S. sanctions."},
    {"Pyongyang shuns the United States' sanctions.", "Pyongyang shuns Washington's sanctions."},
    {"Pyongyang shuns sanctions kept up by the U.S.", "Pyongyang shuns sanctions kept up by Washington."},
    {"Washington refused to join South Korea-led sanctions.", "Washington refused to join Seoul-led sanctions."},
    {"Washington refused to join anti-DPRK sanctions.", "Washington refused to join anti-Pyongyang sanctions."},
    {"Seoul backs sanctions, it said in talks in Washington.", "Seoul backs sanctions, it said in talks in Pyongyang."},
};

/* Under whatever name an actor goes, the features are the same. */
START_TEST(forms_of_a_name_are_alike)
{
    static const int roles[] = {0, 1, 2};
    struct buffer described[2];
    for (int i = 0; i < 2; i++)
        buffer_init(&described[i]);
    ck_assert_int_eq(setjmp(exhausted), 0);
    for (int i = 0; i < 2; i++) {
        char text[256];
        snprintf(text, sizeof text, "Talks\n\n%s", ALIKE[_i][i]);
        run(text);
        ck_assert_uint_gt(d.candidates.count, 0);
        describe(roles, &described[i]);
    }
    compare(ALIKE[_i][0], described[0].data, described[1].data);
    for (int i = 0; i < 2; i++)
        buffer_destroy(&described[i]);
}
END_TEST

/* Texts that would take long, or deep stacks, if anything were quadratic or recursive in them. */
static const struct {
    const char *before, *unit, *after;
    size_t times;
} HOSTILE[] = {
    {"", "Seoul wants sanctions eased and ", "", 32768}, /* a line of one megabyte */
    {"", "a", "", 1 << 20},
    {"", " ", "", 1 << 20},
    {"Seoul wants sanctions eased ", "US-", "", 20000},
    {"Seoul said: ", "\"", "", 20000},
    {"Seoul said: ", "\" no ", "", 20000},
    {"Seoul said: ", "\u201C", " sanctions", 20000},
    {"Seoul said: ", "'", " sanctions", 20000},
    {"Seoul said ", "(", " sanctions", 10000},
    {"Seoul said ", "(it ", ")", 10000},
    {"Seoul said ", "[\"(", ")\"]", 10000},
    {"", "Seoul said that ", "sanctions stay.", 10000},
    {"", "the sanctions, ", "", 20000},
    {"", "it said it ", "", 20000},
    {"", "U.S. ", "", 20000},
    {"", "not ", "sanctions", 20000},
    {"", "He said.\n\n", "", 20000},
    {"", "\n", "", 100000},
    {"", "Kim Jong-un, ", "", 10000},
    {"", "\u0301", "", 100000},
};

START_TEST(hostile_texts_are_no_trouble)
{
    size_t before = strlen(HOSTILE[_i].before), unit = strlen(HOSTILE[_i].unit), after = strlen(HOSTILE[_i].after);
    size_t times = HOSTILE[_i].times, length = before + times * unit + times * after;
    char *text = malloc(length + 1);
    ck_assert_ptr_nonnull(text);
    memcpy(text, HOSTILE[_i].before, before);
    for (size_t i = 0; i < times; i++)
        memcpy(text + before + i * unit, HOSTILE[_i].unit, unit);
    for (size_t i = 0; i < times; i++)
        memcpy(text + before + times * unit + i * after, HOSTILE[_i].after, after);
    if (strlen(HOSTILE[_i].after) > 3) /* words: once */
        length = before + times * unit + after;
    struct esp_error error = {0};
    esp_engine *engine = esp_engine_new(&(struct esp_engine_options){.lexicons = folder}, &error);
    ck_assert_msg(engine != NULL, "%s: %s", error.where, error.text);
    esp_analysis *analysis = esp_analysis_new(engine, &error);
    ck_assert_ptr_nonnull(analysis);
    struct esp_article article = {.id = "h", .text = text, .length = length};
    ck_assert_int_eq(esp_analysis_run(analysis, &article, &error), ESP_OK);
    article.title = "Head";
    ck_assert_int_eq(esp_analysis_run(analysis, &article, &error), ESP_OK);
    ck_assert_int_eq(error.status, ESP_OK);
    esp_analysis_free(analysis);
    esp_engine_free(engine);
    free(text);
}
END_TEST

static void load(void)
{
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
    Suite *suite = suite_create("feature");
    TCase *tcase = tcase_create("feature");
    tcase_set_timeout(tcase, 120);
    tcase_add_unchecked_fixture(tcase, load, unload);
    tcase_add_checked_fixture(tcase, open_arena, close_arena);
    tcase_add_test(tcase, no_feature_names_an_actor);
    tcase_add_test(tcase, no_feature_comes_twice);
    tcase_add_test(tcase, mentions_are_placeholders);
    tcase_add_loop_test(tcase, swapping_actors_changes_nothing, 0, sizeof FRAMES / sizeof *FRAMES);
    tcase_add_loop_test(tcase, forms_of_a_name_are_alike, 0, sizeof ALIKE / sizeof *ALIKE);
    tcase_add_loop_test(tcase, hostile_texts_are_no_trouble, 0, sizeof HOSTILE / sizeof *HOSTILE);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
