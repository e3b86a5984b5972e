# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""asked.py <asked.txt >said.txt: what Python says to questions that are asked as the command is asked: a question a line,
its words with tabs between them; what is said ends with a zero byte. In the locale of the environment."""
import locale
import pathlib
import sys

import refpath

FLAGS = ("--csv", "--explain", "--json", "--plain")


def options_of(asked):
    """(positional, {option: value or True}) of an argument list of the command."""
    positional, options = [], {}
    words = iter(asked)
    for word in words:
        if not word.startswith("--"):
            positional.append(word)
        elif word in FLAGS:
            options[word[2:]] = True
        else:
            options[word[2:]] = next(words)
    return positional, options


def narrowed_to(o):
    """The study of a picture that is narrowed, or None."""
    return {key: o[option].split(",") for option, key in (("at", "places"), ("concern", "concern")) if option in o} or None


def drawn(told, asked):
    """The picture that the command is asked for."""
    positional, o = options_of(asked)
    view = "pathways" if len(positional) > 2 and o.get("of") == "pathways" else "own"
    return told.draw(o.get("format", "svg"), o.get("lang"), view=view).encode()


def answer(asked, protocols):
    """The answer of Python; of a check, the problems; a text of what is one."""
    (verb, name, *rest), o = options_of(asked)
    if verb == "analyse":
        name, rest = rest[0], [name]
    if verb == "check":
        return refpath.Protocol.load(pathlib.Path(name)).problems
    if name not in protocols:
        protocols[name] = refpath.Protocol.load(pathlib.Path(name))
    p = protocols[name]
    if verb == "report":
        return p.report(o.get("lang"), o["now"], place=o.get("place"), viewer=o.get("viewer"))
    if verb == "without":
        return p.without(*rest).draft().xml().decode()
    if verb == "offer":
        return p.with_offer(rest[0], **{key.replace("-", "_"): value for key, value in o.items()}).draft().xml().decode()
    if verb == "choices":
        return p.choices(rest[0])
    if verb == "who":
        narrowed = {key: o.get(key) for key in ("service", "role", "group", "duty", "at", "name", "viewer")}
        return p.who(now=o.get("now"), **narrowed)
    if verb == "path":
        case = p.case(pathlib.Path(o["case"])) if "case" in o else None
        return p.path(o["from"], o["to"], at=o.get("at"), purpose=o.get("purpose"), case=case, now=o["now"],
                      viewer=o.get("viewer"))
    if verb == "analyse" or (verb == "draw" and not rest):
        study = pathlib.Path(o["study"]) if "study" in o else narrowed_to(o)
        return p.analyse(rest[0] if rest else o.get("of", "pathways"), study, o["now"], viewer=o.get("viewer"),
                         min_cell=int(o.get("min-cell", 0)))
    case = p.case(pathlib.Path(rest[0]))
    if verb == "consent":
        return p.consent(case, item=o["item"], to=o["to"], purpose=o["purpose"], sender=o.get("from"), at=o["at"],
                         explain=o.get("explain", False))
    return (p.ask if verb == "ask" else p.plan)(case, now=o["now"])


def said(asked, protocols):
    """The bytes of the answer, or of its problems, as JSON, as SARIF or as a text."""
    o = options_of(asked)[1]
    language = o.get("lang")
    try:
        told = answer(asked, protocols)
    except refpath.RefpathError as error:
        told = error.problems
    if o.get("format") == "sarif":
        return told.sarif(language)
    if isinstance(told, str):
        return told.encode()
    if isinstance(told, refpath.Problems):
        return told.json(language) if "json" in o else told.text(language).encode()
    if asked[0] == "draw":
        return drawn(told, asked)
    if "csv" in o:
        return told.table(o.get("table")).to_csv()
    return told.json() if "json" in o else told.text(language, plain=o.get("plain", False)).encode()


def main():
    """All questions, in order."""
    locale.setlocale(locale.LC_ALL, "")
    protocols = {}
    for line in sys.stdin.buffer:
        sys.stdout.buffer.write(said(line.decode().rstrip("\n").split("\t"), protocols) + b"\0")


if __name__ == "__main__":
    main()
