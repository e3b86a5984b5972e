#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The unit tests under valgrind: no error, nothing lost.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
unset MAKEFLAGS MFLAGS MAKELEVEL

if ! command -v valgrind >/dev/null 2>&1; then
    skip "valgrind is missing (Debian package: valgrind)"
    finish
fi
tree=$REFPATH_BUILD/_long/valgrind
mkdir -p "$tree"
cd "$tree"
test -f Makefile || "$REFPATH_SOURCE/configure" --quiet --disable-shared --enable-static CFLAGS='-O1 -g' CXXFLAGS='-O1 -g'
make -s -j"$(nproc)" all
make -s -j"$(nproc)" check TESTS=
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
