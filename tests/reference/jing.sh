#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The loader held against jing over schema/protocol.rnc, on documents with small faults made by chance. The first seed
# is $REFPATH_SEED, else 1; $REFPATH_SEEDS of them, else 60, with $REFPATH_FAULTS documents each, else 15.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
: "${PYTHON:=python3}"
: "${REFPATH_COMMAND:=$REFPATH_BUILD/tools/refpath/refpath}"
export REFPATH_COMMAND
first=${REFPATH_SEED:-1}
last=$((first + ${REFPATH_SEEDS:-60} - 1))

if ! command -v "$PYTHON" >/dev/null 2>&1; then
    skip "the loader and the schema: Python 3 is missing (Debian package: python3)"
    finish
fi
if ! command -v jing >/dev/null 2>&1; then
    skip "the loader and the schema: jing is missing (Debian package: jing)"
    finish
fi
echo "REFPATH_SEED=$first"
exec "$PYTHON" "$REFPATH_SOURCE/tests/reference/mutate.py" --seeds "$first-$last" --count "${REFPATH_FAULTS:-15}" \
    --command "$REFPATH_COMMAND" --jobs "$(nproc)" ${REFPATH_KEEP:+--keep "$REFPATH_KEEP"}
