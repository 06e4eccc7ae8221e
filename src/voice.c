/* Whose voice the text itself is, for (8): the journalist's, as a rule, but
 *
 *     Pyongyang, August 8 (KCNA) -- The U.S. is rigging up new sanctions ...      the organ of an actor reports
 *     Ambassador Nikki Haley | Thank you, Mr. President. We welcome ...           an official speaks all along
 *
 * The first is told by an organ of an actor in brackets in the dateline or the credit, or as the source; the second by
 * a person or an office of one actor that fills a line above the text, or stands behind "by" or before a colon there,
 * and by "I" and "we" throughout, outside quotation marks. An opinion piece speaks for nobody, but for one whose byline
 * names an official of an actor.
 * Known to be wrong: what a state agency reports of others is taken for its government's view of them as well. */
#include "attribution_internal.h"

#include <strings.h>

enum { HEAD_SENTENCES = 6, FIRST_PERSONS_MIN = 4, HEAD_WORDS_MAX = 16 };

/* An actor's organ in brackets before a dash, as a dateline has it, or alone, as a credit at the end: "(KCNA)". */
static actor_set bracketed_organ(const struct attributing *w, uint32_t sentence)
{
    const struct document *d = w->d;
    bool last = sentence + 1 == d->sentences.count;
    struct span matches = document_matches(d, sentence), words = d->sentences.items[sentence].tokens;
    for (uint32_t i = matches.start; i < matches.end; i++) {
        const struct match *m = &d->matches.items[i];
        const struct entry *e = lexicon_entry(d->lexicon, m->entry);
        if (e->list != LIST_ACTORS || e->kind != KIND_ORG || m->tokens.start == words.start ||
            m->tokens.end >= words.end)
            continue;
        bool dash = m->tokens.end + 1 < words.end && w->clause.words[m->tokens.end + 1] == WORD_DASH;
        if (w->clause.words[m->tokens.start - 1] == WORD_OPEN && w->clause.words[m->tokens.end] == WORD_CLOSE &&
            (dash || last))
            return e->actors;
    }
    return 0;
}

/* The source's name, or its beginning, is an organ's. */
static actor_set source_organ(const struct document *d)
{
    for (uint32_t i = 0; d->source && i < lexicon_entry_count(d->lexicon); i++) {
        const struct entry *e = lexicon_entry(d->lexicon, i);
        if (e->list == LIST_ACTORS && e->kind == KIND_ORG && !strcasecmp(e->pattern, d->source))
            return e->actors;
    }
    return 0;
}

static actor_set organ_of(const struct attributing *w)
{
    const struct document *d = w->d;
    actor_set organ = source_organ(d);
    for (uint32_t s = 0; s < d->sentences.count && !organ; s++) {
        enum sentence_kind kind = d->sentences.items[s].kind;
        if (kind != SENTENCE_CAPTION && (s < HEAD_SENTENCES || s + 1 == d->sentences.count))
            organ = bracketed_organ(w, s);
    }
    return organ;
}

static bool genre_is(const struct document *d, const char *genre)
{
    return d->genre && !strcmp(d->genre, genre);
}

/* The person or office of one actor that fills a line above the text, or stands behind "by" or before a colon in it; 0
 * when there is none or they are of several. */
static actor_set head_person(const struct attributing *w)
{
    const struct document *d = w->d;
    actor_set found = 0;
    for (uint32_t s = 0; s < d->sentences.count && s < HEAD_SENTENCES; s++) {
        struct span tokens = d->sentences.items[s].tokens, mentions = document_mentions(d, s);
        bool line = tokens.end > tokens.start && span_length(tokens) <= HEAD_WORDS_MAX &&
                    w->clause.words[tokens.end - 1] != WORD_BREAK;
        for (uint32_t i = mentions.start; line && i < mentions.end; i++) {
            const struct mention *m = &d->mentions.items[i];
            bool person = m->kind == MENTION_PERSON || m->kind == MENTION_OFFICE;
            bool alone = m->tokens.start == tokens.start && m->tokens.end == tokens.end;
            bool named = m->tokens.start == tokens.start && m->tokens.end < tokens.end &&
                         w->clause.words[m->tokens.end] == WORD_COLON; /* "Advisor Kim Kye Gwan: No more talks" */
            bool by = m->tokens.start > tokens.start && clause_is(&w->clause, m->tokens.start - 1, "by");
            if (person && !m->open && (alone || by || named))
                found |= m->actors;
        }
    }
    return found & (found - 1) ? 0 : found;
}

static bool in_office(const struct document *d, const struct entry *e)
{
    bool person = e->kind == KIND_PERSON || e->kind == KIND_LEADER || e->kind == KIND_OFFICE;
    return e->list == LIST_ACTORS && person && (d->day == INT32_MIN || (e->from <= d->day && d->day <= e->to));
}

/* The actor whose official a byline names: "By Moon Jae-in, president of South Korea". 0 as above. */
static actor_set byline_person(const struct document *d)
{
    actor_set found = 0;
    for (uint32_t s = 0; s < d->sentences.count && s < HEAD_SENTENCES; s++) {
        struct span matches = document_matches(d, s);
        for (uint32_t i = matches.start; d->sentences.items[s].kind == SENTENCE_BYLINE && i < matches.end; i++)
            for (int32_t e = (int32_t)d->matches.items[i].entry; e != NOWHERE;
                 e = lexicon_entry_next(d->lexicon, (uint32_t)e))
                if (in_office(d, lexicon_entry(d->lexicon, (uint32_t)e)))
                    found |= lexicon_entry(d->lexicon, (uint32_t)e)->actors;
    }
    return found & (found - 1) ? 0 : found;
}

static uint32_t first_persons(const struct attributing *w)
{
    const struct document *d = w->d;
    uint32_t count = 0;
    for (uint32_t i = 0; i < d->mentions.count; i++) {
        const struct mention *m = &d->mentions.items[i];
        count += m->person == 1 && w->quotations.at[m->tokens.start] == NOWHERE;
    }
    return count;
}

void voice_find(struct attributing *w)
{
    struct document *d = w->d;
    bool opinion = genre_is(d, "op-ed");
    actor_set organ = opinion ? 0 : organ_of(w);
    if (!organ) {
        uint32_t count = first_persons(w);
        bool speaks = count >= FIRST_PERSONS_MIN && 4 * count >= d->sentences.count;
        organ = speaks && !opinion ? head_person(w) : 0;
        organ = speaks && !organ ? byline_person(d) : organ;
    }
    d->author = organ;
    d->state_voice = organ != 0;
}
