#!/bin/sh
# Makefile.am names every source, header, list and test there is: what is forgotten there is neither built nor shipped.
set -eu
cd "$ESPOUSE_DATA"
failed=0
for file in include/*.h src/*.[ch] src/*/*.[ch] lexicons/*.tsv lexicons/*/*.tsv corpus/*/*.jsonl models/*/* man/*; do
    grep -qE "(^|[ =])$file( |\$)" Makefile.am || { echo "$file is not in Makefile.am" >&2; failed=1; }
done
for file in tests/check_*.c; do
    grep -qE "^ +${file%.c}( |\$)" Makefile.am || { echo "${file%.c} is not in Makefile.am" >&2; failed=1; }
done
for file in tests/*.sh tests/cli/*.sh; do
    [ ! -x "$file" ] || grep -qE "^ +$file( |\$)" Makefile.am || { echo "$file is not in Makefile.am" >&2; failed=1; }
done
exit $failed
