#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The loader held against jing over schema/protocol.rnc, on documents with small faults made by chance. The first seed
# is $REFPATH_SEED, else 1; $REFPATH_SEEDS of them, else 60, with $REFPATH_FAULTS documents each, else 15.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
. "$REFPATH_SOURCE/tests/reference/chance.sh"
seeds "${REFPATH_SEEDS:-60}"

need_python "the loader and the schema"
need "the loader and the schema" jing jing jing
echo "REFPATH_SEED=$first"
exec "$PYTHON" "$REFPATH_SOURCE/tests/reference/mutate.py" --seeds "$first-$last" --count "${REFPATH_FAULTS:-15}" \
    --command "$REFPATH_COMMAND" --jobs "$(nproc)" ${REFPATH_KEEP:+--keep "$REFPATH_KEEP"}
