#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# malloc() itself fails, at every single request and from it on; "make check" tries some of them.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
. "$REFPATH_SOURCE/tests/support/build.sh"
build_tree _long/malloc --disable-shared --enable-static CFLAGS='-O1 -g' CXXFLAGS='-O1 -g'
need_cunit "every request refused"
make_here tests/hostile/test_malloc
if REFPATH_THOROUGH=1 tests/hostile/test_malloc; then pass; else fail "every request refused"; fi
finish
