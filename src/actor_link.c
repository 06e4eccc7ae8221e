/* (6) Neighbouring mentions that say the same or share a word.
 *
 *     [Stephen Biegun], [the U.S. special representative for North Korea],      apposition: two mentions, one entity
 *     [Hong Gil-dong], [spokesman of the North's foreign ministry],             ... which says whom he serves
 *     [the North's chief negotiator], [Kim Kye-gwan],                           the other way round
 *     [South Korean] and [U.S. officials]                                       both are officials
 *
 * Known to be wrong: a list of holders between commas ("Moon, the U.S. envoy, and others") reads as an apposition. */
#include "actor_internal.h"

static bool is_one_person(const struct mention *m)
{
    return m->number != 'p' && (m->kind == MENTION_OFFICE || m->kind == MENTION_CONTEXT || m->kind == MENTION_OTHER);
}

/* Nothing but a comma between the two, and a stop, a comma or a verb of saying behind. */
static bool apposed(const struct scene *s, const struct mention *left, const struct mention *right, bool closed)
{
    uint32_t end = actor_sentence(s, left->head).end, next = right->tokens.end;
    if (left->sentence != right->sentence || left->tokens.end + 1 != right->tokens.start ||
        !actor_is(s, left->tokens.end, ",") || left->possessive || right->possessive)
        return false;
    if (next >= end)
        return true;
    const struct token *t = actor_token(s, next);
    bool stop = t->kind == TOKEN_PUNCTUATION && strchr(",.;:)", *t->key) != NULL;
    return stop || (!closed && (t->kind == TOKEN_QUOTE || s->speech_at[next] != NOWHERE || actor_function(s, next)));
}

static struct name *name_of(const struct scene *s, const struct mention *m)
{
    int32_t name = s->name_at[m->head];
    return name == NOWHERE ? NULL : &s->names.items[name];
}

/* The person's mention and the office's become one entity; the office says whom an unlisted person speaks for. */
static void identify(struct scene *s, struct mention *person, struct mention *office)
{
    struct name *name = name_of(s, person);
    if (name && !name->listed && (!name->known || person->open) && !actor_name_known(s, name->holder.entity))
        actor_name_tell(s, name, (struct holder){.actors = office->actors, .open = office->open, .all = office->all,
                                                 .other = office->kind == MENTION_OTHER, .entry = office->entry,
                                                 .gender = office->gender});
    if (name && !name->listed) {
        person->kind = office->kind == MENTION_OTHER ? MENTION_OTHER : MENTION_PERSON;
        person->actors = office->actors;
        person->open = office->open;
    } else if (office->kind == MENTION_OTHER && name && name->listed && person->kind == MENTION_PERSON) {
        return; /* "Moon, a former human rights lawyer," is president all the same */
    } else if (office->open && !person->open) {
        office->actors = person->actors;
        office->open = false;
        office->kind = person->kind == MENTION_OTHER ? MENTION_OTHER : office->kind;
    }
    office->entity = person->entity;
    if (!office->gender)
        office->gender = person->gender;
}

static bool is_name(const struct scene *s, const struct mention *m)
{
    return name_of(s, m) && s->name_at[m->head] != NOWHERE && (m->kind == MENTION_PERSON || m->kind == MENTION_OTHER);
}

void actor_link(struct scene *s)
{
    if (s->d->mentions.count < 2)
        return;
    struct mention *right = &s->d->mentions.items[s->d->mentions.count - 1], *left = right - 1;
    if (is_name(s, left) && !is_name(s, right) && is_one_person(right) && apposed(s, left, right, false))
        identify(s, left, right);
    else if (is_name(s, right) && !is_name(s, left) && is_one_person(left) && apposed(s, left, right, true))
        identify(s, right, left);
    bool joined = actor_is(s, left->tokens.end, "and") || actor_is(s, left->tokens.end, "or") ||
                  actor_is(s, left->tokens.end, ",");
    if (left->sentence == right->sentence && left->kind == MENTION_ADJECTIVE && joined &&
        left->tokens.end + 1 == right->tokens.start && (right->kind == MENTION_OFFICE || right->kind == MENTION_ORG)) {
        left->kind = right->kind;
        left->modifies = false;
        left->number = right->number;
    }
}
