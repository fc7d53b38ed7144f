"""Describe what a search found."""

from __future__ import annotations

from dataclasses import dataclass

from .moment import Moment
from .prose import plain
from .reading import Reading
from .words import Query, spans

CONTEXT = 60
"""The characters that are shown before and after what was found, at the most."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold one place in a text: ``text[start:start + length]``, and the words around it on one line."""

    start: int
    length: int
    before: str
    match: str
    after: str


@dataclass(frozen=True, slots=True)
class FoundAnswer:
    """Hold an answer in which everything looked for stands, and the first places of it.

    ``more`` counts the places that are not listed.
    """

    answer_id: int
    reflection_id: int
    reading_id: str
    title: str
    begun: Moment
    prompt_id: str
    label: str
    hits: tuple[Hit, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class FoundMark:
    """Hold a highlight in whose passage or note everything looked for stands, and the first place of it.

    ``in_note`` tells where that is; ``more`` counts the places that are not listed.
    """

    number: int
    reflection_id: int
    reading_id: str
    title: str
    begun: Moment
    hit: Hit
    in_note: bool
    more: int = 0


@dataclass(frozen=True, slots=True)
class FoundLetter:
    """Hold a letter in which everything looked for stands, the first place of it, and how many more."""

    letter_id: int
    to: str
    changed: Moment
    hit: Hit
    more: int = 0


@dataclass(frozen=True, slots=True)
class FoundReading:
    """Hold a reading in which everything looked for stands, the first place of it, and how many more."""

    reading_id: str
    title: str
    hit: Hit
    more: int = 0


def in_reading(reading: Reading, query: Query) -> FoundReading | None:
    """Return what of a reading, its prompts and footnotes answers a query, or None."""
    asked = (f"{prompt.ask}\n{prompt.help}" for prompt in reading.prompts)
    notes = (plain(note.blocks) for note in reading.footnotes)
    hits, more = hits_in("\n".join((reading.title, plain(reading.body), *asked, *notes)), query, 1)
    return FoundReading(reading.id, reading.name(), hits[0], more) if hits else None


def hits_in(text: str, query: Query, most: int) -> tuple[tuple[Hit, ...], int]:
    """Return the first places in a text, ``most`` of them, and how many more there are."""
    places = spans(text, query)
    return tuple(_hit(text, start, end) for start, end in places[:most]), max(0, len(places) - most)


def _hit(text: str, start: int, end: int) -> Hit:
    first = max(0, start - CONTEXT)
    before, after = text[first:start], text[end : end + CONTEXT]
    if first > 0:
        before = "…" + before.partition(" ")[2] if " " in before else "…" + before
    if end + CONTEXT < len(text):
        after = after.rpartition(" ")[0] + "…" if " " in after else after + "…"
    return Hit(start, end - start, _on_one_line(before), _on_one_line(text[start:end]), _on_one_line(after))


def _on_one_line(text: str) -> str:
    """Return the text with every line break, tab and control character as a space."""
    return "".join(character if character.isprintable() else " " for character in text)
