/* (3) Sentences: where each begins and ends, and what those are that are no prose.
 *
 * Decides in two steps. Lines first become paragraphs: a blank line parts two of them unless the sentence plainly
 * goes on, as it does where a page was cut by an advertisement:
 *
 *     to achieve the declaration of a formal end to the
 *
 *     1950-53 Korean War this year, despite ...
 *
 * and a single line end parts them when the line was not simply full. Then a paragraph is cut after . ! ? with the
 * marks that close behind it, when what follows can open a sentence:
 *
 *     "... consultations with related countries," it added. | "We agreed," he said. | (Yonhap)
 *
 * and not after abbreviations that a name follows (Gen. Brooks), initials (J. Trump), decimals, or dots of omission
 * before a small letter.
 * Known to be wrong: an abbreviation that ends a sentence before a name ("... from the U.S. Kim said") joins the two
 * when the list says that names follow it; a headline without capitals or stop right before its text is joined to it. */
#include "base/utf8.h"
#include "lexicon.h"
#include "stages.h"

#include <ctype.h>
#include <utf8proc.h>

enum { HEADLINE_MAX = 300, CREDIT_MAX = 60, LINE_FULL_MIN = 50 };

struct splitting {
    struct document *d;
    const char *bytes;
    uint32_t length;
    uint32_t full; /* length of the longest line that another follows directly: where lines were wrapped */
    uint32_t paragraph;
    uint32_t head; /* where the first line starts */
    uint32_t tail; /* where the last one ends */
    struct hash pronouns; /* lower case; they open sentences */
};

static bool is_space(char c)
{
    return c == ' ' || c == '\n';
}

static bool is_closer(char c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']';
}

static bool is_stop(char c)
{
    return c == '.' || c == '!' || c == '?';
}

static bool upper_at(const struct splitting *s, uint32_t at)
{
    int32_t c;
    return at < s->length && utf8_read(s->bytes, at, s->length, &c) && utf8proc_category(c) == UTF8PROC_CATEGORY_LU;
}

static bool lower_at(const struct splitting *s, uint32_t at)
{
    int32_t c;
    return at < s->length && utf8_read(s->bytes, at, s->length, &c) && utf8proc_category(c) == UTF8PROC_CATEGORY_LL;
}

static struct span trim(const struct splitting *s, struct span span)
{
    while (span.start < span.end && is_space(s->bytes[span.start]))
        span.start++;
    while (span.end > span.start && is_space(s->bytes[span.end - 1]))
        span.end--;
    return span;
}

/* The last word of a span (with its stop), lower case, into key; returns its length, 0 when longer than size. */
static uint32_t last_word(const struct splitting *s, uint32_t start, uint32_t end, char *key, uint32_t size)
{
    uint32_t from = end;
    while (from > start && !is_space(s->bytes[from - 1]) && s->bytes[from - 1] != '(' && s->bytes[from - 1] != '"' &&
           end - from <= size)
        from--;
    uint32_t length = end - from;
    if (length >= size)
        return 0;
    for (uint32_t i = 0; i < length; i++)
        key[i] = (char)tolower((unsigned char)s->bytes[from + i]);
    return length;
}

/* True when the text before end is complete: it ends with a stop, a colon or a mark that closes one. */
static bool complete(const struct splitting *s, uint32_t start, uint32_t end)
{
    while (end > start && is_closer(s->bytes[end - 1]))
        end--;
    return end > start && (is_stop(s->bytes[end - 1]) || s->bytes[end - 1] == ':');
}

/* True when a blank line at the end of before does not end its sentence. */
static bool goes_on(const struct splitting *s, struct span before, uint32_t next)
{
    if (before.start == before.end || complete(s, before.start, before.end))
        return false;
    if (lower_at(s, next) && !upper_at(s, next + 1) && !(next + 1 < s->length && s->bytes[next + 1] == '.'))
        return true; /* but not an item "a. ..." of a list, nor "iStock" */
    if (!s->d->sentences.count && before.start == s->head)
        return false; /* a headline may end in any word: "... to declare war over" */
    char key[16];
    uint32_t length = last_word(s, before.start, before.end, key, sizeof key);
    const char *class = length ? lexicon_function_word(s->d->lexicon, key, length) : NULL;
    bool open_word = class && (!strcmp(class, "article") || !strcmp(class, "preposition") ||
                               !strcmp(class, "conjunction") || !strcmp(class, "subordinator"));
    return (open_word && lower_at(s, before.end - length)) || s->bytes[before.end - 1] == ',';
}

/* The next line: from start to before the line end (or the end of the text), with its trailing spaces. */
static uint32_t line_end(const struct splitting *s, uint32_t start)
{
    const char *end = memchr(s->bytes + start, '\n', s->length - start);
    return end ? (uint32_t)(end - s->bytes) : s->length;
}

/* What a paragraph of a single unfinished line is, by what it holds. */
static enum sentence_kind line_kind(const struct splitting *s, struct span line)
{
    uint32_t colon = line.start;
    while (colon < line.end && s->bytes[colon] != ':')
        colon++;
    bool dated = false;
    for (uint32_t i = colon; i + 3 < line.end; i++) /* a year behind a colon: "Published : Aug 21, 2018 - 11:18" */
        dated |= (s->bytes[i] == '1' || s->bytes[i] == '2') && isdigit((unsigned char)s->bytes[i + 1]) &&
                 isdigit((unsigned char)s->bytes[i + 2]) && isdigit((unsigned char)s->bytes[i + 3]);
    if (dated && colon - line.start < 24)
        return SENTENCE_META;
    if (line.end - line.start > 4 && !strncmp(s->bytes + line.start, "By ", 3) && upper_at(s, line.start + 3))
        return SENTENCE_BYLINE;
    if (s->bytes[line.end - 1] == ')')
        return SENTENCE_CAPTION;
    return SENTENCE_BODY;
}

/* True when a single line end within a block parts two paragraphs: the line was not full, or both sides are whole. */
static bool line_parts(const struct splitting *s, struct span line, uint32_t next)
{
    if (complete(s, line.start, line.end))
        return !lower_at(s, next);
    struct span following = trim(s, (struct span){next, line_end(s, next)});
    if (line_kind(s, line) == SENTENCE_META || line_kind(s, following) == SENTENCE_META)
        return true;
    uint32_t word = 0;
    while (next + word < s->length && !is_space(s->bytes[next + word]))
        word++;
    bool fits = line.end - line.start + 1 + word <= s->full;
    return !goes_on(s, line, next) && (fits || s->full < LINE_FULL_MIN) && !lower_at(s, next);
}

static void add(struct splitting *s, struct span span, bool opens, enum sentence_kind kind)
{
    span = trim(s, span);
    if (span.start < span.end)
        vec_push(s->d->arena, &s->d->sentences,
                 (struct sentence){.span = span, .paragraph = s->paragraph, .opens_paragraph = opens, .kind = kind});
}

/* True when the stop at byte stop (the last of its run) belongs to its word and a sentence goes on over it, next being
 * the first byte behind stop, closing marks and space. */
static bool abbreviates(const struct splitting *s, uint32_t start, uint32_t stop, uint32_t next)
{
    char key[24];
    uint32_t length = last_word(s, start, stop + 1, key, sizeof key);
    if (length < 2)
        return false;
    bool digit = next < s->length && isdigit((unsigned char)s->bytes[next]);
    if (digit && lexicon_month(s->d->lexicon, key, length - 1))
        return true; /* "Posted September. 02, 2019" */
    if (stop - start <= 3 && isdigit((unsigned char)s->bytes[start]))
        return true; /* "1. The two will ..." */
    const char *class = lexicon_abbreviation(s->d->lexicon, key, length);
    bool initial = length == 2 && upper_at(s, stop - 1) && s->bytes[stop - 1] != 'I';
    bool dotted = length >= 4 && key[length - 3] == '.'; /* U.S., a.m. */
    if (initial || (class && (!strcmp(class, "title") || !strcmp(class, "month") || !strcmp(class, "initial"))))
        return true;
    if (!class && !dotted)
        return false;
    if (!upper_at(s, next))
        return true;
    char word[24]; /* "the U.S. It ..." ends; "the U.S. Treasury" does not: only a function word or pronoun opens one */
    uint32_t size = 0;
    while (next + size < s->length && isalpha((unsigned char)s->bytes[next + size]) && size < sizeof word - 1) {
        word[size] = (char)tolower((unsigned char)s->bytes[next + size]);
        size++;
    }
    return !lexicon_function_word(s->d->lexicon, word, size) && hash_get(&s->pronouns, word, size) == HASH_MISSING;
}

/* Where the sentence that starts at start ends, at most end. */
static uint32_t sentence_end(const struct splitting *s, uint32_t start, uint32_t end)
{
    for (uint32_t at = start; at < end; at++) {
        if (!is_stop(s->bytes[at]))
            continue;
        uint32_t stop = at;
        bool single = at + 1 == end || !is_stop(s->bytes[at + 1]); /* "paused..." is no abbreviation */
        while (stop + 1 < end && is_stop(s->bytes[stop + 1]))
            stop++;
        uint32_t behind = stop + 1;
        while (behind < end && is_closer(s->bytes[behind]))
            behind++;
        uint32_t next = behind;
        while (next < end && is_space(s->bytes[next]))
            next++;
        at = stop;
        if (next == end || next == behind)
            continue; /* the end comes by itself; "3.5", "U.S.-led", "yonhap.co.kr" */
        if (next < end && s->bytes[next] == '"' && behind == stop + 1 && next + 1 < end && is_space(s->bytes[next + 1]))
            continue; /* a mark set apart by a space still closes: 'ago. " he said' */
        uint32_t letter = next;
        while (letter < end && (is_closer(s->bytes[letter]) || s->bytes[letter] == '(' || s->bytes[letter] == '['))
            letter++;
        if (lower_at(s, letter) || (single && s->bytes[stop] == '.' && behind == stop + 1 &&
                                    abbreviates(s, start, stop, letter)))
            continue;
        return behind;
    }
    return end;
}

/* A short piece in brackets behind a sentence: the credit of an agency or a photographer; "(He had to.)" is none. */
static enum sentence_kind kind_of(const struct splitting *s, struct span span, bool opens, enum sentence_kind other)
{
    bool bracket = s->bytes[span.start] == '(' && s->bytes[span.end - 1] == ')';
    if (bracket && !opens && span.end - span.start <= CREDIT_MAX && !complete(s, span.start, span.end))
        return SENTENCE_CREDIT;
    return other;
}

/* True for the last paragraph, prose with a credit behind it: "He returns soon. (Yonhap)". Above it is a caption. */
static bool credited(const struct splitting *s, struct span paragraph)
{
    uint32_t open = paragraph.end;
    while (open > paragraph.start && s->bytes[open - 1] != '(')
        open--;
    if (paragraph.end != s->tail || open == paragraph.start)
        return false;
    struct span before = trim(s, (struct span){paragraph.start, open - 1});
    return complete(s, before.start, before.end);
}

static void split_paragraph(struct splitting *s, struct span paragraph)
{
    paragraph = trim(s, paragraph);
    if (paragraph.start == paragraph.end)
        return;
    bool first = !s->d->sentences.count;
    uint32_t size = paragraph.end - paragraph.start;
    bool apart = text_source_byte(&s->d->text, paragraph.start) < s->d->text.title_length;
    if (first && (apart || (size <= HEADLINE_MAX && s->bytes[paragraph.end - 1] != '.' && paragraph.end < s->length))) {
        add(s, paragraph, true, SENTENCE_HEADLINE);
    } else if (!complete(s, paragraph.start, paragraph.end) && size <= HEADLINE_MAX &&
               line_kind(s, paragraph) != SENTENCE_BODY && line_kind(s, paragraph) != SENTENCE_CAPTION) {
        add(s, paragraph, true, line_kind(s, paragraph));
    } else {
        bool prose = complete(s, paragraph.start, paragraph.end) || credited(s, paragraph);
        enum sentence_kind kind = prose ? SENTENCE_BODY : line_kind(s, paragraph);
        for (uint32_t start = paragraph.start; start < paragraph.end;) {
            uint32_t end = sentence_end(s, start, paragraph.end);
            struct span span = trim(s, (struct span){start, end});
            bool opens = start == paragraph.start;
            if (span.start < span.end)
                add(s, span, opens, kind_of(s, span, opens, kind));
            start = end;
        }
    }
    s->paragraph++;
}

static void find_full(struct splitting *s)
{
    for (uint32_t start = 0; start < s->length;) {
        uint32_t end = line_end(s, start);
        bool followed = end + 1 < s->length && s->bytes[end + 1] != '\n';
        if (followed && end - start > s->full && end - start <= 120) /* longer lines are paragraphs, not wrapped ones */
            s->full = end - start;
        start = end + 1;
    }
}

static void find_pronouns(struct splitting *s)
{
    for (uint32_t i = 0; i < lexicon_entry_count(s->d->lexicon); i++) {
        const struct entry *e = lexicon_entry(s->d->lexicon, i);
        uint16_t length;
        if (e->list != LIST_PRONOUNS)
            continue;
        const char *key = utf8_lower(s->d->arena, e->pattern, (uint32_t)strlen(e->pattern), &length);
        hash_add(s->d->arena, &s->pronouns, key, length, i);
    }
}

void sentence_split(struct document *d)
{
    struct splitting s = {.d = d, .bytes = d->text.bytes, .length = d->text.length};
    find_full(&s);
    find_pronouns(&s);
    s.tail = trim(&s, (struct span){0, s.length}).end;
    while (s.head < s.length && is_space(s.bytes[s.head]))
        s.head++;
    struct span paragraph = {0, 0}, last = {0, 0}; /* last: the line before, without space around it */
    bool blank = false;
    for (uint32_t start = 0; start < s.length;) {
        uint32_t end = line_end(&s, start);
        struct span line = trim(&s, (struct span){start, end});
        if (line.start == line.end) {
            blank = true;
        } else {
            bool headline = d->text.title_length && !d->sentences.count && last.end;
            bool parts = last.end && (headline || (blank ? !goes_on(&s, last, line.start)
                                                         : line_parts(&s, last, line.start)));
            if (parts) {
                split_paragraph(&s, paragraph);
                paragraph.start = line.start;
            }
            paragraph.end = line.end;
            last = line;
            blank = false;
        }
        start = end + 1;
    }
    split_paragraph(&s, paragraph);
    if (!*d->title && d->sentences.count && d->sentences.items[0].kind == SENTENCE_HEADLINE)
        d->title = text_piece(d, d->sentences.items[0].span).text;
}

void sentence_dump(const struct document *d, struct buffer *out)
{
    static const char *const kinds[] = {"body", "headline", "byline", "credit", "caption", "meta"};
    for (uint32_t i = 0; i < d->sentences.count; i++) {
        const struct sentence *s = &d->sentences.items[i];
        buffer_printf(out, "%u\t%u\t%s\t%u\t", i, s->paragraph, kinds[s->kind], span_length(s->tokens));
        dump_tokens(d, s->tokens, out);
        buffer_text(out, "\n");
    }
}
