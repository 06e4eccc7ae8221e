#!/bin/sh
# What "make install DESTDIR=" puts down works where it lies: the program, and a program of somebody else's that is
# compiled with what espouse.pc says.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset MAKEFLAGS MFLAGS MAKELEVEL # of the make that runs the tests
make install DESTDIR="$work/root" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }

failed=0
fail() {
    echo "FAIL: $*" >&2
    failed=1
}
data=$work/root$TEST_DATADIR
program=$(find "$work/root" -path '*/bin/espouse')
pc=$(find "$work/root" -name espouse.pc)
library=$(dirname "$(dirname "$pc")")
for file in "$data/lexicons/speech.tsv" "$data/lexicons/korea/domain.tsv" "$data/models/korea/manifest.json" \
    "$library/libespouse.a" "$program" "$pc"; do
    [ -s "$file" ] || fail "$file is not installed"
done
for name in espouse.h espouse_train.h espouse.1; do
    [ -n "$(find "$work/root" -name "$name")" ] || fail "$name is not installed"
done

# The program, with the data where they lie now.
export LD_LIBRARY_PATH="$library"
article=$ESPOUSE_DATA/examples/briefing.txt
"$ESPOUSE" score --format=jsonl "$article" >"$work/want" || fail "not even where it was built"
ESPOUSE_DATA=$data "$program" score --format=jsonl "$article" >"$work/got" ||
    fail "the installed program fails"
cmp "$work/want" "$work/got" || fail "the installed program says something else"

# Somebody else's program, with the shared library (if there is one) and with the static one.
cat >"$work/user.c" <<'END'
#include <espouse.h>
#include <espouse_train.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    struct esp_error error = {0};
    struct esp_engine_options options = {.lexicons = argv[1], .model = argc > 2 ? argv[2] : NULL};
    esp_engine *engine = esp_engine_new(&options, &error);
    esp_analysis *analysis = engine ? esp_analysis_new(engine, &error) : NULL;
    struct esp_article article = {.text = "Seoul welcomes an end-of-war declaration.\n", .length = 42};
    if (analysis && esp_analysis_run(analysis, &article, &error) == ESP_OK)
        printf("espouse %s, %zu actors\n", esp_version(), esp_engine_actor_count(engine));
    else
        fprintf(stderr, "%s: %s\n", error.where, error.text);
    esp_analysis_free(analysis);
    esp_engine_free(engine);
    return error.status != ESP_OK;
}
END
export PKG_CONFIG_PATH="${pc%/*}${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}"
prefix=$(pkg-config --variable=prefix espouse)
include=$(dirname "$(find "$work/root" -name espouse.h)")
compile() { # NAME FLAG...
    name=$1
    shift
    # shellcheck disable=SC2086
    $CC $TEST_CFLAGS "$work/user.c" -o "$work/$name" "$@" $TEST_LDFLAGS && "$work/$name" "$data/lexicons/korea" "$data/models/korea" \
        >"$work/said" && grep -q "^espouse $(pkg-config --modversion espouse), [1-9][0-9]* actors" "$work/said" ||
        fail "$name: a program that uses the library cannot be compiled or fails"
}
flags() { # as pkg-config says, the prefix being under DESTDIR now
    pkg-config --define-variable=prefix="$work/root$prefix" "$@" espouse
}
case $(flags --cflags) in
*"-I$include"*) ;;
*) fail "espouse.pc: --cflags is $(flags --cflags), espouse.h is in $include" ;;
esac
# shellcheck disable=SC2046
if [ -e "$library/libespouse.so" ]; then
    compile shared $(flags --cflags --libs)
    rm "$library"/libespouse.so*
fi
# As --static says, if what the other libraries want for that is here (libxml2's own do not come with libxml2-dev); else
# with the others shared.
echo 'int main(void) { return 0; }' >"$work/empty.c"
# shellcheck disable=SC2046,SC2086
if $CC $TEST_CFLAGS "$work/empty.c" -o "$work/empty" $(pkg-config --libs --static libxml-2.0) $TEST_LDFLAGS 2>/dev/null; then
    compile static $(flags --cflags --libs --static)
else
    compile static $(flags --cflags --libs) $(pkg-config --libs $(pkg-config --print-requires-private espouse)) -lsvm -lm
fi
exit $failed
