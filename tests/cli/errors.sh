#!/bin/sh
# What is bad costs itself only, and is told in one line.
. "${srcdir:-.}/tests/cli/lib.sh"

printf 'Headline\n\nThe \223pressure\224\n' >"$work/latin.txt"
: >"$work/empty.txt"

# Files: the good ones among them are scored.
run 1 score --format=jsonl "$work/none.txt" "$cases/daily.html" "$work" "$work/latin.txt" "$work/empty.txt" "$cases/plain.txt"
lines err 4
err "espouse: $work/none.txt: No such file or directory"
err "espouse: $work: Is a directory"
err "espouse: $work/latin.txt:3:5: byte 0x93 is not UTF-8"
err "espouse: $work/empty.txt: nothing in it"
lines out 6
[ "$(grep -c '"espouse.score/1"' "$work/out")" -eq 2 ] || fail "want two documents scored"
[ "$(grep -c '"espouse.error/1"' "$work/out")" -eq 4 ] || fail "want four errors in the output"
out '{"schema": "espouse.error/1", "doc": "'"$work"'/none.txt", "error": "'"$work"'/none.txt: No such file or directory"}'

# Lines.
run 1 score --format=jsonl "$cases/mixed.jsonl"
lines err 4
err "mixed.jsonl:4: object not closed on its line: want one object a line"
err 'mixed.jsonl:5: "date" is "21 August": want YYYY-MM-DD'
[ "$(grep -c '"espouse.score/1"' "$work/out")" -eq 5 ] || fail "want five lines scored"
out '{"schema": "espouse.error/1", "doc": "a4", "error": "'
run 1 score "$cases/mixed.jsonl"
out "Seoul welcomes talks"
run 1 score --format=json "$cases/mixed.jsonl"

# Control characters of names and texts do not reach the terminal.
escape=$(printf '\033')
run 1 score "$work/no${escape}[2Jfile"
err 'no\x1b[2Jfile'
printf 'Head%s[2Jline\n\nSeoul wants sanctions lifted.\n' "$escape" >"$work/escape.txt"
run 0 score --evidence "$work/escape.txt"
out 'Head\x1b[2Jline'
grep -q "$escape" "$work/out" && fail "an escape in the table"

# Lexicons and models.
run 3 score --lexicons="$work/none" "$cases/plain.txt"
err "$work/none"
lines err 1
run 3 score --model="$work/none" "$cases/plain.txt"
err "$work/none"
lines err 1
ESPOUSE_DATA=$work/none run 3 score "$cases/plain.txt"
err "ESPOUSE_DATA"
lines err 1

# Output: a full disk is told, a closed pipe is not.
if [ -w /dev/full ]; then
    "$ESPOUSE" score "$cases/plain.txt" >/dev/full 2>"$work/err"
    [ $? -eq 1 ] || fail "a full disk: want exit status 1"
    err "standard output: No space left on device"
fi
(
    trap '' PIPE
    "$ESPOUSE" score --format=jsonl "$cases/daily.html" "$cases/daily.html" "$cases/daily.html" 2>"$work/err"
) | :
[ ! -s "$work/err" ] || fail "a closed pipe: $(cat "$work/err")"
exit $failed
