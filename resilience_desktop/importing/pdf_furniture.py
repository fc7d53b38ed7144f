"""Tell what belongs to a page (a header, a footer, its number) from the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from . import page_numbers
from .pdf_words import Word

REPEATED = "repeats on several pages"
NUMBER = "page number"
DECORATION = "the file says it belongs to the page"
SMALL = "a small line at the edge of the page"
SPREAD = "a line at the edge of the page, in two parts"
SIDEWAYS = "runs across the page"

_EDGE = 0.13  # of the page's height, where headers and footers stand
_LEAST_EDGE = 60.0  # points
_OUTER_EDGE = 0.09
_SMALLER = 0.88
_APART = 1.8
_WIDE = 8.0
_LABEL = re.compile(r"[\[(]?[0-9¹²³⁴-⁹*†‡§]")
_ROWS = 3
_SHIFT = 3.0  # points; the same header stands at the same height
_LARGER = 1.15
_MOST = 0.6
_ROOM = 1.6  # between a header and the text, in the header's size; lines of text stand closer
_PARTED = re.compile(r"\w \| \w")


@dataclass(frozen=True, slots=True)
class Leaf:
    """Hold the words of one page."""

    words: tuple[Word, ...]
    height: float


@dataclass(frozen=True, slots=True)
class _Row:
    words: tuple[Word, ...]
    at_top: bool
    is_outermost: bool
    room: float

    @property
    def text(self) -> str:
        return " ".join(word.text for word in sorted(self.words, key=lambda word: word.x))

    @property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @property
    def widest_gap(self) -> float:
        """Return the widest room between two of its words."""
        ordered = sorted(self.words, key=lambda word: word.x)
        return max((after.x - before.end for before, after in pairwise(ordered)), default=0.0)

    def key(self, height: float) -> tuple[bool, str, int]:
        place = self.words[0].y if self.at_top else height - self.words[0].y
        return self.at_top, re.sub(r"[0-9]+", "#", self.text.casefold()), round(place / _SHIFT)


def furniture(leaves: Sequence[Leaf], body: float) -> list[dict[int, str]]:
    """Return for each page why words of it are no text, by the words' ``id``; ``body`` is the text's size."""
    rows = [list(_edge_rows(leaf)) for leaf in leaves]
    seen = Counter(
        key for leaf, found in zip(leaves, rows, strict=True) for key in {r.key(leaf.height) for r in found}
    )
    return [_of_page(leaf, found, seen, body, len(leaves)) for leaf, found in zip(leaves, rows, strict=True)]


def _of_page(
    leaf: Leaf, rows: Sequence[_Row], seen: Counter[tuple[bool, str, int]], body: float, pages: int
) -> dict[int, str]:
    reasons: dict[int, str] = {}
    for at_top in (True, False):
        edge = [row for row in rows if row.at_top == at_top]
        told = [_reason(row, leaf, seen, body, pages) for row in edge]
        count = next((index for index, reason in enumerate(told) if not reason), len(told))
        while count and told[count - 1] == REPEATED and edge[count - 1].room < _ROOM * edge[count - 1].size:
            count -= 1  # it stands as close to the text as the text's own lines do
        for row, reason in zip(edge[:count], told, strict=False):
            reasons.update((id(word), reason) for word in row.words)
    if len(reasons) == len(leaf.words) and REPEATED in reasons.values():
        return {}  # a page with nothing else is no page of headers
    return reasons


def _alone(row: _Row, leaf: Leaf, body: float) -> str:
    """Return why a row looks like a header or footer of the only page, where nothing can repeat."""
    if not row.is_outermost or (not row.at_top and (row.room < _APART * row.size or _LABEL.match(row.text))):
        return ""  # the last line of a footnote
    is_parted = row.widest_gap > _WIDE * row.size or _PARTED.search(row.text) is not None
    if is_parted and row.size <= _LARGER * body and row.room > _ROOM * row.size:
        return SPREAD
    place = row.words[0].y / leaf.height
    is_outer = (place if row.at_top else 1 - place) < _OUTER_EDGE
    return SMALL if is_outer and row.size <= _SMALLER * body else ""


def _reason(row: _Row, leaf: Leaf, seen: Counter[tuple[bool, str, int]], body: float, pages: int) -> str:
    count = _count(seen, row.key(leaf.height))
    is_small = row.size <= _LARGER * body
    if is_small and page_numbers.is_at_edge(row.text):
        return NUMBER
    if count > 1 and (is_small or (pages > 2 and count > _MOST * pages)):
        return REPEATED
    if row.is_outermost and is_small and page_numbers.stands_beside_words(row.text):
        return NUMBER
    return _alone(row, leaf, body) if pages == 1 else ""


def _count(seen: Counter[tuple[bool, str, int]], key: tuple[bool, str, int]) -> int:
    """Return on how many pages a row stands at this height, or a hair higher or lower."""
    at_top, text, place = key
    return sum(seen[at_top, text, place + step] for step in (-1, 0, 1))


def _edge_rows(leaf: Leaf) -> Iterator[_Row]:
    """Yield the outer rows of a page, from each edge inwards."""
    words = sorted(leaf.words, key=lambda word: word.y)
    for at_top in (True, False):
        rows: list[list[Word]] = []
        for word in words if at_top else reversed(words):
            if rows and abs(word.y - rows[-1][0].y) < 0.4 * word.size:
                rows[-1].append(word)
            elif len(rows) > _ROWS:
                break
            else:
                rows.append([word])
        for index, row in enumerate(rows[:_ROWS]):
            if not _is_at_edge(row[0].y, leaf.height, at_top=at_top):
                break
            room = abs(rows[index + 1][0].y - row[0].y) if index + 1 < len(rows) else float("inf")
            yield _Row(tuple(row), at_top, index == 0, room)


def _is_at_edge(place: float, height: float, *, at_top: bool) -> bool:
    edge = max(_EDGE * height, min(_LEAST_EDGE, height / 4))
    return place < edge if at_top else place > height - edge
