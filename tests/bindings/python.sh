#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The tests of the Python package, as it was built; the golden answers a second time, in another locale and zone.
# same_bytes.sh has thousands of questions more.
# Under the sanitizers the interpreter is started with their run-time library.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
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
if ${NM:-nm} -D "$REFPATH_BUILD/lib/.libs/librefpath.so" 2>/dev/null | grep -q '__asan_init'; then
    LD_PRELOAD=$(${CC:-gcc} -print-file-name=libasan.so)
    ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0:quarantine_size_mb=1
    export LD_PRELOAD ASAN_OPTIONS REFPATH_SANITIZED=1
fi

# run WORD...: the tests; its last line is added up.
said=$(mktemp)
trap 'rm -f "$said"' EXIT
run() {
    status=0
    "$PYTHON" "$REFPATH_SOURCE/bindings/python/tests/run.py" "$@" >"$said" 2>&1 || status=$?
    line=$(sed -n '$p' "$said")
    case $line in
    *' passed, '*' failed'*)
        sed '$d' "$said"
        n_passed=$((n_passed + ${line%% passed*}))
        line=${line#* passed, }
        n_failed=$((n_failed + ${line%% failed*}))
        case $line in *skipped) line=${line#* failed, }; n_skipped=$((n_skipped + ${line%% skipped})) ;; esac
        ;;
    *)
        cat "$said"
        fail "the tests of the Python package ended with $status"
        ;;
    esac
}
run
if test -n "${REFPATH_SANITIZED:-}"; then
    # Once more, what makes no processes of its own, with memory that Python itself has from malloc: what the library leaks
    # through the binding is found at the end.
    before=$ASAN_OPTIONS
    export ASAN_OPTIONS="$ASAN_OPTIONS:detect_leaks=1" PYTHONMALLOC=malloc
    run test_answers test_case test_directory test_draft test_load test_wrong_use
    export ASAN_OPTIONS="$before"
    unset PYTHONMALLOC
fi
export LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8 TZ=Asia/Kathmandu
run same_bytes
finish
