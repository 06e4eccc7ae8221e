/* Cues of speech, thought and attitude, for (8): which matches are cues here, and of what sort.
 *
 *     Seoul [calls] for, Kim [has said]           verbs
 *     Seoul was [told], the plan was [denounced]  passive
 *     Seoul's [call] for, its [insistence] that   nouns
 *     [according to] the ministry                 before
 *     as Moon [put it], in Seoul's [view]         within
 *     Seoul [wants], is [reluctant] to            attitudes, for narrated positions
 *
 * "Declaring" in "declaring the war over" is what is spoken of and no cue; "is expected to" has nobody who expects.
 * Known to be wrong: a noun that the lists know as a verb alone ("the talks") is passed over. */
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
static bool sort_of(const struct attributing *w, const struct match *match, const struct entry **entry,
                    enum cue_sort *sort)
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
        bool call = span_length(match->tokens) > 1 && e->frames & FRAME_NP && at > 0 && /* "Seoul's call for" */
                    w->clause.words[at - 1] == WORD_POSSESSIVE;
        if (call && (match->form == FORM_S || match->form == FORM_BASE)) {
            *sort = CUE_NOUN;
            return true;
        }
        const struct entry *noun = clause_noun_of(w->d, match); /* "the ministry's demand that" */
        if (!noun)
            return false;
        *entry = noun;
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

/* A quotation that is a stretch of speech of its own, not words picked out in a clause: 'he "wants to see" proof'. */
static bool led_up_to(const struct attributing *w, const struct quotation *q)
{
    uint32_t sentence = w->d->tokens.items[q->tokens.start].sentence;
    if (q->whole || q->tokens.start == w->d->sentences.items[sentence].tokens.start)
        return true;
    uint8_t before = w->clause.words[q->tokens.start - 1];
    return before == WORD_COMMA || before == WORD_COLON;
}

/* Where the cue's rules may look: its sentence without dateline, or its part of the quotation it stands in. */
static struct span limits_of(const struct attributing *w, uint32_t sentence, uint32_t token)
{
    struct span s = w->d->sentences.items[sentence].tokens;
    uint32_t floor = clause_floor(&w->clause, sentence);
    if (floor <= token)
        s.start = floor;
    int32_t q = w->quotations.at[token];
    if (q != NOWHERE && led_up_to(w, &w->quotations.list.items[q])) {
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

struct found { /* a match that is a cue */
    uint32_t match;
    const struct entry *entry;
    enum cue_sort sort;
};

static bool taken(const struct attributing *w, const struct found *found, uint32_t count, struct span tokens)
{
    for (uint32_t i = 0; i < count; i++)
        if (span_meets(w->d->matches.items[found[i].match].tokens, tokens))
            return true;
    return false;
}

/* "[Declaring] the war over" is what is spoken of, not speech. */
static bool in_target(const struct attributing *w, uint32_t token)
{
    int32_t m = w->clause.mention_at[token];
    return m != NOWHERE && w->d->mentions.items[m].type == MENTION_TARGET;
}

/* What a pattern holds of the complement goes to the content: "found [that", "described [him as". */
static void trim_cue(const struct attributing *w, struct cue *cue, bool passive)
{
    const char *gap = strstr(cue->entry->pattern, " _ as");
    uint32_t last = cue->tokens.end - 1;
    if (cue->sort != CUE_VERB || span_length(cue->tokens) < 2)
        return;
    if (gap && !gap[5] && cue->form != FORM_PARTICIPLE && !passive) {
        uint32_t words = 1;
        for (const char *at = cue->entry->pattern; at < gap; at++)
            words += *at == ' ';
        cue->tokens.end = w->d->matches.items[cue->match].tokens.start + words;
    } else if (w->clause.words[last] == WORD_THAT || clause_is(&w->clause, last, "whether")) {
        cue->tokens.end = last;
    }
    cue->block.end = cue->tokens.end;
}

/* "said [in a statement]" is one cue. */
static uint32_t manner_end(const struct attributing *w, const struct cue *cue)
{
    uint32_t end = cue->tokens.end;
    int32_t match = end < cue->limits.end ? w->clause.manner_at[end] : NOWHERE;
    return match == NOWHERE ? end : w->d->matches.items[match].tokens.end;
}

static void add_cue(struct attributing *w, uint32_t sentence, uint32_t index, const struct entry *entry,
                    enum cue_sort sort)
{
    const struct match *match = &w->d->matches.items[index];
    struct cue cue = {.sort = sort, .match = index, .entry = entry,
                      .form = (uint8_t)clause_form(w->d, match), .tokens = match->tokens, .block = match->tokens,
                      .source = {.mention = NOWHERE}, .limits = limits_of(w, sentence, match->tokens.start)};
    bool passive = false;
    if (match->tokens.start < cue.limits.start || match->tokens.end > cue.limits.end)
        return;
    bool verb = sort == CUE_VERB || sort == CUE_PASSIVE || (sort == CUE_ATTITUDE && cue.entry->pos != 'n');
    if (verb) {
        cue.tokens.start = clause_group(&w->clause, cue.limits.start, match->tokens.start, &passive);
        cue.block = cue.tokens;
    }
    trim_cue(w, &cue, passive);
    attribution_find_source(w, &cue, passive);
    if (cue.sort == CUE_VERB && !cue.inverted && manner_end(w, &cue) > cue.tokens.end)
        cue.block.end = cue.tokens.end = manner_end(w, &cue);
    if (sort == CUE_WITHIN && cue.source.tokens.start == cue.source.tokens.end)
        return; /* "what is said" */
    if (sort == CUE_ATTITUDE && verb && match->tokens.start > cue.tokens.start &&
        w->clause.words[match->tokens.start - 1] == WORD_TO)
        cue.tokens.start = match->tokens.start; /* "is reluctant to | give up" are two attitudes */
    w->cues[w->cue_count++] = cue;
}

/* Attitudes count as verbs, behind a form of be ("is [ready] to"), and as nouns. */
static bool is_attitude(const struct attributing *w, const struct match *match, const struct entry *e)
{
    uint32_t at = match->tokens.start;
    uint8_t word = w->clause.words[at], before = at > 0 ? w->clause.words[at - 1] : (uint8_t)WORD_BREAK;
    bool verb = e->pos == 'v' && (word == WORD_VERB || word == WORD_BE);
    bool adjective = e->pos == 'x' && (before == WORD_BE || before == WORD_ADVERB);
    return e->list == LIST_ATTITUDE && (verb || adjective || e->pos == 'n');
}

void attribution_find_cues(struct attributing *w, uint32_t sentence)
{
    struct span matches = document_matches(w->d, sentence);
    struct found found[CUES_MAX];
    uint32_t count = 0;
    w->cue_count = 0;
    for (uint32_t i = matches.start; i < matches.end && count < CUES_MAX; i++) {
        const struct match *match = &w->d->matches.items[i];
        struct found x = {.match = i, .entry = lexicon_entry(w->d->lexicon, match->entry)};
        if (x.entry->list == LIST_SPEECH && !taken(w, found, count, match->tokens) &&
            !in_target(w, match->tokens.start) && sort_of(w, match, &x.entry, &x.sort))
            found[count++] = x;
    }
    for (uint32_t i = matches.start; i < matches.end && count < CUES_MAX; i++) {
        const struct match *match = &w->d->matches.items[i];
        struct found x = {.match = i, .entry = lexicon_entry(w->d->lexicon, match->entry), .sort = CUE_ATTITUDE};
        if (is_attitude(w, match, x.entry) && !taken(w, found, count, match->tokens))
            found[count++] = x;
    }
    for (uint32_t i = 1; i < count; i++) /* in the order of the text: matches are in it */
        for (uint32_t j = i; j > 0 && found[j].match < found[j - 1].match; j--) {
            struct found x = found[j];
            found[j] = found[j - 1];
            found[j - 1] = x;
        }
    for (uint32_t i = 0; i < count; i++)
        add_cue(w, sentence, found[i].match, found[i].entry, found[i].sort);
}
