#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Protocols and cases are written back and read again: the answers stay. First those that are shipped, then some made by
# chance: the first seed is $REFPATH_SEED, else 1, and there are $REFPATH_SEEDS of them, else 40.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
. "$REFPATH_SOURCE/tests/reference/chance.sh"
seeds "${REFPATH_SEEDS:-40}"

need_python "writing back"
echo "REFPATH_SEED=$first"

said=$(mktemp)
trap 'rm -f "$said"' EXIT
# back ARGUMENTS: one run.
back() {
    status=0
    "$PYTHON" "$REFPATH_SOURCE/tests/reference/write_back.py" "$@" --command "$REFPATH_COMMAND" \
        --writer "$REFPATH_BUILD/tests/reference/write_back" --jobs "$(nproc)" >"$said" 2>&1 || status=$?
    add_up "write_back.py $*" $status "$said"
}
back --shipped
back --seeds "$first-$last"
finish
