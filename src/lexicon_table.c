/* (5a) The tables that are no lists of cues: abbreviations, function words, irregular forms, the calendar; and the
 * actors and targets of a domain. Keys are kept in lower case, as tokens have them. */
#include "lexicon_internal.h"

#include "base/utf8.h"

#include <ctype.h>

bool lexicon_read_table(struct loading *loading, const char *folder, const char *file, const struct tsv_column *columns,
                        uint32_t column_count, struct tsv *table)
{
    struct arena *arena = &loading->lexicon->arena;
    size_t length;
    loading->file = arena_printf(arena, "%s/%s", folder, file);
    char *bytes = tsv_read_file(arena, loading->file, &length, loading->faults);
    if (!bytes)
        return false;
    digest_add(&loading->digest, file, strlen(file) + 1);
    digest_add(&loading->digest, &(uint8_t[8]){(uint8_t)length, (uint8_t)(length >> 8), (uint8_t)(length >> 16),
                                               (uint8_t)(length >> 24)}, 8);
    digest_add(&loading->digest, bytes, length);
    tsv_parse(arena, loading->file, bytes, length, columns, column_count, loading->faults, table);
    return !faults_stop(loading->faults);
}

static void fault(struct loading *loading, const struct tsv_row *row, const struct tsv_cell *cell, const char *want)
{
    faults_add(loading->faults, ESP_LEXICON, loading->file, row->line, cell->column, "\"%.*s\": want %s",
               (int)cell->length, cell->text, want);
}

/* Puts value under every alternative of the pattern. */
static void add_keys(struct loading *loading, const struct tsv_row *row, struct hash *hash, uint32_t value)
{
    struct tsv_cell rest = row->cells[0], piece;
    while (tsv_piece(&rest, " | ", &piece)) {
        uint16_t length;
        char *key = utf8_lower(&loading->lexicon->arena, piece.text, piece.length, &length);
        if (!piece.length)
            fault(loading, row, &piece, "a word");
        else if (hash_get(hash, key, length) != HASH_MISSING)
            fault(loading, row, &piece, "it once only: it stands further up, too");
        else
            hash_add(&loading->lexicon->arena, hash, key, length, value);
    }
}

static bool is_among(const char *const *words, const struct tsv_cell *cell)
{
    while (*words && (strlen(*words) != cell->length || memcmp(*words, cell->text, cell->length)))
        words++;
    return *words != NULL;
}

static void read_classes(struct loading *loading, const char *folder, const char *file, const char *const *classes,
                         const char *want, struct hash *hash)
{
    static const struct tsv_column columns[] = {{"pattern", false}, {"class", false}, {"note", true}};
    struct tsv table;
    if (!lexicon_read_table(loading, folder, file, columns, 3, &table))
        return;
    for (uint32_t i = 0; i < table.count && !faults_stop(loading->faults); i++) {
        const struct tsv_cell *class = &table.rows[i].cells[1];
        if (!is_among(classes, class)) {
            fault(loading, &table.rows[i], class, want);
            continue;
        }
        lexicon_intern_class(loading->lexicon, class->text, class->length);
        add_keys(loading, &table.rows[i], hash, hash_get(&loading->lexicon->class_of, class->text, class->length));
    }
}

static void read_irregular(struct loading *loading, const char *folder)
{
    static const struct tsv_column columns[] = {{"lemma", false}, {"pos", false}, {"forms", false}, {"note", true}};
    static const char *const poses[] = {"v", "n", NULL};
    struct tsv table;
    struct hash seen = {0};
    if (!lexicon_read_table(loading, folder, "irregular.tsv", columns, 4, &table))
        return;
    for (uint32_t i = 0; i < table.count && !faults_stop(loading->faults); i++) {
        const struct tsv_cell *cells = table.rows[i].cells;
        const char *key = arena_printf(&loading->lexicon->arena, "%s:%s", cells[1].text, cells[0].text);
        if (!cells[0].length)
            fault(loading, &table.rows[i], &cells[0], "a word");
        else if (!is_among(poses, &cells[1]))
            fault(loading, &table.rows[i], &cells[1], "v or n");
        else if (!cells[2].length)
            fault(loading, &table.rows[i], &cells[2], "forms with blanks between");
        else if (hash_add(&loading->lexicon->arena, &seen, key, strlen(key), i) != i)
            fault(loading, &table.rows[i], &cells[0], "it once only: it stands further up, too");
        else
            lexicon_add_irregular(loading->lexicon, cells[0].text, *cells[1].text, cells[2]);
    }
}

static void read_calendar(struct loading *loading, const char *folder)
{
    static const struct tsv_column columns[] = {{"pattern", false}, {"month", false}, {"note", true}};
    struct tsv table;
    if (!lexicon_read_table(loading, folder, "calendar.tsv", columns, 3, &table))
        return;
    for (uint32_t i = 0; i < table.count && !faults_stop(loading->faults); i++) {
        const struct tsv_cell *cell = &table.rows[i].cells[1];
        uint32_t month = 0;
        for (uint32_t c = 0; c < cell->length && month <= 12; c++)
            month = isdigit((unsigned char)cell->text[c]) ? 10 * month + (uint32_t)(cell->text[c] - '0') : 99;
        if (month < 1 || month > 12)
            fault(loading, &table.rows[i], cell, "a month as a number from 1 to 12");
        else
            add_keys(loading, &table.rows[i], &loading->lexicon->months, month);
    }
}

void lexicon_read_words(struct loading *loading, const char *folder)
{
    static const char *const abbreviations[] = {"title", "initial", "month", "place", "org", "other", NULL};
    static const char *const functions[] = {"article", "determiner", "possessive", "preposition", "conjunction",
                                            "subordinator", "relative", "auxiliary", "be", "have", "particle",
                                            "adverb", NULL};
    read_classes(loading, folder, "abbreviations.tsv", abbreviations, "title, initial, month, place, org or other",
                 &loading->lexicon->abbreviations);
    read_classes(loading, folder, "function.tsv", functions,
                 "article, determiner, possessive, preposition, conjunction, subordinator, relative, auxiliary, be, "
                 "have, particle or adverb", &loading->lexicon->function_words);
    read_irregular(loading, folder);
    read_calendar(loading, folder);
}

static bool id_valid(const struct tsv_cell *id)
{
    for (uint32_t i = 0; i < id->length; i++)
        if (!islower((unsigned char)id->text[i]) && !(i && (isdigit((unsigned char)id->text[i]) || id->text[i] == '-')))
            return false;
    return id->length > 0;
}

static void add_label(struct loading *loading, const struct tsv_row *row)
{
    struct lexicon *lexicon = loading->lexicon;
    const struct tsv_cell *cells = row->cells;
    struct label label = {cells[0].text, cells[2].length ? cells[2].text : cells[0].text, cells[3].text};
    if (!strcmp(cells[1].text, "actor") && lexicon->actors.count < ACTORS_MAX)
        vec_push(&lexicon->arena, &lexicon->actors, label);
    else if (!strcmp(cells[1].text, "target") && lexicon->targets.count < TARGETS_MAX)
        vec_push(&lexicon->arena, &lexicon->targets, label);
    else if (!strcmp(cells[1].text, "actor") || !strcmp(cells[1].text, "target"))
        fault(loading, row, &cells[1], "at most 16 actors and 8 targets");
    else
        fault(loading, row, &cells[1], "actor or target");
}

void lexicon_read_domain(struct loading *loading, const char *folder)
{
    static const struct tsv_column columns[] = {{"id", false}, {"type", false}, {"label", false}, {"gloss", false}};
    struct tsv table;
    struct hash seen = {0};
    if (!lexicon_read_table(loading, folder, "domain.tsv", columns, 4, &table))
        return;
    for (uint32_t i = 0; i < table.count && !faults_stop(loading->faults); i++) {
        const struct tsv_cell *id = &table.rows[i].cells[0];
        if (!id_valid(id))
            fault(loading, &table.rows[i], id, "a lower-case letter, then such letters, digits and hyphens");
        else if (hash_add(&loading->lexicon->arena, &seen, id->text, id->length, i) != i)
            fault(loading, &table.rows[i], id, "it once only: it stands further up, too");
        else
            add_label(loading, &table.rows[i]);
    }
    if (!faults_stop(loading->faults) && (!loading->lexicon->actors.count || !loading->lexicon->targets.count))
        faults_add(loading->faults, ESP_LEXICON, loading->file, 0, 0, "want at least one actor and one target");
}
