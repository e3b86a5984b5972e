#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# malloc() itself fails, at every single request and from it on; "make check" tries some of them.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
unset MAKEFLAGS MFLAGS MAKELEVEL
tree=$REFPATH_BUILD/_long/malloc
mkdir -p "$tree"
cd "$tree"
test -f Makefile || "$REFPATH_SOURCE/configure" --quiet --disable-shared --enable-static CFLAGS='-O1 -g' CXXFLAGS='-O1 -g'
make -s -j"$(nproc)" all >make.log 2>&1
make -s tests/hostile/test_malloc
if REFPATH_THOROUGH=1 tests/hostile/test_malloc; then pass; else fail "every request refused"; fi
finish
