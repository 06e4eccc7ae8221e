/* The complement of a cue, for (8): what kind of thing begins behind it, and where that ends.
 *
 *     said [that sanctions will stay]   said, ["No."]   said: [No]   said [sanctions will stay]
 *     vowed [to keep them]   asked [whether]   called for [a declaration]   denied [seeking it]
 *
 * Which of these a cue takes stands in its frames. A complement goes on to the end of the sentence, or of the quotation
 * that the cue stands in, or up to where another cue takes over: ", adding that", ", while Seoul said", ", Kim said".
 * Noun phrases behind nouns end before a finite verb: "Seoul's call for [a declaration] has ...".
 * Known to be wrong: "said on Friday that A and that B, and left" keeps what follows the last comma. */
#include "attribution_internal.h"

/* The quotation that begins at a token, NOWHERE if none does or the cue stands in it. */
int32_t attribution_quotation_at(const struct attributing *w, uint32_t token, uint32_t limit)
{
    int32_t q = token < limit ? w->quotations.at[token] : NOWHERE;
    return q != NOWHERE && w->quotations.list.items[q].tokens.start == token ? q : NOWHERE;
}

/* A cue that takes nothing but a quotation governs something only before one: "went on: ...", not "went on with". */
static bool may_govern(const struct attributing *w, const struct cue *cue)
{
    if (cue->entry->frames & ~(uint32_t)(FRAME_QUOTE | FRAME_INV))
        return true;
    uint8_t next = cue->block.end < cue->limits.end ? w->clause.words[cue->block.end] : (uint8_t)WORD_BREAK;
    return next == WORD_COMMA || next == WORD_COLON || next == WORD_QUOTE || next == WORD_BREAK || next == WORD_DAY;
}

/* "While arguing that it works, [they said]": a cue without a subject of its own that comes first. */
static bool unsourced_opening(const struct cue *cue)
{
    return cue->form == FORM_ING && cue->tokens.start <= cue->limits.start + 1;
}

/* True when another cue takes over behind the comma or conjunction at a token. */
bool attribution_taken_over(const struct attributing *w, const struct cue *cue, uint32_t at)
{
    const struct clause *c = &w->clause;
    uint32_t next = at + 1;
    bool joined = c->words[at] == WORD_CONJUNCTION;
    while (next < cue->limits.end && (c->words[next] == WORD_CONJUNCTION || c->words[next] == WORD_SUBORDINATOR ||
                                      c->words[next] == WORD_ADVERB)) {
        joined = true;
        next++;
    }
    for (uint32_t i = 0; i < w->cue_count; i++) {
        const struct cue *other = &w->cues[i];
        if (other == cue || other->tokens.start <= cue->tokens.start || other->sort == CUE_NOUN)
            continue;
        uint32_t start = other->block.start;
        bool floats = cue->sort == CUE_BEFORE || cue->sort == CUE_WITHIN; /* "Seoul, according to diplomats, hopes" */
        /* "Levin, backing Clinton, [said]" */
        bool around = !floats && start <= cue->block.start && other->tokens.start == next;
        bool own = other->source.tokens.start < other->source.tokens.end && !other->shared && other->sort == CUE_VERB;
        if (c->words[at] == WORD_COMMA && own && (around || (start == next && unsourced_opening(cue))))
            return true;
        if (other->sort == CUE_ATTITUDE && (!joined || other->shared || c->words[at] != WORD_COMMA))
            continue; /* what the content itself says: "that Seoul, which wants" */
        if (start != next)
            continue;
        if (!may_govern(w, other))
            continue;
        uint32_t verb = w->d->matches.items[other->match].tokens.start;
        bool finite = verb == 0 || c->words[verb - 1] != WORD_TO; /* not "Obama and his lackeys to reckon" */
        bool last = other->block.end >= cue->limits.end || c->words[other->block.end] == WORD_COMMA ||
                    c->words[other->block.end] == WORD_PREPOSITION || c->words[other->block.end] == WORD_DAY;
        if (other->sort == CUE_BEFORE || other->sort == CUE_WITHIN || other->inverted || attribution_asked(w, cue))
            return true;
        if (other->shared ? other->form == FORM_ING || joined : finite && (joined || last || cue->sort == CUE_ATTITUDE))
            return true;
    }
    return false;
}

/* A finite verb ends a noun phrase, a participle does not: "for patience [went]", "to measures aimed at". */
static bool ends_phrase(const struct attributing *w, const struct cue *cue, uint32_t at)
{
    const struct clause *c = &w->clause;
    uint8_t next = at + 1 < cue->limits.end ? c->words[at + 1] : (uint8_t)WORD_BREAK;
    return clause_finite(c, at) && (c->words[at] != WORD_VERB || (next != WORD_PREPOSITION && next != WORD_TO));
}

/* Where the source of another cue ends that this one stands in: "officials who took part in [the talks] said". */
static uint32_t source_around(const struct attributing *w, const struct cue *cue)
{
    for (uint32_t i = 0; i < w->cue_count; i++) {
        const struct cue *other = &w->cues[i];
        struct span source = other->source.tokens;
        if (other != cue && span_covers(source, cue->tokens) && other->tokens.start >= source.end)
            return source.end;
    }
    return UINT32_MAX;
}

/* Where a complement that starts at a token ends. narrow: it is a noun phrase with its attachments. */
uint32_t attribution_part_end(const struct attributing *w, const struct cue *cue, uint32_t start, bool narrow)
{
    const struct clause *c = &w->clause;
    uint32_t at = start;
    bool clausal = cue->sort != CUE_ATTITUDE && (cue->entry->frames & FRAME_THAT || c->words[start] == WORD_QUOTE);
    while (at < cue->limits.end) {
        int32_t q = attribution_quotation_at(w, at, cue->limits.end);
        if (q != NOWHERE) {
            at = w->quotations.list.items[q].tokens.end; /* perhaps sentences ahead */
            if (at >= cue->limits.end)
                return at;
            if (w->quotations.list.items[q].whole && c->words[at] != WORD_CONJUNCTION && c->words[at] != WORD_QUOTE)
                return at; /* 'said, "We agree," and' goes on; 'said, "We agree" after' does not */
            continue;
        }
        uint8_t word = c->words[at];
        if (word == WORD_BREAK && *w->d->tokens.items[at].key != '.')
            return at;
        if ((word == WORD_COMMA || word == WORD_CONJUNCTION || word == WORD_DASH) && attribution_taken_over(w, cue, at))
            return at;
        if (word == WORD_COMMA && !strcmp(cue->rule, "relative"))
            return at; /* "North Korea, which has sought relief[,] rejected" */
        if (narrow && (word == WORD_COMMA || (at > start && ends_phrase(w, cue, at))))
            return at;
        if (word == WORD_COMMA && !clausal && at + 1 < cue->limits.end &&
            (c->words[at + 1] == WORD_SUBORDINATOR || c->words[at + 1] == WORD_CONJUNCTION ||
             c->words[at + 1] == WORD_RELATIVE))
            return at;
        at++;
    }
    return at;
}

static bool complementizer(const struct attributing *w, const struct cue *cue, uint32_t at)
{
    if (w->clause.words[at] == WORD_THAT)
        return (cue->entry->frames & (FRAME_THAT | FRAME_NP | FRAME_QUOTE)) != 0;
    if (cue->sort == CUE_NOUN)
        return cue->entry->frames & FRAME_THAT && clause_is(&w->clause, at, "whether");
    bool asks = !strcmp(cue->entry->class, "ask") || (cue->entry->frames & FRAME_THAT);
    const char *const words[] = {"whether", "if", "how", "why", "what", "when", "where"};
    for (size_t i = 0; asks && i < sizeof words / sizeof *words; i++)
        if (clause_is(&w->clause, at, words[i]))
            return true;
    return false;
}

/* The preposition that the cue's complement begins with: for, of, as, on, to, about. */
bool attribution_framed(const struct attributing *w, const struct cue *cue, uint32_t at)
{
    const struct clause *c = &w->clause;
    uint32_t frames = cue->entry->frames;
    return (frames & FRAME_FOR && clause_is(c, at, "for")) || (frames & FRAME_OF && clause_is(c, at, "of")) ||
           (frames & FRAME_AS && clause_is(c, at, "as")) ||
           (frames & FRAME_ON && (clause_is(c, at, "on") || clause_is(c, at, "over") || clause_is(c, at, "about"))) ||
           (frames & FRAME_TO && clause_is(c, at, "to")) || (frames & FRAME_OF && clause_is(c, at, "about"));
}

/* Whether the cue's complement begins at a token, and how far it goes. */
bool attribution_complement(const struct attributing *w, const struct cue *cue, uint32_t at, struct span *out)
{
    const struct clause *c = &w->clause;
    uint32_t frames = cue->entry->frames;
    if (at >= cue->limits.end)
        return false;
    uint8_t word = c->words[at];
    bool verb = cue->sort != CUE_NOUN && !(cue->sort == CUE_ATTITUDE && cue->entry->pos == 'n');
    bool narrow = !verb;
    uint32_t start = at;
    if (word == WORD_CONJUNCTION) { /* "denounces [and flatly rejects] it" */
        uint32_t next = at + 1;
        while (next < cue->limits.end && c->words[next] == WORD_ADVERB)
            next++;
        for (uint32_t i = 0; i < w->cue_count; i++)
            if (w->cues[i].sort == CUE_VERB && w->cues[i].block.start <= next && next < w->cues[i].tokens.end &&
                w->cues[i].shared && c->words[w->cues[i].tokens.end] != WORD_CONJUNCTION)
                return attribution_complement(w, cue, w->cues[i].tokens.end, out);
        return false;
    }
    if (word == WORD_QUOTE) {
        if (attribution_quotation_at(w, at, cue->limits.end) == NOWHERE)
            return false;
        narrow = false;
    } else if (complementizer(w, cue, at)) {
        narrow = false;
    } else if (word == WORD_COLON) {
        if (!(frames & (FRAME_QUOTE | FRAME_THAT)))
            return false;
        start++;
        narrow = false;
    } else if (word == WORD_TO) {
        if (!(frames & (FRAME_INF | FRAME_TO)))
            return false;
    } else if (attribution_framed(w, cue, at)) {
        start++;
        narrow &= start >= cue->limits.end || (!clause_is(c, start, "how") && c->words[start] != WORD_SUBORDINATOR);
    } else if (!verb) {
        if (!(frames & FRAME_NP) || clause_finite(c, at))
            return false; /* nouns take no bare object, save "opposition to" and the like */
    } else if (word == WORD_COMMA || word == WORD_BREAK || word == WORD_CONJUNCTION || word == WORD_SUBORDINATOR ||
               word == WORD_RELATIVE || word == WORD_CLOSE || word == WORD_DASH || word == WORD_PREPOSITION) {
        return false;
    } else if (!(frames & (FRAME_NP | FRAME_THAT)) && !(frames & FRAME_INF && frames & FRAME_HEARER)) {
        return false;
    }
    uint32_t end = attribution_part_end(w, cue, start, narrow), around = source_around(w, cue);
    *out = (struct span){start, end > around && around > start ? around : end};
    return out->start < out->end;
}
