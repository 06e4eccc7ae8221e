/* (5a) How words bend: the forms of a verb or a noun, all made when a lexicon is loaded.
 *
 *     announce -> announces, announced, announcing     ban -> bans, banned, banning
 *     sanction -> sanctions                            ministry -> ministries
 *
 * Regular forms come from the rules of spelling below, and irregular.tsv replaces them kind by kind: a form in -ing is
 * the gerund, one in -s the third person (or a plural), one in -ed a past; of the others the last is the participle
 * when a past stands before it ("wrote written"), else it is both ("said").
 * Known to be wrong: words of several syllables that double their last letter (permitted) unless the table has them; a
 * form that is both base and past (put) counts as base. */
#include "lexicon_internal.h"

#include <ctype.h>
#include <stdio.h>

static bool is_vowel(const char *word, size_t at)
{
    char c = (char)tolower((unsigned char)word[at]);
    if (c == 'u' && at > 0 && tolower((unsigned char)word[at - 1]) == 'q')
        return false;
    return (c && strchr("aeiou", c)) || (c == 'y' && at > 0);
}

static bool ends(const char *word, size_t length, const char *tail)
{
    size_t size = strlen(tail);
    return length > size && !strcasecmp(word + length - size, tail);
}

/* One syllable that ends in a consonant after one vowel, which is doubled: ban, stop; not seek, show, relax. */
static bool doubles(const char *word, size_t length)
{
    const char *hyphen = memrchr(word, '-', length);
    size_t start = hyphen ? (size_t)(hyphen - word) + 1 : 0, groups = 0;
    for (size_t i = start; i < length; i++)
        groups += is_vowel(word, i) && (i == start || !is_vowel(word, i - 1));
    return groups == 1 && length - start >= 3 && !is_vowel(word, length - 1) && is_vowel(word, length - 2) &&
           !is_vowel(word, length - 3) && !strchr("wxyWXY", word[length - 1]);
}

static bool consonant_before_y(const char *word, size_t length)
{
    return ends(word, length, "y") && !is_vowel(word, length - 2);
}

/* -s of verbs and nouns. A verb in -o takes -es (vetoes), a noun does not (memos). */
static char *with_s(struct arena *arena, const char *word, size_t length, char pos)
{
    if (consonant_before_y(word, length))
        return arena_printf(arena, "%.*sies", (int)length - 1, word);
    bool hisses = ends(word, length, "s") || ends(word, length, "x") || ends(word, length, "z") ||
                  ends(word, length, "ch") || ends(word, length, "sh");
    bool verb_o = pos == 'v' && ends(word, length, "o") && !is_vowel(word, length - 2);
    return arena_printf(arena, "%s%s", word, hisses || verb_o ? "es" : "s");
}

static char *with_ed(struct arena *arena, const char *word, size_t length)
{
    if (ends(word, length, "e"))
        return arena_printf(arena, "%sd", word);
    if (consonant_before_y(word, length))
        return arena_printf(arena, "%.*sied", (int)length - 1, word);
    return doubles(word, length) ? arena_printf(arena, "%s%ced", word, word[length - 1])
                                 : arena_printf(arena, "%sed", word);
}

static char *with_ing(struct arena *arena, const char *word, size_t length)
{
    if (ends(word, length, "ie"))
        return arena_printf(arena, "%.*sying", (int)length - 2, word);
    if (ends(word, length, "e") && !ends(word, length, "ee") && !ends(word, length, "oe") && !ends(word, length, "ye"))
        return arena_printf(arena, "%.*sing", (int)length - 1, word);
    return doubles(word, length) ? arena_printf(arena, "%s%cing", word, word[length - 1])
                                 : arena_printf(arena, "%sing", word);
}

static void add(struct forms *forms, const char *text, enum verb_form form)
{
    for (uint32_t i = 0; i < forms->count; i++)
        if (!strcmp(forms->items[i].text, text))
            return; /* "put": the base stands first */
    if (forms->count < FORMS_MAX)
        forms->items[forms->count++] = (struct form){text, (uint8_t)form};
}

static bool has_form(const struct forms *forms, enum verb_form form)
{
    for (uint32_t i = 0; forms && i < forms->count; i++)
        if (forms->items[i].form == form)
            return true;
    return false;
}

static const struct forms *irregular_of(struct lexicon *lexicon, const char *word, char pos)
{
    char key[64];
    size_t length = (size_t)snprintf(key, sizeof key, "%c:%s", pos, word);
    if (length >= sizeof key)
        return NULL;
    uint32_t index = hash_get(&lexicon->irregular_of, key, length);
    return index == HASH_MISSING ? NULL : &lexicon->irregular.items[index];
}

void lexicon_inflect(struct lexicon *lexicon, const char *word, char pos, struct forms *out)
{
    size_t length = strlen(word);
    *out = (struct forms){0};
    add(out, word, pos == 'v' ? FORM_BASE : FORM_NONE);
    if ((pos != 'v' && pos != 'n') || !length)
        return;
    const struct forms *irregular = irregular_of(lexicon, word, pos);
    for (uint32_t i = 0; irregular && i < irregular->count; i++)
        add(out, irregular->items[i].text, pos == 'v' ? irregular->items[i].form : FORM_NONE);
    if (pos == 'n' && !irregular)
        add(out, with_s(&lexicon->arena, word, length, pos), FORM_NONE);
    if (pos == 'n')
        return;
    if (!has_form(irregular, FORM_S))
        add(out, with_s(&lexicon->arena, word, length, pos), FORM_S);
    if (!has_form(irregular, FORM_PAST))
        add(out, with_ed(&lexicon->arena, word, length), FORM_PAST);
    if (!has_form(irregular, FORM_ING))
        add(out, with_ing(&lexicon->arena, word, length), FORM_ING);
}

/* What a form of an irregular verb is, by its ending; see above. */
static enum verb_form kind_of(const char *form, size_t length, bool last_plain, bool past_seen)
{
    if (ends(form, length, "ing"))
        return FORM_ING;
    if (ends(form, length, "s"))
        return FORM_S;
    return last_plain && past_seen && !ends(form, length, "ed") ? FORM_PARTICIPLE : FORM_PAST;
}

static bool is_plain(const struct tsv_cell *form) /* neither -ing nor -s */
{
    return !ends(form->text, form->length, "ing") && !ends(form->text, form->length, "s");
}

void lexicon_add_irregular(struct lexicon *lexicon, const char *lemma, char pos, struct tsv_cell cell)
{
    struct forms forms = {0};
    struct tsv_cell pieces[FORMS_MAX], piece;
    uint32_t count = 0, last = 0;
    while (count < FORMS_MAX && tsv_piece(&cell, " ", &piece)) {
        if (piece.length) {
            last = is_plain(&piece) ? count : last;
            pieces[count++] = piece;
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        const char *text = arena_copy(&lexicon->arena, pieces[i].text, pieces[i].length);
        enum verb_form form = kind_of(text, pieces[i].length, i == last, has_form(&forms, FORM_PAST));
        add(&forms, text, form);
        if (pos == 'v')
            hash_add(&lexicon->arena, &lexicon->irregular_verbs, text, pieces[i].length, form);
    }
    if (pos == 'v') {
        struct arena *arena = &lexicon->arena;
        const char *third = with_s(arena, lemma, strlen(lemma), pos), *gerund = with_ing(arena, lemma, strlen(lemma));
        if (!has_form(&forms, FORM_S))
            hash_add(arena, &lexicon->irregular_verbs, third, strlen(third), FORM_S);
        if (!has_form(&forms, FORM_ING))
            hash_add(arena, &lexicon->irregular_verbs, gerund, strlen(gerund), FORM_ING);
        hash_add(arena, &lexicon->irregular_verbs, lemma, strlen(lemma), FORM_BASE);
    }
    const char *key = arena_printf(&lexicon->arena, "%c:%s", pos, lemma);
    hash_add(&lexicon->arena, &lexicon->irregular_of, key, strlen(key), lexicon->irregular.count);
    vec_push(&lexicon->arena, &lexicon->irregular, forms);
}
