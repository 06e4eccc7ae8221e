/* (12) Who a source is, as a reader would write it down: one name for all the words that stand for it.
 *
 *     "he" -> "the minister" -> "Kang" -> "Foreign Minister Kang Kyung-wha"      Kang Kyung-wha
 *     "the ministry" -> "Seoul's foreign ministry"                              Seoul's foreign ministry
 *     "the official" -> "a ministry official" -> the Unification Ministry       a ministry official
 *     "the North"                                                               Pyongyang, the label of its actor
 *     "the spokesman" of whom nothing was said                                  the spokesman
 *     "he" that stays open                                                      nobody
 *
 * The name is that of who speaks; the chain goes on to the organ and the actor that he speaks for.
 *
 * Persons are called by the fullest name that the text gives, without title; listed ones of whom it gives the surname
 * alone by that of the list. Known to be wrong: two persons whom the text calls alike have one name. */
#include "holder.h"

#include "lexicon.h"
#include "stages.h"

enum { HOPS_MAX = 8 };

static const char *text_of(const struct document *d, struct span tokens)
{
    return text_piece(d, token_bytes(d, tokens)).text;
}

const char *holder_chain(const struct document *d, int32_t mention, const char *end)
{
    const char *chain = "";
    if (mention == NOWHERE || d->reference_of[mention] == NOWHERE)
        return "";
    for (int hops = 0; mention != NOWHERE && hops < HOPS_MAX; hops++) {
        const char *text = text_of(d, d->mentions.items[mention].tokens);
        int32_t reference = d->reference_of[mention];
        mention = reference == NOWHERE ? NOWHERE : d->references.items[reference].antecedent;
        if (mention != NOWHERE || strcmp(text, end))
            chain = arena_printf(d->arena, "%s%s -> ", chain, text);
    }
    return *chain ? arena_printf(d->arena, "%s%s", chain, end) : "";
}

/* The words of a mention that are a person's name: without title and office before it, and "'s" behind it. */
static struct span name_tokens(const struct document *d, const struct mention *m)
{
    struct span name = {m->head, m->head + 1};
    while (name.end < m->tokens.end && d->tokens.items[name.end].kind == TOKEN_WORD &&
           d->tokens.items[name.end].word_case != CASE_LOWER)
        name.end++; /* the head of "Kang Kyung-wha" is its surname */
    while (name.start > m->tokens.start) {
        const struct token *t = &d->tokens.items[name.start - 1];
        bool role = false; /* "Minister Kang": a title is no part of the name */
        struct span matches = document_matches(d, m->sentence);
        for (uint32_t i = matches.start; i < matches.end && !role; i++) {
            const struct match *match = &d->matches.items[i];
            role = lexicon_entry(d->lexicon, match->entry)->list == LIST_ROLES && match->tokens.end == name.start;
        }
        bool title = lexicon_abbreviation(d->lexicon, t->key, t->key_length) != NULL && t->key_length > 2;
        if (role || title || t->kind != TOKEN_WORD || t->word_case == CASE_LOWER)
            break;
        name.start--;
    }
    return name;
}

int32_t *holder_fullest(const struct document *d, uint32_t *count)
{
    *count = 0;
    for (uint32_t i = 0; i < d->mentions.count; i++)
        if (d->mentions.items[i].entity >= (int32_t)*count)
            *count = (uint32_t)d->mentions.items[i].entity + 1;
    int32_t *fullest = arena_alloc(d->arena, (*count + 1) * sizeof *fullest);
    for (uint32_t i = 0; i <= *count; i++)
        fullest[i] = NOWHERE;
    for (uint32_t i = 0; i < d->mentions.count; i++) {
        const struct mention *m = &d->mentions.items[i];
        if (m->entity == NOWHERE || (m->kind != MENTION_PERSON && m->kind != MENTION_OTHER))
            continue;
        int32_t *best = &fullest[m->entity];
        if (*best == NOWHERE || span_length(name_tokens(d, m)) > span_length(name_tokens(d, &d->mentions.items[*best])))
            *best = (int32_t)i;
    }
    return fullest;
}

/* The full name that the list gives to the entity of an entry that is a short one. */
static const char *listed_name(const struct document *d, int32_t entry)
{
    const struct entry *e = entry == NOWHERE ? NULL : lexicon_entry(d->lexicon, (uint32_t)entry);
    if (!e || !e->is_short)
        return NULL;
    for (uint32_t i = 0; i < lexicon_entry_count(d->lexicon); i++) {
        const struct entry *other = lexicon_entry(d->lexicon, i);
        if (other->entity == e->entity && !other->is_short)
            return other->pattern;
    }
    return NULL;
}

/* The label of an actor; NULL for none and for several. */
static const char *label_of(const struct document *d, actor_set actors)
{
    for (size_t i = 0; i < lexicon_actor_count(d->lexicon); i++)
        if (actors == (actor_set)1 << i)
            return lexicon_actor(d->lexicon, i)->label;
    return NULL;
}

static const char *mention_name(const struct document *d, uint32_t index, const int32_t *fullest, uint32_t count)
{
    const struct mention *m = &d->mentions.items[index];
    if (m->kind == MENTION_PRONOUN)
        return NULL;
    if (m->kind == MENTION_NAME && label_of(d, m->actors))
        return label_of(d, m->actors);
    if (m->kind != MENTION_PERSON && (m->kind != MENTION_OTHER || m->entity == NOWHERE)) {
        struct span tokens = m->tokens;
        if (tokens.end > tokens.start + 1 && d->tokens.items[tokens.end - 1].kind == TOKEN_POSSESSIVE)
            tokens.end--;
        return text_of(d, tokens);
    }
    bool known = m->entity != NOWHERE && m->entity < (int32_t)count && fullest[m->entity] != NOWHERE;
    const struct mention *full = known ? &d->mentions.items[fullest[m->entity]] : m;
    struct span name = name_tokens(d, full);
    const char *listed = span_length(name) == 1 ? listed_name(d, full->entry) : NULL;
    return listed ? listed : text_of(d, name);
}

/* The mention that the references lead to as long as they mean the same holder. */
static int32_t same_holder(const struct document *d, int32_t mention)
{
    for (int hops = 0; mention != NOWHERE && hops < HOPS_MAX; hops++) {
        int32_t r = d->reference_of[mention];
        if (r == NOWHERE || !d->references.items[r].same || d->references.items[r].antecedent == NOWHERE)
            break;
        mention = d->references.items[r].antecedent;
    }
    return mention;
}

const char *holder_name(const struct document *d, const struct attribution *a, const int32_t *fullest, uint32_t count)
{
    if (a->source == NOWHERE && a->holder_tokens.start < a->holder_tokens.end)
        return text_of(d, a->holder_tokens);
    int32_t mention = same_holder(d, a->source);
    if (mention != NOWHERE && d->mentions.items[mention].kind != MENTION_PRONOUN)
        return mention_name(d, (uint32_t)mention, fullest, count);
    return label_of(d, a->actors); /* whom a rule found without a mention */
}

const char *holder_end(const struct document *d, const struct attribution *a, const char *name)
{
    int32_t mention = same_holder(d, a->source), r = mention == NOWHERE ? NOWHERE : d->reference_of[mention];
    if (r == NOWHERE || d->references.items[r].antecedent == NOWHERE)
        return name;
    for (int hops = 0; hops < HOPS_MAX && r != NOWHERE && d->references.items[r].antecedent != NOWHERE; hops++) {
        mention = d->references.items[r].antecedent;
        r = d->reference_of[mention];
    }
    const char *label = label_of(d, a->actors);
    return label ? label : text_of(d, d->mentions.items[mention].tokens);
}
