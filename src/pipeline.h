/* The stages called in order. */
#ifndef PIPELINE_H
#define PIPELINE_H
#include "base/buffer.h"
#include "document.h"

/* Runs every stage that the document's lexicon and model allow. The caller has set arena, lexicon and model, everything
 * else zero. false when the article is not UTF-8 or too large. The arena jumps when memory runs out. */
bool pipeline_run(struct document *d, const struct esp_article *article, struct esp_error *error);

/* A layer that can be printed. */
struct stage {
    const char *name;
    void (*dump)(const struct document *d, struct buffer *out);
    bool needs_model;
};
extern const struct stage pipeline_stages[]; /* the last has name NULL */

#endif
