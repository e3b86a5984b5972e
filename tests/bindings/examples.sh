#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The quick start says the same in C and in Python, and what examples/quickstart.txt says; the other examples do what
# their first lines promise, in both languages the same; java.sh has those in Java. To renew quickstart.txt: REFPATH_RENEW=1.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
. "$REFPATH_SOURCE/tests/support/asan.sh"
: "${PYTHON:=/usr/bin/python3}"
examples=$REFPATH_SOURCE/examples
mission=$REFPATH_SOURCE/tests/data/protocols/carana-mini.xml
now=2026-11-23T12:00:00Z
seconds=1795435200 # the same
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# same NAME FILE EXPECTED: byte for byte.
same() {
    if cmp -s "$2" "$3"; then
        pass "$1"
    else
        fail "$1 differs from ${3##*/}"
        diff "$2" "$3" | head -n 20
    fi
}

# in_c NAME: an example in C, built as strictly as it can be, as $scratch/NAME.
in_c() {
    cat >"$scratch/Makefile" <<END
include $REFPATH_BUILD/Makefile
example: $scratch/$1.o
	\$(LIBTOOL) --silent --tag=CC --mode=link \$(CC) \$(AM_CFLAGS) \$(CFLAGS) \$(LDFLAGS) -o $scratch/$1 $scratch/$1.o lib/librefpath.la
END
    if ! ${CC:-cc} -std=c99 -Wall -Wextra -Werror -I"$REFPATH_SOURCE/include" -I"$REFPATH_BUILD/include" -c \
        -o "$scratch/$1.o" "$examples/$1.c" || ! make -s -C "$REFPATH_BUILD" -f "$scratch/Makefile" example >"$scratch/log" 2>&1; then
        fail "$1 in C is built"
        cat "$scratch/log" 2>/dev/null || true
        finish
    fi
}

in_c quickstart
"$scratch/quickstart" "$mission" >"$scratch/c.txt" || fail "the quick start in C"
if test -n "${REFPATH_RENEW:-}"; then cp "$scratch/c.txt" "$examples/quickstart.txt"; fi
same "the quick start in C" "$scratch/c.txt" "$examples/quickstart.txt"

# Two cases: one that can be planned, one that cannot be read.
mkdir "$scratch/in"
cp "$REFPATH_SOURCE/tests/data/cases/galasi.json" "$scratch/in/good.json"
echo '{"name": "nobody may see this"}' >"$scratch/in/bad.json"
in_c queue_of_cases
queue() {
    "$scratch/queue_of_cases" "$mission" "$scratch/in" "$scratch/out-c" fr $seconds >"$scratch/said" || test $? -eq 1 || fail "the queue in C"
}
queue
verdict "the queue in C plans what it can" "$(test "$(cat "$scratch/said")" = '1 planned, 1 with problems' || cat "$scratch/said")"
verdict "it says whom to call" "$(grep -q 'unpol-focal-point > adviser-office .*radio channel 4' "$scratch/out-c/good.call.txt" ||
    cat "$scratch/out-c/good.call.txt" 2>&1)"
verdict "its problems repeat nothing" "$(grep -l 'nobody may see' "$scratch"/out-c/* || true)"
queue
verdict "what was planned is not planned again" "$(grep -q '^0 planned' "$scratch/said" || cat "$scratch/said")"

in_c who_does_what
"$scratch/who_does_what" "$mission" $seconds galasi-port "$scratch/who-c.csv" >"$scratch/who-c.txt" || fail "who does what in C"
verdict "the table has who does what" "$(grep -q '^port-clinic .*rape-care' "$scratch/who-c.txt" || cat "$scratch/who-c.txt")"
verdict "hidden help is not in it" "$(grep -i 'quiet-house\|safe house' "$scratch/who-c.txt" "$scratch/who-c.csv" || true)"

if ! test -e "$REFPATH_BUILD/bindings/python/built/stamp"; then
    skip "the examples in Python: the binding was not built, configure says why"
    finish
fi
export PYTHONPATH="$REFPATH_BUILD/bindings/python/built" PYTHONDONTWRITEBYTECODE=1
export LD_LIBRARY_PATH="$REFPATH_BUILD/lib/.libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
find_asan "$REFPATH_BUILD/lib/.libs/librefpath.so"

# python NAME ARGUMENT...: an example; 0 and 1 are answers.
python() {
    name=$1
    shift
    with_asan "$PYTHON" "$examples/python/$name" "$@" >"$scratch/said" 2>"$scratch/errors" || test $? -eq 1 || {
        fail "$name $*"
        cat "$scratch/errors"
    }
}

python quickstart.py "$mission"
same "the quick start in Python" "$scratch/said" "$examples/quickstart.txt"

python queue_of_cases.py "$mission" "$scratch/in" "$scratch/out" --now $now --lang fr
verdict "the queue plans what it can" "$(test "$(cat "$scratch/said")" = '1 planned, 1 with problems' || cat "$scratch/said")"
verdict "it hands out what the one in C does" "$(diff -r "$scratch/out-c" "$scratch/out" 2>&1 || true)"
verdict "it says in French what to do" "$(grep -q '^Plan pour le dossier c-17' "$scratch/out/good.plan.txt" || echo no)"
verdict "its plan is the command's" "$(
    "${REFPATH_COMMAND:-$REFPATH_BUILD/tools/refpath/refpath}" plan "$mission" "$scratch/in/good.json" --now $now --json \
        >"$scratch/plan.json" || true
    cmp "$scratch/plan.json" "$scratch/out/good.plan.json" 2>&1 || true
)"
python queue_of_cases.py "$mission" "$scratch/in" "$scratch/out" --now $now
verdict "what was planned is not planned again" "$(grep -q '^0 planned' "$scratch/said" || cat "$scratch/said")"

python who_does_what.py "$mission" --now $now --csv "$scratch/who.csv" --at galasi-port
verdict "table and CSV are those of C" "$(cmp "$scratch/said" "$scratch/who-c.txt" 2>&1 &&
    cmp "$scratch/who.csv" "$scratch/who-c.csv" 2>&1 || true)"
verdict "the CSV has tags" "$(sed -n 2p "$scratch/who.csv" | grep -q '^#org+name,' || cat "$scratch/who.csv")"
with_asan "$PYTHON" "$examples/python/who_does_what.py" "$mission" --now $now --at nowhere >"$scratch/said" 2>"$scratch/errors" || true
verdict "a place that is not there is told" "$(grep -q 'question-unknown' "$scratch/errors" || cat "$scratch/errors")"

# Figures depend on what else is installed; a line says what is left out.
carana=$REFPATH_SOURCE/data/protocols/carana/mission.xml
cat >"$scratch/log.json" <<'END'
{"holder": "unicef-carana", "kinds": [{"id": "girls", "facts": {"sex": "female"}}], "events": [
 {"kind": "girls", "place": "galasi-port", "step": "case-worker", "actor": "unicef-carana", "sent": "2026-03-01T09:30:00Z"},
 {"kind": "girls", "place": "galasi-port", "step": "case-worker", "actor": "save-galasi", "sent": "2026-03-01T09:30:00Z",
  "accepted": "2026-03-01T10:00:00Z", "served": "2026-03-01T11:00:00Z", "consent": true}]}
END
python paper.py "$carana" "$scratch/paper" --now 2026-03-03T09:30:00Z --without unicef-carana --log "$scratch/log.json"
verdict "the paper has its tables and pictures" "$(for file in coverage-coverage.csv coverage-by-place.csv times-times.csv \
    times-hours.csv failures-failures.csv drawdown-repair.csv load-providers.csv simulation-simulated-services.csv \
    coordination-gatekeepers.csv conformance-events.csv network-edges.csv network.svg pathways.svg; do
    test -s "$scratch/paper/$file" || echo "$file"
done)"
verdict "it says what is lost" "$(grep -qE '^without unicef-carana: [1-9][0-9]* rows' "$scratch/said" || cat "$scratch/said" "$scratch/errors")"
verdict "it judges the log" "$(grep -q '^referrals broken: [1-9]' "$scratch/said" || cat "$scratch/said" "$scratch/errors")"
verdict "it says what is full, and how long cases wait" "$(grep -q '^load: .* full: .*hope-centre' "$scratch/said" &&
    grep -qE '^wait: [a-z-]+ [1-9][0-9.]* h, within [0-9.]+ h' "$scratch/said" || cat "$scratch/said" "$scratch/errors")"
verdict "it has every figure, or says why not" "$(grep -q '^skipped: plots: .*matplotlib' "$scratch/said" ||
    for file in gaps places times hours failures use stream waits missed flows; do
        test -s "$scratch/paper/$file.svg" || echo "$file"
    done)"
"${REFPATH_COMMAND:-$REFPATH_BUILD/tools/refpath/refpath}" analyse coverage "$carana" --now 2026-03-03T09:30:00Z --csv --table by-place \
    >"$scratch/by-place.csv" || true
verdict "its tables are the command's" "$(cmp "$scratch/by-place.csv" "$scratch/paper/coverage-by-place.csv" 2>&1 || true)"

python research.py
verdict "the research counts all plans" "$(grep -q '^972 steps of 324 plans' "$scratch/said" || cat "$scratch/said" "$scratch/errors")"
finish
