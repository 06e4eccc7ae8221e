/* The text of features.tsv, of a target's .svm file and of calibration.tsv.
 *
 * libsvm's own writer rounds the vectors to eight digits and changes the locale of the whole program, so the same
 * format is written here, every number in as many digits as bring it back exactly. svm-predict reads it.
 *
 *     features.tsv      name, index from 1 (the one of the .svm files), documents it occurs in (a pair counts once)
 *     <target>.svm      labels are 0 none, 1 favor, 2 against, 3 neutral
 *     calibration.tsv   a row a step and stance: offset, bias, then slopes for the summed decision value of every
 *                       stance, and for what the article says elsewhere of the same actor, and of others */
#include "train/train.h"

#include <stdio.h>
#include <stdlib.h>


/* As few digits as bring the number back exactly. */
static void add_number(struct buffer *out, double value)
{
    char text[32];
    for (int digits = 6; digits <= 17; digits += 11) {
        snprintf(text, sizeof text, "%.*g", digits, value);
        if (strtod(text, NULL) == value)
            break;
    }
    buffer_text(out, text);
}

bool save_features(const struct trained *trained, struct buffer *out)
{
    const struct dataset *s = trained->dataset;
    buffer_text(out, "name\tindex\tdocuments\n");
    for (uint32_t f = 0; f < s->features.count; f++)
        if (trained->number[f] != UINT32_MAX)
            buffer_printf(out, "%s\t%u\t%u\n", s->features.items[f], trained->number[f] + 1, trained->counts[f]);
    return !out->failed;
}

bool save_machine(const struct trained *trained, size_t target, struct buffer *out)
{
    const struct fit *fit = &trained->fits[target];
    const struct machine *machine = &fit->machine;
    buffer_printf(out, "svm_type c_svc\nkernel_type linear\nnr_class %u\ntotal_sv %u\nrho", machine->classes,
                  fit->count);
    for (uint32_t p = 0; p < machine->pairs; p++)
        buffer_printf(out, " %.17g", machine->rho[p]);
    buffer_text(out, "\nlabel");
    for (uint32_t k = 0; k < machine->classes; k++)
        buffer_printf(out, " %d", (int)machine->stances[k]);
    buffer_text(out, "\nnr_sv");
    for (uint32_t k = 0; k < machine->classes; k++)
        buffer_printf(out, " %u", fit->of_class[k]);
    buffer_text(out, "\nSV\n");
    for (uint32_t i = 0; i < fit->count; i++) {
        const struct item *item = &trained->samples[target].items.items[fit->supports[i]];
        for (uint32_t c = 0; c + 1 < machine->classes; c++) {
            add_number(out, fit->coefficients[(size_t)i * (machine->classes - 1) + c]);
            buffer_text(out, " ");
        }
        for (uint32_t t = 0; t < item->count; t++) {
            buffer_printf(out, "%u:", item->terms[t].feature + 1);
            add_number(out, item->terms[t].value);
            buffer_text(out, " ");
        }
        buffer_text(out, "\n");
    }
    return !out->failed;
}

static void add_softmax(struct buffer *out, const char *target, const char *step, enum esp_stance stance, double offset,
                        const struct softmax *softmax)
{
    buffer_printf(out, "%s\t%s\t%s\t", target, step, esp_stance_name(stance));
    add_number(out, offset);
    buffer_text(out, "\t");
    add_number(out, softmax->bias[stance]);
    for (int i = 0; i < INPUTS; i++) {
        buffer_text(out, "\t");
        add_number(out, softmax->slope[stance][i]);
    }
    buffer_text(out, "\n");
}

bool save_calibration(const struct trained *trained, struct buffer *out)
{
    static const char *const parts[] = {"", "same_", "other_"};
    buffer_text(out, "target\tstep\tstance\toffset\tbias");
    for (int i = 0; i < INPUTS; i++)
        buffer_printf(out, "\t%s%s", parts[i / ESP_STANCE_COUNT],
                      esp_stance_name((enum esp_stance)(i % ESP_STANCE_COUNT)));
    buffer_text(out, "\n");
    for (size_t t = 0; t < trained->result->target_count; t++) {
        const struct calibration *c = &trained->calibrations[t];
        for (int k = 0; k < ESP_STANCE_COUNT; k++)
            if (c->present[k])
                add_softmax(out, trained->result->target[t].id, "alone", (enum esp_stance)k, 0, &c->alone);
        for (int k = 0; k < ESP_STANCE_COUNT; k++)
            if (c->present[k])
                add_softmax(out, trained->result->target[t].id, "article", (enum esp_stance)k, c->offset[k],
                            &c->article);
    }
    return !out->failed;
}
