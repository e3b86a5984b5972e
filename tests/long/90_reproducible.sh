#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Two builds, of two copies of the sources in folders of different names, give the same bytes.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
. "$REFPATH_SOURCE/tests/support/build.sh"
base=$REFPATH_BUILD/_long/reproducible
rm -rf "$base"
for where in one a-second-folder; do
    copy_source "_long/reproducible/$where/source"
    mkdir "$base/$where/build"
    cd "$base/$where/build"
    # Where a compiler keeps names of folders, as for debuggers, it is told to leave the first part out.
    map="-ffile-prefix-map=$base/$where=."
    ../source/configure --quiet --prefix=/usr --without-cunit CFLAGS="-O2 -g $map" CXXFLAGS="-O2 -g $map" >configure.log 2>&1 ||
        give_up "configure" configure.log
    make -s -j"$(nproc)" all >make.log 2>&1 || give_up "the build" make.log
done
for file in lib/.libs/librefpath.so tools/refpath/.libs/refpath; do
    if cmp "$base/one/build/$file" "$base/a-second-folder/build/$file"; then pass; else fail "$file differs"; fi
done
finish
