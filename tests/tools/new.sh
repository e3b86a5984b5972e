#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# "refpath new": what it writes is a good start, and nothing is ever written over.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/tools/ask.sh"
template=$REFPATH_SOURCE/data/protocols/new.xml

ask 0 new
verdict "to standard output, byte for byte" "$(cmp "$template" out 2>&1 || true)"
ask 0 new -
verdict "likewise with -" "$(cmp "$template" out 2>&1 || true)"
ask 0 new mine.xml
empty out
empty err
verdict "to a file" "$(cmp "$template" mine.xml 2>&1 || true)"
ask 0 check mine.xml
says out 'mine.xml: no problems'
ask 0 check mine.xml --json
json 'a == {"problems": []}'

echo 'my work' >mine.xml
ask 2 new mine.xml
says err '[file-exists]'
verdict "what was there stays" "$(test "$(cat mine.xml)" = 'my work' || echo it does not)"
ln -s elsewhere.xml link.xml
ask 2 new link.xml
verdict "no link is followed" "$(test ! -e elsewhere.xml || echo it was)"
ask 2 new folder/mine.xml
says err '[file-not-writable]'
ask 2 new mine.xml --json
json 'a["problems"][0]["code"] == "file-exists"'
ask 2 new one.xml two.xml
says err 'usage is: refpath new [NAME]'

# Whoever starts from it sees what must be settled: each number of a rule is marked.
bad=$(grep -nE '(min|max|within|after|respond-within|valid-for|time)="-?(P?T?[0-9])|hours="|verified="|year="2' "$template" |
    grep -v 'replace' | grep -vE 'id="first"' || true)
verdict "every number is marked to be replaced" "$(printf '%s' "$bad" | grep -v 'after="[a-z]' || true)"

# Every section that it should show is there.
for element in sources vocabulary places travel calendar items purposes parties services groups roles actors interface \
    pathway target limit escalate advice rule agreement obligation claim; do
    if grep -q "<$element[ >]" "$template"; then pass; else fail "it shows no $element"; fi
done
finish
