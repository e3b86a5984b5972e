#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# doc/answers.md is true: its case can be asked about, and every key, warning and reason of the library stands in it.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
: "${REFPATH_COMMAND:=$REFPATH_BUILD/tools/refpath/refpath}"
cd "$REFPATH_SOURCE"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
page=doc/answers.md

# The first example of doc/format.md is the protocol that the case goes with.
awk '/^```xml$/ { inside = 1; next } /^```$/ && inside { exit } inside' doc/format.md >"$scratch/town.xml"
awk '/^```json$/ { inside = 1; next } /^```$/ && inside { exit } inside' $page >"$scratch/case.json"
status=0
"$REFPATH_COMMAND" plan "$scratch/town.xml" "$scratch/case.json" --now 2026-11-23T13:00:00Z >"$scratch/said" 2>&1 || status=$?
if test $status -le 1; then pass; else fail "its case: $(cat "$scratch/said")"; fi

# missing KIND: codes with a sentence that have no line of their own.
missing() {
    sed -n "s/^$1\.\([a-z-]*\) = .*/\1/p" data/messages/en.txt | sed 's/-plain$//' | LC_ALL=C sort -u >"$scratch/codes"
    test -s "$scratch/codes" || echo "data/messages/en.txt has no $1"
    while read -r code; do
        grep -q "^| .*\`$code\`" $page || echo "$code"
    done <"$scratch/codes"
}
verdict "every warning" "$(missing warning)"
verdict "every reason" "$(missing reason)"
verdict "everything for which somebody is left out" "$(missing left-out)"
verdict "every state" "$(missing state)"
verdict "every outcome" "$(missing outcome)"
verdict "every decision" "$(missing decision)"

# Keys, as the library writes them.
sed -n 's/.*rp_\(write\|tree\)_[a-z]*([^"]*, "\([a-z-][a-z-]*\)".*/\2/p' lib/decide/*.c | LC_ALL=C sort -u >"$scratch/keys"
if test "$(wc -l <"$scratch/keys")" -gt 50; then pass; else fail "the keys could not be read from lib/decide"; fi
bad=$(while read -r key; do
    grep -qE "\"$key\"|\`$key\`" $page || echo "$key"
done <"$scratch/keys")
verdict "every key" "$bad"
finish
