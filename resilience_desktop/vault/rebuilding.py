"""Fill a new database with rows that were read one by one, and with what must stand around them.

Rows come without their tables' names (``rows``). Where a row refers to one that is lost (a prompt's
wording, the dates of a round, a reading), something is put there that says so, so that no answer is
left out, nor a note beside the reading.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from resilience_desktop.workbook import Moment

from . import schema
from .connection import Database, Row
from .rows import (
    TABLES,
    Binned,
    CheckedIn,
    Edition,
    Former,
    Kind,
    Marked,
    Meta,
    Noted,
    Own,
    Penned,
    Removed,
    Round,
    Sat,
    Stood,
    Wording,
    Written,
    recognised,
)

_LOST_READING = b"A reading that could not be saved"
_LOST_WORDING = b"The wording of this question could not be saved."


@dataclass(frozen=True, slots=True)
class Saved:
    """Say what was saved, and of how many answers, where the vault's own counter was among it.

    ``incomplete`` are the ids of reflections that lost an answer or their dates, ``lost`` the ids of those
    of which nothing is left. ``others`` counts letters and whatever else belongs to no reflection.
    """

    reflections: int
    answers: int
    others: int
    answers_before: int | None
    incomplete: tuple[int, ...]
    lost: tuple[int, ...]


def fill(database: Database, vault_id: bytes, rows: Sequence[Row], at: Moment, generation: int) -> Saved:
    """Shape an empty database and fill it with these rows.

    ``at`` stands for a lost date of making; the new generation is above the one given.
    """
    meta = recognised(Meta, rows).get(1)
    former, removed = recognised(Former, rows), recognised(Removed, rows)
    answers, stand_ins = _with_lost_answers(recognised(Written, rows), former.values(), removed)
    kept_rounds, wordings = recognised(Round, rows), recognised(Wording, rows)
    marks = {n: row for n, row in recognised(Marked, rows).items() if row.reflection not in removed}
    rounds = _with_lost_rounds(kept_rounds, answers.values(), wordings, marks.values())
    former = {n: row for n, row in former.items() if row.reflection in rounds}
    wordings = _with_lost_wordings(wordings, (*answers.values(), *former.values()), rounds)
    editions = _with_lost_editions(recognised(Edition, rows), (*rounds.values(), *wordings.values()))
    others = {kind: recognised(kind, rows) for kind in (Penned, Noted, Sat, Own)}  # they refer to nothing
    schema.create(database, vault_id, Moment(meta.made_ms, meta.made_zone) if meta else at)
    with database.transaction():
        _insert(database, "editions", editions)
        _insert(database, "prompts", wordings)
        _insert(database, "reflections", rounds)
        _insert(database, "answers", answers)
        _insert(database, "check_ins", _of(rounds, recognised(CheckedIn, rows)))
        _insert(database, "place", recognised(Stood, rows))
        _insert(database, "versions", former)
        _insert(database, "marks", marks)
        _insert(database, "bin", _of(rounds, recognised(Binned, rows)))
        _insert(database, "removed", {n: row for n, row in removed.items() if n not in rounds})
        for kind, found in others.items():
            _insert(database, TABLES[kind], found)
        generation = 1 + max(generation, meta.generation if meta else 0)
        database.change("UPDATE meta SET generation = ?", (generation,))
    top = max((*rounds, meta.reflections + len(removed) if meta else 0), default=0)
    return Saved(
        len(rounds),
        len(answers) - len(stand_ins),
        sum(map(len, others.values())),
        meta.answers if meta else None,
        _incomplete(kept_rounds, rounds, stand_ins),
        tuple(n for n in range(1, top + 1) if n not in rounds and n not in removed),
    )


def _incomplete(
    kept: Mapping[int, Round], rounds: Mapping[int, Round], stand_ins: Sequence[int]
) -> tuple[int, ...]:
    before = {number: row.answered for number, row in kept.items()}
    return tuple(sorted(n for n, row in rounds.items() if row.answered != before.get(n) or n in stand_ins))


def _of(rounds: Mapping[int, Round], rows: Mapping[int, Kind]) -> dict[int, Kind]:
    return {number: row for number, row in rows.items() if number in rounds}


def _insert(database: Database, table: str, rows: Mapping[int, Row]) -> None:
    for row in rows.values():
        marks = ", ".join("?" * len(row))
        database.change(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608  fixed names


def _with_lost_answers(
    answers: Mapping[int, Written], former: Iterable[Former], removed: Mapping[int, Removed]
) -> tuple[dict[int, Written], list[int]]:
    """Return the answers, with the newest earlier version of each that is lost, and the rounds of these."""
    known = {(row.reflection, row.prompt_id) for row in answers.values()}
    newest = {(row.reflection, row.prompt_id): row for row in sorted(former)}
    lost = [row for key, row in newest.items() if key not in known and row.reflection not in removed]
    top = max(answers, default=0)
    whole = dict(answers)
    for number, row in enumerate(lost, top + 1):
        whole[number] = row.answer._replace(id=number)
    return whole, [row.reflection for row in lost]


def _with_lost_rounds(
    rounds: Mapping[int, Round],
    answers: Iterable[Written],
    wordings: Mapping[int, Wording],
    marks: Iterable[Marked],
) -> dict[int, Round]:
    """Return the rounds, and one for each that is lost but has answers or marks; the answers are counted."""
    whole = {number: row._replace(answered=0) for number, row in rounds.items()}
    for answer in answers:
        number, wording = answer.reflection, wordings.get(answer.prompt)
        if number not in whole:
            edition = wording.edition if wording else 1
            at = answer.changed_ms, answer.changed_zone
            whole[number] = Round(number, edition, *at, *at, answered=0, saves=1)
        row = whole[number]
        if number not in rounds and answer.changed_ms < row.begun_ms:
            row = row._replace(begun_ms=answer.changed_ms, begun_zone=answer.changed_zone)
        whole[number] = row._replace(answered=row.answered + bool(answer.text))
    for mark in marks:
        dates = mark.made_ms, mark.made_zone, mark.changed_ms, mark.changed_zone
        whole.setdefault(mark.reflection, Round(mark.reflection, 1, *dates, answered=0, saves=1))
    return whole


def _with_lost_wordings(
    wordings: Mapping[int, Wording], answers: Iterable[Written | Former], rounds: Mapping[int, Round]
) -> dict[int, Wording]:
    whole = {number: row._replace(details=row.details or b"") for number, row in wordings.items()}
    for answer in answers:
        if answer.prompt not in whole:
            name = answer.prompt_id
            edition = rounds[answer.reflection].edition
            digest = _stand_in("wording", answer.prompt)
            whole[answer.prompt] = Wording(
                answer.prompt, edition, digest, name, name, _LOST_WORDING, b"", b"text", b"", b""
            )
    return whole


def _with_lost_editions(
    editions: Mapping[int, Edition], rows: Iterable[Round | Wording]
) -> dict[int, Edition]:
    whole = dict(editions)
    for number in {row.edition for row in rows} - set(whole):
        digest = _stand_in("edition", number)
        whole[number] = Edition(number, digest, b"lost", b"", b"en", _LOST_READING, b"")
    return whole


def _stand_in(kind: str, number: int) -> bytes:
    """Return a digest that no content has, and no other stand-in."""
    return hashlib.sha256(f"lost {kind} {number}".encode()).digest()
