#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# What is found in logs, against the plans of the second implementation, for small protocols made by chance. The first seed is
# $REFPATH_SEED, else 1, and there are $REFPATH_CONFORMANCE_SEEDS of them, else 20.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
. "$REFPATH_SOURCE/tests/reference/chance.sh"
seeds "${REFPATH_CONFORMANCE_SEEDS:-20}"

need_python "conformance against the second implementation"
exec "$PYTHON" "$REFPATH_SOURCE/tests/reference/conformance.py" --seeds "$first-$last" --command "$REFPATH_COMMAND"
