#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
#
# Reports in a browser, where there is one (Debian: chromium): it takes them without a complaint, asks nobody else for
# anything, shows all of it, and prints each leaflet from the top of a sheet of A4, what is called first on one side.
set -eu
. "${REFPATH_SOURCE:-$(dirname "$0")/../..}/tests/tools/ask.sh"
. "$REFPATH_SOURCE/tests/browser/browser.sh"
carana=$REFPATH_SOURCE/data/protocols/carana/mission.xml

cat >sheets.py <<'END'
import re
import sys
pdf = open(sys.argv[1], "rb").read()
boxes = re.findall(rb"/Type\s*/Page\b[^s].*?/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]", pdf, re.S)
sizes = {tuple(round(float(n)) for n in box) for box in boxes}
assert len(boxes) >= int(sys.argv[2]), len(boxes)
assert sizes <= {(595, 842), (842, 595), (594, 842), (842, 594), (594, 841), (596, 842), (595, 841), (841, 595)}, sizes
END

# Marks headings with words that any language leaves alone: Arabic is shaped on paper.
cat >mark.py <<'END'
import re
import sys
page = open(sys.argv[1], encoding="utf-8").read()
page, n = re.subn('(<h2 id="place-[0-9]+">)', r"\1LEAFLET ", page)
page, m = re.subn('(<h3 id="place-[0-9]+-further">)', r"\1FURTHER ", page)
assert n == m > 0, (n, m)
open(sys.argv[2], "w", encoding="utf-8").write(page)
END
cat >sides.py <<'END'
import sys
pages = [page.strip() for page in sys.stdin.read().split("\f")]
first = [i for i, page in enumerate(pages) if "LEAFLET" in page]
further = [i for i, page in enumerate(pages) if "FURTHER" in page]
assert len(first) == len(further) == int(sys.argv[1]), (len(first), len(further))
assert all("LEAFLET" in pages[i].split("\n")[0] for i in first), "a leaflet does not begin its side"
over = [pages[i].split("\n")[0] for i, j in zip(first, further) if j > i + 1]
assert not over, over
END

# With keys alone: what takes the focus, in the order in which it stands there, can be seen, says what it is, and shows that it has
# the focus; what a link names is there.
cat >keys.html <<'END'
<script>
const found = [], stops = [...document.querySelectorAll("a[href], summary, button, input, select, textarea, [tabindex]")];
for (const stop of stops) {
    const name = (stop.getAttribute("aria-label") || stop.textContent).trim();
    for (let around = stop.parentElement; around; around = around.parentElement) { if (around.localName === "details") { around.open = true; } }
    stop.focus();
    const style = getComputedStyle(stop);
    if (document.activeElement !== stop) { found.push("takes no focus: " + name); }
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) { found.push("does not show its focus: " + name); }
    if (stop.tabIndex > 0) { found.push("out of order: " + name); }
    if (!name) { found.push("without a name: " + stop.outerHTML.slice(0, 80)); }
    if (stop.hash && !document.getElementById(decodeURIComponent(stop.hash.slice(1)))) { found.push("leads nowhere: " + name); }
}
let level = 1;
for (const heading of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    if (Number(heading.localName[1]) > level + 1) { found.push("a heading is left out before: " + heading.textContent); }
    level = Number(heading.localName[1]);
}
for (const cell of document.querySelectorAll("th:not([scope])")) { found.push("a header of nothing: " + cell.textContent); }
for (const picture of document.querySelectorAll("svg")) {
    const ids = (picture.getAttribute("aria-labelledby") || "").split(" ");
    if (!ids.every(id => (document.getElementById(id) || {textContent: ""}).textContent.trim())) { found.push("a picture without words"); }
}
const told = document.createElement("pre");
told.textContent = found.slice(0, 5).concat("stops: " + stops.length).join("\n");
document.body.replaceChildren(told);
</script>
END

for lang in en fr ar es; do
    ask 0 report "$carana" --now 2026-03-03T09:30:00Z --lang $lang --output page.html
    asked="$asked, on paper"
    "$PYTHON" mark.py page.html marked.html
    if browse shot --no-pdf-header-footer --print-to-pdf="$scratch/marked.pdf" "file://$scratch/marked.html"; then pass; else fail "$asked: not printed"; fi
    if command -v pdftotext >/dev/null 2>&1; then
        leaflets=$(grep -c '<section class="place"' page.html)
        verdict "$asked: whom to call first is one side for each place" "$(pdftotext marked.pdf - | "$PYTHON" sides.py "$leaflets" 2>&1 | tail -n 1)"
    else
        skip "$asked: no pdftotext (Debian package: poppler-utils)"
    fi
done
verdict "on paper, nothing of a leaflet is smaller than 8.5 pt" "$(grep -o 'section\.place[^{}]*{[^}]*font-size:[0-9.]*pt' page.html | grep -vE '(8\.5|9|1[0-9])pt$' || true)"

for lang in en ar; do
    ask 0 report "$carana" --now 2026-03-03T09:30:00Z --lang $lang --output page.html
    asked="$asked, in a browser"
    if browse seen --dump-dom "file://$scratch/page.html"; then pass; else fail "$asked: $(tail -n 3 said)"; fi
    verdict "$asked: it complains of nothing" "$(grep -E 'CONSOLE|Refused' said || true)"
    # But for this test a report lets no script run.
    { sed 's/<meta http-equiv="Content-Security-Policy"[^>]*>//' page.html && cat keys.html; } >pressed.html
    if browse keys --dump-dom "file://$scratch/pressed.html"; then pass; else fail "$asked, by keys: $(tail -n 3 said)"; fi
    verdict "$asked: by keys, and for who hears it" "$("$PYTHON" -c 'import re
told = re.search("<pre>(.*?)</pre>", open("keys", encoding="utf-8").read(), re.S).group(1).split("\n")
print("\n".join(told[:-1]) or ("" if int(told[-1].split()[1]) > 20 else told[-1]))' 2>&1)"
    # What the browser made of it has what the file has: nothing was repaired or dropped.
    for tag in '<section' '<table' '<th ' '<td' '<svg' '<figure' '<h2' '<h3' '<text' '<path' 'id="'; do
        verdict "$asked: $tag, as many as written" "$(test "$(grep -o "$tag" page.html | wc -l)" -eq "$(grep -o "$tag" seen | wc -l)" || echo differs)"
    done
    if browse shot --window-size=1100,1400 --screenshot="$scratch/page.png" "file://$scratch/page.html"; then pass; else fail "$asked: no picture"; fi
    verdict "$asked: a picture with something in it" "$(test "$(wc -c <page.png)" -gt 20000 || wc -c page.png)"
    if browse shot --no-pdf-header-footer --print-to-pdf="$scratch/page.pdf" "file://$scratch/page.html"; then pass; else fail "$asked: not printed"; fi
    leaflets=$(grep -c '<section class="place"' page.html)
    verdict "$asked: sheets of A4, at least one a leaflet" "$("$PYTHON" sheets.py page.pdf $((leaflets + 4)) 2>&1 | tail -n 1)"
done
finish
