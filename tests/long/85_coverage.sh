#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# How much of lib/ the tests run: at least 97 lines and 90 branches of a hundred, and every line and branch of the files
# that decide on consent and match conditions. What a failing allocation would run counts as well; so the unit tests run
# once more in a build in which every piece of memory is asked for by itself, and each can fail.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
. "$REFPATH_SOURCE/tests/support/build.sh"
if ! command -v gcovr >/dev/null 2>&1; then
    skip "gcovr is missing (Debian package: gcovr)"
    finish
fi
whole='decide/consent.c decide/match.c decide/records.c compile/matcher.c compile/boxes.c compile/consent.c'
base=$REFPATH_BUILD/_long/coverage
mkdir -p "$base"

# Counts are atomic, for threads.
flags='-O0 -g --coverage -fprofile-abs-path -fprofile-update=atomic'
# build NAME OPTIONS...: an empty count.
build() {
    name=$1
    shift
    build_tree "_long/coverage/$name" --disable-shared --enable-static --disable-hardening CFLAGS="$flags" CXXFLAGS="$flags" \
        LDFLAGS=--coverage "$@"
    need_cunit "coverage"
    find . -name '*.gcda' -exec rm -f {} +
}

build suite
: "${REFPATH_SEEDS:=40}"
export REFPATH_SEEDS
make -s -j"$(nproc)" check-suite >suite.log 2>&1 || fail "the suite failed: see $tree/suite.log"

build alone CPPFLAGS=-DRP_ARENA_EACH_ALONE
make_here check TESTS=
for program in tests/*/test_*; do
    # What makes malloc() itself fail, and what takes cases by the thousand, shows nothing new here.
    case $program in tests/hostile/* | tests/fuzz/*) continue ;; esac
    if ! test -x "$program" || ! test -f "$program.o"; then continue; fi
    if REFPATH_BUILD=$tree "$program" >alone.log 2>&1; then
        pass
    else
        fail "$program, each request by itself"
        tail -n 20 alone.log
    fi
done

# Branches of calls that can only throw are not ours; macros that pass a failure on count once for each use.
cd "$base"
gcovr --root "$source" --filter "$source/lib/" --exclude-throw-branches --gcov-ignore-parse-errors \
    --json-summary coverage.json --json lines.json --txt coverage.txt suite/lib alone/lib >/dev/null 2>gcovr.log ||
    fail "gcovr: see $base/gcovr.log"
tail -n 3 coverage.txt
# WHAT LINES BRANCHES, and of the files that must be whole the branches that are not taken.
"${PYTHON:-python3}" - "$whole" >found.txt <<'END'
import json
import sys

names = sys.argv[1].split()


def read(name):
    with open(name, encoding="utf-8") as file:
        return json.load(file)


summary = read("coverage.json")
print("all", summary["line_percent"], summary["branch_percent"])
for file in summary["files"]:
    name = file["filename"].rsplit("lib/", 1)[-1]
    if name in names:
        print(name, file["line_percent"], file["branch_percent"])
        names.remove(name)
for name in names:
    print(name, 0, 0)
with open("not-taken.txt", "w", encoding="utf-8") as out:
    for file in read("lines.json")["files"]:
        for line in file["lines"]:
            if line["count"] == 0 or any(b["count"] == 0 for b in line["branches"]):
                print(f"{file['file']}:{line['line_number']}", file=out)
END
while read -r name lines branches; do
    least_lines=100 least_branches=100
    test "$name" != all || { least_lines=97 least_branches=90; }
    echo "$name: $lines of a hundred lines, $branches of a hundred branches"
    if awk "BEGIN { exit !($lines >= $least_lines) }"; then pass; else fail "$name: lines $lines, at least $least_lines"; fi
    if awk "BEGIN { exit !($branches >= $least_branches) }"; then pass; else fail "$name: branches $branches, at least $least_branches"; fi
    if test "$lines $branches" != "100.0 100.0" && test "$name" != all; then grep "lib/$name:" not-taken.txt || true; fi
done <found.txt
finish
