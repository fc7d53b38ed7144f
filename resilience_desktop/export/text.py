"""Write a document as plain text; what the person typed stands in it letter for letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from ..workbook import Block, Heading, Listing, Quote, Rule, Run
from . import forms
from .document import PASSAGES, Document, Entry, Section, Then
from .then_and_now import SCALE, asked_then, in_a_line

_HALVES = re.compile("[\ud800-\udfff]")

LINES = 8
"""How many empty lines a worksheet leaves under each prompt."""


def write(document: Document) -> str:
    """Return the document as text with Unix line ends; half characters become U+FFFD."""
    sections = ("\n".join(_section(section, worksheet=document.worksheet)) for section in document.sections)
    return without_halves(f"\n{'=' * 72}\n\n".join(sections))


def without_halves(text: str) -> str:
    """Return text that UTF-8 can hold: each half of a surrogate pair becomes U+FFFD."""
    return _HALVES.sub("\N{REPLACEMENT CHARACTER}", text)


def plain(runs: Iterable[Run]) -> str:
    """Return runs without their style; a footnote's mark stands in square brackets."""
    return "".join(f"[{run.footnote}]" if run.footnote else run.text for run in runs)


def _section(section: Section, *, worksheet: bool) -> Iterator[str]:
    yield section.title
    yield from (line for line in (section.day, section.check_in) if line)
    yield ""
    yield from chain.from_iterable(_block(block) for block in section.body)
    for footnote in section.footnotes:
        lines = list(chain.from_iterable(_block(block) for block in footnote.blocks))
        yield f"[{footnote.number}] {lines[0] if lines else ''}"
        yield from lines[1:]
    if section.credits:
        yield section.credits
        yield ""
    if section.path:
        yield from (SCALE, *map(in_a_line, section.path), "")
    for entry in section.entries:
        yield f"{entry.number}. {entry.ask}" if entry.number else entry.ask
        yield from (line for line in (entry.help,) if line)
        yield ""
        for then in entry.rounds:
            yield from (then.day, *(asked for asked in (asked_then(then),) if asked), *_said(then), "")
        if not entry.rounds:
            yield from _to_fill(entry) if worksheet else _said(entry)
            yield ""
    yield from _passages(section)


def _passages(section: Section) -> Iterator[str]:
    if section.passages:
        yield from (PASSAGES, "")
    for passage in section.passages:
        yield from (line for line in (passage.day,) if line)
        yield from (f"    {line}" for line in passage.words.split("\n"))
        yield from (line for line in (passage.note,) if line)
        yield ""


def _said(it: Entry | Then) -> Iterator[str]:
    """Yield the place on a scale, what was listed or chosen, and the words."""
    if it.mark:
        yield it.mark.words
    yield from (f"- {item}" for item in it.items)
    if it.answer or not (it.mark or it.items):
        yield it.answer


def _to_fill(entry: Entry) -> Iterator[str]:
    if entry.mark:
        yield entry.mark.words
        yield "   ".join(map(str, entry.mark.ticks)) or "_" * 40
    yield from (f"[ ] {item}" for item in entry.items)
    if entry.room == forms.BULLETS:
        yield from ["- "] * LINES
    elif entry.room != forms.NONE:
        yield "\n" * (2 if entry.room == forms.FEW else LINES)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Quote):
        yield from (f"    {line}".rstrip() for inner in block.blocks for line in _block(inner))
    elif isinstance(block, Listing):
        for number, item in enumerate(block.items, block.start):
            mark = f"{number}. " if block.start else "- "
            lines = [line for inner in item for line in _block(inner)]
            yield from (
                f"{mark if first else ' ' * len(mark)}{line}".rstrip() for first, line in _firsts(lines)
            )
    elif isinstance(block, Rule):
        yield from ("*", "")
    else:
        text = plain(block.runs)
        yield from ("", text, "") if isinstance(block, Heading) else (text, "")


def _firsts(lines: list[str]) -> Iterator[tuple[bool, str]]:
    return ((index == 0, line) for index, line in enumerate(lines))
