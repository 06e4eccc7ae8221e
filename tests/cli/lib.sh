# shellcheck shell=sh disable=SC2034
# What the tests of the program share. Sourced; $ESPOUSE is the program, $ESPOUSE_DATA the folder with lexicons/ and
# models/.
set -u
cases=${srcdir:-.}/tests/cases/article
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
unset NO_COLOR
failed=0

fail() {
    echo "FAIL: $*" >&2
    failed=1
}

# run STATUS ARGUMENT...: runs the program with standard input as it is; its output goes to $work/out and $work/err.
run() {
    wanted=$1
    shift
    "$ESPOUSE" "$@" >"$work/out" 2>"$work/err"
    status=$?
    [ "$status" -eq "$wanted" ] || fail "espouse $*: exit status $status, want $wanted: $(cat "$work/err")"
}

# out TEXT, err TEXT: the output of the last run has a line with this text in it. quiet: it said nothing on standard error.
out() {
    grep -qF -- "$1" "$work/out" || fail "no \"$1\" in the output: $(head -n 20 "$work/out")"
}
err() {
    grep -qF -- "$1" "$work/err" || fail "no \"$1\" in the messages: $(cat "$work/err")"
}
quiet() {
    [ ! -s "$work/err" ] || fail "messages: $(cat "$work/err")"
}
lines() {
    [ "$(wc -l <"$work/$1")" -eq "$2" ] || fail "$1 has $(wc -l <"$work/$1") lines, want $2: $(head -n 20 "$work/$1")"
}
