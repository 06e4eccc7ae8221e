/* The model card: README.md of a model folder, for people. What the model is for, what it was made from, how well it
 * did on documents that it had not seen, what it leans on, and where not to trust it. */
#include "train/breakdown.h"
#include "train/train.h"

#include "lexicon.h"

#include <math.h>
#include <string.h>

enum { STRONGEST = 8 };

static void add_intro(const struct trained *trained, const char *name, struct buffer *out)
{
    const struct lexicon *lexicon = trained->dataset->labels->lexicon;
    buffer_printf(
        out,
        "# Model `%s`\n\nWritten by `espouse train` %s (version %s of the model). It tells which side an actor "
        "takes on a target in\na sentence of English news: favor, against, neutral, or none.\n\n",
        name, esp_version(), trained->options->model_version);
    buffer_printf(out, "Domain `%s`, actors ", lexicon_name(lexicon));
    for (size_t a = 0; a < lexicon_actor_count(lexicon); a++)
        buffer_printf(out, "%s`%s`", a ? ", " : "", lexicon_actor(lexicon, a)->id);
    buffer_text(out, ", targets ");
    for (size_t t = 0; t < lexicon_target_count(lexicon); t++)
        buffer_printf(out, "%s`%s`", t ? ", " : "", lexicon_target(lexicon, t)->id);
    buffer_printf(out,
                  ". One linear SVM (C-SVC of libsvm) a target over %zu\nnamed features that occur in %u documents or "
                  "more. Names of actors are no features.\n\n",
                  trained->result->features, trained->options->min_documents);
}

static void add_data(const struct trained *trained, struct buffer *out)
{
    const struct labels *labels = trained->dataset->labels;
    const struct esp_training *r = trained->result;
    buffer_text(out, "## Labelled data\n\n| file | documents | triples |\n|---|---|---|\n");
    for (uint32_t i = 0; i < labels->files.count; i++) {
        const char *slash = strrchr(labels->files.items[i].path, '/');
        buffer_printf(out, "| `%s` | %u | %u |\n", slash ? slash + 1 : labels->files.items[i].path,
                      labels->files.items[i].documents, labels->files.items[i].triples);
    }
    buffer_printf(out,
                  "\n%zu of %zu triples have no candidate (the stages before the model do not see the actor or the "
                  "target there): they\ncannot be learned, and count as missed below. Candidates by stance:\n\n"
                  "| target | favor | against | neutral | none | C |\n|---|---|---|---|---|---|\n",
                  r->without_candidate, r->triples);
    for (size_t t = 0; t < r->target_count; t++)
        buffer_printf(out, "| %s | %zu | %zu | %zu | %zu | %.4g |\n", r->target[t].id, r->target[t].rows[ESP_FAVOR],
                      r->target[t].rows[ESP_AGAINST], r->target[t].rows[ESP_NEUTRAL], r->target[t].rows[ESP_NONE],
                      r->target[t].c);
}

static void add_row(const char *what, const struct esp_figures *f, bool cells, struct buffer *out)
{
    if (!f->documents)
        return;
    buffer_printf(out, "| %s | %zu | %zu | %.1f | %.1f | %.1f |", what, f->documents, f->triples,
                  100 * f->triples_f_avg, 100 * f->found_f1, 100 * f->stance_accuracy);
    if (cells && f->cells_accuracy > 0)
        buffer_printf(out, " %.1f | %.1f |\n", 100 * f->cells_f_avg, 100 * f->cells_accuracy);
    else
        buffer_text(out, " | |\n");
}

static void add_figures(const struct trained *trained, struct buffer *out)
{
    const struct esp_training *r = trained->result;
    buffer_printf(
        out,
        "\n## Measured\n\n%u-fold cross-validation over whole documents, pairs kept together, calibration and "
        "offsets fitted without\nthe fold that is judged (C is the same for all). F_avg is the mean of F1(favor) and "
        "F1(against); a "
        "right stance on the wrong actor, target or\nsentence is a miss and a false alarm.\n\n"
        "| | documents | triples | triples F_avg | found F1 | stance accuracy | cells F_avg | cells accuracy |\n"
        "|---|---|---|---|---|---|---|---|\n",
        trained->options->folds);
    add_row("articles", &r->articles, true, out);
    add_row("minimal pairs", &r->pairs, true, out);
    for (size_t t = 0; t < r->target_count; t++)
        add_row(r->target[t].id, &r->target[t].figures, false, out);
    struct breakdown b = {.dataset = trained->dataset, .predictions = trained->judgement->predictions, .seed = 1,
                          .samples = 1000, .markdown = true};
    buffer_text(out, "\nOver the articles, broken down, with 95 % intervals (bootstrap over articles):\n\n");
    breakdown_groups(&b, out);
    buffer_text(out, "\nBy stance (what has no candidate counts as not found):\n\n");
    breakdown_stances(&b, out);
    buffer_text(out, "\nHow sure it may be:\n\n");
    breakdown_calibration(&b, out);
    buffer_text(out, "\nWhat is right when evidence below a probability is left undecided (`--min-confidence`):\n\n");
    breakdown_coverage(&b, out);
    buffer_printf(out, "\nLog loss of the probabilities on articles: %.3f nats a candidate.\n", r->log_loss);
}

/* What a feature of value 1 adds to the decision for a stance. */
static double weight_of(const struct machine *machine, uint32_t feature, enum esp_stance stance)
{
    double sums[ESP_STANCE_COUNT];
    machine_sum(machine, machine->weights + (size_t)feature * machine->pairs, sums);
    return sums[stance];
}

static void add_strongest(const struct trained *trained, size_t target, enum esp_stance stance, struct buffer *out)
{
    const struct dataset *s = trained->dataset;
    const struct machine *machine = &trained->fits[target].machine;
    double last = INFINITY;
    buffer_printf(out, "| %s | %s |", trained->result->target[target].id, esp_stance_name(stance));
    for (int i = 0; i < STRONGEST; i++) {
        double most = 0;
        uint32_t which = UINT32_MAX;
        for (uint32_t f = 0; f < s->features.count; f++) {
            double weight = trained->number[f] == UINT32_MAX ? 0 : weight_of(machine, trained->number[f], stance);
            if (weight > most && weight < last) {
                most = weight;
                which = f;
            }
        }
        if (which == UINT32_MAX)
            break;
        buffer_text(out, i ? ", `" : " `");
        for (const char *c = s->features.items[which]; *c; c++) /* a table's cell: no bars, no code marks */
            buffer_add(out, *c == '|' || *c == '`' ? "?" : c, 1);
        buffer_text(out, "`");
        last = most;
    }
    buffer_text(out, " |\n");
}

static void add_leanings(const struct trained *trained, struct buffer *out)
{
    buffer_text(out,
                "\n## What it leans on\n\nThe features that speak most for a stance (`src/feature.c` explains their "
                "names):\n\n| target | stance | features |\n|---|---|---|\n");
    for (size_t t = 0; t < trained->result->target_count; t++)
        for (int s = ESP_FAVOR; s < ESP_STANCE_COUNT; s++)
            if (trained->calibrations[t].present[s])
                add_strongest(trained, t, (enum esp_stance)s, out);
}

bool save_card(const struct trained *trained, const char *name, struct buffer *out)
{
    add_intro(trained, name, out);
    add_data(trained, out);
    add_figures(trained, out);
    add_leanings(trained, out);
    buffer_text(
        out,
        "\n## Limits\n\n"
        "- It knows the actors and targets of its lexicons, in English, in text like the labelled one. On other text "
        "the\n  probabilities are too sure of themselves.\n"
        "- It says what a text conveys of a position, not what the position is, nor whether the text is right.\n"
        "- A sentence whose actor or target goes unnoticed has no triple, whatever it says.\n"
        "- Irony, hints and what stands between the lines are beyond it.\n\n"
        "`manifest.json` has the digests of everything that went into it; the same files and options give the same "
        "bytes.\n");
    return !out->failed;
}
