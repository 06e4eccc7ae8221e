/* Breaking figures down: who, about what, in what kind of text, when; and how much a probability is worth.
 *
 * Decides what is counted where. Documents are the units of the bootstrap, since sentences of one article stand and fall
 * together (Efron 1979; percentiles of resampled totals):
 *
 *     all                     200 documents, 1003 triples   F_avg 60.1 (56.0 to 64.3) ...
 *     washington sanctions    the same documents, triples of this actor and target alone
 *     kind wire               documents of this kind
 *
 * The calibration error is the one of Naeini et al. 2015 over the likeliest of the four stances, ten bins of equal width. */
#include "train/breakdown.h"

#include "base/random.h"
#include "lexicon.h"

#include <stdlib.h>

enum { BINS = 10, FIGURES = 3 };

struct group {
    const char *name;
    int actor, target;       /* NOWHERE: all */
    const char *kind, *year; /* NULL: all */
};

struct interval {
    double low, high;
};

static const struct labelled_document *document_at(const struct breakdown *b, uint32_t document)
{
    return &b->dataset->labels->documents.items[document];
}

static bool is_measured(const struct breakdown *b, uint32_t document)
{
    return b->pairs || !document_at(b, document)->pair;
}

static bool in_group(const struct breakdown *b, uint32_t document, const struct group *g)
{
    const struct labelled_document *d = document_at(b, document);
    return is_measured(b, document) && (!g->kind || !strcmp(d->kind ? d->kind : "", g->kind)) &&
           (!g->year || !strncmp(d->date ? d->date : "", g->year, 4));
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void take_figures(const struct counts *counts, double figures[FIGURES])
{
    struct esp_figures f = metrics_figures(counts);
    figures[0] = f.triples_f_avg;
    figures[1] = f.found_f1;
    figures[2] = f.cells_f_avg;
}

/* Counts of a group, a document each, and intervals of its figures. */
static struct counts measure(const struct breakdown *b, const struct group *g, struct interval intervals[FIGURES])
{
    const struct dataset *s = b->dataset;
    uint32_t documents = s->labels->documents.count, count = 0;
    struct counts all = {0}, *each = arena_alloc(s->arena, ((size_t)documents + 1) * sizeof *each);
    double (*values)[FIGURES] = arena_alloc(s->arena, ((size_t)b->samples + 1) * sizeof *values);
    double *column = arena_alloc(s->arena, ((size_t)b->samples + 1) * sizeof *column);
    uint64_t state = b->seed;
    for (uint32_t i = 0; i < documents; i++)
        if (in_group(b, i, g)) {
            metrics_add(&each[count], s, i, b->predictions, g->actor, g->target);
            metrics_sum(&all, &each[count++]);
        }
    for (unsigned i = 0; count && i < b->samples; i++) {
        struct counts sample = {0};
        for (uint32_t k = 0; k < count; k++)
            metrics_sum(&sample, &each[random_next(&state) % count]);
        take_figures(&sample, values[i]);
    }
    for (int f = 0; f < FIGURES; f++) {
        for (unsigned i = 0; i < b->samples; i++)
            column[i] = values[i][f];
        qsort(column, b->samples, sizeof *column, by_value);
        intervals[f].low = b->samples ? column[(size_t)(0.025 * b->samples)] : 0;
        intervals[f].high = b->samples ? column[(size_t)(0.975 * (b->samples - 1))] : 0;
    }
    return all;
}

static void add_group(const struct breakdown *b, const struct group *g, struct buffer *out)
{
    struct interval in[FIGURES];
    struct arena_mark mark = arena_mark(b->dataset->arena);
    struct counts counts = measure(b, g, in);
    arena_rewind(b->dataset->arena, mark);
    struct esp_figures f = metrics_figures(&counts);
    if (!counts.documents)
        return;
    buffer_printf(out, b->markdown ? "| %s | %zu | %zu | %.1f (%.0f to %.0f) | %.1f (%.0f to %.0f) | %.1f |"
                                   : "%-24s %6zu %8zu   %5.1f (%3.0f to %3.0f)   %5.1f (%3.0f to %3.0f)   %6.1f",
                  g->name, counts.documents, counts.triples, 100 * f.triples_f_avg, 100 * in[0].low, 100 * in[0].high,
                  100 * f.found_f1, 100 * in[1].low, 100 * in[1].high, 100 * f.stance_accuracy);
    if (counts.cells)
        buffer_printf(out, b->markdown ? " %.1f (%.0f to %.0f) | %.1f |" : "   %5.1f (%3.0f to %3.0f)   %6.1f",
                      100 * f.cells_f_avg, 100 * in[2].low, 100 * in[2].high, 100 * f.cells_accuracy);
    else
        buffer_text(out, b->markdown ? " | |" : "");
    buffer_text(out, "\n");
}

/* Groups of documents that have a word in common: their kind, or the year of their date. Words in order. */
static void add_parts(const struct breakdown *b, bool years, struct buffer *out)
{
    struct arena *arena = b->dataset->arena;
    const char *last = "";
    for (;;) {
        const char *best = NULL;
        for (uint32_t i = 0; i < b->dataset->labels->documents.count; i++) {
            const struct labelled_document *d = document_at(b, i);
            const char *word = years ? d->date : d->kind;
            if (!word || !is_measured(b, i))
                continue;
            word = years ? arena_copy(arena, word, 4) : word;
            if (strcmp(word, last) > 0 && (!best || strcmp(word, best) < 0))
                best = word;
        }
        if (!best)
            return;
        struct group g = {arena_printf(arena, "%s %s", years ? "year" : "kind", best), NOWHERE, NOWHERE,
                          years ? NULL : best, years ? best : NULL};
        add_group(b, &g, out);
        last = best;
    }
}

void breakdown_groups(const struct breakdown *b, struct buffer *out)
{
    const struct lexicon *lexicon = b->dataset->labels->lexicon;
    struct arena *arena = b->dataset->arena;
    buffer_text(out, b->markdown ? "| | documents | triples | triples F_avg (95 %) | found F1 (95 %) | stance accuracy | "
                                   "cells F_avg (95 %) | cells accuracy |\n|---|---|---|---|---|---|---|---|\n"
                                 : "%                         docs  triples   F_avg     (95 %)   found     (95 %)"
                                   "     stance   cells F   (95 %)    cells\n");
    add_group(b, &(struct group){"all", NOWHERE, NOWHERE, NULL, NULL}, out);
    for (size_t a = 0; a < lexicon_actor_count(lexicon); a++)
        for (size_t t = 0; t < lexicon_target_count(lexicon); t++) {
            const char *name = arena_printf(arena, "%s %s", lexicon_actor(lexicon, a)->id, lexicon_target(lexicon, t)->id);
            add_group(b, &(struct group){name, (int)a, (int)t, NULL, NULL}, out);
        }
    add_parts(b, false, out);
    add_parts(b, true, out);
}

void breakdown_stances(const struct breakdown *b, struct buffer *out)
{
    struct counts counts = {0};
    for (uint32_t i = 0; i < b->dataset->labels->documents.count; i++)
        if (is_measured(b, i))
            metrics_add(&counts, b->dataset, i, b->predictions, NOWHERE, NOWHERE);
    buffer_text(out, b->markdown ? "| stance | labelled | precision | recall | F1 |\n|---|---|---|---|---|\n"
                                 : "%          labelled  precision   recall       F1\n");
    for (int k = ESP_FAVOR; k < ESP_STANCE_COUNT; k++) {
        struct rates r = metrics_rates(&counts, (enum esp_stance)k);
        buffer_printf(out, b->markdown ? "| %s | %zu | %.1f | %.1f | %.1f |\n" : "%-9s %9zu %10.1f %8.1f %8.1f\n",
                      esp_stance_name((enum esp_stance)k), counts.hits[k] + counts.misses[k], 100 * r.precision,
                      100 * r.recall, 100 * r.f1);
    }
}

static enum esp_stance likeliest(const struct prediction *p)
{
    int best = 0;
    for (int k = 1; k < ESP_STANCE_COUNT; k++)
        best = p->probability[k] > p->probability[best] ? k : best;
    return (enum esp_stance)best;
}

double breakdown_calibration(const struct breakdown *b, struct buffer *out)
{
    size_t count[BINS] = {0}, right[BINS] = {0}, total = 0;
    double sure[BINS] = {0}, error = 0;
    for (uint32_t r = 0; r < b->dataset->rows.count; r++) {
        const struct row *row = &b->dataset->rows.items[r];
        if (row->disputed || !is_measured(b, row->document))
            continue;
        enum esp_stance stance = likeliest(&b->predictions[r]);
        double p = b->predictions[r].probability[stance];
        int bin = p >= 1 ? BINS - 1 : (int)(p * BINS);
        count[bin]++;
        sure[bin] += p;
        right[bin] += stance == row->stance;
        total++;
    }
    buffer_text(out, b->markdown ? "| probability of the likeliest stance | candidates | mean probability | right |\n"
                                   "|---|---|---|---|\n"
                                 : "probability  candidates    mean   right\n");
    for (int i = 0; i < BINS; i++) {
        if (!count[i])
            continue;
        double mean = sure[i] / (double)count[i], share = (double)right[i] / (double)count[i];
        error += (double)count[i] / (double)total * (mean > share ? mean - share : share - mean);
        buffer_printf(out, b->markdown ? "| %.1f to %.1f | %zu | %.3f | %.3f |\n" : "%.1f to %.1f %12zu  %6.3f  %6.3f\n",
                      i / 10.0, (i + 1) / 10.0, count[i], mean, share);
    }
    buffer_printf(out, "%sexpected calibration error %.3f\n", b->markdown ? "\nThe " : "", error);
    return error;
}

void breakdown_coverage(const struct breakdown *b, struct buffer *out)
{
    buffer_text(out, b->markdown ? "| evidence from probability | kept, % | right triple, % | right stance where there is a "
                                   "triple, % |\n|---|---|---|---|\n"
                                 : "from probability   kept   right triple   right stance\n");
    size_t all = 0;
    for (int step = 0; step < 6; step++) {
        double least = step ? 0.4 + 0.1 * step : 0;
        size_t kept = 0, right = 0, triples = 0;
        for (uint32_t r = 0; r < b->dataset->rows.count; r++) {
            const struct row *row = &b->dataset->rows.items[r];
            const struct prediction *p = &b->predictions[r];
            if (row->disputed || !is_measured(b, row->document) || p->stance == ESP_NONE ||
                p->probability[p->stance] < least)
                continue;
            kept++;
            right += p->stance == row->stance;
            triples += row->stance != ESP_NONE;
        }
        all = step ? all : kept;
        if (kept)
            buffer_printf(out, b->markdown ? "| %.1f | %.1f | %.1f | %.1f |\n" : "%-16.1f %6.1f %14.1f %14.1f\n", least,
                          100 * (double)kept / (double)all, 100 * (double)right / (double)kept,
                          triples ? 100 * (double)right / (double)triples : 0);
    }
}
