#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Failures and drawdowns against every single case of small protocols made by chance. The first seed is $REFPATH_SEED, else 1, and
# there are $REFPATH_FAILURE_SEEDS of them, else 8.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
: "${PYTHON:=python3}"
: "${REFPATH_COMMAND:=$REFPATH_BUILD/tools/refpath/refpath}"
export REFPATH_COMMAND
first=${REFPATH_SEED:-1}
last=$((first + ${REFPATH_FAILURE_SEEDS:-8} - 1))

if ! command -v "$PYTHON" >/dev/null 2>&1; then
    skip "failures against brute force: Python 3 is missing (Debian package: python3)"
    finish
fi
exec "$PYTHON" "$REFPATH_SOURCE/tests/reference/failures.py" --seeds "$first-$last" --command "$REFPATH_COMMAND"
