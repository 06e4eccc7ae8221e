/* (11) Cells: what the article, taken whole, says of an actor on a target.
 *
 * Every triple with a stance votes, a headline's twice. A vote is split by the triple's probabilities:
 *
 *     favor = sum of w * P(favor), against and neutral likewise, w = 2 in a headline, else 1
 *     score = (favor - against) / (favor + against + neutral)
 *
 * The cell takes the stance with the most; it is none where nothing votes, undecided where nothing decided does. It is
 * mixed when triples of both sides were found and the weaker side has three tenths of what both have.
 *
 *     "Seoul urges declaration" ... "Seoul is in no hurry, the minister said"
 *         favor 2 * 0.8 + 0.2, against 0.6, neutral 2 * 0.1 + 0.1   ->   score 0.44: favor
 *
 * The weight was chosen by cross-validation on the corpus (bench/accuracy.md).
 * Known to be wrong: an actor that changes its mind within an article; and ten weak repetitions outweigh one plain
 * statement. */
#include "aggregate.h"

#include "lexicon.h"
#include "stages.h"

#include <math.h>

static const double HEADLINE_WEIGHT = 2, MIXED_SHARE = 0.3;

/* What one cell has gathered. */
struct tally {
    double weight[ESP_STANCE_COUNT];
    uint32_t count[ESP_STANCE_COUNT + 1]; /* undecided ones, too */
};

static void tally_add(struct tally *tally, const struct vote *vote)
{
    double weight = vote->headline ? HEADLINE_WEIGHT : 1;
    tally->count[vote->stance]++;
    for (int s = ESP_FAVOR; s < ESP_STANCE_COUNT && vote->stance != ESP_UNDECIDED; s++)
        tally->weight[s] += weight * vote->probability[s];
}

static struct esp_cell tally_result(const struct tally *t)
{
    uint32_t evidence = t->count[ESP_FAVOR] + t->count[ESP_AGAINST] + t->count[ESP_NEUTRAL];
    double favor = t->weight[ESP_FAVOR], against = t->weight[ESP_AGAINST], neutral = t->weight[ESP_NEUTRAL];
    if (!evidence)
        return (struct esp_cell){.stance = t->count[ESP_UNDECIDED] ? ESP_UNDECIDED : ESP_NONE, .score = NAN,
                                 .evidence = t->count[ESP_UNDECIDED]};
    double weaker = favor < against ? favor : against, stronger = favor < against ? against : favor;
    return (struct esp_cell){
        .stance = neutral > stronger || favor == against ? ESP_NEUTRAL : favor > against ? ESP_FAVOR : ESP_AGAINST,
        .score = (favor - against) / (favor + against + neutral),
        .evidence = evidence,
        .mixed = t->count[ESP_FAVOR] && t->count[ESP_AGAINST] && weaker >= MIXED_SHARE * (favor + against)};
}

void aggregate_votes(const struct vote *votes, size_t count, size_t actors, size_t targets, struct esp_cell *cells)
{
    struct tally tallies[ACTORS_MAX * TARGETS_MAX] = {0};
    for (size_t i = 0; i < count; i++)
        if (votes[i].stance != ESP_NONE)
            tally_add(&tallies[votes[i].actor * targets + votes[i].target], &votes[i]);
    for (size_t i = 0; i < actors * targets; i++)
        cells[i] = tally_result(&tallies[i]);
}

void aggregate_cells(struct document *d)
{
    size_t actors = lexicon_actor_count(d->lexicon), targets = lexicon_target_count(d->lexicon);
    struct vote *votes = arena_alloc(d->arena, ((size_t)d->triples.count + 1) * sizeof *votes);
    for (uint32_t i = 0; i < d->triples.count; i++) {
        const struct triple *triple = &d->triples.items[i];
        const struct candidate *c = &d->candidates.items[triple->candidate];
        votes[i] = (struct vote){.actor = c->actor, .target = c->target, .stance = triple->stance,
                                 .headline = d->sentences.items[c->sentence].kind == SENTENCE_HEADLINE};
        memcpy(votes[i].probability, triple->probability, sizeof triple->probability);
    }
    d->cells = arena_alloc(d->arena, (actors * targets + 1) * sizeof *d->cells);
    aggregate_votes(votes, d->triples.count, actors, targets, d->cells);
}

/* actor, target, stance, score ("-" when none), number of triples, "mixed" or "-". */
void aggregate_dump(const struct document *d, struct buffer *out)
{
    size_t actors = lexicon_actor_count(d->lexicon), targets = lexicon_target_count(d->lexicon);
    for (size_t a = 0; a < actors; a++)
        for (size_t t = 0; t < targets; t++) {
            const struct esp_cell *cell = &d->cells[a * targets + t];
            buffer_printf(out, "%s\t%s\t%s\t", lexicon_actor(d->lexicon, a)->id, lexicon_target(d->lexicon, t)->id,
                          esp_stance_name(cell->stance));
            if (isnan(cell->score))
                buffer_text(out, "-");
            else
                buffer_printf(out, "%+.3f", cell->score);
            buffer_printf(out, "\t%u\t%s\n", cell->evidence, cell->mixed ? "mixed" : "-");
        }
}
