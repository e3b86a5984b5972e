#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The second implementation by itself: its rules on small examples, worked out by hand.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
. "$REFPATH_SOURCE/tests/reference/chance.sh"

need_python "the second implementation"
need_zones "the second implementation"
exec env PYTHONDONTWRITEBYTECODE=1 "$PYTHON" "$REFPATH_SOURCE/tests/reference/test_reader.py"
