#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# How answers look: language, colour, sentences for screen readers, the time that was taken.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/tools/ask.sh"

# first_line: of "out", that is a title in the language.
title() {
    says out "$1"
}
ask 0 path mission.xml --from police-post --to hospital --at port --now $now
title 'Contact path'
cp out english
for pair in 'fr:Chemin' 'fr-CD:Chemin' 'es:amino' 'ar:المسار' 'ar-SD:المسار' 'xx:Contact path' 'en-KE:Contact path'; do
    ask 0 path mission.xml --from police-post --to hospital --at port --now $now --lang "${pair%%:*}"
    "$PYTHON" -c 'import sys
text = open("out", encoding="utf-8").read()
sys.exit(sys.argv[1] in ("xx", "en-KE") and text != open("english", encoding="utf-8").read())' "${pair%%:*}" &&
        pass || fail "the language ${pair%%:*} does not fall back to English"
    if test "${pair%%:*}" != xx && test "${pair%%:*}" != en-KE; then
        verdict "$asked: is not English" "$(! cmp -s english out || echo it is)"
    fi
done

# the environment says which; --lang is stronger; LC_ALL before LC_MESSAGES before LANG; C is English
ask 0 path mission.xml --from police-post --to hospital --at port --now $now --lang fr
cp out french
# likewise FILE VARIABLE=VALUE...: the answer in that environment.
likewise() {
    file=$1
    shift
    env "$@" "$REFPATH_COMMAND" path mission.xml --from police-post --to hospital --at port --now $now >out 2>err </dev/null || true
    verdict "as in $file where $*" "$(cmp "$file" out 2>&1 || true)"
}
likewise french LANG=fr_FR.UTF-8
likewise french LANG=fr_FR.ISO-8859-1@euro
likewise french LANG=en_GB.UTF-8 LC_MESSAGES=fr_CD.UTF-8
likewise french LANG=ar LC_MESSAGES=es LC_ALL=fr
likewise english LC_ALL=C LANG=fr_FR.UTF-8
likewise english LANG=C.UTF-8
likewise english LANG=POSIX
likewise english LANG=tlh_XX.UTF-8
likewise english LANG=../../etc/passwd
got=0
LANG=ar_EG.UTF-8 "$REFPATH_COMMAND" path mission.xml --from police-post --to hospital --at port --now $now --lang fr >out 2>err || got=$?
verdict "--lang is stronger than the environment" "$(cmp french out 2>&1 || true)"
# problems too
ask 1 check broken.xml --lang fr
says out 'erreurs : 1'
says err '[unknown-reference]'
lacks err ': error: '
ask 1 check broken.xml --lang ar
says out 'أخطاء'
says out "$(printf '\342\201\250broken.xml\342\201\251')"

# JSON has no language
ask 0 plan mission.xml case.json --now $now --json
cp out json
ask 0 plan mission.xml case.json --now $now --json --lang ar
verdict "JSON is the same in every language" "$(cmp json out 2>&1 || true)"

# without a terminal there is no colour
ask 0 plan mission.xml case.json --now $now
lacks out "$(printf '\033')"
ask 0 plan mission.xml case.json --now $now --plain
lacks out "$(printf '\033')"
bad=$("$PYTHON" -c 'import re
print(re.findall("[\u2500-\u257f|]|   ", open("out", encoding="utf-8").read()) or "")')
verdict "plain text has no lines drawn and no tables" "$bad"

# on_streams STREAMS VARIABLE... -- ARGUMENT...: of 0, 1 and 2 those are a terminal; what came there is in "out".
on_streams() {
    "$PYTHON" - "$@" >out 2>/dev/null <<'END'
import os, pty, subprocess, sys
split = sys.argv.index("--")
env = dict(os.environ, **dict(pair.split("=", 1) for pair in sys.argv[2:split]))
terminal, end = pty.openpty()
streams = [end if str(number) in sys.argv[1] else subprocess.DEVNULL for number in range(3)]
child = subprocess.Popen([env["REFPATH_COMMAND"]] + sys.argv[split + 1:], env=env, stdin=streams[0], stdout=streams[1],
                         stderr=streams[2])
os.close(end)
text = b""
while True:
    try:
        piece = os.read(terminal, 65536)
    except OSError:
        break
    if not piece:
        break
    text += piece
child.wait()
sys.stdout.buffer.write(text)
END
}
on_terminal() { on_streams 012 "$@"; }
escape=$(printf '\033')
question="plan mission.xml case.json --now $now"
asked='refpath on a terminal'
# shellcheck disable=SC2086 # words
{
    on_terminal TERM=xterm -- $question
    says out "$escape["
    sed "s/$escape\[[0-9;]*m//g; s/$(printf '\r')//" out >bare
    "$REFPATH_COMMAND" $question >without
    verdict "colour never stands alone: without it the words are the same" \
        "$(tr -s ' \n' '\n\n' <bare >a; tr -s ' \n' '\n\n' <without >b; diff a b | head -n 5)"
    on_terminal TERM=xterm NO_COLOR=1 -- $question
    lacks out "$escape["
    on_terminal TERM=xterm NO_COLOR= -- $question
    says out "$escape["
    on_terminal TERM=dumb -- $question
    lacks out "$escape["
    on_terminal TERM=xterm -- $question --no-color
    lacks out "$escape["
    on_terminal TERM=xterm -- $question --plain
    lacks out "$escape["
    on_terminal TERM=xterm -- $question --json
    lacks out "$escape["
}

# problems on a terminal: the severity has a colour, and only where the stream they go to is one
# bare_problems: "out" without colours has the bytes that stand in "problems".
bare_problems() {
    sed "s/$escape\[[0-9;]*m//g; s/$(printf '\r')//" out >bare
    verdict "$asked: without colours the words are the same" "$(diff bare problems | head -n 5)"
}
asked='refpath check on a terminal'
"$REFPATH_COMMAND" check broken.xml >shown 2>problems || true
lacks problems "$escape"
on_streams 2 TERM=xterm -- check broken.xml
says out "$escape[31merror$escape[0m: "
bare_problems
on_streams 1 TERM=xterm -- check broken.xml
lacks out "$escape"
on_streams 2 TERM=xterm -- check broken.xml --lang fr
says out "$escape[31merreur$escape[0m"
on_streams 2 TERM=xterm NO_COLOR=1 -- check broken.xml
lacks out "$escape"
bare_problems
for option in --plain --no-color; do
    on_streams 2 TERM=xterm -- check broken.xml $option
    lacks out "$escape"
    bare_problems
done
on_streams 2 TERM=dumb -- check broken.xml
lacks out "$escape"
on_streams 1 TERM=xterm -- check broken.xml --json
lacks out "$escape"
on_streams 1 TERM=xterm -- check broken.xml --format sarif
lacks out "$escape"
asked='refpath plan on a terminal'
"$REFPATH_COMMAND" plan broken.xml case.json >shown 2>problems || true
on_streams 2 TERM=xterm -- plan broken.xml case.json
says out "$escape[31merror$escape[0m: "
bare_problems

# the time of the question: the clock's, and it is said; in JSON it stands in the answer
ask 0 who mission.xml
says out 'The time taken is now, 20'
ask 0 who mission.xml --now $now
lacks out 'The time taken'
printf '%s' '{"holder": "police-post", "place": "port", "facts": {"concern": ["separated"]}}' >calm.json
ask 0 plan mission.xml calm.json --json
json 'abs(__import__("time").time() - __import__("calendar").timegm(__import__("time").strptime(a["now"], "%Y-%m-%dT%H:%M:%SZ"))) < 600'
ask 0 plan mission.xml case.json --now 2026-11-23T14:00:00+03:00 --json
json 'a["now"] == "2026-11-23T11:00:00Z"'
finish
