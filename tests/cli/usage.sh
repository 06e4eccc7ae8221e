#!/bin/sh
# Help, version, wrong usage.
. "${srcdir:-.}/tests/cli/lib.sh"

run 0 --version
out "espouse "
lines out 1
for words in --help -h help; do
    run 0 $words
    out "usage: espouse COMMAND"
    quiet
done
for command in score explain lexicon train; do
    run 0 help $command
    cp "$work/out" "$work/help"
    run 0 $command --help
    quiet
    cmp -s "$work/out" "$work/help" || fail "espouse help $command and espouse $command --help differ"
    [ -s "$work/out" ] || fail "espouse $command --help says nothing"
    run 0 --help
    out "  $command "
done

run 2
err "usage: espouse COMMAND"
run 2 scroe
err 'no command "scroe": did you mean "score"?'
lines err 2
run 2 frobnicate
err 'no command "frobnicate"'
run 2 --frobnicate
err 'unknown option "--frobnicate"'
run 2 score --frobnicate "$cases/plain.txt"
err 'espouse score: unknown or ambiguous option "--frobnicate"'
err 'Try "espouse score --help".'
run 2 score -f
err 'option "-f" wants an argument'
run 2 score --format=pdf "$cases/plain.txt"
err '--format "pdf": want table, json, jsonl, csv, tsv or markdown'
run 2 score --input=pdf "$cases/plain.txt"
err '--input "pdf": want auto, text, html or jsonl'
run 2 score --color=sometimes "$cases/plain.txt"
err '--color "sometimes": want auto, always or never'
run 2 score --evidence --format=csv "$cases/plain.txt"
err '--evidence goes with'
run 2 explain
err 'want a file'
run 2 explain --stage=nonsense "$cases/plain.txt"
err 'no stage "nonsense": want text, '
run 2 lexicon
err 'espouse lexicon check'
run 2 lexicon chekc
exit $failed
