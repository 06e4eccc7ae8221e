/* (4b) Date: the day a text was published, when the input did not tell.
 *
 * Decides by the head of the text, in this order:
 *
 *     Published : Aug 21, 2018 - 11:18          a line that labels a date; the earliest, so not "Updated"
 *     October 26, 2021                          another short line that is no sentence
 *     PYONGYANG, April 27, 2018 (KCNA) --       a dateline
 *     Briefing by Jen Psaki, October 26, 2021   the headline
 *     SEOUL, Aug. 21 (Yonhap) --                a dateline without a year, if such a line has one: "(C) 2018"
 *
 * A date inside a sentence ("On June 12, 2018, Trump met ...") is no date of the text. Names of months come from the
 * lexicons. 08/09/2018 says nothing, as it may be August or September; 08/21/2018 does.
 * Known to be wrong: a subtitle that is nothing but the date of the event it speaks of. */
#include "lexicon.h"
#include "stages.h"

#include <ctype.h>

enum { HEAD_SENTENCES = 12, HEAD_PROSE = 3, LINE_TOKENS = 24, LABEL_TOKENS = 5, DATELINE_TOKENS = 16 };

struct date {
    int year, month, day; /* year 0: not said */
};

struct search {
    struct document *d;
    struct date label, line, dateline, headline; /* the earliest of each kind; month 0: none */
    int year;                                    /* that a line says without a date; 0: none */
};

static bool is_mark(const struct token *t, char c)
{
    return t->key[0] == c && !t->key[1];
}

/* A whole number of at most four digits, "21st" too; -1 if the token is none. */
static int number_of(const struct token *t)
{
    int value = 0, digits = 0;
    while (digits < 5 && isdigit((unsigned char)t->key[digits]))
        value = 10 * value + t->key[digits++] - '0';
    const char *rest = t->key + digits;
    bool ordinal = digits <= 2 && strlen(rest) == 2 && isalpha((unsigned char)rest[0]);
    return digits && digits < 5 && (!*rest || ordinal) ? value : -1;
}

static bool is_year(int number)
{
    return number >= 1900 && number < 2100;
}

static bool is_real(struct date date)
{
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= days[date.month - 1];
}

/* "2018-08-21", "2018.08.21": one token. */
static bool read_joined(const struct token *t, struct date *date)
{
    const char *k = t->key;
    if (t->key_length != 10 || (k[4] != '-' && k[4] != '.') || k[7] != k[4])
        return false;
    for (int i = 0; i < 10; i++)
        if (i != 4 && i != 7 && !isdigit((unsigned char)k[i]))
            return false;
    *date = (struct date){.year = (k[0] - '0') * 1000 + (k[1] - '0') * 100 + (k[2] - '0') * 10 + k[3] - '0',
                          .month = (k[5] - '0') * 10 + k[6] - '0',
                          .day = (k[8] - '0') * 10 + k[9] - '0'};
    return is_year(date->year) && is_real(*date);
}

/* "2018/12/13", "21/08/2018", "08/21/2018": five tokens. */
static bool read_slashes(const struct token *t, uint32_t left, struct date *date)
{
    if (left < 5 || !is_mark(&t[1], '/') || !is_mark(&t[3], '/'))
        return false;
    int a = number_of(&t[0]), b = number_of(&t[2]), c = number_of(&t[4]);
    if (is_year(a))
        *date = (struct date){a, b, c};
    else if (is_year(c) && a > 12)
        *date = (struct date){c, b, a};
    else if (is_year(c) && b > 12)
        *date = (struct date){c, a, b};
    else
        return false;
    return is_real(*date);
}

/* "Aug. 21, 2018", "21 August 2018", "Aug. 21". */
static bool read_words(const struct document *d, const struct token *t, uint32_t left, struct date *date)
{
    uint32_t at = 0;
    int day = number_of(&t[0]);
    if (day > 0 && left > 1)
        at = 1;
    int month = lexicon_month(d->lexicon, t[at].key, t[at].key_length);
    if (!month)
        return false;
    at++;
    if (at < left && is_mark(&t[at], '.'))
        at++;
    if (day <= 0 && at < left)
        day = number_of(&t[at++]);
    *date = (struct date){.month = month, .day = day};
    if (at < left && is_mark(&t[at], ','))
        at++;
    if (at < left && is_year(number_of(&t[at])))
        date->year = number_of(&t[at]);
    return is_real(*date);
}

static bool read_date(const struct document *d, uint32_t token, uint32_t end, struct date *date)
{
    const struct token *t = &d->tokens.items[token];
    return read_joined(t, date) || read_slashes(t, end - token, date) || read_words(d, t, end - token, date);
}

static void keep_earliest(struct date *kept, struct date date)
{
    int before = kept->year * 512 + kept->month * 32 + kept->day, now = date.year * 512 + date.month * 32 + date.day;
    if (!kept->month || now < before)
        *kept = date;
}

/* True when a date at this token may be what the line is there to say: it stands near the beginning or behind a
 * colon, not far inside a caption ("FILE PHOTO: ... meets Xi Jinping in Florida, April 6, 2017"). */
static bool leads(const struct document *d, const struct sentence *line, uint32_t token)
{
    for (uint32_t back = 0; back <= LABEL_TOKENS; back++)
        if (token - back == line->tokens.start || is_mark(&d->tokens.items[token - back - 1], ':'))
            return true;
    return false;
}

/* All dates with a year in a line. */
static void search_line(struct search *s, const struct sentence *line, struct date *kept)
{
    bool dated = false, headline = line->kind == SENTENCE_HEADLINE;
    for (uint32_t t = line->tokens.start; t < line->tokens.end; t++) {
        struct date date;
        if ((headline || leads(s->d, line, t)) && read_date(s->d, t, line->tokens.end, &date) && date.year) {
            keep_earliest(kept, date);
            dated = true;
        }
    }
    for (uint32_t t = line->tokens.start; t < line->tokens.end && !dated && !headline; t++)
        if (is_year(number_of(&s->d->tokens.items[t])))
            s->year = number_of(&s->d->tokens.items[t]);
}

/* Where a dateline ends: before a dash or the bracket that closes its agency; its start if it is none. */
static uint32_t dateline_end(const struct document *d, const struct sentence *sentence)
{
    uint32_t limit = sentence->tokens.start + DATELINE_TOKENS;
    for (uint32_t t = sentence->tokens.start; t < sentence->tokens.end && t < limit; t++) {
        const char *key = d->tokens.items[t].key;
        if (*key == '-' || !strcmp(key, "\xE2\x80\x93") || !strcmp(key, "\xE2\x80\x94") || !strcmp(key, ")"))
            return t;
    }
    return sentence->tokens.start;
}

static void search_dateline(struct search *s, const struct sentence *sentence)
{
    uint32_t end = dateline_end(s->d, sentence);
    for (uint32_t t = sentence->tokens.start; t < end; t++) {
        const struct token *token = &s->d->tokens.items[t];
        struct date date;
        bool opens = t == sentence->tokens.start || is_mark(token - 1, ',') || is_mark(token - 1, '(');
        if (opens && read_date(s->d, t, end, &date)) {
            if (!s->dateline.month)
                s->dateline = date;
            return;
        }
        if (token->word_case == CASE_LOWER)
            return; /* prose */
    }
}

static bool ends_with_stop(const struct document *d, const struct sentence *sentence)
{
    char last = d->text.bytes[sentence->span.end - 1];
    return last == '.' || last == '?' || last == '!' || last == '"';
}

static void search_head(struct search *s)
{
    uint32_t prose = 0;
    for (uint32_t i = 0; i < s->d->sentences.count && i < HEAD_SENTENCES && prose < HEAD_PROSE; i++) {
        const struct sentence *sentence = &s->d->sentences.items[i];
        if (sentence->kind == SENTENCE_META) {
            search_line(s, sentence, &s->label);
        } else if (sentence->kind == SENTENCE_HEADLINE) {
            search_line(s, sentence, &s->headline);
        } else if (sentence->kind == SENTENCE_BODY || sentence->kind == SENTENCE_BYLINE) {
            if (span_length(sentence->tokens) <= LINE_TOKENS && !ends_with_stop(s->d, sentence))
                search_line(s, sentence, &s->line);
            else
                prose++;
            if (sentence->opens_paragraph)
                search_dateline(s, sentence);
        }
    }
}

void date_find(struct document *d)
{
    struct search s = {.d = d};
    if (d->date)
        return;
    search_head(&s);
    if (!s.dateline.year && s.dateline.month && s.year)
        s.dateline.year = s.year;
    const struct date *found = s.label.month      ? &s.label
                               : s.line.month     ? &s.line
                               : s.dateline.year  ? &s.dateline
                               : s.headline.month ? &s.headline
                                                  : NULL;
    if (!found)
        return;
    const char *date = arena_printf(d->arena, "%04d-%02d-%02d", found->year, found->month, found->day);
    if (lexicon_day(date) == INT32_MIN)
        return; /* February 29 of a common year */
    d->date = date;
    d->day = lexicon_day(date);
}
