#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# refpath draw: every format of every picture is well-formed, tells the same in each, and hides what is hidden.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/tools/ask.sh"
rich=$REFPATH_SOURCE/tests/data/protocols/rich.xml
first=$REFPATH_SOURCE/tests/data/cases/first-hour.json
carana=$REFPATH_SOURCE/data/protocols/carana/mission.xml
then=2026-11-23T12:30:00Z

cat >look.py <<'END'
import sys
import xml.etree.ElementTree as xml
svg, g = "{http://www.w3.org/2000/svg}", "{http://graphml.graphdrawing.org/xmlns}"
root = xml.parse("out").getroot()
if root.tag == svg + "svg":
    x, y, w, h = (int(n) for n in root.get("viewBox").split())
    assert (x, y) == (0, 0) and w == int(root.get("width")) and h == int(root.get("height"))
    assert root[0].tag == svg + "title" and root[0].text and root[1].tag == svg + "desc"
    allowed = {svg + t for t in "svg g title desc rect path text".split()}
    assert {e.tag for e in root.iter()} <= allowed, {e.tag for e in root.iter()} - allowed
    for e in root.iter(svg + "g"):
        assert e.get("role") == "img" and e[0].tag == svg + "title" and e[0].text, e.attrib
    for e in root.iter(svg + "rect"):
        left, top = int(e.get("x", 0)), int(e.get("y", 0))
        assert 0 <= left and 0 <= top and left + int(e.get("width")) <= w and top + int(e.get("height")) <= h
    for e in root.iter(svg + "text"):
        assert 0 <= int(e.get("x")) <= w and 0 <= int(e.get("y")) <= h
    assert (root.get("direction") == "rtl") == (sys.argv[1] == "ar")
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
else:
    keys = {k.get("id"): k.get("attr.type") for k in root.findall(g + "key")}
    graph = root.find(g + "graph")
    nodes = [n.get("id") for n in graph.findall(g + "node")]
    assert len(nodes) == len(set(nodes)) > 0
    for e in graph.findall(g + "edge"):
        assert e.get("source") in nodes and e.get("target") in nodes
    for d in graph.iter(g + "data"):
        assert d.get("key") in keys and (keys[d.get("key")] == "string" or d.text in ("true", "false"))
    for n in graph.findall(g + "node"):
        inside = [d.text for d in n.findall(g + "data") if d.get("key") == "in"]
        assert all(i in nodes for i in inside)
END
dot_there=no
if command -v dot >/dev/null 2>&1; then dot_there=yes; else skip "DOT, by Graphviz: it is missing (Debian package: graphviz)"; fi
# by_dot: Graphviz takes "out" without a word.
by_dot() {
    if test $dot_there = yes; then verdict "$asked: dot" "$(dot -Tdot out 2>&1 >/dev/null | grep -v Pango || true)"; fi
}
networkx=no
if "$PYTHON" -c 'import networkx' 2>/dev/null; then networkx=yes; else skip "GraphML, by NetworkX: it is missing (Debian package: python3-networkx)"; fi

# all_formats ARGUMENT...: one picture in each format, in a language from left to right and one from right to left.
all_formats() {
    for lang in en ar; do
        ask 0 draw "$@" --now $then --lang $lang
        looked $lang
        cp out once
        ask 0 draw "$@" --now $then --lang $lang --format svg
        verdict "$asked: the same bytes twice" "$(cmp once out 2>&1 || true)"
        ask 0 draw "$@" --now $then --lang $lang --format graphml
        looked $lang
        if test $networkx = yes; then
            verdict "$asked: NetworkX" "$("$PYTHON" -c 'import networkx
g = networkx.read_graphml("out")
assert g.is_directed() and all("kind" in d for _, d in g.nodes(data=True))' 2>&1 || true)"
        fi
        ask 0 draw "$@" --now $then --lang $lang --format dot
        by_dot
        ask 0 draw "$@" --now $then --lang $lang --format mermaid
        says out "flowchart $(if test $lang = ar; then echo RL; else echo LR; fi)"
    done
}
all_formats "$rich" "$first"
all_formats "$rich" "$first" --of pathways
all_formats "$rich"
all_formats "$rich" --of network
all_formats "$carana" --of network
all_formats "$carana" --concern recruitment-or-use

# hidden actors, for those who may see them alone; the ids are those of the protocol
hidden=$("$PYTHON" - "$carana" <<'END'
import pathlib, sys, xml.etree.ElementTree as xml
n = "{urn:refpath:protocol:1}"
for path in sorted(pathlib.Path(sys.argv[1]).parent.glob("actors-*.xml")):
    print(*(a.get("id") for a in xml.parse(path).iter(n + "actor") if a.get("visible-to")))
END
)
test -n "$hidden" || fail "the reference mission hides nobody"
for format in svg dot mermaid graphml; do
    ask 0 draw "$carana" --of network --now 2026-03-03T09:30:00Z --format $format --viewer all
    cp out all
    ask 0 draw "$carana" --of network --now 2026-03-03T09:30:00Z --format $format
    test $format = svg -o $format = graphml || continue
    for id in $hidden; do
        lacks out "actor:$id\""
        asked="$asked --viewer all"
        says all "actor:$id\""
    done
done

# what goes together, and what does not
ask 0 draw "$rich" --of network --json --now $then
json 'a["analysis"] == "network" and a["graph"]["nodes"]'
ask 2 draw "$rich" --of plan
says err 'a plan is of a case'
ask 2 draw "$rich" "$first" --of network
says err 'leave the case out'
ask 2 draw "$rich" "$first" --concern violence
says err '--concern narrows'
ask 2 draw "$rich" --at port
says err '--at narrows'
ask 2 draw "$rich" "$first" --viewer all
says err '--viewer is for'
ask 2 draw "$rich" --of netwrok
says err 'did you mean "network"?'
ask 2 draw "$rich" --format png
says err 'svg, dot, mermaid or graphml'
ask 2 draw "$rich" --concern 'no"such\one'
says err 'concern[0]'
lacks err 'no"such'
ask 2 draw "$rich" --of network --at nowhere
says err 'places[0]'
empty out
finish
