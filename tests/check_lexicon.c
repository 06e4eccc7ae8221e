/* Loading lexicons: entries and their links, inflection, literals of regular expressions, and every fault with its
 * place. The lists under tests/lexicons are copied to a folder of their own before one of them is spoilt. */
#include "lexicon_internal.h"

#include <check.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char general[PATH_MAX], domain[2 * PATH_MAX];
static const char *const files[] = {"speech.tsv", "attitude.tsv", "action.tsv", "negation.tsv", "modality.tsv",
                                    "condition.tsv", "hedge.tsv", "contrast.tsv", "sentiment.tsv", "pronouns.tsv",
                                    "roles.tsv", "abbreviations.tsv", "function.tsv", "irregular.tsv", "calendar.tsv",
                                    "small/domain.tsv", "small/actors.tsv", "small/targets.tsv"};
enum { FILES = sizeof files / sizeof *files };

/* ---- a folder to spoil ------------------------------------------------------------------------------ */

static char scratch[] = "check-lexicon-XXXXXX"; /* under the folder that the tests run in */

static void put(const char *file, const char *bytes, size_t length)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", scratch, file);
    FILE *out = fopen(path, "wb");
    ck_assert_ptr_nonnull(out);
    ck_assert_uint_eq(fwrite(bytes, 1, length, out), length);
    fclose(out);
}

static void put_text(const char *file, const char *text)
{
    put(file, text, strlen(text));
}

static void copy_file(const char *file)
{
    char path[2 * PATH_MAX], bytes[1 << 14];
    snprintf(path, sizeof path, "%s/%s", general, file);
    FILE *in = fopen(path, "rb");
    ck_assert_msg(in != NULL, "%s is missing", path);
    size_t length = fread(bytes, 1, sizeof bytes, in);
    fclose(in);
    put(file, bytes, length);
}

static void set_up(void)
{
    char path[PATH_MAX];
    strcpy(scratch + sizeof scratch - 7, "XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(scratch));
    snprintf(path, sizeof path, "%s/small", scratch);
    ck_assert_int_eq(mkdir(path, 0777), 0);
    for (int i = 0; i < FILES; i++)
        copy_file(files[i]);
}

static void tear_down(void)
{
    char path[PATH_MAX];
    for (int i = 0; i < FILES; i++) {
        snprintf(path, sizeof path, "%s/%s", scratch, files[i]);
        unlink(path);
    }
    snprintf(path, sizeof path, "%s/small", scratch);
    rmdir(path);
    rmdir(scratch);
}

static struct lexicon *load_scratch(struct esp_error *error)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/small", scratch);
    return lexicon_load(path, NULL, true, error);
}

/* ---- what is loaded --------------------------------------------------------------------------------- */

static struct lexicon *load(void)
{
    struct esp_error error = {0};
    struct lexicon *lexicon = lexicon_load(domain, NULL, true, &error);
    ck_assert_msg(lexicon != NULL, "%s:%ld:%ld: %s", error.where, error.line, error.column, error.text);
    return lexicon;
}

/* The n-th entry of a list with this pattern, from 0. */
static int32_t find(const struct lexicon *lexicon, enum lexicon_list list, const char *pattern, int n)
{
    for (uint32_t i = 0; i < lexicon_entry_count(lexicon); i++)
        if (lexicon_entry(lexicon, i)->list == list && !strcmp(lexicon_entry(lexicon, i)->pattern, pattern) && !n--)
            return (int32_t)i;
    ck_abort_msg("no entry \"%s\"", pattern);
}

START_TEST(domain_is_loaded)
{
    struct lexicon *lexicon = load();
    ck_assert_str_eq(lexicon_name(lexicon), "small");
    ck_assert_uint_eq(strlen(lexicon_digest(lexicon)), 64);
    ck_assert_uint_eq(lexicon_actor_count(lexicon), 2);
    ck_assert_uint_eq(lexicon_target_count(lexicon), 1);
    ck_assert_str_eq(lexicon_actor(lexicon, 1)->id, "south");
    ck_assert_str_eq(lexicon_actor(lexicon, 1)->label, "South");
    ck_assert_str_eq(lexicon_target(lexicon, 0)->gloss, "a toll on bridges");
    ck_assert_ptr_null(lexicon_class(lexicon, "leader"));
    const struct entry *say = lexicon_entry(lexicon, (uint32_t)find(lexicon, LIST_SPEECH, "say", 0));
    ck_assert_ptr_eq(say->class, lexicon_class(lexicon, "say"));
    ck_assert_uint_eq(say->frames, FRAME_QUOTE | FRAME_THAT | FRAME_INV);
    ck_assert_int_eq(say->pos, 'v');
    ck_assert_int_eq(say->line, 3);
    const struct entry *weight = lexicon_entry(lexicon, (uint32_t)find(lexicon, LIST_ATTITUDE, "weight", 0));
    ck_assert_int_eq(weight->value, 0);
    ck_assert_int_eq(lexicon_entry(lexicon, (uint32_t)find(lexicon, LIST_ACTION, "lift", 0))->value, -1);
    lexicon_free(lexicon);
}
END_TEST

START_TEST(general_lists_load_alone)
{
    struct esp_error error = {0};
    struct lexicon *lexicon = lexicon_load(NULL, general, false, &error);
    ck_assert_ptr_nonnull(lexicon);
    ck_assert_uint_eq(lexicon_actor_count(lexicon), 0);
    ck_assert_str_eq(lexicon_name(lexicon), "");
    ck_assert_str_eq(lexicon_abbreviation(lexicon, "gen.", 4), "title");
    ck_assert_ptr_null(lexicon_abbreviation(lexicon, "gen", 3));
    ck_assert_str_eq(lexicon_function_word(lexicon, "the", 3), "article");
    ck_assert_int_eq(lexicon_month(lexicon, "aug.", 4), 8);
    ck_assert_int_eq(lexicon_month(lexicon, "monday", 6), 0);
    ck_assert_int_eq(lexicon_irregular_verb(lexicon, "said", 4), FORM_PAST);
    ck_assert_int_eq(lexicon_irregular_verb(lexicon, "written", 7), FORM_PARTICIPLE);
    ck_assert_int_eq(lexicon_irregular_verb(lexicon, "has", 3), FORM_S);
    ck_assert_int_eq(lexicon_irregular_verb(lexicon, "writes", 6), FORM_S);
    ck_assert_int_eq(lexicon_irregular_verb(lexicon, "walked", 6), FORM_NONE);
    lexicon_free(lexicon);
    ck_assert_ptr_null(lexicon_load(NULL, NULL, false, &error));
    ck_assert_int_eq(error.status, ESP_USAGE);
    lexicon_free(NULL);
}
END_TEST

START_TEST(persons_share_entities)
{
    struct lexicon *lexicon = load();
    uint32_t first = (uint32_t)find(lexicon, LIST_ACTORS, "Ann Lee", 0);
    uint32_t second = (uint32_t)find(lexicon, LIST_ACTORS, "Ann Lee", 1);
    const struct entry *ann = lexicon_entry(lexicon, first), *later = lexicon_entry(lexicon, second);
    ck_assert_int_eq(ann->entity, later->entity);
    ck_assert_int_eq(lexicon_entry_next(lexicon, first), (int32_t)second);
    ck_assert_int_eq(lexicon_entry_next(lexicon, second), NOWHERE);
    ck_assert_uint_eq(ann->actors, 1);
    ck_assert_uint_eq(later->actors, 2);
    ck_assert_int_eq(ann->to, lexicon_day("2019-12-31"));
    ck_assert_int_eq(later->to, INT32_MAX);
    ck_assert_int_eq(lexicon_entry(lexicon, (uint32_t)find(lexicon, LIST_ACTORS, "Bob Lee", 0))->entity,
                     lexicon_entry(lexicon, (uint32_t)find(lexicon, LIST_ACTORS, "Bo Lee", 0))->entity);
    int persons = 0; /* the short form leads to all three rows */
    for (int32_t i = find(lexicon, LIST_ACTORS, "Lee", 0); i != NOWHERE; i = lexicon_entry_next(lexicon, (uint32_t)i)) {
        ck_assert(lexicon_entry(lexicon, (uint32_t)i)->is_short);
        persons++;
    }
    ck_assert_int_eq(persons, 3);
    int32_t claim = find(lexicon, LIST_SPEECH, "claim", 0);
    ck_assert_int_eq(lexicon_entry(lexicon, (uint32_t)lexicon_entry_next(lexicon, (uint32_t)claim))->pos, 'n');
    lexicon_free(lexicon);
}
END_TEST

START_TEST(sets_of_actors)
{
    struct lexicon *lexicon = load();
    const struct entry *lands = lexicon_entry(lexicon, (uint32_t)find(lexicon, LIST_ACTORS, "the two lands", 0));
    const struct entry *ministry = lexicon_entry(lexicon, (uint32_t)find(lexicon, LIST_ACTORS, "the ministry", 0));
    const struct entry *sides = lexicon_entry(lexicon, (uint32_t)find(lexicon, LIST_ACTORS, "the two sides", 0));
    ck_assert(lands->all && !lands->either && lands->actors == 3);
    ck_assert(!ministry->all && ministry->either && ministry->actors == 3);
    ck_assert(sides->all && sides->either && sides->actors == 3);
    lexicon_free(lexicon);
}
END_TEST

START_TEST(digest_tells_contents)
{
    struct esp_error error = {0};
    struct lexicon *lexicon = load_scratch(&error), *shipped = load();
    ck_assert_ptr_nonnull(lexicon);
    ck_assert_str_eq(lexicon_digest(lexicon), lexicon_digest(shipped)); /* wherever it stands */
    put_text("hedge.tsv", "pattern\tpos\tclass\tnote\nreportedly\tx\tseem\t\n");
    struct lexicon *changed = load_scratch(&error);
    ck_assert_ptr_nonnull(changed);
    ck_assert_str_ne(lexicon_digest(changed), lexicon_digest(shipped));
    lexicon_free(changed);
    lexicon_free(lexicon);
    lexicon_free(shipped);
}
END_TEST

/* ---- inflection ------------------------------------------------------------------------------------- */

static const struct {
    const char *word;
    char pos;
    const char *forms;
} FORMS[] = {
    {"announce", 'v', "announce announces announced announcing"},
    {"ban", 'v', "ban bans banned banning"},
    {"seek", 'v', "seek seeks seeked seeking"}, /* irregular where the table has it */
    {"show", 'v', "show shows showed showing"},
    {"relax", 'v', "relax relaxes relaxed relaxing"},
    {"push", 'v', "push pushes pushed pushing"},
    {"deny", 'v', "deny denies denied denying"},
    {"delay", 'v', "delay delays delayed delaying"},
    {"agree", 'v', "agree agrees agreed agreeing"},
    {"tie", 'v', "tie ties tied tying"},
    {"veto", 'v', "veto vetoes vetoed vetoing"},
    {"quit", 'v', "quit quits quitted quitting"},
    {"re-ban", 'v', "re-ban re-bans re-banned re-banning"},
    {"say", 'v', "say said says saying"},
    {"put", 'v', "put putting puts"},
    {"write", 'v', "write wrote written writes writing"},
    {"signal", 'v', "signal signalled signaled signalling signals"},
    {"ministry", 'n', "ministry ministries"},
    {"sanction", 'n', "sanction sanctions"},
    {"embassy", 'n', "embassy embassies"},
    {"speech", 'n', "speech speeches"},
    {"memo", 'n', "memo memos"},
    {"man", 'n', "man men"},
    {"as is", 'x', "as is"},
};

START_TEST(words_bend)
{
    struct lexicon *lexicon = load();
    jmp_buf exhausted;
    lexicon->arena.exhausted = &exhausted;
    ck_assert_int_eq(setjmp(exhausted), 0);
    struct forms forms;
    char found[256] = "";
    lexicon_inflect(lexicon, FORMS[_i].word, FORMS[_i].pos, &forms);
    for (uint32_t i = 0; i < forms.count; i++) {
        strcat(found, i ? " " : "");
        strcat(found, forms.items[i].text);
    }
    ck_assert_str_eq(found, FORMS[_i].forms);
    lexicon_free(lexicon);
}
END_TEST

/* ---- literals --------------------------------------------------------------------------------------- */

static const struct {
    const char *regex, *literals;
} LITERALS[] = {
    {"\\bdeclar\\w+ the war over\\b", " the war over"},
    {"waiver|exemption", "waiver,exemption"},
    {"(?:ease|lift)\\w* them", " them"},
    {"(?:sanction|embargo)s?", "sanction,embargo"},
    {"(?:the )?war", "war"},
    {"warr?s", "war"},
    {"abc+def", "abc"},
    {"abx?cd", ""},
    {"(?:one|)two", "two"},
    {"(?-i:US|Seoul)", ""},
    {"(?-i:Seoul|Tokyo)", "seoul,tokyo"},
    {"(?<name>north) korea", " korea"},
    {"(?=north)x", ""},
    {"(?!north)south", "south"},
    {"(?<!the )north", "north"},
    {"[abc]north[^]]", "north"},
    {"end[- ]of[- ]war", "end"},
    {"a\\.b\\.c\\.", "a.b.c."},
    {"\\Qnorth\\E", ""},
    {"(?x) north", ""},
    {"(?i)north", "north"},
    {"(*UTF)north", ""},
    {"north{2}x", "north"},
    {"(?:north){0,2}", ""},
    {"(?:north){2}", "north"},
    {"\\x{2019}north", ""},
    {"caf\xC3\xA9 bar", " bar"},
    {"(?|(north)|(south))", ""},
    {"[[:alpha:]]north", ""},
};

START_TEST(literals_are_found)
{
    struct arena arena;
    jmp_buf exhausted;
    arena_init(&arena);
    arena.exhausted = &exhausted;
    ck_assert_int_eq(setjmp(exhausted), 0);
    struct literals literals = lexicon_literals(&arena, LITERALS[_i].regex, strlen(LITERALS[_i].regex));
    char found[256] = "";
    for (uint32_t i = 0; i < literals.count; i++) {
        strcat(found, i ? "," : "");
        strcat(found, literals.items[i]);
    }
    ck_assert_msg(!strcmp(found, LITERALS[_i].literals), "%s: want \"%s\", got \"%s\"", LITERALS[_i].regex,
                  LITERALS[_i].literals, found);
    arena_destroy(&arena);
}
END_TEST

/* ---- faults ----------------------------------------------------------------------------------------- */

static const struct {
    const char *file, *bytes, *fault; /* fault: "line:column: beginning of the text" */
} FAULTS[] = {
    {"hedge.tsv", "pattern\tpos\tclass\tremark\n", "1:19: unknown column \"remark\": want pattern, pos, class, note"},
    {"hedge.tsv", "pattern\tpos\tpos\tclass\n", "1:13: column \"pos\" is there twice"},
    {"hedge.tsv", "pattern\tpos\n", "1:0: no column \"class\": want pattern, pos, class, note"},
    {"hedge.tsv", "# nothing\n\n", "0:0: no header"},
    {"hedge.tsv", "pattern\tpos\tclass\nso\tx\n", "2:5: 2 cells: want 3 as in the header"},
    {"hedge.tsv", "pattern\tpos\tclass\nso\tx\tseem\tmore\n", "2:11: 4 cells: want 3 as in the header"},
    {"hedge.tsv", "pattern\tpos\tclass\ns\xFFo\tx\tseem\n", "2:2: byte 0xFF is not UTF-8"},
    {"hedge.tsv", "pattern\tpos\tclass\ncaf\xC3\xA9 \x01\tx\tseem\n", "2:6: control character U+0001"},
    {"hedge.tsv", "pattern\tpos\tclass\ncaf\xC3\xA9\tx\tsem\n",
     "2:8: class \"sem\": want hearsay, seem, approx, speculate"},
    {"hedge.tsv", "pattern\tpos\tclass\nso\ty\tseem\n", "2:4: pos \"y\": want v, n, x"},
    {"hedge.tsv", "pattern\tpos\tclass\nso\tx\tseem\nso\tx\tapprox\n", "3:1: pattern \"so\" stands already in line 2"},
    {"hedge.tsv", "pattern\tpos\tclass\nso | so\tx\tseem\n", "2:6: pattern \"so\" stands already in line 2"},
    {"hedge.tsv", "pattern\tpos\tclass\nso | \tx\tseem\n", "2:6: pattern \"\": want words"},
    {"hedge.tsv", "pattern\tpos\tclass\nso \xE2\x80\x99n\tx\tseem\n",
     "2:4: pattern \"so \xE2\x80\x99n\": typographic quotation mark"},
    {"hedge.tsv", "pattern\tpos\tclass\nso\xC2\xA0 on\tx\tseem\n", "2:3: pattern \"so\xC2\xA0 on\": unusual space"},
    {"hedge.tsv", "pattern\tpos\tclass\nso _\tx\tseem\n", "2:4: pattern \"so _\": \"_\" must stand between two words"},
    {"hedge.tsv", "pattern\tpos\tclass\nre:so(\\w\tx\tseem\n",
     "2:9: pattern \"re:so(\\w\": missing closing parenthesis"},
    {"hedge.tsv", "pattern\tpos\tclass\nre:so|\tx\tseem\n", "2:1: pattern \"re:so|\": matches the empty text"},
    {"sentiment.tsv", "pattern\tpos\tvalue\nso\tx\t0\n", "2:6: value \"0\": want + or -"},
    {"attitude.tsv", "pattern\tpos\tvalue\tclass\tframes\nso\tx\t\twant\tnp\n", "2:6: value \"\": want +, - or 0"},
    {"attitude.tsv", "pattern\tpos\tvalue\tclass\tframes\nso\tx\t+\twant\tnp, xp\n",
     "2:17: frames \"xp\": want quote, that"},
    {"pronouns.tsv", "pattern\tperson\tnumber\tgender\nit\t4\tsg\tn\n", "2:4: person \"4\": want 1, 2, 3"},
    {"calendar.tsv", "pattern\tmonth\nMay\t13\n", "2:5: \"13\": want a month as a number from 1 to 12"},
    {"calendar.tsv", "pattern\tmonth\nMay\t5\nmay\t5\n", "3:1: \"may\": want it once only"},
    {"irregular.tsv", "lemma\tpos\tforms\nsay\tx\tsaid\n", "2:5: \"x\": want v or n"},
    {"function.tsv", "pattern\tclass\nthe\tartikel\n", "2:5: \"artikel\": want article, determiner"},
    {"small/domain.tsv", "id\ttype\tlabel\tgloss\nNorth\tactor\tN\t\n", "2:1: \"North\": want a lower-case letter"},
    {"small/domain.tsv", "id\ttype\tlabel\tgloss\nn\tactress\tN\t\n", "2:3: \"actress\": want actor or target"},
    {"small/domain.tsv", "id\ttype\tlabel\tgloss\nn\tactor\tN\t\n", "0:0: want at least one actor and one target"},
    {"small/actors.tsv", "pattern\tactor\tkind\tshort\tfrom\tto\tgender\nX\teast\tname\t\t\t\t\n",
     "2:3: actor \"east\": want the id of an actor in domain.tsv"},
    {"small/actors.tsv", "pattern\tactor\tkind\tshort\tfrom\tto\tgender\nX\tnorth\tking\t\t\t\t\n",
     "2:9: kind \"king\": want name, org"},
    {"small/actors.tsv", "pattern\tactor\tkind\tshort\tfrom\tto\tgender\nX\tnorth,south\tname\t\t\t\t\n",
     "2:3: actor \"north,south\": want one actor, or several joined by +"},
    {"small/actors.tsv", "pattern\tactor\tkind\tshort\tfrom\tto\tgender\nX\tnorth\tother\t\t\t\t\n",
     "2:3: actor \"north\": want none in a row of kind other"},
    {"small/actors.tsv", "pattern\tactor\tkind\tshort\tfrom\tto\tgender\nX Y\tnorth\tperson\tY\t2018-02-30\t\t\n",
     "2:20: from \"2018-02-30\": want a day as YYYY-MM-DD"},
    {"small/actors.tsv",
     "pattern\tactor\tkind\tshort\tfrom\tto\tgender\nX Y\tnorth\tperson\tY\t2018-02-03\t2018-02-02\t\n",
     "2:31: to \"2018-02-02\": want a day that is not before"},
    {"small/actors.tsv", "pattern\tactor\tkind\tshort\tfrom\tto\tgender\nX Y\tnorth\tname\tY\t\t\t\n",
     "2:16: short \"Y\": want none unless the kind is person or leader"},
    {"small/targets.tsv", "pattern\tpos\ttarget\tkind\nX\tn\ttax\tname\n",
     "2:5: target \"tax\": want the id of a target in domain.tsv"},
};

START_TEST(faults_have_places)
{
    struct esp_error error = {0};
    char found[640], want[64];
    put_text(FAULTS[_i].file, FAULTS[_i].bytes);
    ck_assert_ptr_null(load_scratch(&error));
    ck_assert_int_eq(error.status, ESP_LEXICON);
    snprintf(found, sizeof found, "%ld:%ld: %s", error.line, error.column, error.text);
    ck_assert_msg(!strncmp(found, FAULTS[_i].fault, strlen(FAULTS[_i].fault)), "want %s\n     got  %s", FAULTS[_i].fault,
                  found);
    snprintf(want, sizeof want, "%s", FAULTS[_i].file);
    size_t length = strlen(error.where);
    ck_assert(length > strlen(want) && !strcmp(error.where + length - strlen(want), want));
}
END_TEST

START_TEST(nul_is_a_fault)
{
    static const char bytes[] = "pattern\tpos\tclass\ns\0o\tx\tseem\n";
    struct esp_error error = {0};
    put("hedge.tsv", bytes, sizeof bytes - 1);
    ck_assert_ptr_null(load_scratch(&error));
    ck_assert_str_eq(error.text, "control character U+0000");
    ck_assert_int_eq(error.column, 2);
}
END_TEST

START_TEST(missing_file_is_an_error)
{
    char path[PATH_MAX];
    struct esp_error error = {0};
    snprintf(path, sizeof path, "%s/hedge.tsv", scratch);
    unlink(path);
    ck_assert_ptr_null(load_scratch(&error));
    ck_assert_int_eq(error.status, ESP_IO);
    ck_assert_str_eq(error.text, "cannot be read: No such file or directory");
}
END_TEST

/* A spreadsheet of another system: byte order mark, CR LF, columns in another order, no column for notes. */
START_TEST(foreign_line_ends_are_read)
{
    static const char bytes[] = "\xEF\xBB\xBF" "class\tpattern\tpos\r\nseem\tso to say\tx\r\n\r\n# end\r\n";
    struct esp_error error = {0};
    put("hedge.tsv", bytes, sizeof bytes - 1);
    struct lexicon *lexicon = load_scratch(&error);
    ck_assert_msg(lexicon != NULL, "%s", error.text);
    ck_assert_str_eq(lexicon_entry(lexicon, (uint32_t)find(lexicon, LIST_HEDGE, "so to say", 0))->class, "seem");
    lexicon_free(lexicon);
}
END_TEST

static void count(void *context, const struct esp_error *fault)
{
    ck_assert_int_eq(fault->status, ESP_LEXICON);
    ++*(int *)context;
}

START_TEST(check_reports_every_fault)
{
    char path[PATH_MAX];
    int faults = 0;
    struct esp_error error = {0};
    put_text("hedge.tsv", "pattern\tpos\tclass\nso\ty\tsem\nre:(\tx\tseem\nso\tx\n");
    put_text("small/targets.tsv", "pattern\tpos\ttarget\tkind\nX\tn\ttax\tname\n");
    snprintf(path, sizeof path, "%s/small", scratch);
    ck_assert_int_eq(esp_lexicon_check(path, count, &faults, &error), 5);
    ck_assert_int_eq(faults, 5);
    ck_assert_int_eq(esp_lexicon_check(scratch, NULL, NULL, &error), 4);
    ck_assert_int_eq(esp_lexicon_check(domain, NULL, NULL, &error), 0);
    ck_assert_int_eq(error.status, ESP_OK);
    ck_assert_int_eq(esp_lexicon_check("no such folder", NULL, NULL, &error), -1);
    ck_assert_int_eq(error.status, ESP_IO);
}
END_TEST

START_TEST(days_are_counted)
{
    ck_assert_int_eq(lexicon_day("1970-01-01"), 0);
    ck_assert_int_eq(lexicon_day("1969-12-31"), -1);
    ck_assert_int_eq(lexicon_day("2000-03-01"), 11017);
    ck_assert_int_eq(lexicon_day("2020-02-29"), 18321);
    ck_assert_int_eq(lexicon_day("0001-01-01"), -719162);
    static const char *const bad[] = {"2019-02-29", "1900-02-29", "2018-13-01", "2018-00-01", "2018-01-00", "2018-1-1",
                                      "2018/01/01", "2018-01-011", "", "0000-01-01", "2018-01-3x"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert_int_eq(lexicon_day(bad[i]), INT32_MIN);
}
END_TEST

int main(void)
{
    const char *top = getenv("ESPOUSE_DATA");
    snprintf(general, sizeof general, "%s/tests/lexicons", top ? top : ".");
    snprintf(domain, sizeof domain, "%s/small", general);
    Suite *suite = suite_create("lexicon");
    TCase *plain = tcase_create("loading"), *spoilt = tcase_create("faults");
    tcase_add_test(plain, domain_is_loaded);
    tcase_add_test(plain, general_lists_load_alone);
    tcase_add_test(plain, persons_share_entities);
    tcase_add_test(plain, sets_of_actors);
    tcase_add_loop_test(plain, words_bend, 0, sizeof FORMS / sizeof *FORMS);
    tcase_add_loop_test(plain, literals_are_found, 0, sizeof LITERALS / sizeof *LITERALS);
    tcase_add_test(plain, days_are_counted);
    tcase_add_checked_fixture(spoilt, set_up, tear_down);
    tcase_add_test(spoilt, digest_tells_contents);
    tcase_add_loop_test(spoilt, faults_have_places, 0, sizeof FAULTS / sizeof *FAULTS);
    tcase_add_test(spoilt, nul_is_a_fault);
    tcase_add_test(spoilt, missing_file_is_an_error);
    tcase_add_test(spoilt, foreign_line_ends_are_read);
    tcase_add_test(spoilt, check_reports_every_fault);
    suite_add_tcase(suite, plain);
    suite_add_tcase(suite, spoilt);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
