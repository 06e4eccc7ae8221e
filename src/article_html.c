/* (1) HTML: a page as a browser saves it, or as a server sends it.
 *
 * Decides how its bytes are to be read: the byte order mark first; then bytes that are UTF-8 are taken for that,
 * since a page that was saved anew keeps the <meta> of its old encoding; then what the page declares; then
 * Windows-1252. What the page declares as ISO-8859-1 is Windows-1252 and EUC-KR is its superset, as browsers have it.
 * Then libxml2 makes a tree of it, article_html_meta.c finds title, date and source, article_html_body.c the text.
 * Known to be wrong: a page in ISO-2022-JP or UTF-7 that does not declare it. What libxml2 2.9 does itself: its time
 * grows with the square of the attributes of one tag, it stops at 256 levels, and it may crash when memory runs out. */
#include "article_html.h"
#include "base/utf8.h"

#include <ctype.h>
#include <iconv.h>
#include <libxml/HTMLparser.h>
#include <string.h>
#include <strings.h>

enum { DECLARED_WITHIN = 4096, REPLACEMENT_MAX = 3 };

/* The name behind "charset=" near the beginning, "" if there is none. */
static void declared(const char *data, size_t length, char *name, size_t size)
{
    size_t end = length < DECLARED_WITHIN ? length : DECLARED_WITHIN, used = 0;
    for (size_t i = 0; i + 8 < end && !used; i++) {
        if (strncasecmp(data + i, "charset", 7) && strncasecmp(data + i, "encoding", 8))
            continue;
        size_t at = i + ((data[i] | 32) == 'c' ? 7 : 8);
        while (at < end && strchr(" =\"'\t", data[at]) && data[at])
            at++;
        while (at < end && used + 1 < size && data[at] &&
               (isalnum((unsigned char)data[at]) || strchr("-_:.", data[at])))
            name[used++] = data[at++];
    }
    name[used] = 0;
    if (!strcasecmp(name, "iso-8859-1") || !strcasecmp(name, "latin1") || !strcasecmp(name, "us-ascii"))
        strcpy(name, "WINDOWS-1252");
    else if (!strcasecmp(name, "euc-kr") || !strcasecmp(name, "ks_c_5601-1987") || !strcasecmp(name, "ksc5601"))
        strcpy(name, "CP949");
}

/* Converts with U+FFFD for what is no character. Two times the length is enough for the encodings of one byte with
 * few letters beyond ASCII; else it grows. */
static const char *convert(struct arena *arena, iconv_t conversion, const char *data, size_t length, size_t *out_length)
{
    size_t capacity = 2 * length + 64, used = 0, left = length;
    char *out = arena_alloc(arena, capacity), *in = (char *)data;
    while (left) {
        char *to = out + used;
        size_t room = capacity - used - REPLACEMENT_MAX;
        size_t got = iconv(conversion, &in, &left, &to, &room);
        used = (size_t)(to - out);
        if (got != (size_t)-1)
            break;
        if (capacity - used < 16 + REPLACEMENT_MAX) {
            out = arena_grow(arena, out, used, 2 * capacity);
            capacity *= 2;
        } else {
            memcpy(out + used, "\xEF\xBF\xBD", REPLACEMENT_MAX);
            used += REPLACEMENT_MAX;
            in++;
            left--;
        }
    }
    *out_length = used;
    return out;
}

static const char *decode(struct arena *arena, const char *data, size_t length, size_t *utf8_length)
{
    char name[40];
    if (length >= 2 && (!memcmp(data, "\xFF\xFE", 2) || !memcmp(data, "\xFE\xFF", 2)))
        strcpy(name, "UTF-16");
    else if (length >= 3 && !memcmp(data, "\xEF\xBB\xBF", 3))
        strcpy(name, "UTF-8");
    else
        declared(data, length, name, sizeof name);
    bool seven_bits = !strncasecmp(name, "iso-2022", 8) && memchr(data, 0x1B, length); /* with escapes: like ASCII */
    if (!seven_bits && utf8_valid(data, length) == length) {
        *utf8_length = length;
        return data;
    }
    iconv_t conversion = *name ? iconv_open("UTF-8", name) : (iconv_t)-1;
    if (conversion == (iconv_t)-1)
        conversion = iconv_open("UTF-8", "WINDOWS-1252");
    if (conversion == (iconv_t)-1)
        arena_out_of_memory(arena);
    jmp_buf *outer = arena->exhausted, landing;
    arena->exhausted = &landing;
    if (setjmp(landing)) {
        iconv_close(conversion);
        arena->exhausted = outer;
        arena_out_of_memory(arena);
    }
    const char *out = convert(arena, conversion, data, length, utf8_length);
    iconv_close(conversion);
    arena->exhausted = outer;
    return out;
}

const char *html_squeeze(struct arena *arena, const char *text, size_t length)
{
    char *out = arena_alloc(arena, length + 1);
    size_t used = 0;
    bool gap = false;
    for (size_t i = 0; i < length; i++) {
        bool wide = (unsigned char)text[i] == 0xC2 && i + 1 < length && (unsigned char)text[i + 1] == 0xA0;
        if (wide || isspace((unsigned char)text[i])) {
            gap = used > 0;
            i += wide;
            continue;
        }
        if (gap)
            out[used++] = ' ';
        gap = false;
        out[used++] = text[i];
    }
    return out;
}

xmlNode *html_after(xmlNode *node, const xmlNode *root)
{
    if (node->type == XML_ELEMENT_NODE && node->children)
        return node->children;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

bool html_is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && !strcasecmp((const char *)node->name, name);
}

bool html_listed(const char *const *names, const char *name, size_t length)
{
    for (; *names; names++)
        if (strlen(*names) == length && !strncasecmp(*names, name, length))
            return true;
    return false;
}

bool html_is_any(const xmlNode *node, const char *const *names)
{
    return html_listed(names, (const char *)node->name, strlen((const char *)node->name));
}

const char *html_attribute(const xmlNode *node, const char *name)
{
    for (const xmlAttr *a = node->properties; a; a = a->next)
        if (!strcasecmp((const char *)a->name, name))
            return a->children && a->children->content ? (const char *)a->children->content : "";
    return NULL;
}

#if LIBXML_VERSION >= 21200
typedef const xmlError *error_pointer;
#else
typedef xmlErrorPtr error_pointer;
#endif

/* When memory runs out, libxml2 says so here and nowhere else for sure. Version 2.9 then stops taking characters, but in
 * some loops goes on asking for the next: there must be none. */
static void note_error(void *exhausted, error_pointer error)
{
    htmlParserCtxt *parser = error->ctxt;
    if (error->code != XML_ERR_NO_MEMORY)
        return;
    *(bool *)exhausted = true;
    if (parser && parser->input)
        parser->input->cur = parser->input->end;
}

static xmlDoc *parse_page(const char *data, int length)
{
    int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                  HTML_PARSE_IGNORE_ENC;
    htmlParserCtxt *context = htmlNewParserCtxt();
    xmlDoc *page = context ? htmlCtxtReadMemory(context, data, length, NULL, "UTF-8", options) : NULL;
    htmlFreeParserCtxt(context);
    return page;
}

static bool load_page(struct esp_reader *reader, const char *data, size_t length)
{
    bool exhausted = false;
    xmlStructuredErrorFunc before = xmlStructuredError; /* this thread's */
    void *before_context = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(&exhausted, note_error);
    reader->page = parse_page(data, (int)length);
    xmlSetStructuredErrorFunc(before_context, before);
    if (exhausted || (length && !reader->page)) /* from something it makes a page */
        arena_out_of_memory(&reader->arena);
    return reader->page && xmlDocGetRootElement(reader->page);
}

int article_next_html(struct esp_reader *reader, struct esp_article *article, struct esp_error *error)
{
    const char *data;
    size_t length;
    article->id = reader->name;
    if (!input_rest(&reader->input, ARTICLE_MAX, &data, &length, error))
        return -1;
    data = decode(&reader->arena, data, length, &length);
    if (length > INT32_MAX || !load_page(reader, data, length))
        return article_refuse(reader, 0, 0, error, "no page of HTML in it");
    html_read_meta(reader, article);
    article->text = html_read_body(reader, article->title, article->date != NULL);
    article->length = strlen(article->text);
    article->line = 1;
    if (!article->length)
        return article_refuse(reader, 0, 0, error, "no article found in the page: want paragraphs of text");
    return 1;
}
