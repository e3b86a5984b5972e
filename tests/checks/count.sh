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

# add_up WHAT STATUS FILE: what a program said, which ends with a line "N passed, N failed[, N skipped]", counts here.
add_up() {
    line=$(sed -n '$p' "$3")
    case $line in
    [0-9]*' passed, '[0-9]*' failed' | [0-9]*' passed, '[0-9]*' failed, '[0-9]*' skipped') ;;
    *)
        cat "$3"
        fail "$1 ended with $2"
        return
        ;;
    esac
    sed '$d' "$3"
    # shellcheck disable=SC2086 # N "passed," N "failed," N "skipped"
    set -- "$1" "$2" $line
    n_passed=$((n_passed + $3))
    n_failed=$((n_failed + $5))
    n_skipped=$((n_skipped + ${7:-0}))
    if test "$2" -ne 0 && test "$5" -eq 0; then fail "$1 ended with $2"; fi
}

# give_up WHAT LOG: nothing more can be tried; the end of the log says why.
give_up() {
    fail "$1"
    tail -n 40 "$2"
    finish
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
