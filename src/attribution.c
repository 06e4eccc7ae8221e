/* (8) Attributions: whose words, thoughts and positions a stretch of text gives.
 *
 *     "The sanctions stay," [the ministry] [said], adding that it had told Washington so.
 *      content: direct       source         cue   a second one, source shared, content: "that it had ..."
 *     [Seoul] [wants] to declare the war over.        narrated: an attitude with its subject
 *
 * For each sentence the cues are found with their sources (attribution_cue.c), then what they govern
 * (attribution_content.c); quotations that are left go on with the speaker before (attribution_carry.c). An attribution
 * whose source and cue stand in the content of another one has it for parent: "Kim said that Seoul wants a deal".
 * A source that is not found, or a pronoun that stays open, leaves the attribution unresolved: nobody is guessed.
 * Known to be wrong: see the files above; irony and free indirect speech are not seen at all. */
#include "attribution_internal.h"

#include "stages.h"

#include <stdlib.h>

enum { SENTENCES_BACK = 6 };

void attribution_take_quotations(struct attributing *w, uint32_t index)
{
    const struct attribution *a = &w->d->attributions.items[index];
    int32_t around = w->quotations.at[a->cue_tokens.start]; /* what it only stands in is not its own */
    for (uint32_t i = 0; i < a->content.count; i++)
        for (uint32_t t = a->content.items[i].start; t < a->content.items[i].end;) {
            int32_t q = w->quotations.at[t];
            if (q != NOWHERE && q != around && w->owner[q] == NOWHERE)
                w->owner[q] = (int32_t)index;
            t = q != NOWHERE ? w->quotations.list.items[q].tokens.end : t + 1;
        }
}

/* An attitude is a narrated position when somebody has it and it is about something. */
static bool narrates(const struct attributing *w, const struct cue *cue)
{
    int32_t m = cue->source.mention, r = m == NOWHERE ? NOWHERE : w->d->reference_of[m];
    bool empty = r != NOWHERE && !strcmp(w->d->references.items[r].rule, "empty it");
    const char *class = cue->entry->class;
    if (!strcmp(class, "harm") || !strcmp(class, "value"))
        return false; /* what a thing does or is worth, and no position */
    if (m == NOWHERE) /* "most voters", "the plan's critics" */
        return (!strcmp(class, "support") || !strcmp(class, "want")) && cue->entry->pos == 'v' && !cue->shared &&
               cue->source.head.start < cue->source.head.end;
    return w->d->mentions.items[m].type == MENTION_ACTOR && !empty; /* not "it is too early for" */
}

/* An organ said it, which is what the next sentence calls the report. */
static bool reported_by_organ(const struct document *d, const struct attribution *x)
{
    const struct mention *m = x->source == NOWHERE ? NULL : &d->mentions.items[x->source];
    return m && m->kind == MENTION_ORG && x->actors && x->parent == NOWHERE;
}

/* "The statement said": whoever spoke where a statement was last mentioned. */
static void find_utterer(struct attributing *w, const struct cue *cue, struct attribution *a)
{
    struct document *d = w->d;
    struct span head = cue->source.head;
    if (a->actors || head.end == head.start || !clause_utterance(&w->clause, head.end - 1) ||
        (a->source != NOWHERE && d->mentions.items[a->source].entry != NOWHERE))
        return;
    const char *key = d->tokens.items[head.end - 1].key;
    uint32_t paragraph = d->sentences.items[a->sentence].paragraph;
    const struct attribution *found = NULL; /* of those in one sentence an actor before anybody else */
    for (uint32_t i = d->attributions.count; i > 0; i--) {
        const struct attribution *x = &d->attributions.items[i - 1];
        if (a->sentence - x->sentence > SENTENCES_BACK || (found && (found->actors || x->sentence != found->sentence)))
            break;
        if (x->sentence == a->sentence || x->kind == ESP_NARRATED || !x->resolved)
            continue;
        struct span tokens = d->sentences.items[x->sentence].tokens;
        bool same = x->sentence + 1 == a->sentence && d->sentences.items[x->sentence].paragraph == paragraph &&
                    /* what was quoted is the statement */
                    x->kind == ESP_DIRECT && w->clause.words[head.start] == WORD_ARTICLE;
        same |= x->sentence + 1 == a->sentence && reported_by_organ(d, x) &&
                w->clause.words[head.start] == WORD_ARTICLE;
        for (uint32_t t = tokens.start; t < tokens.end && t - tokens.start < CLAUSE_REACH && !same; t++)
            same = d->tokens.items[t].key == key;
        found = same && (!found || x->actors) ? x : found;
    }
    for (uint32_t i = 0; !found && i < d->attributions.count && d->attributions.items[i].sentence == 0; i++) {
        const struct attribution *x = &d->attributions.items[i]; /* "Ministry essay presses Seoul", the headline */
        for (uint32_t t = x->source_tokens.start; t < x->source_tokens.end && x->resolved && !found; t++)
            found = d->tokens.items[t].key == key ? x : NULL;
    }
    if (!found)
        return;
    a->source = found->source;
    a->actors = found->actors;
    a->resolved = true;
    a->rule = "utterance";
}

/* A cue without source counts when it plainly reports: "it was announced that"; not "To describe such steps as". */
static bool unsourced_holds(const struct attributing *w, const struct cue *cue, const struct attribution *a)
{
    uint32_t first = a->content.items[0].start, verb = w->d->matches.items[cue->match].tokens.start;
    if (attribution_asked(w, cue)) /* "Asked whether it would help, he said" */
        return true;
    bool opens =
        verb == cue->limits.start || (verb > 0 && w->clause.words[verb - 1] == WORD_TO) || cue->form == FORM_BASE;
    bool reported = w->clause.words[first] == WORD_THAT || (a->kind == ESP_DIRECT && cue->sort == CUE_VERB);
    return !opens && first > cue->tokens.start && reported;
}

static void add_attribution(struct attributing *w, uint32_t sentence, const struct cue *cue)
{
    struct document *d = w->d;
    bool attitude = cue->entry->list == LIST_ATTITUDE;
    bool sourced = cue->source.tokens.start < cue->source.tokens.end;
    if (attitude ? !narrates(w, cue) : (cue->sort == CUE_NOUN || cue->sort == CUE_BEFORE) && !sourced)
        return;
    bool relative = cue->antecedent.start < cue->antecedent.end;
    struct attribution a = {.sentence = sentence, .source = cue->source.mention, .source_tokens = cue->source.tokens,
                            .holder_tokens = relative ? cue->antecedent : cue->source.tokens,
                            .cue_match = (int32_t)cue->match, .cue_tokens = cue->tokens, .parent = NOWHERE,
                            .hearer = NOWHERE, .actors = cue->source.actors, .resolved = cue->source.known,
                            .rule = attitude ? "narrated" : cue->rule};
    bool found = attribution_find_content(w, cue, &a);
    if (!found && (attitude || !attribution_announces(w, cue)))
        return;
    attribution_set_kind(w, &a);
    if (!sourced && !attitude && !unsourced_holds(w, cue, &a))
        return;
    bool quotes = !(cue->entry->frames & ~(uint32_t)(FRAME_QUOTE | FRAME_INV)); /* "went on": with a quotation alone */
    if (found && quotes && a.kind == ESP_INDIRECT && cue->block.end < cue->limits.end &&
        w->clause.words[cue->block.end] != WORD_COLON && w->clause.words[cue->block.end] != WORD_COMMA)
        return;
    if (!attitude)
        find_utterer(w, cue, &a);
    if (attitude)
        a.kind = ESP_NARRATED;
    vec_push(d->arena, &d->attributions, a);
    if (!attitude)
        attribution_take_quotations(w, d->attributions.count - 1);
}

struct sized {
    uint32_t index, size;
};

static int larger_first(const void *a, const void *b)
{
    const struct sized *x = a, *y = b;
    if (x->size != y->size)
        return x->size < y->size ? 1 : -1;
    return x->index < y->index ? -1 : x->index > y->index;
}

int32_t *attribution_innermost(const struct document *d, bool spoken)
{
    int32_t *inner = arena_alloc(d->arena, (d->tokens.count + 1) * sizeof *inner);
    struct sized *order = arena_alloc(d->arena, (d->attributions.count + 1) * sizeof *order);
    uint32_t count = 0;
    for (uint32_t t = 0; t <= d->tokens.count; t++)
        inner[t] = NOWHERE;
    for (uint32_t i = 0; i < d->attributions.count; i++) {
        const struct attribution *a = &d->attributions.items[i];
        if (!spoken || a->kind == ESP_DIRECT || a->kind == ESP_MIXED)
            order[count++] = (struct sized){i, a->size};
    }
    if (count)
        qsort(order, count, sizeof *order, larger_first);
    for (uint32_t i = 0; i < count; i++) {
        const struct attribution *a = &d->attributions.items[order[i].index];
        for (uint32_t j = 0; j < a->content.count; j++)
            for (uint32_t t = a->content.items[j].start; t < a->content.items[j].end; t++)
                inner[t] = (int32_t)order[i].index;
    }
    return inner;
}

/* The parent has the larger content, so that no chain of parents comes back to where it began. */
static void find_parents(struct document *d)
{
    const int32_t *inner = attribution_innermost(d, false);
    for (uint32_t i = 0; i < d->attributions.count; i++) {
        struct attribution *a = &d->attributions.items[i];
        if (a->cue_tokens.start == a->cue_tokens.end)
            continue;
        int32_t parent = inner[a->cue_tokens.start];
        if (parent == NOWHERE || parent == (int32_t)i)
            continue;
        uint32_t its = d->attributions.items[parent].size;
        if (its > a->size || (its == a->size && parent < (int32_t)i))
            a->parent = parent;
    }
}

/* "We hope", "I said" within somebody's words: the source is whoever speaks them, or the author. */
static void find_first_persons(struct document *d)
{
    for (uint32_t i = 0; i < d->attributions.count; i++) {
        struct attribution *a = &d->attributions.items[i];
        if (a->source == NOWHERE || d->mentions.items[a->source].person != 1)
            continue;
        const struct attribution *outer = a;
        int depth = 0;
        while (outer->parent != NOWHERE && depth++ < 8 && (outer == a || outer->kind == ESP_INDIRECT ||
                                                          outer->kind == ESP_NARRATED))
            outer = &d->attributions.items[outer->parent];
        if (outer != a) {
            a->actors = outer->actors;
            a->resolved = outer->resolved;
        } else if (d->state_voice) {
            a->actors = d->author;
            a->resolved = true;
        }
    }
}

/* Puts the attributions in the order of their sentences; those of one sentence stay as they are. */
static void sort_by_sentence(struct document *d)
{
    uint32_t count = d->attributions.count, *at = arena_alloc(d->arena, (d->sentences.count + 2) * sizeof *at);
    struct attribution *sorted = arena_alloc(d->arena, (count + 1) * sizeof *sorted);
    for (uint32_t i = 0; i < count; i++)
        at[d->attributions.items[i].sentence + 1]++;
    for (uint32_t s = 0; s < d->sentences.count; s++)
        at[s + 1] += at[s];
    for (uint32_t i = 0; i < count; i++)
        sorted[at[d->attributions.items[i].sentence]++] = d->attributions.items[i];
    d->attributions.items = sorted;
    d->attributions.capacity = count + 1;
}

static int by_start(const void *a, const void *b)
{
    const struct span *x = a, *y = b;
    return x->start < y->start ? -1 : x->start > y->start;
}

/* Parts come in order, save where paragraphs of one quotation were joined from the last to the first. */
static void order_content(struct attribution *a)
{
    for (uint32_t i = 1; i < a->content.count; i++)
        if (a->content.items[i].start < a->content.items[i - 1].start) {
            qsort(a->content.items, a->content.count, sizeof *a->content.items, by_start);
            return;
        }
}

/* Leaves out attributions of nothing; of the others the content is put in order and counted. */
static void drop_empty(struct document *d)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < d->attributions.count; i++) {
        struct attribution *a = &d->attributions.items[i];
        if (!a->content.count)
            continue;
        order_content(a);
        for (uint32_t j = 0; j < a->content.count; j++)
            a->size += span_length(a->content.items[j]);
        d->attributions.items[kept++] = *a;
    }
    d->attributions.count = kept;
}

void attribution_find(struct document *d)
{
    struct attributing *w = arena_alloc(d->arena, sizeof *w);
    w->d = d;
    w->clause = *clause_of(d);
    w->quotations = *quotations_of(d);
    w->owner = arena_alloc(d->arena, (w->quotations.list.count + 1) * sizeof *w->owner);
    for (uint32_t q = 0; q <= w->quotations.list.count; q++)
        w->owner[q] = NOWHERE;
    voice_find(w);
    for (uint32_t s = 0; s < d->sentences.count; s++) {
        enum sentence_kind kind = d->sentences.items[s].kind;
        if (kind == SENTENCE_META || kind == SENTENCE_BYLINE || kind == SENTENCE_CREDIT)
            continue;
        if (clause_heading(&w->clause, s))
            attribution_read_headline(w, s);
        attribution_find_cues(w, s);
        for (uint32_t i = 0; i < w->cue_count; i++)
            add_attribution(w, s, &w->cues[i]);
    }
    attribution_carry(w);
    drop_empty(d);
    sort_by_sentence(d);
    find_parents(d);
    find_first_persons(d);
}

static void dump_actors(const struct document *d, const struct attribution *a, struct buffer *out)
{
    if (!a->actors)
        buffer_text(out, a->resolved ? "outsider" : "unresolved");
    bool first = true;
    for (size_t i = 0; i < lexicon_actor_count(d->lexicon); i++)
        if (a->actors >> i & 1) {
            buffer_printf(out, "%s%s", first ? "" : "+", lexicon_actor(d->lexicon, i)->id);
            first = false;
        }
}

/* sentence, kind, rule, actors, parent, source, cue, hearer, content; "-" for what is not there. */
void attribution_dump(const struct document *d, struct buffer *out)
{
    for (uint32_t i = 0; i < d->attributions.count; i++) {
        const struct attribution *a = &d->attributions.items[i];
        buffer_printf(out, "%u\t%s\t%s\t", a->sentence, esp_attribution_name(a->kind), a->rule);
        dump_actors(d, a, out);
        if (a->parent == NOWHERE)
            buffer_text(out, "\t-\t");
        else
            buffer_printf(out, "\tin %d\t", a->parent);
        const struct span hearer = a->hearer == NOWHERE ? (struct span){0, 0} : d->mentions.items[a->hearer].tokens;
        const struct span pieces[] = {a->source_tokens, a->cue_tokens, hearer};
        for (size_t p = 0; p < sizeof pieces / sizeof *pieces; p++) {
            if (pieces[p].start < pieces[p].end)
                dump_tokens(d, pieces[p], out);
            else
                buffer_text(out, "-");
            buffer_text(out, "\t");
        }
        for (uint32_t j = 0; j < a->content.count; j++) {
            buffer_text(out, j ? " | " : "");
            dump_tokens(d, a->content.items[j], out);
        }
        buffer_text(out, "\n");
    }
}
