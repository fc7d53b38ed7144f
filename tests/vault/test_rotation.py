from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from resilience_desktop.vault import rotation
from resilience_desktop.workbook import Moment

DAY = 86_400_000
START = 1_795_376_460_000  # a Sunday evening, 22 November 2026

moments = st.builds(
    Moment, st.integers(0, 4_000_000_000_000), st.sampled_from(["+00:00", "-09:30", "+13:00"])
)


def daily(count: int, step: int = DAY) -> dict[int, Moment]:
    return {number: Moment(START + number * step) for number in range(1, count + 1)}


@given(st.dictionaries(st.integers(1, 10**9), moments, max_size=80))
def test_the_newest_ten_stay_whatever_the_clock_says_and_what_stays_is_bounded(made):
    staying = rotation.kept(made)
    assert staying <= set(made)
    assert set(sorted(made)[-10:]) <= staying
    assert len(staying) <= 10 + 7 + 5 + 12


@given(st.dictionaries(st.integers(1, 10**9), moments, max_size=60))
def test_letting_go_twice_lets_no_more_go(made):
    staying = rotation.kept(made)
    assert rotation.kept({number: made[number] for number in staying}) == staying


def test_a_day_is_told_by_its_own_clock():
    late, early = Moment(START, "+01:00"), Moment(START, "+13:00")  # Sunday evening, Monday morning
    made = daily(12) | {20 + n: Moment(START) for n in range(10)} | {15: late, 16: early}
    assert {15, 16} - rotation.kept(made) == {15}  # one Sunday is among the newest, a Monday among the days


def test_a_year_of_days_leaves_the_last_days_weeks_and_months():
    staying = rotation.kept(daily(400))
    assert set(range(391, 401)) <= staying
    dates = sorted(Moment(START + number * DAY).local().date() for number in staying)
    assert dates[0] > Moment(START + 30 * DAY).local().date()
    assert len({(date.year, date.month) for date in dates}) == 12
    assert len({date.isocalendar()[:2] for date in dates[-14:]}) >= 5


def test_kept_day_by_day_for_three_years_it_is_the_same():
    kept: dict[int, Moment] = {}
    for number, made in daily(1000).items():
        kept[number] = made
        staying = rotation.kept(kept)
        assert number in staying
        kept = {each: kept[each] for each in staying}
    assert set(kept) == rotation.kept(daily(1000))


def test_a_hundred_in_one_evening_leave_the_newest_ten():
    assert rotation.kept(daily(100, step=1000)) == set(range(91, 101))


def test_a_clock_that_was_years_ahead_takes_nothing_newer_away():
    ahead = {number: Moment(START + 4000 * DAY + number) for number in range(1, 6)}
    later = {number: Moment(START + number * DAY) for number in range(6, 40)}
    staying = rotation.kept(ahead | later)
    assert set(range(30, 40)) <= staying
    assert max(set(ahead) & staying) == 5
