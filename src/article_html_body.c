/* (1) The article in a page: which of its blocks of text are the story.
 *
 * Decides by where the prose is. The story's element is the one that holds most of it close below itself, or an
 * <article> around that; parts of the page whose class says that they are something else (comments, related, cookie)
 * do not count, unless they hold a great part of the prose, as a <div class="has-sidebar"> around everything does. Of
 * the blocks in the story's element those are kept that read as prose, and a heading if a kept block follows it:
 *
 *     <p>The ministry said ...</p>  kept      <p>Read also: <a>Moon calls for ...</a></p>  left out
 *     <h3>Related stories</h3><ul><li><a>...</a></ul>  both left out
 *
 * Known to be wrong: of a page with several whole articles only the longest is read; teasers of whole sentences without
 * links that stand among the story's own paragraphs are kept. */
#include "article_html.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { LINE_MIN = 40, DATE_MAX = 80, DATE_WITHIN = 12 };
#define UPWARD 0.75 /* how much of an element's score counts for the one around it */

/* Sums prose up, drops what is suspect and not most of the page, and scores what is left. */
static void weigh(struct body *b)
{
    for (uint32_t i = b->elements.count; i-- > 0;) {
        struct about *a = html_about(b->elements.items[i]);
        a->prose += a->own;
        if (i)
            html_about(b->elements.items[i]->parent)->prose += a->prose;
    }
    size_t all = html_about(b->root)->prose;
    for (uint32_t i = 1; i < b->elements.count; i++) {
        struct about *a = html_about(b->elements.items[i]);
        a->dropped = html_about(b->elements.items[i]->parent)->dropped || (a->suspect && 5 * a->prose < 2 * all);
    }
    for (uint32_t i = b->elements.count; i-- > 1;) {
        struct about *a = html_about(b->elements.items[i]);
        a->score += (double)a->own;
        if (!a->dropped)
            html_about(b->elements.items[i]->parent)->score += UPWARD * a->score;
    }
}

static bool is_story(const xmlNode *node)
{
    const char *property = html_attribute(node, "itemprop");
    return html_is(node, "article") || (property && !strcasecmp(property, "articleBody"));
}

/* Two parts of a story score more in the element around them than either does; a teaser beside it adds too little.
 * An <article> around it is the story when it is not much more. */
static xmlNode *find_story(struct body *b)
{
    xmlNode *best = b->root;
    for (uint32_t i = 1; i < b->elements.count; i++)
        if (!html_about(b->elements.items[i])->dropped &&
            html_about(b->elements.items[i])->score > html_about(best)->score)
            best = b->elements.items[i];
    size_t prose = html_about(best)->prose;
    for (xmlNode *n = best; n != b->root; n = n->parent)
        if (is_story(n) && html_about(n)->prose <= 2 * prose)
            return n;
    return best;
}

static void mark_story(struct body *b, xmlNode *story)
{
    html_about(story)->story = true;
    for (uint32_t i = 1; i < b->elements.count; i++)
        html_about(b->elements.items[i])->story |= html_about(b->elements.items[i]->parent)->story;
}

static bool is_heading(const struct block *block)
{
    const char *name = (const char *)block->element->name;
    return (name[0] | 32) == 'h' && name[1] >= '1' && name[1] <= '6' && !name[2];
}

static bool worth_keeping(const struct block *block, const char *title)
{
    static const char *const paragraphs[] = {"p", "figcaption", "blockquote", "pre", NULL};
    if (html_about(block->element)->dropped || 2 * block->link > block->length || strstr(block->text, "\xC2\xA9") ||
        (title && !strcmp(block->text, title)))
        return false;
    if (is_heading(block))
        return (block->element->name[1] != '1' || !title) && !block->link;
    return html_ends_sentence(block->text, block->length) ||
           block->length >= (size_t)(html_is_any(block->element, paragraphs) ? LINE_MIN : 2 * LINE_MIN);
}

/* Marks what is kept, from the last block to the first: a heading only before a kept block. Returns how many. */
static size_t mark_kept(struct body *b, const char *title)
{
    size_t kept = 0;
    bool next = false;
    for (uint32_t i = b->blocks.count; i-- > 0;) {
        struct block *block = &b->blocks.items[i];
        if (!html_about(block->element)->story)
            continue;
        block->kept = worth_keeping(block, title) && (!is_heading(block) || next);
        next = block->kept;
        kept += block->kept;
    }
    return kept;
}

/* The line with a year in a block: "August 21, 2018 11:18"; text NULL if there is none. */
static struct block date_line(const struct block *block)
{
    const char *line = block->text;
    for (const char *p = line; *p; p++) {
        if (*p == '\n')
            line = p + 1;
        bool year = (!strncmp(p, "19", 2) || !strncmp(p, "20", 2)) && isdigit((unsigned char)p[2]) &&
                    isdigit((unsigned char)p[3]) && !isdigit((unsigned char)p[4]) &&
                    (p == block->text || !isdigit((unsigned char)p[-1]));
        if (year && strcspn(line, "\n") <= DATE_MAX)
            return (struct block){.text = line, .length = strcspn(line, "\n")};
    }
    return (struct block){.text = NULL};
}

/* The first such line shortly before the first kept block. */
static struct block find_date(const struct body *b)
{
    uint32_t first = 0;
    struct block found = {.text = NULL};
    while (first < b->blocks.count && !b->blocks.items[first].kept)
        first++;
    for (uint32_t i = first > DATE_WITHIN ? first - DATE_WITHIN : 0; i < first && !found.text; i++)
        if (b->blocks.items[i].length <= 4 * DATE_MAX)
            found = date_line(&b->blocks.items[i]);
    return found;
}

static size_t add_paragraph(char *text, size_t used, const struct block *block)
{
    if (used) {
        memcpy(text + used, "\n\n", 2);
        used += 2;
    }
    memcpy(text + used, block->text, block->length);
    return used + block->length;
}

const char *html_read_body(struct esp_reader *reader, const char *title, bool dated)
{
    struct body b = {.reader = reader, .root = xmlDocGetRootElement(reader->page)};
    html_read_blocks(&b);
    weigh(&b);
    mark_story(&b, find_story(&b));
    if (!mark_kept(&b, title)) {
        mark_story(&b, b.root);
        mark_kept(&b, title);
    }
    struct block date = {.text = NULL};
    if (!dated)
        date = find_date(&b);
    size_t length = date.length + 2, used = 0;
    for (uint32_t i = 0; i < b.blocks.count; i++)
        length += b.blocks.items[i].kept ? b.blocks.items[i].length + 2 : 0;
    char *text = arena_alloc(&reader->arena, length + 1);
    if (date.text)
        used = add_paragraph(text, used, &date);
    for (uint32_t i = 0; i < b.blocks.count; i++)
        if (b.blocks.items[i].kept)
            used = add_paragraph(text, used, &b.blocks.items[i]);
    return text;
}
