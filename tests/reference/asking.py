# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""One question, asked of the command and of the reader, and what is different in the two answers."""
import contextlib
import io
import json
import os
import re
import signal
import traceback

from program import LONGEST, run_command
from reader.main import main as read

REFUSED = 2  # exit status: the question was wrong


class Captured(io.TextIOWrapper):
    """Standard output in memory, for whoever writes texts or bytes."""

    def __init__(self):
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)

    def bytes(self):
        self.flush()
        return self.buffer.getvalue()


def is_bad_news(answer):
    """Exit status 1: a sharing that is not permitted, nobody to be reached, a step that nobody can do."""
    if "decision" in answer:
        return answer["decision"] != "permitted"
    if answer.get("state") == "blocked":
        return True
    codes = [w["code"] for w in answer.get("warnings", [])]
    stuck = ("refused", "forbidden", "blocked", "no-provider", "window-closed")
    steps = [s for s in answer.get("steps", []) if s["certainty"] == "certain" and s["state"] in stuck]
    return "now" in answer and (bool(steps) or "holder-avoided" in codes)


def give_up(_number, _frame):
    raise TimeoutError("no answer within %d seconds" % LONGEST)


def ask_reader(asked, folder):
    """In this process, which is in the folder as long as it takes."""
    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(LONGEST)
    was = os.getcwd()
    out, errors = Captured(), io.StringIO()
    try:
        os.chdir(folder)
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
            status = read(asked)
        if status == 0 and is_bad_news(json.loads(out.bytes())):
            status = 1
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else REFUSED
    except Exception:  # pylint: disable=broad-except
        return -1, b"", traceback.format_exc().encode()
    finally:
        signal.alarm(0)
        os.chdir(was)
    return status, out.bytes(), errors.getvalue().encode()


def differences(a, b, path=""):
    """(key path, value here, value there) of what differs, in the order of the answer."""
    if isinstance(a, dict) and isinstance(b, dict):
        for key in list(a) + [k for k in b if k not in a]:
            if key not in a or key not in b:
                yield f"{path}.{key}", a.get(key, "(absent)"), b.get(key, "(absent)")
            else:
                yield from differences(a[key], b[key], f"{path}.{key}")
        if set(a) == set(b) and list(a) != list(b):
            yield path + " order of keys", list(a), list(b)
    elif isinstance(a, list) and isinstance(b, list):
        for i in range(max(len(a), len(b))):
            here = a[i] if i < len(a) else "(absent)"
            there = b[i] if i < len(b) else "(absent)"
            yield from differences(here, there, f"{path}[{i}]")
    elif a != b or type(a) is not type(b):
        yield path, a, b


def short(value):
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 300 else text[:300] + " ..."


def parsed(out):
    try:
        return json.loads(out)
    except ValueError:
        return None


def codes_of(out, errors):
    found = re.findall(r'"code":"([a-z0-9-]+)"', out.decode("utf-8", "replace"))
    return found or re.findall(r"\[([a-z0-9-]+)\]", errors.decode("utf-8", "replace"))


class Outcome:
    """The answers to one question side by side."""

    def __init__(self, command, asked, folder):
        self.asked = asked
        full = asked + ["--json"]
        self.status, self.out, self.errors = run_command(command, full, folder)
        self.read_status, self.read_out, self.read_errors = ask_reader(full, folder)

    def kind(self):
        """None where they agree, else what sort of disagreement it is."""
        if self.status < 0 or self.status > REFUSED:
            return "the command failed"
        if self.read_status < 0:
            return "the reader failed"
        if REFUSED in (self.status, self.read_status):
            return self.kind_of_refusal()
        if self.out != self.read_out:
            return "different answers"
        return None if self.status == self.read_status else "different exit status"

    def kind_of_refusal(self):
        if self.status != self.read_status:
            return "refused by the command alone" if self.status == REFUSED else "refused by the reader alone"
        if self.asked[0] in ("plan", "ask", "who"):
            return "refused by both"
        return None

    def found(self):
        a, b = parsed(self.out), parsed(self.read_out)
        if a is None or b is None:
            return []
        return list(differences(a, b))

    def signature(self):
        """The same for what is probably the same reason."""
        kind = self.kind()
        if kind == "different answers":
            found = self.found()
            return kind, re.sub(r"\[\d+\]", "[]", found[0][0]) if found else ""
        if kind == "refused by the command alone":
            return kind, " ".join(sorted(set(codes_of(self.out, self.errors))))
        if kind == "the reader failed":
            return kind, self.read_errors.decode().strip().splitlines()[-1]
        return kind, ""

    def told(self, most=6):
        lines = [f"    {self.kind()}: exit status {self.status}, by the reader {self.read_status}"]
        found = self.found() if self.kind() == "different answers" else []
        for path, here, there in found[:most]:
            lines += [f"    at {path or '.'}", f"        command: {short(here)}", f"        reader:  {short(there)}"]
        if len(found) > most:
            lines.append(f"    and {len(found) - most} more")
        if not found:
            lines += self.told_raw()
        return "\n".join(lines)

    def told_raw(self):
        lines = []
        for name, out, errors in (("command", self.out, self.errors), ("reader", self.read_out, self.read_errors)):
            text = (errors or out).decode("utf-8", "replace").strip()
            lines.append(f"        {name}: " + text[-1500:].replace("\n", "\n            "))
        return lines
