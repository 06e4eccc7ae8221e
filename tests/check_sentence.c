/* Where sentences begin and end, and what those are that are no prose. A case names the sentences of its text, joined
 * by "|", kinds other than the body's before them. The lists are those of lexicons/korea. */
#include "lexicon.h"
#include "stages.h"

#include <check.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

static struct lexicon *lexicon;
static struct arena arena;
static jmp_buf exhausted;
static struct document d;

static const struct {
    const char *text, *sentences;
} CASES[] = {
    {"", ""},
    {" \n\n \n", ""},
    {"One", "One"},
    {"One.", "One."},
    {"Head\n\nOne. Two! Three? Four.", "<headline>Head|One.|Two!|Three?|Four."},
    /* stops that end nothing */
    {"He met Gen. Brooks. They left.", "He met Gen. Brooks.|They left."},
    {"Donald J. Trump left. He did.", "Donald J. Trump left.|He did."},
    {"It rose 3.5 percent. Then 1.2.", "It rose 3.5 percent.|Then 1.2."},
    {"The U.S. Treasury acted. It did.", "The U.S. Treasury acted.|It did."},
    {"The U.S.-led drive ended. It did.", "The U.S.-led drive ended.|It did."},
    {"On Sept. 6 he left. On Aug. 5, too.", "On Sept. 6 he left.|On Aug. 5, too."},
    {"See www.korea.kr for it. Go on.", "See www.korea.kr for it.|Go on."},
    {"We have ... agreed. We did.", "We have ... agreed.|We did."},
    {"\"What?\" he asked. They left.", "\"What?\" he asked.|They left."},
    /* and such that do */
    {"He flew to the U.S. He stayed.", "He flew to the U.S.|He stayed."},
    {"He flew to the U.S. The envoy stayed.", "He flew to the U.S.|The envoy stayed."},
    {"They met at 3 p.m. It rained.", "They met at 3 p.m.|It rained."},
    {"He paused... They left.", "He paused...|They left."},
    {"Is it?! It is.", "Is it?!|It is."},
    {"It was so in 2017. 2018 was worse.", "It was so in 2017.|2018 was worse."},
    /* quotations, brackets */
    {"\"We agreed.\" They left.", "\"We agreed.\"|They left."},
    {"\u201CWe agreed.\u201D They left.", "\"We agreed.\"|They left."},
    {"He said \"no.\" \"Yes.\" They left.", "He said \"no.\"|\"Yes.\"|They left."},
    {"'It was over.' Nobody spoke.", "'It was over.'|Nobody spoke."},
    {"\"(We) are ready. (We) wait.\"", "\"(We) are ready.|(We) wait.\""},
    {"They agreed. [We] wait.", "They agreed.|[We] wait."},
    {"He left. (They did not.) She stayed.", "He left.|(They did not.)|She stayed."},
    {"\u300C\u7D42\u6226\u3002\u300D He said so.", "\"\u7D42\u6226.\"|He said so."},
    /* paragraphs */
    {"Head\n\nIt is the end of the\n\nKorean War. Yes.", "<headline>Head|It is the end of the Korean War.|Yes."},
    {"Head\n\nThe ministry said\n\non Monday it left.", "<headline>Head|The ministry said on Monday it left."},
    {"Head\n\nIt is late,\n\nSeoul said.", "<headline>Head|It is late, Seoul said."},
    {"Head\n\nFirst paragraph\n\nSecond paragraph.", "<headline>Head|First paragraph|Second paragraph."},
    {"Head ends in of\n\nSeoul left.", "<headline>Head ends in of|Seoul left."},
    {"Head\r\n\r\nOne.\r\n\r\nTwo.", "<headline>Head|One.|Two."},
    {"\uFEFFHead\n\nOne.", "<headline>Head|One."},
    /* no prose */
    {"Head\nBy Park Ji-won\n\nOne.", "<headline>Head|<byline>By Park Ji-won|One."},
    {"Head\nPublished : Aug 21, 2018 - 11:18\n\nOne.", "<headline>Head|<meta>Published : Aug 21, 2018 - 11:18|One."},
    {"Head\n\nUpdated: September 2, 2019\n\nOne.", "<headline>Head|<meta>Updated: September 2, 2019|One."},
    {"Head\n\nOne. Two. (Yonhap)", "<headline>Head|One.|Two.|<credit>(Yonhap)"},
    {"Head\n\nThe minister in Seoul (Yonhap)\n\nOne.", "<headline>Head|<caption>The minister in Seoul (Yonhap)|One."},
};

static void split(const char *title, const char *text)
{
    struct esp_article article = {.id = "s", .title = title, .text = text, .length = strlen(text)};
    d = (struct document){.arena = &arena, .lexicon = lexicon, .title = ""};
    ck_assert(text_fold(&d, &article, NULL));
    sentence_split(&d);
    token_split(&d);
}

static void describe(struct buffer *out)
{
    static const char *const kinds[] = {"", "<headline>", "<byline>", "<credit>", "<caption>", "<meta>"};
    buffer_text(out, "");
    for (uint32_t i = 0; i < d.sentences.count; i++) {
        buffer_printf(out, "%s%s", i ? "|" : "", kinds[d.sentences.items[i].kind]);
        dump_tokens(&d, d.sentences.items[i].tokens, out);
    }
}

START_TEST(sentences_are_found)
{
    struct buffer found;
    buffer_init(&found);
    ck_assert_int_eq(setjmp(exhausted), 0);
    split(NULL, CASES[_i].text);
    describe(&found);
    ck_assert_msg(!strcmp(found.data, CASES[_i].sentences), "%s\n  want %s\n  got  %s", CASES[_i].text,
                  CASES[_i].sentences, found.data);
    buffer_destroy(&found);
}
END_TEST

static bool is_space(char c)
{
    return c == ' ' || c == '\n';
}

/* Sentences stand in order, begin and end in something, and leave nothing but white space out. */
START_TEST(nothing_is_lost)
{
    ck_assert_int_eq(setjmp(exhausted), 0);
    split(NULL, CASES[_i].text);
    uint32_t at = 0, paragraph = 0;
    for (uint32_t i = 0; i < d.sentences.count; i++) {
        const struct sentence *s = &d.sentences.items[i];
        ck_assert_uint_lt(s->span.start, s->span.end);
        ck_assert_uint_le(at, s->span.start);
        for (; at < s->span.start; at++)
            ck_assert(is_space(d.text.bytes[at]));
        ck_assert(!is_space(d.text.bytes[at]) && !is_space(d.text.bytes[s->span.end - 1]));
        ck_assert(s->opens_paragraph == (!i || s->paragraph != paragraph));
        ck_assert_uint_le(paragraph, s->paragraph);
        paragraph = s->paragraph;
        at = s->span.end;
    }
    for (; at < d.text.length; at++)
        ck_assert(is_space(d.text.bytes[at]));
}
END_TEST

START_TEST(a_title_apart_is_the_headline)
{
    static const struct {
        const char *title, *text, *sentences;
    } cases[] = {
        {"Head", "One. Two.", "<headline>Head|One.|Two."},
        {"It is over.", "One.", "<headline>It is over.|One."},
        {"They differ over", "end of the war.", "<headline>They differ over|end of the war."},
        {"Head", "", "<headline>Head"},
        {NULL, "Head\n\nOne.", "<headline>Head|One."},
        {"", "Head\n\nOne.", "<headline>Head|One."},
        {NULL, "It is no headline, with its stop.\n\nOne.", "It is no headline, with its stop.|One."},
    };
    ck_assert_int_eq(setjmp(exhausted), 0);
    struct buffer found;
    buffer_init(&found);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buffer_clear(&found);
        split(cases[i].title, cases[i].text);
        describe(&found);
        ck_assert_str_eq(found.data, cases[i].sentences);
    }
    split(NULL, "\u201CHead\u201D\n\nOne.");
    ck_assert_str_eq(d.title, "\u201CHead\u201D"); /* as the source has it */
    buffer_destroy(&found);
}
END_TEST

/* Lines that were wrapped are one paragraph, however they end. */
START_TEST(wrapped_lines_are_joined)
{
    static const char *const ends[] = {"\n", "\r\n", "\r", " \n", "\u2028"};
    static const char *const lines[] = {"The minister said that the two Koreas and the United",
        "States would agree on a declaration that ends the war", "between them, which ended in an armistice. Washington", "is wary."};
    char text[512] = "Head\n\n";
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        strcat(text, lines[i]);
        strcat(text, ends[_i]);
    }
    ck_assert_int_eq(setjmp(exhausted), 0);
    struct buffer found;
    buffer_init(&found);
    split(NULL, text);
    describe(&found);
    ck_assert_str_eq(found.data, "<headline>Head|The minister said that the two Koreas and the United States would "
                     "agree on a declaration that ends the war between them, which ended in an armistice.|"
                     "Washington is wary.");
    buffer_destroy(&found);
}
END_TEST

static void load(void)
{
    char folder[PATH_MAX];
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
    Suite *suite = suite_create("sentence");
    TCase *tcase = tcase_create("sentence");
    tcase_add_unchecked_fixture(tcase, load, unload);
    tcase_add_checked_fixture(tcase, open_arena, close_arena);
    tcase_add_loop_test(tcase, sentences_are_found, 0, sizeof CASES / sizeof *CASES);
    tcase_add_loop_test(tcase, nothing_is_lost, 0, sizeof CASES / sizeof *CASES);
    tcase_add_test(tcase, a_title_apart_is_the_headline);
    tcase_add_loop_test(tcase, wrapped_lines_are_joined, 0, 5);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
