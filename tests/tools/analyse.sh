#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# refpath analyse: tables for people, CSV and JSON; what is wrong with a study; small cells.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/tools/ask.sh"
printf '%s' '{"kinds": [{"id": "all"}], "weights": [{"place": "port", "weight": 3}]}' >study.json

ask 0 analyse coverage mission.xml --now $now
says out "Coverage: who is served where"
says out "Gaps, the worst first"
says out "Week from"
empty err
ask 0 analyse coverage mission.xml --now $now --lang fr
says out "Lacunes, les pires"
ask 0 analyse times mission.xml --now $now
says out "How long help takes"
ask 0 analyse times mission.xml --now $now --json
json 'a["analysis"] == "times" and [t["id"] for t in a["tables"]] == ["times", "bottlenecks", "hours"]'
json 'all(set(r) <= {c["id"] for c in t["columns"]} for t in a["tables"] for r in t["rows"])'
json 'a["from"] == "2026-11-23T00:00:00Z" and a["step-minutes"] == 60'

# a study, from a file or from standard input
ask 0 analyse coverage mission.xml --study study.json --now $now --json
json '{r["kind"] for r in a["tables"][0]["rows"]} == {"all"}'
ask_from study.json 0 analyse coverage mission.xml --study - --now $now --csv
says out "place,service,kind,share"
ask_from study.json 2 analyse coverage - --study - --now $now
says err "standard input can be read once"
printf '%s' '{"places": ["nowhere"]}' >wrong.json
ask 2 analyse coverage mission.xml --study wrong.json --now $now
says err "places[0]"
lacks err "nowhere"
printf '%s' '{"places": ' >wrong.json
ask 2 analyse coverage mission.xml --study wrong.json --now $now
says err "[study-not-json]"
ask 2 analyse coverage mission.xml --study missing.json --now $now
says err "[file-not-readable]"

# tables
ask 0 analyse coverage mission.xml --now $now --csv --table by-place
says out "place,rows,whole"
ask 2 analyse coverage mission.xml --now $now --csv --table nothing
says err 'no table "nothing"'
ask 2 analyse coverage mission.xml --now $now --table by-place
says err "add --csv"
ask 2 analyse coverage mission.xml --now $now --csv --json
empty err

# small cells
ask 0 analyse coverage mission.xml --study study.json --now $now --min-cell 5 --json
json 'a["min-cell"] == 5 and all("children" not in r or r["children"] == 0 for r in a["tables"][0]["rows"])'
ask 0 analyse coverage mission.xml --study study.json --now $now --json
json 'any(0 < r["children"] < 5 for r in a["tables"][0]["rows"])'
ask 2 analyse coverage mission.xml --now $now --min-cell few
says err "--min-cell takes a whole number"

# every table, column and word of one has its words in every language
for what in coverage times; do
    printf '%s' '{"detail": true}' >detail.json
    if test $what = times; then set -- --study detail.json; else set --; fi
    ask 0 analyse $what mission.xml "$@" --now $now --json
    missing=$("$PYTHON" -c '
import json, sys
tables = json.load(open("out"))["tables"]
keys = {"analysis.table." + t["id"] for t in tables} | {"column." + c["id"] for t in tables for c in t["columns"]}
keys |= {"analysis.word." + r[k] for t in tables for r in t["rows"] for k in ("part", "bottleneck") if k in r}
for file in sys.argv[2:]:
    have = {line.split(" = ")[0] for line in open(file, encoding="utf-8")}
    print(*(f"{file}: {key}" for key in sorted((keys | {"analysis.title." + sys.argv[1]}) - have)), sep="\n", end="")
' $what "$REFPATH_SOURCE"/data/messages/*.txt)
    verdict "words of $what" "$missing"
done

# what there is
ask 2 analyse mission.xml --now $now
ask 2 analyse coverege mission.xml --now $now
says err 'did you mean "coverage"'
ask 2 analyse coverage mission.xml --viewer nobody --now $now
says err "viewer"
finish
