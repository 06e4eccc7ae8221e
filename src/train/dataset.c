/* From labelled documents to rows.
 *
 * Decides which label a candidate has. The engine finds its own sentences, so a candidate belongs to the labelled
 * sentence that its own overlaps most; it carries that sentence's stance for its actor and target, or none:
 *
 *     labelled  [0, 65] seoul declaration favor
 *     engine    [0, 64] seoul declaration             ->  favor
 *               [0, 64] washington declaration        ->  none
 *
 * Triples that no candidate meets cannot be learned, and are missed in every measurement.
 * Known to be wrong: where the engine joins two labelled sentences, the shorter one's labels are lost; where it cuts
 * one in two, both halves carry its label. */
#include "train/dataset.h"

#include "base/error.h"
#include "lexicon.h"
#include "pipeline.h"
#include "stages.h"

#include <stdlib.h>
#include <utf8proc.h>

/* Names that a line of features.tsv can hold: UTF-8 without control characters. */
static bool name_storable(const char *name, size_t length)
{
    int32_t point;
    for (size_t at = 0; at < length;) {
        utf8proc_ssize_t size =
            utf8proc_iterate((const utf8proc_uint8_t *)name + at, (utf8proc_ssize_t)(length - at), &point);
        if (size <= 0 || point < 0x20 || point == 0x7F)
            return false;
        at += (size_t)size;
    }
    return length > 0;
}

static uint32_t number_of(struct dataset *s, const char *name)
{
    size_t length = strlen(name);
    if (s->drop && strchr(s->drop, name[0]))
        return HASH_MISSING;
    uint32_t number = hash_get(&s->names, name, length);
    if (number != HASH_MISSING || !name_storable(name, length))
        return number;
    const char *kept = arena_copy(s->arena, name, length);
    vec_push(s->arena, &s->features, kept);
    return hash_add(s->arena, &s->names, kept, length, s->features.count - 1);
}

static int by_feature(const void *a, const void *b)
{
    uint32_t x = ((const struct term *)a)->feature, y = ((const struct term *)b)->feature;
    return (x > y) - (x < y);
}

static void take_terms(struct dataset *s, struct row *row, const struct vector *vector)
{
    row->terms = arena_alloc(s->arena, ((size_t)vector->features.count + 1) * sizeof *row->terms);
    for (uint32_t i = 0; i < vector->features.count; i++) {
        uint32_t number = number_of(s, vector->features.items[i].name);
        if (number != HASH_MISSING && vector->features.items[i].value != 0)
            row->terms[row->count++] = (struct term){number, vector->features.items[i].value};
    }
    qsort(row->terms, row->count, sizeof *row->terms, by_feature);
}

static void take_rows(struct dataset *s, const struct document *d, uint32_t number)
{
    const struct labelled_document *labelled = &s->labels->documents.items[number];
    for (uint32_t c = 0; c < d->candidates.count; c++) {
        const struct candidate *candidate = &d->candidates.items[c];
        const struct sentence *sentence = &d->sentences.items[candidate->sentence];
        struct esp_piece piece = text_piece(d, sentence->span);
        struct row row = {.document = number, .at = candidate->sentence, .actor = candidate->actor,
                          .target = candidate->target, .headline = sentence->kind == SENTENCE_HEADLINE};
        row.sentence = labels_sentence(labelled, piece.start, piece.end);
        if (row.sentence == UINT32_MAX)
            continue;
        row.stance = labels_stance(labelled, row.sentence, row.actor, row.target);
        row.disputed = labels_disputed(labelled, row.sentence, row.actor, row.target);
        take_terms(s, &row, &d->vectors[c]);
        vec_push(s->arena, &s->rows, row);
        if (s->model) { /* a triple a candidate */
            struct prediction prediction = {.stance = d->triples.items[c].stance};
            memcpy(prediction.probability, d->triples.items[c].probability, sizeof prediction.probability);
            vec_push(s->arena, &s->predictions, prediction);
        }
    }
}

static void find_missed(struct dataset *s, uint32_t number)
{
    const struct labelled_document *labelled = &s->labels->documents.items[number];
    for (uint32_t t = 0; t < labelled->triples.count; t++) {
        const struct labelled_triple *triple = &labelled->triples.items[t];
        bool met = false;
        for (uint32_t r = s->rows_of[number].start; r < s->rows_of[number].end && !met; r++) {
            const struct row *row = &s->rows.items[r];
            met = row->sentence == triple->sentence && row->actor == triple->actor && row->target == triple->target;
        }
        if (!met)
            vec_push(s->arena, &s->missed, (struct missed){number, *triple});
    }
}

static void find_groups(struct dataset *s)
{
    struct hash pairs = {0};
    for (uint32_t i = 0; i < s->labels->documents.count; i++) {
        const char *pair = s->labels->documents.items[i].pair;
        s->group_of[i] = pair ? hash_add(s->arena, &pairs, pair, strlen(pair), s->group_count) : s->group_count;
        s->group_count += s->group_of[i] == s->group_count;
    }
    uint32_t *next = arena_alloc(s->arena, ((size_t)s->group_count + 1) * sizeof *next);
    for (uint32_t i = 0; i < s->labels->documents.count; i++)
        next[s->group_of[i] + 1]++;
    for (uint32_t g = 1; g <= s->group_count; g++)
        next[g] += next[g - 1];
    for (uint32_t i = 0; i < s->labels->documents.count; i++)
        s->by_group[next[s->group_of[i]]++] = i;
}

static bool analyse(struct dataset *s, uint32_t number, struct esp_error *error)
{
    const struct labelled_document *labelled = &s->labels->documents.items[number];
    struct document d = {.arena = &s->work, .lexicon = s->labels->lexicon, .model = s->model, .day = INT32_MIN, .title = ""};
    struct esp_article article = {.id = labelled->id, .date = labelled->date, .genre = labelled->kind,
                                  .text = labelled->text, .length = labelled->length, .line = labelled->line};
    if (!pipeline_run(&d, &article, error)) {
        error_place(error, s->labels->files.items[labelled->file].path, labelled->line, 0);
        return false;
    }
    s->rows_of[number].start = s->rows.count;
    take_rows(s, &d, number);
    s->rows_of[number].end = s->rows.count;
    find_missed(s, number);
    return true;
}

bool dataset_build(struct dataset *s, void (*progress)(void *context, const char *what, size_t done, size_t total),
                   void *context, struct esp_error *error)
{
    uint32_t documents = s->labels->documents.count;
    s->work.exhausted = s->arena->exhausted;
    s->rows_of = arena_alloc(s->arena, ((size_t)documents + 1) * sizeof *s->rows_of);
    s->group_of = arena_alloc(s->arena, ((size_t)documents + 1) * sizeof *s->group_of);
    s->by_group = arena_alloc(s->arena, ((size_t)documents + 1) * sizeof *s->by_group);
    find_groups(s);
    bool good = true;
    for (uint32_t i = 0; good && i < documents; i++) {
        arena_reset(&s->work);
        good = analyse(s, i, error);
        if (progress)
            progress(context, "analyse", i + 1, documents);
    }
    return good;
}

void dataset_count(const struct dataset *s, const bool *chosen, uint32_t *counts)
{
    uint32_t *seen = calloc((size_t)s->features.count + 1, sizeof *seen); /* 1 + the last group that had it */
    if (!seen)
        arena_out_of_memory(s->arena);
    memset(counts, 0, s->features.count * sizeof *counts);
    for (uint32_t n = 0; n < s->labels->documents.count; n++) {
        uint32_t i = s->by_group[n];
        for (uint32_t r = s->rows_of[i].start; r < s->rows_of[i].end && (!chosen || chosen[i]); r++)
            for (uint32_t t = 0; t < s->rows.items[r].count; t++) {
                uint32_t feature = s->rows.items[r].terms[t].feature;
                counts[feature] += seen[feature] != s->group_of[i] + 1;
                seen[feature] = s->group_of[i] + 1;
            }
    }
    free(seen);
}
