#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# The fingerprint of a protocol is what sha256sum says of what it says of all documents, in the order of inclusion.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/tools/ask.sh"
if ! command -v sha256sum >/dev/null 2>&1; then
    skip "the fingerprint: sha256sum is missing (Debian package: coreutils)"
    finish
fi

# document NAME ELEMENT SECTIONS: writes one.
document() {
    echo "<$2 xmlns='urn:refpath:protocol:1'$3</$2>" >"$1"
}
mkdir -p rules/inner
document outer.xml protocol " xml:lang='en' id='outer' version='1'><include href='rules/items.xml'/><include href='last.xml'/>
<actors><actor id='a' group='g'/></actors>"
document rules/items.xml protocol " xml:lang='en' id='items' version='1'><include href='inner/groups.xml'/><items><item id='name'/></items>"
document rules/inner/groups.xml groups "><group id='g'/>"
document last.xml purposes "><purpose id='care'/>"

# is FILE...: the fingerprint in an answer is that of these files.
is() {
    print=$(sha256sum "$@" | sha256sum | cut -d' ' -f1)
    ask 0 who outer.xml --group g --now $now --json
    says out "\"fingerprint\":\"$print\""
}
is outer.xml rules/items.xml rules/inner/groups.xml last.xml
first=$print

# One byte of an included document, and its name alone, are another protocol.
echo '<!-- -->' >>last.xml
is outer.xml rules/items.xml rules/inner/groups.xml last.xml
if test "$print" != "$first"; then pass; else fail "a changed document has the same fingerprint"; fi
mv last.xml other.xml
sed 's/last\.xml/other.xml/' outer.xml >new && mv new outer.xml
is outer.xml rules/items.xml rules/inner/groups.xml other.xml
lacks out "$first"

# From another folder it is the same: names are relative to the outermost document.
before=$print
mkdir elsewhere
cd elsewhere
ask 0 who ../outer.xml --group g --now $now --json
says out "$before"
finish
