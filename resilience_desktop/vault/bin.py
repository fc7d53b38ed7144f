"""Keep reflections that were deleted for thirty days, then remove them from the file for good."""

from __future__ import annotations

from collections.abc import Iterable

from resilience_desktop.workbook import Binned, Clock, Moment

from . import reflections, removal, schema
from .connection import Database
from .versions import Watch

DAY_MS = 86_400_000
KEPT_MS = 30 * DAY_MS
"""How long a reflection lies in the bin, in milliseconds."""

MOST_AT_ONCE_MS = 15 * DAY_MS
"""The most time that is believed to have passed since the bin was last looked at, in milliseconds.

A clock that jumps forward therefore never empties the bin at once, and takes fifteen of the thirty
days at most; one that was turned back is believed as well, so that nothing lies there for ever.
"""

_WORTH_NOTING_MS = 3_600_000


class Bin:
    """Put reflections in, back, or away for good, over a vault's open database."""

    def __init__(self, database: Database, clock: Clock, watch: Watch) -> None:
        self._database = database
        self._clock = clock
        self._watch = watch

    def put_in(self, reflection_id: int) -> None:
        """Move a reflection to the bin. Raises ResilienceError when it is not there."""
        at = self._clock()
        with schema.changing(self._database):
            reflections.find(self._database, reflection_id)
            self._database.change(
                "INSERT OR IGNORE INTO bin (id, binned_ms, binned_zone, seen_ms) VALUES (?, ?, ?, ?)",
                (reflection_id, at.utc_ms, at.zone, at.utc_ms),
            )

    def put_back(self, reflection_id: int) -> None:
        """Take a reflection out of the bin, as it was. Raises ResilienceError when it is not there."""
        with schema.changing(self._database):
            reflections.find(self._database, reflection_id)
            self._database.change("DELETE FROM bin WHERE id = ?", (reflection_id,))

    def holds(self, reflection_id: int) -> bool:
        """Tell whether a reflection lies in the bin."""
        return bool(self._database.rows("SELECT 1 FROM bin WHERE id = ?", (reflection_id,)))

    def is_empty(self) -> bool:
        """Tell whether nothing lies in the bin."""
        return not self._database.rows("SELECT 1 FROM bin LIMIT 1")

    def contents(self) -> tuple[Binned, ...]:
        """Return what lies in the bin, the newest reflection first."""
        binned = {
            number: Moment(at, zone)
            for number, at, zone in self._database.rows("SELECT id, binned_ms, binned_zone FROM bin")
        }
        found = reflections.summaries(self._database, binned=True)
        return tuple(Binned(summary, binned[summary.id]) for summary in found)

    def empty(self) -> None:
        """Remove everything in the bin from the vault's file for good.

        Raises Damaged when something of it is left, DiskFull, NotAllowed.
        """
        self._remove([number for (number,) in self._database.rows("SELECT id FROM bin")])

    def tidy(self) -> bool:
        """Remove what has lain in the bin for thirty days; tell whether anything did.

        It belongs behind each unlocking. It finishes as well what an earlier removal could not.
        """
        now, old = self._clock().utc_ms, []
        for number, seen, age in self._database.rows("SELECT id, seen_ms, age_ms FROM bin"):
            passed = min(max(now - seen, -MOST_AT_ONCE_MS), MOST_AT_ONCE_MS)
            if abs(passed) >= _WORTH_NOTING_MS:
                self._age(number, now, max(0, age + passed))
            if age + passed >= KEPT_MS:
                old.append(number)
        if old:
            self._remove(old)
        elif removal.is_unfinished(self._database):
            removal.finish(self._database)
        return bool(old)

    def _age(self, reflection_id: int, seen_ms: int, age_ms: int) -> None:
        """Note how long a reflection has lain there; that is no change of what the vault holds."""
        with self._database.transaction():
            self._database.change(
                "UPDATE bin SET seen_ms = ?, age_ms = ? WHERE id = ?", (seen_ms, age_ms, reflection_id)
            )

    def _remove(self, ids: Iterable[int]) -> None:
        """Remove reflections from the file for good."""
        self._watch.forget()  # the ids of answers are given again
        with removal.removing(self._database):
            for number in ids:
                for table, column in _WHERE_IT_STANDS:
                    self._database.change(f"DELETE FROM {table} WHERE {column} = ?", (number,))  # noqa: S608  fixed names
        removal.finish(self._database)


_WHERE_IT_STANDS = (
    ("marks", "reflection"),
    ("versions", "reflection"),
    ("check_ins", "reflection"),
    ("answers", "reflection"),
    ("bin", "id"),
    ("reflections", "id"),
)
"""The tables that hold something of a reflection, and the columns with its id; its own comes last."""
