/* (5a) What every match of a regular expression must have in it, so that most sentences need not be tried.
 *
 *     \b(?:formal(?:ly)? )?(?:ending|end of) the (?:Korean )?war\b     ->  one of "the "... no: the longest, " the "
 *     declar\w+ the war over                                           ->  " the war over"
 *     (?:ease|lift)\w* them                                            ->  " them"
 *     (?:waiver|exemption)s?                                           ->  one of "waiver", "exemption"
 *
 * Reads just enough of PCRE2's language: runs of plain characters, groups and alternatives. Whatever it does not
 * understand (classes, escapes, look-arounds, optional parts) asks for nothing, and an expression with free spacing, \Q
 * or a verb asks for nothing at all, which is always safe. Letters are compared in lower case ASCII. */
#include "lexicon_internal.h"

#include <ctype.h>

enum { LITERAL_MIN = 3, LITERAL_MAX = 64, DEPTH_MAX = 64 };

struct literal_scan {
    struct arena *arena;
    const char *at, *end;
    uint32_t depth;
    bool given_up;
};

static struct literals alternatives(struct literal_scan *s);

static size_t shortest(const struct literals *set)
{
    size_t length = set->count ? SIZE_MAX : 0;
    for (uint32_t i = 0; i < set->count; i++)
        if (strlen(set->items[i]) < length)
            length = strlen(set->items[i]);
    return length;
}

static void keep_better(struct literals *best, struct literals set)
{
    if (shortest(&set) >= LITERAL_MIN && shortest(&set) > shortest(best))
        *best = set;
}

struct run {
    char text[LITERAL_MAX];
    size_t length;
};

static void flush(struct literal_scan *s, struct run *run, struct literals *best)
{
    if (run->length >= LITERAL_MIN) {
        const char **item = arena_alloc(s->arena, sizeof *item);
        *item = arena_copy(s->arena, run->text, run->length);
        keep_better(best, (struct literals){item, 1});
    }
    run->length = 0;
}

/* Skips a quantifier. Returns whether what it stands behind must occur at least once. */
static bool quantifier(struct literal_scan *s)
{
    bool required = true;
    if (s->at < s->end && strchr("?*+", *s->at)) {
        required = *s->at == '+';
        s->at++;
    } else if (s->at + 1 < s->end && *s->at == '{' && isdigit((unsigned char)s->at[1])) {
        required = s->at[1] != '0';
        while (s->at < s->end && *s->at++ != '}')
            continue;
    } else {
        return true;
    }
    if (s->at < s->end && strchr("?+", *s->at)) /* lazy, possessive */
        s->at++;
    return required;
}

static bool quantified(const struct literal_scan *s)
{
    return s->at < s->end && strchr("?*+{", *s->at);
}

static void plain(struct literal_scan *s, struct run *run, struct literals *best, char c)
{
    if ((unsigned char)c >= 0x80 || run->length == sizeof run->text)
        flush(s, run, best);
    if ((unsigned char)c >= 0x80)
        return;
    bool ends = quantified(s);
    if (quantifier(s))
        run->text[run->length++] = (char)tolower((unsigned char)c);
    if (ends)
        flush(s, run, best);
}

static void escape(struct literal_scan *s, struct run *run, struct literals *best)
{
    char c = s->at < s->end ? *s->at++ : 0;
    if (c && !isalnum((unsigned char)c)) {
        plain(s, run, best, c);
        return;
    }
    flush(s, run, best);
    s->given_up |= c == 'Q';
    if (s->at < s->end && *s->at == '{' && !isdigit((unsigned char)s->at[s->at + 1 < s->end]))
        while (s->at < s->end && *s->at++ != '}') /* \p{L}, \x{2019} */
            continue;
    else if (c && strchr("xogkcpP0123456789", c))
        s->given_up = true; /* "\x41", "\012", "\pL": operands without braces */
    quantifier(s);
}

static void class(struct literal_scan *s, struct run *run, struct literals *best)
{
    flush(s, run, best);
    s->at += s->at < s->end && *s->at == '^';
    s->at += s->at < s->end && *s->at == ']';
    for (; s->at < s->end && *s->at != ']'; s->at++) {
        if (*s->at == '\\')
            s->at += s->at + 1 < s->end;
        else if (*s->at == '[')
            s->given_up = true; /* [[:alpha:]] */
    }
    s->at += s->at < s->end;
    quantifier(s);
}

/* Behind "(". Returns whether the group's content is matched where it stands and as a whole. */
static bool group_opens(struct literal_scan *s)
{
    if (s->at < s->end && *s->at == '*')
        s->given_up = true;
    if (s->at >= s->end || *s->at != '?')
        return true;
    s->at++;
    const char *start = s->at;
    while (s->at < s->end && (isalpha((unsigned char)*s->at) || *s->at == '-' || *s->at == '^'))
        s->given_up |= *s->at++ == 'x';
    if (s->at < s->end && *s->at == ':') {
        s->at++;
        return true;
    }
    if (s->at < s->end && *s->at == ')')
        return false; /* "(?i)" */
    s->given_up |= s->at == start && !(s->at < s->end && strchr("=!<>", *s->at)); /* (?| (?# (?( and the like */
    return false;
}

static void group(struct literal_scan *s, struct run *run, struct literals *best)
{
    flush(s, run, best);
    bool counts = group_opens(s);
    struct literals inner = alternatives(s);
    s->at += s->at < s->end; /* ) */
    if (quantifier(s) && counts)
        keep_better(best, inner);
}

static struct literals sequence(struct literal_scan *s)
{
    struct literals best = {0};
    struct run run = {0};
    while (s->at < s->end && !s->given_up && *s->at != '|' && *s->at != ')') {
        char c = *s->at++;
        if (c == '\\') {
            escape(s, &run, &best);
        } else if (c == '[') {
            class(s, &run, &best);
        } else if (c == '(') {
            group(s, &run, &best);
        } else if (c == '.' || c == '^' || c == '$') {
            flush(s, &run, &best);
            quantifier(s);
        } else {
            plain(s, &run, &best, c);
        }
    }
    flush(s, &run, &best);
    return best;
}

/* One of the literals of each branch; nothing when a branch asks for nothing. */
static struct literals alternatives(struct literal_scan *s)
{
    struct literals all = {0};
    bool known = true;
    if (s->depth++ > DEPTH_MAX)
        s->given_up = true;
    for (bool more = true; more && !s->given_up;) {
        struct literals branch = sequence(s);
        known &= branch.count > 0;
        if (known) {
            const char **items = arena_alloc(s->arena, (all.count + branch.count) * sizeof *items);
            if (all.count)
                memcpy(items, all.items, all.count * sizeof *items);
            memcpy(items + all.count, branch.items, branch.count * sizeof *items);
            all = (struct literals){items, all.count + branch.count};
        }
        more = s->at < s->end && *s->at == '|';
        s->at += more;
    }
    s->depth--;
    return known && !s->given_up ? all : (struct literals){0};
}

struct literals lexicon_literals(struct arena *arena, const char *regex, size_t length)
{
    struct literal_scan s = {.arena = arena, .at = regex, .end = regex + length};
    struct literals all = alternatives(&s);
    return s.given_up || s.at != s.end ? (struct literals){0} : all;
}
