/* (1) A page of HTML as blocks of text: paragraphs, items, headings, captions, and what stands between two <br><br>.
 *
 * Decides what of a page is text at all (not menus, forms and scripts), where a block ends, how much of it is link, and
 * which elements call themselves something beside the story by the names of their classes:
 *
 *     <div class="related-posts">, <section id="comments">, <div class="cookieConsent">
 *
 * Prose is a block that is long, ends as a sentence does and is little link. Names of elements, roles and classes are
 * markup and not language, so they stand here and in no lexicon.
 * Known to be wrong: what a page shows or hides by its style sheet alone is not known here. */
#include "article_html.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { PROSE_MIN = 60 };

struct reading {
    struct body *body;
    struct arena *arena;
    char *run; /* the block that is being read */
    size_t used, capacity, link;
    int links; /* open <a> */
};

struct about *html_about(const xmlNode *node)
{
    return node->_private;
}

/* ---- names --------------------------------------------------------------------------------------- */

/* Elements that hold no text of the page's own. */
static bool is_silent(const xmlNode *node)
{
    static const char *const silent[] = {"head", "script", "style", "noscript", "template", "svg", "math", "iframe",
                                         "object", "embed", "canvas", "audio", "video", "form", "button", "select",
                                         "textarea", "input", "nav", "footer", "aside", "menu", "dialog", NULL};
    static const char *const roles[] = {"navigation", "complementary", "contentinfo", "search", "dialog", "alertdialog",
                                        "menu", "menubar", "toolbar", "banner", NULL};
    if (html_is(node, "form") && node->parent && html_is(node->parent, "body"))
        return false; /* ASP.NET puts the whole page into one form */
    if (html_is(node, "sup"))
        return node->children && html_is(node->children, "a"); /* the number of a footnote */
    const char *role = html_attribute(node, "role"), *hidden = html_attribute(node, "aria-hidden");
    const char *style = html_attribute(node, "style");
    return html_is_any(node, silent) || (role && html_listed(roles, role, strlen(role))) ||
           html_attribute(node, "hidden") || (hidden && !strcasecmp(hidden, "true")) ||
           (style && (strstr(style, "display:none") || strstr(style, "display: none")));
}

static bool is_inline(const xmlNode *node)
{
    static const char *const names[] = {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code",
                                        "data", "dfn", "em", "font", "i", "img", "ins", "kbd", "label", "mark", "q",
                                        "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
                                        "u", "var", "wbr", NULL};
    return html_is_any(node, names);
}

/* True when a word of a class or id ("relatedPosts", "most-read") says that this is beside the story. */
static bool is_suspect(const xmlNode *node)
{
    static const char *const words[] = {
        "related", "recommend", "recommended", "recommendations", "recirc", "popular", "trending", "share", "sharing",
        "social", "sns", "comment", "comments", "disqus", "reply", "cookie", "cookies", "consent", "gdpr",
        "newsletter", "subscribe", "subscription", "signup", "promo", "promotion", "ad", "ads", "adsbygoogle",
        "advert", "advertisement", "sponsor", "sponsored", "banner", "popup", "modal", "overlay", "sidebar",
        "breadcrumb", "breadcrumbs", "menu", "nav", "navbar", "navigation", "gnb", "lnb", "footer", "toolbar", "tags",
        "copyright", "outbrain", "taboola", "login", "ranking", "headlines", "teaser", "teasers", NULL};
    if (html_is(node, "p"))
        return false;
    const char *names[] = {html_attribute(node, "class"), html_attribute(node, "id")};
    for (size_t n = 0; n < 2; n++) {
        for (const char *p = names[n] ? names[n] : ""; *p;) {
            const char *end = p;
            while (isalpha((unsigned char)*end) &&
                   (end == p || !isupper((unsigned char)*end) || isupper((unsigned char)end[-1])))
                end++;
            if (end > p && html_listed(words, p, (size_t)(end - p)))
                return true;
            p = end > p ? end : p + 1;
        }
    }
    return false;
}

/* ---- blocks -------------------------------------------------------------------------------------- */

bool html_ends_sentence(const char *text, size_t length)
{
    static const char *const closers[] = {"\xE2\x80\x9D", "\xE2\x80\x99", "\"", "'", ")", "]"};
    size_t i = 0;
    while (i < sizeof closers / sizeof *closers) {
        size_t size = strlen(closers[i]);
        bool closes = length > size && !memcmp(text + length - size, closers[i], size);
        if (closes && (*closers[i] == ')' || *closers[i] == ']'))
            return true; /* "(Yonhap)", "(END)" */
        length -= closes ? size : 0;
        i = closes ? 0 : i + 1;
    }
    return length && strchr(".?!:", text[length - 1]);
}

static bool is_prose(const struct block *b)
{
    return b->length >= PROSE_MIN && 3 * b->link < b->length && html_ends_sentence(b->text, b->length) &&
           !strstr(b->text, "\xC2\xA9"); /* the copyright sign */
}

/* Ends the block that is being read; element is the block element that the text stands in. */
static void flush(struct reading *r, xmlNode *element)
{
    size_t from = 0;
    while (r->used && r->run[r->used - 1] <= ' ' && r->run[r->used - 1] > 0)
        r->used--;
    while (from < r->used && r->run[from] <= ' ' && r->run[from] > 0)
        from++;
    if (from < r->used) {
        size_t length = r->used - from;
        struct block block = {.element = element, .length = length, .link = r->link};
        block.text = arena_copy(r->arena, r->run + from, length);
        vec_push(r->arena, &r->body->blocks, block);
        if (is_prose(&block))
            html_about(element)->own += length;
    }
    r->used = r->link = 0;
}

static void append(struct reading *r, const char *bytes, size_t length)
{
    if (r->used + length > r->capacity) {
        size_t capacity = 2 * (r->used + length) + 256;
        r->run = arena_grow(r->arena, r->run, r->used, capacity);
        r->capacity = capacity;
    }
    if (length)
        memcpy(r->run + r->used, bytes, length);
    r->used += length;
    r->link += r->links > 0 ? length : 0;
}

/* Text with white space as single spaces; in <pre> line ends are kept. */
static void append_text(struct reading *r, const xmlNode *node, bool keep_lines)
{
    const char *text = (const char *)node->content;
    for (size_t i = 0; text[i];) {
        size_t start = i;
        while (text[i] && !isspace((unsigned char)text[i]) && strncmp(text + i, "\xC2\xA0", 2))
            i++;
        append(r, text + start, i - start);
        bool line = false, space = false;
        for (;; i++) {
            if (text[i] && isspace((unsigned char)text[i]))
                line |= text[i] == '\n';
            else if (text[i] && !strncmp(text + i, "\xC2\xA0", 2))
                i++;
            else
                break;
            space = true;
        }
        if (space && keep_lines && line)
            append(r, "\n", 1);
        else if (space && r->used && r->run[r->used - 1] != ' ' && r->run[r->used - 1] != '\n')
            append(r, " ", 1);
    }
}

/* A line end; the second one in a row ends the block. */
static void append_break(struct reading *r, xmlNode *element)
{
    while (r->used && r->run[r->used - 1] == ' ')
        r->used--;
    if (r->used && r->run[r->used - 1] == '\n')
        flush(r, element);
    else if (r->used)
        append(r, "\n", 1);
}

static void enter(struct reading *r, xmlNode *node)
{
    struct about *a = arena_alloc(r->arena, sizeof *a);
    vec_push(r->arena, &r->body->elements, node);
    node->_private = a;
    a->suspect = is_suspect(node);
    a->block = node == r->body->root || !is_inline(node) ? node : html_about(node->parent)->block;
    if (a->block == node && node != r->body->root)
        flush(r, html_about(node->parent)->block);
    r->links += html_is(node, "a");
    if (html_is(node, "br"))
        append_break(r, a->block);
}

static void leave(struct reading *r, xmlNode *node)
{
    r->links -= html_is(node, "a");
    if (html_about(node)->block == node)
        flush(r, node);
}

void html_read_blocks(struct body *body)
{
    struct reading reading = {.body = body, .arena = &body->reader->arena};
    for (xmlNode *n = body->root; n;) {
        xmlNode *block = n == body->root ? n : html_about(n->parent)->block;
        if (n->type == XML_TEXT_NODE && n->content) {
            append_text(&reading, n, html_is(block, "pre"));
        } else if (n->type == XML_ELEMENT_NODE && (n == body->root || !is_silent(n))) {
            enter(&reading, n);
            if (n->children) {
                n = n->children;
                continue;
            }
        } else if (n->type == XML_ELEMENT_NODE && !is_inline(n)) {
            flush(&reading, block);
        }
        for (;; n = n->parent) {
            if (n->type == XML_ELEMENT_NODE && html_about(n))
                leave(&reading, n);
            if (n == body->root || n->next)
                break;
        }
        n = n == body->root ? NULL : n->next;
    }
}
