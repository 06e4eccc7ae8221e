/* Writing a model folder in one step.
 *
 * Everything is written into a new folder beside the old one, brought down to the disk and loaded once as a check; then
 * the two change names in one call of the kernel. So whoever looks, and whenever the run is killed, the folder is the
 * old model or the new one, whole:
 *
 *     models/korea.new-4711/   written, synced, loaded      models/korea/   the old model
 *     models/korea/            the new model                (old one removed; files that are not the model's kept)
 *
 * Where the file system cannot exchange names, two renames do it, and a run killed between them leaves the old model
 * under the name with ".old" at its end. A folder that holds something else than a model is not touched. */
#include "train/train.h"

#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "lexicon.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct saving {
    const struct trained *trained;
    struct arena *arena;
    const char *folder, *fresh; /* where it shall be, where it is written */
    const char *name;
    json_t *files;              /* name -> digest */
    struct esp_error *error;
};

static bool failed(struct esp_error *error, const char *path, const char *what)
{
    error_set(error, ESP_IO, "%s: %s", what, strerror(errno));
    error_place(error, path, 0, 0);
    return false;
}

static bool is_dots(const char *name)
{
    return !strcmp(name, ".") || !strcmp(name, "..");
}

bool save_check(const char *folder, struct esp_error *error)
{
    DIR *listing = opendir(folder);
    if (!listing)
        return errno == ENOENT || failed(error, folder, "cannot be read as a folder");
    bool empty = true, model = false;
    for (struct dirent *entry; (entry = readdir(listing));) {
        empty &= is_dots(entry->d_name);
        model |= !strcmp(entry->d_name, "manifest.json");
    }
    closedir(listing);
    if (empty || model)
        return true;
    error_set(error, ESP_USAGE, "holds files but no model: want a new folder, an empty one or a model to replace");
    error_place(error, folder, 0, 0);
    return false;
}

/* ---- the manifest -------------------------------------------------------------------------------- */

static json_t *figures_json(const struct esp_figures *f)
{
    return json_pack("{s:I, s:I, s:o, s:o, s:o, s:o, s:o}", "documents", (json_int_t)f->documents, "triples",
                     (json_int_t)f->triples, "triples_f_avg", json_rounded(f->triples_f_avg), "found_f1",
                     json_rounded(f->found_f1), "stance_accuracy", json_rounded(f->stance_accuracy), "cells_accuracy",
                     json_rounded(f->cells_accuracy), "cells_f_avg", json_rounded(f->cells_f_avg));
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static json_t *data_json(const struct labels *labels)
{
    json_t *data = json_array();
    for (uint32_t i = 0; i < labels->files.count; i++) {
        const struct labelled_file *file = &labels->files.items[i];
        json_array_append_new(data, json_pack("{s:s, s:s, s:I, s:I}", "file", last_part(file->path), "sha256",
                                              file->digest, "documents", (json_int_t)file->documents, "triples",
                                              (json_int_t)file->triples));
    }
    return data;
}

static json_t *manifest_json(const struct saving *s)
{
    const struct trained *trained = s->trained;
    const struct esp_train_options *o = trained->options;
    const struct esp_training *result = trained->result;
    const struct lexicon *lexicon = trained->dataset->labels->lexicon;
    json_t *targets = json_array(), *c = json_object(), *measured = json_object();
    for (size_t t = 0; t < result->target_count; t++) {
        json_array_append_new(targets, json_string(result->target[t].id));
        json_object_set_new(c, result->target[t].id, json_real(result->target[t].c));
    }
    if (result->articles.documents)
        json_object_set_new(measured, "articles", figures_json(&result->articles));
    if (result->pairs.documents)
        json_object_set_new(measured, "pairs", figures_json(&result->pairs));
    json_object_set_new(measured, "log_loss", json_rounded(result->log_loss));
    return json_pack(
        "{s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:I, s:O, s:o, s:I, s:I, s:{s:o, s:f, s:I, s:I, s:b, s:b, s:f}, s:o}", "schema",
        MODEL_SCHEMA, "program", esp_version(), "name", s->name, "version", o->model_version, "domain",
        lexicon_name(lexicon), "lexicons", lexicon_digest(lexicon), "targets", targets, "features",
        (json_int_t)result->features, "files", s->files, "data", data_json(trained->dataset->labels), "held_out",
        (json_int_t)trained->held_out, "seed",
        (json_int_t)o->seed, "options", "c", c, "balance", o->balance, "folds", (json_int_t)o->folds, "min_documents",
        (json_int_t)o->min_documents, "normalize", !o->no_normalize, "offsets", !o->no_offsets, "pair_weight",
        o->pair_weight, "measured", measured);
}

/* ---- writing ------------------------------------------------------------------------------------- */

static bool write_file(struct saving *s, const char *name, const char *data, size_t length, bool listed)
{
    char digest[DIGEST_SIZE];
    if (listed) {
        digest_of(data, length, digest);
        json_object_set_new(s->files, name, json_string(digest));
    }
    return file_write(arena_printf(s->arena, "%s/%s", s->fresh, name), data, length, s->error);
}

/* Writes what was made, unless making it failed, and frees it. */
static bool write_buffer(struct saving *s, const char *name, struct buffer *buffer, bool made, bool listed)
{
    bool good = made && write_file(s, name, buffer->data, buffer->length, listed);
    if (!made)
        error_set(s->error, ESP_NOMEM, "out of memory");
    buffer_destroy(buffer);
    return good;
}

static bool write_files(struct saving *s)
{
    const struct trained *trained = s->trained;
    struct buffer out = {0};
    bool good = write_buffer(s, "features.tsv", &out, save_features(trained, &out), true);
    for (size_t t = 0; good && t < trained->result->target_count; t++) {
        const char *name = arena_printf(s->arena, "%s.svm", trained->result->target[t].id);
        good = write_buffer(s, name, &out, save_machine(trained, t, &out), true);
    }
    good = good && write_buffer(s, "calibration.tsv", &out, save_calibration(trained, &out), true) &&
           write_buffer(s, "README.md", &out, save_card(trained, s->name, &out), false);
    if (!good)
        return false;
    json_t *manifest = manifest_json(s);
    char *text = manifest ? json_dumps(manifest, JSON_INDENT(2) | JSON_ROUNDED) : NULL;
    if (text)
        buffer_printf(&out, "%s\n", text);
    free(text);
    json_decref(manifest);
    return write_buffer(s, "manifest.json", &out, text && !out.failed, false) && file_sync_folder(s->fresh, s->error);
}

/* Makes a folder beside the one to be written, under a name that nobody has. */
static bool make_fresh(struct saving *s)
{
    for (unsigned number = 0; number < 1000; number++) {
        s->fresh = arena_printf(s->arena, "%s.new-%ld-%u", s->folder, (long)getpid(), number);
        if (!mkdir(s->fresh, 0777))
            return true;
        if (errno != EEXIST)
            break;
    }
    return failed(s->error, s->fresh, "cannot be made");
}

/* True for the files that a model folder is made of. */
static bool is_part(const char *name)
{
    size_t length = strlen(name);
    return !strcmp(name, "manifest.json") || !strcmp(name, "features.tsv") || !strcmp(name, "calibration.tsv") ||
           !strcmp(name, "README.md") || (length > 4 && !strcmp(name + length - 4, ".svm"));
}

/* Removes an old model. What else lies in its folder moves to keeper, unless that is NULL. */
static void remove_model(struct saving *s, const char *old, const char *keeper)
{
    DIR *listing = opendir(old);
    for (struct dirent *entry; listing && (entry = readdir(listing));) {
        const char *path = arena_printf(s->arena, "%s/%s", old, entry->d_name);
        if (is_part(entry->d_name))
            unlink(path);
        else if (!is_dots(entry->d_name) && keeper)
            rename(path, arena_printf(s->arena, "%s/%s", keeper, entry->d_name));
    }
    if (listing)
        closedir(listing);
    rmdir(old);
}

/* Puts the new folder in the place of the old one. */
static bool take_place(struct saving *s)
{
    if (!rename(s->fresh, s->folder)) /* there was none, or an empty one */
        return true;
    if (errno != ENOTEMPTY && errno != EEXIST)
        return failed(s->error, s->folder, "cannot be replaced");
    if (!renameat2(AT_FDCWD, s->fresh, AT_FDCWD, s->folder, RENAME_EXCHANGE)) {
        remove_model(s, s->fresh, s->folder);
        return true;
    }
    const char *old = arena_printf(s->arena, "%s.old", s->folder);
    if (rename(s->folder, old) || rename(s->fresh, s->folder))
        return failed(s->error, s->folder, "cannot be replaced");
    remove_model(s, old, s->folder);
    return true;
}

/* Loads what was written. */
static bool check_written(struct saving *s, char digest[DIGEST_SIZE])
{
    struct model *model = model_load(s->fresh, s->trained->dataset->labels->lexicon, s->error);
    if (model)
        memcpy(digest, model_digest(model), DIGEST_SIZE);
    model_free(model);
    return model != NULL;
}

bool save_model(const struct trained *trained, const char *folder, char digest[DIGEST_SIZE], struct esp_error *error)
{
    struct saving s = {.trained = trained, .arena = trained->arena, .error = error};
    char *real = realpath(folder, NULL); /* through links, so that the folder itself is replaced */
    s.folder = arena_copy(s.arena, real ? real : folder, strlen(real ? real : folder));
    free(real);
    for (size_t end = strlen(s.folder); end > 1 && s.folder[end - 1] == '/'; end--)
        s.folder = arena_copy(s.arena, s.folder, end - 1);
    s.name = last_part(s.folder);
    if (!make_fresh(&s))
        return false;
    s.files = json_object();
    bool good = s.files && write_files(&s) && check_written(&s, digest) && take_place(&s);
    json_decref(s.files);
    if (!good) {
        remove_model(&s, s.fresh, NULL);
        *digest = 0;
        return false;
    }
    const char *slash = strrchr(s.folder, '/');
    size_t length = !slash ? 0 : slash == s.folder ? 1 : (size_t)(slash - s.folder);
    return file_sync_folder(length ? arena_copy(s.arena, s.folder, length) : ".", error);
}
