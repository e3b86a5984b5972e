#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Writes the standard protocols as C data, sorted by name, to standard output:
#   embed.sh FOLDER >standard_data.inc
# Each *.xml file of the folder becomes a row: "standard/NAME.xml", the version of its root, its bytes.
set -eu
LC_ALL=C
export LC_ALL

number=0
rows=
echo '/* Made by embed.sh from the standard protocols. */'
for file in "$1"/*.xml; do
    test -f "$file" || continue
    version=$(tr '\n' ' ' <"$file" | sed -n 's/.*<protocol\( [^>]*\)\{0,1\} version="\([^"<&]*\)".*/\2/p')
    if test -z "$version"; then
        echo "$file: its root has no version" >&2
        exit 1
    fi
    number=$((number + 1))
    echo "static const unsigned char standard_$number[] = {"
    od -An -v -tu1 "$file" | awk '{
        for (i = 1; i <= NF; i++) printf "%s,", $i
        print ""
    }'
    echo '};'
    rows="$rows    {\"standard/${file##*/}\", \"$version\", (const char *)standard_$number, sizeof standard_$number},
"
done
printf 'static const rp_standard standards[] = {\n%s    {NULL, NULL, NULL, 0},\n};\n' "$rows"
