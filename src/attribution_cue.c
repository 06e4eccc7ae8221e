/* Cues of speech, thought and attitude, and who they belong to, for (8).
 *
 *     "Not yet," [said] Kim Jong-un               inverted
 *     Kang, the foreign minister, [also said]     subject
 *     Moon met Trump and [urged] him to ...       shared
 *     Moon was [quoted by Yonhap as saying]       subject
 *     Seoul was [told] by Washington that ...     agent
 *     Seoul's [call] for a declaration            possessor
 *     [according to] the ministry                 complement
 *     as Moon [put it]; in Washington's view      within
 *
 * Known to be wrong: a participle that only describes ("the proposed talks Kim attended") is now and then taken for a
 * verb; a shared subject is the one of the cue before, also where a verb that no list knows has changed it. */
#include "attribution_internal.h"

static bool gapped(const struct entry *e)
{
    return strchr(e->pattern, '_') != NULL;
}

static bool starts_with(const char *text, const char *start)
{
    return !strncmp(text, start, strlen(start));
}

/* What a match of LIST_SPEECH is here; false when it attributes nothing. */
static bool sort_of(const struct attributing *w, const struct match *match, const struct entry **entry, enum cue_sort *sort)
{
    const struct entry *e = *entry;
    const struct clause *c = &w->clause;
    uint32_t at = match->tokens.start, last = match->tokens.end - 1;
    uint8_t word = c->words[at];
    if (e->pos == 'v') {
        bool phrase = (word == WORD_BE || word == WORD_HAVE) && span_length(match->tokens) > 1;
        bool report = starts_with(e->pattern, "be ") && !strcmp(e->class, "report");
        if (report && (e->frames & FRAME_INF))
            return false; /* "is expected to": nobody in particular expects it */
        *sort = report ? CUE_PASSIVE : CUE_VERB;
        if (word == WORD_VERB || phrase)
            return true;
        int32_t noun = lexicon_entry_next(w->d->lexicon, match->entry); /* "the ministry's demand that" */
        if (noun == NOWHERE || lexicon_entry(w->d->lexicon, (uint32_t)noun)->pos != 'n')
            return false;
        *entry = lexicon_entry(w->d->lexicon, (uint32_t)noun);
        *sort = CUE_NOUN;
        return match->form == FORM_S || match->form == FORM_BASE;
    }
    *sort = CUE_NOUN;
    if (e->pos == 'n')
        return true;
    if (e->frames & FRAME_PRE) {
        *sort = gapped(e) || c->words[last] == WORD_PLAIN ? CUE_WITHIN : CUE_BEFORE;
        return *sort == CUE_BEFORE || gapped(e);
    }
    if (starts_with(e->pattern, "it ")) { /* "it is said that" */
        *sort = CUE_PASSIVE;
        return true;
    }
    if (starts_with(e->pattern, "as _") || starts_with(e->pattern, "what _")) {
        *sort = CUE_WITHIN;
        return true;
    }
    *sort = CUE_VERB;
    return word == WORD_VERB;
}

/* Where the cue's rules may look: its sentence without dateline, or its part of the quotation it stands in. */
static struct span limits_of(const struct attributing *w, uint32_t sentence, uint32_t token)
{
    struct span s = w->d->sentences.items[sentence].tokens;
    uint32_t floor = clause_floor(&w->clause, sentence);
    if (floor <= token)
        s.start = floor;
    int32_t q = w->quotations.at[token];
    if (q != NOWHERE) {
        struct span inner = w->quotations.list.items[q].tokens;
        if (inner.start + 1 > s.start)
            s.start = inner.start + 1;
        if (inner.end < s.end + 1 && inner.end > s.start)
            s.end = inner.end - 1;
    }
    while (s.end > s.start && w->clause.words[s.end - 1] == WORD_BREAK)
        s.end--;
    return s;
}

/* The source behind an inverted cue: a phrase that the clause ends with, but for apposition and adverbs. */
static bool find_inverted(const struct attributing *w, struct cue *cue)
{
    const struct clause *c = &w->clause;
    uint32_t group = cue->tokens.start, at = cue->tokens.end;
    if (!(cue->entry->frames & FRAME_INV) || cue->form == FORM_ING || cue->form == FORM_BASE || at >= cue->limits.end)
        return false;
    uint32_t outer = w->d->sentences.items[w->d->tokens.items[group].sentence].tokens.start;
    uint8_t left = group > outer ? c->words[group - 1] : (uint8_t)WORD_BREAK;
    if (left != WORD_COMMA && left != WORD_QUOTE && left != WORD_BREAK && left != WORD_DASH)
        return false;
    if (c->words[at] == WORD_PREPOSITION && at + 1 < cue->limits.end && c->words[at + 1] == WORD_DAY)
        at += 2; /* "said on Tuesday the governor" */
    else if (c->words[at] == WORD_DAY)
        at++;
    struct phrase p = clause_phrase_after(c, at, cue->limits.end);
    if (p.tokens.start == p.tokens.end || c->words[p.tokens.start] == WORD_DAY)
        return false;
    bool capital = w->d->tokens.items[p.tokens.start].word_case != CASE_LOWER;
    if (p.mention == NOWHERE && !p.known && !capital)
        return false;
    uint32_t next = p.tokens.end;
    uint8_t word = next < cue->limits.end ? c->words[next] : (uint8_t)WORD_BREAK;
    bool ends = word == WORD_BREAK || word == WORD_COMMA || word == WORD_COLON || word == WORD_QUOTE ||
                word == WORD_PREPOSITION || word == WORD_DAY || word == WORD_RELATIVE || word == WORD_SUBORDINATOR ||
                word == WORD_OPEN || word == WORD_DASH || word == WORD_CONJUNCTION;
    if (!ends)
        return false;
    cue->source = p;
    cue->inverted = true;
    cue->block = (struct span){group, p.tokens.end};
    cue->rule = "inverted";
    return true;
}

/* The agent behind a passive: "was told (on Monday) by [Washington]". */
static void find_agent(const struct attributing *w, struct cue *cue)
{
    const struct clause *c = &w->clause;
    cue->rule = "agent";
    for (uint32_t at = cue->tokens.end; at + 1 < cue->limits.end && at - cue->tokens.end < 8; at++) {
        uint8_t word = c->words[at];
        if (word == WORD_THAT || word == WORD_COMMA || word == WORD_QUOTE || word == WORD_BREAK || word == WORD_VERB)
            return;
        if (word == WORD_PREPOSITION && clause_is(c, at, "by")) {
            cue->source = clause_phrase_after(c, at + 1, cue->limits.end);
            cue->block.end = cue->source.tokens.end > cue->block.end ? cue->source.tokens.end : cue->block.end;
            return;
        }
    }
}

/* The subject that a verb has in common with another one before it. */
static void find_shared(const struct attributing *w, struct cue *cue)
{
    cue->shared = true;
    cue->rule = "shared";
    for (uint32_t i = w->cue_count; i > 0; i--) {
        const struct cue *other = &w->cues[i - 1];
        bool same = other->limits.start == cue->limits.start && other->limits.end == cue->limits.end;
        if (same && other->tokens.end <= cue->tokens.start && (other->sort == CUE_VERB || other->sort == CUE_ATTITUDE) && other->source.tokens.end > other->source.tokens.start) {
            cue->source = other->source;
            return;
        }
    }
    cue->source = clause_first_subject(&w->clause, cue->limits.start, cue->tokens.start);
}

static void find_verb_source(const struct attributing *w, struct cue *cue, bool passive)
{
    const struct clause *c = &w->clause;
    uint32_t group = cue->tokens.start, verb = w->d->matches.items[cue->match].tokens.start;
    bool participle = cue->form == FORM_PAST || cue->form == FORM_PARTICIPLE;
    bool by = cue->tokens.end < cue->limits.end && clause_is(c, cue->tokens.end, "by");
    if (cue->sort == CUE_PASSIVE || (participle && (passive || by))) {
        cue->sort = CUE_PASSIVE;
        find_agent(w, cue);
        return;
    }
    if (find_inverted(w, cue))
        return;
    uint8_t left = group > cue->limits.start ? c->words[group - 1] : (uint8_t)WORD_BREAK;
    bool ing = cue->form == FORM_ING && group == verb;
    if (!(ing && (left == WORD_COMMA || left == WORD_PREPOSITION || left == WORD_BREAK)) && left != WORD_TO) {
        cue->source = clause_subject(c, cue->limits.start, group);
        cue->rule = left == WORD_RELATIVE || left == WORD_THAT ? "relative" : left == WORD_COMMA ? "apposition" : "subject";
    }
    if (cue->source.tokens.start < cue->source.tokens.end)
        cue->block.start = cue->source.tokens.start;
    else
        find_shared(w, cue);
}

/* The owner of a noun: "[Seoul]'s repeated calls", "a call by [Seoul] for", "the view of [Washington] that". */
static void find_possessor(const struct attributing *w, struct cue *cue)
{
    const struct clause *c = &w->clause;
    cue->rule = "possessor";
    for (uint32_t at = cue->tokens.start; at > cue->limits.start && cue->tokens.start - at < 6; at--) {
        int32_t m = clause_mention_ending(c, at);
        if (m != NOWHERE && (w->d->mentions.items[m].possessive || c->words[at] == WORD_POSSESSIVE)) {
            cue->source = clause_phrase_before(c, cue->limits.start, at);
            cue->block.start = cue->source.tokens.start < cue->block.start ? cue->source.tokens.start : cue->block.start;
            return;
        }
        if (c->words[at - 1] != WORD_PLAIN && c->words[at - 1] != WORD_ADVERB && c->words[at - 1] != WORD_POSSESSIVE)
            break;
    }
    uint32_t at = cue->tokens.end;
    if (at + 1 < cue->limits.end && (clause_is(c, at, "by") || clause_is(c, at, "from") || clause_is(c, at, "of"))) {
        struct phrase p = clause_phrase_after(c, at + 1, cue->limits.end);
        if (p.mention != NOWHERE || p.known) {
            cue->source = p;
            cue->block.end = p.tokens.end;
        }
    }
}

/* The source in the gap of a pattern: "as [Moon] put it", "in [the ministry]'s view". */
static void find_within(const struct attributing *w, struct cue *cue)
{
    const struct clause *c = &w->clause;
    struct span tokens = w->d->matches.items[cue->match].tokens;
    cue->rule = "within";
    cue->source = clause_phrase_after(c, tokens.start + 1, tokens.end);
}

static void find_source(struct attributing *w, struct cue *cue, bool passive)
{
    switch (cue->sort) {
    case CUE_VERB:
    case CUE_PASSIVE:
        find_verb_source(w, cue, passive);
        break;
    case CUE_NOUN:
        find_possessor(w, cue);
        break;
    case CUE_BEFORE:
        cue->rule = "according";
        cue->source = clause_phrase_after(&w->clause, cue->tokens.end, cue->limits.end);
        cue->block.end = cue->source.tokens.end > cue->block.end ? cue->source.tokens.end : cue->block.end;
        break;
    case CUE_WITHIN:
        find_within(w, cue);
        break;
    case CUE_ATTITUDE:
        if (cue->entry->pos == 'n') {
            find_possessor(w, cue);
        } else {
            find_verb_source(w, cue, passive && cue->entry->pos == 'v');
            cue->sort = cue->sort == CUE_PASSIVE ? CUE_PASSIVE : CUE_ATTITUDE;
        }
    }
}

static bool taken(const struct attributing *w, struct span tokens)
{
    for (uint32_t i = 0; i < w->cue_count; i++)
        if (span_meets(w->d->matches.items[w->cues[i].match].tokens, tokens))
            return true;
    return false;
}

static void add_cue(struct attributing *w, uint32_t sentence, uint32_t index, const struct entry *entry, enum cue_sort sort)
{
    const struct match *match = &w->d->matches.items[index];
    struct cue cue = {.sort = sort, .match = index, .entry = entry,
                      .form = (uint8_t)match->form, .tokens = match->tokens, .block = match->tokens,
                      .source = {.mention = NOWHERE}, .limits = limits_of(w, sentence, match->tokens.start)};
    bool passive = false;
    if (match->tokens.start < cue.limits.start || match->tokens.end > cue.limits.end)
        return;
    bool verb = sort == CUE_VERB || sort == CUE_PASSIVE || (sort == CUE_ATTITUDE && cue.entry->pos != 'n');
    if (verb) {
        cue.tokens.start = clause_group(&w->clause, cue.limits.start, match->tokens.start, &passive);
        cue.block = cue.tokens;
    }
    find_source(w, &cue, passive);
    w->cues[w->cue_count++] = cue;
}

void attribution_find_cues(struct attributing *w, uint32_t sentence)
{
    struct span matches = document_matches(w->d, sentence);
    w->cue_count = 0;
    for (uint32_t i = matches.start; i < matches.end && w->cue_count < CUES_MAX; i++) {
        const struct match *match = &w->d->matches.items[i];
        const struct entry *e = lexicon_entry(w->d->lexicon, match->entry);
        enum cue_sort sort;
        if (e->list == LIST_SPEECH && !taken(w, match->tokens) && sort_of(w, match, &e, &sort))
            add_cue(w, sentence, i, e, sort);
    }
    for (uint32_t i = matches.start; i < matches.end && w->cue_count < CUES_MAX; i++) {
        const struct match *match = &w->d->matches.items[i];
        const struct entry *e = lexicon_entry(w->d->lexicon, match->entry);
        bool verb = e->pos == 'v' && (w->clause.words[match->tokens.start] == WORD_VERB ||
                                      w->clause.words[match->tokens.start] == WORD_BE);
        bool adjective = e->pos == 'x' && match->tokens.start > 0 &&
                         (w->clause.words[match->tokens.start - 1] == WORD_BE ||
                          w->clause.words[match->tokens.start - 1] == WORD_ADVERB);
        if (e->list == LIST_ATTITUDE && (verb || adjective || e->pos == 'n') && !taken(w, match->tokens))
            add_cue(w, sentence, i, e, CUE_ATTITUDE);
    }
}
