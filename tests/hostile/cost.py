# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""What hostile files cost to read.

    cost.py bad PROBE SOURCE      every file in tests/invalid, and files of a megabyte: time, memory, the code expected
    cost.py linear PROBE [NAME]   time over size, for families of files that grow

Times are processor time, the least of a few runs. Both end with a line "N passed, N failed".
"""
import os
import subprocess
import sys
import tempfile

HEAD = '<protocol xmlns="urn:refpath:protocol:1" id="p" version="1" xml:lang="en">\n'
TAIL = "</protocol>\n"
MOST_MS = 50.0
MOST_KB = 32 * 1024
MEGABYTE = 1 << 20


def document(body):
    return HEAD + body + TAIL


def each(n, text):
    """The text n times, with # for the number and @ for the one before."""
    return "".join(text.replace("#", str(i)).replace("@", str(i - 1)) for i in range(1, n + 1))


# -- families: a size to a document -------------------------------------------------------------------------------

def nested(n):
    return document("<places>" + each(n // 60 + 1, '<place id="p#-0">'
                    + "".join(f'<place id="p#-{k}">' for k in range(1, 60)) + "</place>" * 60) + "</places>")


def unknown_elements(n):
    return document("<items>" + '<itm id="x"/>' * n + "</items>")


def duplicate_ids(n):
    return document("<items>" + '<item id="x"/>' * n + "</items>")


def unknown_references(n):
    return document("<items>" + each(n, '<item id="item-#"/>') + '</items><services><service id="s"/></services>'
                    '<pathways><pathway id="p">' + each(n, '<step id="s#" service="s" share="itm-#"/>')
                    + "</pathway></pathways>")


def long_list(n):
    names = each(n, "n# ").strip()
    lists = [names[i:i + 60000].rsplit(" ", 1)[0] for i in range(0, len(names), 60000)]
    return document("<items>" + each(n, '<item id="n#"/>') + '</items><services><service id="s"/></services>'
                    '<pathways><pathway id="p">'
                    + "".join(f'<step id="t{i}" service="s" share="{text.split(" ", 1)[1]}"/>'
                              for i, text in enumerate(lists)) + "</pathway></pathways>")


def wide_conditions(n):
    flags = each(n, '<flag id="f#"/>')
    return document("<vocabulary>" + flags + "".join(
        f'<flag id="x{k}"><when><any>' + each(min(n, 5000), '<test fact="f#"/>') + "</any>"
        + each(min(n, 4000), '<test fact="f#"/>') + "</when></flag>" for k in range(n // 4000 + 1))
        + '</vocabulary><items><item id="a"/><item id="a"/></items>')


def number_tests(n):
    # The classes of a number times its tests are bits: with many of both there is a limit; here one grows.
    return document('<vocabulary><number id="n" min="0" max="9999999" unit="count"/><flag id="g"><when><any>'
                    + each(min(n, 200), '<test fact="n" min="#"/>') + "</any></when></flag>"
                    + each(n, '<flag id="f#"><when><test fact="n" min="100"/></when></flag>')
                    + '</vocabulary><items><item id="a"/><item id="a"/></items>')


def flag_chain(n):
    return document("<vocabulary>" + each(n, '<flag id="f#"><when><test fact="f@"/></when></flag>')
                    + "</vocabulary>")


def step_chain(n):
    return document('<services><service id="s"/></services><pathways><pathway id="p"><step id="s0"/>'
                    + each(n, '<step id="s#" service="s" after="s@"/>') + "</pathway></pathways>")


def visits(n):
    return document('<services><service id="s"/></services><pathways><pathway id="p"><step id="s0" service="s"/>'
                    + each(n, '<step id="s#" service="s" with="s@"/>') + "</pathway></pathways>")


def part_of(n):
    return document('<groups><group id="g"/></groups><actors><actor id="a0" group="g" part-of="a1"/>'
                    + each(n, '<actor id="a#" group="g" part-of="a@"/>') + "</actors>")


def actors(n):
    return document('<groups><group id="g"/></groups><roles><role id="r" group="g"/></roles><places><place id="p"/>'
                    '</places><services><service id="s"/></services><actors>'
                    + each(n, '<actor id="a#" group="g"><plays role="r" at="p"/><offers service="s" at="p"/>'
                              '<contact by="phone">12</contact></actor>') + "</actors>")


def links(n):
    return document("<places>" + each(n, '<place id="p#"/>') + "</places><travel>"
                    + each(n - 1, '<link from="p#" to="p1" time="PT1H"/>') + "</travel>"
                    + '<items><item id="a"/><item id="a"/></items>')


def texts(n):
    return document("<items>" + each(n, '<item id="i#"><label>some words</label><label xml:lang="fr">des mots'
                                        "</label><text>\u0627\u0644\u0637\u0641\u0644</text></item>") + "</items>")


def entities(n):
    return document('<items><item id="i"><text>' + ("&amp;&#x627;&lt;" * 4000 + "</text><text>") * (n // 4000 + 1)
                    + "</text></item></items>")


def one_line_of_comments(n):
    return HEAD + "<!-- x --><?xml-model no?>" * n + TAIL


def marks(n):
    return document('<groups><group id="g"/></groups><roles>' + each(n, '<role id="r#" group="g"/>')
                    + '</roles><consent id="c">' + each(n, '<rule id="u#" effect="forbid"><when>'
                    '<test fact="recipient" in="r#"/></when></rule>') + "</consent>"
                    + '<items><item id="a"/><item id="a"/></items>')


FAMILIES = [nested, unknown_elements, duplicate_ids, unknown_references, long_list, wide_conditions, number_tests,
            flag_chain, step_chain, visits, part_of, actors, links, texts, entities, one_line_of_comments, marks]


# -- files of a megabyte that must be refused: name, document, code ------------------------------------------------

def large():
    deep = "<all>" * 70
    yield "deep", document('<vocabulary><flag id="f"><when>' + deep), "too-deep"
    yield "attributes", "<protocol " + each(60000, 'a#="1" '), "too-many-attributes"
    yield "namespaces", "<protocol " + each(20000, 'xmlns:n#="urn:x:#" '), "too-many-attributes"
    yield "namespaces-nested", document("<items>" + each(20000, '<n#:item xmlns:n#="urn:x:#"/>') + "</items>"), None
    yield "names", document("<items>" + each(60000, "<name-#/>") + "</items>"), None
    yield "long-name", "<" + "n" * MEGABYTE, "name-too-long"
    yield "long-value", '<protocol id="' + "v" * MEGABYTE, "value-too-long"
    yield "long-text", document('<items><item id="i"><text>' + "t" * MEGABYTE + "</text></item></items>"), \
        "value-too-long"
    yield "long-comment", HEAD + "<!--" + "-c" * (MEGABYTE // 2), "xml-expected"
    yield "open-brackets", HEAD + "<" * MEGABYTE, None
    yield "open-quotes", HEAD + "<items " + 'a="' * (MEGABYTE // 3), None
    yield "references", HEAD + "&#" * (MEGABYTE // 2), None
    yield "laughs", '<!DOCTYPE p [<!ENTITY a "ha">' + each(9, '<!ENTITY a# "&a@;&a@;&a@;">') + "]><p>&a9;</p>", \
        "no-doctype"
    yield "quadratic", '<!DOCTYPE p [<!ENTITY a "' + "a" * 500000 + '">]><p>' + "&a;" * 100000, "no-doctype"
    yield "instructions", HEAD + "<?x y?>" * (MEGABYTE // 7) + TAIL, "no-instruction"
    yield "cdata", document("<items><![CDATA[" + "]]>" * 300000 + "</items>"), None
    yield "zero", "\0" * MEGABYTE, None
    yield "white", " " * MEGABYTE, None
    yield "lines", "\r\n" * (MEGABYTE // 2), None
    yield "roots", document("") + document("") * 9000, "content-outside"
    for family in FAMILIES:
        text = family(2000)
        size = 2000 * MEGABYTE // len(text.encode())
        text = family(size)
        while len(text.encode()) > MEGABYTE:
            size = size * 9 // 10
            text = family(size)
        yield family.__name__, text.replace("</protocol>", "<nothing/></protocol>"), None


class Count:
    passed = failed = 0

    def verdict(self, good, sentence):
        if good:
            self.passed += 1
        else:
            self.failed += 1
            print("FAILED:", sentence)

    def finish(self):
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed else 0


def probe(program, paths, runs=3):
    """Of each path: status, least milliseconds, kilobytes, code."""
    best = {}
    for _ in range(runs):
        said = subprocess.run([program] + paths, stdout=subprocess.PIPE, check=True).stdout.decode()
        for path, line in zip(paths, said.splitlines()):
            status, ms, kb, code = line.split()
            known = best.get(path)
            if known is None or float(ms) < known[1]:
                best[path] = (status, float(ms), int(kb), code)
    return best


def bad(program, source):
    count = Count()
    with tempfile.TemporaryDirectory() as folder:
        wanted = {}
        invalid = os.path.join(source, "tests", "invalid")
        for name in sorted(os.listdir(invalid)):
            wanted[os.path.join(invalid, name, "bad.xml")] = None
        for name, text, code in large():
            path = os.path.join(folder, name + ".xml")
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(text)
            wanted[path] = code
        found = probe(program, list(wanted))
        slowest = sorted(found, key=lambda path: -found[path][1])[:5]
        largest = sorted(found, key=lambda path: -found[path][2])[:5]
        for path, (status, ms, kb, code) in found.items():
            name = os.path.relpath(path, source if path.startswith(source) else folder)
            count.verdict(status not in ("ok", "crashed") and code != "-", f"{name}: {status} {code}")
            count.verdict(wanted[path] in (None, code), f"{name}: {code} instead of {wanted[path]}")
            count.verdict(ms <= MOST_MS, f"{name}: {ms} ms")
            count.verdict(kb <= MOST_KB, f"{name}: {kb} KB")
        print("slowest:", ", ".join(f"{os.path.basename(p)} {found[p][1]} ms" for p in slowest))
        print("largest:", ", ".join(f"{os.path.basename(p)} {found[p][2]} KB" for p in largest))
        print(f"{len(wanted)} files")
    return count.finish()


def linear(program, wanted):
    count = Count()
    with tempfile.TemporaryDirectory() as folder:
        for family in FAMILIES:
            if wanted and family.__name__ not in wanted:
                continue
            paths, sizes = [], []
            for n in (4000, 16000, 64000):
                path = os.path.join(folder, f"{family.__name__}-{n}.xml")
                with open(path, "w", encoding="utf-8") as file:
                    sizes.append(file.write(family(n)))
                paths.append(path)
            found = probe(program, paths)
            times = [max(found[path][1], 0.5) for path in paths]
            memory = [max(found[path][2], 512) for path in paths]
            print(family.__name__, found[paths[-1]][0], found[paths[-1]][3], *(f"{s // 1024}K:{t}ms:{m}KB"
                  for s, t, m in zip(sizes, times, memory)))
            for what, each_of in (("time", times), ("memory", memory)):
                grown = each_of[2] / each_of[1] / (sizes[2] / sizes[1])
                count.verdict(grown <= 1.8, f"{family.__name__}: {what} grows {grown:.1f} times as fast as the file")
            count.verdict(found[paths[-1]][0] != "crashed", f"{family.__name__}: crashed")
    return count.finish()


def main():
    if len(sys.argv) >= 4 and sys.argv[1] == "bad":
        return bad(sys.argv[2], os.path.abspath(sys.argv[3]))
    if len(sys.argv) >= 3 and sys.argv[1] == "linear":
        return linear(sys.argv[2], sys.argv[3:])
    print(__doc__)
    return 2


sys.exit(main())
