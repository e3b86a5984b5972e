#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The same bytes in every language for many more questions than "make check" has, beginning where that ends; the command is
# asked every tenth.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
. "$REFPATH_SOURCE/tests/support/build.sh"
: "${REFPATH_SEED:=1001}"
: "${REFPATH_SEEDS:=200}"
: "${REFPATH_EVERY:=10}"
export REFPATH_SEED REFPATH_SEEDS REFPATH_EVERY
# What check-long builds is "all", and the program that asks in C is one of the tests.
mkdir -p "$REFPATH_BUILD/_long"
make -s -C "$REFPATH_BUILD" tests/bindings/answers >"$REFPATH_BUILD/_long/answers.log" 2>&1 ||
    give_up "make tests/bindings/answers" "$REFPATH_BUILD/_long/answers.log"
exec sh "$REFPATH_SOURCE/tests/bindings/same_bytes.sh"
