# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""The command: the same arguments as `refpath plan|consent|path|ask|who ... --json`, the same bytes."""
import argparse
import json
import os
import sys
from xml.etree import ElementTree

if __package__ in (None, ""):
    sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    __package__ = "reader"

from reader import Wrong
from reader.consent import consent
from reader.facts import Facts
from reader.path import path
from reader.people import People
from reader.plan import ask, plan
from reader.protocol import Protocol
from reader.times import moment
from reader.who import who

CASE_OPTIONS = {"plan": (), "ask": (), "consent": ("item", "to", "purpose", "from")}
OTHER_OPTIONS = {"path": ("from", "to", "purpose", "case", "viewer"),
                 "who": ("service", "role", "group", "name", "duty", "viewer")}


def unique(pairs):
    """A JSON object in which no key stands twice."""
    if len({key for key, _ in pairs}) < len(pairs):
        raise Wrong("a key stands twice")
    return dict(pairs)


def read_case(name, folder):
    if name == "-":
        text = sys.stdin.buffer.read()
    else:
        with open(os.path.join(folder, name), "rb") as file:
            text = file.read()
    return json.loads(text.decode("utf-8"), object_pairs_hook=unique)


def protocol_warnings(protocol, facts):
    """What is to be said of the protocol itself, first of all."""
    documents, found = protocol.documents, []
    today = facts.today
    if today < (documents.outer.get("valid-from") or today):
        found.append({"code": "not-valid-yet", "args": {}})
    if today > (documents.earliest("valid-until", "included-until") or today):
        found.append({"code": "no-longer-valid", "args": {}})
    review = documents.earliest("review-by")
    if review is not None and today > review:
        found.append({"code": "review-due", "args": {"since": review}})
    status = documents.outer.get("status") or "draft"
    if status != "adopted":
        found.append({"code": "not-adopted", "args": {"status": status}})
    found.extend({"code": "guard-dropped", "args": {"ref": name}} for name in documents.guards)
    return found


def answer_question(protocol, verb, case, question):
    """The whole answer to one question as JSON would have it."""
    facts = Facts(protocol, case, question["now"])
    people = People(protocol, facts)
    if verb in ("plan", "ask"):
        body, warnings = {"plan": plan, "ask": ask}[verb](protocol, facts, people)
    else:
        if verb == "consent" and question.get("from") is None:
            question = {**question, "from": case.get("holder")}
        body, warnings = {"consent": consent, "path": path, "who": who}[verb](protocol, facts, people, question)
    outer = protocol.documents.outer
    found = {"protocol": {"id": outer.get("id"), "version": outer.get("version"),
                          "status": outer.get("status") or "draft", "fingerprint": protocol.documents.fingerprint()}}
    warnings = protocol_warnings(protocol, facts) + warnings
    if warnings:
        found["warnings"] = [one for i, one in enumerate(warnings) if one not in warnings[:i]]
    found.update(body)
    return found


def arguments(argv):
    parser = argparse.ArgumentParser(prog="reader")
    verbs = parser.add_subparsers(dest="verb", required=True)
    for verb, names in {**CASE_OPTIONS, **OTHER_OPTIONS}.items():
        one = verbs.add_parser(verb)
        one.add_argument("protocol")
        if verb in CASE_OPTIONS:
            one.add_argument("case")
        one.add_argument("--json", action="store_true")
        one.add_argument("--explain", action="store_true")
        for name in names + ("at", "now"):
            one.add_argument("--" + name, dest=name if name != "case" else "known")
    return vars(parser.parse_args(argv))


STUCK = ("refused", "forbidden", "blocked", "no-provider", "window-closed")


def status_of(verb, found):
    """The exit status of the command: 1 where the answer is bad news."""
    if verb == "consent":
        return int(found["decision"] != "permitted")
    if verb == "path":
        return int(found["state"] == "blocked")
    if verb != "plan":
        return 0
    avoided = any(warning["code"] == "holder-avoided" for warning in found.get("warnings", []))
    return int(avoided or any(step["certainty"] == "certain" and step["state"] in STUCK
                              for step in found.get("steps", [])))


def ask_as_told(asked, folder):
    verb = asked["verb"]
    protocol = Protocol(os.path.join(folder, asked["protocol"]))
    name = asked.get("case") or asked.get("known")
    case = read_case(name, folder) if name else {}
    if verb == "path" and asked["at"]:
        case = {**case, "place": asked["at"]}
    elif verb == "path" and not name:
        raise Wrong("a place is expected")
    now = asked["at"] if verb == "consent" and asked["at"] else asked["now"]
    return answer_question(protocol, verb, case, {**asked, "now": moment(now)})


def answer(args, folder):
    """The exit status of a command line, asked in a folder, and what it prints."""
    try:
        asked = arguments(args)
    except SystemExit:
        return 2, b""
    try:
        found = ask_as_told(asked, str(folder))
    except (Wrong, OSError, json.JSONDecodeError, UnicodeDecodeError, ElementTree.ParseError) as wrong:
        print("reader: %s: %s" % (type(wrong).__name__, wrong), file=sys.stderr)
        return 2, b""
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return status_of(asked["verb"], found), text.encode("utf-8") + b"\n"


def main(argv):
    status, text = answer(argv, ".")
    sys.stdout.buffer.write(text)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
