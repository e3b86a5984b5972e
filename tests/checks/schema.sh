#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The schemas are in step: with one another, and with the table of elements and attributes that the library reads.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/checks/count.sh"
cd "$REFPATH_SOURCE"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# named KIND: the names of all elements, or attributes, in the schema; and in the table.
named() {
    sed 's/#.*//' schema/protocol.rnc | tr '\n' ' ' | grep -oE "(^|[^a-z-])$1 [a-z][a-z:-]* *\{" |
        sed "s/.*$1 //; s/ *{//" | LC_ALL=C sort -u >"$scratch/schema"
    sed -n "s/^RP_$(echo "$1" | tr a-z A-Z)([A-Z_]*, \"\([^\"]*\)\".*/\1/p" lib/model/vocabulary.def |
        LC_ALL=C sort -u >"$scratch/table"
    test -s "$scratch/table" || echo "lib/model/vocabulary.def could not be read"
    diff "$scratch/schema" "$scratch/table" || true
}
verdict "the elements are those of the library" "$(named element)"
verdict "the attributes are those of the library" "$(named attribute)"

if command -v trang >/dev/null 2>&1; then
    cp schema/protocol.rnc "$scratch"
    (cd "$scratch" && trang protocol.rnc protocol.xsd)
    for file in protocol.xsd xml.xsd; do
        verdict "schema/$file is what trang makes" "$(diff "schema/$file" "$scratch/$file" || true)"
    done
else
    skip "the XSD: trang is missing (Debian package: trang)"
fi
if command -v xmllint >/dev/null 2>&1; then
    for file in data/protocols/new.xml tests/data/protocols/carana-mini.xml; do
        said=$(xmllint --noout --nonet --schema schema/protocol.xsd $file 2>&1) && said=
        verdict "the XSD takes $file" "$said"
    done
else
    skip "the XSD and protocols: xmllint is missing (Debian package: libxml2-utils)"
fi
finish
