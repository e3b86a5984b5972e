#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# How much of lib/ the suite runs: at least 97 lines and 90 branches of a hundred, and every line and branch of the files
# that decide on consent and match conditions. What a failing allocation would run counts as well.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
unset MAKEFLAGS MFLAGS MAKELEVEL
if ! command -v gcovr >/dev/null 2>&1; then
    skip "gcovr is missing (Debian package: gcovr)"
    finish
fi
tree=$REFPATH_BUILD/_long/coverage
mkdir -p "$tree"
cd "$tree"
test -f Makefile || "$REFPATH_SOURCE/configure" --quiet --disable-shared --enable-static --disable-hardening \
    CFLAGS='-O0 -g --coverage -fprofile-abs-path -fprofile-update=atomic' CXXFLAGS='-O0 -g --coverage -fprofile-abs-path -fprofile-update=atomic' LDFLAGS=--coverage
find . -name '*.gcda' -exec rm -f {} +
make -s -j"$(nproc)" all >make.log 2>&1
: "${REFPATH_SEEDS:=40}"
export REFPATH_SEEDS
make -s -j"$(nproc)" check-suite >suite.log 2>&1 || fail "the suite failed: see $tree/suite.log"

# Counts are atomic, for threads. Branches of calls that can only throw are not ours; macros that pass a failure on count once for each use.
gcovr --root "$REFPATH_SOURCE" --filter "$REFPATH_SOURCE/lib/" --exclude-throw-branches --gcov-ignore-parse-errors --json-summary coverage.json \
    --txt coverage.txt . >/dev/null 2>gcovr.log || fail "gcovr: see $tree/gcovr.log"
tail -n 3 coverage.txt
"${PYTHON:-python3}" - coverage.json >found.txt <<'END'
import json
import sys

data = json.load(open(sys.argv[1], encoding="utf-8"))
print("all", data["line_percent"], data["branch_percent"])
for file in data["files"]:
    name = file["filename"].rsplit("lib/", 1)[-1]
    if name in ("decide/consent.c", "decide/match.c", "compile/matcher.c"):
        print(name, file["line_percent"], file["branch_percent"])
END
while read -r name lines branches; do
    least_lines=100 least_branches=100
    test "$name" != all || { least_lines=97 least_branches=90; }
    echo "$name: $lines of a hundred lines, $branches of a hundred branches"
    if awk "BEGIN { exit !($lines >= $least_lines) }"; then pass; else fail "$name: lines $lines, at least $least_lines"; fi
    if awk "BEGIN { exit !($branches >= $least_branches) }"; then pass; else fail "$name: branches $branches, at least $least_branches"; fi
done <found.txt
finish
