"""Put the words of one column together to lines, each in the order in which it is read."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise

from .pdf_glyphs import Glyph
from .pdf_rows import SMALL, rows
from .pdf_scripts import is_spaceless, runs_left
from .pdf_tags import Tag
from .pdf_words import Word

_RAISED = 0.12
_ROOM = 0.12  # between two words, beside their size; the file may part a word without a space
_CELL = 2.0  # between two cells of a table, in sizes
_ONE_LETTER_WORDS = ("A", "I", "O")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


@dataclass(frozen=True, slots=True)
class Span:
    """Hold a stretch of one line in one style."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    is_raised: bool = False


@dataclass(frozen=True)
class Line:
    """Hold one line; ``spans`` are in reading order, ``x`` and ``end`` are its ends on the page.

    ``lead`` is the width of its first word and ``hang`` the room after that; ``cells`` are where
    words begin behind wide gaps. ``mark`` is what the file knows its piece by, ``tag`` what it calls that.
    """

    spans: tuple[Span, ...]
    x: float
    end: float
    y: float
    size: float
    mark: int = -1
    tag: Tag | None = None
    page: int = 0
    lead: float = 0.0
    hang: float = 0.0
    cells: tuple[float, ...] = ()
    runs_left: bool = False

    @property
    def start(self) -> float:
        """Return where reading begins, growing in the direction of reading."""
        return -self.end if self.runs_left else self.x

    @property
    def stop(self) -> float:
        """Return where reading ends, growing in the direction of reading."""
        return -self.x if self.runs_left else self.end

    @cached_property
    def text(self) -> str:
        """Return what the line says."""
        return "".join(span.text for span in self.spans)

    @cached_property
    def is_bold(self) -> bool:
        """Return whether every word of the line is bold."""
        spans = [span for span in self.spans if not span.is_raised and any(map(str.isalnum, span.text))]
        return bool(spans) and all(span.is_bold for span in spans)


def lines(words: Iterable[Word], *, leftward: bool) -> list[Line]:
    """Return the lines from top to bottom; ``leftward`` says which way the text around them runs."""
    found, dropped = rows(list(words))
    made = [_line(row, leftward=leftward) for row in found]
    made.sort(key=lambda line: line.y)
    for word in dropped:
        made = _with_dropped(made, word)
    return made


def _with_dropped(lines: list[Line], letter: Word) -> list[Line]:
    """Return the lines with a large letter at the head of the first line beside it."""
    beside = [
        index
        for index, line in enumerate(lines)
        if letter.top < line.y <= letter.y + 0.3 * line.size and line.x >= letter.end - 1
    ]
    if not beside:
        return sorted([*lines, _line([letter], leftward=False)], key=lambda line: line.y)
    for number, index in enumerate(beside):
        line, spans = lines[index], lines[index].spans
        if number == 0:
            is_word = letter.text in _ONE_LETTER_WORDS and line.x - letter.end > 0.3 * line.size
            spans = (Span(f"{letter.text} " if is_word else letter.text), *spans)
        lines[index] = replace(line, spans=spans, x=letter.x)
    return lines


def _line(words: list[Word], *, leftward: bool) -> Line:
    words = sorted(words, key=lambda word: word.x)
    base = max(words, key=lambda word: len(word.text) * word.size)
    cells = [(glyph, word) for word in words for glyph in _visual(word)]
    has_left = any(runs_left(word.text) for word in words)
    glyphs = _spaced(words, cells)
    if has_left:
        leftward = _is_leftward(words, around=leftward)
        glyphs = _logical(glyphs, leftward=leftward)
    runs = has_left and leftward
    first, *rest = reversed(words) if runs else words
    return Line(
        spans=_spans(glyphs, base),
        x=words[0].x,
        end=max(word.end for word in words),
        y=base.y,
        size=base.size,
        mark=base.glyphs[0].look.tag,
        lead=min(first.end - first.x, base.size) if is_spaceless(first.text[0]) else first.end - first.x,
        hang=max(first.x - rest[0].end, rest[0].x - first.end) if rest else 0.0,
        cells=tuple(b.x for a, b in pairwise(words) if b.x - a.end > _CELL * base.size),
        runs_left=runs,
    )


def _is_leftward(words: Iterable[Word], *, around: bool) -> bool:
    """Return whether a line with letters of a script from the right is read from there as a whole."""
    kinds = Counter(_direction(char) for word in words for char in word.text if char.isalpha())
    return kinds["R"] > (0.25 if around else 0.6) * (kinds["R"] + kinds["L"])


def _visual(word: Word) -> list[Glyph]:
    """Return the letters of a word from left to right."""
    if runs_left(word.text):
        return sorted(word.glyphs, key=lambda glyph: glyph.x)
    has_marks = any(unicodedata.combining(glyph.text[0]) for glyph in word.glyphs)
    if has_marks or all(before.x <= after.x for before, after in pairwise(word.glyphs)):
        return list(word.glyphs)
    return sorted(word.glyphs, key=lambda glyph: glyph.x)


def _spaced(words: Sequence[Word], cells: Sequence[tuple[Glyph, Word]]) -> list[Glyph]:
    """Return the letters of a line from left to right with a space where two words stand apart."""
    found: list[Glyph] = []
    order = {id(word): number for number, word in enumerate(words)}
    for index, (glyph, word) in enumerate(cells):
        if index:
            before = cells[index - 1][1]
            if before is not word and _apart(before, word, order):
                found.append(Glyph(" ", before.end, word.x, before.y, before.glyphs[-1].look))
        found.append(glyph)
    return found


def _apart(before: Word, after: Word, order: dict[int, int]) -> bool:
    room = after.x - before.end
    size = max(before.size, after.size)
    if before.is_spaced or (after.is_spaced and runs_left(after.text)):
        return room > _ROOM / 2 * size
    return room > _ROOM * size


def _logical(glyphs: list[Glyph], *, leftward: bool) -> list[Glyph]:
    """Return letters that stand from left to right in the order in which they are read."""
    kinds = _directions(glyphs, leftward=leftward)
    runs = [
        (kind, [glyph for glyph, _ in run])
        for kind, run in groupby(zip(glyphs, kinds, strict=True), key=lambda pair: pair[1])
    ]
    ordered: list[Glyph] = []
    for kind, run in reversed(runs) if leftward else runs:
        ordered += run if kind == "L" else reversed(run)
    return _with_brackets(ordered)


def _directions(glyphs: Sequence[Glyph], *, leftward: bool) -> list[str]:
    """Return "R" or "L" for each letter; what has no direction takes its neighbours', else the line's."""
    base = "R" if leftward else "L"
    kinds = [_direction(glyph.text[0]) for glyph in glyphs]
    index = 0
    while index < len(kinds):
        if kinds[index]:
            index += 1
            continue
        stop = index
        while stop < len(kinds) and not kinds[stop]:
            stop += 1
        before = kinds[index - 1] if index else base
        after = kinds[stop] if stop < len(kinds) else base
        kinds[index:stop] = [before if before == after else base] * (stop - index)
        index = stop
    return kinds


def _direction(char: str) -> str:
    kind = unicodedata.bidirectional(char)
    if kind in ("R", "AL", "RLE", "RLO", "RLI"):
        return "R"
    return "L" if kind in ("L", "EN", "AN", "LRE", "LRO", "LRI") else ""


def _with_brackets(glyphs: list[Glyph]) -> list[Glyph]:
    """Turn brackets round where the first one closes: files differ in what they call a mirrored bracket."""
    first = next((glyph.text for glyph in glyphs if glyph.text in "()[]{}"), "")
    if first not in (")", "]", "}"):
        return glyphs
    return [glyph._replace(text=glyph.text.translate(_MIRRORED)) for glyph in glyphs]


def _spans(glyphs: Iterable[Glyph], base: Word) -> tuple[Span, ...]:
    def style(glyph: Glyph) -> tuple[bool, bool, bool]:
        look = glyph.look
        is_raised = look.size <= SMALL * base.size and base.y - glyph.y > _RAISED * base.size
        return look.is_bold, look.is_italic, is_raised

    return tuple(Span("".join(glyph.text for glyph in run), *key) for key, run in groupby(glyphs, key=style))
