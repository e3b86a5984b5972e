#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The interface: SWIG has nothing to warn of; a wrapper is made anew when any part of the interface has changed; and what is
# shared stays small and knows no language.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
unset MAKEFLAGS MFLAGS MAKELEVEL
cd "$REFPATH_SOURCE/bindings"

bad=$(for file in *.i; do
    grep -niE 'SWIG(PYTHON|JAVA)|Py[A-Z][A-Za-z]*_|\bjni\b|jstring' "$file" /dev/null || true
done)
verdict "no shared part knows a language" "$bad"
shared=$(cat -- *.i | wc -l)
verdict "the shared interface is at most 600 lines" "$(test "$shared" -le 600 || echo "$shared lines")"
bad=$(for file in */language.i; do
    lines=$(wc -l <"$file")
    test "$lines" -le 300 || echo "$file: $lines lines"
done)
verdict "each language is at most 300 lines" "$bad"
bad=$(for file in *.i; do
    case $file in refpath.i) continue ;; esac
    grep -q "^%include \"$file\"" refpath.i || echo "$file is not in refpath.i"
    grep -q "%D%/$file" Makefile.inc || echo "$file is not in Makefile.inc"
done
for file in ../include/refpath/*.h; do
    case $file in */version.h) continue ;; esac # made by configure, where a build stands in the sources
    grep -q "include/refpath/${file##*/}" Makefile.inc || echo "${file##*/} is not in Makefile.inc"
done)
verdict "every part is in its lists" "$bad"

# Every verb of the C headers that a binding can use is there.
have=$(cat -- *.i)
bad=$(grep -ohE 'refpath_[a-z_]+\(' ../include/refpath/*.h | tr -d '(' | LC_ALL=C sort -u | while read -r verb; do
    case $verb in
    *_free | *_unref | *_ref | *_new | refpath_diags_clear) ;; # handles do that by themselves
    *) echo "$have" | grep -q "$verb" || grep -q "$verb" ./*.h || echo "$verb" ;;
    esac
done)
verdict "every function of the library can be reached" "$bad"

if ! command -v swig >/dev/null 2>&1; then
    skip "making the wrappers anew: SWIG is missing (Debian package: swig)"
    finish
fi
# Nothing in the sources is touched: make is told which file to take for new.
for language in python java; do
    if ! test -f "$REFPATH_BUILD/bindings/$language/core_wrap.c"; then
        skip "making the wrapper of $language anew: it comes from a release, or was not built"
        continue
    fi
    bad=$(for file in *.i docs.awk $language/language.i ../include/refpath/case.h; do
        file=bindings/$file
        case $file in bindings/../*) file=${file#bindings/../} ;; esac
        make -s -n -C "$REFPATH_BUILD" -W "$REFPATH_SOURCE/$file" -W "$file" bindings/$language/core_wrap.c 2>/dev/null |
            grep -q 'refpath\.i' || echo "$file"
    done)
    verdict "the wrapper of $language is due when a part has changed" "$bad"
done
finish
