#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# What the claims promise holds for every case, gone through with the library through its Python package.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
. "$REFPATH_SOURCE/tests/support/asan.sh"
: "${PYTHON:=/usr/bin/python3}"
built=$REFPATH_BUILD/bindings/python/built
if ! test -e "$built/stamp"; then
    skip "the binding for Python was not built; configure says why"
    finish
fi
export PYTHONPATH="$built" PYTHONDONTWRITEBYTECODE=1
export LD_LIBRARY_PATH="$REFPATH_BUILD/lib/.libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
find_asan "$REFPATH_BUILD/lib/.libs/librefpath.so"
status=0
with_asan "$PYTHON" "$REFPATH_SOURCE/tests/cases/claims.py" || status=$?
exit $status
