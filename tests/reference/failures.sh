#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Failures and drawdowns against every single case of small protocols made by chance. The first seed is $REFPATH_SEED, else 1, and
# there are $REFPATH_FAILURE_SEEDS of them, else 8.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
. "$REFPATH_SOURCE/tests/reference/chance.sh"
seeds "${REFPATH_FAILURE_SEEDS:-8}"

need_python "failures against brute force"
exec "$PYTHON" "$REFPATH_SOURCE/tests/reference/failures.py" --seeds "$first-$last" --command "$REFPATH_COMMAND"
