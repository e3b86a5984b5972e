#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Coverage and times against every single case of small protocols made by chance. The first seed is $REFPATH_SEED, else 1, and
# there are $REFPATH_ANALYSIS_SEEDS of them, else 40.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
. "$REFPATH_SOURCE/tests/reference/chance.sh"
seeds "${REFPATH_ANALYSIS_SEEDS:-40}"

need_python "analyses against brute force"
exec "$PYTHON" "$REFPATH_SOURCE/tests/reference/analysis.py" --seeds "$first-$last" --command "$REFPATH_COMMAND"
