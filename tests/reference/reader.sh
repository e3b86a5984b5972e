#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The second implementation by itself: its rules on small examples, worked out by hand.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
: "${PYTHON:=python3}"

if ! command -v "$PYTHON" >/dev/null 2>&1; then
    skip "the second implementation: Python 3 is missing (Debian package: python3)"
    finish
fi
if ! "$PYTHON" -c 'import zoneinfo; zoneinfo.ZoneInfo("Africa/Lagos")' >/dev/null 2>&1; then
    skip "the second implementation: Python finds no time zones (Debian package: tzdata)"
    finish
fi
exec env PYTHONDONTWRITEBYTECODE=1 "$PYTHON" "$REFPATH_SOURCE/tests/reference/test_reader.py"
