#!/bin/sh
# doc/attribution.md has a section for every rule that src/attribution*.c gives out and for no other, and a case in
# tests/cases/attribution shows each.
set -eu
cd "$ESPOUSE_DATA"
failed=0
# The string literals of every assignment to a rule, over line ends.
rules=$(cat src/attribution*.c | awk 'BEGIN { RS = ";" } {
    while (match($0, /rule = [^,}]*/)) {
        value = substr($0, RSTART, RLENGTH)
        $0 = substr($0, RSTART + RLENGTH)
        while (match(value, /"[a-z]+"/)) {
            print substr(value, RSTART + 1, RLENGTH - 2)
            value = substr(value, RSTART + RLENGTH)
        }
    }
}' | sort -u)
sections=$(sed -n 's/^## \([a-z]*\)$/\1/p' doc/attribution.md | sort -u)
[ "$(echo "$rules" | wc -l)" -ge 10 ] || { echo "rules found in src/attribution*.c: $rules" >&2; failed=1; }
for rule in $rules; do
    echo "$sections" | grep -qx "$rule" || { echo "doc/attribution.md has no section \"$rule\"" >&2; failed=1; }
    cut -f3 tests/cases/attribution/*.expected | grep -qx "$rule" ||
        { echo "no case in tests/cases/attribution has the rule \"$rule\"" >&2; failed=1; }
done
for section in $sections; do
    echo "$rules" | grep -qx "$section" || { echo "doc/attribution.md: \"$section\" is no rule" >&2; failed=1; }
done
exit $failed
