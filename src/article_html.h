/* (1) What the parts of the reader of HTML share: article_html.c (bytes to a tree), article_html_meta.c (what the
 * page says of itself), article_html_blocks.c (the page as blocks of text), article_html_body.c (which of them are
 * the story). All memory is the reader's arena; names of elements and attributes are compared without regard to case.
 * */
#ifndef ARTICLE_HTML_H
#define ARTICLE_HTML_H
#include "article.h"

#include <libxml/tree.h>

/* ---- article_html.c ------------------------------------------------------------------------------ */

/* The next node in document order within root, over the children of node; NULL at the end. */
xmlNode *html_after(xmlNode *node, const xmlNode *root);

bool html_is(const xmlNode *node, const char *name);
bool html_listed(const char *const *names, const char *name, size_t length); /* names end with NULL */
bool html_is_any(const xmlNode *node, const char *const *names);
const char *html_attribute(const xmlNode *node, const char *name); /* NULL if it is missing, "" if it is empty */

/* Every run of white space in a text as one space, none at its ends. */
const char *html_squeeze(struct arena *arena, const char *text, size_t length);

/* ---- article_html_meta.c ------------------------------------------------------------------------- */

/* Title, date and source by what the page says of itself; fields that it does not tell stay NULL. */
void html_read_meta(struct esp_reader *reader, struct esp_article *article);

/* ---- article_html_blocks.c ----------------------------------------------------------------------- */

struct about { /* an element; hangs on the node (html_about) while the page is read */
    size_t own;     /* bytes of prose that is its own text */
    size_t prose;   /* the same with all within */
    double score;   /* prose without what is dropped, and counting less the further down it is */
    xmlNode *block; /* the nearest element that is no inline one, itself included */
    bool suspect;   /* its names say that it is no story */
    bool dropped;
    bool story;     /* the story's element, or within it */
};

struct block {
    xmlNode *element; /* that it is the text of */
    const char *text; /* terminated; white space squeezed, line ends where the page breaks the line */
    size_t length, link; /* bytes, bytes of them within links */
    bool kept;
};

struct body {
    struct esp_reader *reader;
    xmlNode *root;
    VEC(xmlNode *) elements; /* in document order: a parent before its children; the silent ones are not in it */
    VEC(struct block) blocks;
};

struct about *html_about(const xmlNode *node); /* NULL for a silent element, or what is in one */

/* Reads the page of body->reader into elements, with own and suspect, and blocks. */
void html_read_blocks(struct body *body);

bool html_ends_sentence(const char *text, size_t length);

/* ---- article_html_body.c ------------------------------------------------------------------------- */

/* The article's paragraphs, a blank line between two; "" if there are none. title is left out where it stands among
 * them; with no date given, a line with a year that stands shortly before the first paragraph is kept. */
const char *html_read_body(struct esp_reader *reader, const char *title, bool dated);

#endif
