#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Manners of the sources: a licence line in each, no path of the machine they were written on, no giants, no residue.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
cd "$REFPATH_SOURCE"
longest_function=80
longest_file=800

# What is tracked or could be; in a tarball, all there is but what SWIG made. A folder with a config.status is a build, not
# a source.
if test -e .git && command -v git >/dev/null 2>&1 && git -c safe.directory='*' ls-files >/dev/null 2>&1; then
    files=$(git -c safe.directory='*' ls-files --cached --others --exclude-standard)
elif test -f config.status; then
    skip "manners of the sources: a build stands among them, and without git nobody knows which is which"
    finish
else
    files=$(find . -type f ! -path './.git/*' ! -path './autom4te.cache/*' ! -path './build-aux/*' ! -path './m4/l*' ! -name configure \
        ! -path './bindings/*/generated/*' ! -path './bindings/*/core_wrap.c' ! -path './bindings/python/core.py' \
        ! -name Makefile.in ! -name aclocal.m4 ! -name 'config.h.in*' ! -name '*.log' ! -name '*.trs' | sed 's,^\./,,')
fi
builds=$(find . -mindepth 2 -name config.status | sed 's,^\./,,; s,config\.status$,,')
files=$(printf '%s\n' "$files" | while read -r file; do
    for build in $builds; do
        case $file in "$build"*) continue 2 ;; esac
    done
    if test -f "$file"; then echo "$file"; fi
done)

sources=$(printf '%s\n' "$files" | grep -E \
    '\.(c|h|cpp|def|sh|py|awk|m4|ac|am|inc|in|map|i|java|rnc)$|^bootstrap$|^\.ci/run$|^\.gitignore$|^\.clang-format$' | grep -v '^tests/.*data/' || true)
bad=$(for file in $sources; do
    head -n 8 "$file" | grep -q 'SPDX-License-Identifier: Apache-2\.0' || case $file in
    *.pc.in) ;;
    *) echo "$file" ;;
    esac
done)
verdict "an SPDX line in every source file" "$bad"

# The usual homes of people and build machines, and this one.
places='/(home|Users|root|work|workspace|builds?|mnt|srv)/[A-Za-z0-9_.-]+'
bad=$(printf '%s\n' "$files" | tr '\n' '\0' | xargs -0 grep -nIE "(^|[^A-Za-z0-9.:/_\$})-])$places" 2>/dev/null |
    grep -v '^tests/checks/sources\.sh:' || true)
for here in "$REFPATH_SOURCE" "$REFPATH_BUILD" "${HOME:-/}"; do
    case $here in
    / | /root | /usr | /tmp | '') ;;
    *) bad="$bad$(printf '%s\n' "$files" | tr '\n' '\0' | xargs -0 grep -nIF "$here/" 2>/dev/null || true)" ;;
    esac
done
verdict "no path of a machine in any file" "$bad"

code=$(printf '%s\n' "$files" | grep -E '^(lib|tools|include|bindings|examples|tests)/.*\.(c|h|cpp)$' || true)
bad=$(for file in $code; do
    lines=$(wc -l <"$file")
    test "$lines" -le $longest_file || echo "$file: $lines lines"
done)
verdict "no file longer than $longest_file lines" "$bad"

# A function ends where a "}" begins a line, and begins at the last line before it that began with a name and had a "(".
bad=$(for file in $code; do
    awk -v most=$longest_function -v file="$file" '
        /^[A-Za-z_].*\(/ && !/;[ \t]*$/ && !/^(typedef|struct|enum|union|extern)/ { start = FNR; name = $0 }
        /^}/ {
            if (start && FNR - start + 1 > most && $0 !~ /^}.*;/) print file ":" start ": " FNR - start + 1 " lines: " name
            start = 0
        }' "$file"
done)
verdict "no function longer than $longest_function lines" "$bad"

# Nothing is left out of the build.
bad=$(for file in $code; do
    case $file in
    tests/*/test_*.c) list=tests/Makefile.inc entry="%D%/$(echo "${file%.c}" | cut -d/ -f2-)" ;;
    lib/*/*) list=${file%/*}/Makefile.inc entry="%D%/${file##*/}" ;;
    include/refpath/*) list=include/Makefile.inc entry="%D%/${file#include/}" ;;
    *) continue ;;
    esac
    grep -qF "$entry" "$list" || echo "$file is not in $list"
done)
verdict "every source and every test is in its list" "$bad"

bad=$(printf '%s\n' "$code" | tr '\n' '\0' | xargs -0 grep -nE 'TODO|FIXME|(^|[^X])XXX([^X]|$)|#if 0' 2>/dev/null || true)
verdict "no residue" "$bad"
bad=$(printf '%s\n' "$code" | grep -E '(^|[/_])(misc|util|utils|helper|helpers|common|stuff|new|old|tmp)\.(c|h|cpp)$' || true)
verdict "no drawer for everything" "$bad"

bad=$(printf '%s\n' "$files" | grep -E '\.sh$|^bootstrap$' | while read -r file; do
    sh -n "$file" 2>&1 || true
    test "$file" = tests/checks/count.sh || grep -q '^set -eu' "$file" || echo "$file: no set -eu"
done)
verdict "shell scripts stop at the first error" "$bad"
finish
