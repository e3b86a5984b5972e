#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The manual is well-formed and whole: a page for each verb, with the options that the verb takes and no others.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
: "${REFPATH_COMMAND:=$REFPATH_BUILD/tools/refpath/refpath}"
cd "$REFPATH_SOURCE"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

if command -v mandoc >/dev/null 2>&1; then
    verdict "mandoc has nothing to say" \
        "$(mandoc -T lint -W style doc/man/* 2>&1 | grep -v 'referenced manual not found: Xr refpath' || true)"
else
    skip "the manual, by mandoc: it is missing (Debian package: mandoc)"
fi
if command -v man >/dev/null 2>&1 && command -v groff >/dev/null 2>&1; then
    bad=$(for page in doc/man/*; do
        LC_ALL=C.UTF-8 MANWIDTH=80 man --warnings -l "$page" 2>&1 >/dev/null | sed "s,^,$page: ,"
    done)
    verdict "man has nothing to say" "$bad"
else
    skip "the manual, by man: it is missing (Debian packages: man-db, groff)"
fi
bad=$(sed -n 's/^\.Xr \([a-z-]*\) \([0-9]\).*/\1.\2/p' doc/man/* | LC_ALL=C sort -u | while read -r page; do
    test -f "doc/man/$page" || echo "$page"
done)
verdict "every page that is referred to is there" "$bad"
bad=$(for page in doc/man/*; do grep -qF "%D%/man/${page##*/} " doc/Makefile.inc || echo "$page"; done)
verdict "every page is installed" "$bad"

# options of "refpath ... --help"; and of a page.
helped() {
    "$REFPATH_COMMAND" "$@" --help | sed -n 's/^  \(--[a-z-]*\) .*/\1/p' | LC_ALL=C sort
}
paged() {
    sed -n 's/^\.It Fl \(-[a-z][a-z-]*\).*/-\1/p' "$1" | LC_ALL=C sort
}
"$REFPATH_COMMAND" --help | sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p' >"$scratch/verbs"
if test "$(wc -l <"$scratch/verbs")" -lt 8; then fail "refpath --help lists too few verbs"; fi
paged doc/man/refpath.1 >"$scratch/common"
while read -r verb; do
    page=doc/man/refpath-$verb.1
    if ! test -f "$page"; then
        fail "$page is missing"
        continue
    fi
    { paged "$page"; cat "$scratch/common"; } | LC_ALL=C sort >"$scratch/page"
    helped "$verb" >"$scratch/help"
    verdict "the options of $verb" "$(diff "$scratch/help" "$scratch/page" || true)"
    if grep -q "^\.It Cm $verb$" doc/man/refpath.1; then pass; else fail "refpath.1 does not name $verb"; fi
done <"$scratch/verbs"
finish
