from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resilience_desktop.workbook import Moment, moment, now

OFFSETS = st.integers(-14 * 60, 14 * 60).map(
    lambda minutes: f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
)
YEARS_1_TO_9999 = st.integers(-62_135_596_800_000, 253_402_300_799_999)
YEARS_2_TO_9998 = st.integers(-62_104_060_800_000, 253_370_764_799_999)


def test_it_reads_as_people_in_that_place_said_it(clock):
    written = clock()
    assert written.day() == "22 November 2026"
    assert written.time() == "20:41"
    assert written.iso() == "2026-11-22T20:41:00.000+01:00[Europe/Berlin]"


def test_the_same_instant_reads_differently_elsewhere(clock):
    elsewhere = Moment(clock().utc_ms, "-08:00[America/Los_Angeles]")
    assert (elsewhere.day(), elsewhere.time()) == ("22 November 2026", "11:41")


@given(st.builds(Moment, YEARS_2_TO_9998, OFFSETS))
def test_its_text_can_be_read_back_to_the_millisecond(written):
    parsed = datetime.fromisoformat(written.iso())
    elapsed = parsed - datetime(1970, 1, 1, tzinfo=UTC)
    assert elapsed // timedelta(milliseconds=1) == written.utc_ms


@given(st.builds(Moment, YEARS_1_TO_9999, OFFSETS | st.text()))
def test_the_edge_of_the_calendar_breaks_no_page(written):
    assert written.day()
    assert written.time()


@given(st.text())
def test_an_unreadable_zone_counts_as_utc(zone):
    assert Moment(0, zone + "?").local().utcoffset() == timedelta()


def test_moments_sort_by_time_and_not_by_place():
    assert Moment(1, "+00:00") < Moment(2, "+14:00") < Moment(3, "-12:00")


def test_now_is_now_in_this_place():
    before = int(time.time() * 1000)
    present = now()
    assert before <= present.utc_ms <= int(time.time() * 1000)
    assert present.zone in ("+01:00[Europe/Berlin]", "+02:00[Europe/Berlin]")


@pytest.mark.parametrize("name", ["", ":", "CET-1CEST,M3.5.0,M10.5.0/3", "Europe/Berlin]\n", "x" * 65])
def test_a_zone_without_a_plain_name_is_told_by_its_offset_alone(monkeypatch, name):
    monkeypatch.setenv("TZ", name)
    monkeypatch.setattr(moment.Path, "readlink", lambda _path: moment.Path("/somewhere"))
    assert "[" not in now().zone


@given(st.builds(Moment, st.integers(-(10**13), 10**14), OFFSETS))
def test_what_is_written_is_read_back(written):
    assert Moment.parse(written.iso()) == written


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2026-11-22", "2026-11-22T20:41:00", "2026-11-22T20:41:00Z[x y]"]
)
def test_a_time_without_an_offset_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        Moment.parse(text)


def test_each_month_has_its_english_name():
    days = [Moment.parse(f"2026-{month:02}-09T12:00:00.000+00:00").day() for month in range(1, 13)]
    assert " ".join(days) == (
        "9 January 2026 9 February 2026 9 March 2026 9 April 2026 9 May 2026 9 June 2026 "
        "9 July 2026 9 August 2026 9 September 2026 9 October 2026 9 November 2026 9 December 2026"
    )
