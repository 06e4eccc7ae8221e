/* (1) What a page says of itself: title, date and source.
 *
 * Decides between the places where pages say it. For the title: JSON-LD "headline", <meta property="og:title">, the
 * <title> less the name of the site behind its last bar or dash; and if a heading on the page says the same, only
 * shorter or longer, the heading, since that is what readers see. For the date: JSON-LD "datePublished", the names of
 * <meta> that newsrooms use, <time>. For the source: og:site_name, JSON-LD "publisher".
 *
 *     <title>Seoul urges early declaration - The Daily</title> ... <h1>Seoul urges early declaration</h1>
 *
 * Dates are taken as they stand, in the zone that the page gives them in. Known to be wrong: the date of a page of
 * one article that marks up other articles' dates first and its own not at all. */
#include "article_html.h"

#include "base/json.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { HEADING_MIN = 8, HEADING_MAX = 1000 };

struct meta {
    struct esp_reader *reader;
    const char *headline, *open_graph, *page_title, *heading; /* titles */
    const char *linked_date, *meta_date, *time_date;
    const char *linked_source, *site;
};

/* An attribute's text in the arena, NULL if it is missing or empty. */
static const char *attribute(struct esp_reader *reader, const xmlNode *node, const char *name)
{
    const char *given = html_attribute(node, name);
    const char *text = given ? html_squeeze(&reader->arena, given, strlen(given)) : "";
    return *text ? text : NULL;
}

static bool is_text(const xmlNode *node)
{
    return (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) && node->content;
}

/* All text in an element, squeezed, in the arena. */
static const char *content_of(struct esp_reader *reader, xmlNode *element)
{
    size_t length = 0;
    for (xmlNode *n = element; n; n = html_after(n, element))
        if (is_text(n))
            length += strlen((const char *)n->content) + 1;
    char *text = arena_alloc(&reader->arena, length + 1);
    size_t used = 0;
    for (xmlNode *n = element; n; n = html_after(n, element)) {
        if (is_text(n)) {
            size_t size = strlen((const char *)n->content);
            memcpy(text + used, n->content, size);
            used += size;
        } else if (html_is(n, "br")) {
            text[used++] = ' ';
        }
    }
    return html_squeeze(&reader->arena, text, used);
}

static void keep(const char **field, const char *value)
{
    if (!*field && value && *value)
        *field = value;
}

static const char *string_of(struct esp_reader *reader, const json_t *value)
{
    const char *text = json_string_value(value);
    return text ? html_squeeze(&reader->arena, text, strlen(text)) : NULL;
}

/* ---- JSON-LD ------------------------------------------------------------------------------------- */

static bool is_article(const json_t *type)
{
    size_t index;
    json_t *item;
    if (json_is_string(type)) {
        const char *name = json_string_value(type);
        size_t length = strlen(name);
        return (length >= 7 && !strcmp(name + length - 7, "Article")) || !strcmp(name, "BlogPosting") ||
               !strcmp(name, "Report");
    }
    json_array_foreach(type, index, item)
        if (json_is_string(item) && is_article(item))
            return true;
    return false;
}

static void read_linked(struct meta *m, const json_t *data, int depth)
{
    size_t index;
    json_t *item;
    json_array_foreach(data, index, item)
        if (depth < 3)
            read_linked(m, item, depth + 1);
    if (!json_is_object(data))
        return;
    if (depth < 3)
        read_linked(m, json_object_get(data, "@graph"), depth + 1);
    if (!is_article(json_object_get(data, "@type")))
        return;
    keep(&m->headline, string_of(m->reader, json_object_get(data, "headline")));
    const char *date = json_string_value(json_object_get(data, "datePublished"));
    keep(&m->linked_date, date ? article_date(&m->reader->arena, date) : NULL);
    const json_t *publisher = json_object_get(data, "publisher");
    if (json_is_array(publisher))
        publisher = json_array_get(publisher, 0);
    if (json_is_object(publisher))
        publisher = json_object_get(publisher, "name");
    keep(&m->linked_source, string_of(m->reader, publisher));
}

static void read_script(struct meta *m, xmlNode *script)
{
    const char *type = attribute(m->reader, script, "type");
    if (!type || strcasecmp(type, "application/ld+json"))
        return;
    const char *text = content_of(m->reader, script);
    json_error_t fault;
    m->reader->object = json_loads(text, 0, &fault); /* a broken one says nothing */
    if (json_exhausted(m->reader->object, &fault))
        arena_out_of_memory(&m->reader->arena);
    read_linked(m, m->reader->object, 0);
    json_decref(m->reader->object);
    m->reader->object = NULL;
}

/* ---- elements ------------------------------------------------------------------------------------ */

static void read_meta(struct meta *m, xmlNode *element)
{
    static const char *const dates[] = {
        "article:published_time", "datePublished", "article:published", "og:article:published_time", "pubdate",
        "publishdate", "publish_date", "publish-date", "publication_date", "parsely-pub-date", "sailthru.date", "date",
        "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created", "cXenseParse:recs:publishtime",
        "originalpublicationdate", "article_date_original", "citation_date", "regDate", NULL};
    const char *content = attribute(m->reader, element, "content"), *name = attribute(m->reader, element, "property");
    if (!name)
        name = attribute(m->reader, element, "name");
    if (!name)
        name = attribute(m->reader, element, "itemprop");
    if (!name || !content)
        return;
    if (!strcasecmp(name, "og:title"))
        keep(&m->open_graph, content);
    else if (!strcasecmp(name, "og:site_name"))
        keep(&m->site, content);
    else if (html_listed(dates, name, strlen(name)))
        keep(&m->meta_date, article_date(&m->reader->arena, content));
}

static void read_time(struct meta *m, xmlNode *element)
{
    const char *date = attribute(m->reader, element, "datetime");
    keep(&m->time_date, date ? article_date(&m->reader->arena, date) : NULL);
}

static char *fold(struct arena *arena, const char *text)
{
    char *key = arena_copy(arena, text, strlen(text)), *to = key;
    for (const char *p = text; *p; p++)
        if (isalnum((unsigned char)*p) || (unsigned char)*p >= 0x80)
            *to++ = (char)tolower((unsigned char)*p);
    *to = 0;
    return key;
}

/* The heading that says what the page's title (folded, "" if there is none) says; the shorter must be half as long. */
static void read_heading(struct meta *m, xmlNode *element, const char *title)
{
    const char *text = content_of(m->reader, element), *key = fold(&m->reader->arena, text);
    size_t length = strlen(key), wanted = strlen(title);
    if (length < HEADING_MIN || length > HEADING_MAX || wanted > HEADING_MAX)
        return;
    bool shorter = strstr(title, key) && 2 * length >= wanted, longer = strstr(key, title) && 2 * wanted >= length;
    if ((wanted && (shorter || longer)) || (!wanted && html_is(element, "h1")))
        keep(&m->heading, text);
}

/* A title less the name of the site: behind the last bar, or behind the last dash when it is the name of the site or
 * short. */
static const char *without_site(struct meta *m, const char *title)
{
    static const char *const marks[] = {" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " : ", " :: "};
    size_t length = strlen(title), cut = length;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const char *last = NULL;
        for (const char *p = title; (p = strstr(p, marks[i])) != NULL; p++)
            last = p;
        if (!last)
            continue;
        const char *rest = last + strlen(marks[i]);
        bool site = m->site && !strncasecmp(rest, m->site, strlen(m->site));
        bool brief = i < 4 && strlen(rest) <= 30 && 2 * strlen(rest) < (size_t)(last - title);
        if ((site || brief) && (size_t)(last - title) < cut)
            cut = (size_t)(last - title);
    }
    return cut < length && cut >= 8 ? arena_copy(&m->reader->arena, title, cut) : title;
}

void html_read_meta(struct esp_reader *reader, struct esp_article *article)
{
    struct meta m = {.reader = reader};
    xmlNode *root = xmlDocGetRootElement(reader->page);
    for (xmlNode *n = root; n; n = html_after(n, root)) {
        if (html_is(n, "script"))
            read_script(&m, n);
        else if (html_is(n, "meta"))
            read_meta(&m, n);
        else if (html_is(n, "time"))
            read_time(&m, n);
        else if (html_is(n, "title") && !m.page_title && n->parent && html_is(n->parent, "head"))
            keep(&m.page_title, content_of(reader, n));
    }
    const char *title = m.headline ? m.headline : m.open_graph ? m.open_graph : m.page_title;
    const char *key = fold(&reader->arena, title ? title : "");
    for (xmlNode *n = root; n && !m.heading; n = html_after(n, root))
        if (html_is(n, "h1") || html_is(n, "h2"))
            read_heading(&m, n, key);
    article->title = m.heading ? m.heading : title ? without_site(&m, title) : NULL;
    article->date = m.linked_date ? m.linked_date : m.meta_date ? m.meta_date : m.time_date;
    article->source = m.site ? m.site : m.linked_source;
}
