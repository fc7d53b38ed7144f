"""Tell footnotes from the text, and give their marks and texts one number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..workbook import Run
from .pdf_lines import Line, Span
from .pdf_paragraphs import Block

_SMALL = 0.94  # of the text's size
_LABEL = re.compile(r"\s*[\[(]?([0-9]{1,3}|[*†‡§¶]{1,3})[\])]?[.:]?\s*")
_MARKS = re.compile(
    r"\s*[\[(]?((?:[0-9]{1,3}|[*†‡§¶]{1,3})(?:\s*[,;]\s*(?:[0-9]{1,3}|[*†‡§¶]{1,3}))*)[\])]?\s*"
)
_LABELLED = re.compile(r"\s*(?:[0-9]{1,3}(?:[.)]?\s|(?=[^\W\d_a-z]))|\[[0-9]|[*†‡§¶])")
_UNIT = re.compile(r"(?:\d|\b(?:[kcm]?m|ft|in|x|y|R|E|c))$")
_POWERS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LIFTED = re.compile("([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")


def label(line: Line) -> str:
    """Return the mark with which a footnote's text begins, "" without one."""
    first = line.spans[0]
    text = first.text.translate(_DIGITS)
    if first.is_raised or text != first.text:
        found = _LABEL.match(text)
    else:
        found = _LABEL.match(text) if _LABELLED.match(text) else None
    return found[1] if found else ""


def marks(lines: Iterable[Line]) -> set[str]:
    """Return the marks that stand raised in lines."""
    return {name for line in lines for index, span in enumerate(line.spans) if index for name in names(span)}


def names(span: Span) -> list[str]:
    """Return the marks in a raised stretch, none if it is something else."""
    lifted = span.text.translate(_DIGITS)
    found = _MARKS.fullmatch(lifted) if span.is_raised else None
    return re.split(r"\s*[,;]\s*", found[1]) if found else []


def foot(blocks: Sequence[Block], body: float, known: set[str]) -> int:
    """Return where the footnotes begin among the blocks of a column; ``known`` are the marks in the text."""
    start = len(blocks)
    for index in range(len(blocks) - 1, -1, -1):
        first = blocks[index].lines[0]
        name = label(first)
        is_raised = first.spans[0].is_raised
        if first.size > (_SMALL if not is_raised else 1.05) * body:
            break
        if name and (name in known or is_raised):
            start = index
    return start


class Numbers:
    """Give each footnote of a file one number, also where every page begins again at 1."""

    def __init__(self, used: Sequence[tuple[int, str]]) -> None:
        """Take the page and mark of every footnote's text, in order."""
        numerals = [name for _, name in used if name.isdigit()]
        self._are_own = len(numerals) == len(set(map(int, numerals)) - {0})
        self._numbers: dict[tuple[int, str], int] = {}
        self._highest = max(map(int, numerals), default=0) if self._are_own else 0
        for page, name in used:
            self._number(page, name)

    def find(self, page: int, name: str) -> int:
        """Return the number for a mark on a page; 0 for a sign that marks no footnote."""
        if not self._are_own or not name.isdigit():
            for near in (page, page + 1):
                if (near, name) in self._numbers:
                    return self._numbers[near, name]
            if not name.isdigit():
                return 0
        return self._number(page, name)

    def _number(self, page: int, name: str) -> int:
        key = (0 if self._are_own and name.isdigit() else page, name)
        if key not in self._numbers:
            if key[0] == 0 and name.isdigit():
                self._numbers[key] = int(name)
                self._highest = max(self._highest, int(name))
            else:
                self._highest += 1
                self._numbers[key] = self._highest
        return self._numbers[key]


def runs(spans: Iterable[Span], page: int, numbers: Numbers) -> Iterator[Run]:
    """Yield the runs of a paragraph, with its marks as numbers."""
    before = ""
    for span in _closed_up(spans):
        named = names(span) if before and not _UNIT.search(before) else []
        found = [number for name in named if (number := numbers.find(page, name))]
        if found:
            yield from (Run("", footnote=number) for number in found)
            rest = " " if span.text.endswith(" ") else ""
        else:
            is_power = span.is_raised and span.text.strip().isdigit() and before
            rest = span.text.translate(_POWERS) if is_power else span.text
            if is_power:
                yield Run(rest, emphasis=span.is_italic, strong=span.is_bold)
                rest = ""
        if rest:
            yield from _lifted(replace(span, text=rest), page, numbers, before)
        before = (before + span.text)[-20:]


def _closed_up(spans: Iterable[Span]) -> list[Span]:
    """Return spans without the room that some programs leave before a raised mark."""
    found: list[Span] = []
    for span in spans:
        if found and names(span):
            found[-1] = replace(found[-1], text=found[-1].text.rstrip())
        found.append(span)
    return found


def _lifted(span: Span, page: int, numbers: Numbers, before: str) -> Iterator[Run]:
    """Yield the runs of a stretch in which marks may stand as small digits of their own (¹)."""
    for index, text in enumerate(_LIFTED.split(span.text)):
        is_mark = index % 2 and before and not _UNIT.search(before) and not before.endswith(" ")
        number = numbers.find(page, text.translate(_DIGITS)) if is_mark else 0
        if number:
            yield Run("", footnote=number)
        elif text:
            yield Run(text, emphasis=span.is_italic, strong=span.is_bold)
        before = (before + text)[-20:]


def without_label(spans: Sequence[Span]) -> list[Span]:
    """Return the text of a footnote without the mark at its head."""
    first, *rest = spans
    found = _LABEL.match(first.text.translate(_DIGITS))
    kept = first.text[found.end() :] if found else first.text
    if not kept and rest:
        rest[0] = replace(rest[0], text=rest[0].text.lstrip(" .:)"))
    return [replace(first, text=kept), *rest] if kept else rest
