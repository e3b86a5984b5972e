#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Installs what is needed, builds, and runs all tests. The last line is "N passed, N failed".
set -eu
cd "$(dirname "$0")/.."

stop() {
    echo "$1"
    echo "0 passed, 1 failed"
    exit 1
}

tools/setup.sh test || stop "What the tests need could not be installed."
tools/build.sh || stop "The build failed."
echo "Running the tests."
find build -name '*.trs' -exec rm -f {} +
status=0
make -s -C build -j"$(nproc)" check || status=1
if test $status -ne 0 && test -f build/test-suite.log; then
    tail -n 400 build/test-suite.log
fi
# Each fuzz target for a minute; REFPATH_FUZZ_SECONDS=0 leaves them out.
more=
if test "${REFPATH_FUZZ_SECONDS:=60}" -gt 0; then
    echo "Fuzzing, $REFPATH_FUZZ_SECONDS seconds a target."
    more=tests/fuzz/fuzz.log
    result=PASS
    mkdir -p build/tests/fuzz
    (
        REFPATH_SOURCE=$(pwd)
        REFPATH_BUILD=$REFPATH_SOURCE/build
        export REFPATH_SOURCE REFPATH_BUILD REFPATH_FUZZ_SECONDS
        exec sh tests/fuzz/fuzz.sh
    ) >build/$more 2>&1 || result=FAIL
    echo ":test-result: $result" >build/${more%.log}.trs
    grep -v '^[0-9]* passed, [0-9]* failed' build/$more || true
fi
summary=$(make -s -C build check-summary MORE_LOGS="$more") || status=1
echo "$summary"
exit $status
