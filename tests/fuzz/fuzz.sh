#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The fuzz targets with libFuzzer, AddressSanitizer and UBSan: each for REFPATH_FUZZ_SECONDS (10), or those named as
# arguments. What is found new is kept beside the build, in _long/fuzz; what crashes is copied there as crash-*: put it
# into tests/fuzz/seeds, where "make check" replays it. Needs clang (CLANG), and skips without.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
unset MAKEFLAGS MFLAGS MAKELEVEL
: "${REFPATH_FUZZ_SECONDS:=10}"
: "${CLANG:=clang}"

sanitize=fuzzer-no-link,address,undefined
if ! echo 'int LLVMFuzzerTestOneInput(const unsigned char *b, unsigned long n) { return b && n > 9; }' |
    "$CLANG" -fsanitize=fuzzer -x c - -o /dev/null 2>/dev/null; then
    skip "clang with libFuzzer is missing (Debian packages: clang, libclang-rt-14-dev or the like)"
    finish
fi
tree=$REFPATH_BUILD/_long/fuzz
mkdir -p "$tree"
cd "$tree"
# libtool would leave -fsanitize out when it links the archive; it is not linked here, only made.
if ! test -f Makefile; then
    "$REFPATH_SOURCE/configure" --quiet --disable-shared --enable-static --without-cunit --disable-hardening \
        CC="$CLANG" CXX="$CLANG++" CFLAGS="-O1 -g -fsanitize=$sanitize -fno-sanitize-recover=undefined" \
        CXXFLAGS="-O1 -g -fsanitize=$sanitize -fno-sanitize-recover=undefined" LDFLAGS=-fsanitize=address,undefined
fi
make -s -j"$(nproc)" all >make.log 2>&1

libraries='libxml-2.0 icu-i18n icu-uc'
json=
if grep -q '^#define HAVE_JANSSON' config.h; then
    libraries="$libraries jansson"
    json=-DHAVE_JANSSON
fi
# The harness of the unit tests names CUnit's header; nothing of CUnit is linked.
sources=
for file in gate load case question time draft libfuzzer; do
    sources="$sources $REFPATH_SOURCE/tests/fuzz/$file.c"
done

list=$*
: "${list:=gate load case question time draft}"
for target in $list; do
    dictionary=xml
    case $target in case | time | question) dictionary=json ;; esac
    # shellcheck disable=SC2046,SC2086 # words
    "$CLANG" -std=c11 -D_GNU_SOURCE -DREFPATH_BUILDING $json -DRP_FUZZ_TARGET="rp_fuzz_$target" -O1 -g \
        -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined -I"$REFPATH_SOURCE/include" -Iinclude \
        -I"$REFPATH_SOURCE/lib" -I"$REFPATH_SOURCE/tests" $(pkg-config --cflags $libraries) $sources \
        lib/.libs/librefpath-rooms.a $(pkg-config --libs $libraries) -lstdc++ -o "fuzz-$target"
    mkdir -p "corpus/$target"
    if "./fuzz-$target" -max_total_time="$REFPATH_FUZZ_SECONDS" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -dict="$REFPATH_SOURCE/tests/fuzz/$dictionary.dict" -artifact_prefix="$tree/$target-" "corpus/$target" \
        "$REFPATH_SOURCE/tests/fuzz/seeds/$target" >"$target.log" 2>&1; then
        pass
    else
        fail "fuzz target $target: see $tree/$target.log"
        grep -aE 'ERROR|SUMMARY|not so|artifact' "$target.log" | head -n 10
    fi
    echo "$target: $(sed -n 's/^stat::number_of_executed_units: *//p' "$target.log") runs"
done
finish
