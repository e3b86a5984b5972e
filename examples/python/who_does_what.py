#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Who does what where: a table for people, and CSV for a spreadsheet.

    who_does_what.py mission.xml [--at PLACE] [--lang fr] [--now 2026-11-23T12:00:00Z] [--csv who.csv]

A row for each service that an actor offers and each role that it plays. The CSV is UTF-8 with the mark by which
spreadsheets know it, has a row of HXL tags under its heads, and no cell in it is taken for a formula.
"""
import argparse
import csv
import pathlib
import sys

import refpath
from refpath import Kind

HEADS = ("Who", "Group", "What", "Where", "Contact", "Verified")
TAGS = ("#org+name", "#org+type", "#activity+name", "#adm+code", "#contact", "#date+verified")


def rows(protocol, at, language, now):
    """The rows, in document order."""
    def name(kind, ids):
        return ", ".join(protocol.label(kind, one, language) or one for one in ([ids] if isinstance(ids, str) else ids))

    for actor in protocol.who(at=at, now=now).actors:
        who = name(Kind.ACTOR, actor.id)
        group = name(Kind.GROUP, list(actor.groups)[-1:])
        contact = ", ".join(f"{one.by} {one.value}" for one in actor.contacts)
        verified = f"{actor.verified or 'never'}{' (stale)' if actor.stale else ''}"
        for offer in actor.offers:
            yield who, group, name(Kind.SERVICE, offer.service), name(Kind.PLACE, offer.at or ()), contact, verified
        for plays in actor.roles:
            yield who, group, name(Kind.ROLE, plays.role), name(Kind.PLACE, plays.at or ()), contact, verified


def harmless(cell):
    """A spreadsheet takes what begins like this for a formula."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell


def write_csv(file, table):
    """For spreadsheets."""
    with open(file, "w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEADS)
        writer.writerow(TAGS)
        writer.writerows([harmless(cell) for cell in row] for row in table)


def print_table(table):
    """For people."""
    widths = [min(max(len(row[i]) for row in [HEADS, *table]), 36) for i in range(len(HEADS))]
    for row in [HEADS, tuple("-" * width for width in widths), *table]:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


def main():
    """Reads the directory once."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("protocol", type=pathlib.Path)
    parser.add_argument("--at")
    parser.add_argument("--lang")
    parser.add_argument("--now", help="a moment instead of now")
    parser.add_argument("--csv", type=pathlib.Path)
    given = parser.parse_args()
    try:
        protocol = refpath.Protocol.load(given.protocol)
        table = list(rows(protocol, given.at, given.lang, given.now))
    except refpath.RefpathError as error:
        print(error, file=sys.stderr)
        return 2
    print_table(table)
    if given.csv:
        write_csv(given.csv, table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
