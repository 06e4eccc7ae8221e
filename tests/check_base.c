/* The ground that the stages stand on: arena, hash, buffer, UTF-8, error. */
#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/utf8.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

static struct arena arena;
static jmp_buf exhausted;

static void open_arena(void)
{
    arena_init(&arena);
    arena.exhausted = &exhausted;
}

static void close_arena(void)
{
    arena_destroy(&arena);
}

START_TEST(arena_gives_zeroed_aligned_memory)
{
    ck_assert_int_eq(setjmp(exhausted), 0);
    for (size_t size = 1; size < 200000; size = size * 3 + 1) {
        unsigned char *memory = arena_alloc(&arena, size);
        ck_assert_uint_eq((uintptr_t)memory % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            ck_assert_uint_eq(memory[i], 0);
        memset(memory, 0xA5, size);
    }
    arena_reset(&arena); /* what is given out again is zeroed again */
    const unsigned char *again = arena_alloc(&arena, 1000);
    for (size_t i = 0; i < 1000; i++)
        ck_assert_uint_eq(again[i], 0);
}
END_TEST

START_TEST(arena_keeps_its_memory_over_a_reset)
{
    ck_assert_int_eq(setjmp(exhausted), 0);
    const void *first = arena_alloc(&arena, 100);
    arena_alloc(&arena, 1 << 20);
    arena_reset(&arena);
    ck_assert_ptr_eq(arena_alloc(&arena, 100), first);
}
END_TEST

START_TEST(arena_rewinds_to_a_mark)
{
    ck_assert_int_eq(setjmp(exhausted), 0);
    struct arena_mark empty = arena_mark(&arena);
    const char *first = arena_copy(&arena, "kept", 4);
    struct arena_mark mark = arena_mark(&arena);
    const void *scratch = arena_alloc(&arena, 64);
    arena_alloc(&arena, 1 << 18);
    arena_rewind(&arena, mark);
    ck_assert_ptr_eq(arena_alloc(&arena, 64), scratch);
    ck_assert_str_eq(first, "kept");
    arena_rewind(&arena, empty);
    ck_assert_ptr_nonnull(arena_alloc(&arena, 1));
}
END_TEST

START_TEST(arena_grows_and_prints)
{
    ck_assert_int_eq(setjmp(exhausted), 0);
    char *grown = arena_grow(&arena, "abc", 3, 8);
    ck_assert_int_eq(memcmp(grown, "abc\0\0\0\0\0", 8), 0);
    grown = arena_grow(&arena, NULL, 0, 4);
    ck_assert_int_eq(memcmp(grown, "\0\0\0\0", 4), 0);
    ck_assert_str_eq(arena_copy(&arena, "sanctions", 8), "sanction");
    ck_assert_str_eq(arena_copy(&arena, NULL, 0), "");
    ck_assert_str_eq(arena_printf(&arena, "%s:%d", "a", 7), "a:7");
    ck_assert_str_eq(arena_printf(&arena, "%s", ""), "");
    VEC(uint32_t) numbers = {0};
    for (uint32_t i = 0; i < 1000; i++)
        vec_push(&arena, &numbers, i);
    ck_assert_uint_eq(numbers.count, 1000);
    for (uint32_t i = 0; i < 1000; i++)
        ck_assert_uint_eq(numbers.items[i], i);
}
END_TEST

START_TEST(arena_jumps_when_memory_runs_out)
{
    volatile int landings = 0;
    if (setjmp(exhausted))
        landings++;
    if (landings == 0)
        arena_alloc(&arena, SIZE_MAX); /* sizes that cannot be rounded up */
    if (landings == 1)
        arena_alloc(&arena, SIZE_MAX / 2 - 64); /* a size that malloc refuses */
    if (landings == 2)
        arena_grow(&arena, "x", 1, SIZE_MAX - 1);
    if (landings == 3)
        arena_out_of_memory(&arena);
    ck_assert_int_eq(landings, 4);
    ck_assert_str_eq(arena_copy(&arena, "usable", 6), "usable");
}
END_TEST

START_TEST(hash_keeps_the_first_value)
{
    ck_assert_int_eq(setjmp(exhausted), 0);
    struct hash hash = {0};
    ck_assert_uint_eq(hash_get(&hash, "a", 1), HASH_MISSING);
    ck_assert_uint_eq(hash_add(&arena, &hash, "a", 1, 1), 1);
    ck_assert_uint_eq(hash_add(&arena, &hash, "a", 1, 2), 1);
    ck_assert_uint_eq(hash_add(&arena, &hash, "", 0, 3), 3);
    ck_assert_uint_eq(hash_add(&arena, &hash, "a\0b", 3, 4), 4); /* keys are bytes, not strings */
    ck_assert_uint_eq(hash_get(&hash, "a", 1), 1);
    ck_assert_uint_eq(hash_get(&hash, "", 0), 3);
    ck_assert_uint_eq(hash_get(&hash, "a\0b", 3), 4);
    ck_assert_uint_eq(hash_get(&hash, "a\0c", 3), HASH_MISSING);
    ck_assert_uint_eq(hash.count, 3);
}
END_TEST

START_TEST(hash_finds_all_of_many)
{
    ck_assert_int_eq(setjmp(exhausted), 0);
    struct hash hash = {0};
    enum { MANY = 20000 };
    for (uint32_t i = 0; i < MANY; i++) {
        const char *key = arena_printf(&arena, "key %u", i);
        ck_assert_uint_eq(hash_add(&arena, &hash, key, strlen(key), i), i);
    }
    ck_assert_uint_eq(hash.count, MANY);
    for (uint32_t i = 0; i < MANY; i++) {
        char key[32];
        ck_assert_uint_eq(hash_get(&hash, key, (size_t)snprintf(key, sizeof key, "key %u", i)), i);
    }
    ck_assert_uint_eq(hash_get(&hash, "key 20000", 9), HASH_MISSING);
}
END_TEST

START_TEST(buffer_grows)
{
    struct buffer buffer;
    buffer_init(&buffer);
    ck_assert_ptr_null(buffer.data);
    buffer_add(&buffer, "ab\0c", 4);
    buffer_text(&buffer, "");
    buffer_printf(&buffer, "%s-%d", "x", 12);
    ck_assert_uint_eq(buffer.length, 8);
    ck_assert_int_eq(memcmp(buffer.data, "ab\0cx-12", 9), 0);
    buffer_clear(&buffer);
    ck_assert_uint_eq(buffer.length, 0);
    ck_assert_str_eq(buffer.data, "");
    for (int i = 0; i < 5000; i++)
        buffer_printf(&buffer, "%04d", i);
    ck_assert_uint_eq(buffer.length, 20000);
    ck_assert_str_eq(buffer.data + 19996, "4999");
    buffer_printf(&buffer, "%030000d", 1); /* longer than what is there */
    ck_assert_uint_eq(buffer.length, 50000);
    ck_assert(!buffer.failed);
    buffer_destroy(&buffer);
}
END_TEST

START_TEST(buffer_remembers_a_failure)
{
    struct buffer buffer = {.failed = true};
    buffer_add(&buffer, "a", 1);
    buffer_text(&buffer, "b");
    buffer_printf(&buffer, "%d", 3);
    ck_assert_uint_eq(buffer.length, 0);
    buffer_clear(&buffer);
    buffer_text(&buffer, "c");
    ck_assert_str_eq(buffer.data, "c");
    buffer_destroy(&buffer);
}
END_TEST

static const struct {
    const char *bytes;
    size_t length, valid;
} UTF8[] = {
    {"", 0, 0},
    {"plain", 5, 5},
    {"a\0b", 3, 3},
    {"\xC3\xA9", 2, 2},
    {"\xE2\x82\xAC", 3, 3},
    {"\xF0\x9F\x98\x80", 4, 4},
    {"\xF4\x8F\xBF\xBF", 4, 4},             /* U+10FFFF */
    {"a\xC3", 2, 1},                        /* cut short */
    {"ab\xE2\x82", 4, 2},
    {"ab\xF0\x9F\x98", 5, 2},
    {"\x80", 1, 0},                         /* a continuation alone */
    {"a\xC0\xAF", 3, 1},                    /* overlong */
    {"a\xE0\x80\xAF", 4, 1},
    {"a\xED\xA0\x80", 4, 1},                /* a surrogate */
    {"a\xF4\x90\x80\x80", 5, 1},            /* above U+10FFFF */
    {"a\xFF", 2, 1},
    {"\xEF\xBB\xBF""a\x93q\x94", 7, 4},     /* Windows-1252 */
};

START_TEST(utf8_is_checked)
{
    ck_assert_uint_eq(utf8_valid(UTF8[_i].bytes, UTF8[_i].length), UTF8[_i].valid);
}
END_TEST

START_TEST(utf8_is_read)
{
    static const struct {
        const char *bytes;
        uint32_t length;
        int32_t point;
    } cases[] = {
        {"a", 1, 'a'}, {"\xC3\xA9", 2, 0xE9}, {"\xEC\x84\x9C", 3, 0xC11C}, {"\xF0\x9F\x98\x80", 4, 0x1F600},
        {"\xC3", 1, 0xFFFD}, {"\x80z", 1, 0xFFFD}, {"\xED\xA0\x80", 1, 0xFFFD},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int32_t point = 0;
        ck_assert_uint_eq(utf8_read(cases[i].bytes, 0, (uint32_t)strlen(cases[i].bytes), &point), cases[i].length);
        ck_assert_int_eq(point, cases[i].point);
    }
}
END_TEST

START_TEST(utf8_is_lowered)
{
    static const char *const cases[][2] = {
        {"", ""}, {"KCNA", "kcna"}, {"U.S.-Led", "u.s.-led"}, {"CAF\xC3\x89", "caf\xC3\xA9"},
        {"\xCE\xA3\xCE\xA9", "\xCF\x83\xCF\x89"}, {"\xEC\x84\x9C\xEC\x9A\xB8", "\xEC\x84\x9C\xEC\x9A\xB8"},
        {"\xC8\xBA", "\xE2\xB1\xA5"}, /* one that becomes longer */
    };
    ck_assert_int_eq(setjmp(exhausted), 0);
    uint16_t length;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert_str_eq(utf8_lower(&arena, cases[i][0], (uint32_t)strlen(cases[i][0]), &length), cases[i][1]);
        ck_assert_uint_eq(length, strlen(cases[i][1]));
    }
    enum { LONG = 100000 };
    char *word = arena_alloc(&arena, LONG + 1);
    memset(word, 'A', LONG);
    const char *lower = utf8_lower(&arena, word, LONG, &length);
    ck_assert_uint_eq(strlen(lower), length);
    ck_assert_int_eq(lower[0], 'a');
}
END_TEST

START_TEST(the_first_error_stays)
{
    struct esp_error error = {0};
    ck_assert_int_eq(error_set(&error, ESP_INPUT, "byte %d", 7), ESP_INPUT);
    ck_assert_int_eq(error_set(&error, ESP_IO, "later"), ESP_IO);
    ck_assert_int_eq(error.status, ESP_INPUT);
    ck_assert_str_eq(error.text, "byte 7");
    ck_assert_int_eq(error_set(NULL, ESP_MODEL, "nobody asks"), ESP_MODEL);
    error_place(&error, NULL, 0, 0);
    error_place(&error, "a.txt", 3, 0);
    error_place(&error, "b.txt", 9, 17);
    ck_assert_str_eq(error.where, "a.txt");
    ck_assert_int_eq(error.line, 3);
    ck_assert_int_eq(error.column, 17);
    struct esp_error none = {0};
    error_place(&none, "a.txt", 1, 1); /* no error, no place */
    error_place(NULL, "a.txt", 1, 1);
    ck_assert_str_eq(none.where, "");
    ck_assert_int_eq(none.line, 0);
}
END_TEST

START_TEST(long_errors_are_cut)
{
    struct esp_error error = {0};
    char path[1000], text[1200];
    memset(path, 'p', sizeof path - 1);
    memcpy(path + sizeof path - 6, ".html", 6);
    error_set(&error, ESP_IO, "%01000d", 1);
    error_place(&error, path, 0, 0);
    ck_assert_uint_eq(strlen(error.text), sizeof error.text - 1);
    ck_assert_uint_eq(strlen(error.where), sizeof error.where - 1);
    ck_assert_int_eq(memcmp(error.where, "...p", 4), 0);
    ck_assert_str_eq(error.where + sizeof error.where - 6, ".html");
    ck_assert_uint_eq(strlen(esp_error_format(&error, text, sizeof text)), 511 + 2 + 255);
}
END_TEST

START_TEST(errors_are_formatted)
{
    static const struct {
        struct esp_error error;
        const char *text;
    } cases[] = {
        {{ESP_IO, "", 0, 0, "no memory"}, "no memory"},
        {{ESP_IO, "a.txt", 0, 0, "no such file"}, "a.txt: no such file"},
        {{ESP_INPUT, "a.txt", 7, 0, "bad"}, "a.txt:7: bad"},
        {{ESP_INPUT, "a.txt", 7, 12, "bad"}, "a.txt:7:12: bad"},
        {{ESP_INPUT, "", 7, 12, "bad"}, "bad"},
        {{ESP_INPUT, "a.txt", 0, 12, "bad"}, "a.txt: bad"},
    };
    char text[64];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert_ptr_eq(esp_error_format(&cases[i].error, text, sizeof text), text);
        ck_assert_str_eq(text, cases[i].text);
    }
    ck_assert_str_eq(esp_error_format(&cases[3].error, text, 6), "a.txt");
    ck_assert_str_eq(esp_error_format(&cases[3].error, text, 1), "");
    memset(text, 'x', sizeof text);
    esp_error_format(&cases[3].error, text, 0);
    ck_assert_int_eq(text[0], 'x');
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("base");
    TCase *tcase = tcase_create("base");
    tcase_add_checked_fixture(tcase, open_arena, close_arena);
    tcase_add_test(tcase, arena_gives_zeroed_aligned_memory);
    tcase_add_test(tcase, arena_keeps_its_memory_over_a_reset);
    tcase_add_test(tcase, arena_rewinds_to_a_mark);
    tcase_add_test(tcase, arena_grows_and_prints);
    tcase_add_test(tcase, arena_jumps_when_memory_runs_out);
    tcase_add_test(tcase, hash_keeps_the_first_value);
    tcase_add_test(tcase, hash_finds_all_of_many);
    tcase_add_test(tcase, buffer_grows);
    tcase_add_test(tcase, buffer_remembers_a_failure);
    tcase_add_loop_test(tcase, utf8_is_checked, 0, sizeof UTF8 / sizeof *UTF8);
    tcase_add_test(tcase, utf8_is_read);
    tcase_add_test(tcase, utf8_is_lowered);
    tcase_add_test(tcase, the_first_error_stays);
    tcase_add_test(tcase, long_errors_are_cut);
    tcase_add_test(tcase, errors_are_formatted);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
