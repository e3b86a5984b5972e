# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Questions that are wrong: words that are not there, cases and documents that nobody can read."""
import json

NAMES = ("--item", "--to", "--purpose", "--from", "--service", "--role", "--name", "--viewer")
STRANGE = ("nobody", "x" * 300, "é", "unknown-1", "ⵟ😀", "a b", "İI")


def broken_words(asked, chance):
    """A question with something in it that is not there; None where it has nothing to break."""
    places = [i + 1 for i, word in enumerate(asked) if word in NAMES]
    if not places:
        return None
    asked = list(asked)
    asked[chance.choice(places)] = chance.choice(STRANGE)
    return asked


def broken_bytes(content, chance):
    """A document with some bytes changed."""
    content = bytearray(content)
    at = chance.randrange(len(content))
    content[at:at + chance.choice((1, 1, 1, 40))] = chance.choice((b"", b"<", b'"', b"\0", b"\xff", b"nonsense", b"9"))
    return bytes(content)


def changed(case, **what):
    """A case that says something else."""
    return json.dumps({**case, **what}, ensure_ascii=False).encode("utf-8", "surrogatepass")


def wrong_cases(chance, case):
    """Cases that are none, or that say what cannot be."""
    whole = json.dumps(case, ensure_ascii=False).encode()
    fact = next(iter(case["facts"]), "age")
    yield from (b"", b"{", b"[]", b"null", b"7", b'"a"', b"{}{}", whole[:len(whole) // 2], whole + b"x", b"\xef\xbb\xbf" + whole,
                b'{"id":"a\\ud800"}', b'{"id":"a\\u0000b"}', b'{"id":"\xff"}', b'{"id":1,"id":2}',
                b'{"facts":{"age":1e999}}', b'{"facts":{"age":99999999999999999999}}', b'{"facts":{"age":1.5}}',
                b"[" * 5000 + b"]" * 5000, b'{"a":' * 600 + b"1" + b"}" * 600, b'{"id":"' + b"x" * 100_000 + b'"}')
    yield changed(case, name="nobody may see this")
    yield changed(case, holder="nobody")
    yield changed(case, holder=7)
    yield changed(case, place=["a"])
    yield changed(case, clocks={"birth": "tomorrow"})
    yield changed(case, clocks={"nothing": "2026"})
    yield changed(case, facts={**case["facts"], fact: {"min": 9, "max": 1}})
    yield changed(case, facts={**case["facts"], fact: chance.choice([None, "", [], {}, "😀", -1, 2 ** 40])})
    yield changed(case, facts={"ⵟ": True})
    yield changed(case, consents=[{"by": "child"}])
    yield changed(case, consents=[{"by": "child", "given": "yes", "at": "never"}])
    yield changed(case, done=[{"step": "nothing", "at": "2026-01-01T00:00:00Z", "outcome": "served"}])
    yield changed(case, avoid=["nobody", 7])
    yield changed(case, unknown=["age", "nothing"])
