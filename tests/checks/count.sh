# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# For check scripts: . "$REFPATH_SOURCE/tests/checks/count.sh", then pass, fail and skip with a sentence each, then
# finish. make check sets REFPATH_SOURCE and REFPATH_BUILD, the two folders; by hand the defaults do.

n_passed=0
n_failed=0
n_skipped=0
: "${REFPATH_SOURCE:=$(cd "$(dirname "$0")/../.." && pwd)}"
: "${REFPATH_BUILD:=$REFPATH_SOURCE/build}"
export REFPATH_SOURCE REFPATH_BUILD

pass() {
    n_passed=$((n_passed + 1))
}

fail() {
    n_failed=$((n_failed + 1))
    echo "FAILED: $*"
}

skip() {
    n_skipped=$((n_skipped + 1))
    echo "skipped: $*"
}

# verdict SENTENCE PROBLEMS: passed if there are none.
verdict() {
    if test -z "$2"; then
        pass "$1"
    else
        fail "$1"
        printf '%s\n' "$2" | sed 's/^/    /'
    fi
}

finish() {
    if test $n_skipped -gt 0; then
        echo "$n_passed passed, $n_failed failed, $n_skipped skipped"
    else
        echo "$n_passed passed, $n_failed failed"
    fi
    test $n_failed -eq 0 || exit 1
    exit 0
}
