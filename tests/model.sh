#!/bin/sh
# The committed model is the one that corpus/ and lexicons/ yield: training it again gives the same files.
set -eu
if [ "${ESPOUSE_SANITIZED:-no}" = yes ]; then
    echo "training takes too long under the sanitizers: skipped" >&2
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$ESPOUSE" train --held-out "$ESPOUSE_DATA/corpus/korea/held-out.txt" "$ESPOUSE_DATA"/corpus/korea/*.jsonl -o "$work/korea" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
for file in "$work"/korea/*; do
    name=$(basename "$file")
    cmp "$file" "$ESPOUSE_DATA/models/korea/$name" ||
        { echo "models/korea/$name is not what corpus/ and lexicons/ yield: run make model" >&2; exit 1; }
done
