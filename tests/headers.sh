#!/bin/sh
# Every header compiles alone, public ones as C and as C++.
set -eu
top=$ESPOUSE_DATA
failed=0
for header in "$top"/include/*.h "$top"/src/*.h "$top"/src/*/*.h; do
    # shellcheck disable=SC2086
    ${CC:-cc} -std=c17 -D_GNU_SOURCE -Wall -Wextra -Werror $TEST_CPPFLAGS -I"$top/include" -I"$top/src" -x c -fsyntax-only "$header" \
        -Wno-pragma-once-outside-header -Wno-unused-function || { echo "$header does not compile alone" >&2; failed=1; }
done
if command -v "${CXX:-c++}" >/dev/null; then
    for header in "$top"/include/*.h; do
        "${CXX:-c++}" -Wall -Wextra -Werror -I"$top/include" -x c++ -fsyntax-only "$header" ||
            { echo "$header does not compile as C++" >&2; failed=1; }
    done
fi
exit $failed
