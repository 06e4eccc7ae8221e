/* What a cue governs, for (8): the words that are attributed.
 *
 *     said (on Monday) [that sanctions will stay]          behind the cue
 *     called for [a declaration]                           behind it, as an object
 *     ["Not yet,"] Kim said; [sanctions will stay,] Kim said    before source and cue
 *     ["We will wait,"] he said, ["and see."]              both
 *
 * A part behind the cue ends with the sentence, or where the next cue takes over (", adding that", ", while Seoul
 * said"). A part before begins with the sentence, or with the quotation that ends there, which may be long.
 * Known to be wrong: a clause without "that" behind an adverb of place ("said in Seoul sanctions must stay") may begin
 * too late; "and" between two complements of different verbs leaves the second with the first cue. */
#include "attribution_internal.h"

/* A comma or a dash, and outside quotations a stop or a mark without partner: not part of what is said. */
static bool at_edge(const struct attributing *w, uint32_t token)
{
    uint8_t word = w->clause.words[token];
    bool outside = w->quotations.at[token] == NOWHERE;
    return word == WORD_COMMA || word == WORD_DASH || (outside && (word == WORD_BREAK || word == WORD_QUOTE));
}

void attribution_add_content(struct attributing *w, struct attribution *a, struct span tokens)
{
    const struct document *d = w->d;
    while (tokens.start < tokens.end) {
        uint32_t end = d->sentences.items[d->tokens.items[tokens.start].sentence].tokens.end;
        struct span part = {tokens.start, tokens.end < end ? tokens.end : end};
        tokens.start = part.end;
        while (part.start < part.end && at_edge(w, part.start) && w->clause.words[part.start] != WORD_BREAK)
            part.start++;
        while (part.end > part.start && (at_edge(w, part.end - 1) || clause_is(&w->clause, part.end - 1, "and")))
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
            outside += !quoted && w->d->tokens.items[t].kind == TOKEN_WORD;
        }
    a->kind = !inside ? ESP_INDIRECT : outside ? ESP_MIXED : ESP_DIRECT;
}

/* True when a stretch is a clause of its own: it has a finite verb in it. */
static bool has_verb(const struct clause *c, struct span tokens)
{
    for (uint32_t t = tokens.start; t < tokens.end && t - tokens.start < CLAUSE_REACH; t++)
        if (clause_finite(c, t))
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
    /* not over the part of a cue that parts from this one: "A said B, C said" */
    for (uint32_t i = 0; i < w->cue_count; i++) {
        const struct cue *other = &w->cues[i];
        if (other != cue && other->block.start >= start && other->block.end <= end && other->sort == CUE_BEFORE &&
            other->block.end < end && c->words[other->block.end] == WORD_COMMA)
            start = other->block.end + 1;
    }
    int32_t q = w->quotations.at[end - 1];
    bool closes = end >= start + 2 && c->words[end - 2] == WORD_COMMA; /* 'It was "bad," she said' */
    if (q != NOWHERE && !w->quotations.list.items[q].whole && w->quotations.list.items[q].tokens.start > start &&
        !closes)
        return none; /* 'had "today" announced': words picked out */
    if (q == NOWHERE && end >= 2 && word == WORD_COMMA)
        q = w->quotations.at[end - 2];
    if (q != NOWHERE && w->quotations.at[cue->tokens.start] == q)
        q = NOWHERE;
    if (q != NOWHERE) {
        uint32_t opened = w->quotations.list.items[q].tokens.start;
        bool led = opened > start && (c->words[opened - 1] == WORD_COMMA || c->words[opened - 1] == WORD_COLON);
        bool alone = w->quotations.list.items[q].whole && led && !has_verb(c, (struct span){start, opened});
        if (opened < start || alone)
            start = opened;
    }
    return (struct span){start, end};
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
    struct span before = part_before(w, cue);
    if (object && before.start == before.end && p.mention == NOWHERE && !p.known)
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

/* A clause with "that" begins a word or two further on, and nothing that would be an object stands before it. */
static bool that_near(const struct attributing *w, const struct cue *cue, uint32_t at)
{
    const struct clause *c = &w->clause;
    for (uint32_t i = at; i < cue->limits.end && i - at < 3 && cue->entry->frames & FRAME_THAT; i++) {
        if (c->words[i] == WORD_THAT)
            return i > at;
        if (c->mention_at[i] != NOWHERE || (c->words[i] != WORD_PLAIN && c->words[i] != WORD_SUBORDINATOR &&
                                            c->words[i] != WORD_DETERMINER && c->words[i] != WORD_DAY))
            return false;
    }
    return false;
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
        } else if (word == WORD_PREPOSITION && !attribution_framed(w, cue, at)) {
            if (cue->block.end > at && !cue->inverted)
                return at;
            struct phrase p = clause_phrase_after(c, at + 1, cue->limits.end);
            uint32_t end = p.tokens.start == p.tokens.end ? at + 2 : p.tokens.end; /* "above all" */
            if (end >= cue->limits.end || (p.tokens.start == p.tokens.end && c->words[end] != WORD_THAT))
                return p.tokens.start == p.tokens.end ? at : end;
            at = end;
        } else if (word == WORD_TO && steps && at + 1 < cue->limits.end && c->mention_at[at + 1] != NOWHERE) {
            at = clause_phrase_after(c, at + 1, cue->limits.end).tokens.end; /* "during a visit to Seoul" */
        } else if (that_near(w, cue, at)) {
            at++; /* "had explained earlier that", "argued once more that" */
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

/* The quotation, or the rest of the clause, that goes on behind "..., he said, ...". */
static struct span part_after(const struct attributing *w, const struct cue *cue, uint32_t at, struct span before)
{
    const struct clause *c = &w->clause;
    struct span none = {0, 0};
    if (at + 1 >= cue->limits.end ||
        (c->words[at] != WORD_COMMA && c->words[at] != WORD_DASH && c->words[at] != WORD_BREAK))
        return none;
    uint32_t start = at + 1;
    if (c->words[start] == WORD_QUOTE)
        return attribution_quotation_at(w, start, cue->limits.end) == NOWHERE
                   ? none
                   : (struct span){start, attribution_part_end(w, cue, start, false)};
    if (c->words[at] != WORD_COMMA || attribution_taken_over(w, cue, at))
        return none;
    bool opener = before.start < before.end && (c->words[before.start] == WORD_PREPOSITION ||
                                                c->words[before.start] == WORD_SUBORDINATOR);
    bool open =
        before.start < before.end && w->quotations.at[before.end - 1] == NOWHERE &&
        (opener || !has_verb(c, before) || c->words[start] == WORD_SUBORDINATOR || c->words[start] == WORD_CONJUNCTION);
    int32_t q = before.start < before.end ? w->quotations.at[before.end - 1] : NOWHERE;
    open |= q != NOWHERE &&
            w->quotations.list.items[q].tokens.start > before.start && /* 'It "is no gift," he said, and' */
            c->words[start] == WORD_CONJUNCTION;
    bool first = before.start == before.end; /* "According to Seoul, sanctions will stay" */
    if (!open && !first)
        return none;
    return (struct span){start, attribution_part_end(w, cue, start, false)};
}

/* A quotation further on in the sentence that the cue leads up to: 'said during a visit not long ago, "..."'. */
static bool announced_quotation(const struct attributing *w, const struct cue *cue, uint32_t from, struct span *out)
{
    const struct clause *c = &w->clause;
    if (!(cue->entry->frames & FRAME_QUOTE) || cue->sort == CUE_NOUN || cue->sort == CUE_ATTITUDE)
        return false;
    for (uint32_t at = from; at + 1 < cue->limits.end && at - from < CLAUSE_REACH; at++) {
        for (uint32_t i = 0; i < w->cue_count; i++)
            if (w->cues[i].tokens.start == at && w->cues[i].sort == CUE_VERB)
                return false;
        int32_t q = attribution_quotation_at(w, at + 1, cue->limits.end);
        if (q != NOWHERE && (c->words[at] == WORD_COMMA || c->words[at] == WORD_COLON) &&
            w->quotations.list.items[q].whole) {
            *out = (struct span){at + 1, attribution_part_end(w, cue, at + 1, false)};
            return true;
        }
        if (c->words[at] == WORD_QUOTE || c->words[at] == WORD_BREAK)
            return false;
    }
    return false;
}

/* Objects of a passive: "[the plan] announced by Seoul", "[sanctions] were denounced by Pyongyang". */
static struct span passive_subject(const struct attributing *w, const struct cue *cue)
{
    return clause_subject(&w->clause, cue->limits.start, cue->tokens.start).tokens;
}

bool attribution_announces(const struct attributing *w, const struct cue *cue)
{
    struct span sentence = w->d->sentences.items[w->d->tokens.items[cue->tokens.start].sentence].tokens;
    if (w->clause.words[sentence.end - 1] != WORD_COLON || !(cue->entry->frames & FRAME_QUOTE) ||
        cue->source.tokens.start == cue->source.tokens.end || w->quotations.at[cue->tokens.start] != NOWHERE)
        return false;
    bool passive = cue->sort == CUE_PASSIVE && cue->block.end == cue->tokens.end;
    for (uint32_t i = 0; i < w->cue_count; i++)
        if (w->cues[i].sort == CUE_VERB && w->cues[i].tokens.start > cue->tokens.start)
            return false;
    return !passive && cue->sort != CUE_ATTITUDE;
}

/* Where a complement can begin: behind the cue, its inverted source, its hearer and what is adverbial. */
static uint32_t behind_cue(const struct attributing *w, const struct cue *cue, struct attribution *a, uint32_t *behind)
{
    bool floats = cue->sort == CUE_BEFORE || cue->sort == CUE_WITHIN;
    *behind = cue->inverted || cue->sort == CUE_BEFORE ? cue->block.end : cue->tokens.end;
    if (cue->sort == CUE_NOUN && cue->block.end > *behind)
        *behind = cue->block.end;
    if (cue->sort == CUE_WITHIN)
        *behind = w->d->matches.items[cue->match].tokens.end;
    if (cue->sort != CUE_NOUN && !floats)
        *behind = skip_hearer(w, cue, *behind, a);
    bool agent = cue->sort == CUE_PASSIVE && cue->block.end > *behind;
    return skip_adverbials(w, cue, agent ? cue->block.end : *behind);
}

/* Chooses between what stands before and behind. A quotation that ends right before the source is said for certain, and
 * so is a clause there when only a phrase follows: '"No," Trump said on leaving', "they will stay, Moon said in his
 * speech". */
static void choose_parts(const struct attributing *w, const struct cue *cue, struct span *before, struct span *after,
                         bool *found)
{
    const struct clause *c = &w->clause;
    bool quoted = before->start < before->end && w->quotations.at[before->end - 1] != NOWHERE;
    bool clause = before->start < before->end && has_verb(c, *before) && c->words[before->start] != WORD_PREPOSITION &&
                  c->words[before->start] != WORD_SUBORDINATOR;
    uint8_t first = *found ? c->words[after->start] : (uint8_t)WORD_BREAK;
    bool marked =
        first == WORD_THAT || first == WORD_TO || c->words[after->start - (after->start > 0)] == WORD_PREPOSITION;
    if (*found && first != WORD_QUOTE && (quoted || (clause && !marked && !has_verb(c, *after))))
        *found = false;
    if (!*found)
        *after = (struct span){0, 0};
    else if (!(cue->inverted || (quoted && first == WORD_QUOTE)))
        *before = (struct span){0, 0};
}

/* '"We need it now!" [Trump said] on Twitter.': the quotation that ends the sentence before with such a mark. */
static struct span exclaimed(const struct attributing *w, const struct cue *cue)
{
    struct span none = {0, 0};
    uint32_t sentence = w->d->tokens.items[cue->tokens.start].sentence, at = cue->block.start;
    if (at < 2 || at != w->d->sentences.items[sentence].tokens.start || w->d->sentences.items[sentence].opens_paragraph)
        return none;
    int32_t q = w->quotations.at[at - 1];
    bool mark = q != NOWHERE && w->quotations.list.items[q].tokens.end == at && w->quotations.list.items[q].closed &&
                w->clause.words[at - 2] == WORD_BREAK && !clause_is(&w->clause, at - 2, ".");
    bool free = mark && w->owner[q] == NOWHERE && cue->entry->frames & FRAME_QUOTE;
    return free ? w->quotations.list.items[q].tokens : none;
}

bool attribution_find_content(struct attributing *w, const struct cue *cue, struct attribution *a)
{
    const struct clause *c = &w->clause;
    struct span before = {0, 0}, after = {0, 0};
    uint32_t behind, at = behind_cue(w, cue, a, &behind), verb = w->d->matches.items[cue->match].tokens.start;
    uint8_t next = at < cue->limits.end ? c->words[at] : (uint8_t)WORD_BREAK;
    bool floats = cue->sort == CUE_BEFORE || cue->sort == CUE_WITHIN;
    bool agent = cue->sort == CUE_PASSIVE && cue->block.end > cue->tokens.end; /* "sought by Seoul would": no object */
    bool barred = floats || (agent && next != WORD_THAT && next != WORD_TO && next != WORD_QUOTE);
    bool found = !barred && (attribution_complement(w, cue, at, &after) || announced_quotation(w, cue, behind, &after));
    bool infinitive = verb > 0 && c->words[verb - 1] == WORD_TO;
    bool parenthetical =
        cue->sort == CUE_VERB && cue->form != FORM_ING && !infinitive && !attribution_announces(w, cue) &&
        cue->antecedent.start == cue->antecedent.end; /* ', said Kim, who advised them' */
    if (parenthetical || floats)
        before = part_before(w, cue);
    choose_parts(w, cue, &before, &after, &found);
    uint8_t first = found ? c->words[after.start] : (uint8_t)WORD_BREAK;
    if (first == WORD_TO && after.start > behind && c->words[after.start - 1] == WORD_ADVERB)
        after.start--; /* "asked [not to be named]" */
    bool addressed = first == WORD_TO || (after.start > 0 && clause_is(c, after.start - 1, "of"));
    if (found && addressed && cue->entry->frames & FRAME_HEARER && behind > cue->tokens.end && behind <= after.start)
        after.start = cue->tokens.end; /* "urged [them to wait]", "accused [Seoul of delay]" */
    if (!found && parenthetical && before.end - before.start < 8 && before.start < before.end && !has_verb(c, before) &&
        w->quotations.at[before.end - 1] == NOWHERE && c->words[before.start] == WORD_PREPOSITION) {
        struct span rest = part_after(w, cue, at, before);
        if (rest.start == rest.end || c->manner_at[before.start] != NOWHERE)
            before = (struct span){0, 0}; /* "In a statement, the ministry said so" */
    }
    bool opens = parenthetical && before.start == before.end && at + 1 < cue->limits.end &&
                 (c->words[at + 1] == WORD_SUBORDINATOR || c->words[at + 1] == WORD_PREPOSITION) &&
                 cue->entry->frames & FRAME_THAT; /* "She said, if elected, she would" */
    if (!found && (before.start < before.end || floats || opens) && !announced_quotation(w, cue, behind, &after))
        after = part_after(w, cue, at, before);
    if (!found && cue->sort == CUE_PASSIVE)
        before = passive_subject(w, cue);
    if (!found && parenthetical && before.start == before.end && after.start == after.end)
        before = exclaimed(w, cue);
    attribution_add_content(w, a, before);
    attribution_add_content(w, a, after);
    return a->content.count > 0;
}
