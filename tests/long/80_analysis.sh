#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Programs that read the sources of the library for faults: gcc's analyser, clang-tidy (bugprone, cert), cppcheck. What
# they may say is listed here, each with the reason; anything else is a failure.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
. "$REFPATH_SOURCE/tests/support/build.sh"
build_tree _long/analysis --disable-shared --enable-static --without-cunit CFLAGS=-O2 # what is generated stands there then

includes="-I$REFPATH_SOURCE/include -Iinclude -I$REFPATH_SOURCE/lib -Ilib -I."
packages=$(pkg-config --cflags libxml-2.0 icu-i18n jansson 2>/dev/null || pkg-config --cflags libxml-2.0 icu-i18n)
flags="-std=c11 -DHAVE_CONFIG_H -DREFPATH_BUILDING $includes $packages"
sources=$(find "$REFPATH_SOURCE/lib" -name '*.c' | LC_ALL=C sort)

# Faults for each to see, or what it does not say of the rest is worth nothing.
cat >planted.c <<'END'
#include <string.h>
int planted(int n, const char *text);
int planted(int n, const char *text) {
    int numbers[4] = {0}, *at = n > 3 ? numbers : 0;
    if (strcmp(text, "a") == -1) {
        return numbers[4];
    }
    return at[0];
}
END
# sees NAME LOG: its log of the planted faults has one.
sees() {
    if grep -qE 'planted\.c:[0-9]' "$2"; then pass; else fail "$1 does not see a planted fault: $(tail -n 1 "$2")"; fi
}

# gcc -fanalyzer. Left out: a leak that it sees where a pointer goes into an arena, which is released as a whole; and
#   base/sha256.c, base/table.c: arrays that a loop fills from end to end, which it does not follow
known='base/sha256\.c:.*uninitialized|base/table\.c:.*uninitialized'
if echo 'int main(void) { return 0; }' | gcc -fanalyzer -x c - -o /dev/null 2>/dev/null; then
    gcc -O1 -fanalyzer -c planted.c -o /dev/null >planted.log 2>&1 || true
    sees "gcc -fanalyzer" planted.log
    : >gcc.log
    for file in $sources; do
        # shellcheck disable=SC2086 # words
        gcc $flags -O1 -fanalyzer -Wno-analyzer-malloc-leak -c "$file" -o /dev/null 2>>gcc.log || true
    done
    verdict "gcc -fanalyzer" "$(grep -E 'warning:|error:' gcc.log | grep -vE "$known" | sed "s,$REFPATH_SOURCE/,," | sort -u || true)"
else
    skip "gcc -fanalyzer is missing (Debian package: gcc)"
fi

# clang-tidy. Left out, of bugprone and cert:
#   easily-swappable-parameters, narrowing-conversions: by design of C; -Wconversion covers the second
#   cert-err33-c: every snprintf would have to be cast; the sizes are checked where they count
#   cert-dcl37-c, bugprone-reserved-identifier: feature macros of the system
#   bugprone-branch-clone: tables written as switches
#   bugprone-sizeof-expression: sizes of pointers in lists of pointers
#   bugprone-assignment-in-if-condition: loops that read and test
#   bugprone-macro-parentheses: macros that take a type
#   bugprone-implicit-widening-of-multiplication-result: constants that are small in any type
#   bugprone-not-null-terminated-result: texts here have their length beside them
#   cert-msc30-c, cert-msc50-cpp: there is no random number
checks='-*,bugprone-*,cert-*,-bugprone-easily-swappable-parameters,-bugprone-narrowing-conversions,-cert-err33-c'
checks="$checks,-cert-dcl37-c,-cert-dcl51-cpp,-bugprone-reserved-identifier,-bugprone-branch-clone"
checks="$checks,-bugprone-sizeof-expression,-bugprone-assignment-in-if-condition,-bugprone-macro-parentheses"
checks="$checks,-bugprone-implicit-widening-of-multiplication-result,-bugprone-not-null-terminated-result"
if command -v clang-tidy >/dev/null 2>&1; then
    clang-tidy --quiet --checks="$checks" planted.c -- -std=c11 >planted.log 2>&1 || true
    sees clang-tidy planted.log
    # shellcheck disable=SC2086 # words
    clang-tidy --quiet --checks="$checks" $sources -- $flags >tidy.log 2>/dev/null || true
    verdict "clang-tidy" "$(grep -E 'warning:|error:' tidy.log | sed "s,$REFPATH_SOURCE/,," | sort -u || true)"
else
    skip "clang-tidy is missing (Debian package: clang-tidy)"
fi

# cppcheck. Left out: includes of the system; that NULL might be an integer where it ends a list of arguments, which POSIX
# excludes.
if command -v cppcheck >/dev/null 2>&1; then
    cppcheck --quiet --enable=warning --template='{file}:{line}: {id}: {message}' planted.c >planted.log 2>&1 || true
    sees cppcheck planted.log
    # shellcheck disable=SC2086 # words
    cppcheck --quiet --std=c11 --enable=warning,portability --inline-suppr --suppress=missingIncludeSystem \
        --suppress=missingInclude --suppress=varFuncNullUB --template='{file}:{line}: {id}: {message}' -j"$(nproc)" -DREFPATH_BUILDING \
        $includes $sources >cppcheck.log 2>&1 || true
    verdict "cppcheck" "$(grep -E '^[^ ]+:[0-9]+: ' cppcheck.log | sed "s,$REFPATH_SOURCE/,," | sort -u || true)"
else
    skip "cppcheck is missing (Debian package: cppcheck)"
fi
finish
