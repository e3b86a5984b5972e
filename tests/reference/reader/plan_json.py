# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""A plan as answers write it."""
from .ask import ask_json
from .facts import facts_json
from .providers import calls
from .times import iso


def share_json(plan, shares):
    return [decision.json(plan.protocol, {"item": item}, lambda name: plan.people.can_see(plan.holder, name))
            for item, decision in shares]


def seen(plan, names):
    return [name for name in names if plan.people.can_see(plan.holder, name)]


def via_json(plan, one):
    found = []
    for start, end, shares in one.via:
        entry = {"from": start, "to": end}
        if shares:
            entry["share"] = share_json(plan, shares)
        found.append(entry)
    return found


def candidate_json(plan, one):
    entry = {"actor": one.actor}
    if one.hidden:
        entry["hidden"] = True
    if one.offer is not None and one.offer.id:
        entry["offer"] = one.offer.id
    entry["state"] = one.state
    entry["certainty"] = one.certainty
    facts = facts_json(plan.protocol, one.depends)
    earliest = iso(one.earliest) if one.earliest is not None else None
    rest = (("facts", facts), ("earliest", earliest), ("path", one.path.path),
            ("notify", seen(plan, one.path.notify)), ("reasons", one.reasons), ("verified", one.verified),
            ("call", calls(plan.protocol, plan.facts, plan.people, plan.holder, one.path.path)),
            ("share", share_json(plan, one.share)), ("via", via_json(plan, one)))
    entry.update((key, value) for key, value in rest if value)
    return entry


def goal(step):
    return step.first.service if step.kind() == "service" else list(step.first.inform)


def items_if_json(plan, step):
    found = []
    for item, name, depends in step.main().items_if:
        entry = {"item": item, "step": name}
        if depends:
            entry["facts"] = facts_json(plan.protocol, depends)
        found.append(entry)
    return found


def cites(step):
    found = []
    for member in step.members:
        found.extend(cite for cite in member.cites if cite not in found)
    return found


def step_json(plan, step):
    target = step.target()
    late = target is not None and target < plan.facts.now and not step.is_done
    overdue = any(limit.owed for limit in step.limits) and not step.is_done
    entry = {"ids": step.ids, "kind": step.kind()}
    rest = (("goal", goal(step)), ("purpose", step.purpose()), ("certainty", step.certainty),
            ("facts", facts_json(plan.protocol, step.depends)), ("state", step.state),
            ("with", step.visit.first.id if step.visit else None),
            ("target", iso(target) if target is not None else None), ("late", late), ("overdue", overdue),
            ("limits", [limit.json() for limit in step.limits]), ("open-clocks", step.open_clocks),
            ("after", step.after), ("candidates", [candidate_json(plan, one) for one in step.candidates]),
            ("done", step.done))
    entry.update((key, value) for key, value in rest if value)
    if step.hidden_help is not None:
        entry["hidden-help"] = step.hidden_help
    rest = (("items-if", items_if_json(plan, step)),
            ("left-out", [{"actor": actor, "because": because} for actor, because in step.left_out]),
            ("escalate", step.escalate), ("cites", cites(step)))
    entry.update((key, value) for key, value in rest if value)
    return entry


def advice_json(plan, advice, certainty, depends):
    entry = {"id": advice.id} if advice.id else {}
    entry.update({"kind": advice.kind, "certainty": certainty})
    if depends:
        entry["facts"] = facts_json(plan.protocol, depends)
    if advice.cites:
        entry["cites"] = advice.cites
    return entry


def warnings_of(plan):
    """What is to be said of those who are shown: first of the ways to them, then of agreements."""
    shown = [one for step in plan.steps.all for one in step.candidates]
    found = [warning for one in shown for _, warning in one.path.warnings]
    decisions = [d for one in shown for shares in [one.share] + [shares for _, _, shares in one.via] for _, d in shares]
    if any(not lacking.by for decision in decisions for lacking in decision.all_missing()):
        found.append({"code": "nobody-left-to-ask", "args": {}})
    return [one for i, one in enumerate(found) if one not in found[:i]]


def plan_json(plan, head):
    answer = dict(head)
    rest = (("ask", ask_json(plan)), ("steps", [step_json(plan, step) for step in plan.order]),
            ("advice", [advice_json(plan, *one) for one in plan.advice]))
    answer.update((key, value) for key, value in rest if value)
    return answer, warnings_of(plan)
