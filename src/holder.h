/* Who a source is, for people: its canonical name, and the chain of references that led to it. */
#ifndef HOLDER_H
#define HOLDER_H
#include "document.h"

/* How a mention came to what it stands for: "it -> the ministry -> Seoul", end last; "" when it names end outright. */
const char *holder_chain(const struct document *d, int32_t mention, const char *end);

/* For each entity of the document the mention that names it most fully, NOWHERE; in the arena, *count long. */
int32_t *holder_fullest(const struct document *d, uint32_t *count);

/* Canonical name of an attribution's source: an actor's label, a person's full name, else the words of the text that
 * name it first; NULL when there is no source, or a pronoun that stays open. fullest and count: see above. */
const char *holder_name(const struct document *d, const struct attribution *a, const int32_t *fullest, uint32_t count);

/* Where the chain of an attribution's source ends that has this name: there, or at the actor or the organ behind it. */
const char *holder_end(const struct document *d, const struct attribution *a, const char *name);

#endif
