/* Measuring triples and cells.
 *
 * A predicted triple is right when sentence, actor, target and stance are. Where two rows lie in one labelled sentence
 * (the engine cut it in two) the first with a stance counts. The right stance on the wrong actor is a miss and a
 * false alarm:
 *
 *     labelled   4 washington declaration against         miss of against
 *     predicted  4 seoul      declaration against         false alarm of against
 *
 * F_avg is the mean of F1(favor) and F1(against); neutral counts only through what it takes from them. What is
 * disputed counts neither way. */
#include "train/metrics.h"

#include "aggregate.h"
#include "lexicon.h"

/* The stance predicted at a place: that of the first row there that has one. */
static enum esp_stance predicted(const struct dataset *s, uint32_t document, const struct prediction *predictions,
                                 uint32_t sentence, uint8_t actor, uint8_t target)
{
    for (uint32_t r = s->rows_of[document].start; r < s->rows_of[document].end; r++) {
        const struct row *row = &s->rows.items[r];
        if (row->sentence == sentence && row->actor == actor && row->target == target &&
            predictions[r].stance != ESP_NONE)
            return predictions[r].stance;
    }
    return ESP_NONE;
}

static bool is_first(const struct dataset *s, uint32_t document, const struct prediction *predictions, uint32_t r)
{
    const struct row *row = &s->rows.items[r];
    for (uint32_t i = s->rows_of[document].start; i < r; i++) {
        const struct row *other = &s->rows.items[i];
        if (other->sentence == row->sentence && other->actor == row->actor && other->target == row->target &&
            predictions[i].stance != ESP_NONE)
            return false;
    }
    return true;
}

static bool concerns(uint8_t row_actor, uint8_t row_target, int actor, int target)
{
    return (actor == NOWHERE || row_actor == actor) && (target == NOWHERE || row_target == target);
}

static void add_triples(struct counts *c, const struct dataset *s, uint32_t document,
                        const struct prediction *predictions, int actor, int target)
{
    const struct labelled_document *labelled = &s->labels->documents.items[document];
    for (uint32_t i = 0; i < labelled->triples.count; i++) {
        const struct labelled_triple *t = &labelled->triples.items[i];
        if (!concerns(t->actor, t->target, actor, target) || labels_disputed(labelled, t->sentence, t->actor, t->target))
            continue;
        enum esp_stance got = predicted(s, document, predictions, t->sentence, t->actor, t->target);
        c->triples++;
        c->hits[t->stance] += got == t->stance;
        c->misses[t->stance] += got != t->stance;
        c->found += got != ESP_NONE;
        c->not_found += got == ESP_NONE;
        c->stance_right += got == t->stance;
    }
    for (uint32_t r = s->rows_of[document].start; r < s->rows_of[document].end; r++) {
        const struct row *row = &s->rows.items[r];
        enum esp_stance got = predictions[r].stance;
        if (got == ESP_NONE || row->disputed || !concerns(row->actor, row->target, actor, target) ||
            !is_first(s, document, predictions, r))
            continue;
        c->alarms[got] += got != row->stance;
        c->false_found += row->stance == ESP_NONE;
    }
}

static void add_cells(struct counts *c, const struct dataset *s, uint32_t document,
                      const struct prediction *predictions, int actor, int target)
{
    const struct labelled_document *labelled = &s->labels->documents.items[document];
    size_t actors = lexicon_actor_count(s->labels->lexicon), targets = lexicon_target_count(s->labels->lexicon);
    struct esp_cell cells[ACTORS_MAX * TARGETS_MAX];
    struct arena_mark mark = arena_mark(s->arena);
    struct span rows = s->rows_of[document];
    struct vote *votes = arena_alloc(s->arena, ((size_t)span_length(rows) + 1) * sizeof *votes);
    for (uint32_t r = rows.start; r < rows.end; r++) {
        const struct row *row = &s->rows.items[r];
        struct vote *vote = &votes[r - rows.start];
        *vote = (struct vote){.actor = row->actor, .target = row->target, .headline = row->headline,
                              .stance = predictions[r].stance};
        memcpy(vote->probability, predictions[r].probability, sizeof vote->probability);
    }
    aggregate_votes(votes, span_length(rows), actors, targets, cells);
    arena_rewind(s->arena, mark);
    for (size_t i = 0; i < actors * targets; i++) {
        enum esp_stance got = cells[i].stance, want = labelled->cells[i];
        if (!labelled->cell_counts[i] || !concerns((uint8_t)(i / targets), (uint8_t)(i % targets), actor, target))
            continue;
        c->cells++;
        c->cells_right += got == want;
        c->cell_hits[want] += got == want;
        c->cell_misses[want] += got != want;
        c->cell_alarms[got] += got != want;
    }
}

void metrics_add(struct counts *counts, const struct dataset *dataset, uint32_t document,
                 const struct prediction *predictions, int actor, int target)
{
    counts->documents++;
    add_triples(counts, dataset, document, predictions, actor, target);
    if (dataset->labels->documents.items[document].cells_given)
        add_cells(counts, dataset, document, predictions, actor, target);
}

void metrics_sum(struct counts *c, const struct counts *more)
{
    c->documents += more->documents;
    c->triples += more->triples;
    c->found += more->found;
    c->not_found += more->not_found;
    c->false_found += more->false_found;
    c->stance_right += more->stance_right;
    c->cells += more->cells;
    c->cells_right += more->cells_right;
    for (int s = 0; s < ESP_STANCE_COUNT; s++) {
        c->hits[s] += more->hits[s];
        c->misses[s] += more->misses[s];
        c->alarms[s] += more->alarms[s];
        c->cell_hits[s] += more->cell_hits[s];
        c->cell_misses[s] += more->cell_misses[s];
        c->cell_alarms[s] += more->cell_alarms[s];
    }
}

static double f1(size_t hits, size_t misses, size_t alarms)
{
    return hits ? 2 * (double)hits / (double)(2 * hits + misses + alarms) : 0;
}

static double share(size_t part, size_t whole)
{
    return whole ? (double)part / (double)whole : 0;
}

struct rates metrics_rates(const struct counts *c, enum esp_stance stance)
{
    size_t hits = c->hits[stance];
    return (struct rates){share(hits, hits + c->alarms[stance]), share(hits, hits + c->misses[stance]),
                          f1(hits, c->misses[stance], c->alarms[stance])};
}

struct esp_figures metrics_figures(const struct counts *c)
{
    double triples = 0, cells = 0;
    for (int s = ESP_FAVOR; s <= ESP_AGAINST; s++) {
        triples += f1(c->hits[s], c->misses[s], c->alarms[s]) / 2;
        cells += f1(c->cell_hits[s], c->cell_misses[s], c->cell_alarms[s]) / 2;
    }
    return (struct esp_figures){.documents = c->documents, .triples = c->triples, .triples_f_avg = triples,
                                .found_f1 = f1(c->found, c->not_found, c->false_found),
                                .stance_accuracy = share(c->stance_right, c->found),
                                .cells_accuracy = share(c->cells_right, c->cells), .cells_f_avg = cells};
}
