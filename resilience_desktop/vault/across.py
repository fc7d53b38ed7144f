"""Read one prompt across all rounds of a reading, and the path of openness; the bin is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from resilience_desktop.workbook import (
    CheckIn,
    EarlierAnswer,
    Moment,
    Noticed,
    Path,
    Prompt,
    PromptType,
    Step,
)

from . import editions
from .connection import Database
from .exact import to_bytes, to_text


@cache  # no more than twelve times twelve times four
def _said(before: int | None, after: int | None, noticed: str | None) -> CheckIn:
    return CheckIn(before, after, Noticed(noticed) if noticed else None)


class Across:
    """Look across the rounds of an open vault; nothing is changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def path(
        self, reading_id: str, prompt_id: str, asked_now: Mapping[str, Sequence[Prompt]], most: int
    ) -> Path:
        """Return the rounds of a reading, or those of the newest where it has none, and answers to a prompt.

        ``asked_now`` holds the prompts of the readings at hand; a prompt that is unknown stands for the
        first one that keeps an answer. At most ``most`` answers come along.
        """
        readings = self._readings()
        ids = [each for each, _title in readings]
        if ids and reading_id not in ids:
            reading_id = ids[0]
        now = tuple(asked_now.get(reading_id, ()))
        known = {prompt.id for prompt in now}
        kept = self._prompts(reading_id)
        prompts = (*now, *(prompt for prompt in kept if prompt.id not in known))
        keeping = (each for each in prompts if each.kind is not PromptType.RELEASE)
        prompt = next((each for each in prompts if each.id == prompt_id), next(keeping, None))
        answered = self.answered(reading_id, prompt.id) if prompt else ()
        return Path(
            reading_id,
            readings,
            self._steps(reading_id),
            prompts,
            len(now or kept),
            prompt,
            answered,
            self.answers(prompt.id, answered[:most]) if prompt else (),
        )

    def answered(self, reading_id: str, prompt_id: str) -> tuple[int, ...]:
        """Return the ids of the rounds in which a prompt has an answer, the newest first.

        Texts are looked at only in rounds that hold an empty one: reading each page of answers would
        take long, which is also why CROSS JOIN keeps to the order of the rounds.
        """
        rows = self._database.rows(
            "SELECT r.id, r.answered = (SELECT count(*) FROM answers WHERE reflection = r.id) "
            "FROM reflections r CROSS JOIN answers a ON a.reflection = r.id AND a.prompt_id = ? "
            "WHERE r.edition IN (SELECT id FROM editions WHERE reading_id = ?) "
            "AND r.id NOT IN (SELECT id FROM bin) ORDER BY r.id DESC",
            (to_bytes(prompt_id), to_bytes(reading_id)),
        )
        return tuple(number for number, all_written in rows if all_written or self._has(number, prompt_id))

    def answers(self, prompt_id: str, reflection_ids: Sequence[int]) -> tuple[EarlierAnswer, ...]:
        """Return the answers to a prompt in some rounds, in the order given; those not there are left out."""
        found = []
        for number in reflection_ids:
            rows = self._database.rows(
                "SELECT a.text, p.prompt_id, label, ask, help, type, applies_when, details "
                "FROM answers a JOIN prompts p ON p.id = a.prompt "
                "WHERE a.reflection = ? AND a.prompt_id = ?",
                (number, to_bytes(prompt_id)),
            )
            found += [
                EarlierAnswer(number, editions.prompt_of(tuple(wording)), to_text(text))
                for text, *wording in rows
            ]
        return tuple(found)

    def _has(self, reflection_id: int, prompt_id: str) -> bool:
        return bool(
            self._database.rows(
                "SELECT 1 FROM answers WHERE reflection = ? AND prompt_id = ? AND length(text) > 0",
                (reflection_id, to_bytes(prompt_id)),
            )
        )

    def _readings(self) -> tuple[tuple[str, str], ...]:
        rows = self._database.rows(
            "SELECT reading_id, title FROM editions WHERE id IN "
            "(SELECT edition FROM reflections WHERE id NOT IN (SELECT id FROM bin)) ORDER BY id DESC"
        )
        newest: dict[str, str] = {}
        for reading_id, title in rows:
            newest.setdefault(to_text(reading_id), to_text(title))
        return tuple(newest.items())

    def _steps(self, reading_id: str) -> tuple[Step, ...]:
        rows = self._database.rows(
            "SELECT r.id, begun_ms, begun_zone, openness_before, openness_after, noticed "
            "FROM reflections r LEFT JOIN check_ins c ON c.reflection = r.id "
            "WHERE r.edition IN (SELECT id FROM editions WHERE reading_id = ?) "
            "AND r.id NOT IN (SELECT id FROM bin) ORDER BY r.id DESC",
            (to_bytes(reading_id),),
        )
        return tuple(Step(number, Moment(ms, zone), _said(*said)) for number, ms, zone, *said in rows)

    def _prompts(self, reading_id: str) -> tuple[Prompt, ...]:
        rows = self._database.rows(
            "SELECT edition, prompt_id, label, ask, help, type, applies_when, details FROM prompts p "
            "WHERE edition IN (SELECT id FROM editions WHERE reading_id = ?) ORDER BY edition DESC, id",
            (to_bytes(reading_id),),
        )
        known: dict[str, Prompt] = {}
        for edition, *row in rows:
            prompt = editions.prompt_of(tuple(row))
            of_newest = edition == rows[0][0]
            if prompt.id not in known and (of_newest or self.answered(reading_id, prompt.id)):
                known[prompt.id] = prompt
        return tuple(known.values())
