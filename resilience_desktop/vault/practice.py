"""Keep what a person wants kept of their practice, and their own words beside it."""

from __future__ import annotations

from resilience_desktop.workbook import Clock, Moment
from resilience_desktop.workbook.practice import Kept, OwnWords, Sitting

from . import schema
from .connection import Database
from .exact import to_bytes, to_text

_SENTENCE, _SUPPORT = "sentence", "support"


class Practice:
    """Read and write it in an open vault; each change is one transaction."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def own_words(self) -> OwnWords:
        """Return the sentence of the practice and the people to turn to; empty where there are none."""
        return OwnWords(self._words(_SENTENCE), self._words(_SUPPORT))

    def set_support(self, support: str) -> None:
        """Keep whom the person can turn to."""
        with schema.changing(self._database):
            self._set(_SUPPORT, support)

    def keep(self, sentence: str | None, *sittings: Sitting) -> None:
        """Keep a new sentence and times of practice, as far as there are such; those kept already stay.

        An empty sentence gives the usual one back.
        """
        with schema.changing(self._database):
            if sentence is not None:
                self._set(_SENTENCE, sentence)
            for sitting in sittings:
                self._add(sitting)

    def sittings(self) -> tuple[Sitting, ...]:
        """Return every time of practice that was kept, the oldest first."""
        rows = self._database.rows(
            "SELECT begun_ms, begun_zone, seconds, openness_before, openness_after FROM sittings ORDER BY id"
        )
        return tuple(Sitting(Moment(begun, zone), *rest) for begun, zone, *rest in rows)

    def everything(self) -> Kept:
        """Return all of it."""
        return Kept(self.own_words(), self.sittings())

    def _add(self, sitting: Sitting) -> None:
        self._database.change(
            "INSERT INTO sittings (begun_ms, begun_zone, seconds, openness_before, openness_after) "
            "SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS (SELECT 1 FROM sittings WHERE begun_ms = ?1)",
            (sitting.begun.utc_ms, sitting.begun.zone, sitting.seconds, sitting.before, sitting.after),
        )

    def _set(self, name: str, words: str) -> None:
        if words != self._words(name):
            self._database.change(
                "INSERT INTO own_words (name, words) VALUES (?, ?) "
                "ON CONFLICT (name) DO UPDATE SET words = excluded.words",
                (name, to_bytes(words)),
            )

    def _words(self, name: str) -> str:
        rows = self._database.rows("SELECT words FROM own_words WHERE name = ?", (name,))
        return to_text(rows[0][0]) if rows else ""
