"""Lay highlights into a reading's own text, for pages on which it stands with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from .mark import Mark, find, words_of
from .prose import Block, Heading, Listing, Paragraph, Quote, Run
from .reading import Reading


def highlighted(reading: Reading, marks: Iterable[Mark]) -> Reading:
    """Return the reading with its highlighted words marked, as far as they stand in it."""
    words = words_of(reading)
    stretches = [place for place in (find(words, mark) for mark in marks) if place]
    if not stretches:
        return reading
    pen = _Pen(stretches, len(reading.title) + 1)
    body = pen.whole(reading.body)
    return replace(
        reading,
        body=body,
        footnotes=tuple(replace(note, blocks=pen.whole(note.blocks)) for note in reading.footnotes),
    )


class _Pen:
    """Go through blocks as ``words_of`` does, and know at which character of the words it stands."""

    def __init__(self, stretches: list[tuple[int, int]], place: int) -> None:
        self._stretches = stretches
        self._cuts = sorted({each for stretch in stretches for each in stretch})
        self._place = place

    def whole(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """Return blocks that stand together; without a line they are an empty one."""
        before = self._place
        done = self._blocks(blocks)
        self._place += self._place == before
        return done

    def _blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(map(self._block, blocks))

    def _block(self, block: Block) -> Block:
        if isinstance(block, Paragraph | Heading):
            runs = tuple(part for run in block.runs for part in self._run(run))
            self._place += 1  # the line feed
            return replace(block, runs=runs)
        if isinstance(block, Quote):
            return Quote(self._blocks(block.blocks))
        if isinstance(block, Listing):
            return Listing(block.start, tuple(map(self._blocks, block.items)))
        return block

    def _run(self, run: Run) -> Iterator[Run]:
        start, end = self._place, self._place + len(run.text)
        self._place = end
        edges = [start, *(cut for cut in self._cuts if start < cut < end), end]
        if start == end:
            yield run
            return
        for first, last in pairwise(edges):
            marked = any(low <= first and last <= high for low, high in self._stretches)
            yield replace(run, text=run.text[first - start : last - start], marked=marked)
