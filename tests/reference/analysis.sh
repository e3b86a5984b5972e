#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Coverage and times against every single case of small protocols made by chance. The first seed is $REFPATH_SEED, else 1, and
# there are $REFPATH_ANALYSIS_SEEDS of them, else 40.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
: "${PYTHON:=python3}"
: "${REFPATH_COMMAND:=$REFPATH_BUILD/tools/refpath/refpath}"
export REFPATH_COMMAND
first=${REFPATH_SEED:-1}
last=$((first + ${REFPATH_ANALYSIS_SEEDS:-40} - 1))

if ! command -v "$PYTHON" >/dev/null 2>&1; then
    skip "analyses against brute force: Python 3 is missing (Debian package: python3)"
    finish
fi
exec "$PYTHON" "$REFPATH_SOURCE/tests/reference/analysis.py" --seeds "$first-$last" --command "$REFPATH_COMMAND"
