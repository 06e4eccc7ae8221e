/* Folding: what looks alike becomes alike, and every place leads back to code points of the source. */
#include "stages.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

static struct arena arena;
static jmp_buf exhausted;
static struct document d;

static void open_arena(void)
{
    arena_init(&arena);
    arena.exhausted = &exhausted;
}

static void close_arena(void)
{
    arena_destroy(&arena);
}

static bool fold(const char *title, const char *text, size_t length, struct esp_error *error)
{
    struct esp_article article = {.id = "t", .title = title, .text = text, .length = length};
    d = (struct document){.arena = &arena};
    return text_fold(&d, &article, error);
}

static struct esp_piece piece_at(uint32_t start, uint32_t end)
{
    return text_piece(&d, (struct span){start, end});
}

static const struct {
    const char *source, *folded;
} FOLDS[] = {
    {"", ""},
    {"plain, 'single' and \"double\"\n", "plain, 'single' and \"double\"\n"},
    /* quotation marks */
    {"\u201Ccurly\u201D \u2018single\u2019 \u201Elow\u201F \u201Alow\u201B", "\"curly\" 'single' \"low\" 'low'"},
    {"\u00ABguillemets\u00BB \u2039small\u203A", "\"guillemets\" 'small'"},
    {"\u300Ccorner\u300D \u300Ewhite\u300F \u301Dprime\u301E \uFF02wide\uFF02",
     "\"corner\" \"white\" \"prime\" \"wide\""},
    {"``old'' `back' \u00B4acute\u00B4", "\"old\" 'back' 'acute'"},
    /* spaces and what nobody sees */
    {"a\u00A0b\u2009c\u202Fd\u3000e\tf", "a b c d e f"},
    {"de\u00ADcla\u200Bra\u200Dtion\uFEFF", "declaration"},
    {"\uFEFFstart", "start"},
    {"\u202Eright\u202C \u2066left\u2069", "right left"},
    {"\u00AD", ""},
    {"bell\x07 del\x7F c1\xC2\x90", "bell  del  c1 "},
    /* lines */
    {"a\r\nb\rc\nd\u2028e\u2029f\fg\vh\xC2\x85i", "a\nb\nc\nd\ne\n\nf\ng\nh\ni"},
    {"\r\n\r\n", "\n\n"},
    /* letters */
    {"cafe\u0301", "caf\u00E9"},
    {"a\u0323\u0302 a\u0302\u0323", "\u1EAD \u1EAD"},
    {"\u1112\u1161\u11AB\u1100\u1173\u11AF", "\uD55C\uAE00"},
    {"\u212B \u2126", "\u00C5 \u03A9"},
    {"\uFF35\uFF33\uFF0D\uFF11", "US-1"},
    {"\uFB01", "\uFB01"}, /* canonical forms only */
    {"q\u0301", "q\u0301"},
    {"\u0301start", "\u0301start"},
    /* dots, dashes */
    {"so\u2026 end\u2010of\u2011war", "so... end-of-war"},
    {"\u7D42\u6226\u3001\u3002", "\u7D42\u6226,."},
    {"a \u2013 b \u2014 c", "a \u2013 b \u2014 c"},
    {"\U0001F600", "\U0001F600"},
};

START_TEST(alike_becomes_alike)
{
    ck_assert_int_eq(setjmp(exhausted), 0);
    ck_assert(fold(NULL, FOLDS[_i].source, strlen(FOLDS[_i].source), NULL));
    ck_assert_str_eq(d.text.bytes, FOLDS[_i].folded);
    ck_assert_uint_eq(d.text.length, strlen(FOLDS[_i].folded));
    ck_assert_msg(!d.text.map || strcmp(FOLDS[_i].source, FOLDS[_i].folded), "a map although nothing was changed");
}
END_TEST

/* Folding what is folded changes nothing. */
START_TEST(folding_is_idempotent)
{
    ck_assert_int_eq(setjmp(exhausted), 0);
    ck_assert(fold(NULL, FOLDS[_i].folded, strlen(FOLDS[_i].folded), NULL));
    ck_assert_str_eq(d.text.bytes, FOLDS[_i].folded);
}
END_TEST

/* The way back rises, stays within the source and hits only the first bytes of characters. */
START_TEST(the_way_back_rises)
{
    ck_assert_int_eq(setjmp(exhausted), 0);
    ck_assert(fold("T\u00EFtle", FOLDS[_i].source, strlen(FOLDS[_i].source), NULL));
    uint32_t last = 0;
    for (uint32_t i = 0; i <= d.text.length; i++) {
        uint32_t byte = text_source_byte(&d.text, i);
        ck_assert_uint_ge(byte, last);
        ck_assert_uint_le(byte, d.text.source_length);
        if (((unsigned char)d.text.bytes[i] & 0xC0) != 0x80)
            ck_assert_uint_ne((unsigned char)d.text.source[byte] & 0xC0, 0x80);
        last = byte;
    }
    ck_assert_uint_eq(text_source_byte(&d.text, d.text.length), d.text.source_length);
}
END_TEST

static const struct {
    const char *title, *text; /* title: NULL when it stands in the text */
    const char *folded;       /* the piece of the folded text */
    uint32_t start, end;      /* code points */
    int part;
    const char *source;       /* what stands there */
} PIECES[] = {
    {NULL, "Seoul waits", "waits", 6, 11, 0, "waits"},
    {NULL, "Seoul waits", "Seoul waits", 0, 11, 0, "Seoul waits"},
    {NULL, "\u201CWe\u201D wait", "wait", 5, 9, 0, "wait"},
    {NULL, "\u201CWe\u201D wait", "\"We\"", 0, 4, 0, "\u201CWe\u201D"},
    {NULL, "\uFEFFa dec\u00ADlaration now", "declaration", 3, 15, 0, "dec\u00ADlaration"},
    {NULL, "\uFEFFa dec\u00ADlaration now", "now", 16, 19, 0, "now"},
    {NULL, "cafe\u0301 war", "caf\u00E9", 0, 5, 0, "cafe\u0301"},
    {NULL, "cafe\u0301 war", "war", 6, 9, 0, "war"},
    {NULL, "a\r\nb\r\nwar", "war", 6, 9, 0, "war"},
    {NULL, "so\u2026 war", "...", 2, 3, 0, "\u2026"},
    {NULL, "so\u2026 war", "war", 4, 7, 0, "war"},
    {NULL, "``No'' war", "war", 7, 10, 0, "war"},
    {NULL, "\U0001F600 \uD55C\uAE00 war", "war", 5, 8, 0, "war"},
    {NULL, "\u1112\u1161\u11AB war", "\uD55C", 0, 3, 0, "\u1112\u1161\u11AB"},
    {"T\u00EFtle \u201Chere\u201D", "The war", "war", 4, 7, 0, "war"},
    {"T\u00EFtle \u201Chere\u201D", "The war", "The war", 0, 7, 0, "The war"},
    {"T\u00EFtle \u201Chere\u201D", "The war", "\"here\"", 6, 12, 1, "\u201Chere\u201D"},
    {"T\u00EFtle \u201Chere\u201D", "The war", "T\u00EFtle", 0, 5, 1, "T\u00EFtle"},
    {"T\u00EFtle", "\uFEFF\u00ABThe\u00BB war", "war", 7, 10, 0, "war"},
    {"", "The war", "war", 4, 7, 0, "war"},
};

START_TEST(pieces_count_code_points_of_the_source)
{
    ck_assert_int_eq(setjmp(exhausted), 0);
    ck_assert(fold(PIECES[_i].title, PIECES[_i].text, strlen(PIECES[_i].text), NULL));
    const char *at = strstr(d.text.bytes, PIECES[_i].folded);
    ck_assert_ptr_nonnull(at);
    uint32_t start = (uint32_t)(at - d.text.bytes);
    struct esp_piece piece = piece_at(start, start + (uint32_t)strlen(PIECES[_i].folded));
    ck_assert_str_eq(piece.text, PIECES[_i].source);
    ck_assert_uint_eq(piece.start, PIECES[_i].start);
    ck_assert_uint_eq(piece.end, PIECES[_i].end);
    ck_assert_int_eq(piece.part, PIECES[_i].part);
}
END_TEST

/* Code points are right at both sides of every step of the table that they are counted with. */
START_TEST(pieces_are_right_far_into_a_text)
{
    static const char unit[] = "\u201Cwar\u201D "; /* six code points */
    enum { WORDS = 2000, SIZE = sizeof unit - 1, POINTS = 6 };
    char *text = malloc(WORDS * SIZE);
    ck_assert_ptr_nonnull(text);
    for (size_t i = 0; i < WORDS; i++)
        memcpy(text + SIZE * i, unit, SIZE);
    if (setjmp(exhausted))
        ck_abort_msg("out of memory");
    ck_assert(fold(NULL, text, WORDS * SIZE, NULL));
    uint32_t word = 0;
    for (const char *at = d.text.bytes; (at = strstr(at, "war")) != NULL; at += 3, word++) {
        uint32_t start = (uint32_t)(at - d.text.bytes);
        struct esp_piece piece = piece_at(start, start + 3);
        ck_assert_str_eq(piece.text, "war");
        ck_assert_uint_eq(piece.start, POINTS * word + 1);
        ck_assert_uint_eq(piece.end, POINTS * word + 4);
    }
    ck_assert_uint_eq(word, WORDS);
    free(text);
}
END_TEST

static const struct {
    const char *title, *text, *message;
} BAD[] = {
    {NULL, "\x93No\x94", "byte 1 is not UTF-8: want UTF-8 text"},
    {NULL, "caf\xE9", "byte 4 is not UTF-8: want UTF-8 text"},
    {NULL, "a\xC3", "byte 2 is not UTF-8: want UTF-8 text"},
    {NULL, "ab\xC0\xAF", "byte 3 is not UTF-8: want UTF-8 text"},
    {NULL, "ab\xED\xA0\x80", "byte 3 is not UTF-8: want UTF-8 text"},
    {NULL, "\u201Ca\u201D\xFF", "byte 8 is not UTF-8: want UTF-8 text"},
    {NULL, "cafe\xCC", "byte 5 is not UTF-8: want UTF-8 text"},
};

START_TEST(what_is_not_utf8_is_refused)
{
    ck_assert_int_eq(setjmp(exhausted), 0);
    struct esp_error error = {0};
    ck_assert(!fold(BAD[_i].title, BAD[_i].text, strlen(BAD[_i].text), &error));
    ck_assert_int_eq(error.status, ESP_INPUT);
    ck_assert_str_eq(error.text, BAD[_i].message);
    ck_assert(!fold(BAD[_i].title, BAD[_i].text, strlen(BAD[_i].text), NULL));
}
END_TEST

START_TEST(title_and_fields_are_copied)
{
    ck_assert_int_eq(setjmp(exhausted), 0);
    char text[] = "The war", date[] = "1970-01-02", genre[] = "news";
    struct esp_article article = {.title = "Head", .text = text, .length = 7, .date = date, .genre = genre};
    d = (struct document){.arena = &arena};
    ck_assert(text_fold(&d, &article, NULL));
    memset(text, 'x', sizeof text - 1);
    memset(date, 'x', sizeof date - 1);
    memset(genre, 'x', sizeof genre - 1);
    ck_assert_str_eq(d.id, "-");
    ck_assert_str_eq(d.title, "Head");
    ck_assert_str_eq(d.date, "1970-01-02");
    ck_assert_int_eq(d.day, 1);
    ck_assert_str_eq(d.genre, "news");
    ck_assert_ptr_null(d.source);
    ck_assert_str_eq(d.text.bytes, "Head\n\nThe war");
    ck_assert_uint_eq(d.text.title_length, 6);
    ck_assert(fold(NULL, NULL, 0, NULL));
    ck_assert_str_eq(d.text.bytes, "");
    ck_assert_str_eq(d.title, "");
    ck_assert_int_eq(d.day, INT32_MIN);
}
END_TEST

/* A letter with a hundred thousand accents, and as many letters that grow when composed. */
START_TEST(long_runs_are_no_trouble)
{
    static const char *const pieces[] = {"\u0301", "\u0344", "\u1E9B\u0323", "\u1112\u1161\u11AB", "\uFDFA", "\u0390"};
    enum { TIMES = 100000 };
    size_t size = strlen(pieces[_i]);
    char *text = malloc(TIMES * size + 2);
    ck_assert_ptr_nonnull(text);
    text[0] = 'a';
    for (size_t i = 0; i < TIMES; i++)
        memcpy(text + 1 + i * size, pieces[_i], size);
    if (setjmp(exhausted))
        ck_abort_msg("out of memory");
    ck_assert(fold(NULL, text, TIMES * size + 1, NULL));
    ck_assert_uint_eq(text_source_byte(&d.text, d.text.length), TIMES * size + 1);
    free(text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("text");
    TCase *tcase = tcase_create("text");
    tcase_add_checked_fixture(tcase, open_arena, close_arena);
    tcase_add_loop_test(tcase, alike_becomes_alike, 0, sizeof FOLDS / sizeof *FOLDS);
    tcase_add_loop_test(tcase, folding_is_idempotent, 0, sizeof FOLDS / sizeof *FOLDS);
    tcase_add_loop_test(tcase, the_way_back_rises, 0, sizeof FOLDS / sizeof *FOLDS);
    tcase_add_loop_test(tcase, pieces_count_code_points_of_the_source, 0, sizeof PIECES / sizeof *PIECES);
    tcase_add_test(tcase, pieces_are_right_far_into_a_text);
    tcase_add_loop_test(tcase, what_is_not_utf8_is_refused, 0, sizeof BAD / sizeof *BAD);
    tcase_add_test(tcase, title_and_fields_are_copied);
    tcase_add_loop_test(tcase, long_runs_are_no_trouble, 0, 6);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
