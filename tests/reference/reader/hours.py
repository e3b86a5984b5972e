# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The refpath authors
"""Opening hours: which spans a day has, and when the next of them begins."""
import re
from datetime import timedelta

from . import Wrong
from .times import local, on_wall

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
SPAN = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)\Z")
FARTHEST = 400
WHOLE_DAY = [(0, 1440)]


class Hours:
    """Absent: always open. A rule is (days, on holidays, spans): the last that fits a day takes it whole."""

    def __init__(self, text):
        self.always = text is None or text.strip() == "24/7"
        self.rules = [] if self.always else [self.rule(part) for part in text.split(";") if part.strip()]

    @staticmethod
    def rule(text):
        text = re.sub(r"\s*,\s*", ",", text.strip())
        days, holidays, spans, off = None, False, None, False
        for word in text.split():
            if word == "off":
                off = True
            elif word[0].isdigit():
                spans = [span for part in word.split(",") for span in (Hours.span(part),)]
            else:
                days, holidays = Hours.days(word)
        return days, holidays, [] if off else spans or WHOLE_DAY

    @staticmethod
    def span(text):
        match = SPAN.match(text)
        if not match:
            raise Wrong("opening hours")
        h1, m1, h2, m2 = (int(part) for part in match.groups())
        start, end = h1 * 60 + m1, h2 * 60 + m2
        return start, end if end > start else end + 1440

    @staticmethod
    def days(word):
        days, holidays = set(), False
        for part in word.split(","):
            if part == "PH":
                holidays = True
                continue
            first, _, last = part.partition("-")
            at, end = DAYS.index(first), DAYS.index(last or first)
            days.add(at)
            while at != end:
                at = (at + 1) % 7
                days.add(at)
        return days, holidays

    def spans(self, day, is_holiday):
        """The spans that begin on a day, in minutes."""
        found = []
        for days, holidays, spans in self.rules:
            if days is None or day.weekday() in days or (holidays and is_holiday(day)):
                found = spans
        return found

    def is_open(self, at, zone, is_holiday):
        if self.always:
            return True
        wall = local(at, zone)
        minute = wall.hour * 60 + wall.minute
        yesterday = wall.date() - timedelta(days=1)
        return (any(start <= minute < end for start, end in self.spans(wall.date(), is_holiday)) or
                any(start <= minute + 1440 < end for start, end in self.spans(yesterday, is_holiday)))

    def next_open(self, at, zone, is_holiday):
        """The moment itself where it is open then, else when the next span begins; nothing where none is near."""
        if self.is_open(at, zone, is_holiday):
            return at
        first = local(at, zone).date()
        for ahead in range(-1, FARTHEST + 1):
            day = first + timedelta(days=ahead)
            begins = [moment for start, _ in self.spans(day, is_holiday) for moment in self.begins(day, start, zone)]
            later = [moment for moment in begins if moment >= at and self.is_open(moment, zone, is_holiday)]
            if later:
                found = min(later)
                return found if found - at <= FARTHEST * 86400 else None
        return None

    @staticmethod
    def begins(day, start, zone):
        """When clocks on the wall reach a minute; one that is left out begins where clocks go on."""
        early, late = sorted(on_wall(day, start, zone))
        wall = local(early, zone)
        shown = wall.hour * 60 + wall.minute + 1440 * (wall.date() - day).days
        if shown != start:
            while early < late and Hours.shown(late - 60, zone, day) > start:
                late -= 60
            return [late]
        return [early, late]

    @staticmethod
    def shown(at, zone, day):
        wall = local(at, zone)
        return wall.hour * 60 + wall.minute + 1440 * (wall.date() - day).days
