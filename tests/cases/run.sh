#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The cases, the table of rules, and whether those who judge them notice what is wrong. Every document is free of problems.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
: "${REFPATH_COMMAND:=$REFPATH_BUILD/tools/refpath/refpath}"
export REFPATH_COMMAND
cd "$REFPATH_SOURCE/tests/cases"

for document in ../../data/protocols/carana/*.xml ../../data/protocols/standard/*.xml; do
    verdict "$document has no problems" "$("$REFPATH_COMMAND" check "$document" 2>&1 | grep -v 'no problems$' || true)"
done

verdict "a country says in less than thirty lines what it decides otherwise" \
    "$(wc -l country/variant.xml | awk '$1 >= 30')"
verdict "the mission has sixty actors or more" \
    "$(cat ../../data/protocols/carana/*.xml | grep -o '<actor id="[^"]*"' | sort -u | wc -l | awk '$1 < 60')"

python=${PYTHON:-python3}
if ! command -v "$python" >/dev/null 2>&1; then
    skip "Python is missing"
    finish
fi
said=$(mktemp)
trap 'rm -f "$said"' EXIT
for script in judge_test.py run.py rules/table.py numbers.py texts.py; do
    status=0
    PYTHONDONTWRITEBYTECODE=1 "$python" $script >"$said" 2>&1 || status=$?
    add_up "$script" $status "$said"
done
finish
