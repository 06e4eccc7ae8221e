#!/bin/sh
# espouse explain and espouse lexicon check.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 explain "$cases/plain.txt"
quiet
for stage in text sentences tokens matches mentions coref attribution candidates readings features; do
    grep -qx "## $stage" "$work/out" || fail "no heading for $stage"
    "$ESPOUSE" explain --stage=$stage "$cases/plain.txt" >"$work/stage" 2>"$work/err" || fail "stage $stage: $(cat "$work/err")"
done
run 0 explain --stage=sentences "$cases/plain.txt"
out "Seoul reopens talks"
grep -q '^#' "$work/out" && fail "a heading over one stage of one article"
run 0 explain --stage=sentences "$cases/plain.txt" "$cases/wire.html"
out "# $cases/plain.txt"
out "# $cases/wire.html"
run 1 explain --stage=text "$cases/mixed.jsonl"
out "# a1"
err "mixed.jsonl:4:"

# Without a model: every stage that needs none.
run 0 explain --model= "$cases/plain.txt"
out "(needs a model)"
run 3 explain --model= --stage=triples "$cases/plain.txt"
err "needs a model"

run 0 lexicon check "$ESPOUSE_DATA/lexicons/korea"
out "no faults"
run 0 lexicon check
run 3 lexicon check "$work/none"
err "$work/none"
mkdir "$work/lexicons"
cp -r "$ESPOUSE_DATA/lexicons/." "$work/lexicons"
chmod -R u+w "$work/lexicons"
printf 'no such column\tmore\n' >"$work/lexicons/hedge.tsv"
run 1 lexicon check "$work/lexicons/korea"
out "hedge.tsv:1"
exit $failed
