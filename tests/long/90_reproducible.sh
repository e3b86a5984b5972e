#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Two builds, of two copies of the sources in folders of different names, give the same bytes.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
unset MAKEFLAGS MFLAGS MAKELEVEL
base=$REFPATH_BUILD/_long/reproducible
rm -rf "$base"
for where in one a-second-folder; do
    mkdir -p "$base/$where/build"
    (cd "$REFPATH_SOURCE" && find . -type d \( -name .git -o -name autom4te.cache -o -name _long -o -name _sanitized \) \
        -prune -o -type f -print | grep -v '\.o$' | tar -cf - -T -) | (mkdir "$base/$where/source" && cd "$base/$where/source" && tar -xf -)
    cd "$base/$where/build"
    # Where a compiler keeps names of folders, as for debuggers, it is told to leave the first part out.
    map="-ffile-prefix-map=$base/$where=."
    ../source/configure --quiet --prefix=/usr --without-cunit CFLAGS="-O2 -g $map" CXXFLAGS="-O2 -g $map" >configure.log 2>&1
    make -s -j"$(nproc)" all >make.log 2>&1
done
for file in lib/.libs/librefpath.so tools/refpath/.libs/refpath; do
    if cmp "$base/one/build/$file" "$base/a-second-folder/build/$file"; then pass; else fail "$file differs"; fi
done
finish
