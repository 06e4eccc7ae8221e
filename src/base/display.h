/* Text for people: how many columns it takes, cleaned of what a terminal would obey, wrapped. Text is UTF-8; a byte
 * that is none shows as U+FFFD. */
#ifndef BASE_DISPLAY_H
#define BASE_DISPLAY_H
#include "base/buffer.h"

/* Columns on a terminal of text once cleaned: letters of China, Japan and Korea take two, combining marks none. */
size_t display_width(const char *text);

/* Adds text with every kind of white space as one space (none at the ends) and control characters, marks of direction
 * included, as "\x1b" and "\u202e". */
void display_clean(struct buffer *out, const char *text);

/* Adds spaces until a text of used columns fills width of them. */
void display_pad(struct buffer *out, size_t used, size_t width);

/* Adds text, cleaned, in lines of at most width columns and ends the last one. The first line has used columns already;
 * the others begin with indent spaces. A word that is longer than a line is cut. */
void display_wrap(struct buffer *out, const char *text, size_t used, size_t indent, size_t width);

/* Adds a number, whatever the locale: "+0.79" with sign, "-0.79" or "0.79" without. */
void display_number(struct buffer *out, double value, int decimals, bool sign);

#endif
