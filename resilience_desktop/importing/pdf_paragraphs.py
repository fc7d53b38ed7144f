"""Put lines together to paragraphs, by what their layout shows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .pdf_items import bullet
from .pdf_lines import Line
from .pdf_scripts import is_spaceless

_SAME_SIZE = 0.1
_APART = 1.28  # beside the usual distance of lines; raised marks push lines apart by up to a fifth
_SOMEWHAT = 1.09  # enough where a sentence ends as well, and nothing raised stands in the line
_INDENT = 0.7  # in sizes
_SPACE = 0.25
_USUAL = 1.3  # the distance of lines beside their size, where nothing better is known
_CENTRED = 0.6
_LED = re.compile(r"(?:[._…]\s?){6,}\s*\S{0,6}\s*$")
"""An entry of a table of contents, or a line to write on."""

_MUCH = 0.35  # of a line
_BROKEN = re.compile("[^\\W\\d_][-\x02\u00ad\u2010]\\s*$")

Leading = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Block:
    """Hold the lines of one paragraph, or of a part of one; ``gap`` is the empty room above it in lines.

    ``is_full`` tells that its last line leaves no room for another word, ``is_indented`` that its first
    line begins further in than the column.
    """

    lines: tuple[Line, ...]
    gap: float = 1.0
    item: int | None = None
    mark: int = 0
    is_full: bool = False
    is_indented: bool = False


def leading(regions: Iterable[Sequence[Line]]) -> Leading:
    """Return what tells the usual distance of two lines of a size in points.

    Where a sentence goes on from a long line to the next, they belong to one paragraph; only where that
    is nowhere to be seen, all distances are counted.
    """
    seen: dict[int, Counter[int]] = {}
    sure: dict[int, Counter[int]] = {}
    for lines in regions:
        right = max((line.stop for line in lines), default=0.0)
        for before, after in pairwise(lines):
            room = after.y - before.y
            if _differ(before, after) or not 0.9 * before.size < room < 3 * before.size:
                continue
            size, room = round(before.size * 2), round(room * 2)
            seen.setdefault(size, Counter())[room] += 5 if before.stop > right - 3 * before.size else 1
            is_long = before.stop > right - 8 * before.size
            if is_long and after.text[:1].islower() and not _ends_a_sentence(before):
                sure.setdefault(size, Counter())[room] += 1

    def usual(size: float) -> float:
        key = round(size * 2)
        counts = sure.get(key) or seen.get(key)
        if not counts:
            return _USUAL * size
        most = max(counts.values())
        return min(room for room, count in counts.items() if count >= most / 2) / 2 + 0.25

    return usual


def blocks(lines: Sequence[Line], usual: Leading) -> list[Block]:
    """Return the paragraphs of one column, from top to bottom."""
    found: list[Block] = []
    edges: dict[int, float] = {}
    for line in lines:
        if _has_words(line):
            edges[round(line.size)] = max(line.stop, edges.get(round(line.size), line.stop))
    for chunk in _chunks(lines, usual):
        right = max(line.stop for line in list(filter(_has_words, chunk)) or chunk)
        left = min(line.start for line in chunk)
        is_list = _are_short_sentences(chunk, edges.get(round(chunk[0].size), right))
        start = 0
        for index in range(1, len(chunk) + 1):
            if index < len(chunk) and not is_list and not _parts(chunk, start, index, (left, right)):
                continue
            found.append(_block(chunk[start:index], found, left, right, usual))
            start = index
    return found


def _chunks(lines: Sequence[Line], usual: Leading) -> list[list[Line]]:
    """Return lines that stand close to each other in one size."""
    chunks: list[list[Line]] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if before and not _differ(before, line) and _are_close(before, line, usual(line.size)):
            chunks[-1].append(line)
        else:
            chunks.append([line])
    return chunks


def _are_close(before: Line, line: Line, usual: float) -> bool:
    """Return whether lines stand as close as lines of a paragraph do."""
    room = line.y - before.y
    is_plain = not any(span.is_raised for span in line.spans)
    limit = _SOMEWHAT if is_plain and _ends_a_sentence(before) else _APART
    return 0 < room < limit * usual


def _has_words(line: Line) -> bool:
    """Return whether a line holds more than dots or a rule to write on."""
    return any(map(str.isalnum, line.text))


def _differ(before: Line, after: Line) -> bool:
    return abs(before.size - after.size) > _SAME_SIZE * max(before.size, after.size)


def _are_short_sentences(chunk: Sequence[Line], edge: float) -> bool:
    """Return whether each line is a sentence with room behind it: a list whose bullets are only drawn."""
    return all(
        _ends_a_sentence(before)
        and not line.text.lstrip()[:1].islower()
        and (ends_early(before, line, edge) or (_is_dense(before) and before.stop < edge - 2 * before.size))
        for before, line in pairwise(chunk)
    ) and _ends_a_sentence(chunk[-1])


def _is_dense(line: Line) -> bool:
    """Return whether a line may be broken at any sign."""
    return "\u3040" <= line.text.strip()[-2:-1] <= "\u9fff"


def _parts(chunk: Sequence[Line], start: int, index: int, edges: tuple[float, float]) -> bool:
    """Return whether a paragraph ends between a line and the one before it."""
    left, right = edges
    before, line, first = chunk[index - 1], chunk[index], chunk[start]
    if before.tag and line.tag and before.tag.block and line.tag.block:
        return before.tag.block != line.tag.block
    if is_row(before, line, right) or is_row(line, before, right) or _LED.search(before.text[-60:]):
        return True
    if before.is_bold != line.is_bold and before.spans[-1].is_bold != line.spans[0].is_bold:
        return True
    if line.spans[0].is_raised and line.spans[0].text.strip().isdigit():
        return True  # the next footnote
    is_short = ends_early(before, line, right)
    mark = bullet(line)
    if mark is not None and (is_short or _is_next_item(chunk[start : index + 1], mark[0])):
        return True
    if _are_centred(chunk):
        return is_short and not (line.is_bold and before.is_bold)
    step = line.start - before.start
    if line.runs_left and abs(line.x - before.x) < 0.3 * line.size:
        step = 0.0  # read from the right, but set flush left
    if index - start == 1:
        if step > _INDENT * line.size:
            return bullet(first) is None and (is_short or not _hangs(chunk, index))
        return is_short or _both_indented(chunk, index, left)
    return is_short or abs(step) > _INDENT * line.size


def _both_indented(chunk: Sequence[Line], index: int, left: float) -> bool:
    """Return whether two lines begin further in than others: two paragraphs, where the first has one line."""
    before, line = chunk[index - 1], chunk[index]
    furthest = left + _INDENT * line.size
    goes_back = index + 1 < len(chunk) and chunk[index + 1].start < furthest
    return before.start > furthest and line.start > furthest and (goes_back or _ends_a_sentence(before))


def _ends_a_sentence(line: Line) -> bool:
    return line.text.rstrip().rstrip("\"'”’“‘»«)]").endswith((".", "!", "?", "…", "؟", "。"))


def ends_early(before: Line, after: Line, right: float) -> bool:
    """Return whether the first word of the next line would still have fitted on a line.

    Some programs break lines so that they come out even, and people break them by hand. So where the
    words themselves say that a sentence goes on, more room than that is asked for.
    """
    if _BROKEN.search(before.text) and after.text[:1].islower():
        return False
    room = right - (before.stop + _SPACE * before.size + after.lead)
    if is_spaceless(after.text.lstrip()[:1]):
        return room > 2 * before.size  # some signs may not begin or end a line
    if _ends_a_sentence(before):
        return room > 0.1 * before.size
    return room > (_MUCH * (right - before.start) if after.text[:1].islower() else 2 * before.size)


def is_row(line: Line, beside: Line, right: float) -> bool:
    """Return whether a line is parted into cells, and not only justified in a narrow column."""
    is_short = line.stop < right - _INDENT * line.size
    near = 0.5 * line.size
    return bool(line.cells) and (is_short or any(abs(a - b) < near for a in line.cells for b in beside.cells))


def _is_next_item(lines: Sequence[Line], number: int) -> bool:
    """Return whether a line with a bullet or number begins an item, although the line before it is full."""
    before = lines[-2]
    is_first = number == 1 and (_ends_a_sentence(before) or before.text.rstrip().endswith((":", "：")))
    return number == 0 or is_first or _follows(lines)


def _follows(lines: Sequence[Line]) -> bool:
    """Return whether a numbered line follows a paragraph that begins with a number at the same indent."""
    first, line = lines[0], lines[-1]
    mark, before = bullet(line), bullet(first)
    return (
        mark is not None
        and before is not None
        and mark[0] == before[0] + 1
        and abs(line.start - first.start) < _INDENT * line.size
    )


def _hangs(chunk: Sequence[Line], index: int) -> bool:
    """Return whether the line after next begins where the next one does: a hanging indent."""
    return (
        index + 1 < len(chunk) and abs(chunk[index + 1].start - chunk[index].start) < 0.3 * chunk[index].size
    )


def _are_centred(chunk: Sequence[Line]) -> bool:
    """Return whether all lines are set around one middle, and not only as wide as each other."""
    size = chunk[0].size
    middles = [(line.x + line.end) / 2 for line in chunk]
    starts = [line.x for line in chunk]
    return max(middles) - min(middles) < _CENTRED * size and max(starts) - min(starts) > 0.5 * size


def _block(lines: Sequence[Line], found: Sequence[Block], left: float, right: float, usual: Leading) -> Block:
    first, last = lines[0], lines[-1]
    mark = bullet(first)
    gap = 1.0
    if found:
        before = found[-1].lines[-1]
        gap = max(0.0, (first.y - before.y) / usual(max(first.size, before.size)) - 1)
    return Block(
        lines=tuple(lines),
        gap=round(gap, 2),
        item=mark[0] if mark else 0 if first.tag and first.tag.is_item else None,
        mark=mark[1] if mark else 0,
        is_full=last.stop > right - 3 * last.size,
        is_indented=first.start > left + _INDENT * first.size,
    )
