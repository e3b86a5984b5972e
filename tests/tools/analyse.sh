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

# graphs, which are tables too: every node once, every edge between two of them
for what in network pathways; do
    ask 0 analyse $what mission.xml --now $now
    says out "What there is"
    says out "How it is joined"
    ask 0 analyse $what mission.xml --now $now --plain
    says out "What there is"
    ask 0 analyse $what mission.xml --now $now --json
    json 'a["analysis"] == "'$what'" and [t["id"] for t in a["tables"]][:2] == ["nodes", "edges"]'
    json '[(n["id"], n["kind"]) for n in a["graph"]["nodes"]] == [(r["id"], r["type"]) for r in a["tables"][0]["rows"]]'
    json '[tuple(e.values()) for e in a["graph"]["edges"]] == [tuple(r.values()) for r in a["tables"][1]["rows"]]'
    json 'len({r["id"] for r in a["tables"][0]["rows"]}) == len(a["tables"][0]["rows"]) > 5'
    json '{r[end] for r in a["tables"][1]["rows"] for end in ("source", "target")} <= {r["id"] for r in a["tables"][0]["rows"]}'
    rows=$("$PYTHON" -c 'import json; print(*(len(t["rows"]) + 1 for t in json.load(open("out"))["tables"][:2]))')
    ask 0 analyse $what mission.xml --now $now --csv
    says out "id,type,ref,in"
    lines=$(wc -l <out)
    ask 0 analyse $what mission.xml --now $now --csv --table edges
    says out "source,target,type"
    verdict "rows of $what as CSV" "$(test "$lines $(wc -l <out)" = "$rows" || echo "not $rows")"
done
# without a joint the others of its part fall apart: counted here by taking each node away
ask 0 analyse network mission.xml --now $now --json
cat >joints.py <<'END'
import json
tables = {t["id"]: t["rows"] for t in json.load(open("out"))["tables"]}
edges = [(e["source"], e["target"]) for e in tables["edges"]]


def pieces(nodes):
    found = []
    left = set(nodes)
    while left:
        piece = {next(n for n in nodes if n in left)}
        while True:
            more = {b for e in edges for a, b in (e, e[::-1]) if a in piece and b in left and b not in piece}
            if not more:
                break
            piece |= more
        left -= piece
        found.append(piece)
    return found


nodes = [n["id"] for n in tables["nodes"]]
parts = pieces(nodes)
assert tables["parts"] == [{"node": next(n for n in nodes if n in p), "nodes": len(p)} for p in parts], parts
joints = []
for i, node in enumerate(nodes):
    rest = pieces([n for n in next(p for p in parts if node in p) if n != node])
    if len(rest) > 1:
        joints.append((-(sum(map(len, rest)) - max(map(len, rest))), i, {"node": node, "pieces": len(rest)}))
assert joints and tables["joints"] == [{**row, "cut-off": -cut} for cut, _, row in sorted(joints, key=lambda j: j[:2])], joints
END
verdict "joints and parts of the network" "$("$PYTHON" joints.py 2>&1)"
printf '%s' '{"places": ["nowhere"]}' >wrong.json
ask 2 analyse network mission.xml --study wrong.json --now $now
says err "places[0]"
ask 2 analyse netwrok mission.xml --now $now
says err 'did you mean "network"'

# a stream of cases, as it could be served and as chance has it
printf '%s' '{"kinds": [{"id": "all"}], "arrivals": [{"kind": "all", "place": "port", "per-week": 30}], "capacity": [{"actor": "helpers", "per-week": 5}]}' >stream.json
ask 0 analyse load mission.xml --study stream.json --now $now --json
json '[t["id"] for t in a["tables"]] == ["load", "demand", "by-service", "providers"]'
json 'all(r["demand"] - r["served"] - r["overload"] - r["nobody"] in (-1, 0, 1) for r in a["tables"][1]["rows"])'
json 'any(r["actor"] == "helpers" and r["full"] and r["use-share"] == 1000000 for r in a["tables"][3]["rows"])'
ask 0 analyse simulation mission.xml --study stream.json --now $now --json
json 'a["seed"] == 1 and a["runs"] == 10 and a["simulated"] > 7000'
cp out first
ask 0 analyse simulation mission.xml --study stream.json --now $now --json
if cmp -s out first; then pass; else fail "the same seed gives other bytes"; fi
ask 0 analyse simulation mission.xml --study stream.json --now $now
says out "Simulation: how long cases wait"
printf '%s' '{"runs": 1}' >wrong.json
ask 2 analyse simulation mission.xml --study wrong.json --now $now
says err "runs"

# small cells
ask 0 analyse coverage mission.xml --study study.json --now $now --min-cell 5 --json
json 'a["min-cell"] == 5 and all("children" not in r or r["children"] == 0 for r in a["tables"][0]["rows"])'
ask 0 analyse coverage mission.xml --study study.json --now $now --json
json 'any(0 < r["children"] < 5 for r in a["tables"][0]["rows"])'
ask 2 analyse coverage mission.xml --now $now --min-cell few
says err "--min-cell takes a whole number"

# every table, column and word of one has its words in every language
for what in coverage times failures load simulation coordination network pathways; do
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
