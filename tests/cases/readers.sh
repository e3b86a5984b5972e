#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Two implementations of the semantics answer the cases and the table of rules with the same bytes.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
: "${REFPATH_COMMAND:=$REFPATH_BUILD/tools/refpath/refpath}"
export REFPATH_COMMAND
python=${PYTHON:-python3}
if ! command -v "$python" >/dev/null 2>&1; then
    skip "Python is missing"
    finish
fi
PYTHONDONTWRITEBYTECODE=1 exec "$python" "$REFPATH_SOURCE/tests/cases/readers.py"
