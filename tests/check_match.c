/* Finding patterns in tokens: words, capitals, gaps, regular expressions, and which of several hits stands. The lists
 * are those under tests/lexicons. A case names the hits of its text, each "list pattern(form)=words". */
#include "lexicon.h"
#include "stages.h"

#include <check.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

static struct lexicon *lexicon, *plain; /* with and without JIT */

static const struct {
    const char *text, *hits;
} CASES[] = {
    {"Northland said it.", "actors Northland=Northland|speech say(past)=said|pronouns it=it"},
    /* capitals */
    {"the north said", "speech say(past)=said"},
    {"The North said", "actors the North=The North|speech say(past)=said"},
    {"THE NORTH SAID", "actors the North=THE NORTH|speech say(past)=SAID"},
    {"Saying", "speech say(ing)=Saying"},
    {"U.S. and u.s.", "actors U.S.=U.S."},
    /* the longest wins, and in another list nothing is hidden */
    {"bridge tolls", "targets bridge toll=bridge tolls"},
    {"It is a North Post story.", "pronouns it=It|actors North Post=North Post"},
    {"not only", "negation not only=not only"},
    {"the ministry", "actors the ministry=the ministry|roles ministry=ministry"},
    {"Ann Lee and Lee", "actors Ann Lee=Ann Lee|actors Lee=Lee"},
    /* kind not */
    {"the death toll rose", "targets death toll=death toll"},
    {"a TOLL-free line", "targets re:\\b(?-i:TOLL)-free\\b=TOLL-free"},
    {"a toll-free line", ""},
    /* forms */
    {"banned, bans, banning, ban",
     "action ban(past)=banned|action ban(s)=bans|action ban(ing)=banning|action ban(base)=ban"},
    {"He has written that men told ministries.", "speech tell(past)=told|roles ministry=ministries"},
    {"They put off and put it off.", "action put off(base)=put off|pronouns it=it"},
    {"claims", "speech claim(s)=claims"},
    /* a possessive is a word of its own, and so is punctuation */
    {"Northland's claim", "actors Northland=Northland|speech claim(base)=claim"},
    {"call, for", ""},
    {"called for", "speech call for(past)=called for"},
    /* gaps: none, three, four, and not over the end of a sentence */
    {"They throw weight behind it.", "attitude throw _ weight behind(base)=throw weight behind|pronouns it=it"},
    {"They threw all their own weight behind it.",
     "attitude throw _ weight behind(past)=threw all their own weight behind|pronouns it=it"},
    {"They threw all of their own weight behind it.", "attitude weight=weight|pronouns it=it"},
    {"They threw it. Our weight behind them.", "pronouns it=it|attitude weight=weight"},
    {"keep in place", "action keep _ in place(base)=keep in place"},
    {"kept it in place", "pronouns it=it"}, /* no row of irregular.tsv for it here */
    /* regular expressions: white space squeezed, hits widened to whole tokens */
    {"Charging  for\nthe   bridge", "targets re:\\bcharg\\w+ (?:for|at) the bridge\\b=Charging for the bridge"},
    {"charged at the bridges", ""},
    {"surcharging for the bridge", ""},
    {"", ""},
    {"...", ""},
};

static void open_document(struct document *d, struct arena *arena, const struct lexicon *lists, const char *text)
{
    struct esp_article article = {.id = "m", .text = text, .length = strlen(text)};
    *d = (struct document){.arena = arena, .lexicon = lists, .day = INT32_MIN, .title = ""};
    ck_assert(text_fold(d, &article, NULL));
    sentence_split(d);
    token_split(d);
    match_find(d);
}

static void describe(const struct document *d, struct buffer *out)
{
    static const char *const forms[] = {"", "(base)", "(s)", "(past)", "(participle)", "(ing)"};
    for (uint32_t i = 0; i < d->matches.count; i++) {
        const struct match *m = &d->matches.items[i];
        const struct entry *e = lexicon_entry(d->lexicon, m->entry);
        buffer_printf(out, "%s%s %s%s=", i ? "|" : "", lexicon_list_name((enum lexicon_list)e->list), e->pattern,
                      forms[m->form]);
        dump_tokens(d, m->tokens, out);
    }
    buffer_text(out, "");
}

START_TEST(hits_are_found)
{
    struct arena arena;
    struct buffer found;
    struct document d;
    jmp_buf exhausted;
    arena_init(&arena);
    buffer_init(&found);
    arena.exhausted = &exhausted;
    ck_assert_int_eq(setjmp(exhausted), 0);
    open_document(&d, &arena, _i % 2 ? lexicon : plain, CASES[_i / 2].text);
    describe(&d, &found);
    ck_assert_msg(!strcmp(found.data, CASES[_i / 2].hits), "%s\n  want %s\n  got  %s", CASES[_i / 2].text,
                  CASES[_i / 2].hits, found.data);
    buffer_destroy(&found);
    arena_destroy(&arena);
}
END_TEST

START_TEST(dump_has_a_line_for_each)
{
    struct arena arena;
    struct buffer out;
    struct document d;
    jmp_buf exhausted;
    arena_init(&arena);
    buffer_init(&out);
    arena.exhausted = &exhausted;
    ck_assert_int_eq(setjmp(exhausted), 0);
    open_document(&d, &arena, lexicon, "Northland wanted tolls. It was glad.");
    match_dump(&d, &out);
    ck_assert_str_eq(out.data, "0\tactors\tname\t-\t-\tNorthland\tNorthland\n"
                               "0\tattitude\twant\t+1\tpast\twant\twanted\n"
                               "0\ttargets\tname\t-\t-\ttoll\ttolls\n"
                               "1\tpronouns\t-\t-\t-\tit\tIt\n"
                               "1\tsentiment\t-\t+1\t-\tglad\tglad\n");
    buffer_destroy(&out);
    arena_destroy(&arena);
}
END_TEST

/* Texts that would take long if anything were quadratic in them. */
START_TEST(long_texts_are_no_trouble)
{
    static const char *const pieces[] = {"call ", "throw ", "throw throw weight ", "charging for the ", "not only not ",
                                         "Lee ", "Lee's ", "the North, ", "\"", "a-"};
    enum { SIZE = 1 << 20 };
    char *text = malloc(SIZE + 64);
    ck_assert_ptr_nonnull(text);
    size_t length = 0;
    while (length < SIZE) {
        strcpy(text + length, pieces[_i]);
        length += strlen(pieces[_i]);
    }
    struct arena arena;
    struct document d;
    jmp_buf exhausted;
    arena_init(&arena);
    arena.exhausted = &exhausted;
    ck_assert_int_eq(setjmp(exhausted), 0);
    open_document(&d, &arena, lexicon, text);
    actor_find(&d);
    arena_destroy(&arena);
    free(text);
}
END_TEST

static void load(void)
{
    char folder[PATH_MAX];
    const char *top = getenv("ESPOUSE_DATA");
    struct esp_error error = {0};
    snprintf(folder, sizeof folder, "%s/tests/lexicons/small", top ? top : ".");
    lexicon = lexicon_load(folder, NULL, true, &error);
    plain = lexicon_load(folder, NULL, false, &error);
    ck_assert_msg(lexicon && plain, "%s:%ld: %s", error.where, error.line, error.text);
}

static void unload(void)
{
    lexicon_free(lexicon);
    lexicon_free(plain);
}

int main(void)
{
    Suite *suite = suite_create("match");
    TCase *tcase = tcase_create("match");
    tcase_set_timeout(tcase, 60);
    tcase_add_unchecked_fixture(tcase, load, unload);
    tcase_add_loop_test(tcase, hits_are_found, 0, 2 * sizeof CASES / sizeof *CASES);
    tcase_add_test(tcase, dump_has_a_line_for_each);
    tcase_add_loop_test(tcase, long_texts_are_no_trouble, 0, 10);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
