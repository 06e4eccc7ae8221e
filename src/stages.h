/* The stages that pipeline.c calls, in order. Each takes the document, reads what earlier stages made and appends
 * its own (see document.h). Memory comes from document->arena, which jumps when it runs out.
 * <stage>_dump prints the stage's layer for "espouse explain" and the golden tests: one item a line, tab separated,
 * first column the sentence number where there is one, text of spans last. */
#ifndef STAGES_H
#define STAGES_H
#include "base/buffer.h"
#include "document.h"

bool text_fold(struct document *d, const struct esp_article *article, struct esp_error *error); /* false: not UTF-8 */
void text_dump(const struct document *d, struct buffer *out);
uint32_t text_source_byte(const struct text *text, uint32_t at);  /* folded byte -> byte of the source */
uint32_t text_title_points(const struct text *text); /* code points of title_length */
struct esp_piece text_piece(const struct document *d, struct span span); /* code points and text of the source, in the arena */

void sentence_split(struct document *d);
void sentence_dump(const struct document *d, struct buffer *out);

void token_split(struct document *d);
/* Appends the tokens of bytes[range] to out, their sentence 0 and their keys not interned. It is how patterns of the
 * lexicons are split, so that they meet the tokens of a text. lexicon gives the abbreviations; it may be NULL. */
void token_scan(struct arena *arena, const struct lexicon *lexicon, const char *bytes, struct span range,
                struct token_vec *out);
void token_dump(const struct document *d, struct buffer *out);
struct span token_bytes(const struct document *d, struct span tokens); /* bytes from the first to the last of the tokens */

void date_find(struct document *d); /* sets date and day from the head of the text when the input gave none */

void match_find(struct document *d);
void match_dump(const struct document *d, struct buffer *out);

void actor_find(struct document *d);
void actor_dump(const struct document *d, struct buffer *out);

void coref_resolve(struct document *d);  /* third person, metonyms, targets */
void coref_speakers(struct document *d); /* after attribution: "we", "our government", what the speaker decides */
void coref_dump(const struct document *d, struct buffer *out);

void attribution_find(struct document *d);
void attribution_dump(const struct document *d, struct buffer *out);

void candidate_find(struct document *d);
/* The target that a mention may stand for: what coreference found, or, where it found nothing, what the words alone
 * suggest ("the declaration" in a text that has not named it). NOWHERE if none. */
int candidate_target(const struct document *d, uint32_t mention);
/* The target's tokens; none, at the start of the sentence, when the sentence before named it. */
struct span candidate_target_tokens(const struct document *d, const struct candidate *c);
const char *candidate_route_name(enum candidate_route route); /* "mention", "speaker", "open", "carried" */
void candidate_dump(const struct document *d, struct buffer *out);

void compose_read(struct document *d);
void compose_dump(const struct document *d, struct buffer *out);

void feature_extract(struct document *d);
void feature_dump(const struct document *d, struct buffer *out);

void model_score(struct document *d);
void model_dump_contributions(const struct document *d, struct buffer *out);
void model_dump_triples(const struct document *d, struct buffer *out);

void aggregate_cells(struct document *d);
void aggregate_dump(const struct document *d, struct buffer *out);

/* A span of tokens, as the source has it, on one line, for the dumps. */
void dump_tokens(const struct document *d, struct span tokens, struct buffer *out);

#endif
