/* Looking things up in a document. */
#include "document.h"

/* First index whose token is at or behind a place; both vectors are sorted by first token. */
static uint32_t first_match(const struct document *d, uint32_t token)
{
    uint32_t low = 0, high = d->matches.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (d->matches.items[middle].tokens.start < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint32_t first_mention(const struct document *d, uint32_t token)
{
    uint32_t low = 0, high = d->mentions.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (d->mentions.items[middle].tokens.start < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct span document_matches(const struct document *d, uint32_t sentence)
{
    struct span tokens = d->sentences.items[sentence].tokens;
    return (struct span){first_match(d, tokens.start), first_match(d, tokens.end)};
}

struct span document_mentions(const struct document *d, uint32_t sentence)
{
    struct span tokens = d->sentences.items[sentence].tokens;
    return (struct span){first_mention(d, tokens.start), first_mention(d, tokens.end)};
}

int32_t attribution_part(const struct attribution *a, struct span tokens)
{
    uint32_t low = 0, high = a->content.count; /* the first part that does not end before the tokens do */
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (a->content.items[middle].end < tokens.end)
            low = middle + 1;
        else
            high = middle;
    }
    return low < a->content.count && span_covers(a->content.items[low], tokens) ? (int32_t)low : NOWHERE;
}
