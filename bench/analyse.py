#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Makes a large protocol to analyse, and studies of it.

usage: analyse.py [--actors N] [--regions N] [--seed N] FOLDER

Writes FOLDER/protocol.xml, FOLDER/direct.json (nobody in particular holds the cases) and FOLDER/held.json (a police post
does, with gatekeepers between it and the providers). The country is that of protocol.py; each actor has about ten
relations: five or six offers, two roles, a group, an office that it is part of. Half of all steps have limits, some of
them for some cases only; one provider in ten takes children up to an age.
"""
import argparse
import os
import random

import protocol

OFFICES = 500


class Maker(protocol.Maker):
    def __init__(self, given, write):
        super().__init__(given, write)
        self.relations = 0

    def offer(self, t):
        self.relations += 1
        super().offer(t)

    def actor(self, i):
        w, r = self.write, self.r
        t = i % (self.regions * protocol.DISTRICTS * protocol.TOWNS)
        w('    <actor id="actor-%06d" group="external-%d" verified="%s"%s>\n      <label>Actor %d</label>\n'
          % (i, r.randrange(protocol.GROUPS), self.date(), "" if i < OFFICES else ' part-of="actor-%06d"' % r.randrange(OFFICES), i))
        self.relations += 1 + (i >= OFFICES)
        for role in r.sample(protocol.ROLES[len(protocol.GATEKEEPERS):], r.choice([1, 2, 2, 3])):
            w('      <plays role="%s" at="%s" respond-within="%s"/>\n' % (role, protocol.town(t), r.choice(protocol.RESPOND)))
            self.relations += 1
        for _ in range(r.choice([6, 6, 6, 6, 7])):
            self.offer(t)
        w("    </actor>\n")

    def coordination(self):
        self.write('  <coordination>\n    <interface id="out" from="mission" to="external" through="adviser">'
                   '<unless><test fact="urgent"/></unless></interface>\n'
                   '    <interface id="up" from="mission-3" to="mission-0" through="police-focal-point"/>\n  </coordination>\n')

    def pathways(self):
        w = self.write
        w('  <pathways>\n    <pathway id="usual">\n      <when><test fact="concern" in="concerns-0"/></when>\n')
        for i in range(protocol.STEPS):
            if i % 4 == 3:
                what = 'inform="%s" purpose="coordination"' % protocol.GATEKEEPERS[i // 4 % 3]
            else:
                what = 'service="%s"' % protocol.service(5 * i)
            w('      <step id="step-%02d" %s share="age-and-sex wishes"><target within="P%dD"/>' % (i, what, i + 1))
            if i % 2 == 0:
                w('<limit within="P%dD" then="overdue"/>' % (i + 2))
            if i % 4 == 2:
                w('<limit within="P%dD" then="overdue"><when><test fact="age" max="9"/></when></limit>' % (i // 2 + 1))
            w("</step>\n")
        w("    </pathway>\n")
        for i in range(1, protocol.CONCERNS // 8):
            w('    <pathway id="further-%d"><when><test fact="concern" in="concerns-%d"/></when>'
              '<step id="further-step-%d" service="%s"/></pathway>\n' % (i, i, i, protocol.service(i)))
        w("  </pathways>\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--actors", type=int, default=10000)
    parser.add_argument("--regions", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("folder")
    given = parser.parse_args()
    given.rules = 20
    maker = protocol.write(Maker, given)
    for name, study in (("direct", "{}"), ("held", '{"holder": "post"}')):
        with open(os.path.join(given.folder, name + ".json"), "w", encoding="utf-8", newline="\n") as file:
            file.write(study + "\n")
    print("%d actors, %d relations" % (given.actors, maker.relations))


if __name__ == "__main__":
    main()
