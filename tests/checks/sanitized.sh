#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The whole suite once more under AddressSanitizer, LeakSanitizer and UBSan, in a tree of its own; with the shared library, so
# that Python is there too. In it every piece of memory is asked for by itself: each can fail, and what is read behind its
# end is seen.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
unset MAKEFLAGS MFLAGS MAKELEVEL
tree=$REFPATH_BUILD/_sanitized
options="--quiet --enable-sanitizers --enable-shared --disable-static --without-java CPPFLAGS=-DRP_ARENA_EACH_ALONE"
# What was configured otherwise is made anew.
if test -f "$tree/Makefile" && test "$(cat "$tree/options" 2>/dev/null)" != "$options"; then rm -rf "$tree"; fi
mkdir -p "$tree"
cd "$tree"

# give_up WHAT LOG: the end of the log says why.
give_up() {
    fail "$1"
    tail -n 40 "$2"
    finish
}

# Sources that hold a build themselves are for that build alone: a copy is taken, as for a release.
source=$REFPATH_SOURCE
if test -f "$source/config.status"; then
    source=$tree/source
    rm -rf "$source"
    make -s -C "$REFPATH_BUILD" distdir distdir=_sanitized/source >dist.log 2>&1 || give_up "a copy of the sources" dist.log
fi
if ! test -f Makefile; then
    # shellcheck disable=SC2086 # options
    "$source/configure" $options CFLAGS='-O1 -g' CXXFLAGS='-O1 -g' >configure.log 2>&1 ||
        give_up "configure --enable-sanitizers" configure.log
    echo "$options" >options
fi
jobs=$(nproc)
make -s -j"$jobs" all >make.log 2>&1 || give_up "the build with sanitizers" make.log

export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1:allocator_may_return_null=1
export UBSAN_OPTIONS=print_stacktrace=1
: "${REFPATH_SEEDS:=40}" # what runs both implementations takes long
export REFPATH_SEEDS
find . -name '*.trs' -exec rm -f {} +
status=0
make -s -j"$jobs" check-suite >suite.log 2>&1 || status=1
if grep -q '^# FAIL: *[1-9]\|^# ERROR: *[1-9]' suite.log || test $status -ne 0; then
    tail -n 80 test-suite.log 2>/dev/null || tail -n 60 suite.log
fi
summary=$(make -s suite-summary) || status=1
echo "$summary"
exit $status
