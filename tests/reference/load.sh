#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Load against every single case of small protocols made by chance. The first seed is $REFPATH_SEED, else 1, and
# there are $REFPATH_LOAD_SEEDS of them, else 60.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
. "$REFPATH_SOURCE/tests/reference/chance.sh"
seeds "${REFPATH_LOAD_SEEDS:-60}"

need_python "load against brute force"
exec "$PYTHON" "$REFPATH_SOURCE/tests/reference/load.py" --seeds "$first-$last" --command "$REFPATH_COMMAND"
