# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Small protocols made by chance, and what is true of every single case of them, found by trying them all.

Nothing here is taken from the library or from the second reader: a protocol is made as a few Python values, of which both
the document and the truth follow. Time zone is UTC, days are days of one week.
"""
import itertools
import random

HOUR = 3600
PORT, HILL, CAMP = PLACES = ("port", "hill", "camp")
TERMS = {"a": None, "a1": "a", "a2": "a", "b": None}  # a set with a tree
AGES = range(0, 6)
SEXES = ("f", "m")
FLAGS = ("hurt", "alone")
SERVICES = {"health": None, "care": "health", "tests": "health", "shelter": None}
WEEK = 7 * 24 * HOUR
WEEKS = {  # hours as written, and the spans of a week in hours from Monday
    "Mo-Fr 08:00-17:00": [(d * 24 + 8, d * 24 + 17) for d in range(5)],
    "Mo,We 10:00-12:00": [(10, 12), (58, 60)],
    "Sa 20:00-02:00": [(5 * 24 + 20, 5 * 24 + 26)],
    "Su 00:00-24:00": [(6 * 24, 7 * 24)],
}


class World:
    """A protocol, its study, and what it means."""

    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.derived = self.condition(False)
        self.links = [(a, b, self.rng.choice([0, HOUR, 5 * HOUR])) for a, b in ((PORT, HILL), (HILL, CAMP))
                      if self.rng.random() < 0.8]
        self.gate = self.rng.choice([0, HOUR, 6 * HOUR])
        self.unless = self.condition(True) if self.rng.random() < 0.6 else None
        self.open_holds = self.rng.random() < 0.5
        self.gate_at = self.rng.choice([["land"], [PORT], []])
        self.direct_when_missing = self.rng.random() < 0.5
        self.held = self.rng.random() < 0.6
        self.offers = [self.offer(i) for i in range(self.rng.randint(2, 6))]
        self.pathways = [self.pathway(i) for i in range(self.rng.randint(1, 3))]
        self.step = self.rng.choice([4 * HOUR, 6 * HOUR, 21 * HOUR])
        self.kinds = [self.kind(i) for i in range(2)]
        self.weights = [{"facts": self.kind(i)["facts"], "place": self.rng.choice(PLACES), "weight": self.rng.randint(0, 900)}
                        for i in range(self.rng.choice([0, 0, 3, 8]))]

    # -- making ---------------------------------------------------------------------------------------------------

    def test(self, derived):
        kind = self.rng.randrange(5 if derived else 4)
        if kind == 0:
            low, high = sorted((self.rng.choice(AGES), self.rng.choice(AGES)))
            return ("age", low, high)
        if kind == 1:
            return ("sex", self.rng.choice(SEXES))
        if kind == 2:
            return ("flag", self.rng.choice(FLAGS))
        if kind == 3:
            return ("c", self.rng.sample(sorted(TERMS), self.rng.randint(1, 2)))
        return ("derived",)

    def condition(self, derived, depth=0):
        if depth == 2 or self.rng.random() < 0.6:
            return self.test(derived)
        return (self.rng.choice(["all", "any", "not"]), [self.condition(derived, depth + 1)
                                                         for _ in range(self.rng.randint(1, 3))])

    def maybe(self, chance):
        return self.condition(True) if self.rng.random() < chance else None

    def offer(self, i):
        hours = self.rng.choice([None, "24/7"] + sorted(WEEKS))
        return {"actor": f"actor-{i}", "services": self.rng.sample(sorted(SERVICES), self.rng.randint(1, 2)),
                "at": self.rng.choice([["land"], [PORT], [HILL, CAMP], [CAMP]]),
                "site": self.rng.choice([None] + list(PLACES)), "hours": hours,
                "respond": self.rng.choice([0, 2 * HOUR, 30 * HOUR]), "when": self.maybe(0.5),
                "active": self.rng.random() < 0.85, "hidden": self.rng.random() < 0.1}

    def due(self):
        return {"within": self.rng.choice([1, 4, 12, 48]) * HOUR, "of": self.rng.choice(["report", "report", "incident"]),
                "when": self.maybe(0.4)}

    def pathway(self, i):
        steps = [{"id": f"step-{i}-{k}", "service": self.rng.choice(sorted(SERVICES)), "when": self.maybe(0.4),
                  "limits": [self.due() for _ in range(self.rng.choice([0, 1, 2]))],
                  "targets": [self.due() for _ in range(self.rng.choice([0, 1]))]} for k in range(self.rng.randint(1, 3))]
        return {"id": f"pathway-{i}", "when": self.maybe(0.8), "steps": steps}

    def kind(self, i):
        facts = {}
        if self.rng.random() < 0.6:
            low, high = sorted((self.rng.choice(AGES), self.rng.choice(AGES)))
            facts["age"] = {"min": low, "max": high}
        if self.rng.random() < 0.4:
            facts["sex"] = self.rng.choice(SEXES)
        if self.rng.random() < 0.3:
            facts["hurt"] = self.rng.random() < 0.5
        if self.rng.random() < 0.4:
            facts["c"] = {self.rng.choice(["yes", "no"]): [self.rng.choice(sorted(TERMS))]}
        kind = {"id": f"kind-{i}", "facts": facts}
        if self.rng.random() < 0.6:
            kind["when"] = self.said()
        if self.rng.random() < 0.6:
            kind["before"] = {"incident": self.rng.choice(["PT1H", "PT20H"])}
        return kind

    def said_test(self):
        """A test as a study has it; its numbers may lie outside of what there is."""
        what = self.rng.randrange(4)
        if what == 0:
            ends = {"min": self.rng.randint(-1, 6), "max": self.rng.randint(-1, 6)}
            keys = self.rng.choice([["min"], ["max"], ["min", "max"]])
            return dict({"fact": "age"}, **{key: ends[key] for key in keys})
        if what == 1:
            return {"fact": "sex", "in": self.rng.sample(SEXES, self.rng.randint(1, 2))}
        if what == 2:
            return {"fact": "c", "in": self.rng.sample(sorted(TERMS), self.rng.randint(1, 2))}
        flag = self.rng.choice(FLAGS + ("derived",))
        return self.rng.choice([flag, {"fact": flag}])

    def said_condition(self, depth):
        """A condition as a study has it."""
        if depth == 3 or self.rng.random() < 0.4:
            return self.said_test()
        return {self.rng.choice(["all", "any", "not"]): [self.said_condition(depth + 1)
                                                         for _ in range(self.rng.randint(1, 3))]}

    def said(self):
        """What a kind has for its `when`."""
        if self.rng.random() < 0.3:
            return [self.said_condition(1) for _ in range(self.rng.randint(1, 3))]
        return self.said_condition(0) if self.rng.random() < 0.8 else "derived"

    # -- writing --------------------------------------------------------------------------------------------------

    def xml_condition(self, c):
        if c[0] == "age":
            return f'<test fact="age" min="{c[1]}" max="{c[2]}"/>'
        if c[0] == "sex":
            return f'<test fact="sex" in="{c[1]}"/>'
        if c[0] == "flag":
            return f'<test fact="{c[1]}"/>'
        if c[0] == "c":
            return f'<test fact="c" in="{" ".join(c[1])}"/>'
        if c[0] == "derived":
            return '<test fact="derived"/>'
        return f"<{c[0]}>" + "".join(self.xml_condition(p) for p in c[1]) + f"</{c[0]}>"

    def xml_when(self, c, tag="when", more=""):
        return f"<{tag}{more}>{self.xml_condition(c)}</{tag}>" if c else ""

    def xml_due(self, tag, due, number):
        inside = self.xml_when(due["when"])
        of = f' of="{due["of"]}"' if due["of"] != "report" else ""
        return f'<{tag} id="{number}" within="PT{due["within"] // HOUR}H"{of}>{inside}</{tag}>'

    def xml_offer(self, o):
        active = "" if o["active"] else ' active-until="2020-01-01"'
        hidden = ' visible-to="office"' if o["hidden"] else ""
        site = f' site="{o["site"]}"' if o["site"] else ""
        hours = f' hours="{o["hours"]}"' if o["hours"] else ""
        respond = f' respond-within="PT{o["respond"] // HOUR}H"' if o["respond"] else ""
        return (f'<actor id="{o["actor"]}" group="ngo"{active}{hidden}><offers service="{" ".join(o["services"])}" '
                f'at="{" ".join(o["at"])}"{site}{hours}{respond}>{self.xml_when(o["when"])}</offers></actor>')

    def xml_gate(self):
        plays = ""
        if self.gate_at:
            respond = f' respond-within="PT{self.gate // HOUR}H"' if self.gate else ""
            plays = f'<plays role="gate" at="{" ".join(self.gate_at)}"{respond}/>'
        return f'<actor id="keeper" group="civil">{plays}</actor>'

    def xml_step(self, s):
        dues = [self.xml_due("target", d, f"{s['id']}-t{i}") for i, d in enumerate(s["targets"])]
        dues += [self.xml_due("limit", d, f"{s['id']}-l{i}") for i, d in enumerate(s["limits"])]
        return f'<step id="{s["id"]}" service="{s["service"]}">{self.xml_when(s["when"])}{"".join(dues)}</step>'

    def xml(self):
        pathways = "".join(f'<pathway id="{p["id"]}">{self.xml_when(p["when"])}'
                           + "".join(self.xml_step(s) for s in p["steps"]) + "</pathway>" for p in self.pathways)
        missing = ' when-missing="direct"' if self.direct_when_missing else ""
        holds = ' if-open="holds"' if self.open_holds else ""
        return f"""<protocol xmlns="urn:refpath:protocol:1" id="brute" version="1" status="adopted" xml:lang="en">
<vocabulary><flag id="hurt"/><flag id="alone"/><number id="age" min="0" max="5" unit="year"/>
<choice id="sex"><term id="f"/><term id="m"/></choice>
<set id="c"><term id="a"><term id="a1"/><term id="a2"/></term><term id="b"/></set>
<flag id="derived">{self.xml_when(self.derived)}</flag></vocabulary>
<clocks><clock id="incident"/></clocks>
<places><place id="land"><place id="port"/><place id="hill"/><place id="camp"/></place></places>
<travel>{"".join(f'<link from="{a}" to="{b}" time="PT{t // HOUR}H"/>' for a, b, t in self.links)}</travel>
<services><service id="health"><service id="care"/><service id="tests"/></service><service id="shelter"/></services>
<groups><group id="mission"/><group id="civil"/><group id="ngo"/></groups>
<roles><role id="gate"/></roles>
<actors><actor id="office" group="mission"/>{self.xml_gate()}{"".join(self.xml_offer(o) for o in self.offers)}</actors>
<coordination><interface id="face" from="mission" to="ngo" through="gate"{missing}>
{self.xml_when(self.unless, "unless", holds)}</interface></coordination>
<pathways>{pathways}</pathways></protocol>
"""

    def study(self):
        study = {"kinds": self.kinds, "step-minutes": self.step // 60}
        if self.held:
            study["holder"] = "office"
        return study

    # -- the truth ------------------------------------------------------------------------------------------------

    def holds(self, c, case):
        if c is None:
            return True
        if c[0] == "age":
            return c[1] <= case["age"] <= c[2]
        if c[0] == "sex":
            return case["sex"] == c[1]
        if c[0] == "flag":
            return case[c[1]]
        if c[0] == "c":
            return any(case[term] for term in c[1])
        if c[0] == "derived":
            return self.holds(self.derived, case)
        parts = [self.holds(p, case) for p in c[1]]
        return {"all": all(parts), "any": any(parts), "not": not all(parts)}[c[0]]

    def says(self, when, case):
        """Whether the `when` of a kind holds."""
        if isinstance(when, str):
            return self.holds(self.derived, case) if when == "derived" else case[when]
        if isinstance(when, list):
            return all(self.says(part, case) for part in when)
        for key in ("all", "any", "not"):
            if key in when:
                parts = [self.says(part, case) for part in when[key]]
                return {"all": all(parts), "any": any(parts), "not": not all(parts)}[key]
        if when["fact"] == "age":
            return when.get("min", case["age"]) <= case["age"] <= when.get("max", case["age"])
        if when["fact"] == "sex":
            return case["sex"] in when["in"]
        return any(case[term] for term in when["in"]) if when["fact"] == "c" else self.says(when["fact"], case)

    def cases(self, kind):
        """Every case of a kind."""
        facts = kind["facts"]
        ages = [a for a in AGES if "age" not in facts or facts["age"]["min"] <= a <= facts["age"]["max"]]
        for age, sex, hurt, alone in itertools.product(ages, SEXES, (False, True), (False, True)):
            if facts.get("sex", sex) != sex or facts.get("hurt", hurt) != hurt:
                continue
            for terms in itertools.product((False, True), repeat=len(TERMS)):
                case = dict(zip(TERMS, terms), age=age, sex=sex, hurt=hurt, alone=alone)
                if any(case[t] and up and not case[up] for t, up in TERMS.items()):
                    continue  # a yes holds for what the term stands in
                said = facts.get("c", {})
                if any(not case[t] for t in said.get("yes", [])) or any(case[t] for t in said.get("no", [])):
                    continue
                if not kind.get("when") or self.says(kind["when"], case):
                    yield case

    def travel(self, start, end):
        far = {start: 0}
        named = {p for a, b, _ in self.links for p in (a, b)}
        if start == end:
            return 0
        if start not in named or end not in named:
            return None
        for _ in PLACES:
            for a, b, t in self.links + [(b, a, t) for a, b, t in self.links]:
                if a in far and far[a] + t < far.get(b, 10 ** 9):
                    far[b] = far[a] + t
        return far.get(end)

    def next_open(self, hours, at):
        if hours is None or hours == "24/7":
            return at
        week, rest = divmod(at, WEEK)
        spans = [(a * HOUR + w * WEEK, b * HOUR + w * WEEK) for w in (-1, 0, 1) for a, b in WEEKS[hours]]
        return week * WEEK + min(max(a, rest) for a, b in spans if b > rest)

    def on_path(self, case, place):
        """Seconds of who stands between the holder and a provider; None where the path is blocked."""
        if not self.held or (self.unless and self.holds(self.unless, case)):
            return 0
        if self.gate_at and ("land" in self.gate_at or place in self.gate_at):
            return self.gate
        return 0 if self.direct_when_missing else None

    def serves(self, offer, service, place, case):
        asks = any(s == service or SERVICES[s] == service for s in offer["services"])
        return (asks and offer["active"] and not offer["hidden"] and ("land" in offer["at"] or place in offer["at"])
                and self.holds(offer["when"], case))

    def times(self, service, place, case, report):
        """Of each provider: seconds from the report, or None where there is no way."""
        between = self.on_path(case, place)
        found = {}
        for offer in self.offers:
            if between is None or not self.serves(offer, service, place, case):
                continue
            way = 0 if offer["site"] is None else self.travel(place, offer["site"])
            if way is None:
                found[offer["actor"]] = None
                continue
            found[offer["actor"]] = self.next_open(offer["hours"], report + between + offer["respond"] + way) - report
        return found

    def steps_due(self, case):
        return [s for p in self.pathways if self.holds(p["when"], case) for s in p["steps"] if self.holds(s["when"], case)]

    def finishes(self, steps, which, case, kind):
        """Seconds from the report to each target or limit that counts."""
        before = {"PT1H": HOUR, "PT20H": 20 * HOUR}.get(kind.get("before", {}).get("incident"))
        found = []
        for step in steps:
            for due in step[which]:
                if due["of"] == "incident" and before is None or not self.holds(due["when"], case):
                    continue
                found.append(due["within"] - (before if due["of"] == "incident" else 0))
        return found
