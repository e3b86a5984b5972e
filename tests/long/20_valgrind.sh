#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The unit tests under valgrind: no error, nothing lost.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
. "$REFPATH_SOURCE/tests/support/build.sh"

if ! command -v valgrind >/dev/null 2>&1; then
    skip "valgrind is missing (Debian package: valgrind)"
    finish
fi
build_tree _long/valgrind --disable-shared --enable-static CFLAGS='-O1 -g' CXXFLAGS='-O1 -g'
need_cunit "the unit tests under valgrind"
make_here check TESTS=
# Thirty times slower: what repeats by the thousand repeats by the score.
export REFPATH_CASES=20 REFPATH_ROUNDS=20
for program in tests/*/test_*; do
    if ! test -x "$program" || ! test -f "$program.o"; then continue; fi
    if said=$(REFPATH_BUILD=$tree valgrind -q --error-exitcode=99 --leak-check=full \
        --errors-for-leak-kinds=definite,indirect "$program" 2>&1); then
        pass
    else
        fail "$program"
        printf '%s\n' "$said" | tail -n 30
    fi
done
finish
