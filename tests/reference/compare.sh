#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The command held against a second implementation of the meaning of a protocol, on protocols made by chance. The
# first seed is $REFPATH_SEED, else 1, and there are $REFPATH_SEEDS of them, else 300.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
: "${PYTHON:=python3}"
: "${REFPATH_COMMAND:=$REFPATH_BUILD/tools/refpath/refpath}"
export REFPATH_COMMAND
first=${REFPATH_SEED:-1}
last=$((first + ${REFPATH_SEEDS:-300} - 1))

if ! command -v "$PYTHON" >/dev/null 2>&1; then
    skip "the second implementation: Python 3 is missing (Debian package: python3)"
    finish
fi
if ! "$PYTHON" -c 'import zoneinfo; zoneinfo.ZoneInfo("Africa/Lagos")' >/dev/null 2>&1; then
    skip "the second implementation: Python finds no time zones (Debian package: tzdata)"
    finish
fi
echo "REFPATH_SEED=$first"
exec "$PYTHON" "$REFPATH_SOURCE/tests/reference/compare.py" --seeds "$first-$last" --command "$REFPATH_COMMAND" \
    --jobs "$(nproc)" ${REFPATH_KEEP:+--keep "$REFPATH_KEEP"}
