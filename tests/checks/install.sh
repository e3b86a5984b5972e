#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# An installed library is found: make install into a folder, then a program built against it with pkg-config and one
# built with CMake.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
unset MAKEFLAGS MFLAGS MAKELEVEL DESTDIR
stage=$REFPATH_BUILD/_staged
rm -rf "$stage"
mkdir -p "$stage"

if ! make -s -C "$REFPATH_BUILD" install DESTDIR="$stage/root" >"$stage/install.log" 2>&1; then
    fail "make install DESTDIR=..."
    tail -n 20 "$stage/install.log"
    finish
fi
pass

pc=$(find "$stage/root" -name refpath.pc)
libdir=$(sed -n 's/^libdir=//p' "$pc")
prefix=$(sed -n 's/^prefix=//p' "$pc")
libdir=$(echo "$libdir" | sed "s,\${exec_prefix},$(sed -n 's/^exec_prefix=//p' "$pc"),; s,\${prefix},$prefix,")
library=$stage/root$libdir
version=$(sed -n 's/^Version: *//p' "$pc")

bad=$(for file in "$library/librefpath.so" "$library/cmake/refpath/refpathConfig.cmake" \
    "$stage/root$prefix/include/refpath.h" "$stage/root$prefix/include/refpath/version.h"; do
    test -e "$file" || echo "${file#"$stage/root"}"
done)
verdict "everything is where it belongs" "$bad"
bad=$(find "$stage/root" -type f \( -name '*.so*' -o -name refpath -o -name '*.cmake' -o -name '*.pc' \) \
    -exec grep -lF "$stage" {} + || true)
verdict "nothing installed knows the folder it was staged in" "$bad"

# runs WHAT PROGRAM: it says the version.
runs() {
    said=$(LD_LIBRARY_PATH="$library${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" "$2" 2>&1) || true
    if test "$said" = "refpath $version"; then pass; else fail "$1: $said"; fi
}

export PKG_CONFIG_PATH="${pc%/*}" PKG_CONFIG_SYSROOT_DIR="$stage/root"
# shellcheck disable=SC2046 # flags
if flags=$(pkg-config --cflags --libs refpath) && ${CC:-cc} -Wall -Wextra -Werror \
    -o "$stage/consumer" "$REFPATH_SOURCE/examples/consumer/main.c" $flags; then
    runs "pkg-config" "$stage/consumer"
else
    fail "a C program built with pkg-config"
fi
unset PKG_CONFIG_SYSROOT_DIR

if ! command -v cmake >/dev/null 2>&1; then
    skip "the CMake package: cmake is missing (Debian package: cmake)"
elif (cmake -S "$REFPATH_SOURCE/examples/consumer" -B "$stage/cmake" -Drefpath_DIR="$library/cmake/refpath" &&
    cmake --build "$stage/cmake") >"$stage/cmake.log" 2>&1; then
    runs "CMake" "$stage/cmake/consumer"
else
    fail "a C program built with CMake"
    tail -n 20 "$stage/cmake.log"
fi
finish
