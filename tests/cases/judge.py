# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""One expected sentence, and what is wrong with it in an answer."""
import plan_sentences
from wording import NotUnderstood, agreements, compare, contains, words

__all__ = ["NotUnderstood", "judge"]


def of_decision(text, answer):
    verb, _, rest = text.partition(" ")
    if verb == "decision":
        return compare(answer.get("decision"), rest)
    if verb == "asks":
        return compare(agreements(answer.get("missing", [])), set() if rest == "nothing" else set(rest.split(" + ")))
    if verb == "despite":
        return compare(answer.get("despite", []), words(rest))
    if verb == "rules":
        return contains(answer.get("rules", []), words(rest))
    if verb == "obligations":
        return contains(answer.get("obligations", []), words(rest))
    if text.startswith("depends on "):
        return compare([f["fact"] for f in answer.get("facts", [])], words(text[len("depends on "):]))
    return None


def of_path(text, answer):
    verb, _, rest = text.partition(" ")
    if verb == "path":
        return compare(answer.get("path"), rest.split(" > "))
    if verb == "state":
        return compare(answer.get("state"), rest)
    if verb == "interfaces":
        return compare(answer.get("interfaces", []), words(rest))
    if verb == "notify":
        return compare(answer.get("notify", []), [] if rest == "nobody" else words(rest))
    return None


def of_directory(text, answer):
    """finds A B | finds only A B | does not find A | A: duties D E / verified DATE / stale / fresh / roles R / contact C"""
    found = {a["id"]: a for a in answer["actors"]}
    if text.startswith("finds only "):
        return compare(sorted(found), sorted(words(text[len("finds only "):])))
    if text.startswith("finds "):
        return contains(list(found), words(text[len("finds "):]))
    if text.startswith("does not find "):
        return [f"found {w}" if w in found else None for w in words(text[len("does not find "):])]
    name, colon, rest = text.partition(": ")
    if not colon:
        return None
    if name not in found:
        return [f"{name} was not found"]
    actor, (verb, _, rest) = found[name], rest.partition(" ")
    if verb == "verified":
        return compare(actor.get("verified"), rest)
    if verb in ("stale", "fresh"):
        return compare(bool(actor.get("stale")), verb == "stale")
    if verb == "duties":
        return contains(actor.get("duties", []), words(rest))
    if verb == "roles":
        return contains([r["role"] for r in actor.get("roles", [])], words(rest))
    if verb == "groups":
        return contains(actor.get("groups", []), words(rest))
    if verb == "offers":
        return contains([s for o in actor.get("offers", []) for s in o["service"]], words(rest))
    if verb == "contact":
        return contains([c["value"] for c in actor.get("contacts", [])], [rest])
    return None


def of_tables(text, answer):
    """row TABLE: COLUMN VALUE; COLUMN VALUE | no row TABLE: COLUMN VALUE"""
    absent = text.startswith("no row ")
    if not absent and not text.startswith("row "):
        return None
    table, _, rest = text[len("no row " if absent else "row "):].partition(": ")
    rows = {t["id"]: t["rows"] for t in answer["tables"]}.get(table)
    if rows is None:
        return [f"there is no table {table}"]
    cells = [cell.split(None, 1) for cell in rest.split(";")]
    found = any(all(str(row.get(column, "")) == value.strip() for column, value in cells) for row in rows)
    return ["there is such a row" if absent else "there is no such row"] if found == absent else [None]


def judge(text, status, answer):
    """What is wrong, one for each thing said; None stands for what is right."""
    if text.startswith("status "):
        return compare(str(status), text[len("status "):])
    if text == "no problems":
        return compare(answer.get("problems", "none"), [])
    if "problems" in answer:
        return [f"no answer: {answer['problems']}"]
    for key, reader in (("steps", plan_sentences.of_plan), ("decision", of_decision), ("path", of_path), ("state", of_path),
                        ("actors", of_directory), ("tables", of_tables)):
        if key in answer:
            wrong = reader(text, answer)
            if wrong is None:
                break
            return wrong
    raise NotUnderstood(f"this sentence says nothing about such an answer: {text}")
