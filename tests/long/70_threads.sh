#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Threads under ThreadSanitizer, and a million mixed questions without it. libxml2 and ICU are not built for the
# sanitizer, which does not see how they keep their threads apart: what lies in them alone is left out, and so is what it
# says of mutexes, for all there are are theirs.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
. "$REFPATH_SOURCE/tests/support/build.sh"

# build NAME OPTIONS...: the two programs, with these options of configure.
build() {
    name=$1
    shift
    build_tree "_long/$name" --disable-shared --enable-static "$@"
    need_cunit "threads"
    make_here tests/decide/test_threads tests/hostile/test_swap
}

if echo 'int main(void) { return 0; }' | ${CC:-cc} -fsanitize=thread -x c - -o /dev/null 2>/dev/null; then
    build threads-sanitized --disable-hardening CFLAGS='-O1 -g -fsanitize=thread' CXXFLAGS='-O1 -g -fsanitize=thread' \
        LDFLAGS=-fsanitize=thread
    printf 'called_from_lib:libicui18n.so\ncalled_from_lib:libicuuc.so\ncalled_from_lib:libxml2.so\n' >suppressions
    TSAN_OPTIONS="suppressions=$tree/suppressions report_mutex_bugs=0 exitcode=66"
    export TSAN_OPTIONS
    for program in decide/test_threads hostile/test_swap; do
        if REFPATH_ROUNDS=200 "tests/$program" >"$(basename $program).log" 2>&1; then
            pass
        else
            fail "$program under ThreadSanitizer"
            grep -A 12 'WARNING: ThreadSanitizer' "$(basename $program).log" | head -n 40
        fi
    done
    unset TSAN_OPTIONS
else
    skip "ThreadSanitizer is missing (Debian package: libtsan2)"
fi

build threads CFLAGS=-O2 CXXFLAGS=-O2
if REFPATH_ROUNDS=62500 tests/hostile/test_swap; then pass; else fail "a million questions of sixteen threads"; fi
finish
