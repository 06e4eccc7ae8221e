/* Every type that passes between stages.
 *
 *   bytes
 *     | article.c      (1)  one article: headline, date, text
 *     | text.c         (2)  folded text, with the way back to the source
 *     | sentence.c     (3)  sentences
 *     | token.c        (4)  tokens
 *     | lexicon.c      (5a)   (entries, compiled once) --+
 *     | match.c        (5b) matches <--------------------+
 *     | actor.c        (6)  mentions of actors, other holders and targets
 *     | coref.c        (7)  references: what pronouns and metonyms stand for
 *     | attribution.c  (8)  attributions: source, cue, content
 *     | candidate.c    (9a) candidates: sentence x actor x target
 *     | compose.c      (9b) readings: attitude and action cues composed for a candidate
 *     | feature.c      (9c) vectors of named features
 *     | model.c        (10) triples: stance, score
 *     | aggregate.c    (11) cells
 *     | report.c       (12) table, json, csv, markdown
 *
 * A stage reads what earlier stages made, appends its own and never edits theirs. Everything here lives in the
 * document's arena and is gone with arena_reset. Places in the text are bytes of the folded text (struct span
 * "span"), or token numbers (struct span "tokens"), half open. Indices into a vector are uint32_t, or int32_t
 * where NOWHERE (-1) is possible. */
#ifndef DOCUMENT_H
#define DOCUMENT_H
#include "base/arena.h"
#include "base/hash.h"
#include "base/span.h"
#include "espouse.h"

#include <stdbool.h>

enum { NOWHERE = -1 };
enum { ACTORS_MAX = 16, TARGETS_MAX = 8 }; /* of a domain; lexicon.c refuses more */

typedef uint32_t actor_set; /* bit i: actor i of the domain */

/* ---- (2) text ------------------------------------------------------------------------------------ */

/* The article's text folded to one form: NFC; typographic quotation marks to " and ', CJK ones to ";
 * every kind of space to ' '; soft hyphens, zero-width characters and the BOM dropped; CR LF to LF. */
struct text {
    const char *bytes; /* terminated */
    uint32_t length;
    const char *source;       /* the article's text as given; when title came apart: title, two line feeds, text */
    uint32_t source_length;   /* bytes */
    uint32_t title_length;    /* bytes of source that are the title and the line feeds; 0 when the title stands in the text */
    const uint32_t *map;      /* folded byte -> source byte, length + 1 entries; NULL when the two are the same */
    const uint32_t *points;   /* source byte / 256 -> code point */
};

/* ---- (3) sentences ------------------------------------------------------------------------------- */

enum sentence_kind {
    SENTENCE_BODY,
    SENTENCE_HEADLINE,
    SENTENCE_BYLINE,  /* "By Park Ji-won" */
    SENTENCE_CREDIT,  /* "(Yonhap)" */
    SENTENCE_CAPTION,
    SENTENCE_META     /* "Published : Aug 21, 2018 - 11:18", "Share" */
};

struct sentence {
    struct span span;   /* without the white space around it */
    struct span tokens; /* filled by token.c, the one exception to "appends its own" */
    uint32_t paragraph; /* from 0 */
    enum sentence_kind kind;
    bool opens_paragraph;
};

/* ---- (4) tokens ---------------------------------------------------------------------------------- */

enum token_kind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_QUOTE, TOKEN_POSSESSIVE, TOKEN_PUNCTUATION };
enum token_case { CASE_LOWER, CASE_TITLE, CASE_UPPER, CASE_MIXED, CASE_NONE };

/* TOKEN_QUOTE is a double quotation mark, or a single one that quotes (not an apostrophe). */
enum quote_side { QUOTE_EITHER, QUOTE_OPENS, QUOTE_CLOSES };

struct token {
    struct span span;
    const char *key; /* lower case, terminated, interned: equal keys are equal pointers within a document */
    uint16_t key_length;
    uint8_t kind;      /* enum token_kind */
    uint8_t word_case; /* enum token_case; CASE_UPPER needs two letters, "A" is CASE_TITLE */
    uint8_t quote;     /* enum quote_side, by the mark itself (curly) or the space around it */
    uint32_t sentence;
};

struct token_vec {
    struct token *items;
    uint32_t count, capacity;
};

/* ---- (5b) matches: see lexicon.h for entries ----------------------------------------------------- */

struct match {
    uint32_t entry;     /* in the lexicon */
    struct span tokens;
    uint32_t sentence;
    uint32_t form;      /* enum verb_form of the first word when the pattern is a verb, else 0 */
};

/* ---- (6) mentions -------------------------------------------------------------------------------- */

enum mention_type { MENTION_ACTOR, MENTION_TARGET };

enum mention_kind {
    MENTION_NAME,      /* Seoul, sanctions */
    MENTION_ORG,       /* the State Department */
    MENTION_PERSON,    /* Kang Kyung-wha; Kang */
    MENTION_OFFICE,    /* the South Korean foreign minister */
    MENTION_ADJECTIVE, /* "South Korean" in "South Korean goods": weak */
    MENTION_CONTEXT,   /* the ministry; the measures */
    MENTION_PRONOUN,   /* he, it, they, we, our */
    MENTION_OTHER      /* Beijing, experts, a lawmaker; any person whose name is not in the lists: no actor */
};

struct mention {
    struct span tokens;   /* with title and apposed office: "Foreign Minister Kang Kyung-wha" is one */
    uint32_t head;        /* token that carries the name: "Kang" above */
    uint32_t sentence;
    enum mention_type type;
    enum mention_kind kind;
    actor_set actors;     /* actors it names; for an open one those that it may stand for (0: any) */
    bool open;            /* true: (7) has to say what it stands for */
    bool all;             /* stands for all of actors at once: the two Koreas */
    int8_t target;        /* number of the target, NOWHERE for an actor's mention or an open one */
    int32_t entry;        /* lexicon entry, NOWHERE for pronouns and unlisted names */
    int32_t entity;       /* equal for mentions of one person or organ; NOWHERE if unknown */
    uint8_t person;       /* 1, 2, 3 */
    char number;          /* 's', 'p' or 0 */
    char gender;          /* 'm', 'f', 'n' or 0 */
    bool possessive;      /* "Seoul's", "its" */
    bool modifies;        /* stands before a noun that is not part of it: "U.S. sanctions", "the Seoul talks" */
};

/* ---- (7) references ------------------------------------------------------------------------------ */

/* Of open mentions, and of outsiders by a noun ("the mayor") when it has been said who that is. */
struct reference {
    uint32_t mention;
    int32_t antecedent; /* mention, NOWHERE when it comes from a rule alone */
    actor_set actors;   /* what it stands for; 0 when it is an outsider or unresolved */
    actor_set maybe;    /* left open: those that it may stand for, as far as the text offers any */
    int8_t target;      /* what it stands for, NOWHERE if no target */
    bool resolved;      /* false: looked for and left open, since nothing or two equals were found */
    bool same;          /* the antecedent is the very person or body; else it only tells whose */
    const char *rule;   /* "pronoun", "metonym", "speaker", "ellipsis" ... */
};

/* ---- (8) attributions ---------------------------------------------------------------------------- */

struct attribution {
    enum esp_attribution_kind kind;
    uint32_t sentence;       /* of the cue; of the content's first part when there is no cue */
    int32_t source;          /* mention, NOWHERE when the source is not a mention or not found */
    struct span source_tokens; /* empty when not found */
    struct span holder_tokens; /* the words that name the source: itself, or what a relative "who" stands for */
    int32_t cue_match;       /* in document.matches, NOWHERE when carried over ("floating" quotation) or headline style */
    struct span cue_tokens;
    VEC(struct span) content; /* token spans, in order, apart from each other, each within one sentence */
    uint32_t size;           /* tokens in content */
    int32_t parent;          /* the attribution in whose content this one stands, NOWHERE if none */
    int32_t hearer;          /* mention: told X; NOWHERE */
    actor_set actors;        /* of the resolved source; 0 if it is none of the actors or unresolved */
    bool resolved;           /* the source is known (an actor or an outsider) */
    const char *rule;        /* section of the grammar that found it */
};

/* ---- (9) candidates and features ----------------------------------------------------------------- */

/* How the actor comes to this sentence. */
enum candidate_route {
    ROUTE_MENTION,  /* named or referred to in the sentence */
    ROUTE_SPEAKER,  /* the sentence, or the part with the target, is this actor's words */
    ROUTE_OPEN,     /* perhaps: a mention there was left open between this actor and others */
    ROUTE_CARRIED   /* acts on from the sentence before */
};

struct candidate {
    uint32_t sentence;
    uint8_t actor, target;
    enum candidate_route route;
    int32_t actor_mention;  /* best mention of the actor, NOWHERE when only speaking */
    int32_t target_mention; /* best mention of the target (never NOWHERE) */
    int32_t attribution;    /* innermost one whose content holds the target and whose source is the actor, or NOWHERE */
    int32_t outer;          /* innermost attribution whose content holds the target, whoever its source; or NOWHERE */
};

/* Who the subject of a chain of cues is, seen from the candidate's actor. */
enum chain_holder { HOLDER_NONE, HOLDER_OWN, HOLDER_RIVAL, HOLDER_OUTSIDER };

/* What the composed cues say of one candidate: the chain actor - attitude - action - target. */
struct reading {
    int8_t sign;            /* +1 for, -1 against, 0 nothing said */
    int32_t attitude, action; /* matches nearest to the target, NOWHERE */
    uint8_t attitudes;      /* on the chain */
    uint8_t negations;      /* on the chain */
    int8_t attitude_sign;   /* product over the attitudes, 0 if there is none */
    int8_t action_sign;     /* value of the action, 0 if there is none */
    unsigned flags;         /* enum esp_flag */
    int32_t condition;      /* match, NOWHERE */
    int32_t hedge;          /* match, NOWHERE */
    struct span window;     /* tokens that were read */
    uint32_t head;          /* token at which the chain begins; the target's first when nothing stands before it */
    enum chain_holder holder;     /* whose the cue at the head is */
    bool governed;          /* the actor is the nearest subject before the chain, or speaks it */
    bool undecided;         /* a cue on the chain weighs, discusses or asks: "looks at whether to" */
    bool passed_on;         /* another actor stands between this one and the target */
};

struct feature {
    const char *name; /* interned in the document; the set of names is open */
    double value;
    int32_t index;    /* in the model's table, NOWHERE when the model does not know it */
};

struct vector {
    VEC(struct feature) features; /* no name twice */
};

/* ---- (10), (11) ---------------------------------------------------------------------------------- */

struct triple {
    uint32_t candidate;
    enum esp_stance stance;                /* none and undecided included */
    double decision[ESP_STANCE_COUNT];     /* summed decision value of each stance */
    double alone[ESP_STANCE_COUNT];        /* probability by the decision values alone */
    double probability[ESP_STANCE_COUNT];  /* with what the rest of the article says */
    double score;
};

/* ---- the document -------------------------------------------------------------------------------- */

struct lexicon;    /* lexicon.h */
struct clause;     /* clause.h */
struct quotations; /* quotation.h */
struct model;   /* model.h */

struct document {
    struct arena *arena;
    const struct lexicon *lexicon;
    const struct model *model;    /* NULL: unscored */
    double min_confidence;        /* below it a stance is undecided */
    const char *id, *title, *date, *source, *genre; /* title: headline, "" if none; date, source, genre: NULL if unknown */
    int32_t day;                  /* of date, as days since 1970-01-01; INT32_MIN when unknown */
    struct text text;
    VEC(struct sentence) sentences;
    struct token_vec tokens;
    struct hash keys;             /* interned token keys */
    VEC(struct match) matches;    /* by first token, then the longer first, then the list */
    VEC(struct mention) mentions; /* by first token */
    const struct clause *clause;  /* (7) clause_of, quotations_of: made when they are first asked for */
    const struct quotations *quotations;
    VEC(struct reference) references;
    int32_t *reference_of;        /* mention -> references, NOWHERE: as many as mentions */
    VEC(struct attribution) attributions; /* by sentence */
    bool state_voice;             /* the text itself speaks for an actor: commentary of state media */
    actor_set author;             /* the actor that it speaks for */
    uint32_t named;               /* (9a) bit t: the text names target t */
    VEC(struct candidate) candidates;
    struct reading *readings;     /* one a candidate */
    struct vector *vectors;       /* one a candidate */
    VEC(struct triple) triples;   /* one a candidate, none included */
    struct esp_cell *cells;       /* actor * targets + target */
};

/* Matches and mentions whose first token lies in a sentence, as a range of indices. */
struct span document_matches(const struct document *d, uint32_t sentence);
struct span document_mentions(const struct document *d, uint32_t sentence);

/* The first part of an attribution's content that covers tokens, by its number; NOWHERE if none does. */
int32_t attribution_part(const struct attribution *a, struct span tokens);

/* Actors that a mention stands for, after (7); 0 for outsiders and open ones. */
static inline actor_set mention_actors(const struct document *d, uint32_t mention)
{
    const struct mention *m = &d->mentions.items[mention];
    int32_t r = d->reference_of ? d->reference_of[mention] : NOWHERE;
    return r != NOWHERE ? d->references.items[r].actors : m->open || m->kind == MENTION_OTHER ? 0 : m->actors;
}

/* Actors that a mention may stand for where (7) left it open. */
static inline actor_set mention_maybe(const struct document *d, uint32_t mention)
{
    int32_t r = d->reference_of ? d->reference_of[mention] : NOWHERE;
    return r != NOWHERE && !d->references.items[r].resolved ? d->references.items[r].maybe : 0;
}

/* Target that a mention stands for, after (7); NOWHERE if none. */
static inline int mention_target(const struct document *d, uint32_t mention)
{
    const struct mention *m = &d->mentions.items[mention];
    int32_t r = d->reference_of ? d->reference_of[mention] : NOWHERE;
    return m->type != MENTION_TARGET && r == NOWHERE ? NOWHERE : r != NOWHERE ? d->references.items[r].target : m->target;
}

#endif
