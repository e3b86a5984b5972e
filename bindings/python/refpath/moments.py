# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Moments, days and durations, in and out. The library counts seconds since 1970 in UTC."""
from __future__ import annotations

import datetime
import re

from refpath import core

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
SECOND = datetime.timedelta(seconds=1)
FIRST = -62_135_596_800  # 0001-01-01T00:00:00Z
LAST = 253_402_300_799  # 9999-12-31T23:59:59Z

Moment = datetime.datetime | int | str

_DURATION = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")


def _aware(moment: datetime.datetime) -> datetime.datetime:
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ValueError("a datetime without a time zone is not a moment; give one, such as datetime.timezone.utc")
    return moment


def seconds(moment: Moment | None) -> int:
    """Seconds since 1970 of a datetime with a time zone, a number or a text; None is now, by this machine's clock."""
    if moment is None:
        moment = datetime.datetime.now(datetime.timezone.utc)
    elif isinstance(moment, str):
        try:
            moment = datetime.datetime.fromisoformat(moment)
        except ValueError:
            raise ValueError("a moment is written as 2026-11-23T10:00:00Z") from None
    if isinstance(moment, datetime.datetime):
        return (_aware(moment) - EPOCH) // SECOND
    if isinstance(moment, bool) or not isinstance(moment, int):
        raise TypeError("a moment is a datetime with a time zone, a number of seconds since 1970, or a text")
    if not FIRST <= moment <= LAST:
        raise ValueError("a moment lies in the years 1 to 9999")
    return moment


def seconds_or_none(moment: Moment | None) -> int:
    """As seconds(), where None is no moment at all."""
    return core.NO_TIME if moment is None else seconds(moment)


def written(moment: datetime.date | datetime.datetime | str) -> str:
    """A moment or a day as the library reads it; a text stays as it is."""
    if isinstance(moment, datetime.datetime):
        utc = _aware(moment).astimezone(datetime.timezone.utc)
        return f"{utc.year:04}-{utc:%m-%dT%H:%M:%SZ}"
    if isinstance(moment, datetime.date):
        return moment.isoformat()
    return moment


def written_duration(duration: datetime.timedelta) -> str:
    """A duration in ISO 8601, in days, hours, minutes and seconds."""
    if duration < datetime.timedelta(0) or duration.microseconds:
        raise ValueError("a duration is a whole number of seconds, and not negative")
    hours, rest = divmod(duration.seconds, 3600)
    minutes, rest = divmod(rest, 60)
    days = f"{duration.days}D" if duration.days else ""
    clock = "".join(f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M"), (rest, "S")) if n)
    return f"P{days}" + (f"T{clock}" if clock else "") if days or clock else "PT0S"


def moment_of(since_1970: int, text: str) -> datetime.datetime | str:
    """A moment of an answer; the text where Python's calendar does not reach so far."""
    try:
        return EPOCH + datetime.timedelta(seconds=since_1970)
    except OverflowError:
        return text


def day_of(text: str) -> datetime.date | str:
    """A day of an answer."""
    try:
        return datetime.date.fromisoformat(text) if len(text) == 10 else text
    except ValueError:
        return text


def duration_of(text: str) -> datetime.timedelta | str:
    """A duration of an answer; the text where it has months or years, which have no fixed length."""
    found = _DURATION.fullmatch(text)
    if not found or text in ("P", "PT"):
        return text
    weeks, days, hours, minutes, secs = (int(part or 0) for part in found.groups())
    try:
        return datetime.timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=secs)
    except OverflowError:
        return text
