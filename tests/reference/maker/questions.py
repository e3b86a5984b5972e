# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Questions about a case and about the directory, as arguments of the command."""
from .cases import holder, moment, seconds


def recipient(w):
    return w.pick(w.actor_ids() * 2 + w.roles * 2 + w.parties)


def consent_question(w, name, now, times):
    asked = ["consent", "protocol.xml", name, "--item", w.pick(w.items.ids), "--to", recipient(w), "--purpose",
             w.pick(w.aims())]
    if w.chance(0.4):
        asked += ["--from", holder(w)]
    later = [t for t in times if t > now]
    at = w.pick(later) if later and w.chance(0.3) else now + seconds(w.pick([0, 0, 0, 1, 3600, 90000]))
    asked += ["--at", moment(w, at)]
    if w.chance(0.6):
        asked.append("--explain")
    return asked


def path_ends(w):
    """Mostly those whom anybody may see, for the hidden are refused; often two with an interface between them."""
    seen = [a.id for a in w.actors if not a.hidden or w.chance(0.1)] or w.roles
    if w.interfaces and w.chance(0.6):
        inside, outside = ([i for i in w.those_in(side) if i in seen] for side in w.pick(w.interfaces))
        if inside and outside:
            return w.pick(inside), w.pick(outside)
    return w.pick(seen * 3 + w.roles), w.pick(seen * 3 + w.roles + w.parties)


def path_question(w, name, now):
    first, last = path_ends(w)
    asked = ["path", "protocol.xml", "--from", first, "--to", last]
    if name is None or w.chance(0.5):
        asked += ["--at", w.pick(w.places.ids)]
    if w.chance(0.6):
        asked += ["--purpose", w.pick(w.aims())]
    if name is not None:
        asked += ["--case", name]
    return asked + ["--now", moment(w, now)]


def who_question(w, now):
    asked = ["who", "protocol.xml"]
    options = [("--service", w.services.ids), ("--role", w.roles), ("--group", w.groups.ids), ("--at", w.places.ids)]
    if w.duties:
        options.append(("--duty", w.duties))
    for option, choices in w.some(options, 0, 2):
        asked += [option, w.pick(choices)]
    if w.chance(0.6):
        asked += ["--viewer", w.pick(w.members() + ["all"] * 3)]
    return asked + ["--now", moment(w, now)]


def case_questions(w, name, now, times):
    """A place in the case and one in the question must not both be missing: those without --at need the case's."""
    asked = [["plan", "protocol.xml", name, "--now", moment(w, now)], ["ask", "protocol.xml", name, "--now", moment(w, now)]]
    asked += [consent_question(w, name, now, times) for _ in range(4)]
    asked += [path_question(w, name, now) for _ in range(2)]
    return asked


def directory_questions(w):
    asked = [who_question(w, w.base) for _ in range(3)]
    return asked + [path_question(w, None, w.base) for _ in range(2)]
