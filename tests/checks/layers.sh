#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# A room knows the rooms to its left and never one to its right; a foreign library is known in one room alone.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
cd "$REFPATH_SOURCE"

rooms='base unicode model xml compile decide analyse output'

# includes FOLDER...: "file included" for every include line.
includes() {
    find "$@" -type f \( -name '*.[ch]' -o -name '*.cpp' -o -name '*.def' \) | LC_ALL=C sort |
        xargs -r awk '/^[ \t]*#[ \t]*include[ \t]*[<"]/ {
            what = $0; sub(/^[^<"]*[<"]/, "", what); sub(/[>"].*/, "", what)
            print FILENAME ":" FNR, what
        }' /dev/null
}

known=
for room in $rooms; do
    known="$known $room"
    test -d "lib/$room" || continue
    bad=$(includes "lib/$room" | awk -v rooms="$rooms" -v known="$known" -v room="$room" '
        BEGIN {
            n = split(rooms, list); for (i = 1; i <= n; i++) is_room[list[i]] = 1
            n = split(known, list); for (i = 1; i <= n; i++) may[list[i]] = 1
        }
        {
            first = $2; sub("/.*", "", first)
            if ($2 !~ "/") next
            if (first == "unicode" && room == "unicode") next
            if (is_room[first] && !may[first]) print $1 " includes " $2
        }')
    verdict "lib/$room includes only rooms to its left" "$bad"
done

# foreign NAME PATTERN ROOM [FILE]: headers that match are included in that room alone.
foreign() {
    bad=$(includes lib | grep -E " ($2)" | grep -v "^lib/$3/" || true)
    verdict "$1 is known in lib/$3 alone" "$bad"
}
foreign libxml2 'libxml/' xml
foreign Jansson 'jansson\.h' decide
bad=$(includes lib | while read -r file what; do
    case $what in
    unicode/*) test -f "lib/$what" || case $file in lib/unicode/*) ;; *) echo "$file includes $what" ;; esac ;;
    esac
done)
verdict "ICU is known in lib/unicode alone" "$bad"
bad=$(includes lib | awk '$2 ~ /jansson/ { sub(":.*", "", $1); print $1 }' | LC_ALL=C sort -u | sed 1d)
verdict "Jansson is known in one file, the case reader" "$bad"

# A header of ours with the name of one of ICU's would be found in its place.
icu=$(pkg-config --variable=includedir icu-uc 2>/dev/null || true)
bad=$(for header in lib/unicode/*.h; do
    if test -f "$header" && test -f "${icu:-/usr/include}/unicode/${header##*/}"; then echo "$header"; fi
done)
verdict "no header in lib/unicode hides one of ICU's" "$bad"

for folder in tools bindings examples; do
    test -d $folder || continue
    bad=$(includes $folder | awk -v rooms="$rooms" '
        BEGIN { n = split(rooms, list); for (i = 1; i <= n; i++) is_room[list[i]] = 1 }
        { first = $2; sub("/.*", "", first) }
        $1 ~ "/core_wrap[.]c:" { next }
        is_room[first] || $2 ~ "^refpath/" || $2 ~ "lib/" { print $1 " includes " $2 }')
    verdict "$folder/ stands on refpath.h alone" "$bad"
done

# The same in what was compiled: a name of a room to the right is not used, by whatever way it was declared.
if test -d "$REFPATH_BUILD/lib"; then
    known=
    for room in $rooms; do
        objects=$(find "$REFPATH_BUILD/lib/$room" -name '*.o' ! -path '*/.libs/*' 2>/dev/null || true)
        test -n "$objects" || objects=$(find "$REFPATH_BUILD/lib/$room" -name '*.o' 2>/dev/null || true)
        test -n "$objects" || continue
        # shellcheck disable=SC2086 # a list of files
        known="$known
$(${NM:-nm} -g --defined-only $objects | awk 'NF == 3 { print $3 }')"
        # shellcheck disable=SC2086
        bad=$(${NM:-nm} -u $objects | awk '$2 ~ /^(rp_|refpath_)/ { print $2 }' | LC_ALL=C sort -u |
            { printf '%s\n=\n' "$known"; cat; } | awk '$0 == "=" { using = 1; next } !using { have[$0] = 1 } using && !have[$0]')
        verdict "the objects of $room need only rooms to its left" "$bad"
    done
fi

finish
