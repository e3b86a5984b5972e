#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# A question that is wrong ends with status 2 and says what would be right; nothing of a case is repeated.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/tools/ask.sh"

# wrong TEXT ARGUMENT...: status 2, the text on standard error, nothing on standard output.
wrong() {
    text=$1
    shift
    ask 2 "$@"
    says err "$text"
    empty out
}

got=0
"$REFPATH_COMMAND" >out 2>err </dev/null || got=$?
asked=refpath wanted=2
check_status
says err "Usage: refpath VERB"

wrong 'did you mean "plan"?' plam mission.xml case.json
wrong 'refpath --help lists them' frobnicate
wrong 'did you mean "check"?' help chek
wrong 'did you mean --now?' plan mission.xml case.json --nwo x
wrong 'has no option --item' plan mission.xml case.json --item need
wrong 'has no option' plan -x mission.xml case.json
wrong '--now needs a value' plan mission.xml case.json --now
wrong '--json takes no value' plan mission.xml case.json --json=yes
wrong 'usage is: refpath plan PROTOCOL CASE' plan mission.xml
wrong 'usage is: refpath choices' choices mission.xml concern more
wrong '--item is missing' consent mission.xml case.json --to hospital --purpose health
wrong '--purpose is missing' consent mission.xml case.json --to hospital --item need
wrong '--at and --now' consent mission.xml case.json --to hospital --item need --purpose health --at $now --now $now
wrong '--from is missing' path mission.xml --to hospital --at port
wrong '--at is missing' path mission.xml --from police-post --to hospital
wrong '--lang takes a language tag' plan mission.xml case.json --lang '!'
wrong '--format takes text, json or sarif' check mission.xml --format xml
for moment in 2026-11-23 2026-02-29T10:00:00Z 2026-11-23T24:00:00Z 2026-11-23T10:00:00 2026-11-23T10:00:00+1 tomorrow ''; do
    wrong '--now takes a moment' plan mission.xml case.json --now "$moment"
done
wrong '--at takes a moment' consent mission.xml case.json --to hospital --item need --purpose health --at now
wrong 'standard input can be read once' plan - -
wrong 'No such file' plan mission.xml nothing.json
wrong '[file-not-readable]' plan nothing.xml case.json
wrong 'broken.xml:' plan broken.xml case.json

# ids that are not there: the option is named, not what was given
wrong '[question-unknown]' consent mission.xml case.json --item secret-word --to hospital --purpose health --at $now
lacks err secret-word
wrong '[question-unknown]' path mission.xml --from police-post --to secret-word --at port --now $now
lacks err secret-word
wrong '[question-unknown]' choices mission.xml secret-word
lacks err secret-word

# a case that is wrong: every problem, and no fact of it
printf '%s' '{"holder": "police-post", "facts": {"age": 4711, "concern": ["secret-word"]}, "secret-key": 1}' >bad.json
wrong 'facts.concern[0]' plan mission.xml bad.json --now $now
says err facts.age
lacks err secret
lacks err 4711
printf '%s' '{"holder": ' >cut.json
wrong '[case-not-json]' plan mission.xml cut.json --now $now
printf '%s' '{"place": "port"}' >nobody.json
wrong '[case-without-holder]' plan mission.xml nobody.json --now $now

# as JSON all goes to standard output, as one value
for arguments in 'plan mission.xml --json' 'plan nothing.xml case.json --json' 'plan broken.xml case.json --json' \
    'plan mission.xml bad.json --json' 'choices mission.xml nothing --json' 'check - - --json' \
    'plan mission.xml case.json --now x --json' 'who mission.xml --nothing --json'; do
    # shellcheck disable=SC2086 # words
    ask 2 $arguments
    json 'list(a) == ["problems"] and all(p["code"] and p["severity"] == "error" and p["text"] for p in a["problems"])'
    empty err
done
# also with a file name that is no UTF-8, or has a control character
ask 2 plan mission.xml "$(printf 'a\377\033[1m"\\')" --json
json 'a["problems"][0]["code"] == "file-not-readable"'
ask 2 who mission.xml --name "$(printf 'a\377')" --now $now
says err '--name takes text in UTF-8'

# "--" ends the options
cp mission.xml ./--json
ask 0 check -- --json
says out 'no problems'
finish
