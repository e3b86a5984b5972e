#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The tests of the Python package, as it was built; the bytes of its answers a second time, in another locale and zone.
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

# An interpreter keeps memory to its end, so that leaks are looked for by growth; ASan must not keep freed memory then.
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
export LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8 TZ=Asia/Kathmandu
run same_bytes
finish
