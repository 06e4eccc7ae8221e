/* Which of the documents that were read are meant: those that a list names, or all but those.
 *
 *     # what never trains
 *     k2003
 *     k2007
 *
 * An id that no document has is passed over: a list may be longer than the files at hand. */
#include "base/input.h"
#include "train/labels.h"

void labels_count_files(struct labels *labels)
{
    for (uint32_t f = 0; f < labels->files.count; f++)
        labels->files.items[f].documents = labels->files.items[f].triples = 0;
    for (uint32_t i = 0; i < labels->documents.count; i++) {
        const struct labelled_document *document = &labels->documents.items[i];
        labels->files.items[document->file].documents++;
        labels->files.items[document->file].triples += document->triples.count;
    }
}

uint32_t labels_select(struct labels *labels, const char *list, bool keep, struct esp_error *error)
{
    struct input input;
    struct hash named = {0};
    const char *line;
    size_t length;
    uint32_t found = 0, kept = 0;
    int got;
    if (!input_open(&input, list, error))
        return UINT32_MAX;
    while ((got = input_line(&input, &line, &length, error)) > 0) {
        while (length && (line[length - 1] == ' ' || line[length - 1] == '\r'))
            length--;
        if (length && *line != '#')
            hash_add(labels->arena, &named, arena_copy(labels->arena, line, length), length, 1);
    }
    input_close(&input);
    if (got < 0)
        return UINT32_MAX;
    for (uint32_t i = 0; i < labels->documents.count; i++) {
        const struct labelled_document *document = &labels->documents.items[i];
        bool is_named = hash_get(&named, document->id, strlen(document->id)) != HASH_MISSING;
        found += is_named;
        if (is_named == keep)
            labels->documents.items[kept++] = *document;
    }
    labels->documents.count = kept;
    labels_count_files(labels);
    return found;
}
