/* Reads one <target>.svm, the text format of libsvm, straight into collapsed weights.
 *
 *     svm_type c_svc               only this type
 *     kernel_type linear           and this kernel
 *     nr_class 4                   2 to 4
 *     total_sv 812
 *     rho 0.1 -0.3 ...             one a pair of classes
 *     label 1 2 3 0                numbers of enum esp_stance, no two the same
 *     nr_sv 301 240 71 200         adds up to total_sv
 *     SV
 *     0.5 0 0 7:1 12:0.25          nr_class - 1 coefficients, then index:value, indices rising from 1
 *
 * libsvm's own reader trusts the file, sets the locale of the whole program and exits on some faults, so it is not
 * used: here every number is checked (finite, in range, none missing, none too many) before it is used. */
#include "base/error.h"
#include "model.h"

#include <math.h>
#include <stdlib.h>

struct reading_state {
    const char *at, *end; /* the end is a zero byte */
    long line;
    uint32_t features, total, counts[ESP_STANCE_COUNT];
    struct machine *machine;
    struct arena *arena;
    struct esp_error *error;
};

static bool refuse(const struct reading_state *s, const char *text)
{
    error_set(s->error, ESP_MODEL, "%s", text);
    error_place(s->error, NULL, s->line, 0);
    return false;
}

static void skip_blanks(struct reading_state *s)
{
    while (*s->at == ' ' || *s->at == '\t')
        s->at++;
}

static bool take_line_end(struct reading_state *s)
{
    skip_blanks(s);
    if (*s->at == '\r')
        s->at++;
    if (*s->at != '\n')
        return refuse(s, s->at == s->end ? "the file is cut off" : "more on this line than there should be");
    s->at++;
    s->line++;
    return true;
}

static bool take_word(struct reading_state *s, const char *word)
{
    size_t length = strlen(word);
    skip_blanks(s);
    if (strncmp(s->at, word, length) || (s->at[length] != ' ' && s->at[length] != '\n' && s->at[length] != '\r')) {
        error_set(s->error, ESP_MODEL, s->at == s->end ? "the file is cut off: want \"%s\"" : "want \"%s\" here", word);
        error_place(s->error, NULL, s->line, 0);
        return false;
    }
    s->at += length;
    return true;
}

static bool take_count(struct reading_state *s, uint32_t most, uint32_t *value)
{
    skip_blanks(s);
    if (*s->at < '0' || *s->at > '9')
        return refuse(s, "want a whole number, not negative, here");
    uint64_t number = 0;
    for (; *s->at >= '0' && *s->at <= '9'; s->at++)
        if ((number = 10 * number + (uint64_t)(*s->at - '0')) > most)
            return refuse(s, "a number is larger than it can be");
    *value = (uint32_t)number;
    return true;
}

static bool take_number(struct reading_state *s, double *value)
{
    skip_blanks(s);
    char *behind;
    *value = *s->at == '\n' || *s->at == '\r' ? NAN : strtod(s->at, &behind);
    if (!isfinite(*value) || behind == s->at || fabs(*value) > 1e30) /* so that no sum overflows */
        return refuse(s, "want a finite number here");
    s->at = behind;
    return true;
}

static bool take_labels(struct reading_state *s)
{
    struct machine *m = s->machine;
    unsigned seen = 0;
    for (uint32_t i = 0; i < m->classes; i++) {
        uint32_t label;
        if (!take_count(s, ESP_STANCE_COUNT - 1, &label))
            return false;
        if (seen >> label & 1)
            return refuse(s, "a label stands here twice");
        seen |= 1u << label;
        m->stances[i] = (enum esp_stance)label;
    }
    return take_line_end(s);
}

static bool take_header(struct reading_state *s)
{
    struct machine *m = s->machine;
    uint32_t classes = 0, sum = 0;
    if (!take_word(s, "svm_type") || !take_word(s, "c_svc") || !take_line_end(s) || !take_word(s, "kernel_type") ||
        !take_word(s, "linear") || !take_line_end(s) || !take_word(s, "nr_class") ||
        !take_count(s, ESP_STANCE_COUNT, &classes))
        return false;
    if (classes < 2)
        return refuse(s, "want two to four classes");
    machine_init(m, s->arena, classes, s->features);
    if (!take_line_end(s) || !take_word(s, "total_sv") || !take_count(s, INT32_MAX, &s->total) || !take_line_end(s) ||
        !take_word(s, "rho"))
        return false;
    for (uint32_t p = 0; p < m->pairs; p++)
        if (!take_number(s, &m->rho[p]))
            return false;
    if (!take_line_end(s) || !take_word(s, "label") || !take_labels(s) || !take_word(s, "nr_sv"))
        return false;
    for (uint32_t i = 0; i < classes; i++) {
        if (!take_count(s, s->total - sum, &s->counts[i]))
            return false;
        sum += s->counts[i];
    }
    if (sum != s->total)
        return refuse(s, "nr_sv does not add up to total_sv");
    return take_line_end(s) && take_word(s, "SV") && take_line_end(s);
}

static bool take_vector(struct reading_state *s, uint32_t class)
{
    double coefficients[ESP_STANCE_COUNT - 1];
    for (uint32_t i = 0; i + 1 < s->machine->classes; i++)
        if (!take_number(s, &coefficients[i]))
            return false;
    uint32_t last = 0;
    for (skip_blanks(s); *s->at != '\n' && *s->at != '\r' && s->at != s->end; skip_blanks(s)) {
        uint32_t index;
        double value;
        if (!take_count(s, s->features, &index))
            return false;
        if (index <= last)
            return refuse(s, "indices must rise from 1");
        if (*s->at++ != ':')
            return refuse(s, "want index:value here");
        if (!take_number(s, &value))
            return false;
        machine_add(s->machine, class, coefficients, (struct term){index - 1, value});
        last = index;
    }
    return take_line_end(s);
}

bool svm_read(const char *text, size_t length, uint32_t features, struct arena *arena, struct machine *machine,
              struct esp_error *error)
{
    struct reading_state s = {.at = text, .end = text + length, .line = 1, .features = features, .machine = machine,
                              .arena = arena, .error = error};
    if (memchr(text, 0, length))
        return refuse(&s, "the file holds zero bytes");
    if (!take_header(&s))
        return false;
    for (uint32_t class = 0; class < machine->classes; class++)
        for (uint32_t i = 0; i < s.counts[class]; i++)
            if (!take_vector(&s, class))
                return false;
    if (s.at != s.end)
        return refuse(&s, "more lines than total_sv says");
    return true;
}
