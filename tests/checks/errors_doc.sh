#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The page of problems is up to date, and every code on it has a sentence.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
cd "$REFPATH_SOURCE"

verdict "doc/errors.md is what doc/errors.sh makes" "$(sh doc/errors.sh | diff doc/errors.md - || true)"
codes=$(sed -n 's/^RP_PROBLEM([A-Z0-9_]*, "\([a-z0-9-]*\)".*/\1/p' lib/base/problems.def)
test -n "$codes" || fail "lib/base/problems.def could not be read"
bad=$(for code in $codes; do
    grep -q "^| \`$code\` | [a-z]* | [^|]*| [^ |]" doc/errors.md || echo "$code"
done)
verdict "every problem has a line with a sentence" "$bad"
finish
