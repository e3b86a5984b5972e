# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""What to ask next: the open facts on which something depends, and no others."""
from .facts import fact_order, join
from .path import path_depends


def step_depends(plan, step):
    """The facts on which a step depends: whether it is there, and of its first candidate all but times and rank."""
    if step.is_done or step.is_closed():
        return {}
    found = [step.depends]
    if step.candidates:
        first = step.candidates[0]
        found.append(first.depends)
        found.append(path_depends(plan.protocol, plan.facts, plan.people, plan.holder, first.actor, step.purpose()))
        for shares in [first.share] + [shares for _, _, shares in first.via]:
            found.extend(decision.depends for _, decision in shares)
    return join(*found)


def question(plan, name, terms, steps):
    entry = {"fact": name}
    fact = plan.protocol.facts.get(name)
    if terms:
        entry["terms"] = [term for term in fact.terms if term in terms]
    if fact is not None and fact.ask_by and not plan.people.counts_for(plan.holder, fact.ask_by):
        entry["by"] = fact.ask_by[0]
    if steps:
        entry["for"] = steps
    return entry


def ask_json(plan):
    needs = [(step.first.id, step_depends(plan, step)) for step in plan.order]
    needs += [(None, depends) for _, _, depends in plan.advice]
    terms = join(*(depends for _, depends in needs))
    facts = plan.protocol.facts
    asked, entries = set(plan.facts.unknown), []
    for _, depends in needs:
        new = [name for name in depends if name not in asked]
        new.sort(key=lambda n: (n in facts and facts[n].every, n in facts and facts[n].sensitive,
                                fact_order(plan.protocol, n)))
        for name in new:
            steps = [step for step, other in needs if step and name in other]
            entries.append(question(plan, name, terms[name], steps))
        asked.update(new)
    return entries
