/* (9a) Candidates: which actors could have a position on which target in a sentence.
 *
 * Made for recall; the model decides. A sentence in which a target is mentioned, openly or by reference, gives one
 * candidate for every actor that
 *   is mentioned there                 "Washington recoiled at such a declaration"           ROUTE_MENTION
 *   speaks there                       "The sanctions stay," the ministry said               ROUTE_SPEAKER
 *   may be meant there                 "Kang met Pompeo. He/they/an official wants ..."       ROUTE_OPEN
 *   acts on from the sentence before   "Seoul set to work. Talks on the declaration began."  ROUTE_CARRIED
 * The last only where nobody speaks or acts in the sentence, or somebody there stays open; it reaches over three
 * sentences where nobody is mentioned at all. A headline takes along who acts in the first sentence below it that has
 * the target. Without a word for the target the one of the sentence before goes on, for those who speak or act. A
 * question put to an actor, and the words of an outsider that name no actor, give none.
 * Known to be wrong: a speaker who goes on about the target for more than a sentence without a word for it. To wait
 * longer gives some nine candidates for each triple that is found. */
#include "candidate_internal.h"

enum {
    HEADLINE_REACH = 6, /* sentences below a headline in which its actor is looked for, credits included */
    ACTING_BACK = 3     /* sentences for which whoever acted last goes on where nobody is mentioned */
};

int candidate_target(const struct document *d, uint32_t mention)
{
    const struct mention *m = &d->mentions.items[mention];
    int target = mention_target(d, mention);
    if (target != NOWHERE || m->type != MENTION_TARGET || m->entry == NOWHERE)
        return target;
    int32_t reference = d->reference_of[mention];
    bool elsewhere = reference != NOWHERE && d->references.items[reference].resolved;
    target = elsewhere ? NOWHERE : lexicon_entry(d->lexicon, (uint32_t)m->entry)->target;
    return target != NOWHERE && d->named >> target & 1 ? target : NOWHERE;
}

/* Actors that speak a part of the sentence that holds a mention of the target. */
static actor_set speakers_of(const struct finding *f, uint32_t sentence, uint32_t target_mention)
{
    actor_set set = 0;
    for (uint32_t i = 0; i < f->by_sentence[sentence].count; i++) {
        const struct attribution *a = &f->d->attributions.items[f->by_sentence[sentence].items[i]];
        if (a->actors && attribution_part(a, f->d->mentions.items[target_mention].tokens) != NOWHERE)
            set |= a->actors;
    }
    return set;
}

static bool spoken_by_outsider(const struct finding *f, uint32_t sentence)
{
    for (uint32_t i = 0; i < f->by_sentence[sentence].count; i++)
        if (!f->d->attributions.items[f->by_sentence[sentence].items[i]].actors)
            return true;
    return false;
}

struct span candidate_target_tokens(const struct document *d, const struct candidate *c)
{
    const struct mention *m = &d->mentions.items[c->target_mention];
    uint32_t start = d->sentences.items[c->sentence].tokens.start;
    return m->sentence == c->sentence ? m->tokens : (struct span){start, start};
}

/* Who and what is in a sentence. */
struct presence {
    actor_set mentioned, maybe; /* maybe: by mentions that were left open */
    actor_set subjects;         /* mentioned where it may act */
    actor_set voices;           /* of attributions */
    actor_set speaking[TARGETS_MAX]; /* of attributions that hold the target */
    int32_t target[TARGETS_MAX];     /* last mention of the target, NOWHERE */
    bool open;                       /* somebody stays open */
    bool targets;                    /* there is one */
};

/* Neither a modifier nor an owner, nor behind a preposition: "talks with [Seoul]". */
static bool may_act(const struct document *d, uint32_t mention)
{
    const struct mention *m = &d->mentions.items[mention];
    if (m->modifies || m->possessive || m->tokens.start == d->sentences.items[m->sentence].tokens.start)
        return !m->modifies && !m->possessive;
    const struct token *before = &d->tokens.items[m->tokens.start - 1];
    const char *class = lexicon_function_word(d->lexicon, before->key, before->key_length);
    return !class || (strcmp(class, "preposition") && strcmp(before->key, "to"));
}

static bool is_open(const struct document *d, uint32_t mention)
{
    const struct mention *m = &d->mentions.items[mention];
    int32_t r = d->reference_of[mention];
    return m->type == MENTION_ACTOR && m->open && r != NOWHERE && !d->references.items[r].resolved &&
           strcmp(d->references.items[r].rule, "empty it");
}

static struct presence look_at(const struct finding *f, uint32_t sentence)
{
    const struct document *d = f->d;
    struct span mentions = document_mentions(d, sentence);
    struct presence p = {0};
    for (size_t t = 0; t < TARGETS_MAX; t++)
        p.target[t] = NOWHERE;
    for (uint32_t m = mentions.start; m < mentions.end; m++) {
        int target = candidate_target(d, m);
        if (target != NOWHERE) {
            p.target[target] = (int32_t)m;
            p.speaking[target] |= speakers_of(f, sentence, m);
            p.targets = true;
            continue;
        }
        p.mentioned |= mention_actors(d, m);
        p.maybe |= candidate_offered(d, m);
        p.open |= is_open(d, m);
        if (may_act(d, m))
            p.subjects |= mention_actors(d, m);
    }
    for (uint32_t i = 0; i < f->by_sentence[sentence].count; i++)
        p.voices |= d->attributions.items[f->by_sentence[sentence].items[i]].actors;
    return p;
}

/* Whoever acted in the sentence before, where nobody does in this one. */
static actor_set acting_on(const struct finding *f, uint32_t sentence, const struct presence *p)
{
    uint32_t reach = p->mentioned ? 1 : ACTING_BACK;
    bool near = f->before && sentence - f->before_sentence <= reach;
    if (p->open && near)
        return f->before;
    return near && !p->voices && !p->subjects && !p->maybe && !spoken_by_outsider(f, sentence) ? f->before : 0;
}

/* "Those five, according to him, do the most harm.": a sentence without a word for the target that one before spoke
 * of, but with an actor's words or doings. */
static void find_carried(struct finding *f, uint32_t sentence, const struct presence *p)
{
    struct document *d = f->d;
    actor_set acting = p->voices | p->subjects;
    for (size_t target = 0; target < lexicon_target_count(d->lexicon); target++) {
        if (f->last[target] == NOWHERE || d->mentions.items[f->last[target]].sentence + 1 != sentence)
            continue;
        for (size_t actor = 0; actor < lexicon_actor_count(d->lexicon); actor++) {
            if (!(acting >> actor & 1))
                continue;
            struct candidate c = {.sentence = sentence, .actor = (uint8_t)actor, .target = (uint8_t)target,
                                  .actor_mention = NOWHERE, .target_mention = f->last[target],
                                  .attribution = NOWHERE, .outer = NOWHERE, .route = ROUTE_CARRIED};
            candidate_pick_actor(f, &c);
            vec_push(d->arena, &d->candidates, c);
        }
    }
}

/* Who acts in the first sentence below a headline that has its target: whoever speaks of it, for "Minister:" is mostly
 * one that the text names; where the headline names nobody, everybody. */
static actor_set acting_below(const struct finding *f, uint32_t headline, size_t target, bool nobody)
{
    const struct document *d = f->d;
    for (uint32_t s = headline + 1; s < d->sentences.count && s - headline <= HEADLINE_REACH; s++) {
        if (d->sentences.items[s].kind != SENTENCE_BODY)
            continue;
        struct presence p = look_at(f, s);
        if (p.target[target] != NOWHERE)
            return (nobody ? p.mentioned : p.subjects) | p.speaking[target];
    }
    return 0;
}

static void find_in_sentence(struct finding *f, uint32_t sentence)
{
    struct document *d = f->d;
    struct presence p = look_at(f, sentence);
    if (!p.targets && d->sentences.items[sentence].kind != SENTENCE_CAPTION)
        find_carried(f, sentence, &p);
    for (size_t target = 0; target < lexicon_target_count(d->lexicon); target++) {
        if (p.target[target] == NOWHERE)
            continue;
        f->last[target] = p.target[target];
        actor_set all = p.mentioned | p.maybe | p.speaking[target] | acting_on(f, sentence, &p);
        if (d->state_voice)
            all |= d->author;
        if (d->sentences.items[sentence].kind == SENTENCE_HEADLINE)
            all |= acting_below(f, sentence, target, !all);
        for (size_t actor = 0; actor < lexicon_actor_count(d->lexicon); actor++) {
            if (!(all >> actor & 1))
                continue;
            struct candidate c = {.sentence = sentence, .actor = (uint8_t)actor, .target = (uint8_t)target,
                                  .actor_mention = NOWHERE, .target_mention = NOWHERE, .attribution = NOWHERE,
                                  .route = ROUTE_CARRIED};
            candidate_pick(f, &c);
            c.route = c.attribution != NOWHERE ? ROUTE_SPEAKER : c.route;
            vec_push(d->arena, &d->candidates, c);
        }
    }
    actor_set acting = p.voices ? p.voices : p.subjects;
    if (acting) {
        f->before = acting;
        f->before_sentence = sentence;
    }
}

/* A question that an outsider puts: "QUESTION: Does the United States support a declaration?" */
static bool is_question(const struct finding *f, uint32_t sentence)
{
    const struct document *d = f->d;
    uint32_t last = d->sentences.items[sentence].tokens.end;
    while (last > d->sentences.items[sentence].tokens.start && d->tokens.items[last - 1].kind == TOKEN_QUOTE)
        last--;
    return last && !strcmp(d->tokens.items[last - 1].key, "?") && spoken_by_outsider(f, sentence);
}

static bool is_prose(const struct sentence *s)
{
    return s->kind == SENTENCE_BODY || s->kind == SENTENCE_HEADLINE || s->kind == SENTENCE_CAPTION;
}

void candidate_find(struct document *d)
{
    struct finding f = {.d = d};
    f.by_sentence = arena_alloc(d->arena, (d->sentences.count + 1) * sizeof *f.by_sentence);
    for (uint32_t a = 0; a < d->attributions.count; a++) {
        const struct attribution *attribution = &d->attributions.items[a];
        uint32_t last = UINT32_MAX;
        for (uint32_t i = 0; i < attribution->content.count; i++) {
            struct span content = attribution->content.items[i];
            uint32_t sentence = content.start < content.end ? d->tokens.items[content.start].sentence : last;
            if (sentence != last)
                vec_push(d->arena, &f.by_sentence[sentence], a);
            last = sentence;
        }
    }
    for (size_t target = 0; target < TARGETS_MAX; target++)
        f.last[target] = NOWHERE;
    for (uint32_t m = 0; m < d->mentions.count; m++)
        if (d->mentions.items[m].type == MENTION_TARGET && d->mentions.items[m].kind == MENTION_NAME)
            d->named |= 1u << d->mentions.items[m].target;
    for (uint32_t sentence = 0; sentence < d->sentences.count; sentence++)
        if (is_prose(&d->sentences.items[sentence]) && !is_question(&f, sentence))
            find_in_sentence(&f, sentence);
}

const char *candidate_route_name(enum candidate_route route)
{
    static const char *const names[] = {"mention", "speaker", "open", "carried"};
    return names[route];
}

void candidate_dump(const struct document *d, struct buffer *out)
{
    for (uint32_t i = 0; i < d->candidates.count; i++) {
        const struct candidate *c = &d->candidates.items[i];
        buffer_printf(out, "%u\t%s\t%s\t%s\t", c->sentence, lexicon_actor(d->lexicon, c->actor)->id,
                      lexicon_target(d->lexicon, c->target)->id, candidate_route_name(c->route));
        if (c->actor_mention != NOWHERE)
            dump_tokens(d, d->mentions.items[c->actor_mention].tokens, out);
        else
            buffer_text(out, "-");
        buffer_text(out, "\t");
        dump_tokens(d, d->mentions.items[c->target_mention].tokens, out);
        buffer_text(out, "\n");
    }
}
