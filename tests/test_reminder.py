"""A reminder: the days it falls on, and the calendar's entry, which holds no word of a person."""

from datetime import date, timedelta

import pytest

from resilience_desktop.reminder import WORDS, calendar_entry, first_day, is_due

SUNDAY = date(2026, 11, 29)


def days(rhythm, first, count=120):
    return [
        first + timedelta(days=n) for n in range(count) if is_due(rhythm, first, first + timedelta(days=n))
    ]


def test_it_begins_on_the_next_such_day_today_among_them():
    assert first_day(6, date(2026, 11, 25)) == SUNDAY
    assert first_day(6, SUNDAY) == SUNDAY
    assert first_day(0, SUNDAY) == SUNDAY + timedelta(days=1)


@pytest.mark.parametrize(("rhythm", "step"), [("weekly", 7), ("fortnightly", 14)])
def test_it_falls_on_every_such_day_and_on_no_other(rhythm, step):
    assert days(rhythm, SUNDAY) == [SUNDAY + timedelta(days=n) for n in range(0, 120, step)]


def test_a_monthly_one_falls_on_the_same_sunday_of_each_month():
    first = date(2026, 12, 13)  # the second one
    assert days("monthly", first, 110) == [first, date(2027, 1, 10), date(2027, 2, 14), date(2027, 3, 14)]


def test_a_fifth_sunday_counts_as_the_fourth():
    assert days("monthly", SUNDAY, 40) == [SUNDAY, date(2026, 12, 27)]


def test_a_fourth_sunday_is_not_followed_by_the_fifth():
    first = SUNDAY - timedelta(days=7)
    assert days("monthly", first, 40) == [first, date(2026, 12, 27)]


def test_it_is_off_until_asked_for_and_before_its_first_day():
    assert not is_due("off", SUNDAY, SUNDAY)
    assert not is_due("weekly", SUNDAY, SUNDAY - timedelta(days=7))


@pytest.mark.parametrize(
    ("rhythm", "rule"),
    [
        ("weekly", "FREQ=WEEKLY;INTERVAL=1;BYDAY=SU"),
        ("fortnightly", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU"),
        ("monthly", "FREQ=MONTHLY;BYDAY=4SU"),
    ],
)
def test_the_calendars_entry_says_the_rhythm_and_one_sentence(rhythm, rule):
    lines = calendar_entry(rhythm, SUNDAY - timedelta(days=7)).decode("ascii").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert f"RRULE:{rule}" in lines
    assert "DTSTART;VALUE=DATE:20261122" in lines
    assert f"SUMMARY:{WORDS}".replace(",", "\\,") in lines
    assert not any(line.startswith(("ORGANIZER", "ATTENDEE", "DESCRIPTION", "LOCATION")) for line in lines)
