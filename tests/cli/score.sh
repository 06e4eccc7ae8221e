#!/bin/sh
# espouse score: every input and every format.
. "${srcdir:-.}/tests/cli/lib.sh"

# The table, and the same from standard input.
run 0 score "$cases/daily.html"
quiet
out "Seoul presses for early end-of-war declaration"
out "2018-08-21 · $cases/daily.html"
out "Washington"
out "Pyongyang"
out "score -1 against to +1 in favor; (sentences); · no position"
grep -q "$(printf '\033')" "$work/out" && fail "colours in a pipe"
run 0 score <"$cases/daily.html"
out "2018-08-21 · standard input"
run 0 score - <"$cases/daily.html"
out "2018-08-21 · standard input"
tail -n +1 "$cases/plain.txt" | "$ESPOUSE" score --input=text >"$work/out" || fail "a pipe cannot be read"
out "2018-08-21 · standard input"

# Colours only repeat what the words say.
run 0 score "$cases/daily.html"
cp "$work/out" "$work/plain"
NO_COLOR=1 run 0 score --color=always "$cases/daily.html"
sed "s/$(printf '\033')\[[0-9]*m//g" "$work/out" >"$work/bare"
cmp -s "$work/bare" "$work/plain" || fail "the table with colours says something else"
cmp -s "$work/out" "$work/plain" && fail "no colours with --color=always"
run 0 score --color=never "$cases/daily.html"
cmp -s "$work/out" "$work/plain" || fail "colours with --color=never"

# No line is longer than a terminal's.
run 0 score --evidence "$cases/daily.html" "$cases/magazine.html" "$cases/wire.html"
[ "$(grep -cF " · $cases/" "$work/out")" -eq 3 ] || fail "not three tables"
awk 'BEGIN { status = 0 } { gsub(/[\200-\277]/, "") } length($0) > 80 { status = 1 } END { exit status }' "$work/out" ||
    fail "a line of more than 80 columns"

# Data.
run 0 score --format=jsonl "$cases/daily.html" "$cases/wire.html"
lines out 2
out '{"schema": "espouse.score/1", "doc": "'
out '"date": "2018-08-21", "model": {"name": "'
out '"cells": {"seoul": {"declaration": {"stance": "'
run 0 score -f json "$cases/daily.html" "$cases/wire.html"
[ "$(head -n 1 "$work/out")$(tail -n 1 "$work/out")" = "[]" ] || fail "json is no array"
run 0 score --format=csv "$cases/daily.html" "$cases/wire.html"
lines out 13
[ "$(head -n 1 "$work/out")" = "doc,date,title,actor,target,stance,score,evidence" ] || fail "header of csv"
run 0 score --format=tsv "$cases/daily.html"
lines out 7
awk -F '\t' 'NF != 8 { exit 1 }' "$work/out" || fail "tsv has rows of other than 8 cells"
run 0 score --format=markdown --evidence "$cases/daily.html"
out "## Seoul presses for early end-of-war declaration"
out "|---|---|---|"

# What is not sure enough is undecided, which is neither neutral nor none.
run 0 score --format=csv --min-confidence=1 "$cases/daily.html"
grep -q ',favor,\|,against,\|,neutral,' "$work/out" && fail "a stance that is surer than sure"
out ',undecided,,'
out ',none,,0'
run 0 score --format=csv "$cases/daily.html"
grep -q ',undecided,' "$work/out" && fail "undecided without --min-confidence"
run 2 score --min-confidence=1.5 "$cases/daily.html"
err 'want a number from 0 to 1'
exit $failed
