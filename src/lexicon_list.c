/* (5a) Lists: which columns and classes each has, and its rows as entries: one for each alternative of the pattern, one
 * for each short form.
 *
 *     Mike Pompeo | Michael Pompeo   washington   person   Pompeo   2018-04-26   2021-01-20   m
 *         -> "Mike Pompeo", "Michael Pompeo", "Pompeo" (short), all of one entity
 *
 * Rows with one full name are one person. A pattern may not stand twice in a list, save as verb and as noun, as the
 * short form of several persons, or for another spell of the same person; such entries are linked, since only the first
 * is matched. */
#include "lexicon_internal.h"

#include <stdio.h>

static const struct list_schema schemas[LIST_COUNT] = {
    [LIST_SPEECH] = {"speech.tsv", "speech", LIST_SPEECH, {PATTERN, POS, CLASS, FRAMES, NOTE},
                     "say think promise demand ask deny warn write report ", false},
    [LIST_ATTITUDE] = {"attitude.tsv", "attitude", LIST_ATTITUDE, {PATTERN, POS, VALUE, CLASS, FRAMES, NOTE},
                       "want demand support accept ready commit reject reluctant condemn doubt withhold deny consider "
                       "discuss undecided value harm ", true},
    [LIST_ACTION] = {"action.tsv", "action", LIST_ACTION, {PATTERN, POS, VALUE, CLASS, FRAMES, NOTE},
                     "impose keep strengthen make ease end delay evade violate ", false},
    [LIST_NEGATION] = {"negation.tsv", "negation", LIST_NEGATION, {PATTERN, POS, CLASS, NOTE},
                       "not never no without fail rarely empty ", false},
    [LIST_MODALITY] = {"modality.tsv", "modality", LIST_MODALITY, {PATTERN, POS, CLASS, NOTE},
                       "can may will would should must plan ", false},
    [LIST_CONDITION] = {"condition.tsv", "condition", LIST_CONDITION, {PATTERN, POS, CLASS, NOTE},
                        "withhold before only first ready concede ", false},
    [LIST_HEDGE] = {"hedge.tsv", "hedge", LIST_HEDGE, {PATTERN, POS, CLASS, NOTE},
                    "hearsay seem approx speculate ", false},
    [LIST_CONTRAST] = {"contrast.tsv", "contrast", LIST_CONTRAST, {PATTERN, POS, CLASS, NOTE},
                       "but despite while however ", false},
    [LIST_SENTIMENT] = {"sentiment.tsv", "sentiment", LIST_SENTIMENT, {PATTERN, POS, VALUE, NOTE}, "", false},
    [LIST_PRONOUNS] = {"pronouns.tsv", "pronouns", LIST_PRONOUNS, {PATTERN, PERSON, NUMBER, GENDER, NOTE}, "", false},
    [LIST_ROLES] = {"roles.tsv", "roles", LIST_ROLES, {PATTERN, POS, CLASS, GENDER, NOTE},
                    "official leader org group outsider former ", false},
    [LIST_ACTORS] = {"actors.tsv", "actors", LIST_ACTORS, {PATTERN, ACTOR, KIND, SHORT, FROM, TO, GENDER, NOTE},
                     "name org person leader office adjective context other not ", false},
    [LIST_TARGETS] = {"targets.tsv", "targets", LIST_TARGETS, {PATTERN, POS, TARGET, KIND, NOTE}, "name context not ",
                      false},
};

const char *lexicon_list_name(enum lexicon_list list)
{
    return schemas[list].name;
}

static bool is_person(const struct entry *e)
{
    return e->kind == KIND_PERSON || e->kind == KIND_LEADER;
}

/* A pattern may stand twice as verb and noun, as the short form of several, or for the same person's other spell. */
static bool is_duplicate(const struct entry *old, const struct entry *new)
{
    bool spells = is_person(old) && is_person(new) && (old->from != new->from || old->to != new->to);
    return old->pos == new->pos && !old->is_short && !new->is_short && !spells;
}

/* Links entries of one list with the same pattern and finds those that should not be there twice. */
static void link_entry(struct lexicon_row *r, uint32_t number, const char *normal, const struct tsv_cell *cell)
{
    struct loading *l = r->loading;
    struct lexicon *lexicon = l->lexicon;
    const char *key = arena_printf(&lexicon->arena, "%d:%s", (int)r->schema->list, normal);
    uint32_t old = hash_add(&lexicon->arena, &l->patterns, key, strlen(key), number);
    for (int32_t next = old == number ? NOWHERE : (int32_t)old; next != NOWHERE;) {
        const struct entry *other = &lexicon->entries.items[next];
        if (is_duplicate(other, &lexicon->entries.items[number])) {
            r->bad = true;
            faults_add(l->faults, ESP_LEXICON, l->file, r->line, cell->column,
                       "pattern \"%s\" stands already in line %ld", normal, other->line);
            return;
        }
        int32_t *link = &lexicon->links.items[next].next;
        next = *link;
        if (next == NOWHERE)
            *link = (int32_t)number;
    }
}

/* Keeps what names an actor by itself under its words, for lexicon_named. */
static void keep_name(struct lexicon *lexicon, const struct entry *e)
{
    bool names = e->kind == KIND_NAME || e->kind == KIND_ADJECTIVE || e->kind == KIND_ORG || e->is_short;
    if (e->list != LIST_ACTORS || !e->actors || !names || !strncmp(e->pattern, "re:", 3))
        return;
    size_t length = strlen(e->pattern);
    char *key = arena_copy(&lexicon->arena, e->pattern, length);
    for (size_t i = 0; i < length; i++)
        key[i] = (char)(key[i] >= 'A' && key[i] <= 'Z' ? key[i] + 32 : key[i]);
    uint32_t number = hash_add(&lexicon->arena, &lexicon->name_of, key, length, lexicon->named.count);
    if (number == lexicon->named.count)
        vec_push(&lexicon->arena, &lexicon->named, 0);
    lexicon->named.items[number] |= e->actors;
}

static void add_entry(struct lexicon_row *r, struct entry e, const struct tsv_cell *cell, bool is_short)
{
    struct lexicon *lexicon = r->loading->lexicon;
    const char *normal;
    if (!cell->length) {
        lexicon_cell_fault(r, is_short ? SHORT : PATTERN, cell, "words");
        return;
    }
    e.pattern = arena_copy(&lexicon->arena, cell->text, cell->length);
    e.is_short = is_short;
    vec_push(&lexicon->arena, &lexicon->entries, e);
    vec_push(&lexicon->arena, &lexicon->links, (struct entry_link){NOWHERE});
    uint32_t number = lexicon->entries.count - 1;
    keep_name(lexicon, &lexicon->entries.items[number]);
    if (lexicon_compile(r->loading, number, *cell, r->line, &normal))
        link_entry(r, number, normal, cell);
}

/* The entity of a row of actors: that of a row before with one of its names, else a new one. */
static int32_t entity_of(struct lexicon_row *r, bool person)
{
    struct loading *l = r->loading;
    struct tsv_cell rest = r->cells[PATTERN], piece;
    uint32_t entity = (uint32_t)l->lexicon->entity_count, found = HASH_MISSING;
    while (person && found == HASH_MISSING && tsv_piece(&rest, " | ", &piece))
        found = hash_get(&l->entities, piece.text, piece.length);
    entity = found == HASH_MISSING ? entity : found;
    l->lexicon->entity_count += found == HASH_MISSING;
    rest = r->cells[PATTERN];
    while (person && tsv_piece(&rest, " | ", &piece))
        hash_add(&l->lexicon->arena, &l->entities, piece.text, piece.length, entity);
    return (int32_t)entity;
}

static void read_row(struct lexicon_row *r)
{
    struct entry e = {.list = (uint8_t)r->schema->list, .target = NOWHERE, .from = INT32_MIN, .to = INT32_MAX,
                      .entity = NOWHERE, .file = r->loading->file, .line = r->line};
    if (!lexicon_read_cells(r, &e))
        return;
    if (e.list == LIST_ACTORS)
        e.entity = entity_of(r, is_person(&e));
    struct tsv_cell rest = r->cells[PATTERN], piece;
    while (tsv_piece(&rest, " | ", &piece))
        add_entry(r, e, &piece, false);
    rest = r->cells[SHORT];
    while (!lexicon_cell_is_none(&r->cells[SHORT]) && tsv_piece(&rest, " | ", &piece))
        add_entry(r, e, &piece, true);
}

void lexicon_read_list(struct loading *loading, enum lexicon_list list, const char *folder)
{
    const struct list_schema *schema = &schemas[list];
    struct tsv_column wanted[COLUMN_COUNT];
    uint32_t count = 0;
    enum lexicon_column column;
    do {
        column = schema->columns[count];
        wanted[count++] = (struct tsv_column){lexicon_column_name(column), column == NOTE};
    } while (column != NOTE);
    struct tsv table;
    if (!lexicon_read_table(loading, folder, schema->file, wanted, count, &table))
        return;
    for (uint32_t i = 0; i < table.count && !faults_stop(loading->faults); i++) {
        struct lexicon_row row = {.loading = loading, .schema = schema, .line = table.rows[i].line};
        for (uint32_t c = 0; c < COLUMN_COUNT; c++)
            row.cells[c] = (struct tsv_cell){"", 0, 0};
        for (uint32_t c = 0; c < count; c++)
            row.cells[schema->columns[c]] = table.rows[i].cells[c];
        read_row(&row);
    }
}
