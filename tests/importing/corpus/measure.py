"""Measure how well files become outlines: whole paragraphs in order, and the right ones as prompts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from resilience_desktop.importing import files, headings
from resilience_desktop.importing.understanding import understand
from resilience_desktop.workbook import Outline, Role

from . import source
from .cases import Case

_WITHOUT_NOTES = ("plain-airy", "plain-title-last")
"""Ways in which a text is written without what stands at the foot of its pages."""


@dataclass(frozen=True)
class Score:
    """Hold counts: of paragraphs expected or found and of those that are whole and in order; of prompts."""

    paragraphs: int = 0
    in_order: int = 0
    asked: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.paragraphs + other.paragraphs,
            self.in_order + other.in_order,
            self.asked + other.asked,
            self.found + other.found,
            self.right + other.right,
        )

    @property
    def order(self) -> float:
        """Return the share of paragraphs that are whole and in order."""
        return self.in_order / self.paragraphs if self.paragraphs else 1.0

    @property
    def precision(self) -> float:
        """Return the share of prompts found that are such."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Return the share of prompts that were found."""
        return self.right / self.asked if self.asked else 1.0


def outline(case: Case) -> Outline:
    """Return what is understood of a file."""
    return understand(files.read(case.path.read_bytes(), case.name))


def wanted(case: Case) -> list[tuple[Role, str]]:
    """Return each piece that is to be found, as role and words; footnotes stand last."""
    text = source.read(case.text)
    blocks = text.body if case.how in _WITHOUT_NOTES else text.blocks
    kept = [block for block in blocks if block.role is not Role.LEFT_OUT]
    return [(block.role, bare(source.MARK.sub("", block.words))) for block in kept]


def found(outline: Outline) -> list[tuple[Role, str]]:
    """Return each piece of an outline that is kept, or is a heading that only announces questions.

    The rows of a title are one, and footnotes stand last.
    """
    pieces = (
        replace(piece, role=Role.HEADING)
        if piece.why in (headings.ANNOUNCED, headings.ABOVE_QUESTIONS)
        else piece
        for piece in outline.pieces
    )
    kept = [piece for piece in pieces if piece.role is not Role.LEFT_OUT and piece.text.strip()]
    title = "".join(piece.text for piece in kept if piece.role is Role.TITLE)
    front = [(Role.TITLE, bare(title))] if title else []
    body = [(piece.role, bare(piece.text)) for piece in kept if piece.role not in (Role.TITLE, Role.FOOTNOTE)]
    notes = sorted((piece.number, piece.text) for piece in kept if piece.role is Role.FOOTNOTE)
    return [*front, *body, *((Role.FOOTNOTE, bare(words)) for _, words in notes)]


def score(case: Case, outline: Outline) -> Score:
    """Return how well a file was understood."""
    right, ours = wanted(case), found(outline)
    asked, prompts = _prompts(right), _prompts(ours)
    return Score(
        max(len(right), len(ours)),
        _longest_in_common([words for _, words in right], [words for _, words in ours]),
        asked.total(),
        prompts.total(),
        (asked & prompts).total(),
    )


def total(scores: Iterable[Score]) -> Score:
    """Return the sum of scores: each paragraph counts as much as any other."""
    return sum(scores, Score())


def bare(words: str) -> str:
    """Return the letters and signs of a text alone: without blanks, and ligatures as letters."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", words)).casefold()


def _prompts(pieces: list[tuple[Role, str]]) -> Counter[str]:
    return Counter(words for role, words in pieces if role is Role.PROMPT)


def _longest_in_common(first: list[str], second: list[str]) -> int:
    row = [0] * (len(second) + 1)
    for one in first:
        above, row = row, [0]
        for place, other in enumerate(second):
            row.append(above[place] + 1 if one == other else max(above[place + 1], row[-1]))
    return row[-1]
