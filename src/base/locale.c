#include "base/locale.h"

bool locale_enter(struct locale_hold *hold)
{
    hold->own = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (!hold->own)
        return false;
    hold->before = uselocale(hold->own);
    return true;
}

void locale_leave(struct locale_hold *hold)
{
    uselocale(hold->before);
    freelocale(hold->own);
}
