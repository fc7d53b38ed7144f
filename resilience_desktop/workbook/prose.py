"""Describe a reading's text as blocks and runs, free of any markup language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Run:
    """Hold a stretch of text in one style; ``footnote`` > 0 is a mark, and its text is empty.

    ``marked`` is true of what a person highlighted; no pack says it.
    """

    text: str
    emphasis: bool = False
    strong: bool = False
    code: bool = False
    footnote: int = 0
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Hold one paragraph."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """Hold a heading; ``level`` runs from 1 (largest) to 6."""

    level: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Hold quoted blocks."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Hold a list; ``start`` is the first number of an ordered list, 0 when unordered."""

    start: int
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Stand for a thematic break."""


Block: TypeAlias = Paragraph | Heading | Quote | Listing | Rule


@dataclass(frozen=True, slots=True)
class Footnote:
    """Hold one footnote; ``number`` counts from 1 in the order of their marks."""

    number: int
    blocks: tuple[Block, ...]


def plain(blocks: Iterable[Block]) -> str:
    """Return the words of blocks without any style, each paragraph on a line."""
    return "\n".join(_lines(blocks))


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            yield "".join(run.text for run in block.runs)
        elif isinstance(block, Quote):
            yield from _lines(block.blocks)
        elif isinstance(block, Listing):
            for item in block.items:
                yield from _lines(item)
