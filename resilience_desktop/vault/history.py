"""Find what was written before: the answers of earlier rounds, and earlier versions of an answer."""

from __future__ import annotations

from collections.abc import Iterable

from resilience_desktop.workbook import Answer, Clock, Earlier, Moment, Version

from . import editions, schema, versions
from .connection import Database
from .exact import to_bytes, to_text
from .versions import Key, Watch

PAGE = 5
"""How many earlier answers are fetched at a time."""

_EARLIER = """FROM answers a
    JOIN reflections r ON r.id = a.reflection
    JOIN editions e ON e.id = r.edition
    JOIN prompts p ON p.id = a.prompt
    WHERE a.prompt_id = ? AND a.reflection < ? AND e.reading_id = ? AND length(a.text) > 0
    AND NOT EXISTS (SELECT 1 FROM bin WHERE bin.id = a.reflection)
    ORDER BY a.reflection DESC LIMIT ?"""
_NO_END = 2**63 - 1
"""Above every id: a page that is not begun yet comes after all rounds."""


class History:
    """Look back, over a vault's open database."""

    def __init__(self, database: Database, clock: Clock, watch: Watch) -> None:
        self._database = database
        self._clock = clock
        self._watch = watch

    def earlier(
        self, reading_id: str, prompt_id: str, before: int | None = None, most: int = PAGE
    ) -> tuple[Earlier, ...]:
        """Return answers to a prompt from rounds through its reading, the newest first.

        Only rounds begun before the one with the id ``before`` count, where one is given.
        """
        rows = self._database.rows(
            "SELECT r.id, begun_ms, begun_zone, a.text, a.changed_ms, a.changed_zone, p.prompt_id, label, "
            "ask, help, type, applies_when, details " + _EARLIER,
            (to_bytes(prompt_id), _NO_END if before is None else before, to_bytes(reading_id), most),
        )
        return tuple(
            Earlier(
                number,
                Moment(begun, zone),
                Answer(editions.prompt_of(tuple(prompt)), to_text(text), Moment(changed, later_zone)),
            )
            for number, begun, zone, text, changed, later_zone, *prompt in rows
        )

    def answered_before(
        self, reading_id: str, prompt_ids: Iterable[str], before: int | None = None
    ) -> frozenset[str]:
        """Return those of the prompts that ``earlier`` would find an answer to."""
        reading, end = to_bytes(reading_id), _NO_END if before is None else before
        return frozenset(
            each
            for each in prompt_ids
            if self._database.rows("SELECT 1 " + _EARLIER, (to_bytes(each), end, reading, 1))
        )

    def with_versions(self, reflection_id: int) -> frozenset[str]:
        """Return the prompts of a reflection whose answers have earlier versions."""
        return versions.with_versions(self._database, reflection_id)

    def versions(self, reflection_id: int, prompt_id: str) -> tuple[Version, ...]:
        """Return the earlier versions of an answer, the newest first."""
        return versions.of_answer(self._database, reflection_id, prompt_id)

    def text(self, version_id: int) -> str:
        """Return the text of a version, or an empty text where it is not there any more."""
        return versions.text(self._database, version_id)

    def former(self, reflection_ids: Iterable[int]) -> dict[tuple[int, str], tuple[Answer, ...]]:
        """Return all that answers were before, the newest first, by their reflection's id and prompt's."""
        found: dict[tuple[int, str], list[Answer]] = {}
        for number in reflection_ids:
            rows = self._database.rows(
                "SELECT v.text, v.changed_ms, v.changed_zone, p.prompt_id, label, ask, help, type, "
                "applies_when, details FROM versions v JOIN prompts p ON p.id = v.prompt "
                "WHERE v.reflection = ? ORDER BY v.id DESC",
                (number,),
            )
            for stored, changed, zone, *prompt in rows:
                answer = Answer(editions.prompt_of(tuple(prompt)), to_text(stored), Moment(changed, zone))
                found.setdefault((number, answer.prompt.id), []).append(answer)
        return {key: tuple(answers) for key, answers in found.items()}

    def keep_before_bringing_back(self, reflection_id: int, prompt_id: str, present: str) -> None:
        """Keep the present text of an answer as a version, before an earlier one takes its place."""
        with schema.changing(self._database):
            kept = versions.keep_text(self._database, reflection_id, prompt_id, present, self._clock())
        if kept:
            self._watch.note_kept((reflection_id, prompt_id))

    def bring_back(self, version_id: int, reflection_id: int, prompt_id: str, present: str) -> str:
        """Return the text of a version, once the present text of its answer is kept as one too."""
        self.keep_before_bringing_back(reflection_id, prompt_id, present)
        return self.text(version_id)

    def take_news(self) -> frozenset[Key]:
        """Return which answers got an earlier version since this was last asked: reflection and prompt."""
        return self._watch.take_news()
