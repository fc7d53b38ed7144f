"""Fill a new database with rows that were read one by one, and with what must stand around them.

Rows come without their tables' names; which table one belongs to is told by the types of its values,
which differ from table to table. Where a row refers to one that is lost (a prompt's wording, the dates
of a round, a reading), something is put there that says so, so that no answer is left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar, get_type_hints

from resilience_desktop.workbook import Moment

from . import schema
from .connection import Database, Row

_LOST_READING = b"A reading that could not be saved"
_LOST_WORDING = b"The wording of this question could not be saved."


class Meta(NamedTuple):
    """Hold the row of ``meta``."""

    id: int
    vault_id: bytes
    made_ms: int
    made_zone: str
    generation: int
    reflections: int
    answers: int


class Edition(NamedTuple):
    """Hold a row of ``editions``."""

    id: int
    digest: bytes
    reading_id: bytes
    version: bytes
    language: bytes
    title: bytes
    markdown: bytes


class Wording(NamedTuple):
    """Hold a row of ``prompts``."""

    id: int
    edition: int
    digest: bytes
    prompt_id: bytes
    label: bytes
    ask: bytes
    help: bytes
    type: bytes
    applies_when: bytes


class Round(NamedTuple):
    """Hold a row of ``reflections``."""

    id: int
    edition: int
    begun_ms: int
    begun_zone: str
    changed_ms: int
    changed_zone: str
    answered: int
    saves: int


class Written(NamedTuple):
    """Hold a row of ``answers``."""

    id: int
    reflection: int
    prompt_id: bytes
    prompt: int
    changed_ms: int
    changed_zone: str
    text: bytes


class CheckedIn(NamedTuple):
    """Hold a row of ``check_ins``."""

    reflection: int
    openness_before: int | None
    openness_after: int | None
    noticed: str | None


class Stood(NamedTuple):
    """Hold the row of ``place``."""

    id: int
    reading_id: bytes
    reflection: int | None
    prompt_id: bytes | None
    caret: int
    scroll: int | float  # SQLite stores a whole number as one
    reading_scroll: int | float


class Former(NamedTuple):
    """Hold a row of ``versions``."""

    id: int
    what: str
    reflection: int
    prompt_id: bytes
    prompt: int
    changed_ms: int
    changed_zone: str
    text: bytes

    @property
    def answer(self) -> Written:
        """Return an answer with this text, for one that is lost."""
        return Written(self.id, *self[2:])


class Binned(NamedTuple):
    """Hold a row of ``bin``."""

    id: int
    what: str
    binned_ms: int
    binned_zone: str
    seen_ms: int
    age_ms: int


class Removed(NamedTuple):
    """Hold a row of ``removed``."""

    id: int
    what: str


class Penned(NamedTuple):
    """Hold a row of ``letters``."""

    id: int
    what: str
    begun_ms: int
    begun_zone: str
    changed_ms: int
    changed_zone: str
    addressee: bytes
    text: bytes
    marks: bytes


class Noted(NamedTuple):
    """Hold a row of ``ledger``."""

    id: int
    what: str
    left_ms: int
    left_zone: str
    kind: str
    form: str
    addressee: bytes
    answers: bytes
    sha256: bytes


class Sat(NamedTuple):
    """Hold a row of ``sittings``."""

    id: int
    what: str
    begun_ms: int
    begun_zone: str
    seconds: int
    openness_before: int | None
    openness_after: int | None


class Own(NamedTuple):
    """Hold a row of ``own_words``."""

    id: int
    what: str
    name: str
    words: bytes


TABLES: Mapping[type[Any], str] = {
    Meta: "meta",
    Edition: "editions",
    Wording: "prompts",
    Round: "reflections",
    Written: "answers",
    CheckedIn: "check_ins",
    Stood: "place",
    Former: "versions",
    Binned: "bin",
    Removed: "removed",
    Penned: "letters",
    Noted: "ledger",
    Sat: "sittings",
    Own: "own_words",
}
"""The table of each kind of row; a row that begins with ``what`` names it itself."""

Kind = TypeVar("Kind", bound=tuple[Any, ...])


def recognised(kind: type[Kind], rows: Iterable[Row]) -> dict[int, Kind]:
    """Return the rows of one table by their ids, of rows that are an id and 16 values each."""
    types: list[Any] = list(get_type_hints(kind).values())[1:]
    make: Callable[[Iterable[Any]], Kind] = kind._make  # type: ignore[attr-defined] # each is a NamedTuple
    names_itself = "what" in get_type_hints(kind)
    found = {}
    for row in rows:
        number, own_id, *values = row  # SQLite stores NULL where the id would stand
        fits = all(isinstance(value, wanted) for value, wanted in zip(values, types, strict=False))
        fits = fits and not (names_itself and values[0] != TABLES[kind])
        if fits and own_id is None and not any(value is not None for value in values[len(types) :]):
            found[number] = make((number, *values[: len(types)]))
    return found


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
    former = recognised(Former, rows)
    removed = recognised(Removed, rows)
    answers, stand_ins = _with_lost_answers(recognised(Written, rows), former.values(), removed)
    kept_rounds, wordings = recognised(Round, rows), recognised(Wording, rows)
    rounds = _with_lost_rounds(kept_rounds, answers.values(), wordings)
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
        _insert(database, "bin", _of(rounds, recognised(Binned, rows)))
        _insert(database, "removed", {n: row for n, row in removed.items() if n not in rounds})
        for kind, found in others.items():
            _insert(database, TABLES[kind], found)
        generation = max(generation, meta.generation if meta else 0) + 1
        database.change("UPDATE meta SET generation = ?", (generation,))
    before = {number: row.answered for number, row in kept_rounds.items()}
    top = max((*rounds, meta.reflections + len(removed) if meta else 0), default=0)
    return Saved(
        len(rounds),
        len(answers) - len(stand_ins),
        sum(map(len, others.values())),
        meta.answers if meta else None,
        tuple(sorted(n for n, row in rounds.items() if row.answered != before.get(n) or n in stand_ins)),
        tuple(n for n in range(1, top + 1) if n not in rounds and n not in removed),
    )


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
    rounds: Mapping[int, Round], answers: Iterable[Written], wordings: Mapping[int, Wording]
) -> dict[int, Round]:
    """Return the rounds, and one for each that is lost but has answers, with the answers counted."""
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
    return whole


def _with_lost_wordings(
    wordings: Mapping[int, Wording], answers: Iterable[Written | Former], rounds: Mapping[int, Round]
) -> dict[int, Wording]:
    whole = dict(wordings)
    for answer in answers:
        if answer.prompt not in whole:
            name = answer.prompt_id
            edition = rounds[answer.reflection].edition
            digest = _stand_in("wording", answer.prompt)
            whole[answer.prompt] = Wording(
                answer.prompt, edition, digest, name, name, _LOST_WORDING, b"", b"text", b""
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
