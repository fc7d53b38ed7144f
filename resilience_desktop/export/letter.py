"""Decide what of a letter leaves: its words as they stand, and a bar for each stretch blacked out.

What is blacked out is taken out here, before any writer sees the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..workbook import Body, Form, Kind, Leaving, Letter, Passage, Source
from .document import Document, Entry, Section
from .text import without_halves

BAR = "█" * 6
"""Stands for each stretch that is blacked out, whatever its length was."""

PAPER_BAR = "■" * 6
"""The same on paper, of a sign that the bundled typefaces have; the page template closes its gaps."""

TITLE = "Letter"
"""The title in the file's own description; it stands nowhere on the pages."""

_BESIDE = re.compile("\n*")


@dataclass(frozen=True, slots=True)
class Part:
    """Hold paragraphs that belong together; ``source`` is None where they are no passage.

    ``words`` tells whether anything but bars and blanks is left of it.
    """

    text: str
    source: Source | None
    words: bool


def parts(body: Body, bar: str) -> tuple[Part, ...]:
    """Return what may leave, in order, with ``bar`` in the place of what is blacked out.

    Stretches with nothing but line ends between them share a bar; no bar reaches from a passage
    into what stands around it.
    """
    return tuple(_part(body, start, end, source, bar) for start, end, source in _groups(body))


def document(letter: Letter, language: str) -> Document:
    """Return the pages of a letter: its words and nothing else."""
    entries = tuple(
        Entry(0, "", answer=part.text, quoted=part.source is not None)
        for part in parts(letter.body, PAPER_BAR)
    )
    return Document(TITLE, language, (Section("", language, entries=entries),))


def text(letter: Letter) -> str:
    """Return a letter as plain text, its passages indented; half characters become U+FFFD."""
    made = (_indented(part.text) if part.source else part.text for part in parts(letter.body, BAR))
    return without_halves("\n".join(made))


def leaving(letter: Letter, form: Form) -> Leaving:
    """Return what the ledger says of a letter; an answer counts whose passage is not all blacked out."""
    found = [
        (part.source.reflection_id, part.source.prompt_id)
        for part in parts(letter.body, BAR)
        if part.source and part.words
    ]
    return Leaving(Kind.LETTER, form, letter.to, tuple(dict.fromkeys(found)))


def _groups(body: Body) -> Iterator[tuple[int, int, Source | None]]:
    """Yield stretches of paragraphs, from a character up to another, that share a source or have none."""
    starts = [0, *(found.end() for found in re.finditer("\n", body.text))]
    at = 0
    for passage in (*body.passages, None):
        first, last = _within(passage, len(starts))
        if first > at:
            yield starts[at], starts[first] - 1 if first < len(starts) else len(body.text), None
        if passage is not None and first <= last:
            end = starts[last + 1] - 1 if last + 1 < len(starts) else len(body.text)
            yield starts[first], end, passage.source
        at = max(at, last + 1)


def _within(passage: Passage | None, count: int) -> tuple[int, int]:
    if passage is None:
        return count, count
    return min(passage.first, count), min(passage.last, count - 1)


def _part(body: Body, start: int, end: int, source: Source | None, bar: str) -> Part:
    made, at, barred, words = [], start, False, False
    for begin, stop in body.hidden:
        begin, stop = max(begin, start), min(stop, end)
        if begin >= stop:
            continue
        between = body.text[at:begin]
        if not (barred and _BESIDE.fullmatch(between)):
            made += [between, bar]
            words = words or bool(between.strip())
        at, barred = stop, True
    rest = body.text[at:end]
    return Part("".join((*made, rest)), source, words or bool(rest.strip()))


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.split("\n"))
