/* What a cue governs, for (8): the words that are attributed.
 *
 *     said (on Monday) [that sanctions will stay]          behind the cue
 *     called for [a declaration]                           behind it, as an object
 *     ["Not yet,"] Kim said; [sanctions will stay,] Kim said    before source and cue
 *     ["We will wait,"] he said, ["and see."]              both
 *
 * A part behind the cue ends with the sentence, or where the next cue takes over (", adding that", ", while Seoul
 * said"). A part before begins with the sentence, or with the quotation that ends there and may have begun sentences ago.
 * Known to be wrong: a clause without "that" behind an adverb of place ("said in Seoul sanctions must stay") may begin
 * too late; "and" between two complements of different verbs leaves the second with the first cue. */
#include "attribution_internal.h"

void attribution_add_content(struct attributing *w, struct attribution *a, struct span tokens)
{
    const struct document *d = w->d;
    while (tokens.start < tokens.end) {
        uint32_t end = d->sentences.items[d->tokens.items[tokens.start].sentence].tokens.end;
        struct span part = {tokens.start, tokens.end < end ? tokens.end : end};
        tokens.start = part.end;
        while (part.start < part.end && (w->clause.words[part.start] == WORD_COMMA || w->clause.words[part.start] == WORD_DASH))
            part.start++;
        while (part.end > part.start && (w->clause.words[part.end - 1] == WORD_COMMA ||
                                         w->clause.words[part.end - 1] == WORD_DASH ||
                                         (w->clause.words[part.end - 1] == WORD_BREAK &&
                                          w->quotations.at[part.end - 1] == NOWHERE)))
            part.end--;
        if (part.start < part.end)
            vec_push(d->arena, &a->content, part);
    }
}

void attribution_set_kind(const struct attributing *w, struct attribution *a)
{
    int32_t around = a->cue_tokens.start < a->cue_tokens.end ? w->quotations.at[a->cue_tokens.start] : NOWHERE;
    uint32_t inside = 0, outside = 0;
    for (uint32_t i = 0; i < a->content.count; i++)
        for (uint32_t t = a->content.items[i].start; t < a->content.items[i].end; t++) {
            bool quoted = w->quotations.at[t] != NOWHERE && w->quotations.at[t] != around;
            inside += quoted;
            outside += !quoted && w->d->tokens.items[t].kind == TOKEN_WORD && w->clause.words[t] != WORD_THAT;
        }
    a->kind = !inside ? ESP_INDIRECT : outside ? ESP_MIXED : ESP_DIRECT;
}

/* The quotation that begins at a token, NOWHERE if none does or the cue stands in it. */
static int32_t quotation_at(const struct attributing *w, uint32_t token, uint32_t limit)
{
    int32_t q = token < limit ? w->quotations.at[token] : NOWHERE;
    return q != NOWHERE && w->quotations.list.items[q].tokens.start == token ? q : NOWHERE;
}

/* True when another cue takes over behind the comma or conjunction at a token. */
static bool taken_over(const struct attributing *w, const struct cue *cue, uint32_t at)
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
        if (other->sort == CUE_ATTITUDE && (!joined || other->shared || c->words[at] != WORD_COMMA))
            continue; /* what the content itself says: "that Seoul, which wants" */
        if (start != next)
            continue;
        bool last = other->block.end >= cue->limits.end || c->words[other->block.end] == WORD_COMMA ||
                    c->words[other->block.end] == WORD_PREPOSITION || c->words[other->block.end] == WORD_DAY;
        if (other->sort == CUE_BEFORE || other->sort == CUE_WITHIN || other->inverted)
            return true;
        if (other->shared ? other->form == FORM_ING || joined : joined || last)
            return true;
    }
    return false;
}

/* Where a complement that starts at a token ends. narrow: it is a noun phrase with its attachments. */
static uint32_t complement_end(const struct attributing *w, const struct cue *cue, uint32_t start, bool narrow)
{
    const struct clause *c = &w->clause;
    uint32_t at = start;
    while (at < cue->limits.end) {
        int32_t q = quotation_at(w, at, cue->limits.end);
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
        if ((word == WORD_COMMA || word == WORD_CONJUNCTION || word == WORD_DASH) && taken_over(w, cue, at))
            return at;
        if (narrow && (word == WORD_BE || word == WORD_HAVE || word == WORD_AUXILIARY || word == WORD_COMMA))
            return at;
        if (word == WORD_COMMA && cue->sort == CUE_ATTITUDE && at + 1 < cue->limits.end &&
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
    bool asks = !strcmp(cue->entry->class, "ask") || (cue->entry->frames & FRAME_THAT);
    const char *const words[] = {"whether", "if", "how", "why", "what", "when", "where"};
    for (size_t i = 0; asks && i < sizeof words / sizeof *words; i++)
        if (clause_is(&w->clause, at, words[i]))
            return i != 1 || !strcmp(cue->entry->class, "ask");
    return false;
}

/* The preposition that the cue's complement begins with: for, of, as, on, to, about. */
static bool framed(const struct clause *c, uint32_t frames, uint32_t at)
{
    return (frames & FRAME_FOR && clause_is(c, at, "for")) || (frames & FRAME_OF && clause_is(c, at, "of")) ||
           (frames & FRAME_AS && clause_is(c, at, "as")) ||
           (frames & FRAME_ON && (clause_is(c, at, "on") || clause_is(c, at, "over") || clause_is(c, at, "about"))) ||
           (frames & FRAME_TO && clause_is(c, at, "to")) || (frames & FRAME_OF && clause_is(c, at, "about"));
}

/* Behind "told [reporters]", "said [to KCNA]": the hearer. */
static uint32_t skip_hearer(const struct attributing *w, const struct cue *cue, uint32_t at, struct attribution *a)
{
    const struct clause *c = &w->clause;
    if (at >= cue->limits.end)
        return at;
    bool to = c->words[at] == WORD_TO && !(cue->entry->frames & (FRAME_INF | FRAME_TO)) && at + 1 < cue->limits.end &&
              cue->sort == CUE_VERB;
    if (!to && (!(cue->entry->frames & FRAME_HEARER) || cue->sort != CUE_VERB || cue->inverted))
        return at;
    struct phrase p = clause_phrase_after(c, at + to, cue->limits.end);
    if (p.tokens.start == p.tokens.end)
        return at;
    uint8_t next = p.tokens.end < cue->limits.end ? c->words[p.tokens.end] : (uint8_t)WORD_BREAK;
    bool object = next == WORD_BREAK && !to && cue->entry->frames & FRAME_NP; /* "urged the declaration" */
    if (object)
        return at;
    a->hearer = p.mention;
    return p.tokens.end;
}

/* The comma that closes "said[, in a statement on Friday,] that", at when there is none. */
static uint32_t skip_interposed(const struct attributing *w, const struct cue *cue, uint32_t at)
{
    const struct clause *c = &w->clause;
    for (uint32_t i = at + 1; i + 1 < cue->limits.end && i - at < 25; i++) {
        if (c->words[i] == WORD_QUOTE || c->words[i] == WORD_VERB || c->words[i] == WORD_BREAK)
            return at;
        if (c->words[i] == WORD_COMMA && (c->words[i + 1] == WORD_THAT || c->words[i + 1] == WORD_QUOTE))
            return i + 1;
    }
    return at;
}

/* Behind the cue: adverbs, days, places, brackets, up to what can begin a complement. */
static uint32_t skip_adverbials(const struct attributing *w, const struct cue *cue, uint32_t at)
{
    const struct clause *c = &w->clause;
    for (int steps = 0; steps < 8 && at < cue->limits.end; steps++) {
        uint8_t word = c->words[at];
        if (word == WORD_DAY || word == WORD_ADVERB ||
            (word == WORD_NUMBER && steps && c->words[at - 1] == WORD_DAY)) {
            at++;
        } else if (word == WORD_OPEN) {
            uint32_t close = at;
            while (close < cue->limits.end && close - at < 12 && c->words[close] != WORD_CLOSE)
                close++;
            if (close >= cue->limits.end || c->words[close] != WORD_CLOSE)
                return at;
            at = close + 1;
        } else if (word == WORD_PREPOSITION && !framed(c, cue->entry->frames, at)) {
            if (cue->block.end > at && !cue->inverted)
                return at;
            struct phrase p = clause_phrase_after(c, at + 1, cue->limits.end);
            if (p.tokens.start == p.tokens.end)
                return at;
            at = p.tokens.end;
        } else if (word == WORD_COMMA && at + 1 < cue->limits.end) {
            if (c->words[at + 1] == WORD_QUOTE || c->words[at + 1] == WORD_THAT)
                return at + 1;
            return skip_interposed(w, cue, at);
        } else {
            return at;
        }
    }
    return at;
}

/* Whether the cue's complement begins at a token, and how far it goes. */
static bool complement(const struct attributing *w, const struct cue *cue, uint32_t at, struct span *out)
{
    const struct clause *c = &w->clause;
    uint32_t frames = cue->entry->frames;
    if (at >= cue->limits.end)
        return false;
    uint8_t word = c->words[at];
    bool verb = cue->sort != CUE_NOUN && !(cue->sort == CUE_ATTITUDE && cue->entry->pos == 'n');
    bool narrow = !verb;
    uint32_t start = at;
    if (word == WORD_QUOTE) {
        if (quotation_at(w, at, cue->limits.end) == NOWHERE)
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
    } else if (framed(c, frames, at)) {
        start++;
    } else if (!verb) {
        if (!(frames & FRAME_NP))
            return false; /* nouns take no bare object, save "opposition to" and the like */
    } else if (word == WORD_COMMA || word == WORD_BREAK || word == WORD_CONJUNCTION || word == WORD_SUBORDINATOR ||
               word == WORD_RELATIVE || word == WORD_CLOSE || word == WORD_DASH || word == WORD_PREPOSITION) {
        return false;
    } else if (!(frames & (FRAME_NP | FRAME_THAT)) && !(frames & FRAME_INF && frames & FRAME_HEARER)) {
        return false;
    }
    *out = (struct span){start, complement_end(w, cue, start, narrow)};
    return out->start < out->end;
}

/* True when a stretch is a clause of its own: it has a verb in it. */
static bool has_verb(const struct clause *c, struct span tokens)
{
    for (uint32_t t = tokens.start; t < tokens.end && t - tokens.start < CLAUSE_REACH; t++)
        if (c->words[t] == WORD_BE || c->words[t] == WORD_HAVE || c->words[t] == WORD_AUXILIARY || c->words[t] == WORD_VERB)
            return true;
    return false;
}

/* The part before source and cue: up to the comma or mark there. Empty when nothing stands there. */
static struct span part_before(const struct attributing *w, const struct cue *cue)
{
    const struct clause *c = &w->clause;
    struct span none = {0, 0};
    uint32_t start = cue->limits.start, end = cue->block.start;
    if (end > start && clause_is(c, end - 1, "as"))
        end--;
    if (end <= start)
        return none;
    uint8_t word = c->words[end - 1];
    bool according = cue->sort == CUE_BEFORE;
    if (word != WORD_COMMA && word != WORD_QUOTE && word != WORD_DASH && !according)
        return none;
    for (uint32_t i = 0; i < w->cue_count; i++) { /* not over the part of a cue that parts from this one: "A said B, C said" */
        const struct cue *other = &w->cues[i];
        if (other != cue && other->block.start >= start && other->block.end <= end && other->sort == CUE_BEFORE &&
            other->block.end < end && c->words[other->block.end] == WORD_COMMA)
            start = other->block.end + 1;
    }
    int32_t q = w->quotations.at[end - 1];
    if (q == NOWHERE && end >= 2 && word == WORD_COMMA)
        q = w->quotations.at[end - 2];
    if (q != NOWHERE && w->quotations.at[cue->tokens.start] == q)
        q = NOWHERE;
    if (q != NOWHERE) {
        uint32_t opened = w->quotations.list.items[q].tokens.start;
        bool alone = w->quotations.list.items[q].whole && (opened <= start || !has_verb(c, (struct span){start, opened}));
        if (opened < start || alone)
            start = opened;
    }
    return (struct span){start, end};
}

/* The quotation, or the rest of the clause, that goes on behind "..., he said, ...". */
static struct span part_after(const struct attributing *w, const struct cue *cue, uint32_t at, struct span before)
{
    const struct clause *c = &w->clause;
    struct span none = {0, 0};
    if (at + 1 >= cue->limits.end || (c->words[at] != WORD_COMMA && c->words[at] != WORD_DASH && c->words[at] != WORD_BREAK))
        return none;
    uint32_t start = at + 1;
    if (c->words[start] == WORD_QUOTE)
        return quotation_at(w, start, cue->limits.end) == NOWHERE
                   ? none
                   : (struct span){start, complement_end(w, cue, start, false)};
    if (c->words[at] != WORD_COMMA || taken_over(w, cue, at))
        return none;
    bool opener = before.start < before.end && (c->words[before.start] == WORD_PREPOSITION ||
                                                c->words[before.start] == WORD_SUBORDINATOR);
    bool open = before.start < before.end && w->quotations.at[before.end - 1] == NOWHERE &&
                (opener || !has_verb(c, before));
    bool first = before.start == before.end; /* "According to Seoul, sanctions will stay" */
    if (!open && !first)
        return none;
    return (struct span){start, complement_end(w, cue, start, false)};
}

/* Objects of a passive: "[the plan] announced by Seoul", "[sanctions] were denounced by Pyongyang". */
static struct span passive_subject(const struct attributing *w, const struct cue *cue)
{
    struct phrase p = clause_subject(&w->clause, cue->limits.start, cue->tokens.start);
    return p.tokens;
}

bool attribution_find_content(struct attributing *w, const struct cue *cue, struct attribution *a)
{
    uint32_t behind = cue->inverted || cue->sort == CUE_BEFORE ? cue->block.end : cue->tokens.end;
    if (cue->sort == CUE_NOUN && cue->block.end > behind)
        behind = cue->block.end;
    struct span after = {0, 0}, before = {0, 0};
    bool floats = cue->sort == CUE_BEFORE || cue->sort == CUE_WITHIN;
    if (cue->sort != CUE_NOUN && !floats)
        behind = skip_hearer(w, cue, behind, a);
    uint32_t at = skip_adverbials(w, cue, behind);
    if (cue->sort == CUE_PASSIVE && cue->block.end > behind)
        at = skip_adverbials(w, cue, cue->block.end);
    bool found = !floats && (complement(w, cue, at, &after) ||
                             (at != behind && complement(w, cue, behind, &after)));
    bool parenthetical = cue->sort == CUE_VERB && cue->form != FORM_ING && cue->form != FORM_BASE;
    if (found && parenthetical && (cue->inverted || w->clause.words[after.start] == WORD_QUOTE)) {
        before = part_before(w, cue); /* '"A," he said, "B"': told by the mark before */
        if (before.start < before.end && w->quotations.at[before.end - 1] == NOWHERE && !cue->inverted)
            before = (struct span){0, 0};
    } else if (!found && (parenthetical || floats)) {
        before = part_before(w, cue);
        if (!floats && before.end - before.start < 8 && before.start < before.end && !has_verb(&w->clause, before) &&
            w->quotations.at[before.end - 1] == NOWHERE &&
            w->clause.words[before.start] == WORD_PREPOSITION)
            before = (struct span){0, 0}; /* "In a statement, the ministry said so" */
        if (before.start < before.end || floats)
            after = part_after(w, cue, cue->sort == CUE_WITHIN ? w->d->matches.items[cue->match].tokens.end : at, before);
    } else if (!found && cue->sort == CUE_PASSIVE) {
        before = passive_subject(w, cue);
    }
    attribution_add_content(w, a, before);
    attribution_add_content(w, a, after);
    return a->content.count > 0;
}
