#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Where things come from and go to: standard input, several files, a full disk, a reader that has gone.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/tools/ask.sh"

# "-" is standard input, for the protocol and for the case, with the same answer
ask 0 plan mission.xml case.json --now $now --json
cp out whole
ask_from case.json 0 plan mission.xml - --now $now --json
verdict "the case from standard input" "$(cmp whole out 2>&1 || true)"
ask_from mission.xml 0 choices - concern
says out Violence
ask_from mission.xml 0 check -
says out '-: no problems'
ask_from broken.xml 1 check -
says err '-:'
got=0
"$REFPATH_COMMAND" check - >out 2>err <"$scratch" || got=$?
asked='refpath check - <a folder' wanted=2
check_status
ask 2 plan "$scratch" case.json

# several files: the worst decides, each is told of
ask 1 check mission.xml broken.xml mission.xml
says out 'mission.xml: no problems'
says out 'broken.xml: errors: 1'
ask 2 check broken.xml nothing.xml mission.xml
says err 'broken.xml:'
says err 'nothing.xml'
says out 'mission.xml: no problems'
# more problems than are kept are counted all the same
awk '/<sources>/ { for (i = 0; i < 1200; i++) print "<bad/>" } { print }' mission.xml >many.xml
ask 1 check many.xml broken.xml
says out 'many.xml: errors: 1200'
says out 'broken.xml: errors: 1'
says err '[too-many-problems]'
ask 1 check mission.xml broken.xml --json
json '[p["file"] for p in a["problems"]] == ["broken.xml"] and a["problems"][0]["line"] > 1 and a["problems"][0]["column"] > 1'
ask 0 check mission.xml --json
json 'a == {"problems": []}'

# SARIF
for file in mission broken; do
    if test $file = mission; then status=0; else status=1; fi
    ask $status check $file.xml --format sarif
    json 'a["version"] == "2.1.0" and a["$schema"].endswith(".json") and len(a["runs"]) == 1'
    json 'a["runs"][0]["tool"]["driver"]["name"] == "refpath"'
    empty err
done
json '[r["ruleId"] for r in a["runs"][0]["results"]] == ["unknown-reference"]'
json 'a["runs"][0]["results"][0]["level"] == "error" and a["runs"][0]["results"][0]["message"]["text"]'
json 'a["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "broken.xml"'
json 'a["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] > 1'
ask 1 check broken.xml --format json
json 'len(a["problems"]) == 1'

# a disk that is full
if test -e /dev/full; then
    for arguments in "plan mission.xml case.json --now $now" "plan mission.xml case.json --now $now --json" \
        'check mission.xml' 'check broken.xml --json' '--help' 'plan --help' '--version' 'new'; do
        got=0
        # shellcheck disable=SC2086 # words
        "$REFPATH_COMMAND" $arguments >/dev/full 2>err </dev/null || got=$?
        asked="refpath $arguments >/dev/full" wanted=2
        : >out
        check_status
        says err '[output]'
    done
else
    skip "a full disk: there is no /dev/full"
fi

# a reader that has gone: an ordinary end, by the signal or by status 2, and never a crash
for arguments in "plan mission.xml case.json --now $now" 'new' 'check mission.xml'; do
    for ignored in yes no; do
        # shellcheck disable=SC2086 # words
        "$PYTHON" - "$ignored" "$REFPATH_COMMAND" $arguments >said 2>&1 <<'END' && pass || fail "a closed pipe: $arguments: $(cat said)"
import os, signal, subprocess, sys
signal.signal(signal.SIGPIPE, signal.SIG_IGN if sys.argv[1] == "yes" else signal.SIG_DFL)
reader, writer = os.pipe()
os.close(reader)
done = subprocess.run(sys.argv[2:], stdout=writer, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, restore_signals=False)
print(done)
sys.exit(done.returncode not in ((2,) if sys.argv[1] == "yes" else (-signal.SIGPIPE,)))
END
    done
done
# nobody listens at all
got=0
"$REFPATH_COMMAND" plan mission.xml case.json --now $now >&- 2>err </dev/null || got=$?
asked='refpath plan ... >&-' wanted=2
check_status
got=0
"$REFPATH_COMMAND" plan nothing.xml case.json >out 2>&- </dev/null || got=$?
asked='refpath plan ... 2>&-'
check_status
finish
