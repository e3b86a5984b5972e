#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Pictures in a browser, where there is one (Debian: chromium): with its own fonts, no words lie on others or leave their box,
# none are small, and no arrow's label is lost, up to a mission with some sixty actors at one place.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/tools/ask.sh"
. "$REFPATH_SOURCE/tests/browser/browser.sh"
carana=$REFPATH_SOURCE/data/protocols/carana/mission.xml
rich=$REFPATH_SOURCE/tests/data/protocols/rich.xml
first=$REFPATH_SOURCE/tests/data/cases/first-hour.json

# What is wrong in the picture above it, a line each, and a last one that says how much was looked at.
cat >measure.html <<'END'
<script>
const found = [], where = e => e.getBoundingClientRect(), words = [...document.querySelectorAll("svg text")];
const places = words.map(where);
const boxes = [...document.querySelectorAll("svg g[data-id]")].filter(g => g.querySelector(":scope > rect, :scope > path"));
words.forEach((text, i) => {
    if (!text.textContent.trim()) { found.push("a text without words"); }
    if (parseFloat(getComputedStyle(text).fontSize) < 11) { found.push("small: " + text.textContent); }
    for (let j = i + 1; j < words.length; j++) {
        const a = places[i], b = places[j];
        if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4) {
            found.push("on one another: " + text.textContent + ", " + words[j].textContent);
        }
    }
});
for (const box of boxes) {
    const edge = where(box.querySelector(":scope > rect, :scope > path"));
    for (const text of box.querySelectorAll(":scope > text")) {
        const at = where(text);
        if (at.left < edge.left - 1 || at.right > edge.right + 1 || at.top < edge.top - 1 || at.bottom > edge.bottom + 1) {
            found.push("leaves its box: " + text.textContent);
        }
    }
}
const shapes = boxes.map(box => where(box.querySelector(":scope > rect, :scope > path")));
const inside = (a, b) => a.left >= b.left - 1 && a.right <= b.right + 1 && a.top >= b.top - 1 && a.bottom <= b.bottom + 1;
for (let i = 0; i < shapes.length; i++) {
    for (let j = i + 1; j < shapes.length; j++) {
        const a = shapes[i], b = shapes[j];
        if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2 &&
            !inside(a, b) && !inside(b, a)) {
            found.push("boxes that cross: " + boxes[i].dataset.id + ", " + boxes[j].dataset.id);
        }
    }
}
const told = document.createElement("pre");
told.textContent = found.concat("looked at " + words.length + " texts in " + boxes.length + " boxes").join("\n");
document.body.replaceChildren(told);
</script>
END
cat >read.py <<'END'
import html
import re
import sys
told = html.unescape(re.search("<pre>(.*?)</pre>", open("seen", encoding="utf-8").read(), re.S).group(1)).split("\n")
texts, boxes = map(int, re.fullmatch(r"looked at (\d+) texts in (\d+) boxes", told[-1]).groups())
if boxes < int(sys.argv[1]) or texts < boxes:
    told.insert(0, f"only {texts} texts in {boxes} boxes")
print("\n".join(told[:-1][:5]))
END

# measured LEAST ARGUMENT...: that picture, with at least so many boxes, in four languages.
measured() {
    least=$1
    shift
    for lang in en fr ar es; do
        ask 0 draw "$@" --lang $lang
        asked="$asked, in a browser"
        { echo '<!doctype html><meta charset="utf-8"><body style="margin:0">' && sed 1d out && cat measure.html; } >page.html
        if browse seen --dump-dom "file://$scratch/page.html"; then pass; else fail "$asked: $(tail -n 3 said)"; fi
        verdict "$asked" "$("$PYTHON" read.py $least 2>&1)"
    done
}
then=2026-03-03T09:30:00Z
measured 100 "$carana" --of network --at galasi --now $then
measured 150 "$carana" --of network --now $then --viewer all
measured 60 "$carana" --now $then
measured 8 "$rich" "$first" --now 2026-11-23T12:30:00Z
measured 8 "$rich" "$first" --of pathways --now 2026-11-23T12:30:00Z
finish
