# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""What can be said about a plan."""
from wording import NotUnderstood, agreements, compare, contains, words

STATES = ("done", "ready", "needs-consent", "needs-facts", "waiting", "refused", "forbidden", "blocked", "no-provider",
          "window-closed")


def find_step(answer, name):
    for step in answer["steps"]:
        if name in step["ids"]:
            return step
    return None


def limit_is(step, rest):
    """TIME [closed|overdue] [passed]: one of the limits of the step"""
    time, *more = words(rest)
    for limit in step.get("limits", []):
        if limit.get("at") == time:
            says = {limit["then"]} | ({"passed"} if limit.get("passed") else {"open"})
            return [None if set(more) <= says else f"the limit is {sorted(says)}"]
    return [f"its limits are {step.get('limits', [])}"]


def all_parts(decision):
    """A decision with its parts: (item, decision)"""
    yield decision["item"], decision
    for part in decision.get("parts", []):
        yield part.get("item", decision["item"]), part


def shared_with(candidate):
    """(recipient, decision) for every item that passes, at each hop"""
    for decision in candidate.get("share", []):
        yield candidate["actor"], decision
    for hop in candidate.get("via", []):
        for decision in hop.get("share", []):
            yield hop["to"], decision


def of_sharing(verb, rest, first):
    decisions = first.get("share", [])
    if verb == "shares":
        return compare({d["item"] for d in decisions}, set() if rest == "nothing" else set(words(rest)))
    if verb == "asks":
        found = set().union(*(agreements(d.get("missing", [])) for _, d in shared_with(first)))
        return compare(found, set() if rest == "nothing" else set(rest.split(" + ")))
    if verb == "may":
        return compare({d["item"] for d in decisions if d["decision"] == "permitted"}, set(words(rest)) - {"share"})
    if verb in ("refuses", "forbids"):
        word = "refused" if verb == "refuses" else "forbidden"
        return compare({d["item"] for d in decisions if d["decision"] == word}, set(words(rest)))
    if verb == "obligations":
        return contains([o for d in decisions for o in d.get("obligations", [])], words(rest))
    if verb == "rules":
        return contains([r for d in decisions for r in d.get("rules", [])], words(rest))
    return None


def of_candidates(verb, rest, step):
    candidates = step.get("candidates", [])
    actors = [c["actor"] for c in candidates]
    if verb == "actors":
        return compare(actors, words(rest))
    if verb == "actor":
        return contains(actors, words(rest))
    if verb == "left":
        out, _, because = rest.removeprefix("out ").partition(" because ")
        found = [(entry["actor"], entry["because"]["code"]) for entry in step.get("left-out", [])]
        return contains(found, [(out, because)])
    if not candidates:
        return ["nobody can do it"]
    first = candidates[0]
    if verb == "first":
        return compare(first["actor"], rest.removeprefix("actor "))
    if verb == "path":
        return compare(first["path"], rest.split(" > "))
    if verb == "notify":
        return compare(first.get("notify", []), [] if rest == "nobody" else words(rest))
    if verb == "earliest":
        return compare(first.get("earliest"), rest)
    if verb == "reasons":
        return contains([r["code"] for r in first.get("reasons", [])], words(rest))
    return of_sharing(verb, rest, first)


def of_step(phrase, step):
    verb, _, rest = phrase.partition(" ")
    if phrase in STATES:
        return compare(step["state"], phrase)
    if phrase in ("certain", "possible"):
        return compare(step["certainty"], phrase)
    if phrase in ("late", "overdue", "not late", "not overdue"):
        word = phrase.split()[-1]
        return compare(bool(step.get(word)), phrase == word)
    if verb == "by":
        return compare(step.get("target", "no time"), rest)
    if verb == "limit":
        return limit_is(step, rest)
    if verb == "clock":
        return contains(step.get("open-clocks", []), words(rest.removesuffix(" unknown")))
    if verb == "with":
        return compare(step.get("with"), rest)
    if verb == "after":
        return compare(step.get("after", []), words(rest))
    if phrase.startswith("same as "):
        return contains(step["ids"], words(rest.removeprefix("as ")))
    if phrase.startswith("depends on "):
        return compare([f["fact"] for f in step.get("facts", [])], words(rest.removeprefix("on ")))
    if phrase.startswith("escalates to "):
        return contains(step.get("escalate", {}).get("to", []), words(rest.removeprefix("to ")))
    if phrase.startswith("escalates at "):
        return compare(step.get("escalate", {}).get("at"), rest.removeprefix("at "))
    if phrase.startswith("hidden help "):
        return compare(step.get("hidden-help", []), words(rest.removeprefix("help ")))
    if verb == "purpose":
        return compare(step.get("purpose"), rest)
    return of_candidates(verb, rest, step)


def never(rest, answer):
    """never ITEM... [to ACTOR...]: in no step, at no hop"""
    items, _, recipients = rest.partition(" to ")
    items, recipients = set(words(items)), set(words(recipients))
    seen = []
    for step in answer["steps"]:
        for candidate in step.get("candidates", []):
            for recipient, decision in shared_with(candidate):
                for item, part in all_parts(decision):
                    if item in items and part["decision"] != "forbidden" and (not recipients or recipient in recipients):
                        seen.append(f"{step['ids'][0]} gives {item} to {recipient}")
    return [", ".join(sorted(set(seen))) or None]


def asked_parties(answer):
    return {party for step in answer["steps"] for candidate in step.get("candidates", [])
            for _, decision in shared_with(candidate) for a in decision.get("missing", []) for party in a["by"]}


def named_actors(answer):
    """Who takes part in anything: candidates, those on a path, those told."""
    for step in answer["steps"]:
        yield from step.get("escalate", {}).get("to", [])
        for candidate in step.get("candidates", []):
            yield from [candidate["actor"], *candidate.get("path", []), *candidate.get("notify", [])]


def of_advice(text, answer):
    found = {a["id"]: a for a in answer.get("advice", [])}
    name, *more = words(text)
    if name not in found:
        return [f"the advice is {sorted(found)}"]
    return [None if w in (found[name]["kind"], found[name]["certainty"]) else f"it is {found[name]}" for w in more] or [None]


def of_questions(text, answer):
    asked = [a["fact"] for a in answer.get("ask", [])]
    if text == "asks nothing":
        return compare(asked, [])
    if text.startswith("asks only "):
        return compare(asked, words(text.removeprefix("asks only ")))
    if text.startswith("asks first "):
        return compare(asked[:1], words(text.removeprefix("asks first ")))
    if text.startswith("does not ask "):
        return [f"asks {w}" if w in asked else None for w in words(text.removeprefix("does not ask "))]
    return contains(asked, words(text.removeprefix("asks ")))


def of_plan(text, answer):
    verb, _, rest = text.partition(" ")
    if verb == "step":
        name, colon, phrases = rest.partition(": ")
        step = find_step(answer, name)
        if not colon:
            raise NotUnderstood("a colon is missing")
        if step is None:
            return [f"there is no step {name}"]
        wrong = []
        for phrase in phrases.split("; "):
            said = of_step(phrase.strip(), step)
            if said is None:
                raise NotUnderstood(f"nothing can be said about a step like this: {phrase}")
            wrong += said
        return wrong
    if text.startswith("no step "):
        return [f"step {w} is in the plan" if find_step(answer, w) else None for w in words(text.removeprefix("no step "))]
    if verb == "order":
        places = [next((n for n, s in enumerate(answer["steps"]) if name in s["ids"]), -1) for name in rest.split(" < ")]
        return [None if places == sorted(places) and places[0] >= 0 else f"they stand at {places}"]
    if verb == "never":
        if rest.startswith("asks "):
            return [f"{w} is asked" if w in asked_parties(answer) else None for w in words(rest.removeprefix("asks "))]
        return never(rest, answer)
    if verb == "nowhere":
        there = set(named_actors(answer))
        return [f"{w} takes part" if w in there else None for w in words(rest)]
    if verb == "advice":
        return of_advice(rest, answer)
    if text.startswith("no advice "):
        found = [a["id"] for a in answer.get("advice", [])]
        return [f"{w} is advised" if w in found else None for w in words(text.removeprefix("no advice "))]
    if verb == "warning":
        return contains([w["code"] for w in answer.get("warnings", [])], words(rest))
    if verb == "asks" or text.startswith("does not ask "):
        return of_questions(text, answer)
    return None
