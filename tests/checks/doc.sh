#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Every public name is documented: Doxygen has nothing to complain about.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
unset MAKEFLAGS MFLAGS MAKELEVEL

if ! command -v doxygen >/dev/null 2>&1; then
    skip "the reference: doxygen is missing (Debian package: doxygen)"
elif said=$(make -s -C "$REFPATH_BUILD" doc 2>&1); then
    pass
else
    fail "make doc"
    printf '%s\n' "$said"
fi
finish
