"""Choose which backups stay: the newest ones, then one of each day, week and month.

What is newer is told by sequence numbers alone. A clock that was wrong can put a backup under another
day's name; it can make no backup older than the one before it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import islice

from resilience_desktop.workbook import Moment

NEWEST = 10


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}"


def _week(at: datetime) -> str:
    year, week, _ = at.isocalendar()
    return f"{year}-{week}"


def _month(at: datetime) -> str:
    return f"{at:%Y-%m}"


PERIODS: tuple[tuple[Callable[[datetime], str], int], ...] = ((_day, 7), (_week, 5), (_month, 12))
"""How a moment's period is named, and of how many periods the newest backup stays."""


def kept(backups: Mapping[int, Moment]) -> frozenset[int]:
    """Return which sequence numbers stay, given when each was made; the highest is always among them."""
    newest_first = sorted(backups.items(), reverse=True)
    staying = {sequence for sequence, _ in newest_first[:NEWEST]}
    for name_of, periods in PERIODS:
        newest: dict[str, int] = {}
        for sequence, made in newest_first:
            newest.setdefault(name_of(made.local()), sequence)
        staying.update(islice(newest.values(), periods))
    return frozenset(staying)
