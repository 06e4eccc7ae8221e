/* Implements espouse.h: engine, analysis and what can be asked of them. Errors of the stages come here as jumps of
 * the arena (memory) or as false (bad text). */
#include "base/error.h"
#include "holder.h"
#include "lexicon.h"
#include "model.h"
#include "pipeline.h"
#include "stages.h"

#include <math.h>
#include <stdlib.h>

struct esp_engine {
    struct lexicon *lexicon;
    struct model *model; /* NULL: unscored */
    double min_confidence;
};

struct esp_analysis {
    const struct esp_engine *engine;
    struct arena arena;
    struct document document;
    struct esp_evidence *evidence; /* in the arena */
    uint32_t evidence_count;
    int32_t *fullest; /* holder_fullest, once it was asked for */
    uint32_t fullest_count;
};

const char *esp_version(void)
{
    return ESPOUSE_VERSION;
}

const char *esp_stance_name(enum esp_stance stance)
{
    static const char *const names[] = {"none", "favor", "against", "neutral", "undecided"};
    return (unsigned)stance <= ESP_UNDECIDED ? names[stance] : "none";
}

const char *esp_attribution_name(enum esp_attribution_kind kind)
{
    static const char *const names[] = {"direct", "indirect", "mixed", "narrated"};
    return (unsigned)kind <= ESP_NARRATED ? names[kind] : "narrated";
}

esp_engine *esp_engine_new(const struct esp_engine_options *options, struct esp_error *error)
{
    esp_engine *engine = calloc(1, sizeof *engine);
    if (!engine) {
        error_set(error, ESP_NOMEM, "out of memory");
        return NULL;
    }
    engine->min_confidence = options->min_confidence;
    if (!(options->min_confidence >= 0 && options->min_confidence <= 1)) {
        error_set(error, ESP_USAGE, "confidence %g: want 0 to 1", options->min_confidence);
        free(engine);
        return NULL;
    }
    engine->lexicon = lexicon_load(options->lexicons, options->general, !options->no_jit, error);
    if (engine->lexicon && options->model)
        engine->model = model_load(options->model, engine->lexicon, error);
    if (!engine->lexicon || (options->model && !engine->model)) {
        esp_engine_free(engine);
        return NULL;
    }
    return engine;
}

void esp_engine_free(esp_engine *engine)
{
    if (!engine)
        return;
    model_free(engine->model);
    lexicon_free(engine->lexicon);
    free(engine);
}

size_t esp_engine_actor_count(const esp_engine *engine)
{
    return lexicon_actor_count(engine->lexicon);
}

size_t esp_engine_target_count(const esp_engine *engine)
{
    return lexicon_target_count(engine->lexicon);
}

const char *esp_engine_actor_id(const esp_engine *engine, size_t actor)
{
    return lexicon_actor(engine->lexicon, actor)->id;
}

const char *esp_engine_actor_label(const esp_engine *engine, size_t actor)
{
    return lexicon_actor(engine->lexicon, actor)->label;
}

const char *esp_engine_target_id(const esp_engine *engine, size_t target)
{
    return lexicon_target(engine->lexicon, target)->id;
}

const char *esp_engine_target_label(const esp_engine *engine, size_t target)
{
    return lexicon_target(engine->lexicon, target)->label;
}

const char *esp_engine_model_name(const esp_engine *engine)
{
    return engine->model ? model_name(engine->model) : NULL;
}

const char *esp_engine_model_version(const esp_engine *engine)
{
    return engine->model ? model_version(engine->model) : NULL;
}

const char *esp_engine_model_digest(const esp_engine *engine)
{
    return engine->model ? model_digest(engine->model) : NULL;
}

esp_analysis *esp_analysis_new(const esp_engine *engine, struct esp_error *error)
{
    esp_analysis *analysis = calloc(1, sizeof *analysis);
    if (!analysis) {
        error_set(error, ESP_NOMEM, "out of memory");
        return NULL;
    }
    analysis->engine = engine;
    arena_init(&analysis->arena);
    return analysis;
}

void esp_analysis_free(esp_analysis *analysis)
{
    if (!analysis)
        return;
    arena_destroy(&analysis->arena);
    free(analysis);
}

static void clear(esp_analysis *analysis)
{
    arena_reset(&analysis->arena);
    analysis->document = (struct document){.arena = &analysis->arena, .lexicon = analysis->engine->lexicon,
                                           .model = analysis->engine->model,
                                           .min_confidence = analysis->engine->min_confidence,
                                           .day = INT32_MIN, .title = ""};
    analysis->evidence = NULL;
    analysis->evidence_count = 0;
    analysis->fullest = NULL;
}

/* The mention that brought the actor to a candidate. */
static int32_t holder_of(const struct document *d, const struct candidate *c)
{
    bool speaks = c->actor_mention == NOWHERE && c->attribution != NOWHERE;
    return speaks ? d->attributions.items[c->attribution].source : c->actor_mention;
}

static struct esp_piece piece_or_none(const struct document *d, struct span tokens)
{
    return tokens.start < tokens.end ? text_piece(d, token_bytes(d, tokens)) : (struct esp_piece){0};
}

static struct esp_evidence evidence_of(struct document *d, const struct triple *triple)
{
    const struct candidate *c = &d->candidates.items[triple->candidate];
    const struct reading *reading = &d->readings[triple->candidate];
    struct esp_evidence e = {.sentence = c->sentence, .actor = c->actor, .target = c->target, .stance = triple->stance,
                             .score = triple->score, .attribution = ESP_NARRATED, .flags = reading->flags};
    memcpy(e.probability, triple->probability, sizeof e.probability);
    e.piece = text_piece(d, d->sentences.items[c->sentence].span);
    e.mention = text_piece(d, token_bytes(d, d->mentions.items[c->target_mention].tokens));
    if (c->attribution != NOWHERE) {
        const struct attribution *a = &d->attributions.items[c->attribution];
        e.attribution = a->kind;
        e.holder = piece_or_none(d, a->holder_tokens);
    }
    if (!e.holder.text && c->actor_mention != NOWHERE)
        e.holder = piece_or_none(d, d->mentions.items[c->actor_mention].tokens);
    int32_t cue = reading->attitude != NOWHERE ? reading->attitude : reading->action;
    if (cue != NOWHERE)
        e.cue = piece_or_none(d, d->matches.items[cue].tokens);
    e.chain = holder_chain(d, holder_of(d, c), lexicon_actor(d->lexicon, c->actor)->label);
    return e;
}

static void collect_evidence(esp_analysis *analysis)
{
    struct document *d = &analysis->document;
    analysis->evidence = arena_alloc(&analysis->arena, (d->triples.count + 1) * sizeof *analysis->evidence);
    for (uint32_t i = 0; i < d->triples.count; i++)
        if (d->triples.items[i].stance != ESP_NONE)
            analysis->evidence[analysis->evidence_count++] = evidence_of(d, &d->triples.items[i]);
}

enum esp_status esp_analysis_run(esp_analysis *analysis, const struct esp_article *article, struct esp_error *error)
{
    jmp_buf exhausted;
    clear(analysis);
    analysis->arena.exhausted = &exhausted;
    enum esp_status status;
    if (setjmp(exhausted)) {
        status = error_set(error, ESP_NOMEM, "out of memory");
    } else if (!pipeline_run(&analysis->document, article, error)) {
        status = ESP_INPUT;
    } else {
        collect_evidence(analysis);
        status = ESP_OK;
    }
    if (status != ESP_OK) {
        error_place(error, article->id, article->line, 0);
        clear(analysis);
    }
    analysis->arena.exhausted = NULL;
    return status;
}

size_t esp_analysis_evidence_count(const esp_analysis *analysis)
{
    return analysis->evidence_count;
}

const struct esp_evidence *esp_analysis_evidence(const esp_analysis *analysis, size_t index)
{
    return index < analysis->evidence_count ? &analysis->evidence[index] : NULL;
}

const struct esp_cell *esp_analysis_cell(const esp_analysis *analysis, size_t actor, size_t target)
{
    static const struct esp_cell empty = {.stance = ESP_NONE, .score = NAN};
    const struct document *d = &analysis->document;
    return d->cells ? &d->cells[actor * lexicon_target_count(d->lexicon) + target] : &empty;
}

size_t esp_analysis_attribution_count(const esp_analysis *analysis)
{
    return analysis->document.attributions.count;
}

static void describe(esp_analysis *analysis, size_t index, struct esp_attribution *out)
{
    struct document *d = &analysis->document;
    const struct attribution *a = &d->attributions.items[index];
    if (!analysis->fullest)
        analysis->fullest = holder_fullest(d, &analysis->fullest_count);
    struct esp_piece *content = arena_alloc(d->arena, (a->content.count + 1) * sizeof *content);
    for (uint32_t i = 0; i < a->content.count; i++)
        content[i] = text_piece(d, token_bytes(d, a->content.items[i]));
    bool unlisted = a->source == NOWHERE && a->source_tokens.start < a->source_tokens.end; /* no word for an actor */
    const char *name = holder_name(d, a, analysis->fullest, analysis->fullest_count);
    *out = (struct esp_attribution){.kind = a->kind, .sentence = a->sentence, .content_count = a->content.count,
                                    .content = content, .source = piece_or_none(d, a->source_tokens),
                                    .cue = piece_or_none(d, a->cue_tokens), .holder = name, .chain = "",
                                    .actors = a->actors, .resolved = a->resolved || unlisted, .parent = a->parent,
                                    .rule = a->rule};
    if (a->hearer != NOWHERE)
        out->hearer = piece_or_none(d, d->mentions.items[a->hearer].tokens);
    if (name)
        out->chain = holder_chain(d, a->source, holder_end(d, a, name));
}

enum esp_status esp_analysis_attribution(esp_analysis *analysis, size_t index, struct esp_attribution *out,
                                         struct esp_error *error)
{
    jmp_buf exhausted;
    enum esp_status status = ESP_OK;
    if (index >= analysis->document.attributions.count)
        return error_set(error, ESP_USAGE, "no attribution %zu", index);
    analysis->arena.exhausted = &exhausted;
    if (setjmp(exhausted))
        status = error_set(error, ESP_NOMEM, "out of memory");
    else
        describe(analysis, index, out);
    analysis->arena.exhausted = NULL;
    return status;
}

const char *esp_analysis_id(const esp_analysis *analysis)
{
    return analysis->document.id ? analysis->document.id : "";
}

const char *esp_analysis_title(const esp_analysis *analysis)
{
    return analysis->document.title ? analysis->document.title : "";
}

const char *esp_analysis_text(const esp_analysis *analysis, size_t *length, uint32_t *points)
{
    const struct text *text = &analysis->document.text;
    *length = text->source ? text->source_length : 0;
    *points = text->source ? text_title_points(text) : 0;
    return text->source ? text->source : "";
}

const char *esp_analysis_date(const esp_analysis *analysis)
{
    return analysis->document.date;
}

const char *esp_stage_name(size_t index)
{
    for (size_t i = 0; i <= index; i++)
        if (!pipeline_stages[i].name)
            return NULL;
    return pipeline_stages[index].name;
}

/* Some layers make strings in the analysis's arena while they print. */
static void dump(esp_analysis *analysis, const struct stage *stage, struct buffer *out)
{
    jmp_buf exhausted;
    analysis->arena.exhausted = &exhausted;
    if (setjmp(exhausted))
        out->failed = true;
    else
        stage->dump(&analysis->document, out);
    analysis->arena.exhausted = NULL;
}

enum esp_status esp_analysis_explain(esp_analysis *analysis, const char *name, esp_write_fn write, void *context,
                                     struct esp_error *error)
{
    const struct stage *stage = pipeline_stages;
    while (stage->name && strcmp(stage->name, name))
        stage++;
    if (!stage->name)
        return error_set(error, ESP_USAGE, "no stage \"%s\"", name);
    if (stage->needs_model && !analysis->document.model)
        return error_set(error, ESP_USAGE, "stage \"%s\" needs a model", name);
    struct buffer out;
    buffer_init(&out);
    if (analysis->document.text.bytes)
        dump(analysis, stage, &out);
    enum esp_status status = ESP_OK;
    if (out.failed)
        status = error_set(error, ESP_NOMEM, "out of memory");
    else if (out.length && write(context, out.data, out.length))
        status = error_set(error, ESP_IO, "output could not be written");
    buffer_destroy(&out);
    return status;
}
