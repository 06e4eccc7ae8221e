#!/bin/sh
# espouse attributions: formats, with a domain and without, and the folder that brat opens.
. "${srcdir:-.}/tests/cli/lib.sh"
briefing=${srcdir:-.}/examples/briefing.txt

run 0 attributions "$briefing"
quiet
out 'Seoul renews push for end-of-war declaration this year'
out '(Washington) "said" · direct speech'
run 0 attributions --no-domain "$briefing"
grep -q '(Washington)' "$work/out" && fail "an actor without a domain"
out '"said" · direct speech'
run 0 attributions <"$briefing"
out '· standard input'

# Without lexicons of a domain nothing of one is read.
run 0 attributions --no-domain -f jsonl "$briefing"
out '"actor": null, "actors": []'
run 3 attributions --lexicons=/nowhere "$briefing"
err '/nowhere'

# Data: spans count in the text as given.
run 0 attributions -f jsonl "$briefing"
lines out 1
out '{"schema": "espouse.attributions/1", "doc": "'
run 0 attributions -f csv "$briefing"
[ "$(head -n 1 "$work/out" | cut -d, -f 1-7)" = "doc,number,sentence,kind,source,cue,content" ] || fail "header of csv"
run 0 attributions -f tsv "$briefing"
awk -F '\t' 'NF != 16 { exit 1 }' "$work/out" || fail "tsv has rows of other than 16 cells"

# brat: one document on standard output, any number in a folder; the annotated words stand where the offsets say.
run 0 attributions -f brat "$briefing"
out 'Content '
run 2 attributions -f brat "$briefing" "$briefing"
err '--output'
run 0 attributions -f brat -o "$work/brat" "$briefing" "$briefing" "${srcdir:-.}/tests/cases/text/title.jsonl"
for file in annotation.conf briefing.txt briefing.ann briefing-2.txt briefing-2.ann; do
    [ -s "$work/brat/$file" ] || fail "no $file in the folder for brat"
done
cmp -s "$briefing" "$work/brat/briefing.txt" || fail "the text beside the annotations is another"
for ann in "$work"/brat/*.ann; do
    [ -e "${ann%.ann}.txt" ] || fail "no text beside $ann"
done
words=$(awk -F '\t' '$1 == "T2" { split($2, place, " "); print place[2], place[3] }' "$work/brat/briefing.ann")
annotated=$(awk -F '\t' '$1 == "T2" { print $3 }' "$work/brat/briefing.ann")
start=${words% *} end=${words#* }
found=$(LC_ALL=C.UTF-8 awk -v start="$start" -v end="$end" \
    '{ text = text $0 "\n" } END { print substr(text, start + 1, end - start) }' "$briefing")
[ "$found" = "$annotated" ] || fail "T2 is \"$annotated\" at $words, where the text has \"$found\""
run 1 attributions -f brat -o "$work/brat/briefing.txt/x" "$briefing"
err 'briefing.txt/x'

# Wrong usage; input that cannot be read does not end the run.
run 2 attributions --format=markdown "$briefing"
err 'want table, json, jsonl, csv, tsv or brat'
run 2 attributions --output=x "$briefing"
err '--format brat'
run 1 attributions -f jsonl /nowhere/a.txt "$briefing"
lines out 2
out '"schema": "espouse.error/1", "doc": "/nowhere/a.txt"'
run 0 attributions --help
out 'usage: espouse attributions'
exit $failed
