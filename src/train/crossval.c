/* Cross-validation over documents, several values of C at a time.
 *
 * Decides which documents are held out together. Two documents of one pair share all but a few words, so a pair goes
 * into one fold as a whole; everything else is dealt out at random by the seed:
 *
 *     fold 0:  k0001 k0017 p003a p003b      fold 1:  k0002 k0008 p001a p001b      ...
 *
 * Which features are frequent enough is decided anew without the documents held out, as it will be for new text. A
 * job is one fold of one target; threads take jobs as they come, and every job writes to places of its own, so the
 * figures do not depend on the number of threads. */
#include "train/crossval.h"

#include "base/random.h"
#include "lexicon.h"

#include <pthread.h>
#include <stdatomic.h>

static void shuffle(uint32_t *items, uint32_t count, uint64_t *state)
{
    for (uint32_t i = count; i > 1; i--) {
        uint32_t j = (uint32_t)(random_next(state) % i), item = items[i - 1];
        items[i - 1] = items[j];
        items[j] = item;
    }
}

void crossval_deal(struct crossval *cv, struct arena *arena)
{
    const struct dataset *s = cv->dataset;
    uint32_t documents = s->labels->documents.count, counts[2] = {0};
    uint32_t *fold_of_group = arena_alloc(arena, ((size_t)s->group_count + 1) * sizeof *fold_of_group), *groups[2];
    for (int pair = 0; pair < 2; pair++)
        groups[pair] = arena_alloc(arena, ((size_t)s->group_count + 1) * sizeof **groups);
    for (uint32_t i = 0; i < documents; i++) { /* by_group has the documents of one group side by side */
        uint32_t document = s->by_group[i];
        int pair = s->labels->documents.items[document].pair != NULL;
        if (!i || s->group_of[document] != s->group_of[s->by_group[i - 1]])
            groups[pair][counts[pair]++] = s->group_of[document];
    }
    for (int pair = 0; pair < 2; pair++) {
        uint64_t state = cv->seed;
        shuffle(groups[pair], counts[pair], &state);
        for (uint32_t g = 0; g < counts[pair]; g++)
            fold_of_group[groups[pair][g]] = g % cv->folds;
    }
    cv->fold_of = arena_alloc(arena, ((size_t)documents + 1) * sizeof *cv->fold_of);
    for (uint32_t i = 0; i < documents; i++)
        cv->fold_of[i] = fold_of_group[s->group_of[i]];
}

uint32_t crossval_number(const struct dataset *s, const bool *chosen, unsigned min_documents, uint32_t *counts,
                         uint32_t *number)
{
    uint32_t kept = 0;
    dataset_count(s, chosen, counts);
    for (uint32_t f = 0; f < s->features.count; f++)
        number[f] = counts[f] >= min_documents ? kept++ : UINT32_MAX;
    return kept;
}

/* ---- jobs ---------------------------------------------------------------------------------------- */

struct work {
    struct crossval *cv;
    uint32_t **number; /* fold -> feature -> number */
    uint32_t *features; /* fold -> features */
    bool **chosen;      /* fold -> document -> learned from */
    uint32_t targets;
    atomic_uint next;
    atomic_bool failed;
    pthread_mutex_t lock; /* of progress */
    uint32_t done;
};

static void judge(const struct work *w, uint32_t fold, uint32_t target, unsigned place, const struct fit *fit,
                  struct arena *arena)
{
    const struct crossval *cv = w->cv;
    for (uint32_t r = 0; r < cv->dataset->rows.count; r++) {
        const struct row *row = &cv->dataset->rows.items[r];
        if (row->target != target || cv->fold_of[row->document] != fold)
            continue;
        struct arena_mark mark = arena_mark(arena);
        struct term *terms = arena_alloc(arena, ((size_t)row->count + 1) * sizeof *terms);
        double pairs[MODEL_PAIRS];
        uint32_t count = sample_terms(row, w->number[fold], cv->fit.normalize, terms);
        machine_decide(&fit->machine, terms, count, pairs);
        machine_sum(&fit->machine, pairs, cv->sums[(size_t)r * cv->grid + place]);
        arena_rewind(arena, mark);
    }
}

static void do_job(struct work *w, uint32_t job, struct arena *arena, struct sample *sample)
{
    uint32_t fold = job / w->targets, target = job % w->targets;
    const struct crossval *cv = w->cv;
    sample_build(sample, arena, cv->dataset, (uint8_t)target, w->chosen[fold], w->number[fold], w->features[fold],
                 &cv->fit);
    if (!sample_can_fit(sample))
        return;
    if (!sample_prepare(sample))
        arena_out_of_memory(arena);
    struct arena_mark mark = arena_mark(arena);
    for (unsigned place = 0; place < cv->grid; place++) {
        struct fit fit = {0};
        fit_run(&fit, arena, sample, cv->c[target][place], cv->fit.balance);
        judge(w, fold, target, place, &fit, arena);
        arena_rewind(arena, mark);
    }
}

/* Here the job's arena jumps to. false: out of memory. */
static bool do_guarded(struct work *w, uint32_t job, struct arena *arena, struct sample *sample)
{
    jmp_buf exhausted;
    arena->exhausted = &exhausted;
    if (setjmp(exhausted))
        return false;
    do_job(w, job, arena, sample);
    return true;
}

static bool run_job(struct work *w, uint32_t job)
{
    struct arena arena;
    struct sample sample = {0};
    arena_init(&arena);
    bool good = do_guarded(w, job, &arena, &sample);
    sample_destroy(&sample);
    arena_destroy(&arena);
    return good;
}

static void *take_jobs(void *context)
{
    struct work *w = context;
    uint32_t total = w->cv->folds * w->targets;
    for (uint32_t job; !atomic_load(&w->failed) && (job = atomic_fetch_add(&w->next, 1)) < total;) {
        if (!run_job(w, job))
            atomic_store(&w->failed, true);
        pthread_mutex_lock(&w->lock);
        w->done++;
        if (w->cv->progress)
            w->cv->progress(w->cv->progress_context, "cross-validate", w->done, total);
        pthread_mutex_unlock(&w->lock);
    }
    return NULL;
}

bool crossval_run(struct crossval *cv, struct arena *arena)
{
    const struct dataset *s = cv->dataset;
    uint32_t documents = s->labels->documents.count;
    struct work w = {.cv = cv, .targets = (uint32_t)lexicon_target_count(s->labels->lexicon)};
    uint32_t *counts = arena_alloc(arena, ((size_t)s->features.count + 1) * sizeof *counts);
    w.number = arena_alloc(arena, cv->folds * sizeof *w.number);
    w.features = arena_alloc(arena, cv->folds * sizeof *w.features);
    w.chosen = arena_alloc(arena, cv->folds * sizeof *w.chosen);
    for (unsigned fold = 0; fold < cv->folds; fold++) {
        w.chosen[fold] = arena_alloc(arena, (size_t)documents + 1);
        w.number[fold] = arena_alloc(arena, ((size_t)s->features.count + 1) * sizeof **w.number);
        for (uint32_t i = 0; i < documents; i++)
            w.chosen[fold][i] = cv->fold_of[i] != fold;
        w.features[fold] = crossval_number(s, w.chosen[fold], cv->min_documents, counts, w.number[fold]);
    }
    cv->sums = arena_alloc(arena, ((size_t)s->rows.count * cv->grid + 1) * sizeof *cv->sums);
    pthread_mutex_init(&w.lock, NULL);
    pthread_t threads[64];
    unsigned started = 0;
    while (started + 1 < cv->threads && started < 64 && !pthread_create(&threads[started], NULL, take_jobs, &w))
        started++;
    take_jobs(&w);
    for (unsigned i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    pthread_mutex_destroy(&w.lock);
    return !atomic_load(&w.failed);
}
