/* Labelled documents: JSON lines, one document a line (format: espouse_train.h).
 *
 * Decides whether a file can be learned from, and if not says where it is wrong and what would be right:
 *
 *     articles.jsonl:17: triple 3: stance "pro": want favor, against or neutral
 *     articles.jsonl:18: triple 1: sentence 9: the document has 7, counted from 0
 *
 * The first fault ends the reading: a model trained on half of a file would be taken for one trained on all of it.
 * Members that are not known are passed over. */
#include "train/labels.h"

#include "base/error.h"
#include "base/input.h"
#include "base/utf8.h"
#include "lexicon.h"

#include <jansson.h>
#include <utf8proc.h>

struct parsing {
    struct labels *labels;
    struct labelled_document *document;
    json_t *object;
    struct esp_error *error;
};

static bool refuse(const struct parsing *p, const char *format, ...) __attribute__((format(printf, 2, 3)));

static bool refuse(const struct parsing *p, const char *format, ...)
{
    char text[sizeof p->error->text];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    error_set(p->error, ESP_INPUT, "%s", text);
    return false;
}

/* A string member, copied; NULL when it is missing or null. */
static bool take_text(const struct parsing *p, const char *name, bool needed, const char **out)
{
    const json_t *value = json_object_get(p->object, name);
    if (!value || json_is_null(value))
        return !needed || refuse(p, "no \"%s\": want {\"doc\", \"date\", \"text\", \"sentences\", \"triples\"}", name);
    if (!json_is_string(value))
        return refuse(p, "\"%s\" is no string", name);
    *out = arena_copy(p->labels->arena, json_string_value(value), json_string_length(value));
    return true;
}

/* "seoul, washington or pyongyang" */
static const char *choices(const struct parsing *p, bool actors)
{
    const struct lexicon *lexicon = p->labels->lexicon;
    size_t count = actors ? lexicon_actor_count(lexicon) : lexicon_target_count(lexicon);
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text = arena_printf(p->labels->arena, "%s%s%s", text, i == 0 ? "" : i + 1 == count ? " or " : ", ",
                            actors ? lexicon_actor(lexicon, i)->id : lexicon_target(lexicon, i)->id);
    return text;
}

static bool take_name(const struct parsing *p, const char *what, size_t number, const char *id, bool actor,
                      uint8_t *out)
{
    const struct lexicon *lexicon = p->labels->lexicon;
    size_t count = actor ? lexicon_actor_count(lexicon) : lexicon_target_count(lexicon);
    for (size_t i = 0; id && i < count; i++)
        if (!strcmp(id, actor ? lexicon_actor(lexicon, i)->id : lexicon_target(lexicon, i)->id)) {
            *out = (uint8_t)i;
            return true;
        }
    return refuse(p, "%s %zu: %s \"%s\": want %s", what, number, actor ? "actor" : "target", id ? id : "",
                  choices(p, actor));
}

static bool take_stance(const char *name, bool none_too, enum esp_stance *out)
{
    for (int s = none_too ? ESP_NONE : ESP_FAVOR; name && s < ESP_STANCE_COUNT; s++)
        if (!strcmp(name, esp_stance_name((enum esp_stance)s))) {
            *out = (enum esp_stance)s;
            return true;
        }
    return false;
}

static bool take_sentences(const struct parsing *p)
{
    struct labelled_document *d = p->document;
    const json_t *list = json_object_get(p->object, "sentences");
    if (!json_is_array(list))
        return refuse(p, "no \"sentences\": want [[start, end], ...] in code points of the text");
    json_int_t points = (json_int_t)utf8_points(d->text, d->length), last = 0;
    d->sentence_count = (uint32_t)json_array_size(list);
    d->sentences = arena_alloc(p->labels->arena, ((size_t)d->sentence_count + 1) * sizeof *d->sentences);
    for (uint32_t i = 0; i < d->sentence_count; i++) {
        const json_t *pair = json_array_get(list, i), *a = json_array_get(pair, 0), *b = json_array_get(pair, 1);
        json_int_t start = json_integer_value(a), end = json_integer_value(b);
        if (json_array_size(pair) != 2 || !json_is_integer(a) || !json_is_integer(b))
            return refuse(p, "sentence %u: want [start, end]", i);
        if (start < last || end <= start || end > points)
            return refuse(p, "sentence %u: [%lld, %lld]: want start < end, at or behind %lld, within the text's %lld "
                          "code points", i, (long long)start, (long long)end, (long long)last, (long long)points);
        d->sentences[i] = (struct span){(uint32_t)start, (uint32_t)end};
        last = end;
    }
    return true;
}

/* The first three members of a triple, or of a disputed one. */
static bool take_place(const struct parsing *p, const char *what, size_t number, const json_t *item,
                       struct labelled_triple *out)
{
    const json_t *sentence = json_array_get(item, 0);
    json_int_t at = json_integer_value(sentence);
    if (!json_is_integer(sentence) || at < 0 || at >= p->document->sentence_count)
        return refuse(p, "%s %zu: sentence %lld: the document has %u, counted from 0", what, number, (long long)at,
                      p->document->sentence_count);
    out->sentence = (uint32_t)at;
    return take_name(p, what, number, json_string_value(json_array_get(item, 1)), true, &out->actor) &&
           take_name(p, what, number, json_string_value(json_array_get(item, 2)), false, &out->target);
}

static bool take_triples(const struct parsing *p)
{
    struct labelled_document *d = p->document;
    const json_t *list = json_object_get(p->object, "triples"), *disputed = json_object_get(p->object, "disputed");
    if (!json_is_array(list))
        return refuse(p, "no \"triples\": want [[sentence, actor, target, stance], ...]");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        const char *stance = json_string_value(json_array_get(item, 3));
        struct labelled_triple triple;
        if (json_array_size(item) != 4)
            return refuse(p, "triple %zu: want [sentence, actor, target, stance]", i + 1);
        if (!take_place(p, "triple", i + 1, item, &triple))
            return false;
        if (!take_stance(stance, false, &triple.stance))
            return refuse(p, "triple %zu: stance \"%s\": want favor, against or neutral", i + 1, stance ? stance : "");
        if (labels_stance(d, triple.sentence, triple.actor, triple.target) != ESP_NONE)
            return refuse(p, "triple %zu: sentence, actor and target are there twice", i + 1);
        vec_push(p->labels->arena, &d->triples, triple);
    }
    for (size_t i = 0; i < json_array_size(disputed); i++) {
        struct labelled_triple triple = {.stance = ESP_NONE};
        if (!take_place(p, "disputed", i + 1, json_array_get(disputed, i), &triple))
            return false;
        vec_push(p->labels->arena, &d->disputed, triple);
    }
    return true;
}

/* {actor: {target: stance or {"stance": ...}}}; what is not given is none. */
static bool take_cells(const struct parsing *p)
{
    struct labelled_document *d = p->document;
    json_t *cells = json_object_get(p->object, "cells"), *of_actor, *cell;
    const json_t *disputed = json_object_get(p->object, "disputed_cells");
    size_t targets = lexicon_target_count(p->labels->lexicon), number = 0;
    const char *actor_id, *target_id;
    uint8_t actor, target;
    d->cells_given = json_is_object(cells);
    memset(d->cell_counts, 1, sizeof d->cell_counts);
    json_object_foreach(cells, actor_id, of_actor) {
        number++;
        if (!take_name(p, "row of cells", number, actor_id, true, &actor))
            return false;
        json_object_foreach(of_actor, target_id, cell) {
            const char *stance = json_string_value(json_is_object(cell) ? json_object_get(cell, "stance") : cell);
            if (!take_name(p, "row of cells", number, target_id, false, &target))
                return false;
            if (!take_stance(stance, true, &d->cells[actor * targets + target]))
                return refuse(p, "cell %s, %s: stance \"%s\": want favor, against, neutral or none", actor_id,
                              target_id, stance ? stance : "");
        }
    }
    for (size_t i = 0; i < json_array_size(disputed); i++) {
        const json_t *item = json_array_get(disputed, i);
        if (!take_name(p, "disputed cell", i + 1, json_string_value(json_array_get(item, 0)), true, &actor) ||
            !take_name(p, "disputed cell", i + 1, json_string_value(json_array_get(item, 1)), false, &target))
            return false;
        d->cell_counts[actor * targets + target] = false;
    }
    return true;
}

/* A whole date; of one that is less exact it is only known that it is a date. */
static bool take_date(const struct parsing *p)
{
    const char *date = p->document->date;
    if (date && !*date)
        date = p->document->date = NULL;
    if (!date || lexicon_day(date) != INT32_MIN)
        return true;
    if (lexicon_day(arena_printf(p->labels->arena, "%s-01", date)) == INT32_MIN &&
        lexicon_day(arena_printf(p->labels->arena, "%s-01-01", date)) == INT32_MIN)
        return refuse(p, "date \"%s\": want YYYY-MM-DD (or YYYY-MM, or YYYY, or null)", date);
    p->document->date = NULL;
    return true;
}

static bool take_document(const struct parsing *p)
{
    struct labelled_document *d = p->document;
    if (!take_text(p, "doc", true, &d->id) || !take_text(p, "text", true, &d->text) ||
        !take_text(p, "kind", false, &d->kind) || !take_text(p, "date", false, &d->date) ||
        !take_text(p, "pair", false, &d->pair))
        return false;
    d->length = json_string_length(json_object_get(p->object, "text"));
    if (!take_date(p))
        return false;
    uint32_t number = p->labels->documents.count;
    uint32_t known = hash_add(p->labels->arena, &p->labels->ids, d->id, strlen(d->id), number);
    if (known != number)
        return refuse(p, "document \"%s\" was read before (%s:%ld)", d->id,
                      p->labels->files.items[p->labels->documents.items[known].file].path,
                      p->labels->documents.items[known].line);
    return take_sentences(p) && take_triples(p) && take_cells(p);
}

/* One line that is not empty. The JSON object is copied and gone when this returns; a jump in between loses it. */
static bool read_line(struct labels *labels, const char *line, size_t length, long number, struct esp_error *error)
{
    json_error_t fault;
    struct labelled_document document = {.file = labels->files.count - 1, .line = number};
    struct parsing p = {.labels = labels, .document = &document, .error = error};
    p.object = json_loadb(line, length, JSON_REJECT_DUPLICATES, &fault);
    if (!p.object)
        return refuse(&p, "column %d: %s", fault.column, fault.text);
    bool good = json_is_object(p.object) ? take_document(&p) : refuse(&p, "want a JSON object a line");
    json_decref(p.object);
    if (good)
        vec_push(labels->arena, &labels->documents, document);
    return good;
}

bool labels_read(struct labels *labels, const char *path, struct esp_error *error)
{
    struct esp_error own = {0};
    struct input input;
    struct digest digest;
    const char *line;
    size_t length;
    long number = 0;
    int got;
    error = error ? error : &own;
    if (!input_open(&input, path, error))
        return false;
    vec_push(labels->arena, &labels->files,
             (struct labelled_file){.path = arena_copy(labels->arena, path, strlen(path))});
    digest_init(&digest);
    bool good = true;
    while (good && (got = input_line(&input, &line, &length, error)) != 0) {
        good = got > 0;
        number++;
        if (good) {
            digest_add(&digest, line, length);
            digest_add(&digest, "\n", 1);
        }
        while (good && length && (line[length - 1] == ' ' || line[length - 1] == '\t' || line[length - 1] == '\r'))
            length--;
        if (good && length)
            good = read_line(labels, line, length, number, error);
    }
    input_close(&input);
    if (!good)
        return error_place(error, path, number, 0), false;
    digest_finish(&digest, labels->files.items[labels->files.count - 1].digest);
    labels_count_files(labels);
    return true;
}

enum esp_stance labels_stance(const struct labelled_document *document, uint32_t sentence, uint8_t actor,
                              uint8_t target)
{
    for (uint32_t i = 0; i < document->triples.count; i++) {
        const struct labelled_triple *t = &document->triples.items[i];
        if (t->sentence == sentence && t->actor == actor && t->target == target)
            return t->stance;
    }
    return ESP_NONE;
}

bool labels_disputed(const struct labelled_document *document, uint32_t sentence, uint8_t actor, uint8_t target)
{
    for (uint32_t i = 0; i < document->disputed.count; i++) {
        const struct labelled_triple *t = &document->disputed.items[i];
        if (t->sentence == sentence && t->actor == actor && t->target == target)
            return true;
    }
    return false;
}

uint32_t labels_sentence(const struct labelled_document *document, uint32_t start, uint32_t end)
{
    uint32_t low = 0, high = document->sentence_count, best = UINT32_MAX, most = 0;
    while (low < high) { /* the first that ends behind start */
        uint32_t middle = low + (high - low) / 2;
        if (document->sentences[middle].end <= start)
            low = middle + 1;
        else
            high = middle;
    }
    for (uint32_t i = low; i < document->sentence_count && document->sentences[i].start < end; i++) {
        struct span s = document->sentences[i];
        uint32_t from = s.start > start ? s.start : start, to = s.end < end ? s.end : end;
        if (to > from && to - from > most) {
            most = to - from;
            best = i;
        }
    }
    return best;
}
