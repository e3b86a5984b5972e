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

# back ARGUMENTS: one run, whose last line is "N passed, N failed".
back() {
    status=0
    said=$("$PYTHON" "$REFPATH_SOURCE/tests/reference/write_back.py" "$@" --command "$REFPATH_COMMAND" \
        --writer "$REFPATH_BUILD/tests/reference/write_back" --jobs "$(nproc)") || status=$?
    line=$(printf '%s\n' "$said" | sed -n '$p')
    case $line in
    *' passed, '*' failed')
        printf '%s\n' "$said" | sed '$d'
        n_passed=$((n_passed + ${line%% passed*}))
        line=${line#* passed, }
        n_failed=$((n_failed + ${line%% failed}))
        ;;
    *)
        printf '%s\n' "$said"
        fail "write_back.py $* ended with $status"
        ;;
    esac
}
back --shipped
back --seeds "$first-$last"
finish
