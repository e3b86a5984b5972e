# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""The words of expected sentences."""


class NotUnderstood(Exception):
    """A sentence that means nothing, which is as bad as one that is wrong."""


def words(text):
    return text.replace(",", " ").split()


def plain(value):
    return " ".join(sorted(value)) if isinstance(value, set) else value


def compare(found, expected):
    if found == expected:
        return [None]
    if isinstance(expected, set):
        found, expected = " + ".join(sorted(found)) or "nothing", " + ".join(sorted(expected)) or "nothing"
    return [f"found {found}, expected {expected}"]


def contains(found, expected):
    if not expected:
        raise NotUnderstood("nothing is named")
    return [None if e in found else f"{e} is not in {found}" for e in expected]


def agreement(a):
    """caregiver consent written; child assent naming purpose; trusted-adult or case-worker consent recorded"""
    said = " or ".join(a["by"]) + " " + a["kind"]
    if "form" in a and a["form"] != "spoken":
        said += " " + a["form"]
    if a.get("naming"):
        said += " naming " + " ".join(a["naming"])
    return said


def agreements(missing):
    return {agreement(a) for a in missing}
