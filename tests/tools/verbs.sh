#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Every verb answers, in words and as JSON, and its exit status says whether the answer is bad news.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/tools/ask.sh"

# check
ask 0 check mission.xml
says out "mission.xml: no problems"
empty err
ask 1 check broken.xml
says out "errors: 1"
says err "broken.xml:"
says err "[unknown-reference]"
says err "case-worker"
ask 2 check nothing.xml
says err "[file-not-readable]"

# plan: one step can wait for agreement, so nothing is bad news
ask 0 plan mission.xml case.json --now $now
says out "Health care"
says out "Hospital on the hill"
empty err
ask 0 plan mission.xml case.json --now $now --json
json 'list(a)[:1] == ["protocol"] and a["case"] == "first" and a["holder"] == "police-post" and a["now"] == "2026-11-23T11:00:00Z"'
json '[s["ids"] for s in a["steps"] if s["kind"] == "service"] == [["get-health-care"], ["get-case-worker"]]'
json 'all(s["state"] in ("ready", "needs-consent", "waiting") for s in a["steps"])'
json '[s["target"] for s in a["steps"] if s["ids"] == ["get-health-care"]] == ["2026-11-24T10:00:00Z"]'
json 'a["advice"][0]["id"] == "no-questions" and a["advice"][0]["kind"] == "must-not"'
json 'a["warnings"][0] == {"code": "not-adopted", "args": {"status": "draft"}}'

# the same, too late for the limit: bad news
ask 1 plan mission.xml case.json --now 2026-12-23T10:00:00Z --json
json '[s["state"] for s in a["steps"] if s["ids"] == ["get-health-care"]] == ["window-closed"]'
# held by somebody whom the case must avoid: bad news
sed 's/"facts"/"avoid": ["police-post"], "facts"/' case.json >away.json
ask 1 plan mission.xml away.json --now $now --json
json 'a["warnings"][-1] == {"code": "holder-avoided", "args": {"to": "child-protection-adviser"}} and "steps" not in a'

# ask
printf '%s' '{"holder": "police-post", "place": "port", "facts": {"concern": ["violence"]}}' >little.json
ask 0 ask mission.xml little.json --now $now
says out "Is the life or the safety of the child in danger now?"
ask 0 ask mission.xml little.json --now $now --json
json 'set(q["fact"] for q in a["ask"]) <= {"age", "caregiver", "danger-now"} and a["ask"][0]["for"]'

# consent
ask 1 consent mission.xml case.json --item profile --to hospital --purpose health --now $now
says out "agreement is needed"
ask 1 consent mission.xml case.json --item profile --to hospital --purpose health --at $now --json
json 'a["decision"] == "needs-consent" and [m["by"] for m in a["missing"]] == [["trusted-adult"], ["child"]] and "why" not in a'
ask 1 consent mission.xml case.json --item profile --to hospital --purpose health --at $now --json --explain
json 'a["why"][0]["rule"] == "trusted-adult-consents" and a["why"][0]["tests"] and a["would-change"]'
ask 0 consent mission.xml case.json --item need --to adviser-office --purpose coordination --at $now --json
json 'a["decision"] == "permitted" and a["rules"] == ["adviser-may-know"] and a["sender"] == "police-post"'
ask 1 consent mission.xml case.json --item account --to helpers --purpose investigation --from adviser-office --at $now --json
json 'a["decision"] == "forbidden" and a["sender"] == "adviser-office"'

# path
ask 0 path mission.xml --from police-post --to hospital --at port --now $now
says out "Office of the Adviser"
ask 0 path mission.xml --from police-post --to hospital --at port --now $now --json
json 'a["state"] == "through" and a["path"] == ["police-post", "adviser-office", "hospital"]'
sed 's/"danger-now": false/"danger-now": true/' case.json >danger.json
ask 0 path mission.xml --from police-post --to hospital --case danger.json --purpose health --now $now --json
json 'a["state"] == "direct" and a["notify"] == ["adviser-office"]'
sed 's/<plays role="child-protection-adviser".*//' mission.xml >vacant.xml
ask 1 path vacant.xml --from police-post --to hospital --at port --now $now --json
json 'a["state"] == "blocked"'

# who
ask 0 who mission.xml --service health --at port --now $now
says out "Hospital on the hill"
says out "phone"
lacks out "Helpers for children"
ask 0 who mission.xml --name HÉLPERS --now $now --json
json '[x["id"] for x in a["actors"]] == ["helpers"]'
ask 0 who mission.xml --duty interface --now $now --json
json '[x["id"] for x in a["actors"]] == ["adviser-office"] and a["actors"][0]["labels"] == {"en": "Office of the Adviser"}'
ask 0 who mission.xml --group mission --role police-officer --now $now --json
json '[x["id"] for x in a["actors"]] == ["police-post"]'
ask 0 who mission.xml --now 2028-01-01T00:00:00Z --json
json 'all(x["stale"] for x in a["actors"])'

# choices
ask 0 choices mission.xml concern
says out "Violence"
ask 0 choices mission.xml caregiver --json
json '[c["id"] for c in a["choices"]] == ["supportive", "not-to-be-asked", "absent", "unsafe"] and a["choices"][2]["in"] == "not-to-be-asked"'
ask 0 choices mission.xml age --json
json 'a["min"] == 0 and a["max"] == 18 and a["unit"] == "year"'

# of itself
ask 0 --version
says out "refpath "
says out "format=1"
ask 0 --help
says out "Usage: refpath VERB"
finish
