/* What the files attribution*.c share. */
#ifndef ATTRIBUTION_INTERNAL_H
#define ATTRIBUTION_INTERNAL_H
#include "clause.h"
#include "lexicon.h"
#include "quotation.h"

enum { CUES_MAX = 32 }; /* cues looked at in one sentence: more stand only in hostile text */

enum cue_sort {
    CUE_VERB,     /* Kim [said]; [said] Kim; Kim, [saying] */
    CUE_PASSIVE,  /* was [told] (by Kim) that; the plan [announced] by Kim */
    CUE_NOUN,     /* Seoul's [call] for */
    CUE_BEFORE,   /* [according to] Kim */
    CUE_WITHIN,   /* [as Kim put it]; [in Kim's view] */
    CUE_ATTITUDE  /* Seoul [wants]: narrated */
};

struct cue {
    enum cue_sort sort;
    uint32_t match;
    const struct entry *entry;
    uint8_t form;         /* enum verb_form */
    struct span tokens;   /* the verb group, or the words of the pattern */
    struct span limits;   /* its sentence, or the part of the quotation that it stands in */
    struct phrase source;
    struct span antecedent; /* of the source that is a relative: "[officials] who say"; empty */
    struct span block;    /* source and cue with what stands between; cue alone when the source is shared or missing */
    bool inverted, shared;
    const char *rule;
};

struct attributing {
    struct document *d;
    struct clause clause;
    struct quotations quotations;
    int32_t *owner;       /* quotation -> attribution that it belongs to, NOWHERE */
    struct cue cues[CUES_MAX]; /* of the sentence */
    uint32_t cue_count;
    uint32_t first;       /* attribution that the sentence began with */
};

/* attribution_cue.c: fills cues for a sentence, sources included. */
void attribution_find_cues(struct attributing *w, uint32_t sentence);

/* attribution_source.c: fills source, block and rule of a cue; passive: a form of be stands in its group. */
void attribution_find_source(const struct attributing *w, struct cue *cue, bool passive);

/* "[Asked] about the plan, he said", "when [asked] if": nobody who asks is named. */
bool attribution_asked(const struct attributing *w, const struct cue *cue);

/* attribution_extent.c: where a source that ends at a token ends with its bracket and its apposition; and where with
 * what is attached without a comma, "a poll [released by the paper]". */
uint32_t attribution_extent(const struct clause *c, uint32_t end, uint32_t limit);
uint32_t attribution_attached(const struct clause *c, uint32_t end, uint32_t limit);

/* attribution_complement.c: whether the cue's complement begins at a token, and how far it goes; where a part that
 * begins at a token ends (narrow: it is a noun phrase); whether another cue takes over behind a comma or an "and"; the
 * quotation that begins at a token, and whether a preposition belongs to the cue's frame. */
bool attribution_complement(const struct attributing *w, const struct cue *cue, uint32_t at, struct span *out);
uint32_t attribution_part_end(const struct attributing *w, const struct cue *cue, uint32_t start, bool narrow);
bool attribution_taken_over(const struct attributing *w, const struct cue *cue, uint32_t at);
int32_t attribution_quotation_at(const struct attributing *w, uint32_t token, uint32_t limit);
bool attribution_framed(const struct attributing *w, const struct cue *cue, uint32_t at);

/* attribution_content.c: the cue ends a sentence with a colon, and what follows is said: "gave this answer on
 * Thursday:" */
bool attribution_announces(const struct attributing *w, const struct cue *cue);
/* What the cue governs, added to a; false when there is nothing. */
bool attribution_find_content(struct attributing *w, const struct cue *cue, struct attribution *a);
/* Adds a span to the content, cut at the sentences' ends; commas and stops at its ends are left out. */
void attribution_add_content(struct attributing *w, struct attribution *a, struct span tokens);
/* Direct, mixed or indirect by how much of the content stands in quotation marks around it. */
void attribution_set_kind(const struct attributing *w, struct attribution *a);

/* attribution_headline.c: the source of a headline that has one before or behind a colon. */
void attribution_read_headline(struct attributing *w, uint32_t sentence);

/* attribution.c: gives the quotations in the content of an attribution to it, unless another one has them. */
void attribution_take_quotations(struct attributing *w, uint32_t index);

/* attribution_carry.c: quotations without a cue, texts announced by a colon, speakers of a transcript. */
void attribution_carry(struct attributing *w);

/* attribution.c: the attribution with the smallest content around each token, NOWHERE where there is none. spoken: only
 * words as they were said (direct, mixed), where "we" is the speaker. */
int32_t *attribution_innermost(const struct document *d, bool spoken);

/* voice.c: sets state_voice and author. */
void voice_find(struct attributing *w);

#endif
