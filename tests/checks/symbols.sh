#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The public functions are the same in the headers, in lib/refpath.map and in the library; they are few, and tested.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
cd "$REFPATH_SOURCE"
most=80
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# A declaration begins at REFPATH_API, at the start of a line, and its name stands before the first "(".
cat include/refpath.h include/refpath/*.h include/refpath/version.h.in | awk '
    /^REFPATH_API / { inside = 1; text = "" }
    inside { text = text " " $0 }
    inside && /;/ {
        inside = 0
        if (match(text, /refpath_[a-z0-9_]*\(/)) print substr(text, RSTART, RLENGTH - 1)
    }' | LC_ALL=C sort -u >"$scratch/headers"
sed -n 's/^[[:space:]]*\(refpath_[a-z0-9_]*\);.*/\1/p' lib/refpath.map >"$scratch/map"

verdict "lib/refpath.map is sorted" "$(LC_ALL=C sort -u "$scratch/map" | diff "$scratch/map" - || true)"
verdict "headers and lib/refpath.map agree" "$(LC_ALL=C sort "$scratch/map" | diff "$scratch/headers" - || true)"

count=$(wc -l <"$scratch/headers")
if test "$count" -gt 0 && test "$count" -le $most; then
    pass "at most $most public functions"
else
    fail "$count public functions; at most $most"
fi

library=$REFPATH_BUILD/lib/.libs/librefpath.so
if test -f "$library"; then
    ${NM:-nm} -D --defined-only "$library" |
        awk '$2 != "A" { sub(/@.*/, "", $3); print $3 }' | LC_ALL=C sort >"$scratch/library"
    verdict "headers and library agree" "$(diff "$scratch/headers" "$scratch/library" || true)"
    # Of what is linked everything may be used in any program; CUnit, which is for tests, and what the GPL covers are not there.
    needed=$(for file in "$library" "$REFPATH_BUILD"/tools/refpath/.libs/refpath "$REFPATH_BUILD"/bindings/*/.libs/*.so; do
        if test -f "$file"; then ${OBJDUMP:-objdump} -p "$file" | awk '$1 == "NEEDED" { print $2 }'; fi
    done | LC_ALL=C sort -u)
    verdict "nothing is linked but what the licence allows" "$(printf '%s\n' "$needed" | grep -vE \
        '^(librefpath|libxml2|libicu[a-z0-9]*|libjansson|libc|libm|libpthread|ld-linux[a-z0-9-]*|libgcc_s|libstdc\+\+|libc\+\+|libc\+\+abi|libunwind)\.so(\.|$)' || true)"
    printf '%s\n' "$needed" | grep -q '^libxml2\.so' || fail "what is linked could not be read"
else
    skip "exported names: no shared library was built"
fi

bad=$(while read -r name; do
    grep -rqw --include='*.c' --include='*.cpp' --include='*.py' "$name" tests || echo "$name"
done <"$scratch/headers")
verdict "every public function appears in a test" "$bad"

finish
