#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The quick start says the same in C and in Python, and what examples/quickstart.txt says; the other examples do what
# their first lines promise. To renew quickstart.txt: REFPATH_RENEW=1.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
: "${PYTHON:=/usr/bin/python3}"
examples=$REFPATH_SOURCE/examples
mission=$REFPATH_SOURCE/tests/data/protocols/carana-mini.xml
now=2026-11-23T12:00:00Z
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

cat >"$scratch/Makefile" <<END
include $REFPATH_BUILD/Makefile
quickstart: $scratch/quickstart.o
	\$(LIBTOOL) --silent --tag=CC --mode=link \$(CC) \$(AM_CFLAGS) \$(CFLAGS) \$(LDFLAGS) -o $scratch/quickstart $scratch/quickstart.o lib/librefpath.la
END
# shellcheck disable=SC2086 # flags
if ${CC:-cc} -std=c99 -Wall -Wextra -Werror -I"$REFPATH_SOURCE/include" -I"$REFPATH_BUILD/include" -c \
    -o "$scratch/quickstart.o" "$examples/quickstart.c" &&
    make -s -C "$REFPATH_BUILD" -f "$scratch/Makefile" quickstart >"$scratch/log" 2>&1 &&
    "$scratch/quickstart" "$mission" >"$scratch/c.txt"; then
    if test -n "${REFPATH_RENEW:-}"; then cp "$scratch/c.txt" "$examples/quickstart.txt"; fi
    same "the quick start in C" "$scratch/c.txt" "$examples/quickstart.txt"
else
    fail "the quick start in C"
    cat "$scratch/log" 2>/dev/null || true
fi

if ! test -e "$REFPATH_BUILD/bindings/python/built/stamp"; then
    skip "the examples in Python: the binding was not built, configure says why"
    finish
fi
export PYTHONPATH="$REFPATH_BUILD/bindings/python/built" PYTHONDONTWRITEBYTECODE=1
export LD_LIBRARY_PATH="$REFPATH_BUILD/lib/.libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
if ${NM:-nm} -D "$REFPATH_BUILD/lib/.libs/librefpath.so" 2>/dev/null | grep -q '__asan_init'; then
    LD_PRELOAD=$(${CC:-gcc} -print-file-name=libasan.so)
    ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0
    export LD_PRELOAD ASAN_OPTIONS
fi

# python NAME ARGUMENT...: an example; 0 and 1 are answers.
python() {
    name=$1
    shift
    "$PYTHON" "$examples/python/$name" "$@" >"$scratch/said" 2>"$scratch/errors" || test $? -eq 1 || {
        fail "$name $*"
        cat "$scratch/errors"
    }
}

python quickstart.py "$mission"
same "the quick start in Python" "$scratch/said" "$examples/quickstart.txt"

# Two cases: one that can be planned, one that cannot be read.
mkdir "$scratch/in"
cp "$REFPATH_SOURCE/tests/data/cases/galasi.json" "$scratch/in/good.json"
echo '{"name": "nobody may see this"}' >"$scratch/in/bad.json"
python queue_of_cases.py "$mission" "$scratch/in" "$scratch/out" --now $now --lang fr
verdict "the queue plans what it can" "$(test "$(cat "$scratch/said")" = '1 planned, 1 with problems' || cat "$scratch/said")"
verdict "it says whom to call" "$(grep -q 'unpol-focal-point > adviser-office .*radio channel 4' "$scratch/out/good.call.txt" ||
    cat "$scratch/out/good.call.txt" 2>&1)"
verdict "it says in French what to do" "$(grep -q '^Plan pour le dossier c-17' "$scratch/out/good.plan.txt" || echo no)"
verdict "its problems repeat nothing" "$(grep -l 'nobody may see' "$scratch"/out/* || true)"
verdict "its plan is the command's" "$(
    "${REFPATH_COMMAND:-$REFPATH_BUILD/tools/refpath/refpath}" plan "$mission" "$scratch/in/good.json" --now $now --json \
        >"$scratch/plan.json" || true
    cmp "$scratch/plan.json" "$scratch/out/good.plan.json" 2>&1 || true
)"
python queue_of_cases.py "$mission" "$scratch/in" "$scratch/out" --now $now
verdict "what was planned is not planned again" "$(grep -q '^0 planned' "$scratch/said" || cat "$scratch/said")"

python who_does_what.py "$mission" --now $now --csv "$scratch/who.csv" --at galasi-port
verdict "the table has who does what" "$(grep -q '^port-clinic .*rape-care' "$scratch/said" || cat "$scratch/said")"
verdict "hidden help is not in it" "$(grep -i 'quiet-house\|safe house' "$scratch/said" "$scratch/who.csv" || true)"
verdict "the CSV has tags" "$(sed -n 2p "$scratch/who.csv" | grep -q '^#org+name,' || cat "$scratch/who.csv")"
"$PYTHON" "$examples/python/who_does_what.py" "$mission" --now $now --at nowhere >"$scratch/said" 2>"$scratch/errors" || true
verdict "a place that is not there is told" "$(grep -q 'question-unknown' "$scratch/errors" || cat "$scratch/errors")"

python research.py
verdict "the research counts all plans" "$(grep -q '^972 steps of 324 plans' "$scratch/said" || cat "$scratch/said" "$scratch/errors")"
finish
