"""Tell where paragraphs begin among lines that were broken at some width, or that were not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import east_asian_width

from .marks import mark
from .text_lines import Line

_AROUND = 8
"""How many breaks on each side tell what a break means; habits change within a file."""

_SOFT = 0.25
"""The share of breaks within a sentence from which on such a break is no end of a paragraph; for a text
broken at a width it is far above, and for one with a line for each paragraph it is near zero."""

_FEWEST_OPEN = 4
_RELIABLE = 0.9
_NARROWEST = 24
"""Columns of letters below which nobody breaks a text: such lines are a poem, or a list without marks."""

_NEAR = 4
_LONELY = 0.6
_FULL = 0.85
_MANY_CAPITALS = 0.12
"""The share of words within sentences with a capital, above which one says little: German has a quarter."""

_ENDED = re.compile(r"""[.!?…。！？।؟۔]["'”’»“)\]』」]*\d{0,2}$""")
_RULE = re.compile(r"(=|-|~|\*|_|—|–|\.|#)\1{2,}")
_WORD_WITHIN = re.compile(r"(?<=[\w,;] )\w")


def is_rule(text: str) -> bool:
    """Tell whether a line is drawn and not written."""
    return _RULE.fullmatch(text.replace(" ", "")) is not None


def find(lines: Sequence[Line]) -> list[bool]:
    """Tell of each line whether a paragraph begins with it."""
    page = _Page(lines)
    breaks = [True] * len(lines)
    item = None  # the first line of the item that we are in
    for at, line in enumerate(lines):
        breaks[at] = not page.soft[at] or page.begins(at, item)
        if breaks[at]:
            item = line if mark(line.text) else None
    return breaks


class _Page:
    """Hold lines and what their breaks have in common; the break of a number is the one above that line."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._has_capitals = _share_of_capitals(lines) < _MANY_CAPITALS
        self._longest = max((_length(line) for line in lines), default=0)
        self._within = [at > 0 and self._is_within_sentence(at) for at in range(len(lines))]
        self._widths = self._found_widths()
        self._raggedness = self._found_raggedness()
        self._spaces_tell = self._found_whether_spaces_tell()
        self.soft = self._found_soft()

    def begins(self, at: int, item: Line | None) -> bool:
        """Tell whether a paragraph begins with this line, although one might go on here."""
        before, line = self._lines[at - 1], self._lines[at]
        ended = bool(_ENDED.search(before.text))
        if is_rule(line.text) or is_rule(before.text) or line.is_quote is not before.is_quote:
            return True
        if found := mark(line.text):
            return found.certain or item is not None or self._introduces(at)
        if line.text[0].islower() or (item is not None and line.indent > item.indent):
            return False
        if line.indent > before.indent + 1 or (self._spaces_tell and not before.is_open):
            return True
        if ended:
            return self._had_room(at) or self._stands_alone(at)
        return _length(before) < _LONELY * self._widths[at] and self._had_room(at)

    def _is_within_sentence(self, at: int) -> bool:
        """Tell whether a break certainly stands within a sentence."""
        before, after = self._lines[at - 1].text, self._lines[at].text
        if _ENDED.search(before) or before.endswith((":", "：")) or mark(after):
            return False
        if self._around(at) < _NARROWEST:
            return False
        if after[0].islower():
            return True
        is_full = _length(self._lines[at - 1]) >= _FULL * self._around(at)
        return after[0].isalpha() and is_full and not (after[0].isupper() and self._has_capitals)

    def _around(self, at: int) -> int:
        near = sorted(_length(line) for line in self._lines[max(0, at - _NEAR) : at + _NEAR])
        return near[len(near) * 3 // 4]

    def _found_widths(self) -> list[int]:
        """Return how long a line is where it is full: as the nearest ones before that were broken off."""
        full = [_length(self._lines[at - 1]) for at, within in enumerate(self._within) if within]
        widths, seen = [], 0
        for within in self._within:
            near = full[max(0, seen - _NEAR) : seen] or full[:_NEAR]
            widths.append(max(near, default=self._longest))
            seen += within
        return widths

    def _found_raggedness(self) -> int:
        """Return how much room most lines leave at the right that were certainly broken off."""
        room = sorted(self._room(at) for at, within in enumerate(self._within) if within)
        return max(0, room[len(room) * 9 // 10]) if room else 0

    def _found_whether_spaces_tell(self) -> bool:
        """Tell whether lines that were broken off have a space at their end, as some programs leave it."""
        open_ = [self._lines[at - 1].is_open for at, within in enumerate(self._within) if within]
        return len(open_) >= _FEWEST_OPEN and sum(open_) >= _RELIABLE * len(open_)

    def _found_soft(self) -> list[bool]:
        """Tell of each break whether a paragraph may go on over it, by those like it nearby."""
        soft = [False] * len(self._lines)
        for kind in (0, 1):
            places = [at for at in range(1, len(self._lines)) if self._blanks(at) == kind]
            told = [at for at in places if not mark(self._lines[at].text)]
            seen = 0
            for at in places:
                near = told[max(0, seen - _AROUND) : seen + _AROUND + 1]
                soft[at] = sum(self._within[one] for one in near) > len(near) * _SOFT
                seen += at in told[seen : seen + 1]
        return soft

    def _blanks(self, at: int) -> int:
        """Return how many empty lines stand above a line; those around the end of a page say nothing."""
        is_new_page = self._lines[at].page != self._lines[at - 1].page
        return 0 if is_new_page else self._lines[at].blanks

    def _room(self, at: int) -> int:
        """Return what would be left of the line before if the first word of this one stood on it."""
        word = self._lines[at].text.split(maxsplit=1)[0]
        if east_asian_width(word[0]) == "W":
            return self._widths[at] - _length(self._lines[at - 1]) - 1  # a line may be broken at any sign
        return self._widths[at] - _length(self._lines[at - 1]) - 1 - len(word)

    def _had_room(self, at: int) -> bool:
        room = self._room(at)
        return room >= 0 and room >= self._raggedness

    def _introduces(self, at: int) -> bool:
        """Tell whether what stands before a mark makes it one: a sentence or an introduction has ended."""
        before = self._lines[at - 1].text
        return bool(_ENDED.search(before)) or before.endswith(":") or self._had_room(at)

    def _stands_alone(self, at: int) -> bool:
        """Tell whether a line stands by itself without ending a sentence, as a heading does."""
        alone = at + 1 >= len(self._lines) or not self.soft[at + 1]
        return alone and not _ENDED.search(self._lines[at].text)


def _length(line: Line) -> int:
    """Return how many columns a line takes; a letter of Chinese or Japanese takes two."""
    wide = 0 if line.text.isascii() else sum(map("WF".__contains__, map(east_asian_width, line.text)))
    return line.indent + len(line.text) + wide


def _share_of_capitals(lines: Sequence[Line]) -> float:
    words = [found for line in lines for found in _WORD_WITHIN.findall(line.text)]
    return sum(map(str.isupper, words)) / len(words) if words else 0.0
