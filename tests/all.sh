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
summary=$(make -s -C build check-summary) || status=1
echo "$summary"
exit $status
