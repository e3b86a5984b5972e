# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Moments as seconds since 1970, durations, days in a zone."""
import re
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from . import Wrong

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)((?:\[[^][]+\])*)\Z")
ZONE = re.compile(r"\[!?([A-Za-z._][A-Za-z0-9._/+-]*)\]")
TAG = re.compile(r"\[(!?)([a-z_][a-z0-9_-]*)=([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)\]")
DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?\Z")
DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?\Z")
UTC = ZoneInfo("UTC")


def moment(text):
    """The seconds of a moment with a zone."""
    match = MOMENT.match(text) if isinstance(text, str) else None
    if not match:
        raise Wrong("a moment is expected")
    year, month, day, hour, minute, second, zone, brackets = match.groups()
    offset = timezone.utc
    if zone != "Z":
        sign = -1 if zone[0] == "-" else 1
        offset = timezone(sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[4:6])))
    try:
        at = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second or 0), tzinfo=offset)
    except ValueError:
        raise Wrong("a moment is expected") from None
    check_brackets(at, zone in ("Z", "-00:00"), brackets)
    return seconds_of(at)


def check_brackets(at, anywhere, brackets):
    """The zone is known and has the offset that is written; nothing else has to be heeded but the usual calendar."""
    zone = ZONE.match(brackets)
    if zone:
        try:
            offset = at.astimezone(ZoneInfo(zone.group(1))).utcoffset()
        except (KeyError, ValueError, OSError):
            raise Wrong("a zone is not known") from None
        if not anywhere and abs(offset - at.utcoffset()) > timedelta(seconds=30):
            raise Wrong("an offset is not that of the zone")
        brackets = brackets[zone.end():]
    while brackets:
        tag = TAG.match(brackets)
        if not tag:
            raise Wrong("a moment is expected")
        critical, key, value = tag.groups()
        if value not in ("gregory", "iso8601") if key == "u-ca" else critical:
            raise Wrong("brackets that cannot be heeded")
        brackets = brackets[tag.end():]


def seconds_of(at):
    gap = at - EPOCH
    return gap.days * 86400 + gap.seconds


def iso(seconds):
    """A moment as answers write it."""
    return (EPOCH + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def duration(text):
    """The seconds of a duration of days and less; nothing for an absent one."""
    if text is None:
        return None
    match = DURATION.match(text.strip())
    if not match:
        raise Wrong("a duration is expected")
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return ((days * 24 + hours) * 60 + minutes) * 60 + seconds


def duration_text(seconds):
    """A duration as answers write it, the largest units first."""
    days, rest = divmod(seconds, 86400)
    hours, rest = divmod(rest, 3600)
    minutes, rest = divmod(rest, 60)
    text = "".join("%d%s" % part for part in ((hours, "H"), (minutes, "M"), (rest, "S")) if part[0])
    if not days and not text:
        return "PT0S"
    return "P" + ("%dD" % days if days else "") + ("T" + text if text else "")


def local(seconds, zone):
    """What clocks on the wall of a zone show."""
    return (EPOCH + timedelta(seconds=seconds)).astimezone(zone)


def on_wall(day, minutes, zone):
    """Both moments at which clocks on the wall show a minute of a day: the same twice but when clocks go back."""
    wall = datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)
    return [seconds_of(wall.replace(tzinfo=zone, fold=fold)) for fold in (0, 1)]


def first_second(day, zone):
    return on_wall(day, 0, zone)[0]


def span_of_date(text, zone):
    """From the first second to the last of a day, a month or a year."""
    match = DATE.match(text)
    if not match:
        raise Wrong("a day, a month or a year is expected")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        start = date(year, month or 1, day or 1)
    except ValueError:
        raise Wrong("a day, a month or a year is expected") from None
    if day:
        after = start + timedelta(days=1)
    elif month:
        after = date(year + month // 12, month % 12 + 1, 1)
    else:
        after = date(year + 1, 1, 1)
    return first_second(start, zone), first_second(after, zone) - 1


def full_months(born, today):
    """Months that are full: on the same day of a later month, or on the first of the next where there is none."""
    months = (today.year - born.year) * 12 + today.month - born.month
    return months - 1 if today.day < born.day else months


def full_years(born, today):
    """Years that are full, by the day; who is born on a leap day turns on the first of March in other years."""
    years = today.year - born.year
    return years - 1 if (today.month, today.day) < (born.month, born.day) else years


UNITS = {"day": 86400, "hour": 3600, "minute": 60}


def count(unit, since, at, zone):
    """How many whole units have passed from one moment to another."""
    if unit in UNITS:
        return (at - since) // UNITS[unit]
    born, today = local(since, zone).date(), local(at, zone).date()
    return full_months(born, today) if unit == "month" else full_years(born, today)
