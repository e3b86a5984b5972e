#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Each public header compiles alone, as C99 and as C++11.
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
finish
