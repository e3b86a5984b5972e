#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# What hostile files cost: every bad file, also those of a megabyte, is refused within 50 milliseconds of processor time
# and 32 megabytes above what a small one takes; time and memory grow no faster than the file. In a build of its own, for
# the times are those of a compiler that was asked to do its best.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
. "$REFPATH_SOURCE/tests/support/build.sh"
: "${PYTHON:=python3}"

if ! command -v "$PYTHON" >/dev/null 2>&1; then
    skip "what hostile files cost: Python 3 is missing (Debian package: python3)"
    finish
fi
build_tree _long/hostile --disable-shared --enable-static --without-cunit CFLAGS=-O2
make_here tests/hostile/probe

for what in "bad ./tests/hostile/probe $REFPATH_SOURCE" "linear ./tests/hostile/probe"; do
    # shellcheck disable=SC2086 # words
    if "$PYTHON" "$REFPATH_SOURCE/tests/hostile/cost.py" $what; then pass; else fail "cost.py $what"; fi
done
finish
