"""Find the columns of a page, and the order in which they are read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from .pdf_words import Word

_GUTTER = 0.45  # the least white between columns, in sizes of their letters
_SURE_GUTTER = (
    0.9  # less is a gutter only beside several lines: spaces of justified lines may lie over each other
)
_USUAL_SPACE = 0.36  # between two words, which in a large title is wider than a gutter of the text
_WIDE_GUTTER = 1.5
_CLEAR = 0.6  # a gap in a line from which a piece begins that may belong to another column
_TRIED = 40
_LONE = 8  # places that are tried although only one line begins there
_FEWEST = 5  # words
_MOST_LOOKS = 1_500_000  # at words beside gutters, on one page; a page of a newspaper takes a third of it
_MOST_HEADINGS = 20
_DEPTH = 12
_NARROWEST = 4.5  # the least width of half the lines of a column, in sizes
_LARGER = 1.12
_CELL = 9.0  # half the cells of a column of a table are narrower, in sizes
_ALIGNED = 0.8
_GOING_ON = 0.3  # of the lines of a text begin within a sentence
_RULE = re.compile(r"[_.…-]{4,}")  # a line to write on may reach out of its column
_MARK = re.compile(r"[^\w\s]|\(?\w{1,3}[.)]|[0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class _Cut:
    """Hold words parted at a gutter: before it, left, right and after it."""

    above: list[Word]
    left: list[Word]
    right: list[Word]
    below: list[Word]
    middle: float

    @property
    def worth(self) -> tuple[int, float]:
        """Return how much stands in columns here, and how wide their gutter is."""
        gap = min(word.x for word in self.right) - max(word.end for word in self.left)
        return len(self.left) + len(self.right), gap


@dataclass(frozen=True, slots=True)
class _Area:
    """Hold words from top to bottom, with the middles of their letters and how far each one reaches."""

    words: list[Word]
    middles: list[float]
    reaches: dict[int, float]
    size: float


def columns(words: Sequence[Word], *, leftward: bool) -> list[list[Word]]:
    """Return the words of each column, or of what stands across them, in reading order."""
    return _Page(leftward=leftward).parted(list(words), _DEPTH) if words else []


class _Page:
    """Part a page again and again, as long as it is worth the time."""

    def __init__(self, *, leftward: bool) -> None:
        self._leftward = leftward
        self._left = _MOST_LOOKS

    def parted(self, words: list[Word], depth: int) -> list[list[Word]]:
        """Return the words by column, in reading order."""
        cut = self._best_cut(words) if depth and len(words) > _FEWEST else None
        if cut is None:
            return [words]
        sides = (cut.right, cut.left) if self._leftward else (cut.left, cut.right)
        parts = (cut.above, *sides, cut.below)
        return [found for part in parts if part for found in self.parted(part, depth - 1)]

    def _best_cut(self, words: list[Word]) -> _Cut | None:
        size = median(word.size for word in words)
        ordered = sorted(words, key=_middle)
        area = _Area(ordered, [_middle(word) for word in ordered], _reaches(ordered, size), size)
        best: _Cut | None = None
        for gutter in _gutters(ordered, size):
            self._left -= len(words)
            if self._left < 0:
                return None
            for cut in _cuts(area, gutter):
                if best is None or cut.worth > best.worth:
                    best = cut
        return _without_headings(best) if best else None


def _middle(word: Word) -> float:
    """Return the height of the middle of a word's letters."""
    return word.y - 0.3 * word.size


def _reaches(words: Sequence[Word], size: float) -> dict[int, float]:
    """Return where each word ends, by its ``id``, together with a space of usual width behind it."""
    found: dict[int, float] = {}
    for row in _rows(words, size):
        row.sort(key=lambda word: word.x)
        for word, after in zip(row, [*row[1:], row[-1]], strict=True):
            is_near = 0 < after.x - word.end < _USUAL_SPACE * max(word.size, after.size)
            found[id(word)] = after.x if is_near else word.end
    return found


def _gutters(words: Sequence[Word], size: float) -> list[tuple[float, float]]:
    """Return the white stretches beside which pieces of lines begin or end, the most common first."""
    starts: Counter[int] = Counter()
    ends: Counter[int] = Counter()
    for row in _rows(words, size):
        row.sort(key=lambda word: word.x)
        for index, word in enumerate(row):
            if index == 0 or word.x - row[index - 1].end > _CLEAR * size:
                starts[int(word.x)] += 1
            if index == len(row) - 1 or row[index + 1].x - word.end > _CLEAR * size:
                ends[int(word.end) + 1] += 1
    found = [(x - _GUTTER * size, float(x)) for x in _common(starts)]
    return found + [(float(x), x + _GUTTER * size) for x in _common(ends)]


def _common(places: Counter[int]) -> list[int]:
    """Return the places where pieces of lines begin or end more than once, and a few others."""
    return [
        place for index, (place, count) in enumerate(places.most_common(_TRIED)) if count > 1 or index < _LONE
    ]


def _rows(words: Iterable[Word], size: float) -> list[list[Word]]:
    """Return words that are sorted from top to bottom by the height at which they stand."""
    rows: list[list[Word]] = []
    for word in words:
        if rows and word.y - rows[-1][0].y < 0.3 * size:
            rows[-1].append(word)
        else:
            rows.append([word])
    return rows


def _cuts(area: _Area, gutter: tuple[float, float]) -> Iterator[_Cut]:
    """Yield the words between those that stand across a gutter, where both sides are columns."""
    left, right = gutter
    words, reaches = area.words, area.reaches
    across = _heights(
        word
        for word in words
        if word.x < right and reaches[id(word)] > left and not _RULE.fullmatch(word.text)
    )
    start = 0
    for top, bottom in (*across, (float("inf"), float("inf"))):
        stop = bisect_left(area.middles, top)
        if stop - start > _FEWEST:
            cut = _cut(words, start, stop, (left + right) / 2)
            if cut is not None and _are_columns(cut.left, cut.right, area.size):
                yield cut
        start = max(start, bisect_left(area.middles, bottom))


def _heights(words: Iterable[Word]) -> list[tuple[float, float]]:
    """Return the stretches of the page's height that words take, from top to bottom."""
    found: list[tuple[float, float]] = []
    for word in words:
        if found and word.top <= found[-1][1]:
            found[-1] = (min(found[-1][0], word.top), max(found[-1][1], word.bottom))
        else:
            found.append((word.top, word.bottom))
    return found


def _cut(words: Sequence[Word], start: int, stop: int, middle: float) -> _Cut | None:
    left = [word for word in words[start:stop] if word.x < middle]
    right = [word for word in words[start:stop] if word.x >= middle]
    return _Cut([*words[:start]], left, right, [*words[stop:]], middle) if left and right else None


def _without_headings(cut: _Cut) -> _Cut:
    """Return columns without a heading that stands over both of them, and what follows the next one."""
    band = sorted((*cut.left, *cut.right), key=_middle)
    top = _headed(band, cut.left, cut.right)
    bottom = top + _next_heading(band[top:], cut.middle)
    if cut.below:
        bottom -= _headed_below(band[top:bottom])
    inner = _cut(band, top, bottom, cut.middle)
    if inner is None:
        return cut
    return replace(inner, above=cut.above + inner.above, below=inner.below + cut.below)


def _headed(band: Sequence[Word], left: Sequence[Word], right: Sequence[Word]) -> int:
    """Return how many words on top are larger and have nothing beside them: a heading over both columns."""
    size = median(word.size for word in band)
    first = max(min(word.top for word in left), min(word.top for word in right))
    count = 0
    while count < len(band) and band[count].y < first and band[count].size > _LARGER * size:
        count += 1
    return count


def _headed_below(band: Sequence[Word]) -> int:
    """Return how many words at the bottom are larger, below all others: the heading of what follows."""
    size = median(word.size for word in band)
    count = 0
    while count < len(band) and band[-1 - count].size > _LARGER * size:
        count += 1
    rest = band[: len(band) - count]
    lowest = max((word.bottom for word in rest), default=0.0)
    return count if all(word.top > lowest - 0.1 * size for word in band[len(rest) :]) else 0


def _next_heading(band: Sequence[Word], middle: float) -> int:
    """Return where a larger line begins that has nothing beside it, between columns above and below."""
    size = median(word.size for word in band)
    right = [word for word in band if word.x >= middle]
    larger = [
        index
        for index, word in enumerate(band)
        if index > 5 and word.x < middle and word.size > _LARGER * size
    ]
    for index in larger[:_MOST_HEADINGS]:
        word = band[index]
        above = max((other.bottom for other in band[:index] if other.y < word.y - 0.3 * size), default=0.0)
        after = [other for other in band[index:] if other.x < middle and other.y > word.y + 0.3 * word.size]
        if not after:
            continue  # the last line of its column: what it heads stands on top of the next one
        below = min(other.top for other in after)
        beside = [
            other for other in right if other.bottom > above + 0.1 * size and other.top < below - 0.1 * size
        ]
        if not beside and word.top - above > 0.4 * size and any(other.y > word.y for other in right):
            return index
    return len(band)


def _are_columns(left: Sequence[Word], right: Sequence[Word], size: float) -> bool:
    """Return whether both sides read as text of their own, not as a list's marks or as cells of a table."""
    sides = _rows(_ordinary(left), size), _rows(_ordinary(right), size)
    gap = min(word.x for word in right) - max(word.end for word in left)
    is_filled = max(map(len, sides)) > 4 and _is_filled(sides[0], size)
    if is_filled and gap > _WIDE_GUTTER * size:
        fewest = 1  # the last line of a text in columns
    else:
        fewest = 2 if is_filled or gap > _SURE_GUTTER * size else 5
    if min(map(len, sides)) < fewest or max(map(len, sides)) < 3:
        return False
    if any(median(_width(row) for row in rows) < _NARROWEST * size for rows in sides):
        return False
    firsts = [min(row, key=lambda word: word.x).text for row in sides[1]]
    if sum(_MARK.fullmatch(first) is not None for first in firsts) > len(firsts) / 4:
        return True  # two lists beside each other
    return not _is_table(*sides, size)


def _is_filled(rows: Sequence[Sequence[Word]], size: float) -> bool:
    """Return whether many lines reach the right side of their column."""
    ends = [max(word.end for word in row) for row in rows]
    return sum(end > max(ends) - 3 * size for end in ends) > 0.4 * len(ends)


def _ordinary(words: Sequence[Word]) -> list[Word]:
    """Return the words without the small ones among them, such as raised marks."""
    size = median(word.size for word in words)
    return [word for word in words if word.size > 0.75 * size]


def _is_table(left: list[list[Word]], right: list[list[Word]], size: float) -> bool:
    """Return whether short lines stand at the same heights on both sides, and none goes on in the next."""
    firsts = [min(row, key=lambda word: word.x).text for rows in (left, right) for row in rows[1:]]
    if sum(first[:1].islower() for first in firsts) > _GOING_ON * len(firsts):
        return False
    fewer, more = sorted((left, right), key=len)
    heights = [row[0].y for row in more]
    aligned = sum(any(abs(row[0].y - y) < 0.2 * size for y in heights) for row in fewer)
    is_short = any(median(_width(row) for row in rows) < _CELL * size for rows in (left, right))
    return is_short and aligned >= _ALIGNED * len(fewer)


def _width(row: Sequence[Word]) -> float:
    return max(word.end for word in row) - min(word.x for word in row)
