#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The page of rules is up to date, and every rule on it has a source and, unless it is a claim, a case that shows it.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
cd "$REFPATH_SOURCE"

python=${PYTHON:-python3}
if command -v "$python" >/dev/null 2>&1; then
    verdict "doc/rules.md is what doc/rules.py makes" "$(PYTHONDONTWRITEBYTECODE=1 "$python" doc/rules.py | diff doc/rules.md - || true)"
else
    skip "whether doc/rules.md is up to date: Python is missing"
fi
lines=$(sed '/^## Sources$/,$d' doc/rules.md | grep '^| `')
verdict "the page has rules, steps, advice, ways of contact, times and claims" \
    "$(for kind in require permit forbid step must should 'must not' interface limit target claim; do
        printf '%s\n' "$lines" | grep -q "^| [^|]* | $kind |" || echo "no line is of the kind $kind"
    done)"
verdict "every line says what it is and where it comes from" "$(printf '%s\n' "$lines" | grep -E '^\| [^|]* \| [^|]* \| *\||^\| [^|]* \| [^|]* \| [^|]* \| *\|' || true)"
verdict "a case shows every one" "$(printf '%s\n' "$lines" | grep -v '| claim |' | grep '|  *|$' || true)"
finish
