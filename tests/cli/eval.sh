#!/bin/sh
# espouse eval: tables over labelled documents, all of them or those of a list.
. "${srcdir:-.}/tests/cli/lib.sh"
corpus=$ESPOUSE_DATA/corpus/korea

grep -v '^#' "$corpus/held-out.txt" | head -n 12 >"$work/list"
run 0 eval --only "$work/list" "$corpus/more.jsonl"
quiet
out ': 12 documents,'
out 'all                          12'
out 'washington sanctions'
out 'favor'
out 'expected calibration error'
cp "$work/out" "$work/first"
run 0 eval --only "$work/list" "$corpus/more.jsonl"
cmp -s "$work/first" "$work/out" || fail "the same documents, and other figures"
run 0 eval --seed 2 --only "$work/list" "$corpus/more.jsonl"
cmp -s "$work/first" "$work/out" && fail "another seed, and the same intervals"
run 0 eval --markdown --only "$work/list" "$corpus/more.jsonl"
out '| all | 12 |'
out '| favor |'

# A triple that nobody labelled makes every figure worse: what is measured is the labels' agreement with the model.
sed 's/"favor"/"against"/g' "$corpus/more.jsonl" >"$work/turned.jsonl"
run 0 eval --only "$work/list" "$work/turned.jsonl"
figure() { awk '$1 == "all" { print int($4 * 10) }' "$1"; }
[ "$(figure "$work/first")" -gt "$(figure "$work/out")" ] || fail "turned labels are met as well as the right ones"

# What is wrong is told, with its place.
run 1 eval /nowhere/labels.jsonl
err '/nowhere/labels.jsonl'
run 1 eval --only /nowhere/list "$corpus/more.jsonl"
err '/nowhere/list'
echo nobody >"$work/nobody"
run 1 eval --only "$work/nobody" "$corpus/more.jsonl"
err 'no documents to measure on'
echo '{"doc": "a", "text": "No.", "sentences": [[0, 3]], "triples": [[0, "seoul", "sanctions", "pro"]]}' >"$work/bad.jsonl"
run 1 eval "$work/bad.jsonl"
err 'bad.jsonl:1: triple 1: stance "pro": want favor, against or neutral'
run 3 eval --model=/nowhere "$corpus/more.jsonl"
run 2 eval
err 'want labelled files'
run 2 eval --seed=0 "$corpus/more.jsonl"
err 'want a whole number from 1'
run 0 eval --help
out 'usage: espouse eval'
exit $failed
