/* (5a) The lexicons as the stages see them: loaded once, constant afterwards. How they are read stands in
 * lexicon_table.c (tables), lexicon_list.c and lexicon_cell.c (rows -> entries), lexicon_pattern.c (patterns -> trie
 * and regular expressions), lexicon_inflect.c (forms) and lexicon_literal.c (what lets most expressions be skipped). */
#include "lexicon_internal.h"

#include "base/error.h"

#include <stdlib.h>

/* Enough for any honest sentence; a hit that needs more is no hit. */
enum { REGEX_MATCH_LIMIT = 200000, REGEX_DEPTH_LIMIT = 20000, REGEX_HEAP_LIMIT = 4096 /* KiB */ };

const char *lexicon_intern_class(struct lexicon *lexicon, const char *text, size_t length)
{
    uint32_t number = hash_get(&lexicon->class_of, text, length);
    if (number == HASH_MISSING) {
        const char *class = arena_copy(&lexicon->arena, text, length);
        vec_push(&lexicon->arena, &lexicon->classes, class);
        number = hash_add(&lexicon->arena, &lexicon->class_of, class, length, lexicon->classes.count - 1);
    }
    return lexicon->classes.items[number];
}

/* "lexicons/korea" -> "lexicons". */
static const char *folder_above(struct arena *arena, const char *folder)
{
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/')
        length--;
    const char *slash = memrchr(folder, '/', length), *last = slash ? slash + 1 : folder;
    size_t last_length = length - (size_t)(last - folder);
    bool dots = (last_length == 1 && *last == '.') || (last_length == 2 && !memcmp(last, "..", 2));
    if (dots)
        return arena_printf(arena, "%.*s/..", (int)length, folder);
    return !slash ? "." : slash == folder ? "/" : arena_copy(arena, folder, (size_t)(slash - folder));
}

static const char *last_part(struct arena *arena, const char *folder)
{
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/')
        length--;
    const char *slash = memrchr(folder, '/', length), *last = slash && length > 1 ? slash + 1 : folder;
    return arena_copy(arena, last, length - (size_t)(last - folder));
}

static void read_all(struct lexicon *lexicon, const char *folder, const char *general, struct faults *faults)
{
    struct loading loading = {.lexicon = lexicon, .faults = faults};
    digest_init(&loading.digest);
    vec_push(&lexicon->arena, &lexicon->nodes, (struct node){.output = HASH_MISSING});
    lexicon->match_context = pcre2_match_context_create(NULL);
    if (!lexicon->match_context)
        arena_out_of_memory(&lexicon->arena);
    pcre2_set_match_limit(lexicon->match_context, REGEX_MATCH_LIMIT);
    pcre2_set_depth_limit(lexicon->match_context, REGEX_DEPTH_LIMIT);
    pcre2_set_heap_limit(lexicon->match_context, REGEX_HEAP_LIMIT);
    lexicon->name = folder ? last_part(&lexicon->arena, folder) : "";
    if (!general)
        general = folder_above(&lexicon->arena, folder);
    lexicon_read_words(&loading, general);
    for (int list = 0; list < LIST_ACTORS && !faults_stop(faults); list++)
        lexicon_read_list(&loading, (enum lexicon_list)list, general);
    if (folder && !faults_stop(faults))
        lexicon_read_domain(&loading, folder);
    for (int list = LIST_ACTORS; folder && list < LIST_COUNT && !faults_stop(faults); list++)
        lexicon_read_list(&loading, (enum lexicon_list)list, folder);
    digest_finish(&loading.digest, lexicon->digest);
}

/* false when memory ran out. */
static bool read_guarded(struct lexicon *lexicon, const char *folder, const char *general, struct faults *faults)
{
    jmp_buf exhausted;
    lexicon->arena.exhausted = &exhausted;
    if (setjmp(exhausted))
        return false;
    read_all(lexicon, folder, general, faults);
    lexicon->arena.exhausted = NULL;
    return true;
}

struct lexicon *lexicon_read(const char *folder, const char *general, bool jit, struct faults *faults)
{
    struct lexicon *lexicon = calloc(1, sizeof *lexicon);
    if (lexicon) {
        arena_init(&lexicon->arena);
        lexicon->jit = jit;
        if (read_guarded(lexicon, folder, general, faults))
            return lexicon;
        lexicon_free(lexicon);
    }
    faults_add(faults, ESP_NOMEM, "", 0, 0, "out of memory");
    return NULL;
}

struct lexicon *lexicon_load(const char *folder, const char *general, bool jit, struct esp_error *error)
{
    struct faults faults = {.status = ESP_LEXICON, .error = error};
    if (!folder && !general) {
        error_set(error, ESP_USAGE, "no folder of lexicons");
        return NULL;
    }
    struct lexicon *lexicon = lexicon_read(folder, general, jit, &faults);
    if (!faults.count)
        return lexicon;
    lexicon_free(lexicon);
    return NULL;
}

void lexicon_free(struct lexicon *lexicon)
{
    if (!lexicon)
        return;
    for (uint32_t i = 0; i < lexicon->regexes.count; i++)
        pcre2_code_free(lexicon->regexes.items[i].code);
    pcre2_match_context_free(lexicon->match_context);
    arena_destroy(&lexicon->arena);
    free(lexicon);
}

const struct entry *lexicon_entry(const struct lexicon *lexicon, uint32_t entry)
{
    return &lexicon->entries.items[entry];
}

uint32_t lexicon_entry_count(const struct lexicon *lexicon)
{
    return lexicon->entries.count;
}

int32_t lexicon_entry_next(const struct lexicon *lexicon, uint32_t entry)
{
    return lexicon->links.items[entry].next;
}

int32_t lexicon_entity_count(const struct lexicon *lexicon)
{
    return lexicon->entity_count;
}

const char *lexicon_class(const struct lexicon *lexicon, const char *name)
{
    uint32_t number = hash_get(&lexicon->class_of, name, strlen(name));
    return number == HASH_MISSING ? NULL : lexicon->classes.items[number];
}

size_t lexicon_actor_count(const struct lexicon *lexicon)
{
    return lexicon->actors.count;
}

size_t lexicon_target_count(const struct lexicon *lexicon)
{
    return lexicon->targets.count;
}

const struct label *lexicon_actor(const struct lexicon *lexicon, size_t actor)
{
    return &lexicon->actors.items[actor];
}

const struct label *lexicon_target(const struct lexicon *lexicon, size_t target)
{
    return &lexicon->targets.items[target];
}

const char *lexicon_name(const struct lexicon *lexicon)
{
    return lexicon->name;
}

const char *lexicon_digest(const struct lexicon *lexicon)
{
    return lexicon->digest;
}

static const char *class_under(const struct lexicon *lexicon, const struct hash *hash, const char *key, size_t length)
{
    uint32_t number = hash_get(hash, key, length);
    return number == HASH_MISSING ? NULL : lexicon->classes.items[number];
}

const char *lexicon_abbreviation(const struct lexicon *lexicon, const char *key, size_t length)
{
    return class_under(lexicon, &lexicon->abbreviations, key, length);
}

const char *lexicon_function_word(const struct lexicon *lexicon, const char *key, size_t length)
{
    return class_under(lexicon, &lexicon->function_words, key, length);
}

actor_set lexicon_named(const struct lexicon *lexicon, const char *key, size_t length)
{
    uint32_t number = hash_get(&lexicon->name_of, key, length);
    return number == HASH_MISSING ? 0 : lexicon->named.items[number];
}

int lexicon_month(const struct lexicon *lexicon, const char *key, size_t length)
{
    uint32_t month = hash_get(&lexicon->months, key, length);
    return month == HASH_MISSING ? 0 : (int)month;
}

enum verb_form lexicon_irregular_verb(const struct lexicon *lexicon, const char *key, size_t length)
{
    uint32_t form = hash_get(&lexicon->irregular_verbs, key, length);
    return form == HASH_MISSING ? FORM_NONE : (enum verb_form)form;
}

static int digits(const char *text, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = 10 * value + text[i] - '0';
    }
    return value;
}

int32_t lexicon_day(const char *date)
{
    static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
    if (strnlen(date, 11) != 10 || date[4] != '-' || date[7] != '-')
        return INT32_MIN;
    int year = digits(date, 4), month = digits(date + 5, 2), day = digits(date + 8, 2);
    if (year < 1 || month < 1 || month > 12 || day < 1)
        return INT32_MIN;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (day > before[month] - before[month - 1] + (leap && month == 2))
        return INT32_MIN;
    int past = year - 1; /* whole years */
    int days = 365 * past + past / 4 - past / 100 + past / 400 + before[month - 1] + (leap && month > 2) + day;
    return days - 719163; /* 0001-01-01 is day 1, 1970-01-01 day 719163 */
}
