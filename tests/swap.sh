#!/bin/sh
# Names teach the model nothing: where Seoul and Washington change places their stances do, and a person whom nobody
# has heard of speaks like the one whose place he takes. bench/swap asks the same of all pairs, with persons and titles;
# here names alone are swapped, in those texts of the corpus that name no person, no office and no two actors at once.
. "${srcdir:-.}/tests/cli/lib.sh"
floor=92 # percent of the triples

# ---- names ------------------------------------------------------------------------------------------------

cat >"$work/plain.awk" <<'END'
FNR == NR {
    if ($3 == "person" || $3 == "leader") {
        gsub(/[^A-Za-z]+/, " ", $4)
        n = split($4, names, " ")
        for (i = 1; i <= n; i++)
            person[names[i]] = 1
    }
    next
}
/Koreas|nter-Korean|North and South|South and North|[Aa]llies|ilateral|Korea[-\/]/ { next }
/Korean officials|Republic|south Korea|Treasury|Pentagon|Foggy|Oval|Unification/ { next }
/inist(er|ry)|epartment|State Dept|ecretary|resident|dministration/ { next }
/NIS|NSC|Cheong|Forces|[Aa]mbassador|mbass|America['’]s/ { next }
{
    text = $0
    gsub(/[^A-Za-z]+/, " ", text)
    n = split(text, words, " ")
    for (i = 1; i <= n; i++)
        if (words[i] in person || tolower(words[i]) in person)
            next
    print
}
END
cat >"$work/swap.sed" <<'END'
s/Seoul/@capital W@/g
s/Washington/@capital S@/g
s/South Koreans/@people W@/g
s/Americans/@people S@/g
s/South Korean/@of W@/g
s/American/@of S@/g
s/South Korea's/@whose W@/g
s/South Korea’s/@whose W@/g
s/South Korea/@state W@/g
s/[Tt]he United States'/@whose S@/g
s/[Tt]he United States’/@whose S@/g
s/[Tt]he United States/@state S@/g
s/\([Tt]he\) South\([^ ]\)/\1 @side W@\2/g
s/\([Tt]he\) South \([a-z]\)/\1 @side W@ \2/g
s/ROK/@side W@/g
s/U\.S\./@side S@/g
s/US\([^A-Z]\)/@side S@\1/g
s/Blue House/@house W@/g
s/White House/@house S@/g
s/@capital W@/Washington/g
s/@capital S@/Seoul/g
s/@people W@/Americans/g
s/@people S@/South Koreans/g
s/@of W@/U.S./g
s/@of S@/South Korean/g
s/@whose W@/Washington's/g
s/@whose S@/South Korea's/g
s/@state W@/the United States/g
s/@state S@/South Korea/g
s/@side W@/U.S./g
s/@side S@/ROK/g
s/@house W@/White House/g
s/@house S@/Blue House/g
END
awk -F '\t' -f "$work/plain.awk" "$ESPOUSE_DATA/lexicons/korea/actors.tsv" "$ESPOUSE_DATA"/corpus/korea/*.jsonl \
    >"$work/before.jsonl"
sed -f "$work/swap.sed" "$work/before.jsonl" >"$work/after.jsonl"
for text in before after; do
    run 0 explain --stage=triples "$work/$text.jsonl"
    quiet
    mv "$work/out" "$work/$text"
done

# Prints how many triples there were and what share of them is there with the other actor.
awk -F '\t' '
    FNR == 1 { text++ }
    /^# / { doc = $0; next }
    $4 != "favor" && $4 != "against" && $4 != "neutral" { next }
    {
        actor = $2
        if (text == 1)
            actor = actor == "seoul" ? "washington" : actor == "washington" ? "seoul" : actor
        triple = doc SUBSEP $1 SUBSEP actor SUBSEP $3 SUBSEP $4
        if (text == 1)
            wanted[triple] = 1
        else
            got[triple] = 1
    }
    END {
        for (triple in wanted) {
            n++
            same += triple in got
        }
        printf "%d %d\n", n, n ? 100 * same / n : 0
    }' "$work/before" "$work/after" >"$work/share"
read -r triples share <"$work/share"
[ "$triples" -ge 80 ] || fail "only $triples triples in the texts without persons: hardly a measure"
[ "$share" -ge "$floor" ] || fail "only $share % of $triples triples change places with the names, want $floor %"

# ---- a person made up -------------------------------------------------------------------------------------

mkdir "$work/lexicons"
cp -r "$ESPOUSE_DATA/lexicons/." "$work/lexicons"
cp -r "$ESPOUSE_DATA/models/korea" "$work/model"
chmod -R u+w "$work/lexicons" "$work/model"
printf 'Rupert Kilbride\twashington\tleader\tKilbride\t-\t-\tm\t-\n' >>"$work/lexicons/korea/actors.tsv"

# A model of few texts tells the digest of these lexicons; the copy of the shipped one takes it over.
sed 60q "$ESPOUSE_DATA/corpus/korea/pairs.jsonl" >"$work/few.jsonl"
run 0 train -q --folds=2 -c 1 --lexicons="$work/lexicons/korea" --output="$work/few" "$work/few.jsonl"
digest=$(sed -n 's/^ *"lexicons": "\([0-9a-f]*\)".*/\1/p' "$work/few/manifest.json")
sed 's/\("lexicons": "\)[0-9a-f]*/\1'"$digest/" "$work/model/manifest.json" >"$work/manifest.json"
mv "$work/manifest.json" "$work/model/manifest.json"

cat >"$work/listed.txt" <<'END'
Trump cool on declaring war over

Published : Sept. 4, 2018 - 10:00

President Donald Trump would rather not sign an end-of-war declaration before the North hands over a list, his aides said.

"It's too early," Trump told reporters. Sanctions stay, he said, until Kim Jong-un has done his part.

South Korea's foreign ministry said it had heard nothing of Trump's refusal and kept pressing for the declaration.
END
sed 's/Donald Trump/Rupert Kilbride/; s/Trump/Kilbride/g' "$work/listed.txt" >"$work/made-up.txt"
for stage in features triples cells; do
    for text in listed made-up; do
        run 0 explain --stage=$stage --lexicons="$work/lexicons/korea" --model="$work/model" "$work/$text.txt"
        grep -v '^# ' "$work/out" >"$work/$text.$stage"
    done
    [ -s "$work/listed.$stage" ] || fail "nothing at the stage $stage"
    cmp -s "$work/listed.$stage" "$work/made-up.$stage" ||
        fail "a made-up person changes the $stage: $(diff "$work/listed.$stage" "$work/made-up.$stage" | cut -c 1-300)"
done
grep -q 'washington.*declaration.*against' "$work/made-up.cells" ||
    fail "what Kilbride refuses is lost: $(cat "$work/made-up.cells")"
exit $failed
