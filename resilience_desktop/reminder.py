"""Reckon the days of a reminder, and write them as an entry for any calendar.

The program does nothing while it is closed; so the calendar does the reminding. What the entry
says is the same for everyone, and no word of a person is in it.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from .settings import Rhythm

WORDS = "A quiet quarter of an hour, if you like"
_MOST_OF_MONTH = 4
"""How many of each weekday every month has."""
_WEEKS = {"weekly": 1, "fortnightly": 2}


def first_day(weekday: int, today: date) -> date:
    """Return the next day that is this weekday (0 is Monday), today among them."""
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def is_due(rhythm: Rhythm, first: date, today: date) -> bool:
    """Tell whether a reminder that began on its first day falls on this one.

    A monthly one falls on the same weekday of the month as the first: every second Sunday, say. One that
    begins on a fifth, which few months have, goes on with the fourth.
    """
    if rhythm == "off" or today < first or today.weekday() != first.weekday():
        return False
    if rhythm == "monthly":
        return today == first or _which_of_month(today) == min(_which_of_month(first), _MOST_OF_MONTH)
    return (today - first).days % (7 * _WEEKS[rhythm]) == 0


def calendar_entry(rhythm: Rhythm, first: date) -> bytes:
    """Return the reminder as an iCalendar file (RFC 5545), an event of the whole day without a sound."""
    day = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[first.weekday()]
    if rhythm == "monthly":
        rule = f"FREQ=MONTHLY;BYDAY={min(_which_of_month(first), _MOST_OF_MONTH)}{day}"
    else:
        rule = f"FREQ=WEEKLY;INTERVAL={_WEEKS[rhythm]};BYDAY={day}"
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Resilience//Reminder//EN",
        "BEGIN:VEVENT",
        f"UID:{uuid4()}",
        f"DTSTAMP:{first:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"RRULE:{rule}",
        f"SUMMARY:{WORDS.replace(',', chr(92) + ',')}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return ("\r\n".join(lines) + "\r\n").encode("ascii")


def _which_of_month(day: date) -> int:
    """Return 1 for the first of its weekday in the month, up to 5."""
    return (day.day - 1) // 7 + 1
