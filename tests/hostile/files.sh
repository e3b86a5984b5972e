#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Files that are no files, that change, and that point elsewhere: nothing waits, nothing but what was named is opened.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/tools/ask.sh"
cp "$REFPATH_SOURCE/tests/data/protocols/rich.xml" "$REFPATH_SOURCE/tests/data/protocols/rich-rules.xml" .

# Whatever it is, it is answered within ten seconds: a wait would be for ever.
quickly() {
    timed="timeout 10 $REFPATH_COMMAND"
    asked="refpath check $2"
    wanted=$1
    got=0
    $timed check "$2" >out 2>err </dev/null || got=$?
    check_status
}

# -- what is no file
mkfifo pipe
quickly 2 pipe
says err file-not-readable
# One that gives bytes without end to whoever opens it.
(while :; do printf '<a>'; done >pipe) 2>/dev/null &
writer=$!
quickly 2 pipe
says err file-not-readable
kill $writer 2>/dev/null || true
mkdir folder.xml
quickly 2 folder.xml
quickly 2 folder.xml/
quickly 2 /dev/zero
quickly 2 /dev/null
ln -s nowhere dangling.xml
quickly 2 dangling.xml
ln -s round.xml round.xml
quickly 2 round.xml
# The file named may be a link, for whoever named it chose it.
ln -s rich.xml link.xml
quickly 0 link.xml

# -- larger than the limit: known before it is read
if truncate -s 300M large.xml 2>/dev/null; then
    quickly 1 large.xml
    says err file-too-large
    rm large.xml
fi
# -- what is no text: told apart before anything of it is unpacked
gzip -c mission.xml >zipped.xml
quickly 1 zipped.xml
says err bad-xml-character
head -c 100000 /dev/urandom >noise.xml
quickly 1 noise.xml
: >empty.xml
quickly 1 empty.xml
says err no-root

# -- one that shrinks and grows while it is read: any answer but a crash or a wait
(while :; do
    cat mission.xml >moving.xml
    head -c 5000 mission.xml >moving.xml
    : >moving.xml
done) 2>/dev/null &
writer=$!
odd=0
i=0
while test $i -lt 100; do
    got=0
    timeout 10 "$REFPATH_COMMAND" check moving.xml >out 2>err </dev/null || got=$?
    case $got in
    0 | 1 | 2) ;;
    *) odd="$odd $got" ;;
    esac
    i=$((i + 1))
done
kill $writer 2>/dev/null || true
verdict "a file that changes while it is read" "$(test "$odd" = 0 || echo "status $odd")"

# -- nothing but what was named is opened
if ! command -v strace >/dev/null 2>&1; then
    skip "strace is missing (Debian package: strace)"
    finish
fi
if ! strace -o trace true 2>/dev/null; then
    skip "strace may not trace here"
    finish
fi

# opened COMMAND...: names of the files it opened or tried to, sorted.
opened() {
    # A sanitizer that looks for leaks is a tracer itself.
    ASAN_OPTIONS=detect_leaks=0
    export ASAN_OPTIONS
    strace -f -qq -e trace=open,openat,openat2,creat -o trace "$@" >out 2>err </dev/null || true
    sed -n 's/^[^"]*"\([^"]*\)".*/\1/p' trace | sort -u
}
# only FILE NAME...: checking FILE opens those names and what checking any good file opens.
opened "$REFPATH_COMMAND" check mission.xml | grep -vx mission.xml >usual
only() {
    file=$1
    shift
    opened "$REFPATH_COMMAND" check "$file" >now
    printf '%s\n' "$@" | sort -u >named
    extra=$(comm -23 now usual | comm -23 - named)
    verdict "checking $file opens nothing else" "$extra"
    lacking=$(comm -13 now named)
    verdict "checking $file opens what was named" "$lacking"
}
mkdir rules
cat >outer.xml <<'END'
<protocol xmlns="urn:refpath:protocol:1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="urn:refpath:protocol:1 http://example.org/protocol.xsd" id="p" version="1" xml:lang="en">
  <include href="rules/inner.xml"/><include href="standard/consent.xml"/>
</protocol>
END
cat >rules/inner.xml <<'END'
<?xml version="1.0"?>
<?xml-model href="file:///etc/hostname"?>
<items xmlns="urn:refpath:protocol:1"><item id="own-item"/></items>
END
only rich.xml rich.xml rich-rules.xml
only outer.xml outer.xml rules inner.xml

# bad NAME: standard input is a document that points somewhere; checking it opens it alone.
bad() {
    cat >"$1.xml"
    only "$1.xml" "$1.xml" $2
    if grep -q secret-of-the-neighbour out err; then fail "$1 shows what lies outside"; else pass; fi
}
mkdir ../"neighbour-$$" 2>/dev/null || true
echo secret-of-the-neighbour >../"neighbour-$$"/secret.xml
trap 'rm -rf "$scratch" "$scratch/../neighbour-$$"' EXIT
outside=$(cd ../"neighbour-$$" && pwd)/secret.xml
bad doctype '' <<END
<!DOCTYPE protocol SYSTEM "$outside"><protocol/>
END
bad entity '' <<END
<!DOCTYPE protocol [<!ENTITY x SYSTEM "file://$outside">]><protocol>&x;</protocol>
END
bad parameter '' <<END
<!DOCTYPE protocol [<!ENTITY % x SYSTEM "$outside"> %x;]><protocol/>
END
bad stylesheet '' <<END
<?xml-stylesheet href="$outside"?><protocol xmlns="urn:refpath:protocol:1" id="p" version="1" xml:lang="en"/>
END
bad xinclude '' <<END
<protocol xmlns="urn:refpath:protocol:1" id="p" version="1" xml:lang="en"><xi:include href="$outside"
 xmlns:xi="http://www.w3.org/2001/XInclude"/></protocol>
END
bad catalog '' <<END
<?oasis-xml-catalog catalog="$outside"?><protocol xmlns="urn:refpath:protocol:1" id="p" version="1" xml:lang="en"/>
END
for href in "../neighbour-$$/secret.xml" "$outside" "file://$outside" "http://127.0.0.1:9/x.xml" "%2e%2e/x.xml" "a/../../x.xml"; do
    bad "include-$(printf %s "$href" | tr -dc a-z0-9)" '' <<END
<protocol xmlns="urn:refpath:protocol:1" id="p" version="1" xml:lang="en"><include href="$href"/></protocol>
END
done
# A link inside the folder that leads out of it.
ln -s "$outside" inside.xml
ln -s "$(dirname "$outside")" inside
bad through-a-link inside.xml <<END
<protocol xmlns="urn:refpath:protocol:1" id="p" version="1" xml:lang="en"><include href="inside.xml"/></protocol>
END
bad through-a-linked-folder inside <<END
<protocol xmlns="urn:refpath:protocol:1" id="p" version="1" xml:lang="en"><include href="inside/secret.xml"/></protocol>
END
finish
