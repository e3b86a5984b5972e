#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# For the tests of the command: . "$REFPATH_SOURCE/tests/tools/ask.sh" gives a scratch folder with mission.xml (what
# "refpath new" writes), case.json (from its first comment), broken.xml, and the functions below. The environment says
# nothing of language or colour.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
: "${REFPATH_COMMAND:=$REFPATH_BUILD/tools/refpath/refpath}"
: "${PYTHON:=python3}"
export REFPATH_COMMAND
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
unset LC_ALL LC_MESSAGES LANG LANGUAGE NO_COLOR COLUMNS
export TERM=xterm
now=2026-11-23T11:00:00Z

cp "$REFPATH_SOURCE/data/protocols/new.xml" "$scratch/mission.xml"
awk '/^      \{/ { inside = 1 } inside { print } /^      \}/ { exit }' "$scratch/mission.xml" >"$scratch/case.json"
sed 's/role="case-worker"/role="case-werker"/' "$scratch/mission.xml" >"$scratch/broken.xml"
cd "$scratch"

# ask STATUS ARGUMENT...: runs the command; standard output is then in "out", standard error in "err".
ask() {
    wanted=$1
    shift
    asked="refpath $*"
    got=0
    "$REFPATH_COMMAND" "$@" >out 2>err </dev/null || got=$?
    check_status
}
# ask_from FILE STATUS ARGUMENT...: likewise, with standard input.
ask_from() {
    from=$1 wanted=$2
    shift 2
    asked="refpath $* <$from"
    got=0
    "$REFPATH_COMMAND" "$@" >out 2>err <"$from" || got=$?
    check_status
}
check_status() {
    if test "$got" = "$wanted"; then
        pass
    else
        fail "$asked: status $got instead of $wanted"
        head -n 5 out err | sed 's/^/    /'
    fi
}

# says FILE TEXT: it stands there; lacks FILE TEXT: it does not; empty FILE.
says() {
    if grep -qF -e "$2" "$1"; then pass; else fail "$asked: \"$2\" is not in $1: $(head -c 600 "$1")"; fi
}
lacks() {
    if grep -qF -e "$2" "$1"; then fail "$asked: \"$2\" is in $1"; else pass; fi
}
empty() {
    if test -s "$1"; then fail "$asked: $1 has $(head -c 600 "$1")"; else pass; fi
}

# json EXPRESSION: "out" is one JSON value, a, and the Python expression is true.
json() {
    if said=$("$PYTHON" -c 'import json, sys
a = json.load(open("out", encoding="utf-8"))
assert eval(sys.argv[1]), json.dumps(a)[:600]' "$1" 2>&1); then
        pass
    else
        fail "$asked: not so: $1"
        printf '%s\n' "$said" | tail -n 1 | sed 's/^/    /'
    fi
}

# looked LANGUAGE: look.py, which the test has written, finds nothing wrong with "out".
looked() {
    if said=$("$PYTHON" look.py "$1" 2>&1); then pass; else fail "$asked: $(printf '%s\n' "$said" | tail -n 1)"; fi
}
