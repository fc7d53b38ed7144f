"""Describe a file on its way to becoming a reading: its paragraphs, and what each is taken as."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .prose import Run
from .reading import Noticed


class Role(StrEnum):
    """Say what becomes of a paragraph."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    PROMPT = "prompt"
    FOOTNOTE = "footnote"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold one paragraph and what it is taken as.

    ``why`` says in a few words for a person what the role was guessed from, and is empty where the file
    itself says it. ``item`` is None outside a list, 0 in a bulleted one, else its number. ``level`` is a
    heading's, from 1 (largest) to 6. ``number`` is a footnote's, whose mark is a run in another
    piece; a footnote may have no text. ``when`` limits a prompt. ``page`` counts from 1, 0 where
    the file has no pages.
    """

    runs: tuple[Run, ...]
    role: Role = Role.TEXT
    why: str = ""
    item: int | None = None
    is_quote: bool = False
    level: int = 2
    number: int = 0
    when: Noticed | None = None
    page: int = 0

    @property
    def text(self) -> str:
        """Return the words without any style."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Outline:
    """Hold what was understood of a file, in the order in which it will be read.

    ``language`` is a BCP 47 tag; ``language_why`` is filled where it was guessed. ``authors``,
    ``source`` and ``license`` stand where the file itself says them. ``notes`` are plain sentences about
    the whole that a person should know, such as what could not be read.
    """

    pieces: tuple[Piece, ...]
    language: str = "en"
    language_why: str = ""
    authors: tuple[str, ...] = ()
    source: str = ""
    license: str = ""
    notes: tuple[str, ...] = ()
