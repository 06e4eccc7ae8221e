/* (4) Tokens: words, numbers, quotation marks and punctuation with their places.
 *
 * Decides what one word is, for texts and for the patterns of the lexicons alike:
 *
 *     Seoul's end-of-war push, U.S.-led: "no," he didn't say.
 *     [Seoul]['s] [end-of-war] [push] [,] [U.S.-led] [:] ["] [no] [,] ["] [he] [didn't] [say] [.]
 *
 * Hyphenated words are one, save where a state's acronym is tied to another name ("US-North Korea" is US, -, North,
 * Korea). Initials keep their stops (U.S., J.), and so do abbreviations of the list (Gen.). A possessive 's and the
 * short forms 'll, 're, 've, 'd, 'm stand alone, n't does not. A single quotation mark is told from an apostrophe by
 * the letters around it.
 * Known to be wrong: "it's" and "Seoul's" are not told apart here; a single mark that closes a quotation right after
 * an s reads as a possessive when no single mark is open in the sentence. */
#include "base/utf8.h"
#include "lexicon.h"
#include "stages.h"

#include <utf8proc.h>

struct scan {
    struct arena *arena;
    const struct lexicon *lexicon;
    const char *bytes;
    uint32_t at, end;
    uint32_t open_single; /* single quotation marks open */
    struct token_vec *out;
};

/* Length of the letter, digit or mark at a byte; 0 if it is something else. */
static uint32_t word_char(const struct scan *s, uint32_t at)
{
    int32_t c;
    if (at >= s->end)
        return 0;
    unsigned char b = (unsigned char)s->bytes[at];
    if (b < 0x80)
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
    uint32_t size = utf8_read(s->bytes, at, s->end, &c);
    utf8proc_category_t k = utf8proc_category(c);
    return (k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_NO) ? size : 0;
}

static bool upper_at(const struct scan *s, uint32_t at)
{
    int32_t c;
    return at < s->end && utf8_read(s->bytes, at, s->end, &c) && utf8proc_category(c) == UTF8PROC_CATEGORY_LU;
}

static bool digit_at(const struct scan *s, uint32_t at)
{
    return at < s->end && (unsigned)(s->bytes[at] - '0') < 10u;
}

static bool char_at(const struct scan *s, uint32_t at, char c)
{
    return at < s->end && s->bytes[at] == c;
}

/* Letters joined by a dot each: "U.S", "a.m", "Ph.D". Returns the place behind the last dot, or 0. */
static uint32_t dotted(const struct scan *s, uint32_t start)
{
    uint32_t at = start, dots = 0;
    for (;;) {
        uint32_t letters = 0, next = at;
        for (uint32_t size; letters < 2 && !digit_at(s, next) && (size = word_char(s, next)) != 0; next += size)
            letters++;
        if (!letters || (letters == 2 && word_char(s, next)) || !char_at(s, next, '.'))
            break;
        at = next + 1;
        dots++;
    }
    bool initial = dots == 1 && upper_at(s, start) && at - start == 2;
    return dots > 1 || initial ? at : 0;
}

/* Acronym of a state before a hyphen and a capital: the hyphen parts two names. Not in a line of capitals, where a given
 * name looks the same: "KIM YO-JONG". */
static bool acronym(const struct scan *s, uint32_t start, uint32_t end)
{
    uint32_t capitals = 0;
    if (s->out->count && s->out->items[s->out->count - 1].word_case == CASE_UPPER &&
        s->out->items[s->out->count - 1].span.end + 1 == start)
        return false;
    for (uint32_t i = start; i < end; i++) {
        capitals += s->bytes[i] >= 'A' && s->bytes[i] <= 'Z';
        if (s->bytes[i] != '.' && !(s->bytes[i] >= 'A' && s->bytes[i] <= 'Z'))
            return false;
    }
    return capitals >= 2;
}

/* Length of a short form at an apostrophe ('s, 'll, 're: the function words that begin with one), 0 if none ends the
 * word there. */
static uint32_t clitic(const struct scan *s, uint32_t at)
{
    char key[4] = "'";
    uint32_t length = 1;
    while (length < sizeof key && at + length < s->end && word_char(s, at + length) == 1) {
        key[length] = (char)(s->bytes[at + length] | 32);
        length++;
    }
    bool whole = length > 1 && !word_char(s, at + length);
    return whole && s->lexicon && lexicon_function_word(s->lexicon, key, length) ? length : 0;
}

/* End of the word that starts here. */
static uint32_t word_end(const struct scan *s, uint32_t start)
{
    uint32_t at = start, size, dots;
    if ((dots = dotted(s, start)) != 0)
        at = dots;
    for (;;) {
        while ((size = word_char(s, at)) != 0)
            at += size;
        bool more = word_char(s, at + 1) != 0;
        if (char_at(s, at, '-') && more && !(acronym(s, start, at) && upper_at(s, at + 1)))
            at++;
        else if (char_at(s, at, '\'') && more && !clitic(s, at))
            at++;
        else if ((char_at(s, at, '.') || char_at(s, at, ',')) && digit_at(s, at - 1) && digit_at(s, at + 1) && at > start)
            at++;
        else if (char_at(s, at, '&') && more && upper_at(s, at - 1) && upper_at(s, at + 1) && at > start)
            at++;
        else
            break;
        if ((dots = dotted(s, at)) != 0 && dots - at > 2) /* "non-U.S." */
            at = dots;
    }
    if (char_at(s, at, '.') && s->lexicon && at - start < 16) {
        char key[16];
        uint32_t length = 0;
        for (uint32_t i = start; i <= at && length < sizeof key; i++) {
            char c = s->bytes[i];
            key[length++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
        }
        if (length == at - start + 1 && lexicon_abbreviation(s->lexicon, key, length))
            at++;
    }
    return at;
}

static enum token_case case_of(const char *bytes, struct span span)
{
    uint32_t uppers = 0, lowers = 0;
    bool first_upper = false;
    for (uint32_t at = span.start; at < span.end;) {
        int32_t c;
        at += utf8_read(bytes, at, span.end, &c);
        utf8proc_category_t k = utf8proc_category(c);
        first_upper |= k == UTF8PROC_CATEGORY_LU && !uppers && !lowers;
        uppers += k == UTF8PROC_CATEGORY_LU;
        lowers += k == UTF8PROC_CATEGORY_LL;
    }
    if (!uppers && !lowers)
        return CASE_NONE;
    if (!uppers)
        return CASE_LOWER;
    if (!lowers && uppers > 1)
        return CASE_UPPER;
    if (!first_upper)
        return CASE_MIXED;
    for (uint32_t at = span.start + 1; uppers > 1 && at < span.end; at++)
        if (bytes[at] >= 'A' && bytes[at] <= 'Z' && bytes[at - 1] != '-' && bytes[at - 1] != '\'')
            return CASE_MIXED; /* "McCain", "KCNAs"; "Jong-Un" and "O'Brien" are titles */
    return CASE_TITLE;
}

static void push(struct scan *s, enum token_kind kind, uint32_t length, enum quote_side quote)
{
    struct token token = {.span = {s->at, s->at + length}, .kind = (uint8_t)kind, .quote = (uint8_t)quote,
                          .word_case = CASE_NONE};
    if (kind == TOKEN_WORD || kind == TOKEN_POSSESSIVE || kind == TOKEN_NUMBER)
        token.word_case = (uint8_t)case_of(s->bytes, token.span);
    token.key = utf8_lower(s->arena, s->bytes + token.span.start, length, &token.key_length);
    vec_push(s->arena, s->out, token);
    s->at += length;
}

/* A double mark opens before a word, closes after one. */
static enum quote_side side_of(const struct scan *s, uint32_t at)
{
    bool before = at > 0 && s->bytes[at - 1] != ' ' && s->bytes[at - 1] != '\n' && s->bytes[at - 1] != '(' &&
                  s->bytes[at - 1] != '[' && s->bytes[at - 1] != '-';
    bool after = at + 1 < s->end && s->bytes[at + 1] != ' ' && s->bytes[at + 1] != '\n' && s->bytes[at + 1] != '.' &&
                 s->bytes[at + 1] != ',' && s->bytes[at + 1] != ')' && s->bytes[at + 1] != ';';
    return before == after ? QUOTE_EITHER : after ? QUOTE_OPENS : QUOTE_CLOSES;
}

static void scan_apostrophe(struct scan *s)
{
    uint32_t length = clitic(s, s->at);
    bool behind_word = s->at > 0 && s->out->count && s->out->items[s->out->count - 1].span.end == s->at &&
                       (s->out->items[s->out->count - 1].kind == TOKEN_WORD ||
                        s->out->items[s->out->count - 1].kind == TOKEN_NUMBER);
    if (behind_word && length) {
        push(s, length == 2 && (s->bytes[s->at + 1] | 32) == 's' ? TOKEN_POSSESSIVE : TOKEN_WORD, length, QUOTE_EITHER);
    } else if (behind_word && !s->open_single && (s->bytes[s->at - 1] | 32) == 's') {
        push(s, TOKEN_POSSESSIVE, 1, QUOTE_EITHER); /* "the allies' pressure" */
    } else {
        enum quote_side side = side_of(s, s->at);
        if (digit_at(s, s->at + 1) && side == QUOTE_OPENS) { /* "'90s" */
            push(s, TOKEN_PUNCTUATION, 1, QUOTE_EITHER);
            return;
        }
        s->open_single += side == QUOTE_OPENS;
        s->open_single -= side == QUOTE_CLOSES && s->open_single;
        push(s, TOKEN_QUOTE, 1, side);
    }
}

static bool is_address(const struct scan *s) /* http://..., www...., @handle */
{
    const char *p = s->bytes + s->at;
    uint32_t left = s->end - s->at;
    return (left > 7 && (!memcmp(p, "http://", 7) || !memcmp(p, "https:/", 7))) || (left > 4 && !memcmp(p, "www.", 4)) ||
           (*p == '@' && word_char(s, s->at + 1));
}

void token_scan(struct arena *arena, const struct lexicon *lexicon, const char *bytes, struct span range,
                struct token_vec *out)
{
    struct scan s = {.arena = arena, .lexicon = lexicon, .bytes = bytes, .at = range.start, .end = range.end, .out = out};
    while (s.at < s.end) {
        char c = bytes[s.at];
        int32_t point;
        if (c == ' ' || c == '\n') {
            s.at++;
        } else if (is_address(&s)) {
            uint32_t end = s.at;
            while (end < s.end && bytes[end] != ' ' && bytes[end] != '\n' && bytes[end] != ')' && bytes[end] != '"')
                end++;
            while (end > s.at + 1 && strchr(".,:;", bytes[end - 1]))
                end--;
            push(&s, TOKEN_WORD, end - s.at, QUOTE_EITHER);
        } else if (word_char(&s, s.at)) {
            uint32_t end = word_end(&s, s.at);
            bool number = digit_at(&s, s.at);
            for (uint32_t i = s.at; number && i < end; i++)
                number = digit_at(&s, i) || bytes[i] == '.' || bytes[i] == ',' || bytes[i] == '-';
            push(&s, number ? TOKEN_NUMBER : TOKEN_WORD, end - s.at, QUOTE_EITHER);
        } else if (c == '"') {
            push(&s, TOKEN_QUOTE, 1, side_of(&s, s.at));
        } else if (c == '\'') {
            scan_apostrophe(&s);
        } else if (c == '.' || c == '-') { /* "...", "--" are one */
            uint32_t end = s.at + 1;
            while (end < s.end && bytes[end] == c)
                end++;
            push(&s, TOKEN_PUNCTUATION, end - s.at, QUOTE_EITHER);
        } else {
            push(&s, TOKEN_PUNCTUATION, utf8_read(bytes, s.at, s.end, &point), QUOTE_EITHER);
        }
    }
}

/* The source's own mark says more than the space around it: a curly one has a side. */
static void curly_side(const struct document *d, struct token *token)
{
    const unsigned char *p = (const unsigned char *)d->text.source + text_source_byte(&d->text, token->span.start);
    if (p[0] == 0xE2 && p[1] == 0x80 && (p[2] == 0x9C || p[2] == 0x98 || p[2] == 0x9E || p[2] == 0x9A))
        token->quote = QUOTE_OPENS;
    else if (p[0] == 0xE2 && p[1] == 0x80 && (p[2] == 0x9D || p[2] == 0x99))
        token->quote = QUOTE_CLOSES;
    else if (p[0] == 0xE3 && p[1] == 0x80 && (p[2] == 0x8C || p[2] == 0x8E || p[2] == 0x9D))
        token->quote = QUOTE_OPENS;
    else if (p[0] == 0xE3 && p[1] == 0x80 && (p[2] == 0x8D || p[2] == 0x8F || p[2] == 0x9E || p[2] == 0x9F))
        token->quote = QUOTE_CLOSES;
    else if (p[0] == '`' || (p[0] == 0xC2 && p[1] == 0xAB))
        token->quote = QUOTE_OPENS;
    else if (p[0] == 0xC2 && p[1] == 0xBB)
        token->quote = QUOTE_CLOSES;
}

void token_split(struct document *d)
{
    for (uint32_t i = 0; i < d->sentences.count; i++) {
        struct sentence *sentence = &d->sentences.items[i];
        sentence->tokens.start = d->tokens.count;
        token_scan(d->arena, d->lexicon, d->text.bytes, sentence->span, &d->tokens);
        sentence->tokens.end = d->tokens.count;
        for (uint32_t t = sentence->tokens.start; t < sentence->tokens.end; t++) {
            struct token *token = &d->tokens.items[t];
            token->sentence = i;
            if (token->kind == TOKEN_QUOTE)
                curly_side(d, token);
            uint32_t known = hash_add(d->arena, &d->keys, token->key, token->key_length, t);
            token->key = d->tokens.items[known].key;
        }
    }
}

void token_dump(const struct document *d, struct buffer *out)
{
    static const char *const kinds[] = {"word", "number", "quote", "possessive", "punctuation"};
    static const char *const cases[] = {"lower", "title", "upper", "mixed", "-"};
    static const char *const sides[] = {"-", "opens", "closes"};
    for (uint32_t i = 0; i < d->tokens.count; i++) {
        const struct token *t = &d->tokens.items[i];
        buffer_printf(out, "%u\t%s\t%s\t%s\t%s\t", t->sentence, kinds[t->kind], cases[t->word_case],
                      t->kind == TOKEN_QUOTE ? sides[t->quote] : "-", t->key);
        dump_tokens(d, (struct span){i, i + 1}, out);
        buffer_text(out, "\n");
    }
}
