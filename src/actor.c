/* (6) Mentions: which words name or stand for an actor, another holder, or a target.
 *
 *     [South Korea's top nuclear envoy] said [Monday's] ... [U.S.] [sanctions] on [the North] ... [he] ... [experts]
 *     office: seoul                           name: washington, modifies; target; name: pyongyang; open; no actor
 *
 * Names of persons are found first, over the whole text (actor_name.c, actor_short.c), since a short form can stand
 * before the full one; then, sentence by sentence, groups of words around adjectives, names, organs and roles
 * (actor_group.c, actor_phrase.c) with what appositions and coordinations add (actor_link.c), and pronouns
 * (actor_pronoun.c). A mention whose actor the words alone do not tell is left open for (7). An apposition is a mention
 * of its own with the person's entity. Bylines and credits name nobody, nor does the dateline.
 * Known to be wrong: what stands in the heads of those files. */
#include "actor_internal.h"

#include <stdlib.h>

/* Marks in array what each match of a list covers. */
static void cover(int32_t *array, const struct match *m, int32_t index)
{
    for (uint32_t i = m->tokens.start; i < m->tokens.end; i++)
        array[i] = index;
}

static bool bends_as_verb(const struct scene *s, const struct match *m)
{
    const struct entry *e = lexicon_entry(s->lexicon, m->entry);
    return e->pos == 'v' && m->form != FORM_NONE;
}

/* "who speaks for" is no title, though "who served as" takes the one behind it out of office. */
static bool is_clause(const struct scene *s, const struct match *m)
{
    const char *class = actor_function(s, m->tokens.start);
    return class && !strcmp(class, "relative") && lexicon_entry(s->lexicon, m->entry)->class != s->former;
}

static void place_matches(struct scene *s)
{
    for (uint32_t i = 0; i < s->d->matches.count; i++) {
        const struct match *m = &s->d->matches.items[i];
        int32_t index = (int32_t)i;
        switch (lexicon_entry(s->lexicon, m->entry)->list) {
        case LIST_ACTORS:
            cover(s->actor_at, m, index);
            break;
        case LIST_ROLES:
            if (!is_clause(s, m))
                cover(s->role_at, m, index);
            break;
        case LIST_TARGETS:
            cover(s->target_at, m, index);
            break;
        case LIST_PRONOUNS:
            cover(s->pronoun_at, m, index);
            break;
        case LIST_HEDGE:
            cover(s->hedge_at, m, index);
            s->verb_at[m->tokens.start] = bends_as_verb(s, m) ? index : s->verb_at[m->tokens.start];
            break;
        case LIST_ATTITUDE:
            cover(s->attitude_at, m, index); /* fall through */
        case LIST_SPEECH:
        case LIST_ACTION:
            if (bends_as_verb(s, m))
                s->verb_at[m->tokens.start] = index;
            if (bends_as_verb(s, m) && lexicon_entry(s->lexicon, m->entry)->list == LIST_SPEECH)
                s->speech_at[m->tokens.start] = index;
            break;
        default:
            break;
        }
    }
}

static int32_t *nowhere(struct scene *s)
{
    int32_t *array = arena_alloc(s->d->arena, (s->d->tokens.count + (size_t)1) * sizeof *array);
    for (uint32_t i = 0; i <= s->d->tokens.count; i++)
        array[i] = NOWHERE;
    return array;
}

/* True when all words have capitals that could go without, as in headlines: "Maria Lopez and Peter Braun disagree." is
 * an ordinary sentence. */
static bool is_titled(const struct scene *s, uint32_t sentence)
{
    struct span tokens = s->d->sentences.items[sentence].tokens;
    uint32_t words = 0, capitals = 0;
    for (uint32_t i = tokens.start; i < tokens.end; i++) {
        const struct token *t = actor_token(s, i);
        if (t->kind != TOKEN_WORD || t->key_length < 3 || lexicon_function_word(s->lexicon, t->key, t->key_length))
            continue;
        words++;
        capitals += t->word_case != CASE_LOWER;
    }
    bool stopped = s->d->sentences.items[sentence].kind == SENTENCE_BODY && actor_is(s, tokens.end - 1, ".");
    return words >= 4 && 10 * capitals >= (stopped ? 10 : 8) * words;
}

static void look_at_sentences(struct scene *s)
{
    for (uint32_t i = 0; i < s->d->sentences.count; i++) {
        const struct sentence *sentence = &s->d->sentences.items[i];
        s->skipped[i] = sentence->kind == SENTENCE_BYLINE || sentence->kind == SENTENCE_CREDIT ||
                        sentence->kind == SENTENCE_META;
        s->titled[i] = is_titled(s, i);
        for (uint32_t t = sentence->tokens.start; !s->titled[i] && t < sentence->tokens.end; t++) {
            const struct token *token = actor_token(s, t);
            if (token->word_case == CASE_LOWER)
                hash_add(s->d->arena, &s->lower_seen, token->key, token->key_length, t);
        }
    }
}

/* First token behind "SEOUL, Aug. 21 (Yonhap) --" and the like; the first token when there is none. */
static uint32_t behind_dateline(const struct scene *s, uint32_t sentence)
{
    struct span tokens = s->d->sentences.items[sentence].tokens;
    if (!s->d->sentences.items[sentence].opens_paragraph || tokens.start == tokens.end)
        return tokens.start;
    bool capitals = actor_token(s, tokens.start)->word_case == CASE_UPPER, bracket = false;
    for (uint32_t i = tokens.start; i < tokens.end && i < tokens.start + 16; i++) {
        const struct token *t = actor_token(s, i);
        bool dash = t->kind == TOKEN_PUNCTUATION && (*t->key == '-' || !strcmp(t->key, "\xE2\x80\x93") ||
                                                      !strcmp(t->key, "\xE2\x80\x94"));
        bracket |= *t->key == ')';
        if (dash && (bracket || (capitals && !s->titled[sentence])))
            return i + 1;
        if (t->word_case == CASE_LOWER && !bracket && !lexicon_month(s->lexicon, t->key, t->key_length))
            break;
        bool word = i + 1 < tokens.end && actor_token(s, i + 1)->kind == TOKEN_WORD;
        if (bracket && word && capitals && !s->titled[sentence])
            return i + 1; /* "SEOUL (Reuters) North Korea ..." */
    }
    return tokens.start;
}

static void find_targets(struct scene *s)
{
    for (uint32_t i = 0; i < s->d->matches.count; i++) {
        const struct match *m = &s->d->matches.items[i];
        const struct entry *e = lexicon_entry(s->lexicon, m->entry);
        if (e->list != LIST_TARGETS || e->kind == KIND_NOT || s->skipped[m->sentence])
            continue;
        bool open = e->kind == KIND_CONTEXT, plural = actor_is_plural(s, m->tokens.end - 1);
        vec_push(s->d->arena, &s->d->mentions,
                 (struct mention){.tokens = m->tokens, .head = m->tokens.end - 1, .sentence = m->sentence,
                                  .type = MENTION_TARGET, .kind = open ? MENTION_CONTEXT : MENTION_NAME, .open = open,
                                  .target = open ? NOWHERE : e->target, .entry = (int32_t)m->entry, .entity = NOWHERE,
                                  .person = 3, .number = plural ? 'p' : 's', .gender = 'n',
                                  .modifies = actor_before_noun(s, m->tokens.end, true, plural)});
    }
}

static int by_place(const void *left, const void *right)
{
    const struct mention *a = left, *b = right;
    if (a->tokens.start != b->tokens.start)
        return a->tokens.start < b->tokens.start ? -1 : 1;
    if (a->tokens.end != b->tokens.end)
        return a->tokens.end > b->tokens.end ? -1 : 1;
    return (a->type > b->type) - (a->type < b->type);
}

static void init(struct scene *s, struct document *d)
{
    *s = (struct scene){.d = d, .lexicon = d->lexicon, .entity_count = lexicon_entity_count(d->lexicon)};
    int32_t **arrays[] = {&s->actor_at, &s->role_at, &s->pronoun_at, &s->target_at, &s->hedge_at, &s->attitude_at,
                          &s->verb_at, &s->speech_at, &s->name_at};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        *arrays[i] = nowhere(s);
    s->skipped = arena_alloc(d->arena, d->sentences.count + 1);
    s->titled = arena_alloc(d->arena, d->sentences.count + 1);
    s->leader = lexicon_class(d->lexicon, "leader");
    s->org = lexicon_class(d->lexicon, "org");
    s->group = lexicon_class(d->lexicon, "group");
    s->outsider = lexicon_class(d->lexicon, "outsider");
    s->former = lexicon_class(d->lexicon, "former");
    s->article = lexicon_class(d->lexicon, "article");
    s->determiner = lexicon_class(d->lexicon, "determiner");
    s->possessive = lexicon_class(d->lexicon, "possessive");
    s->preposition = lexicon_class(d->lexicon, "preposition");
}

void actor_find(struct document *d)
{
    struct scene s;
    init(&s, d);
    place_matches(&s);
    look_at_sentences(&s);
    actor_find_names(&s);
    for (uint32_t i = 0; i < d->sentences.count; i++) {
        if (s.skipped[i])
            continue;
        uint32_t start = behind_dateline(&s, i);
        actor_find_phrases(&s, i, start);
        actor_find_pronouns(&s, i, start);
    }
    find_targets(&s);
    if (d->mentions.count)
        qsort(d->mentions.items, d->mentions.count, sizeof *d->mentions.items, by_place);
}

/* The ids of the actors of a set, "-" for none. */
static void dump_actors(const struct document *d, const struct mention *m, struct buffer *out)
{
    const char *between = "";
    for (size_t a = 0; a < lexicon_actor_count(d->lexicon); a++) {
        if (!(m->actors >> a & 1))
            continue;
        buffer_printf(out, "%s%s", between, lexicon_actor(d->lexicon, a)->id);
        between = m->all ? "+" : ",";
    }
    if (!*between)
        buffer_text(out, "-");
}

/* sentence, type, kind, actors or target, entity (0: none), open or closed, person with number and gender, role in the
 * phrase, text */
void actor_dump(const struct document *d, struct buffer *out)
{
    static const char *const kinds[] = {"name", "org", "person", "office", "adjective", "context", "pronoun", "other"};
    int32_t most = 0;
    for (uint32_t i = 0; i < d->mentions.count; i++)
        most = d->mentions.items[i].entity > most ? d->mentions.items[i].entity : most;
    uint32_t *numbers = calloc((size_t)most + 1, sizeof *numbers), count = 0; /* entities as they come, from 1 */
    out->failed |= !numbers;
    for (uint32_t i = 0; numbers && i < d->mentions.count; i++) {
        const struct mention *m = &d->mentions.items[i];
        buffer_printf(out, "%u\t%s\t%s\t", m->sentence, m->type == MENTION_ACTOR ? "actor" : "target", kinds[m->kind]);
        if (m->type == MENTION_ACTOR)
            dump_actors(d, m, out);
        else
            buffer_text(out, m->target == NOWHERE ? "-" : lexicon_target(d->lexicon, (size_t)m->target)->id);
        if (m->entity != NOWHERE && !numbers[m->entity])
            numbers[m->entity] = ++count;
        buffer_printf(out, "\t%u", m->entity == NOWHERE ? 0 : numbers[m->entity]);
        buffer_printf(out, "\t%s\t%u%c%c\t%s\t", m->open ? "open" : "closed", m->person, m->number ? m->number : '-',
                      m->gender ? m->gender : '-', m->possessive ? "possessive" : m->modifies ? "modifies" : "-");
        dump_tokens(d, m->tokens, out);
        buffer_text(out, "\n");
    }
    free(numbers);
}
