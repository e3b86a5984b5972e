#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Makes a large protocol, and a case to plan in it, for measuring.

usage: protocol.py [--regions N] [--actors N] [--rules N] [--seed N] FOLDER

Writes FOLDER/protocol.xml and FOLDER/case.json; the same arguments give the same bytes. The directory is that of a whole
country: regions of ten districts of ten towns, eighty services, and actors spread evenly over them, each with one to three
roles and three to five offers. Rules test about six facts each of the thirteen there are.
"""
import argparse
import os
import random

DISTRICTS, TOWNS = 10, 10               # in a region; in a district
FAMILIES, SERVICES = 10, 8              # services in a family of services
CONCERNS, GROUPS = 40, 4
ROLES = ["adviser", "police", "police-focal-point", "social-worker", "case-worker", "health-worker", "counsellor", "lawyer",
         "teacher", "judge", "camp-manager", "midwife", "tracing-officer", "observer", "interpreter", "foster-carer",
         "driver", "radio-operator", "archivist", "inspector"]
GATEKEEPERS = ROLES[:3]
PURPOSES = ["coordination", "monitoring", "reporting", "investigation", "research", "training", "budget", "statistics"]
ITEMS = ["name", "photo", "age-and-sex", "whereabouts", "school", "family", "injuries", "diagnosis", "account", "suspect",
         "legal-status", "wishes"]
CAREGIVERS = ["supportive", "absent", "unsafe", "unknown"]
STAGES = ["intake", "assessment", "plan", "follow-up", "closed"]
DANGERS = ["none", "later", "soon", "now"]
HOURS = ["24/7", "Mo-Fr 08:00-16:00", "Mo-Fr 08:00-16:00; PH off", "Mo-Sa 07:30-18:00", "Mo-Fr 09:00-12:00,13:00-17:00",
         "Tu,Th 10:00-15:00", "Mo-Su 06:00-22:00", "Sa-Su 08:00-12:00", "Mo-We 08:00-14:00; Fr 08:00-11:30"]
RESPOND = ["PT30M", "PT1H", "PT2H", "PT4H", "PT8H", "P1D", "P2D", "P3D"]
BEGINNINGS = ["House of", "Centre for", "Clinic of", "Union of", "Friends of", "Office of", "School of", "Hope for"]
ENDS = ["the Port", "the Hill", "Saint Anne", "the River", "the Market", "Girls", "Boys", "Families", "the Lake", "the Old Town"]
STEPS = 12


def region(i):
    return "region-%d" % i


def district(i):
    return "district-%02d" % i


def town(i):
    return "town-%03d" % i


def service(i):
    return "service-%02d" % i


def family(i):
    return "services-%d" % i


class Maker:
    def __init__(self, given, write):
        self.r = random.Random(given.seed)
        self.write = write
        self.regions = given.regions
        self.n_actors = given.actors
        self.n_rules = given.rules

    def pick(self, words, least, most):
        """Some words, in their own order."""
        chosen = set(self.r.sample(range(len(words)), self.r.randint(least, most)))
        return " ".join(words[i] for i in sorted(chosen))

    def date(self):
        return "20%02d-%02d-%02d" % (self.r.randint(24, 26), self.r.randint(1, 10), self.r.randint(1, 28))

    def vocabulary(self):
        w = self.write
        w('  <vocabulary>\n    <number id="age" min="0" max="17" unit="year" since="birth"/>\n')
        for name, terms in (("sex", ["female", "male"]), ("caregiver", CAREGIVERS), ("stage", STAGES), ("danger", DANGERS)):
            w('    <choice id="%s">%s</choice>\n' % (name, "".join('<term id="%s"/>' % t for t in terms)))
        w('    <set id="concern">\n')
        for i in range(0, CONCERNS, 8):
            w('      <term id="concerns-%d">%s</term>\n'
              % (i // 8, "".join('<term id="concern-%02d"/>' % k for k in range(i, i + 8))))
        w("    </set>\n")
        for name in ("refugee", "urgent", "ill"):
            w('    <flag id="%s"/>\n' % name)
        w('  </vocabulary>\n  <clocks><clock id="birth"/><clock id="incident"/></clocks>\n')

    def places(self):
        w = self.write
        w('  <places>\n    <place id="country" time-zone="Africa/Lagos">\n')
        for r in range(self.regions):
            w('      <place id="%s">\n' % region(r))
            for d in range(r * DISTRICTS, (r + 1) * DISTRICTS):
                w('        <place id="%s">\n' % district(d))
                for t in range(d * TOWNS, (d + 1) * TOWNS):
                    w('          <place id="%s"/>\n' % town(t))
                w("        </place>\n")
            w("      </place>\n")
        w("    </place>\n  </places>\n  <travel>\n")
        for d in range(self.regions * DISTRICTS):
            for t in range(d * TOWNS, (d + 1) * TOWNS - 1):
                w('    <link from="%s" to="%s" time="PT%dM"/>\n' % (town(t), town(t + 1), self.r.randint(10, 90)))
            if d > 0:
                w('    <link from="%s" to="%s" time="PT%dH"/>\n'
                  % (town(d * TOWNS - 1), town(d * TOWNS), self.r.randint(1, 5)))
        w("  </travel>\n")

    def lists(self):
        w = self.write
        w("  <items>%s</items>\n" % "".join('<item id="%s"/>' % i for i in ITEMS))
        w("  <purposes>%s</purposes>\n" % "".join('<purpose id="%s"/>' % p for p in PURPOSES))
        w('  <parties><party id="child"/><party id="parent"/><party id="supervisor"/></parties>\n  <services>\n')
        for f in range(FAMILIES):
            w('    <service id="%s">%s</service>\n'
              % (family(f), "".join('<service id="%s"/>' % service(f * SERVICES + s) for s in range(SERVICES))))
        w("  </services>\n  <groups>\n")
        for g in ("mission", "external"):
            w('    <group id="%s">%s</group>\n' % (g, "".join('<group id="%s-%d"/>' % (g, i) for i in range(GROUPS))))
        w("  </groups>\n  <roles>\n")
        for role in ROLES:
            w('    <role id="%s"%s/>\n' % (role, ' group="mission"' if role in GATEKEEPERS else ""))
        w("  </roles>\n")

    def around(self, t):
        """A place that a service in this town is for."""
        kind = self.r.random()
        if kind < 0.98:
            return town(t)
        return district(t // TOWNS) if kind < 0.998 else region(t // TOWNS // DISTRICTS)

    def offer(self, t):
        w, r = self.write, self.r
        w('      <offers service="%s" at="%s"' % (service(r.randrange(FAMILIES * SERVICES)), self.around(t)))
        if r.random() < 0.5:
            w(' site="%s"' % town(t))
        if r.random() < 0.6:
            w(' hours="%s"' % r.choice(HOURS))
        if r.random() < 0.8:
            w(' respond-within="%s"' % r.choice(RESPOND))
        if r.random() < 0.2:
            w(' capacity="%d" per="P1D"' % r.randint(1, 30))
        if r.random() < 0.1:
            w('><when><test fact="age" max="%d"/></when></offers>\n' % r.choice([5, 11, 14]))
        else:
            w("/>\n")

    def actor(self, i):
        w, r = self.write, self.r
        t = i % (self.regions * DISTRICTS * TOWNS)
        w('    <actor id="actor-%06d" group="external-%d" verified="%s"%s>\n'
          % (i, r.randrange(GROUPS), self.date(), ' visible-to="case-worker adviser"' if r.random() < 0.02 else ""))
        w("      <label>%s %s %d</label>\n" % (r.choice(BEGINNINGS), r.choice(ENDS), i))
        if r.random() < 0.2:
            w('      <label xml:lang="fr">Maison num\u00e9ro %d</label>\n' % i)
        for role in r.sample(ROLES[len(GATEKEEPERS):], r.choice([1, 2, 2, 3])):
            w('      <plays role="%s" at="%s" respond-within="%s"/>\n' % (role, town(t), r.choice(RESPOND)))
        for _ in range(r.choice([3, 3, 4, 4, 5])):
            self.offer(t)
        w('      <contact by="phone"%s>+000 %03d %06d</contact>\n' % (' secure="true"' if r.random() < 0.2 else "", r.randrange(1000), i))
        w('      <contact by="email">actor-%06d@example.org</contact>\n' % i)
        w("    </actor>\n")

    def actors(self):
        w = self.write
        w("  <actors>\n")
        for i, role in enumerate(GATEKEEPERS):
            w('    <actor id="mission-%s" group="mission-%d"><plays role="%s" at="country" respond-within="PT2H"/></actor>\n'
              % (role, i, role))
        w('    <actor id="post" group="mission-3"><plays role="police" at="country"/></actor>\n')
        for i in range(self.n_actors):
            self.actor(i)
        w("  </actors>\n")

    def coordination(self):
        self.write('  <coordination>\n    <interface id="out" from="mission" to="external" through="adviser"/>\n'
                   '    <interface id="up" from="mission-3" to="mission-0" through="police-focal-point"/>\n  </coordination>\n')

    def pathways(self):
        w = self.write
        w('  <pathways>\n    <pathway id="usual">\n      <when><test fact="concern" in="concerns-0"/></when>\n')
        for i in range(STEPS):
            if i % 4 == 3:
                what = 'inform="%s" purpose="coordination"' % GATEKEEPERS[i // 4 % 3]
            else:
                what = 'service="%s"' % service(5 * i)
            w('      <step id="step-%02d" %s share="age-and-sex wishes"><target within="P%dD"/></step>\n' % (i, what, i + 1))
        w("    </pathway>\n")
        for i in range(1, CONCERNS // 8):
            w('    <pathway id="further-%d"><when><test fact="concern" in="concerns-%d"/></when>'
              '<step id="further-step-%d" service="%s"/></pathway>\n' % (i, i, i, service(i)))
        w("  </pathways>\n")

    def test(self, fact, **more):
        self.write('<test fact="%s"%s/>' % (fact, "".join(' %s="%s"' % (k.rstrip("_"), v) for k, v in more.items())))

    def condition(self):
        r = self.r
        if r.random() < 0.9:
            self.test("purpose", in_=self.pick(PURPOSES + [family(i) for i in range(FAMILIES)], 1, 4))
        if r.random() < 0.8:
            self.test("recipient", in_=self.pick(ROLES, 1, 6))
        if r.random() < 0.9:
            self.test("item", in_=self.pick(ITEMS, 1, 5))
        if r.random() < 0.6:
            low = r.choice([0, 6, 10, 12, 14, 15])
            self.test("age", min=low, max=r.choice([a for a in (5, 9, 11, 13, 14, 17) if a >= low]))
        if r.random() < 0.55:
            self.test("concern", in_=self.pick(["concern-%02d" % i for i in range(CONCERNS)], 1, 8))
        if r.random() < 0.35:
            self.test("danger", in_=" ".join(DANGERS[r.randint(1, 3):]))
        if r.random() < 0.4:
            self.test("place", in_=region(r.randrange(self.regions)) if r.random() < 0.5 else district(r.randrange(self.regions * DISTRICTS)))
        if r.random() < 0.3:
            self.test("caregiver", in_=self.pick(CAREGIVERS, 1, 3))
        if r.random() < 0.15:
            self.test("sex", in_=r.choice(["female", "male"]))
        if r.random() < 0.25:
            self.test("stage", in_=self.pick(STAGES, 1, 3))
        if r.random() < 0.25:
            self.test(r.choice(["refugee", "urgent", "ill"]))

    def rules(self):
        w, r = self.write, self.r
        w('  <consent>\n    <rule id="base" effect="require"><agreement by="child parent" valid-for="P180D"/></rule>\n')
        for i in range(self.n_rules):
            effect = r.choices(["permit", "require", "forbid"], [5, 4, 1])[0]
            w('    <rule id="rule-%04d" effect="%s"><when>' % (i, effect))
            self.test("age", min=0)  # so that no condition is empty
            self.condition()
            w("</when>")
            if effect == "require":
                w('<agreement by="%s"%s/>' % (r.choice(["child", "parent", "child parent"]), r.choice(["", ' form="written"'])))
            w("</rule>\n")
        w("  </consent>\n")


CASE = """{"id": "bench", "holder": "post", "place": "%s",
 "clocks": {"report": "2026-11-23T10:00:00Z", "incident": "2026-11-22T20:00:00Z", "birth": "2013-05-02"},
 "facts": {"sex": "female", "caregiver": "supportive", "stage": "intake", "danger": "none", "concern": ["concern-03"],
  "refugee": false, "urgent": false, "ill": false},
 "consents": [{"by": "child", "given": true, "at": "2026-11-23T10:05:00Z", "kind": "consent", "form": "written", "items": "all", "recipients": "all", "purposes": "all"},
  {"by": "parent", "given": true, "at": "2026-11-23T10:05:00Z", "kind": "consent", "form": "written", "items": "all", "recipients": "all", "purposes": "all"}]}
"""


def write(made_by, given):
    """protocol.xml in the folder given; whoever made it knows how much of what there is."""
    os.makedirs(given.folder, exist_ok=True)
    with open(os.path.join(given.folder, "protocol.xml"), "w", encoding="utf-8", newline="\n") as file:
        maker = made_by(given, file.write)
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n'
                   '<protocol xmlns="urn:refpath:protocol:1" id="bench" version="1" status="example" xml:lang="en">\n')
        maker.vocabulary()
        maker.places()
        maker.lists()
        maker.actors()
        maker.coordination()
        maker.pathways()
        maker.rules()
        file.write("</protocol>\n")
    return maker


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--regions", type=int, default=10)
    parser.add_argument("--actors", type=int, default=100000)
    parser.add_argument("--rules", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("folder")
    given = parser.parse_args()
    write(Maker, given)
    with open(os.path.join(given.folder, "case.json"), "w", encoding="utf-8", newline="\n") as file:
        file.write(CASE % town(given.regions * DISTRICTS * TOWNS // 2 + 7))


if __name__ == "__main__":
    main()
