#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# refpath report: one page of HTML, sound in its structure for whoever reads it with eyes or ears, that needs nothing else and
# hides what is hidden.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/tools/ask.sh"
carana=$REFPATH_SOURCE/data/protocols/carana/mission.xml
then=2026-03-03T09:30:00Z

cat >look.py <<'END'
import re
import sys
from html.parser import HTMLParser

void = set("meta br hr img link input".split())
outer = "html head body style title meta header main nav section h1 h2 h3 p div span strong a ul li dl dt dd table caption " \
        "thead tbody tr th td figure figcaption".split()
inner = "svg g title desc rect path text".split()


class Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.links, self.labels, self.levels = [], [], [], [], []
        self.tables, self.svg, self.named, self.rows = [], False, 0, []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        assert len(given) == len(attributes), (tag, attributes)
        assert tag in (inner if self.svg else outer + ["svg"]), tag
        assert not [a for a in given if a.startswith("on") or a in ("src", "style", "srcset", "action", "xlink:href")], given
        if "id" in given:
            self.ids.append(given["id"])
        if "href" in given:
            assert given["href"].startswith("#"), given
            self.links.append(given["href"][1:])
        self.labels += given.get("aria-labelledby", "").split()
        if tag in ("h1", "h2", "h3"):
            self.levels.append(int(tag[1]))
        if tag == "html":
            assert given == {"lang": sys.argv[1], "dir": "rtl" if sys.argv[1] == "ar" else "ltr"}, given
        if tag == "table":
            self.tables.append({"caption": False, "columns": 0})
        if tag == "caption":
            self.tables[-1]["caption"] = True
        if tag == "th":
            assert given["scope"] in ("col", "row"), given
            self.tables[-1]["columns"] += given["scope"] == "col"
        if tag == "tr":
            self.rows.append(0)
        if tag in ("th", "td"):
            self.rows[-1] += 1
            assert "colspan" not in given and "rowspan" not in given
        if tag == "svg":
            self.svg = True
            assert given["role"] and given["aria-labelledby"], given
        if tag not in void:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in void:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, (tag, self.open[-5:])
        self.open.pop()
        if tag == "svg":
            self.svg = False
        if tag == "tr":
            assert self.rows[-1] == self.tables[-1]["columns"], (self.rows[-1], self.tables[-1])


text = open("out", encoding="utf-8", newline="").read()
assert text.startswith("<!DOCTYPE html>\n") and "\r" not in text
assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", text)
assert "default-src 'none'; style-src 'unsafe-inline'" in text
page = Page()
page.feed(text)
page.close()
assert not page.open, page.open
assert len(page.ids) == len(set(page.ids)), sorted(i for i in page.ids if page.ids.count(i) > 1)[:5]
assert set(page.links) <= set(page.ids) and page.links, set(page.links) - set(page.ids)
assert set(page.labels) <= set(page.ids), set(page.labels) - set(page.ids)
assert page.levels[0] == 1 and page.levels.count(1) == 1
assert all(b <= a + 1 for a, b in zip(page.levels, page.levels[1:])), page.levels
assert page.tables and all(t["caption"] and t["columns"] for t in page.tables)
style = re.search("<style>(.*)</style>", text, re.S).group(1)
assert "@page" in style and "@media print" in style and "focus-visible" in style and "url(" not in style
assert style.count("{") == style.count("}")
assert not re.search(r"(margin|padding|border)-(left|right)|text-align:(left|right)|float:", style), "one direction alone"
END

for lang in en fr ar es; do
    ask 0 report "$carana" --now $then --lang $lang
    looked $lang
    lacks out 'report.'
    cp out once
    ask 0 report "$carana" --now $then --lang $lang --output page.html
    empty out
    verdict "$asked: the same bytes in a file" "$(cmp once page.html 2>&1 || true)"
    ask 0 report "$carana" --now $then --lang $lang --place galasi-market --viewer un-police
    looked $lang
done
ask 0 report "$REFPATH_SOURCE/tests/data/protocols/rich.xml" --now $then
looked en
ask 0 report mission.xml --now $then
looked en
says out 'Not guidance'

# Hidden actors and contacts: id, names and contacts, as the protocol has them; in a report for others than those who may see.
"$PYTHON" - "$carana" >hidden <<'END'
import pathlib, sys, xml.etree.ElementTree as xml
n = "{urn:refpath:protocol:1}"
for path in sorted(pathlib.Path(sys.argv[1]).parent.glob("actors-*.xml")):
    for actor in xml.parse(path).iter(n + "actor"):
        if actor.get("visible-to"):
            print(actor.get("id"), *(e.text for e in actor if e.tag in (n + "label", n + "contact")), sep="\n")
        for contact in actor.iter(n + "contact"):
            if contact.get("visible-to"):
                print(contact.text)
END
test -s hidden || fail "the reference mission hides nothing"
for viewer in '' un-police unicef-carana ngo; do
    # Who plays a role that may see hidden actors is told of them.
    may=$("$PYTHON" - "$carana" "$viewer" <<'END'
import pathlib, sys, xml.etree.ElementTree as xml
n = "{urn:refpath:protocol:1}"
roles = {"case-management-agency", "child-protection-adviser"}
for path in sorted(pathlib.Path(sys.argv[1]).parent.glob("actors-*.xml")):
    for actor in xml.parse(path).iter(n + "actor"):
        if actor.get("id") == sys.argv[2] and any(p.get("role") in roles for p in actor.iter(n + "plays")):
            print("yes")
            break
END
)
    test -z "$may" || continue
    for lang in en ar; do
        ask 0 report "$carana" --now $then --lang $lang ${viewer:+--viewer $viewer}
        # Contacts are written with no-break spaces.
        sed 's/\xc2\xa0/ /g' out >plain
        while IFS= read -r text; do lacks plain "$text"; done <hidden
    done
done
ask 0 report "$carana" --now $then --viewer child-protection-adviser
sed 's/\xc2\xa0/ /g' out >plain
asked="$asked, without no-break spaces"
says plain 'Quiet House'
says plain '+000 310 020'
says plain 'B-12'

# A label cannot become markup.
sed 's|<label>[^<]*</label>|<label>\&lt;/style\&gt;\&lt;script\&gt;alert(1)\&lt;/script\&gt;\&quot; onfocus=x</label>|' mission.xml >hostile.xml
ask 0 report hostile.xml --now $then
looked en
lacks out '<script'
says out '&lt;script&gt;'

# what is wrong is said, and leaves a file that is there alone
echo old >page.html
ask 2 report "$carana" --place nowhere --output page.html
ask 2 report "$carana" --viewer nobody --output page.html
ask 2 report broken.xml --output page.html
verdict "a question that is wrong leaves the file alone" "$(echo old | cmp - page.html 2>&1 || true)"
ask 2 report "$carana" --now $then --output no/such/folder/page.html
says err '--output cannot be written'
ask 2 report "$carana" --plain
says err 'a report is HTML'
# Half a report is no report: past a limit on the size of files nothing is left. What is not a file of its own stays.
past_limit() {
    asked="refpath report --output $1, where files may not grow"
    got=0
    (
        trap '' XFSZ
        ulimit -f 8
        exec "$REFPATH_COMMAND" report "$carana" --now $then --output "$1"
    ) >out 2>err </dev/null || got=$?
    wanted=2
    check_status
    says err 'written whole'
}
past_limit cut.html
verdict "half a report is taken away" "$(ls cut.html 2>/dev/null || true)"
: >target
ln -s target link
past_limit link
verdict "a link is left alone" "$(test -L link || echo gone)"
finish
