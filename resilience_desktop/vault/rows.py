"""Describe the rows of a vault's tables, and tell them apart when their tables' names are lost.

Which table a row belongs to is told by the types of its values, which differ from table to table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, TypeVar, get_type_hints

from .connection import Row


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
    details: bytes | None = b""  # a row of an older version does not hold it


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


class Marked(NamedTuple):
    """Hold a row of ``marks``."""

    id: int
    what: str
    reflection: int
    number: int
    start: int
    passage: bytes
    before: bytes
    after: bytes
    note: bytes
    made_ms: int
    made_zone: str
    changed_ms: int
    changed_zone: str


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
    Marked: "marks",
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
