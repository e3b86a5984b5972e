#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Golden answers: the same question gives the same bytes wherever it is asked.
#
# Each folder in tests/cases and tests/golden has a file "command", the arguments for refpath as a shell would read
# them, with paths relative to the folder, and a file "expected", the bytes on standard output. Where there is a file
# "errors", standard error must be the same too; "status" holds the exit status if it is not 0. Each is run under four
# locales, each with a time zone of its own. With folders as arguments, only those are run.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
: "${REFPATH_COMMAND:=$REFPATH_BUILD/tools/refpath/refpath}"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Each pair: a locale and a time zone.
pairs='C UTC
fr_FR.UTF-8 Asia/Kathmandu
ar_EG.UTF-8 Pacific/Kiritimati
tr_TR.UTF-8 America/St_Johns'

# A locale that the system has not compiled is compiled here, beside the build.
export LOCPATH="$REFPATH_BUILD/tests/locales"
mkdir -p "$LOCPATH"
for locale in fr_FR ar_EG tr_TR; do
    if ! test -d "$LOCPATH/$locale.UTF-8" &&
        ! localedef -f UTF-8 -i $locale "$LOCPATH/$locale.UTF-8" >"$scratch/said" 2>&1; then
        fail "locale $locale.UTF-8 cannot be made (Debian package: locales): $(cat "$scratch/said")"
    fi
done

# same FOLDER WHAT: the bytes are those kept in the folder.
same() {
    if ! cmp -s "$1/$2" "$scratch/$2"; then
        echo "    $2 differs:"
        diff "$1/$2" "$scratch/$2" | head -n 20
        return 1
    fi
}

# ask FOLDER LOCALE ZONE: one question in one place.
ask() {
    eval "set -- \"\$1\" \"\$2\" \"\$3\" $(cat "$1/command")"
    folder=$1 locale=$2 zone=$3
    shift 3
    wanted=0
    if test -f "$folder/status"; then wanted=$(cat "$folder/status"); fi
    got=0
    (cd "$folder" && env LC_ALL="$locale" LANG="$locale" LANGUAGE= TZ="$zone" NO_COLOR= COLUMNS=100 \
        "$REFPATH_COMMAND" "$@" >"$scratch/expected" 2>"$scratch/errors" </dev/null) || got=$?
    right=yes
    same "$folder" expected || right=no
    if test -f "$folder/errors"; then same "$folder" errors || right=no; fi
    if test "$got" != "$wanted"; then
        echo "    exit status $got instead of $wanted"
        head -n 20 "$scratch/errors"
        right=no
    fi
    if test $right = yes; then pass; else fail "${folder#"$REFPATH_SOURCE"/} under $locale, $zone"; fi
}

if test $# -eq 0; then set -- "$REFPATH_SOURCE"/tests/cases/*/ "$REFPATH_SOURCE"/tests/golden/*/; fi
found=no
for folder in "$@"; do
    test -f "$folder/command" || continue
    found=yes
    while read -r locale zone; do
        ask "${folder%/}" "$locale" "$zone"
    done <<END
$pairs
END
done
test $found = yes || skip "golden answers: there are none yet"
finish
