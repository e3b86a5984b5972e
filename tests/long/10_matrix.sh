#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The suite with gcc and clang, from -O0 to -O3, each with every warning an error.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
. "$REFPATH_SOURCE/tests/support/build.sh"

for compiler in 'gcc g++' 'clang clang++'; do
    if ! command -v "${compiler#* }" >/dev/null 2>&1; then
        skip "${compiler#* } is missing (Debian package: ${compiler#* })"
        continue
    fi
    for level in 0 1 2 3; do
        tree=$REFPATH_BUILD/_long/${compiler% *}-O$level
        rm -rf "$tree"
        mkdir -p "${tree%/*}"
        if (build_tree "_long/${tree##*/}" --enable-werror CC="${compiler% *}" CXX="${compiler#* }" CFLAGS="-O$level -g" \
            CXXFLAGS="-O$level -g" && make -s -j"$(nproc)" check-suite) >"$tree.log" 2>&1; then
            pass
        else
            fail "${compiler% *} -O$level"
            tail -n 30 "$tree.log"
        fi
        make -s -C "$tree" suite-summary 2>&1 | sed "s/^/${compiler% *} -O$level: /" || true
        rm -rf "$tree"
    done
done
finish
