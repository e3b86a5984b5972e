#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The command held against a second implementation of the meaning of a protocol, on protocols made by chance. The
# first seed is $REFPATH_SEED, else 1, and there are $REFPATH_SEEDS of them, else 300.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
. "$REFPATH_SOURCE/tests/reference/chance.sh"
seeds "${REFPATH_SEEDS:-300}"

need_python "the second implementation"
need_zones "the second implementation"
echo "REFPATH_SEED=$first"
exec "$PYTHON" "$REFPATH_SOURCE/tests/reference/compare.py" --seeds "$first-$last" --command "$REFPATH_COMMAND" \
    --jobs "$(nproc)" ${REFPATH_KEEP:+--keep "$REFPATH_KEEP"}
