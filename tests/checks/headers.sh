#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Each public header compiles alone, as C99 and as C++11, needs no POSIX, and exports what it declares on Windows too.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

for header in "$REFPATH_SOURCE"/include/refpath.h "$REFPATH_SOURCE"/include/refpath/*.h \
    "$REFPATH_BUILD"/include/refpath/version.h; do
    name=${header##*/include/}
    echo "#include <$name>
int main(void) { return 0; }" >"$scratch/alone.c"
    cp "$scratch/alone.c" "$scratch/alone.cpp"
    for language in "${CC:-gcc} -std=c99 -Wstrict-prototypes $scratch/alone.c" \
        "${CXX:-g++} -std=c++11 $scratch/alone.cpp"; do
        # shellcheck disable=SC2086 # a command and its arguments
        if said=$($language -fsyntax-only -Wall -Wextra -Wpedantic -Wconversion -Werror \
            -I"$REFPATH_SOURCE/include" -I"$REFPATH_BUILD/include" 2>&1); then
            pass
        else
            fail "$name: $language"
            echo "$said"
        fi
    done
done
# Of the system only what C99 itself has; types that POSIX adds to it are not used either.
bad=$(grep -nE '^[ \t]*#[ \t]*include' "$REFPATH_SOURCE"/include/refpath.h "$REFPATH_SOURCE"/include/refpath/*.h "$REFPATH_SOURCE"/include/refpath/version.h.in |
    grep -vE 'include <(refpath/[a-z]+\.h|stddef\.h|stdint\.h)>' || true)
verdict "public headers include the library's own, stddef.h and stdint.h alone" "$bad"
bad=$(grep -nwE 'ssize_t|off_t|mode_t|pid_t|time_t|size64_t|struct (timespec|timeval|stat|tm)|FILE|pthread_[a-z_]+' \
    "$REFPATH_SOURCE"/include/refpath.h "$REFPATH_SOURCE"/include/refpath/*.h || true)
verdict "public headers use no type of POSIX" "$bad"

# expands FLAGS: what the export macro is then.
expands() {
    # shellcheck disable=SC2086 # words
    printf '#include <refpath/api.h>\nREFPATH_API' | ${CC:-gcc} -U_WIN32 $1 -I"$REFPATH_SOURCE/include" -x c -E -P - | tr -d ' \n'
}
for pair in '-D_WIN32 -DREFPATH_BUILDING=__declspec(dllexport)' '-D_WIN32=__declspec(dllimport)' '-D_WIN32 -DREFPATH_STATIC=__attribute__((visibility("default")))' \
    '-DREFPATH_BUILDING=__attribute__((visibility("default")))'; do
    wanted=${pair#*=}
    if test "$(expands "${pair%%=*}")" = "$wanted"; then pass; else fail "the export macro with ${pair%%=*} is not $wanted"; fi
done
finish
