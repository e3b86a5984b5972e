#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# doc/format.md is whole and true: a section for each element, with its attributes and what it holds as the library has
# them, and an example; every example loads. The first is the document that the others include.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
: "${REFPATH_COMMAND:=$REFPATH_BUILD/tools/refpath/refpath}"
cd "$REFPATH_SOURCE"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Two lists of facts, "element ...": one of the library's table, one of the page.
awk '
    /^RP_[A-Z]*\(/ { gsub(/[(),"]/, " "); gsub(/  +/, " ") }
    $1 == "RP_ELEMENT" { name[$2] = $3; print $3, "section"; if ($4 == "TEXT") print $3, "holds text" }
    $1 == "RP_ATTRIBUTE" { attribute[$2] = $3 }
    $1 == "RP_HAS" { print name[$2], "attribute", attribute[$3], $5 == "REQUIRED" ? "yes" : "no" }
    $1 == "RP_CHILD" { print name[$2], "holds", name[$3], name[$2] != "drop" && $4 == 1 ? "one" : "any" }
' lib/model/vocabulary.def | LC_ALL=C sort >"$scratch/table"
awk '
    /^```/ { inside = !inside; next }
    inside { next }
    /^## / { element = "" }
    /^### `/ { element = $2; gsub(/`/, "", element); print element, "section" }
    element == "" { next }
    /^Holds text\.$/ { print element, "holds text" }
    /^Holds: / {
        n = split($0, part, "`")
        for (i = 2; i <= n; i += 2) print element, "holds", part[i], part[i + 1] ~ /^ \(one\)/ ? "one" : "any"
    }
    /^\| `/ { split($0, cell, " *[|] *"); gsub(/`/, "", cell[2]); print element, "attribute", cell[2], cell[4] }
' doc/format.md | LC_ALL=C sort >"$scratch/page"
if test "$(wc -l <"$scratch/table")" -lt 300; then fail "lib/model/vocabulary.def could not be read"; fi
verdict "every element and attribute has its place, and nothing else has" \
    "$(diff "$scratch/table" "$scratch/page" || true)"

# Examples: town.xml, then ELEMENT.xml.
awk -v folder="$scratch" '
    /^### `/ { element = $2; gsub(/`/, "", element) }
    /^```xml$/ { to = folder "/" (element == "" ? "town" : element) ".xml"; text = ""; inside = 1; next }
    /^```$/ && inside {
        inside = 0
        if (element != "" && text !~ "<" element "[ >/]") print element ": its example does not have it"
        if (text !~ /<protocol/) {
            text = "<protocol xmlns=\"urn:refpath:protocol:1\" id=\"example\" version=\"1\" xml:lang=\"en\">\n" \
                "<include href=\"town.xml\"/>\n" text "</protocol>\n"
        }
        printf "%s", text >to
        close(to)
        next
    }
    inside { text = text $0 "\n" }
' doc/format.md >"$scratch/said"
verdict "an example shows its element" "$(cat "$scratch/said")"
bad=$(sed -n 's/^\([a-z-]*\) section$/\1/p' "$scratch/table" | while read -r element; do
    test -f "$scratch/$element.xml" || echo "$element has no example"
done)
verdict "every element has an example" "$bad"

for file in "$scratch"/*.xml; do
    if said=$("$REFPATH_COMMAND" check --lang en "$file" 2>&1); then
        pass
    else
        fail "the example of ${file##*/}"
        printf '%s\n' "$said" | sed "s,$scratch/,,g; s/^/    /"
    fi
done
if command -v jing >/dev/null 2>&1; then
    verdict "the schema takes every example" "$(jing -c schema/protocol.rnc "$scratch"/*.xml | sed "s,$scratch/,,g" || true)"
else
    skip "the schema and the examples: jing is missing (Debian package: jing)"
fi
finish
