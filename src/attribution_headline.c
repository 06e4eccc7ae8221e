/* Headlines that name their source with a colon, for (8).
 *
 *     [US envoy]: It's 'too early'              in front
 *     Declaration still possible: [minister]    behind
 *     [De Blasio]: no new tax                   up to three words with capitals, known or not
 *
 * Headlines with a verb go by the rules for sentences. Known to be wrong: "Analysis: why talks fail" has a source. */
#include "attribution_internal.h"

/* Up to three capitalised words: "[De Blasio]: no new tax". */
static bool is_name(const struct document *d, struct span tokens)
{
    for (uint32_t t = tokens.start; t < tokens.end; t++)
        if (d->tokens.items[t].word_case == CASE_LOWER || d->tokens.items[t].kind != TOKEN_WORD)
            return false;
    return span_length(tokens) <= 3;
}

/* Headlines name the source with a colon: "[US envoy]: It's 'too early'"; "Sanctions to stay: [minister]". */
void attribution_read_headline(struct attributing *w, uint32_t sentence)
{
    struct document *d = w->d;
    struct span tokens = d->sentences.items[sentence].tokens;
    uint32_t colon = tokens.start;
    while (colon < tokens.end && w->clause.words[colon] != WORD_COLON)
        colon++;
    while (tokens.end > colon && w->clause.words[tokens.end - 1] == WORD_BREAK)
        tokens.end--;
    if (colon == tokens.start || colon + 1 >= tokens.end)
        return;
    struct phrase left = clause_phrase_after(&w->clause, tokens.start, colon);
    struct phrase right = clause_phrase_after(&w->clause, colon + 1, tokens.end);
    bool first = left.tokens.end == colon && (left.mention != NOWHERE || left.known || is_name(d, left.tokens));
    bool last = right.tokens.end == tokens.end && (right.mention != NOWHERE || right.known);
    if (!first && !last)
        return;
    struct phrase source = first ? left : right;
    struct attribution a = {.sentence = sentence,
                            .source = source.mention,
                            .source_tokens = source.tokens,
                            .holder_tokens = source.tokens,
                            .cue_match = NOWHERE,
                            .cue_tokens = {colon, colon + 1},
                            .parent = NOWHERE,
                            .hearer = NOWHERE,
                            .actors = source.actors,
                            .resolved = source.known,
                            .rule = "headline"};
    attribution_add_content(w, &a, first ? (struct span){colon + 1, tokens.end} : (struct span){tokens.start, colon});
    if (!a.content.count)
        return;
    attribution_set_kind(w, &a);
    vec_push(d->arena, &d->attributions, a);
    attribution_take_quotations(w, d->attributions.count - 1);
}
