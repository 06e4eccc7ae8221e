/* Quotation marks paired, paragraph by paragraph, for (8).
 *
 *     "We (North Korea) will not do it," he said, "not now." | "We | "They call it 'hostile'."
 *      1------------------------------1            2------2     3      4--------------------4
 *
 * A mark that opens a paragraph after one whose quotation was not closed repeats the opening mark: the two are one
 * quotation (3, 4 above, when a line end stands between). A mark whose partner is missing costs its own sentence at
 * most: the quotation ends there. A closing mark without an opening one is passed over. Double marks inside double ones
 * are paired when both close; single ones quote only where no double one is open.
 * Known to be wrong: an unclosed quotation whose paragraph is followed by one that opens with a quotation of somebody
 * else is joined to it. */
#include "quotation.h"

struct mark {
    uint32_t token, end; /* '' is one mark of two tokens */
    bool single;
    uint8_t side;
};

struct pairing {
    struct document *d;
    struct quotations *q;
    VEC(struct mark) marks; /* of the paragraph */
    int32_t unclosed;       /* quotation that the paragraph before left open, NOWHERE */
};

static void collect_marks(struct pairing *p, struct span tokens)
{
    const struct document *d = p->d;
    p->marks.count = 0;
    for (uint32_t t = tokens.start; t < tokens.end; t++) {
        const struct token *x = &d->tokens.items[t];
        if (x->kind != TOKEN_QUOTE)
            continue;
        struct mark mark = {.token = t, .end = t + 1, .single = *x->key == '\'', .side = x->quote};
        if (mark.single && t + 1 < tokens.end && x[1].kind == TOKEN_QUOTE && *x[1].key == '\'' &&
            x[1].span.start == x->span.end) { /* ''a mark typed twice'' */
            mark.single = false;
            mark.end = t + 2;
            mark.side = x->quote == QUOTE_OPENS      ? QUOTE_OPENS
                        : x[1].quote == QUOTE_CLOSES ? QUOTE_CLOSES
                                                     : QUOTE_EITHER;
            t++;
        }
        vec_push(d->arena, &p->marks, mark);
    }
}

/* The next mark of the same sort, by its place among the marks; count when there is none. */
static uint32_t next_mark(const struct pairing *p, uint32_t from, bool single)
{
    while (from < p->marks.count && p->marks.items[from].single != single)
        from++;
    return from;
}

/* The mark that closes mark i, count when there is none. */
static uint32_t partner(const struct pairing *p, uint32_t i)
{
    uint32_t none = p->marks.count, next = next_mark(p, i + 1, p->marks.items[i].single);
    if (next == none || p->marks.items[next].side != QUOTE_OPENS)
        return next;
    uint32_t second = next_mark(p, next + 1, p->marks.items[i].single); /* "They call it "hostile" policy" */
    if (second == none || p->marks.items[second].side != QUOTE_CLOSES)
        return none;
    uint32_t third = next_mark(p, second + 1, p->marks.items[i].single);
    return third != none && p->marks.items[third].side == QUOTE_CLOSES ? third : none;
}

/* True for a quotation that holds a sentence: it ends with a stop or a comma, or opens and closes its sentence. */
static bool holds_sentence(const struct document *d, struct span tokens)
{
    uint32_t words = 0, last = tokens.end;
    uint32_t lower = 0;
    for (uint32_t t = tokens.start; t < tokens.end && (words < 3 || !lower); t++) {
        words += d->tokens.items[t].kind == TOKEN_WORD;
        lower += d->tokens.items[t].word_case == CASE_LOWER; /* "Fox News Sunday" is none */
    }
    while (last > tokens.start && d->tokens.items[last - 1].kind == TOKEN_QUOTE)
        last--;
    const struct token *end = &d->tokens.items[last - (last > tokens.start)];
    bool stops = end->kind == TOKEN_PUNCTUATION && strchr(".,!?", *end->key) != NULL;
    struct span first = d->sentences.items[d->tokens.items[tokens.start].sentence].tokens;
    bool alone = tokens.start == first.start && tokens.end >= first.end;
    return words >= 3 && lower && (stops || alone);
}

static void add(struct pairing *p, struct span tokens, bool closed)
{
    struct quotation quotation = {.tokens = tokens, .closed = closed, .before = NOWHERE,
                                  .whole = holds_sentence(p->d, tokens)};
    vec_push(p->d->arena, &p->q->list, quotation);
    for (uint32_t t = tokens.start; t < tokens.end; t++)
        p->q->at[t] = (int32_t)p->q->list.count - 1;
}

static bool opens_with_mark(const struct document *d, struct span tokens)
{
    return tokens.start < tokens.end && d->tokens.items[tokens.start].kind == TOKEN_QUOTE &&
           *d->tokens.items[tokens.start].key == '"' && d->tokens.items[tokens.start].quote != QUOTE_CLOSES;
}

/* True when what stands before an opening mark leads up to a quotation that may go on: the start of its sentence, a
 * comma, a colon. */
static bool led_up_to(const struct document *d, uint32_t mark)
{
    const struct token *t = &d->tokens.items[mark];
    if (mark == d->sentences.items[t->sentence].tokens.start)
        return true;
    return t[-1].kind == TOKEN_PUNCTUATION && (*t[-1].key == ',' || *t[-1].key == ':');
}

static void pair_paragraph(struct pairing *p, struct span tokens, struct span next)
{
    const struct document *d = p->d;
    collect_marks(p, tokens);
    int32_t before = opens_with_mark(d, tokens) ? p->unclosed : NOWHERE;
    p->unclosed = NOWHERE;
    for (uint32_t i = 0; i < p->marks.count;) {
        struct mark mark = p->marks.items[i];
        if (mark.side == QUOTE_CLOSES) {
            i++;
            continue;
        }
        uint32_t close = partner(p, i);
        if (mark.single && close < p->marks.count && !led_up_to(d, mark.token) &&
            d->tokens.items[p->marks.items[close].token].sentence != d->tokens.items[mark.token].sentence)
            close = p->marks.count; /* an apostrophe, more likely */
        if (close < p->marks.count) {
            add(p, (struct span){mark.token, p->marks.items[close].end}, true);
        } else if (mark.single) {
            i++;
            continue;
        } else {
            uint32_t last = next_mark(p, i + 1, false);
            bool goes_on = last == p->marks.count && opens_with_mark(d, next) && led_up_to(d, mark.token);
            uint32_t end = goes_on ? tokens.end : d->sentences.items[d->tokens.items[mark.token].sentence].tokens.end;
            if (last < p->marks.count && p->marks.items[last].token < end)
                end = p->marks.items[last].token;
            add(p, (struct span){mark.token, end}, false);
            if (goes_on)
                p->unclosed = (int32_t)p->q->list.count - 1;
        }
        if (before != NOWHERE && mark.token == tokens.start) {
            p->q->list.items[p->q->list.count - 1].before = before;
            p->q->list.items[before].continued = true;
        }
        uint32_t end = p->q->list.items[p->q->list.count - 1].tokens.end;
        while (i < p->marks.count && p->marks.items[i].token < end)
            i++;
    }
}

const struct quotations *quotations_of(struct document *d)
{
    if (d->quotations)
        return d->quotations;
    struct quotations *q = arena_alloc(d->arena, sizeof *q);
    struct pairing p = {.d = d, .q = q, .unclosed = NOWHERE};
    q->at = arena_alloc(d->arena, (d->tokens.count + 1) * sizeof *q->at);
    for (uint32_t t = 0; t <= d->tokens.count; t++)
        q->at[t] = NOWHERE;
    for (uint32_t s = 0; s < d->sentences.count;) {
        uint32_t end = s, behind;
        while (end < d->sentences.count && d->sentences.items[end].paragraph == d->sentences.items[s].paragraph)
            end++;
        struct span next = {0, 0};
        behind = end;
        while (behind < d->sentences.count && d->sentences.items[behind].paragraph == d->sentences.items[end].paragraph)
            behind++;
        if (end < d->sentences.count)
            next = (struct span){d->sentences.items[end].tokens.start, d->sentences.items[behind - 1].tokens.end};
        pair_paragraph(&p, (struct span){d->sentences.items[s].tokens.start, d->sentences.items[end - 1].tokens.end},
                       next);
        s = end;
    }
    return d->quotations = q;
}
