#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The whole suite once more under AddressSanitizer, LeakSanitizer and UBSan, in a tree of its own; with the shared library, so
# that Python is there too. In it every piece of memory is asked for by itself: each can fail, and what is read behind its
# end is seen.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
. "$REFPATH_SOURCE/tests/support/build.sh"
build_tree _sanitized --enable-sanitizers --enable-shared --disable-static --without-java CPPFLAGS=-DRP_ARENA_EACH_ALONE \
    CFLAGS='-O1 -g' CXXFLAGS='-O1 -g'

export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1:allocator_may_return_null=1
export UBSAN_OPTIONS=print_stacktrace=1
: "${REFPATH_SEEDS:=40}" # what runs both implementations takes long
export REFPATH_SEEDS
find . -name '*.trs' -exec rm -f {} +
status=0
make -s -j"$(nproc)" check-suite >suite.log 2>&1 || status=1
if grep -q '^# FAIL: *[1-9]\|^# ERROR: *[1-9]' suite.log || test $status -ne 0; then
    tail -n 80 test-suite.log 2>/dev/null || tail -n 60 suite.log
fi
summary=$(make -s suite-summary) || status=1
echo "$summary"
exit $status
