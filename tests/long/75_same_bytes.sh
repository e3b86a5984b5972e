#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The same bytes in every language for many more questions than "make check" has, beginning where that ends; the command is
# asked every tenth.
set -eu
: "${REFPATH_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
: "${REFPATH_BUILD:=$REFPATH_SOURCE/build}"
: "${REFPATH_SEED:=1001}"
: "${REFPATH_SEEDS:=200}"
: "${REFPATH_EVERY:=10}"
export REFPATH_SOURCE REFPATH_BUILD REFPATH_SEED REFPATH_SEEDS REFPATH_EVERY
# What check-long builds is "all", and the program that asks in C is one of the tests.
make -s -C "$REFPATH_BUILD" tests/bindings/answers
exec sh "$REFPATH_SOURCE/tests/bindings/same_bytes.sh"
