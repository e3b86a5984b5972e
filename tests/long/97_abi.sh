#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The interface of the shared library against that of the last release: abidiff finds nothing that programs built with it
# would stumble over. REFPATH_TAG says another one to compare with. Before the first tag there is nothing to compare; which
# names the library exports is kept in lib/refpath.map and checked every day.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
. "$REFPATH_SOURCE/tests/support/build.sh"

if ! command -v abidiff >/dev/null 2>&1; then
    skip "abidiff is missing (Debian package: abigail-tools)"
    finish
fi
in_git() {
    git -c safe.directory='*' -C "$REFPATH_SOURCE" "$@"
}
tag=${REFPATH_TAG:-$(in_git describe --tags --abbrev=0 --match 'v[0-9]*' 2>/dev/null || true)}
if test -z "$tag"; then
    skip "the interface against the last tag: there is no tag yet"
    finish
fi

base=$REFPATH_BUILD/_long/abi
rm -rf "$base"
mkdir -p "$base/before/source"
in_git archive "$tag" | tar -xf - -C "$base/before/source"
(cd "$base/before/source" && ./bootstrap) >"$base/bootstrap.log" 2>&1 || give_up "bootstrap of $tag" "$base/bootstrap.log"
take_source _long/source

# build SOURCE FOLDER: the library with what debuggers know of it, which abidiff reads.
build() {
    mkdir -p "$2"
    (cd "$2" && "$1/configure" --quiet --without-cunit CFLAGS='-Og -g' CXXFLAGS='-Og -g' && make -s -j"$(nproc)" all) >"$2.log" 2>&1
}
if build "$base/before/source" "$base/before/build" && build "$source" "$base/now"; then pass; else fail "a build: see $base"; finish; fi

# New functions may come; whatever else differs and is not in abi_known breaks programs that were built before.
status=0
abidiff --no-added-syms --drop-private-types --suppressions "$REFPATH_SOURCE/tests/long/abi_known" \
    --headers-dir1 "$base/before/source/include" --headers-dir2 "$source/include" \
    "$base/before/build/lib/.libs/librefpath.so" "$base/now/lib/.libs/librefpath.so" >"$base/report" 2>&1 || status=$?
if test $status -eq 0; then
    pass
    echo "the interface is that of $tag, and new functions"
else
    fail "the interface broke since $tag (abidiff: $status)"
    head -n 40 "$base/report"
fi
finish
