/* (10) Loading a model folder: manifest.json, features.tsv, one <target>.svm a target, calibration.tsv.
 *
 * A model is of one piece with the lexicons that its features were made with, and its files with each other. The
 * manifest has the SHA-256 of everything, and what does not fit is refused by name:
 *
 *     models/korea/sanctions.svm: is not the file that manifest.json was written with (SHA-256 3f2a..., want 91c0...)
 *     models/korea/manifest.json: made with other lexicons (SHA-256 77ab...) than the ones loaded (5d10...)
 *
 * Even so every file is read as if nobody had checked it: a digest tells of accidents, not of malice.
 * README.md, the model card, is for people and may be edited; it is not read. */
#include "base/error.h"
#include "base/json.h"
#include "base/locale.h"
#include "base/tsv.h"
#include "lexicon.h"
#include "model.h"

#include <math.h>
#include <stdlib.h>

struct loading {
    const char *folder;
    const struct lexicon *lexicon;
    struct model *model;
    struct arena scratch;
    json_t *manifest;
    const char *file; /* path of the file at hand */
    struct faults faults;
    struct esp_error *error;
};

static bool refuse(struct loading *l, long line, const char *format, ...) __attribute__((format(printf, 3, 4)));

static bool refuse(struct loading *l, long line, const char *format, ...)
{
    char text[sizeof l->error->text];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    error_set(l->error, ESP_MODEL, "%s", text);
    error_place(l->error, l->file, line, 0);
    return false;
}

static char *read_file(struct loading *l, const char *name, size_t *length)
{
    l->file = arena_printf(&l->scratch, "%s/%s", l->folder, name);
    return tsv_read_file(&l->scratch, l->file, length, &l->faults);
}

/* Reads a file of the folder and compares it with the manifest's digest. */
static char *read_checked(struct loading *l, const char *name, size_t *length)
{
    char digest[DIGEST_SIZE];
    char *text = read_file(l, name, length);
    if (!text)
        return NULL;
    const char *want = json_string_value(json_object_get(json_object_get(l->manifest, "files"), name));
    digest_of(text, *length, digest);
    if (!want)
        refuse(l, 0, "is not in the manifest's list of files");
    else if (strcmp(want, digest))
        refuse(l, 0, "is not the file that manifest.json was written with (SHA-256 %.12s..., want %.12s...)", digest,
               want);
    return want && !strcmp(want, digest) ? text : NULL;
}

static const char *text_member(struct loading *l, const char *name)
{
    const char *text = json_string_value(json_object_get(l->manifest, name));
    if (!text)
        refuse(l, 0, "\"%s\" is missing or no string", name);
    return text;
}

/* The targets of the manifest must be those of the lexicon, in the same order. */
static bool check_targets(struct loading *l)
{
    const json_t *targets = json_object_get(l->manifest, "targets");
    size_t count = lexicon_target_count(l->lexicon);
    if (json_array_size(targets) != count)
        return refuse(l, 0, "has %zu targets, the lexicons have %zu", json_array_size(targets), count);
    for (size_t i = 0; i < count; i++) {
        const char *id = json_string_value(json_array_get(targets, i)), *want = lexicon_target(l->lexicon, i)->id;
        if (!id || strcmp(id, want))
            return refuse(l, 0, "target %zu is \"%s\", in the lexicons \"%s\"", i + 1, id ? id : "", want);
    }
    l->model->target_count = (uint32_t)count;
    return true;
}

static bool load_manifest(struct loading *l)
{
    size_t length;
    json_error_t fault;
    char *text = read_file(l, "manifest.json", &length);
    if (!text)
        return false;
    digest_of(text, length, l->model->digest);
    l->manifest = json_loadb(text, length, JSON_REJECT_DUPLICATES, &fault);
    if (json_exhausted(l->manifest, &fault))
        arena_out_of_memory(&l->scratch);
    if (!l->manifest)
        return refuse(l, fault.line > 0 ? fault.line : 0, "%s", fault.text);
    const char *schema = text_member(l, "schema"), *name = schema ? text_member(l, "name") : NULL;
    const char *version = name ? text_member(l, "version") : NULL, *made = version ? text_member(l, "lexicons") : NULL;
    if (!made)
        return false;
    if (strcmp(schema, MODEL_SCHEMA))
        return refuse(l, 0, "schema is \"%s\": this program reads \"%s\"", schema, MODEL_SCHEMA);
    if (strcmp(made, lexicon_digest(l->lexicon)))
        return refuse(l, 0, "made with other lexicons (SHA-256 %.12s...) than the ones loaded (%.12s...): "
                      "train again, or load those", made, lexicon_digest(l->lexicon));
    l->model->name = arena_copy(&l->model->arena, name, strlen(name));
    l->model->version = arena_copy(&l->model->arena, version, strlen(version));
    l->model->normalize = json_is_true(json_object_get(json_object_get(l->manifest, "options"), "normalize"));
    return check_targets(l);
}

static bool load_features(struct loading *l)
{
    static const struct tsv_column columns[] = {{"name", false}, {"index", false}, {"documents", false}};
    struct model *model = l->model;
    struct tsv table;
    size_t length;
    char *text = read_checked(l, "features.tsv", &length);
    if (!text)
        return false;
    tsv_parse(&l->scratch, l->file, text, length, columns, 3, &l->faults, &table);
    if (l->faults.count)
        return false;
    for (uint32_t i = 0; i < table.count; i++) {
        const struct tsv_cell *name = &table.rows[i].cells[0], *index = &table.rows[i].cells[1];
        char want[16];
        snprintf(want, sizeof want, "%u", i + 1);
        if (strcmp(index->text, want))
            return refuse(l, table.rows[i].line, "index \"%s\": want %s, they count from 1 without a gap", index->text,
                          want);
        const char *kept = arena_copy(&model->arena, name->text, name->length);
        if (hash_add(&model->arena, &model->features, kept, name->length, i) != i)
            return refuse(l, table.rows[i].line, "feature \"%s\" is there twice", name->text);
    }
    model->feature_count = table.count;
    return true;
}

static bool load_machine(struct loading *l, uint32_t target)
{
    struct arena_mark mark = arena_mark(&l->scratch);
    const char *name = arena_printf(&l->scratch, "%s.svm", lexicon_target(l->lexicon, target)->id);
    size_t length;
    char *text = read_checked(l, name, &length);
    if (!text)
        return false;
    if (!svm_read(text, length, l->model->feature_count, &l->model->arena, &l->model->targets[target].machine,
                  l->error))
        return error_place(l->error, l->file, 0, 0), false;
    arena_rewind(&l->scratch, mark);
    return true;
}

static bool take_number(struct loading *l, const struct tsv_row *row, int column, double *value)
{
    const char *text = row->cells[column].text;
    char *end;
    *value = strtod(text, &end);
    if (end == text || *end || !isfinite(*value) || fabs(*value) > 1e30)
        return refuse(l, row->line, "\"%s\": want a finite number", text);
    return true;
}

/* Columns of calibration.tsv. */
enum { COLUMN_TARGET, COLUMN_STEP, COLUMN_STANCE, COLUMN_OFFSET, COLUMN_BIAS, COLUMN_INPUTS };

static bool take_calibration(struct loading *l, const struct tsv_row *row, bool seen[TARGETS_MAX][2][ESP_STANCE_COUNT])
{
    const char *target_id = row->cells[COLUMN_TARGET].text, *step_name = row->cells[COLUMN_STEP].text;
    const char *stance_name = row->cells[COLUMN_STANCE].text;
    uint32_t target = 0;
    int stance = 0, step = !strcmp(step_name, "alone") ? 0 : 1;
    while (target < l->model->target_count && strcmp(target_id, lexicon_target(l->lexicon, target)->id))
        target++;
    while (stance < ESP_STANCE_COUNT && strcmp(stance_name, esp_stance_name((enum esp_stance)stance)))
        stance++;
    if (target == l->model->target_count)
        return refuse(l, row->line, "no such target: \"%s\"", target_id);
    if (stance == ESP_STANCE_COUNT)
        return refuse(l, row->line, "no such stance: \"%s\"", stance_name);
    if (step && strcmp(step_name, "article"))
        return refuse(l, row->line, "step \"%s\": want alone or article", step_name);
    if (seen[target][step][stance])
        return refuse(l, row->line, "target, step and stance are there twice");
    seen[target][step][stance] = true;
    struct calibration *c = &l->model->targets[target].calibration;
    struct softmax *softmax = step ? &c->article : &c->alone;
    double offset;
    bool good = take_number(l, row, COLUMN_OFFSET, &offset) && take_number(l, row, COLUMN_BIAS, &softmax->bias[stance]);
    for (int i = 0; good && i < INPUTS; i++)
        good = take_number(l, row, COLUMN_INPUTS + i, &softmax->slope[stance][i]);
    c->present[stance] = true;
    if (step)
        c->offset[stance] = offset;
    return good;
}

static bool load_calibration(struct loading *l)
{
    static const struct tsv_column columns[COLUMN_INPUTS + INPUTS] = {
        {"target", false}, {"step", false}, {"stance", false}, {"offset", false}, {"bias", false},
        {"none", false}, {"favor", false}, {"against", false}, {"neutral", false},
        {"same_none", false}, {"same_favor", false}, {"same_against", false}, {"same_neutral", false},
        {"other_none", false}, {"other_favor", false}, {"other_against", false}, {"other_neutral", false}};
    bool seen[TARGETS_MAX][2][ESP_STANCE_COUNT] = {{{false}}};
    struct tsv table;
    size_t length;
    char *text = read_checked(l, "calibration.tsv", &length);
    if (!text)
        return false;
    tsv_parse(&l->scratch, l->file, text, length, columns, COLUMN_INPUTS + INPUTS, &l->faults, &table);
    if (l->faults.count)
        return false;
    for (uint32_t i = 0; i < table.count; i++)
        if (!take_calibration(l, &table.rows[i], seen))
            return false;
    for (uint32_t t = 0; t < l->model->target_count; t++) {
        const struct machine *machine = &l->model->targets[t].machine;
        bool known[ESP_STANCE_COUNT] = {false};
        for (uint32_t i = 0; i < machine->classes; i++)
            known[machine->stances[i]] = true;
        if (memcmp(known, seen[t][0], sizeof known) || memcmp(known, seen[t][1], sizeof known))
            return refuse(l, 0, "stances of \"%s\" are not those of its .svm file", lexicon_target(l->lexicon, t)->id);
    }
    return true;
}

static bool load_all(struct loading *l)
{
    bool good = load_manifest(l) && load_features(l);
    for (uint32_t t = 0; good && t < l->model->target_count; t++)
        good = load_machine(l, t);
    return good && load_calibration(l);
}

/* Here the arenas jump to. */
static bool load_guarded(struct loading *l)
{
    jmp_buf exhausted;
    l->model->arena.exhausted = l->scratch.exhausted = &exhausted;
    if (setjmp(exhausted))
        return error_set(l->error, ESP_NOMEM, "out of memory"), false;
    bool good = load_all(l);
    l->model->arena.exhausted = NULL;
    return good;
}

struct model *model_load(const char *folder, const struct lexicon *lexicon, struct esp_error *error)
{
    struct esp_error own = {0};
    struct loading l = {.folder = folder, .lexicon = lexicon, .error = error ? error : &own};
    struct locale_hold hold;
    l.faults = (struct faults){.status = ESP_MODEL, .error = l.error};
    l.model = calloc(1, sizeof *l.model);
    if (!l.model || !locale_enter(&hold)) {
        free(l.model);
        error_set(error, ESP_NOMEM, "out of memory");
        return NULL;
    }
    bool good = load_guarded(&l);
    json_decref(l.manifest);
    arena_destroy(&l.scratch);
    locale_leave(&hold);
    if (!good) {
        model_free(l.model);
        return NULL;
    }
    return l.model;
}

void model_free(struct model *model)
{
    if (!model)
        return;
    arena_destroy(&model->arena);
    free(model);
}
