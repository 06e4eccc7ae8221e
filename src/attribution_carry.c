/* Words that have no cue of their own, for (8).
 *
 *     "A," Kim said. ["B."]                    goes on: the same attribution, one more part
 *     (new paragraph) ["C."]                   carried: the speaker of the paragraph before
 *     "A. (new paragraph) ["B," Kim said.]     one quotation over two paragraphs
 *     A spokesman gave this answer: (new paragraph) [All that follows, up to the next such line.]
 *     MR. PRICE: [Thank you. Go ahead.]        transcript, up to the next label
 *
 * A quotation goes on only with somebody who spoke in the same paragraph before it, or, where it opens a paragraph, in
 * the one before; else it stays unresolved. Who a label like QUESTION names is an outsider.
 * Known to be wrong: dialogues without cues, where two speakers take turns, go all to the first. */
#include "attribution_internal.h"

enum { LABEL_MAX = 9, PARAGRAPHS_A_LABEL = 8 };

static uint32_t paragraph_of(const struct document *d, uint32_t sentence)
{
    return d->sentences.items[sentence].paragraph;
}

static bool speaks(const struct attributing *w, const struct attribution *a)
{
    if (a->kind == ESP_NARRATED || a->cue_match == NOWHERE)
        return a->cue_match == NOWHERE && a->kind != ESP_NARRATED && a->rule[0] != 'h'; /* carried, not a headline */
    const struct match *match = &w->d->matches.items[a->cue_match];
    const struct entry *e = lexicon_entry(w->d->lexicon, match->entry);
    return e->pos != 'n' && e->frames & FRAME_QUOTE && a->source_tokens.start < a->source_tokens.end &&
           w->quotations.at[a->cue_tokens.start] == NOWHERE;
}

/* For each sentence the last attribution in it that speaks, NOWHERE. */
static int32_t *last_speakers(const struct attributing *w)
{
    const struct document *d = w->d;
    int32_t *last = arena_alloc(d->arena, (d->sentences.count + 1) * sizeof *last);
    for (uint32_t s = 0; s <= d->sentences.count; s++)
        last[s] = NOWHERE;
    for (uint32_t i = 0; i < d->attributions.count; i++) {
        const struct attribution *a = &d->attributions.items[i];
        int32_t before = last[a->sentence]; /* '"No," Ri said, Kyodo reported': Ri goes on */
        bool quoted = before != NOWHERE && d->attributions.items[before].kind != ESP_INDIRECT;
        if (speaks(w, a) && (a->kind != ESP_INDIRECT || !quoted))
            last[a->sentence] = (int32_t)i;
    }
    return last;
}

/* The attribution that a quotation at the start of a sentence goes on from; *carried when its paragraph is the one
 * before. A speaker further back than one other sentence has gone silent. */
static int32_t speaker_before(const struct attributing *w, const int32_t *last, uint32_t sentence, bool *carried)
{
    const struct document *d = w->d;
    uint32_t paragraph = paragraph_of(d, sentence);
    *carried = false;
    for (uint32_t s = sentence, steps = 0; s > 0 && steps < 4; s--, steps++) {
        if (paragraph_of(d, s - 1) != paragraph) {
            if (*carried || d->sentences.items[s - 1].kind != SENTENCE_BODY || paragraph_of(d, s - 1) + 1 != paragraph)
                return NOWHERE;
            *carried = true;
            paragraph = paragraph_of(d, s - 1);
        }
        if (last[s - 1] != NOWHERE)
            return last[s - 1];
    }
    return NOWHERE;
}

static int32_t add_carried(struct attributing *w, int32_t from, uint32_t sentence, struct span content)
{
    struct document *d = w->d;
    struct attribution a = {.kind = ESP_DIRECT, .sentence = sentence, .source = NOWHERE, .cue_match = NOWHERE,
                            .parent = NOWHERE, .hearer = NOWHERE, .rule = "floating"};
    if (from != NOWHERE) {
        const struct attribution *x = &d->attributions.items[from];
        a.source = x->source;
        a.source_tokens = x->source_tokens;
        a.holder_tokens = x->holder_tokens;
        a.actors = x->actors;
        a.resolved = x->resolved;
        a.rule = "carried";
    }
    attribution_add_content(w, &a, content);
    vec_push(d->arena, &d->attributions, a);
    return (int32_t)d->attributions.count - 1;
}

/* One more part for an attribution. */
static void go_on(struct attributing *w, int32_t index, struct span content)
{
    struct attribution *a = &w->d->attributions.items[index];
    a->kind = !a->content.count ? ESP_DIRECT : a->kind == ESP_INDIRECT ? ESP_MIXED : a->kind;
    attribution_add_content(w, a, content);
}

static void carry_quotations(struct attributing *w)
{
    struct document *d = w->d;
    int32_t *last = last_speakers(w);
    for (uint32_t q = w->quotations.list.count; q-- > 0;) { /* the cue can stand in the last of its paragraphs */
        int32_t before = w->quotations.list.items[q].before;
        if (before != NOWHERE && w->owner[q] != NOWHERE && w->owner[before] == NOWHERE) {
            w->owner[before] = w->owner[q];
            go_on(w, w->owner[q], w->quotations.list.items[before].tokens);
        }
    }
    for (uint32_t q = 0; q < w->quotations.list.count; q++) {
        const struct quotation *quotation = &w->quotations.list.items[q];
        uint32_t sentence = d->tokens.items[quotation->tokens.start].sentence;
        if (w->owner[q] == NOWHERE && quotation->before != NOWHERE && w->owner[quotation->before] != NOWHERE) {
            w->owner[q] = w->owner[quotation->before];
            go_on(w, w->owner[q], quotation->tokens);
        }
        bool opens = quotation->tokens.start == d->sentences.items[sentence].tokens.start;
        bool paired = quotation->closed || quotation->continued;
        if (w->owner[q] == NOWHERE && quotation->whole && paired && opens &&
            d->sentences.items[sentence].kind == SENTENCE_BODY) {
            bool carried;
            int32_t from = speaker_before(w, last, sentence, &carried);
            if (from != NOWHERE && (!carried || !d->attributions.items[from].content.count)) {
                go_on(w, from, quotation->tokens);
                w->owner[q] = from;
            } else {
                w->owner[q] = add_carried(w, from, sentence, quotation->tokens);
            }
        }
        if (w->owner[q] != NOWHERE && quotation->whole) { /* whoever said this may go on behind it */
            uint32_t end = d->tokens.items[quotation->tokens.end - 1].sentence;
            last[end] = last[end] == NOWHERE ? w->owner[q] : last[end];
        }
    }
}

/* The quotation that a sentence opens with, NOWHERE. */
static int32_t quotation_opening(const struct attributing *w, uint32_t sentence)
{
    uint32_t start = w->d->sentences.items[sentence].tokens.start;
    int32_t q = w->quotations.at[start];
    if (q == NOWHERE || w->quotations.list.items[q].tokens.start != start || !w->quotations.list.items[q].whole)
        return NOWHERE;
    return q;
}

/* The quotation that a sentence begins in, when it is the given one or goes on from it; NOWHERE. */
static int32_t going_on(const struct attributing *w, int32_t quotation, uint32_t sentence)
{
    int32_t q = w->quotations.at[w->d->sentences.items[sentence].tokens.start];
    return q != NOWHERE && (q == quotation || w->quotations.list.items[q].before == quotation) ? q : NOWHERE;
}

/* Texts behind a colon that ends its paragraph: all that follows up to the next such line. */
static void carry_statements(struct attributing *w)
{
    struct document *d = w->d;
    int32_t *announced = arena_alloc(d->arena, (d->sentences.count + 1) * sizeof *announced);
    for (uint32_t s = 0; s <= d->sentences.count; s++)
        announced[s] = NOWHERE;
    for (uint32_t i = 0; i < d->attributions.count; i++)
        if (!d->attributions.items[i].content.count)
            announced[d->attributions.items[i].sentence] = (int32_t)i;
    int32_t speaker = NOWHERE, quoted = NOWHERE;
    for (uint32_t s = 0; s < d->sentences.count; s++) {
        const struct sentence *sentence = &d->sentences.items[s];
        if (announced[s] != NOWHERE) {
            bool ends = s + 1 < d->sentences.count && d->sentences.items[s + 1].opens_paragraph;
            speaker = ends ? announced[s] : NOWHERE;
            quoted = ends ? quotation_opening(w, s + 1) : NOWHERE;
            continue;
        }
        if (quoted != NOWHERE) {
            quoted = going_on(w, quoted, s);
            speaker = quoted == NOWHERE ? NOWHERE : speaker; /* what was announced stood in marks and has ended */
        }
        if (speaker != NOWHERE && sentence->kind == SENTENCE_BODY) {
            struct attribution *a = &d->attributions.items[speaker];
            attribution_add_content(w, a, sentence->tokens);
            a->kind = ESP_DIRECT;
            a->rule = "statement";
        }
    }
}

/* The colon behind a label that opens a paragraph: "MR. PRICE:", "QUESTION:", "Q:". 0 when there is none. */
static uint32_t label_colon(const struct attributing *w, uint32_t s)
{
    const struct document *d = w->d;
    struct span tokens = d->sentences.items[s].tokens;
    if (!d->sentences.items[s].opens_paragraph || d->sentences.items[s].kind == SENTENCE_HEADLINE)
        return 0;
    for (uint32_t t = tokens.start; t < tokens.end && t - tokens.start < LABEL_MAX; t++) {
        const struct token *x = &d->tokens.items[t];
        if (w->clause.words[t] == WORD_COLON)
            return t > tokens.start ? t : 0;
        bool capitals = x->word_case == CASE_UPPER || (x->word_case == CASE_TITLE && x->key_length <= 2);
        if (x->kind == TOKEN_WORD ? !capitals : t == tokens.start)
            return 0;
    }
    return 0;
}

static void carry_turns(struct attributing *w)
{
    struct document *d = w->d;
    uint32_t labels = 0, paragraphs = 0;
    for (uint32_t s = 0; s < d->sentences.count; s++) {
        labels += label_colon(w, s) != 0;
        paragraphs += d->sentences.items[s].opens_paragraph;
    }
    int32_t turn = NOWHERE;
    for (uint32_t s = 0; labels >= 2 && PARAGRAPHS_A_LABEL * labels >= paragraphs && s < d->sentences.count; s++) {
        const struct sentence *sentence = &d->sentences.items[s];
        uint32_t colon = label_colon(w, s);
        struct span words = sentence->tokens;
        if (colon) {
            struct attribution a = {.kind = ESP_DIRECT, .sentence = s, .source = NOWHERE, .cue_match = NOWHERE,
                                    .source_tokens = {words.start, colon},
                                    .holder_tokens = {words.start, colon}, .parent = NOWHERE, .hearer = NOWHERE,
                                    .rule = "transcript"};
            struct phrase p = clause_phrase_before(&w->clause, words.start, colon);
            a.source = p.mention;
            a.actors = p.actors;
            a.resolved = p.known;
            vec_push(d->arena, &d->attributions, a);
            turn = (int32_t)d->attributions.count - 1;
            words.start = colon + 1;
        }
        if (turn != NOWHERE && sentence->kind == SENTENCE_BODY)
            attribution_add_content(w, &d->attributions.items[turn], words);
    }
}

void attribution_carry(struct attributing *w)
{
    carry_quotations(w);
    carry_statements(w);
    carry_turns(w);
}
