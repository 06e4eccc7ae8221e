/* The pipeline: text in, cells out, one stage after the other. What each stage adds stands in document.h. */
#include "pipeline.h"

#include "stages.h"

bool pipeline_run(struct document *d, const struct esp_article *article, struct esp_error *error)
{
    if (!text_fold(d, article, error))
        return false;
    sentence_split(d);
    token_split(d);
    date_find(d);
    match_find(d);
    actor_find(d);
    coref_resolve(d);
    attribution_find(d);
    coref_speakers(d);
    candidate_find(d);
    compose_read(d);
    feature_extract(d);
    if (d->model) {
        model_score(d);
        aggregate_cells(d);
    }
    return true;
}

const struct stage pipeline_stages[] = {
    {"text", text_dump, false},
    {"sentences", sentence_dump, false},
    {"tokens", token_dump, false},
    {"matches", match_dump, false},
    {"mentions", actor_dump, false},
    {"coref", coref_dump, false},
    {"attribution", attribution_dump, false},
    {"candidates", candidate_dump, false},
    {"readings", compose_dump, false},
    {"features", feature_dump, false},
    {"contributions", model_dump_contributions, true},
    {"triples", model_dump_triples, true},
    {"cells", aggregate_dump, true},
    {NULL, NULL, false},
};
