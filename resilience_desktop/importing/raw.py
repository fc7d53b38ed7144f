"""Describe a file as it was read, before anything is guessed about what its paragraphs mean."""

from __future__ import annotations

from dataclasses import dataclass

from ..workbook import Run


@dataclass(frozen=True, slots=True)
class RawParagraph:
    """Hold one whole paragraph in reading order: lines are joined, hyphens at line ends are gone.

    ``heading`` is the level from 1 to 6 that the file itself gives it, 0 where it gives none. ``item`` is
    None outside a list, 0 in a bulleted one, else its number; the bullet or number is no part of the runs.
    ``size`` is the height of its letters beside that of the file's ordinary text (1.0). ``is_bold``
    tells whether all of it is bold. ``note`` > 0 says that it is the text of the footnote with this
    number; a mark in the text is a run with that number. ``furniture`` says in a few words why it
    belongs to the page and not to the text (a header, a page number), and is empty otherwise. ``page`` counts
    from 1. ``gap`` is the empty room above it in lines of ordinary text, where the file has a layout.
    """

    runs: tuple[Run, ...]
    heading: int = 0
    item: int | None = None
    is_quote: bool = False
    size: float = 1.0
    is_bold: bool = False
    note: int = 0
    furniture: str = ""
    page: int = 0
    gap: float = 1.0

    @property
    def text(self) -> str:
        """Return the words without any style."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class RawFile:
    """Hold everything that was read of a file.

    ``title``, ``authors`` and ``language`` (a BCP 47 tag) are what the file says of itself, empty where
    it says nothing. ``notes`` are plain sentences for a person about what could not be read.
    """

    paragraphs: tuple[RawParagraph, ...]
    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    license: str = ""
    notes: tuple[str, ...] = ()
