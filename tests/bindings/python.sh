#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The tests of the Python package, as it was built; the golden answers a second time, in another locale and zone.
# same_bytes.sh has thousands of questions more.
# Under the sanitizers the interpreter is started with their run-time library.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
. "$REFPATH_SOURCE/tests/support/asan.sh"
: "${PYTHON:=/usr/bin/python3}"
: "${REFPATH_COMMAND:=$REFPATH_BUILD/tools/refpath/refpath}"
built=$REFPATH_BUILD/bindings/python/built
if ! test -e "$built/stamp"; then
    echo "skipped: the binding for Python was not built; configure says why"
    echo "0 passed, 0 failed, 1 skipped"
    exit 77
fi
export REFPATH_COMMAND PYTHONPATH="$built" PYTHONDONTWRITEBYTECODE=1
export LD_LIBRARY_PATH="$REFPATH_BUILD/lib/.libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"

# Leaks are looked for by growth first; ASan must not keep freed memory then.
find_asan "$REFPATH_BUILD/lib/.libs/librefpath.so" quarantine_size_mb=1
if test -n "$asan"; then export REFPATH_SANITIZED=1; fi

# run WORD...: the tests.
said=$(mktemp)
trap 'rm -f "$said"' EXIT
run() {
    status=0
    with_asan "$PYTHON" "$REFPATH_SOURCE/bindings/python/tests/run.py" "$@" >"$said" 2>&1 || status=$?
    add_up "the tests of the Python package" $status "$said"
}
run
if test -n "${REFPATH_SANITIZED:-}"; then
    # Once more, what makes no processes of its own, with memory that Python itself has from malloc: what the library leaks
    # through the binding is found at the end.
    before=$asan_options
    asan_options=$asan_options:detect_leaks=1
    export PYTHONMALLOC=malloc
    run test_answers test_case test_directory test_draft test_load test_wrong_use
    asan_options=$before
    unset PYTHONMALLOC
fi
export LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8 TZ=Asia/Kathmandu
run same_bytes
finish
