/* Who a cue belongs to, for (8).
 *
 *     "Not yet," [said] Kim Jong-un               inverted
 *     Kang, the foreign minister, [also said]     subject, over what is interposed
 *     Kang, who [said]; a statement that [said]   relative
 *     Moon met Trump and [urged] him to ...       shared: the subject of the verb before
 *     Moon urged Trump [to seek] a deal           object: of the verb that makes its hearer act
 *     Moon was [quoted by Yonhap as saying]       subject
 *     Seoul was [told] by Washington that ...     agent
 *     Seoul's [call] for a declaration            possessor
 *     [according to] the ministry                 complement
 *     as Moon [put it]; in Washington's view      within
 *
 * Known to be wrong: a participle that only describes ("the proposed talks Kim attended") is now and then taken for a
 * verb; the subject of a verb that no list knows and that does not bend irregularly is not seen in between. */
#include "attribution_internal.h"

/* True when a verb stands between two that would else have one subject: "Kim said Moon had gone back and urged". */
static bool verb_between(const struct clause *c, uint32_t start, uint32_t end)
{
    for (uint32_t t = start; t < end && t - start < CLAUSE_REACH; t++)
        if (clause_finite(c, t))
            return true;
    return false;
}

/* "[retired neurosurgeon] Ben Carson": a name behind the words that describe it belongs to them. */
static struct phrase whole_name(const struct clause *c, struct phrase p, uint32_t limit)
{
    bool name = p.mention == NOWHERE && p.tokens.end < limit && c->mention_at[p.tokens.end] != NOWHERE;
    struct phrase more = name ? clause_phrase_after(c, p.tokens.end, limit) : (struct phrase){.mention = NOWHERE};
    if (more.mention == NOWHERE)
        return p;
    more.tokens.start = more.head.start = p.tokens.start;
    return more;
}

/* The source behind an inverted cue: a phrase that the clause ends with, but for apposition and adverbs. */
static bool find_inverted(const struct attributing *w, struct cue *cue)
{
    const struct clause *c = &w->clause;
    uint32_t group = cue->tokens.start, at = cue->tokens.end;
    if (span_length(cue->tokens) > 1 && clause_utterance(c, at - 1)) { /* '"...," [read the statement]' */
        cue->source = clause_core_before(c, group + 1, at);
        cue->inverted = true;
        cue->rule = "inverted";
        return true;
    }
    if (!(cue->entry->frames & FRAME_INV) || cue->form == FORM_ING || cue->form == FORM_BASE || at >= cue->limits.end)
        return false;
    uint32_t outer = w->d->sentences.items[w->d->tokens.items[group].sentence].tokens.start;
    uint8_t left = group > outer ? c->words[group - 1] : (uint8_t)WORD_BREAK;
    if (left != WORD_COMMA && left != WORD_QUOTE && left != WORD_BREAK && left != WORD_DASH)
        return false;
    bool quoted = left == WORD_QUOTE || (group >= outer + 2 && w->quotations.at[group - 2] != NOWHERE);
    if (!quoted && (cue->entry->frames & FRAME_HEARER || !verb_between(c, cue->limits.start, group)))
        return false; /* "Bozell, who founded it, tells Fox News"; "Sessions, a senator, said the plan was bad" */
    if (c->words[at] == WORD_PREPOSITION && at + 1 < cue->limits.end && c->words[at + 1] == WORD_DAY)
        at += 2; /* "said on Tuesday the governor" */
    else if (c->words[at] == WORD_DAY)
        at++;
    struct phrase p = clause_phrase_after(c, at, cue->limits.end);
    if (p.tokens.start == p.tokens.end || c->words[p.tokens.start] == WORD_DAY)
        return false;
    bool capital = w->d->tokens.items[p.tokens.start].word_case != CASE_LOWER;
    if (p.mention == NOWHERE && !p.known && !capital && !quoted)
        return false;
    if (quoted)
        p = whole_name(c, p, cue->limits.end);
    uint32_t next = p.tokens.end;
    uint8_t word = next < cue->limits.end ? c->words[next] : (uint8_t)WORD_BREAK;
    bool ends = word == WORD_BREAK || word == WORD_COMMA || word == WORD_COLON || word == WORD_QUOTE ||
                word == WORD_PREPOSITION || word == WORD_DAY || word == WORD_RELATIVE || word == WORD_SUBORDINATOR ||
                word == WORD_OPEN || word == WORD_DASH || word == WORD_CONJUNCTION;
    if (!ends && !quoted)
        return false;
    next = attribution_attached(c, next, cue->limits.end);
    p.tokens.end = attribution_extent(c, next, cue->limits.end); /* "said Yeo, a fellow at Brookings" */
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
    uint32_t verb = w->d->matches.items[cue->match].tokens.start;
    cue->rule = "agent";
    for (uint32_t at = verb + 1; at + 1 < cue->limits.end && at < cue->tokens.end + 12; at++) {
        uint8_t word = c->words[at];
        if (at >= cue->tokens.end &&
            (word == WORD_THAT || word == WORD_COMMA || word == WORD_BREAK || word == WORD_VERB))
            break;
        if (word == WORD_PREPOSITION && clause_is(c, at, "by")) {
            cue->source = clause_phrase_after(c, at + 1, cue->limits.end);
            if (at < cue->tokens.end + 4)
                cue->block.end = cue->source.tokens.end > cue->block.end ? cue->source.tokens.end : cue->block.end;
            return;
        }
    }
    struct phrase subject = clause_subject(c, cue->limits.start, cue->tokens.start);
    bool that = cue->tokens.end < cue->limits.end && c->words[cue->tokens.end] == WORD_THAT;
    bool hearer = cue->entry->frames & FRAME_HEARER || !strcmp(cue->entry->class, "report");
    /* "the two are agreed that": no agent is meant */
    if (that && !hearer && subject.mention != NOWHERE && subject.known) {
        cue->source = subject;
        cue->block.start = subject.tokens.start;
        cue->rule = "subject";
    }
}

/* "urged [Seoul] to turn": the object of a verb that makes its hearer act does what the infinitive says. */
static struct phrase find_doer(const struct attributing *w, const struct cue *cue)
{
    const struct clause *c = &w->clause;
    struct phrase none = {.mention = NOWHERE};
    uint32_t to = cue->tokens.start - (cue->tokens.start > cue->limits.start);
    if (c->words[to] != WORD_TO || to <= cue->limits.start)
        return none;
    struct phrase p = clause_core_before(c, cue->limits.start, to);
    uint32_t at = p.tokens.start;
    if (p.mention == NOWHERE || w->d->mentions.items[p.mention].type != MENTION_ACTOR || at <= cue->limits.start)
        return none;
    for (uint32_t back = at; back > cue->limits.start && at - back < 3; back--) {
        int32_t match = c->words[back - 1] == WORD_VERB ? c->verb_at[back - 1] : NOWHERE;
        if (match != NOWHERE) {
            const struct match *x = &w->d->matches.items[match];
            const struct entry *e = lexicon_entry(w->d->lexicon, x->entry);
            bool moves = e->list == LIST_SPEECH && e->frames & FRAME_HEARER && e->frames & FRAME_INF &&
                         strcmp(e->class, "promise") != 0;
            return moves && (x->tokens.end == at || x->tokens.end > to) ? p : none;
        }
        if (c->words[back - 1] != WORD_PREPOSITION && c->words[back - 1] != WORD_PLAIN)
            break;
    }
    return none;
}

/* The subject that a verb has in common with another one before it: of the cue before, or of the nearest verb. */
static void find_shared(const struct attributing *w, struct cue *cue)
{
    const struct clause *c = &w->clause;
    cue->shared = true;
    cue->rule = "shared";
    uint32_t group = cue->tokens.start;
    struct phrase doer = find_doer(w, cue);
    if (doer.mention != NOWHERE) {
        cue->source = doer;
        cue->rule = "object";
        return;
    }
    bool gerund = group > cue->limits.start && c->words[group - 1] == WORD_PREPOSITION; /* "a pretext for demanding" */
    uint32_t joint = group > cue->limits.start && c->words[group - 1] == WORD_CONJUNCTION ? group - 1 : group;
    bool comma = joint > cue->limits.start && c->words[joint - 1] == WORD_COMMA; /* "..., and said" */
    const struct cue *first = NULL;
    for (uint32_t i = 0; i < w->cue_count; i++) { /* behind a comma the first cue's, else that of one right before */
        const struct cue *other = &w->cues[i];
        bool same = other->limits.start == cue->limits.start && other->limits.end == cue->limits.end;
        if (!same || other->tokens.end > group || other->sort != CUE_VERB || other->form == FORM_ING ||
            other->source.tokens.end == other->source.tokens.start)
            continue;
        first = first ? first : other;
        bool alike = joint < group && cue->entry->list == LIST_SPEECH && other->entry->list == LIST_SPEECH &&
                     cue->form == other->form && cue->form == FORM_PAST && cue->tokens.end < cue->limits.end &&
                     c->words[cue->tokens.end] == WORD_THAT && c->words[other->tokens.end] == WORD_THAT;
        if (comma || alike || !verb_between(c, other->tokens.end, group)) { /* "said that A has gone and said that" */
            cue->source = other->source;
            return;
        }
    }
    for (uint32_t at = group; at > cue->limits.start && group - at < CLAUSE_REACH; at--)
        if (clause_finite(c, at - 1)) {
            struct phrase p = clause_subject(c, cue->limits.start, clause_group(c, cue->limits.start, at - 1, NULL));
            if (p.mention != NOWHERE || !first || gerund) { /* "said the army is depleted and says": not the army */
                cue->source = p;
                if (p.tokens.start < p.tokens.end || gerund)
                    return;
            }
            break;
        }
    if (first) {
        cue->source = first->source;
        return;
    }
    cue->source = clause_first_subject(c, cue->limits.start, group);
}

/* True when somebody can be named from a token on: "by [Seoul]", "by [the] ministry". */
static bool may_act(const struct clause *c, uint32_t at)
{
    uint8_t w = c->words[at];
    return w == WORD_ARTICLE || w == WORD_DETERMINER || c->mention_at[at] != NOWHERE || *clause_role(c, at) ||
           (w == WORD_PLAIN && c->d->tokens.items[at].word_case != CASE_LOWER);
}

bool attribution_asked(const struct attributing *w, const struct cue *cue)
{
    uint32_t verb = w->d->matches.items[cue->match].tokens.start;
    uint8_t left = verb > cue->limits.start ? w->clause.words[verb - 1] : (uint8_t)WORD_BREAK;
    return !strcmp(cue->entry->class, "ask") && (cue->form == FORM_PAST || cue->form == FORM_PARTICIPLE) &&
           verb == cue->tokens.start && (left == WORD_BREAK || left == WORD_SUBORDINATOR || left == WORD_COMMA);
}

static void find_verb_source(const struct attributing *w, struct cue *cue, bool passive)
{
    const struct clause *c = &w->clause;
    uint32_t group = cue->tokens.start, verb = w->d->matches.items[cue->match].tokens.start;
    bool participle = cue->form == FORM_PAST || cue->form == FORM_PARTICIPLE;
    bool by = cue->tokens.end + 1 < cue->limits.end && clause_is(c, cue->tokens.end, "by") &&
              may_act(c, cue->tokens.end + 1); /* not "said by telephone" */
    bool bare = cue->form == FORM_PARTICIPLE && group == verb; /* "US seen as" */
    if (cue->sort == CUE_PASSIVE || bare || (participle && (passive || by))) {
        cue->sort = CUE_PASSIVE;
        find_agent(w, cue);
        return;
    }
    if (attribution_asked(w, cue)) {
        cue->rule = "agent";
        return;
    }
    if (find_inverted(w, cue))
        return;
    uint8_t left = group > cue->limits.start ? c->words[group - 1] : (uint8_t)WORD_BREAK;
    bool ing = cue->form == FORM_ING && group == verb;
    if (!(ing && (left == WORD_COMMA || left == WORD_PREPOSITION || left == WORD_BREAK)) && left != WORD_TO) {
        cue->source = clause_subject(c, cue->limits.start, group);
        cue->rule = left == WORD_RELATIVE || left == WORD_THAT ? "relative"
                    : left == WORD_COMMA                       ? "apposition"
                                                               : "subject";
    }
    if (cue->source.tokens.start == cue->source.tokens.end) {
        find_shared(w, cue);
        return;
    }
    cue->block.start = cue->source.tokens.start;
    if (left == WORD_RELATIVE || left == WORD_THAT) { /* "officials [who] say" */
        cue->antecedent = cue->source.tokens;
        cue->source.tokens = (struct span){group - 1, group};
    }
}

/* The owner of a noun: "[Seoul]'s repeated calls", "a call by [Seoul] for", "the view of [Washington] that". */
static void find_possessor(const struct attributing *w, struct cue *cue)
{
    const struct clause *c = &w->clause;
    cue->rule = "possessor";
    for (uint32_t at = cue->tokens.start; at > cue->limits.start && cue->tokens.start - at < 6; at--) {
        int32_t m = clause_mention_ending(c, at);
        if (m != NOWHERE && (w->d->mentions.items[m].possessive || c->words[at] == WORD_POSSESSIVE)) {
            cue->source = clause_core_before(c, cue->limits.start, at);
            if (c->words[at] == WORD_POSSESSIVE && cue->source.tokens.end == at)
                cue->source.tokens.end++;
            cue->block.start =
                cue->source.tokens.start < cue->block.start ? cue->source.tokens.start : cue->block.start;
            return;
        }
        if (c->words[at - 1] != WORD_PLAIN && c->words[at - 1] != WORD_ADVERB && c->words[at - 1] != WORD_POSSESSIVE)
            break;
    }
    uint32_t at = cue->tokens.end;
    if (at + 1 < cue->limits.end && (clause_is(c, at, "by") || clause_is(c, at, "from") || clause_is(c, at, "of"))) {
        struct phrase p = clause_phrase_after(c, at + 1, cue->limits.end);
        if (p.mention != NOWHERE || p.known) {
            p.tokens = p.head; /* "by Seoul | for patience" */
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
    uint32_t before = 0, behind = 0; /* words of the pattern around the gap */
    const char *at = cue->entry->pattern;
    for (; *at && *at != '_'; at++)
        before += *at == ' ';
    for (; *at; at++)
        behind += *at == ' ';
    cue->rule = "within";
    if (tokens.start + before + behind < tokens.end)
        cue->source = clause_phrase_after(c, tokens.start + before, tokens.end - behind);
}

void attribution_find_source(const struct attributing *w, struct cue *cue, bool passive)
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
        if (cue->source.tokens.start < cue->source.tokens.end)
            cue->source.tokens.end = attribution_attached(&w->clause, cue->source.tokens.end, cue->limits.end);
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

