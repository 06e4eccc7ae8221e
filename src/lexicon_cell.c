/* (5a) Cells of a row become the fields of an entry; what does not fit is a fault, told with what would be right.
 *
 *     actors.tsv:17:13: actor "soul": want the id of an actor in domain.tsv
 */
#include "lexicon_internal.h"

static const char *const column_names[COLUMN_COUNT] = {"pattern", "pos", "class", "value", "frames", "kind", "actor",
                                                       "target", "short", "from", "to", "gender", "person", "number",
                                                       "note"};

static const char *const frame_names[] = {"quote", "that", "inf", "np", "hearer", "inv",
                                          "pre", "for", "of", "as", "on", "to"};
static const char *const kind_names[] = {"", "name", "org", "person", "leader", "office",
                                         "adjective", "context", "other", "not"};

const char *lexicon_kind_name(enum entry_kind kind)
{
    return kind_names[kind];
}

const char *lexicon_column_name(enum lexicon_column column)
{
    return column_names[column];
}

bool lexicon_cell_is_none(const struct tsv_cell *cell)
{
    return !cell->length || (cell->length == 1 && *cell->text == '-');
}

void lexicon_cell_fault(struct lexicon_row *r, enum lexicon_column column, const struct tsv_cell *cell,
                        const char *want)
{
    r->bad = true;
    faults_add(r->loading->faults, ESP_LEXICON, r->loading->file, r->line, cell->column, "%s \"%.*s\": want %s",
               column_names[column], (int)cell->length, cell->text, want);
}

/* Place of a word among words each followed by a blank; -1. */
static int place_in(const char *words, const struct tsv_cell *cell)
{
    int place = 0;
    for (const char *end; (end = strchr(words, ' ')) != NULL; words = end + 1, place++)
        if ((size_t)(end - words) == cell->length && !memcmp(words, cell->text, cell->length))
            return place;
    return -1;
}

static const char *list_of(struct lexicon_row *r, const char *words) /* "a b " -> "a, b" */
{
    char *text = arena_copy(&r->loading->lexicon->arena, words, strlen(words) - 1);
    const char *result = "";
    for (char *word = text, *save = NULL; (word = strtok_r(word, " ", &save)) != NULL; word = NULL)
        result = arena_printf(&r->loading->lexicon->arena, "%s%s%s", result, *result ? ", " : "", word);
    return result;
}

static void read_class(struct lexicon_row *r, struct entry *e)
{
    const struct tsv_cell *cell = &r->cells[CLASS];
    e->class = "";
    if (lexicon_cell_is_none(cell))
        return;
    if (place_in(r->schema->classes, cell) < 0)
        lexicon_cell_fault(r, CLASS, cell, list_of(r, r->schema->classes));
    else
        e->class = lexicon_intern_class(r->loading->lexicon, cell->text, cell->length);
}

static void read_value(struct lexicon_row *r, struct entry *e)
{
    const struct tsv_cell *cell = &r->cells[VALUE];
    if (cell->length == 1 && (*cell->text == '+' || *cell->text == '-'))
        e->value = *cell->text == '+' ? 1 : -1;
    else if (!r->schema->zero || cell->length != 1 || *cell->text != '0')
        lexicon_cell_fault(r, VALUE, cell, r->schema->zero ? "+, - or 0" : "+ or -");
}

static void read_frames(struct lexicon_row *r, struct entry *e)
{
    struct tsv_cell rest = r->cells[FRAMES], piece;
    if (lexicon_cell_is_none(&rest))
        return;
    while (tsv_piece(&rest, ",", &piece)) {
        size_t f = 0, count = sizeof frame_names / sizeof *frame_names;
        while (f < count && (strlen(frame_names[f]) != piece.length ||
                             memcmp(frame_names[f], piece.text, piece.length)))
            f++;
        if (f == count)
            lexicon_cell_fault(r, FRAMES, &piece,
                               "quote, that, inf, np, hearer, inv, pre, for, of, as, on or to, with commas between");
        else
            e->frames |= 1u << f;
    }
}

static void read_kind(struct lexicon_row *r, struct entry *e)
{
    const struct tsv_cell *cell = &r->cells[KIND];
    if (place_in(r->schema->classes, cell) < 0) {
        lexicon_cell_fault(r, KIND, cell, list_of(r, r->schema->classes));
        return;
    }
    for (size_t k = 1; k < sizeof kind_names / sizeof *kind_names; k++)
        if (strlen(kind_names[k]) == cell->length && !memcmp(kind_names[k], cell->text, cell->length))
            e->kind = (uint8_t)k;
}

static int label_number(const struct label *labels, uint32_t count, const struct tsv_cell *id)
{
    for (uint32_t i = 0; i < count; i++)
        if (strlen(labels[i].id) == id->length && !memcmp(labels[i].id, id->text, id->length))
            return (int)i;
    return NOWHERE;
}

static void read_actors(struct lexicon_row *r, struct entry *e)
{
    struct tsv_cell rest = r->cells[ACTOR], set, piece;
    const struct lexicon *lexicon = r->loading->lexicon;
    bool takes_none = e->kind == KIND_CONTEXT || e->kind == KIND_OTHER || e->kind == KIND_NOT;
    if (lexicon_cell_is_none(&rest)) {
        if (!takes_none && e->kind)
            lexicon_cell_fault(r, ACTOR, &rest, "the id of an actor in domain.tsv");
        return;
    }
    if (e->kind == KIND_OTHER)
        lexicon_cell_fault(r, ACTOR, &rest, "none in a row of kind other");
    bool plus = memchr(rest.text, '+', rest.length) != NULL, comma = memchr(rest.text, ',', rest.length) != NULL;
    if (comma && e->kind != KIND_CONTEXT && e->kind != KIND_NOT)
        lexicon_cell_fault(r, ACTOR, &rest, "one actor, or several joined by +, unless the kind is context");
    e->all = plus;
    e->either = comma;
    while (tsv_piece(&rest, ",", &set)) {
        if (plus && !memchr(set.text, '+', set.length))
            lexicon_cell_fault(r, ACTOR, &set, "every choice to join actors by +, or none");
        while (tsv_piece(&set, "+", &piece)) {
            int actor = label_number(lexicon->actors.items, lexicon->actors.count, &piece);
            if (actor == NOWHERE)
                lexicon_cell_fault(r, ACTOR, &piece, "the id of an actor in domain.tsv");
            else
                e->actors |= 1u << actor;
        }
    }
}

static void read_target(struct lexicon_row *r, struct entry *e)
{
    const struct tsv_cell *cell = &r->cells[TARGET];
    if (lexicon_cell_is_none(cell) && e->kind == KIND_NOT)
        return;
    e->target = (int8_t)label_number(r->loading->lexicon->targets.items, r->loading->lexicon->targets.count, cell);
    if (e->target == NOWHERE)
        lexicon_cell_fault(r, TARGET, cell, "the id of a target in domain.tsv");
}

static void read_day(struct lexicon_row *r, enum lexicon_column column, int32_t *day)
{
    const struct tsv_cell *cell = &r->cells[column];
    if (lexicon_cell_is_none(cell))
        return;
    *day = cell->length == 10 ? lexicon_day(cell->text) : INT32_MIN;
    if (*day == INT32_MIN)
        lexicon_cell_fault(r, column, cell, "a day as YYYY-MM-DD");
}

/* One of the letters or words in choices, each followed by a blank; the first letter is the value. */
static char read_choice(struct lexicon_row *r, enum lexicon_column column, const char *choices, bool required)
{
    const struct tsv_cell *cell = &r->cells[column];
    if (lexicon_cell_is_none(cell) && !required)
        return 0;
    if (place_in(choices, cell) < 0) {
        lexicon_cell_fault(r, column, cell, list_of(r, choices));
        return 0;
    }
    return *cell->text;
}

bool lexicon_read_cells(struct lexicon_row *r, struct entry *e)
{
    bool has[COLUMN_COUNT] = {false};
    for (const enum lexicon_column *c = r->schema->columns; *c != NOTE; c++)
        has[*c] = true;
    char pos = has[POS] ? read_choice(r, POS, "v n x ", false) : 0;
    e->pos = pos ? pos : 'x';
    e->class = "";
    if (has[CLASS])
        read_class(r, e);
    if (has[VALUE])
        read_value(r, e);
    read_frames(r, e);
    if (has[KIND])
        read_kind(r, e);
    if (has[ACTOR])
        read_actors(r, e);
    if (has[TARGET])
        read_target(r, e);
    read_day(r, FROM, &e->from);
    read_day(r, TO, &e->to);
    if (e->from > e->to && e->from != INT32_MIN && e->to != INT32_MAX)
        lexicon_cell_fault(r, TO, &r->cells[TO], "a day that is not before the one in column from");
    e->gender = read_choice(r, GENDER, "m f n ", false);
    if (has[PERSON])
        e->person = (uint8_t)(read_choice(r, PERSON, "1 2 3 ", true) & 7);
    if (has[NUMBER])
        e->number = read_choice(r, NUMBER, "sg pl ", false);
    if (!lexicon_cell_is_none(&r->cells[SHORT]) && e->kind != KIND_PERSON && e->kind != KIND_LEADER)
        lexicon_cell_fault(r, SHORT, &r->cells[SHORT], "none unless the kind is person or leader");
    return !r->bad;
}

