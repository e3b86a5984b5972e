#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The fuzz targets with libFuzzer, AddressSanitizer and UBSan: each for REFPATH_FUZZ_SECONDS (10), or those named as
# arguments, REFPATH_FUZZ_JOBS (as many as there are processors) at a time. They begin with seeds/ and found/. What is
# found new is kept beside the build, in _long/fuzz/corpus; what crashes is copied to _long/fuzz/TARGET-crash-*: put it
# into tests/fuzz/seeds, where "make check" replays it. Needs clang (CLANG), and skips without.
#
#   tests/fuzz/fuzz.sh               fuzz
#   tests/fuzz/fuzz.sh --keep        and then put into found/ the least of the corpus that reaches all the code it reaches
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
. "$REFPATH_SOURCE/tests/support/build.sh"
: "${REFPATH_FUZZ_SECONDS:=10}"
: "${REFPATH_FUZZ_JOBS:=$(nproc)}"
: "${CLANG:=clang}"
keep=
if test "${1:-}" = --keep; then
    keep=yes
    shift
fi

sanitize=fuzzer-no-link,address,undefined
if ! echo 'int LLVMFuzzerTestOneInput(const unsigned char *b, unsigned long n) { return b && n > 9; }' |
    "$CLANG" -fsanitize=fuzzer -x c - -o /dev/null 2>/dev/null; then
    skip "clang with libFuzzer is missing (Debian packages: clang, libclang-rt-dev)"
    finish
fi
# libtool would leave -fsanitize out when it links the archive; it is not linked here, only made.
build_tree _long/fuzz --disable-shared --enable-static --without-cunit --disable-hardening CC="$CLANG" CXX="$CLANG++" \
    CFLAGS="-O1 -g -fsanitize=$sanitize -fno-sanitize-recover=undefined" \
    CXXFLAGS="-O1 -g -fsanitize=$sanitize -fno-sanitize-recover=undefined" LDFLAGS=-fsanitize=address,undefined

libraries='libxml-2.0 icu-i18n icu-uc'
json=
if grep -q '^#define HAVE_JANSSON' config.h; then
    libraries="$libraries jansson"
    json=-DHAVE_JANSSON
fi
# compile SOURCE OBJECT: the harness of the unit tests names CUnit's header; nothing of CUnit is linked.
compile() {
    # shellcheck disable=SC2046,SC2086 # words
    "$CLANG" -std=c11 -D_GNU_SOURCE -DREFPATH_BUILDING $json -DRP_FUZZ_TARGET="rp_fuzz_${3:-none}" -O1 -g \
        -fsanitize=$sanitize -fno-sanitize-recover=undefined -I"$REFPATH_SOURCE/include" -Iinclude \
        -I"$REFPATH_SOURCE/lib" -I"$REFPATH_SOURCE/tests" $(pkg-config --cflags $libraries) -c "$1" -o "$2"
}
objects=
for file in gate load case question time draft study; do
    compile "$REFPATH_SOURCE/tests/fuzz/$file.c" "target-$file.o"
    objects="$objects target-$file.o"
done

list=$*
: "${list:=gate load case question time draft study}"
for target in $list; do
    compile "$REFPATH_SOURCE/tests/fuzz/libfuzzer.c" "main-$target.o" "$target"
    # shellcheck disable=SC2046,SC2086 # words
    "$CLANG" -fsanitize=fuzzer,address,undefined "main-$target.o" $objects lib/.libs/librefpath-rooms.a \
        $(pkg-config --libs $libraries) -lstdc++ -o "fuzz-$target"
    mkdir -p "corpus/$target"
    case $target in gate | load) cp "$REFPATH_SOURCE/data/protocols/new.xml" "corpus/$target" ;; esac
done

fuzz() {
    dictionary=xml
    case $1 in case | time | question | study) dictionary=json ;; esac
    result=failed
    found=$REFPATH_SOURCE/tests/fuzz/found/$1
    test -d "$found" || found=
    if "./fuzz-$1" -max_total_time="$REFPATH_FUZZ_SECONDS" -timeout=60 -rss_limit_mb=2048 -print_final_stats=1 \
        -dict="$REFPATH_SOURCE/tests/fuzz/$dictionary.dict" -artifact_prefix="$tree/$1-" "corpus/$1" \
        "$REFPATH_SOURCE/tests/fuzz/seeds/$1" ${found:+"$found"} >"$1.log" 2>&1; then
        result=passed
    fi
    echo $result >"$1.result"
}

turn=0
for target in $list; do
    rm -f "$target.result"
    fuzz "$target" &
    turn=$((turn + 1))
    if test $((turn % REFPATH_FUZZ_JOBS)) -eq 0; then wait; fi
done
wait

for target in $list; do
    if test "$(cat "$target.result" 2>/dev/null)" = passed; then
        pass
    else
        fail "fuzz target $target: see $tree/$target.log"
        grep -aE 'ERROR|SUMMARY|not so|artifact' "$target.log" | head -n 10
    fi
    echo "$target: $(sed -n 's/^stat::number_of_executed_units: *//p' "$target.log") runs"
    if test -n "$keep"; then
        found=$REFPATH_SOURCE/tests/fuzz/found/$target
        mkdir -p "$found"
        rm -rf "least-$target"
        cp -R "$REFPATH_SOURCE/tests/fuzz/seeds/$target" "least-$target"
        "./fuzz-$target" -merge=1 -use_counters=0 "least-$target" "$found" "corpus/$target" >"$target-merge.log" 2>&1
        for seed in "$REFPATH_SOURCE/tests/fuzz/seeds/$target"/*; do
            rm -f "least-$target/${seed##*/}"
        done
        find "least-$target" -type f -size +8 -exec rm -f {} + # large ones are seeds in disguise
        rm -rf "$found"
        cp -R "least-$target" "$found"
        echo "$target: $(find "$found" -type f | wc -l) files found are kept"
    fi
done
finish
