/* The C locale for a while, in this thread only: numbers in files have a point, whatever the program's locale says. */
#ifndef BASE_LOCALE_H
#define BASE_LOCALE_H
#include <locale.h>
#include <stdbool.h>

struct locale_hold {
    locale_t own, before;
};

bool locale_enter(struct locale_hold *hold); /* false: out of memory, nothing to leave */
void locale_leave(struct locale_hold *hold);

#endif
