/* Labelled documents, as their files give them. */
#ifndef TRAIN_LABELS_H
#define TRAIN_LABELS_H
#include "base/digest.h"
#include "document.h"

struct labelled_triple {
    uint32_t sentence;
    uint8_t actor, target;
    enum esp_stance stance; /* of a disputed one: ESP_NONE */
};

struct labelled_document {
    uint32_t file;              /* in labels.files */
    long line;
    const char *id, *kind, *date, *pair, *text; /* kind, date, pair: NULL if not given */
    size_t length;
    struct span *sentences;     /* code points of text, rising, apart from each other */
    uint32_t sentence_count;
    VEC(struct labelled_triple) triples, disputed;
    bool cells_given;
    bool cell_counts[ACTORS_MAX * TARGETS_MAX]; /* false: disputed */
    enum esp_stance cells[ACTORS_MAX * TARGETS_MAX]; /* actor * targets + target */
};

struct labelled_file {
    const char *path;
    char digest[DIGEST_SIZE];
    uint32_t documents, triples;
};

struct labels {
    struct arena *arena;
    const struct lexicon *lexicon;
    VEC(struct labelled_file) files;
    VEC(struct labelled_document) documents;
    struct hash ids; /* of documents -> number */
};

/* Reads one more file. false on error: ESP_INPUT with file and line, ESP_IO. The arena jumps when memory runs out. */
bool labels_read(struct labels *labels, const char *path, struct esp_error *error);

/* Counts the documents and triples of each file anew. */
void labels_count_files(struct labels *labels);

/* Keeps the documents that a list (ids, one a line; empty lines and lines that begin with # are skipped) names, or drops
 * them; returns how many it names of those that are there. UINT32_MAX on error (ESP_IO). */
uint32_t labels_select(struct labels *labels, const char *list, bool keep, struct esp_error *error);

/* What was labelled: the stance, ESP_NONE if nothing was. */
enum esp_stance labels_stance(const struct labelled_document *document, uint32_t sentence, uint8_t actor,
                              uint8_t target);
bool labels_disputed(const struct labelled_document *document, uint32_t sentence, uint8_t actor, uint8_t target);

/* The sentence that [start, end) shares most with; UINT32_MAX if it shares nothing with any. */
uint32_t labels_sentence(const struct labelled_document *document, uint32_t start, uint32_t end);

#endif
