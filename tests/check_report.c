/* Reports over an engine and analyses that are made up here: the functions of espouse.h that a report asks are
 * defined in this file, so that it can have wide letters, control characters and cells that no model gives. */
#include "espouse.h"

#include <check.h>
#include <jansson.h>
#include <locale.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { ACTORS = 2, TARGETS_MAX = 6, EVIDENCE_MAX = 3, ATTRIBUTIONS_MAX = 2 };

struct esp_engine {
    size_t targets;
    bool modelled;
    const char *labels[ACTORS];
};

struct esp_analysis {
    const char *id, *title, *date;
    size_t count;
    struct esp_evidence evidence[EVIDENCE_MAX];
    struct esp_cell cells[ACTORS][TARGETS_MAX];
    size_t attribution_count;
    struct esp_attribution attributions[ATTRIBUTIONS_MAX];
    uint32_t title_points; /* of a title that came apart, with the two line feeds */
};

const char *esp_stance_name(enum esp_stance stance)
{
    static const char *const names[] = {"none", "favor", "against", "neutral"};
    return names[stance];
}

const char *esp_attribution_name(enum esp_attribution_kind kind)
{
    static const char *const names[] = {"direct", "indirect", "mixed", "narrated"};
    return names[kind];
}

size_t esp_engine_actor_count(const esp_engine *engine)
{
    (void)engine;
    return ACTORS;
}

size_t esp_engine_target_count(const esp_engine *engine)
{
    return engine->targets;
}

const char *esp_engine_actor_id(const esp_engine *engine, size_t actor)
{
    (void)engine;
    return actor ? "pyongyang" : "seoul";
}

const char *esp_engine_actor_label(const esp_engine *engine, size_t actor)
{
    return engine->labels[actor];
}

const char *esp_engine_target_id(const esp_engine *engine, size_t target)
{
    static const char *const ids[] = {"declaration", "sanctions", "t2", "t3", "t4", "t5"};
    (void)engine;
    return ids[target];
}

const char *esp_engine_target_label(const esp_engine *engine, size_t target)
{
    static const char *const labels[] = {"End-of-war declaration", "Sanctions", "Two", "Three", "Four", "Five"};
    (void)engine;
    return labels[target];
}

const char *esp_engine_model_name(const esp_engine *engine)
{
    return engine->modelled ? "korea" : NULL;
}

const char *esp_engine_model_version(const esp_engine *engine)
{
    (void)engine;
    return "1.2";
}

const char *esp_engine_model_digest(const esp_engine *engine)
{
    (void)engine;
    return "abc";
}

size_t esp_analysis_evidence_count(const esp_analysis *analysis)
{
    return analysis->count;
}

const struct esp_evidence *esp_analysis_evidence(const esp_analysis *analysis, size_t index)
{
    return &analysis->evidence[index];
}

const struct esp_cell *esp_analysis_cell(const esp_analysis *analysis, size_t actor, size_t target)
{
    return &analysis->cells[actor][target];
}

const char *esp_analysis_id(const esp_analysis *analysis)
{
    return analysis->id;
}

const char *esp_analysis_title(const esp_analysis *analysis)
{
    return analysis->title;
}

const char *esp_analysis_date(const esp_analysis *analysis)
{
    return analysis->date;
}

size_t esp_analysis_attribution_count(const esp_analysis *analysis)
{
    return analysis->attribution_count;
}

enum esp_status esp_analysis_attribution(esp_analysis *analysis, size_t index, struct esp_attribution *out,
                                         struct esp_error *error)
{
    (void)error;
    *out = analysis->attributions[index];
    return ESP_OK;
}

const char *esp_analysis_text(const esp_analysis *analysis, size_t *length, uint32_t *points)
{
    *length = 0;
    *points = analysis->title_points;
    return "";
}

/* ---- the made-up article ------------------------------------------------------------------------- */

static const esp_engine engine = {.targets = 2, .modelled = true, .labels = {"Seoul 서울", "Pyongyang"}};

static esp_analysis article = {
    .id = "a,\"1\"",
    .title = "Seoul | presses\x1b[2J for\n종전선언 *now*",
    .date = "2018-08-21",
    .count = 3,
    .evidence = {{.sentence = 0,
                  .piece = {0, 30, 1, "Seoul presses for declaration"},
                  .actor = 0,
                  .target = 0,
                  .stance = ESP_FAVOR,
                  .score = 0.81234567,
                  .probability = {0.01, 0.85, 0.04, 0.1},
                  .attribution = ESP_NARRATED,
                  .holder = {0, 5, 1, "Seoul"},
                  .mention = {18, 29, 1, "declaration"},
                  .cue = {6, 13, 1, "presses"},
                  .chain = ""},
                 {.sentence = 4,
                  .piece = {311, 380, 0, "The North kept its distance from it, saying the sanctions must go first."},
                  .actor = 1,
                  .target = 0,
                  .stance = ESP_AGAINST,
                  .score = -0.79,
                  .probability = {0, 0.05, 0.84, 0.11},
                  .attribution = ESP_MIXED,
                  .holder = {311, 320, 0, "The North"},
                  .mention = {345, 347, 0, "it"},
                  .flags = ESP_NEGATED | ESP_HEDGED,
                  .chain = "the North -> Pyongyang"},
                 {.sentence = 4,
                  .piece = {311, 380, 0, "The North kept its distance from it, saying the sanctions must go first."},
                  .actor = 1,
                  .target = 1,
                  .stance = ESP_NEUTRAL,
                  .score = -0.00001,
                  .attribution = ESP_DIRECT,
                  .mention = {360, 369, 0, "sanctions"},
                  .chain = ""}},
    .cells = {{{.stance = ESP_FAVOR, .score = 0.81234567, .evidence = 12}, {.stance = ESP_NONE, .score = NAN}},
              {{.stance = ESP_AGAINST, .score = -0.79, .evidence = 1},
               {.stance = ESP_NEUTRAL, .score = -0.00001, .evidence = 3, .mixed = 1}}},
    .title_points = 12,
    .attribution_count = 2,
    .attributions = {{.kind = ESP_MIXED,
                      .sentence = 4,
                      .source = {12, 14, 0, "He"},
                      .cue = {15, 19, 0, "told"},
                      .content = (const struct esp_piece[]){{30, 42, 0, "\"Über\nalles\""}, {50, 53, 0, "now"}},
                      .content_count = 2,
                      .hearer = {20, 29, 0, "reporters"},
                      .holder = "Kim, \"K.\"",
                      .chain = "He -> Kim",
                      .actors = 3,
                      .parent = -1,
                      .rule = "subject"},
                     {.kind = ESP_DIRECT,
                      .sentence = 0,
                      .content = (const struct esp_piece[]){{0, 5, 1, "No\x1b!"}},
                      .content_count = 1,
                      .chain = "",
                      .actors = 2,
                      .parent = 0,
                      .rule = "floating"}}};

static esp_analysis bare = {.id = "b\xFF", .title = "", .cells = {{{.score = NAN}, {.score = NAN}}, {{.score = NAN}, {.score = NAN}}}};

static const struct esp_error fault = {.status = ESP_INPUT, .where = "x.jsonl", .line = 17, .text = "no \"text\""};

struct sink {
    char *data;
    size_t length, limit; /* limit: pieces that are taken, 0 for all */
    size_t pieces;
};

static int take(void *context, const char *data, size_t length)
{
    struct sink *sink = context;
    if (sink->limit && sink->pieces == sink->limit)
        return 1;
    sink->pieces++;
    sink->data = realloc(sink->data, sink->length + length + 1);
    memcpy(sink->data + sink->length, data, length);
    sink->length += length;
    sink->data[sink->length] = 0;
    return 0;
}

/* The whole report over the article, a bare one and one that could not be read. The caller frees it. */
static char *report_on(const esp_engine *on, struct esp_report_options options)
{
    struct sink sink = {0};
    struct esp_error error = {0};
    esp_report *report = esp_report_new(on, &options, take, &sink, &error);
    ck_assert(report != NULL);
    ck_assert_int_eq(esp_report_add(report, &article, &error), ESP_OK);
    ck_assert_int_eq(esp_report_add_error(report, "x", &fault, &error), ESP_OK);
    ck_assert_int_eq(esp_report_add(report, &bare, &error), ESP_OK);
    ck_assert_int_eq(esp_report_finish(report, &error), ESP_OK);
    return sink.data;
}

static void check_report(struct esp_report_options options, const char *expected)
{
    char *found = report_on(&engine, options);
    ck_assert_str_eq(found, expected);
    free(found);
}

START_TEST(table)
{
    check_report((struct esp_report_options){.format = ESP_TABLE},
                 "Seoul | presses\\x1b[2J for 종전선언 *now*\n"
                 "2018-08-21 · a,\"1\"\n"
                 "\n"
                 "              End-of-war declaration    Sanctions\n"
                 "  Seoul 서울  favor   +0.81 (12)        ·\n"
                 "  Pyongyang   against -0.79 (1)         neutral +0.00 (3) ±\n"
                 "\n\n"
                 "no date · b\xEF\xBF\xBD\n"
                 "\n"
                 "              End-of-war declaration    Sanctions\n"
                 "  Seoul 서울  ·                         ·\n"
                 "  Pyongyang   ·                         ·\n"
                 "\n"
                 "score -1 against to +1 in favor; (sentences); · no position; ± both sides\n");
}
END_TEST

START_TEST(table_with_evidence_is_wrapped)
{
    char *found = report_on(&engine, (struct esp_report_options){.format = ESP_TABLE, .evidence = 1, .width = 60});
    ck_assert(strstr(found, "   0  Seoul presses for declaration\n"
                            "        Seoul 서울 on End-of-war declaration: favor +0.81 ·\n"
                            "          narrated · cue \"presses\"\n"
                            "\n"
                            "   4  The North kept its distance from it, saying the\n"
                            "      sanctions must go first.\n"
                            "        Pyongyang on End-of-war declaration: against -0.79 ·\n"
                            "          mixed speech, negated, hedged · the North ->\n"
                            "          Pyongyang\n"
                            "        Pyongyang on Sanctions: neutral +0.00 · direct\n"
                            "          speech\n"));
    free(found);
}
END_TEST

START_TEST(table_of_many_targets_is_cut)
{
    const esp_engine many = {.targets = 6, .labels = {"Seoul", "Pyongyang"}};
    char *found = report_on(&many, (struct esp_report_options){.format = ESP_TABLE, .width = 80});
    ck_assert(strstr(found, "             End-of-war declaration    Sanctions            Two\n") != NULL);
    ck_assert(strstr(found, "             Three                Four                 Five\n") != NULL);
    free(found);
}
END_TEST

START_TEST(colors_only_repeat)
{
    char *plain = report_on(&engine, (struct esp_report_options){.format = ESP_TABLE, .evidence = 1});
    char *color = report_on(&engine, (struct esp_report_options){.format = ESP_TABLE, .evidence = 1, .color = 1});
    ck_assert(strchr(plain, '\x1b') == NULL);
    ck_assert(strchr(color, '\x1b') != NULL);
    char *to = color;
    for (char *from = color; *from; from++) {
        if (*from == '\x1b')
            from += strcspn(from, "m");
        else
            *to++ = *from;
    }
    *to = 0;
    ck_assert_str_eq(color, plain);
    free(plain);
    free(color);
}
END_TEST

/* Looks for a piece of JSON, written with ' for ". */
static void check_piece(const char *found, const char *piece)
{
    char wanted[1024];
    size_t length = strlen(piece);
    ck_assert_uint_lt(length, sizeof wanted);
    for (size_t i = 0; i <= length; i++)
        wanted[i] = piece[i] == '\'' ? '"' : piece[i];
    ck_assert_msg(strstr(found, wanted) != NULL, "no %s in %s", wanted, found);
}

START_TEST(json_lines)
{
    char *found = report_on(&engine, (struct esp_report_options){.format = ESP_JSONL});
    char *second = strchr(found, '\n') + 1, *third = strchr(second, '\n') + 1;
    check_piece(third, "{'schema': 'espouse.score/1', 'doc': 'b\xEF\xBF\xBD', 'title': '', 'date': null, "
                       "'model': {'name': 'korea', 'version': '1.2', 'digest': 'abc'}, 'evidence': [], "
                       "'cells': {'seoul': {'declaration': {'stance': 'none', 'score': null, 'evidence': 0}, "
                       "'sanctions': {'stance': 'none', 'score': null, 'evidence': 0}}, "
                       "'pyongyang': {'declaration': {'stance': 'none', 'score': null, 'evidence': 0}, "
                       "'sanctions': {'stance': 'none', 'score': null, 'evidence': 0}}}}\n");
    *third = 0;
    check_piece(second, "{'schema': 'espouse.error/1', 'doc': 'x', 'error': 'x.jsonl:17: no \\'text\\''}\n");
    *second = 0;
    check_piece(found, "{'sentence': 0, 'start': 0, 'end': 30, 'text': 'Seoul presses for declaration', 'in': 'title', "
                       "'actor': 'seoul', 'target': 'declaration', 'stance': 'favor', 'score': 0.8123, "
                       "'probabilities': {'favor': 0.85, 'against': 0.04, 'neutral': 0.1}, 'attribution': 'narrated', "
                       "'holder': {'start': 0, 'end': 5, 'text': 'Seoul', 'in': 'title'}, "
                       "'mention': {'start': 18, 'end': 29, 'text': 'declaration', 'in': 'title'}, "
                       "'cue': {'start': 6, 'end': 13, 'text': 'presses', 'in': 'title'}, 'flags': []}");
    check_piece(found, "'holder': null, 'mention': {'start': 360, 'end': 369, 'text': 'sanctions'}, 'cue': null, "
                       "'flags': []}");
    check_piece(found, "'flags': ['negated', 'hedged']");
    check_piece(found, "'title': 'Seoul | presses\\u001B[2J for\\n종전선언 *now*'");
    free(found);
}
END_TEST

START_TEST(json_is_one_array)
{
    char *found = report_on(&engine, (struct esp_report_options){.format = ESP_JSON});
    json_t *array = json_loads(found, 0, NULL);
    ck_assert(json_is_array(array));
    ck_assert_uint_eq(json_array_size(array), 3);
    ck_assert_str_eq(json_string_value(json_object_get(json_array_get(array, 1), "schema")), "espouse.error/1");
    json_decref(array);
    free(found);
    struct sink sink = {0};
    struct esp_report_options options = {.format = ESP_JSON};
    ck_assert_int_eq(esp_report_finish(esp_report_new(&engine, &options, take, &sink, NULL), NULL), ESP_OK);
    ck_assert_str_eq(sink.data, "[\n]\n");
    free(sink.data);
}
END_TEST

#define TITLE "Seoul | presses\\x1b[2J for 종전선언 *now*"

START_TEST(rows)
{
    check_report((struct esp_report_options){.format = ESP_CSV},
                 "doc,date,title,actor,target,stance,score,evidence\n"
                 "\"a,\"\"1\"\"\",2018-08-21," TITLE ",seoul,declaration,favor,0.8123,12\n"
                 "\"a,\"\"1\"\"\",2018-08-21," TITLE ",seoul,sanctions,none,,0\n"
                 "\"a,\"\"1\"\"\",2018-08-21," TITLE ",pyongyang,declaration,against,-0.7900,1\n"
                 "\"a,\"\"1\"\"\",2018-08-21," TITLE ",pyongyang,sanctions,neutral,0.0000,3\n"
                 "b\xEF\xBF\xBD,,,seoul,declaration,none,,0\n"
                 "b\xEF\xBF\xBD,,,seoul,sanctions,none,,0\n"
                 "b\xEF\xBF\xBD,,,pyongyang,declaration,none,,0\n"
                 "b\xEF\xBF\xBD,,,pyongyang,sanctions,none,,0\n");
    char *found = report_on(&engine, (struct esp_report_options){.format = ESP_TSV});
    ck_assert(!strncmp(found, "doc\tdate\ttitle\tactor\ttarget\tstance\tscore\tevidence\na,\"1\"\t", 53));
    ck_assert(strstr(found, "\na,\"1\"\t2018-08-21\t" TITLE "\tseoul\tsanctions\tnone\t\t0\n"));
    free(found);
}
END_TEST

START_TEST(markdown)
{
    char *found = report_on(&engine, (struct esp_report_options){.format = ESP_MARKDOWN, .evidence = 1});
    ck_assert(strstr(found, "## Seoul \\| presses\\\\x1b\\[2J for 종전선언 \\*now\\*\n"
                            "\n"
                            "2018-08-21 · a,\"1\"\n"
                            "\n"
                            "| | End-of-war declaration | Sanctions |\n"
                            "|---|---|---|\n"
                            "| Seoul 서울 | favor +0.81 (12) | · |\n"
                            "| Pyongyang | against -0.79 (1) | neutral +0.00 (3) ± |\n"
                            "\n"
                            "> Seoul presses for declaration\n"
                            "\n"
                            "- **Seoul 서울** on End-of-war declaration: favor +0.81, narrated, cue “presses”\n"
                            "\n"
                            "> The North"));
    ck_assert(strstr(found, "- **Pyongyang** on End-of-war declaration: against -0.79, mixed speech, negated, hedged, "
                            "the North -\\> Pyongyang\n"
                            "- **Pyongyang** on Sanctions: neutral +0.00, direct speech\n"));
    free(found);
}
END_TEST

/* A locale with a decimal comma changes nothing. */
START_TEST(numbers_have_points)
{
    static const char *const names[] = {"de_DE.UTF-8", "fr_FR.UTF-8", "ru_RU.UTF-8", "de_DE"};
    for (int format = ESP_TABLE; format <= ESP_MARKDOWN; format++) {
        struct esp_report_options options = {.format = (enum esp_format)format, .evidence = 1};
        char *before = report_on(&engine, options);
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            setlocale(LC_ALL, names[i]);
            char *after = report_on(&engine, options);
            setlocale(LC_ALL, "C");
            ck_assert_str_eq(before, after);
            free(after);
        }
        free(before);
    }
}
END_TEST

START_TEST(a_closed_sink_gets_no_more)
{
    struct sink sink = {.limit = 1};
    struct esp_error error = {0};
    struct esp_report_options options = {.format = ESP_JSONL};
    esp_report *report = esp_report_new(&engine, &options, take, &sink, &error);
    ck_assert_int_eq(esp_report_add(report, &article, &error), ESP_OK);
    ck_assert_int_eq(esp_report_add(report, &article, &error), ESP_IO);
    ck_assert_int_eq(error.status, ESP_IO);
    sink.limit = 0;
    ck_assert_int_eq(esp_report_add(report, &article, &error), ESP_IO);
    ck_assert_int_eq(esp_report_finish(report, &error), ESP_IO);
    ck_assert_uint_eq(sink.pieces, 1);
    free(sink.data);
}
END_TEST

START_TEST(attributions_in_a_table)
{
    check_report((struct esp_report_options){.format = ESP_TABLE, .attributions = 1, .width = 60},
                 "Seoul | presses\\x1b[2J for 종전선언 *now*\n"
                 "2018-08-21 · a,\"1\"\n"
                 "\n"
                 "   0  Kim, \"K.\" (Seoul 서울) (Pyongyang) \"told\" · mixed\n"
                 "          speech · to reporters · He -> Kim\n"
                 "        \"Über alles\"\n"
                 "        now\n"
                 "\n"
                 "   1  ? (Pyongyang) · direct speech · in 0\n"
                 "        No\\x1b!\n"
                 "\n\n"
                 "no date · b\xEF\xBF\xBD\n"
                 "\n"
                 "  no attributions\n");
}
END_TEST

START_TEST(attributions_as_rows)
{
    check_report((struct esp_report_options){.format = ESP_CSV, .attributions = 1},
                 "doc,number,sentence,kind,source,cue,content,hearer,holder,actor,chain,parent,rule,source_span,cue_span,"
                 "content_span\n"
                 "\"a,\"\"1\"\"\",0,4,mixed,He,told,\"\"\"Über alles\"\" | now\",reporters,\"Kim, \"\"K.\"\"\","
                 "seoul+pyongyang,He -> Kim,,subject,12 14,15 19,30 42;50 53\n"
                 "\"a,\"\"1\"\"\",1,0,direct,,,No\\x1b!,,,pyongyang,,0,floating,,,title 0 5\n");
}
END_TEST

START_TEST(attributions_as_json)
{
    char *found = report_on(&engine, (struct esp_report_options){.format = ESP_JSONL, .attributions = 1});
    json_error_t wrong;
    char *line = strtok(found, "\n");
    json_t *document = json_loads(line, 0, &wrong), *list, *first, *second;
    ck_assert_msg(document != NULL, "%s: %s", wrong.text, line);
    ck_assert_str_eq(json_string_value(json_object_get(document, "schema")), "espouse.attributions/1");
    list = json_object_get(document, "attributions");
    ck_assert_uint_eq(json_array_size(list), 2);
    first = json_array_get(list, 0);
    second = json_array_get(list, 1);
    ck_assert_str_eq(json_string_value(json_object_get(first, "kind")), "mixed");
    ck_assert_int_eq(json_integer_value(json_object_get(json_array_get(json_object_get(first, "source"), 0), "start")),
                     12);
    ck_assert_uint_eq(json_array_size(json_object_get(first, "content")), 2);
    ck_assert(json_is_null(json_object_get(first, "actor"))); /* there are two */
    ck_assert_uint_eq(json_array_size(json_object_get(first, "actors")), 2);
    ck_assert_str_eq(json_string_value(json_object_get(second, "actor")), "pyongyang");
    ck_assert_uint_eq(json_array_size(json_object_get(second, "source")), 0);
    ck_assert_uint_eq(json_array_size(json_object_get(second, "cue")), 0);
    ck_assert(json_is_null(json_object_get(second, "holder")));
    ck_assert_int_eq(json_integer_value(json_object_get(second, "parent")), 0);
    json_decref(document);
    ck_assert(strstr(strtok(NULL, "\n"), "espouse.error/1") != NULL);
    free(found);
}
END_TEST

START_TEST(attributions_for_brat)
{
    check_report((struct esp_report_options){.format = ESP_BRAT, .attributions = 1},
                 "T1\tContent 42 47;48 54;62 65\t\"Über alles\" now\n"
                 "T2\tSource 24 26\tHe\n"
                 "R1\tsource Arg1:T1 Arg2:T2\n"
                 "T3\tCue 27 31\ttold\n"
                 "R2\tcue Arg1:T1 Arg2:T3\n"
                 "A1\tKind T1 mixed\n"
                 "#1\tAnnotatorNotes T1\tKim, \"K.\" (seoul, pyongyang)\n"
                 "T4\tContent 0 4\tNo\x1b!\n"
                 "A2\tKind T4 direct\n");
}
END_TEST

START_TEST(odd_calls)
{
    struct esp_error error = {0};
    struct esp_report_options options = {.format = (enum esp_format)42};
    ck_assert(esp_report_new(&engine, &options, take, NULL, &error) == NULL);
    ck_assert_int_eq(error.status, ESP_USAGE);
    error = (struct esp_error){0};
    options = (struct esp_report_options){.format = ESP_MARKDOWN, .attributions = 1};
    ck_assert(esp_report_new(&engine, &options, take, NULL, &error) == NULL);
    ck_assert_str_eq(error.text, "no format 5 for attributions");
    error = (struct esp_error){0};
    options = (struct esp_report_options){.format = ESP_BRAT};
    ck_assert(esp_report_new(&engine, &options, take, NULL, &error) == NULL);
    ck_assert_int_eq(error.status, ESP_USAGE);
    ck_assert_int_eq(esp_report_finish(NULL, NULL), ESP_OK);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("report");
    TCase *tcase = tcase_create("formats");
    tcase_add_test(tcase, table);
    tcase_add_test(tcase, table_with_evidence_is_wrapped);
    tcase_add_test(tcase, table_of_many_targets_is_cut);
    tcase_add_test(tcase, colors_only_repeat);
    tcase_add_test(tcase, json_lines);
    tcase_add_test(tcase, json_is_one_array);
    tcase_add_test(tcase, rows);
    tcase_add_test(tcase, markdown);
    tcase_add_test(tcase, numbers_have_points);
    tcase_add_test(tcase, a_closed_sink_gets_no_more);
    tcase_add_test(tcase, attributions_in_a_table);
    tcase_add_test(tcase, attributions_as_rows);
    tcase_add_test(tcase, attributions_as_json);
    tcase_add_test(tcase, attributions_for_brat);
    tcase_add_test(tcase, odd_calls);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
