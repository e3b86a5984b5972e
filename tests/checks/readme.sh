#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The README keeps its word: its program compiles without a warning and plans, its commands run, its links lead somewhere,
# and its first screen says what the protocols are not.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
: "${REFPATH_COMMAND:=$REFPATH_BUILD/tools/refpath/refpath}"
cd "$REFPATH_SOURCE"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

if sed -n 1,15p README.md | grep -q 'not guidance'; then pass; else fail "the first screen does not say that it is no guidance"; fi

bad=$(for page in README.md CONTRIBUTING.md NEWS.md PACKAGING.md doc/*.md schema/*.md; do
    grep -oE '\]\([^)#: ]+[)#]' "$page" | sed 's/^](//; s/[)#]$//' | while read -r link; do
        test -e "${page%"${page##*/}"}$link" || echo "$page: $link"
    done
done)
verdict "every link leads somewhere" "$bad"
bad=$(sed -n 's,^    \([a-z]*/[a-z]*\.sh\) .*,\1,p' README.md | while read -r script; do test -x "$script" || echo "$script"; done)
verdict "the scripts are there" "$bad"

sed -n '/^```c$/,/^```$/p' README.md | sed '/^```/d' >"$scratch/plan.c"
cp data/protocols/new.xml "$scratch/mission.xml"
awk '/^      \{/ { inside = 1 } inside { print } /^      \}/ { exit }' data/protocols/new.xml >"$scratch/case.json"
lines=$(sed -n '/^int main/,$p' "$scratch/plan.c" | wc -l)
if test "$lines" -gt 10 && test "$lines" -le 25; then pass; else fail "its program has $lines lines"; fi

library=$REFPATH_BUILD/lib/.libs
for standard in c99 c11; do
    if said=$(${CC:-cc} -std=$standard -Wall -Wextra -Wpedantic -Werror -I"$REFPATH_SOURCE/include" \
        -I"$REFPATH_BUILD/include" -c -o "$scratch/plan.o" "$scratch/plan.c" 2>&1); then pass; else fail "its program: $said"; fi
done
if test -f "$library/librefpath.so" && test -f "$scratch/plan.o"; then
    ${CC:-cc} -o "$scratch/plan" "$scratch/plan.o" -L"$library" -lrefpath
    status=0
    (cd "$scratch" && LD_LIBRARY_PATH="$library" ./plan >said 2>&1) || status=$?
    if test $status -eq 0 && grep -q 'Health care' "$scratch/said"; then pass; else fail "its program: $(cat "$scratch/said")"; fi
else
    skip "its program: no shared library was built"
fi

# The commands under "Start", as written; all but "new", whose file is there. 1 is an answer too.
sed -n '/^## Start/,/^## /s/^    refpath \(.*\)$/\1/p' README.md | sed 's/   .*//' >"$scratch/commands"
while read -r arguments; do
    status=0
    # shellcheck disable=SC2086 # words
    (cd "$scratch" && case $arguments in new*) rm -f mission.xml ;; esac && "$REFPATH_COMMAND" $arguments >said 2>&1) || status=$?
    if test $status -le 1; then pass; else fail "refpath $arguments: $status $(cat "$scratch/said")"; fi
done <"$scratch/commands"
test -s "$scratch/commands" || fail "there are no commands"
finish
