"""Put a page's letters together to words, with or without spaces in the file."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from .pdf_glyphs import Glyph
from .pdf_scripts import plain, runs_left

_SPACE = 0.17  # of the letters' size; the narrowest space of a justified line
_WIDE_SPACE = 0.24  # where the file has spaces of its own, less is only letters set apart
_SHIFT = 0.12  # a raised mark stands at least this much higher, of its neighbour's size
_MIN_TRACKED = 4
_NEAR = 12  # letters; of one word and its neighbours
_MOST_APART = 500  # accents drawn apart from their letters, on one page


@dataclass(frozen=True)
class Word:
    """Hold letters without a space in between; ``is_spaced`` tells that the file has a space after them."""

    glyphs: tuple[Glyph, ...]
    is_spaced: bool

    @cached_property
    def text(self) -> str:
        """Return the letters in the order in which they are read."""
        return "".join(glyph.text for glyph in self.glyphs)

    @cached_property
    def x(self) -> float:
        """Return where the word begins on the left."""
        return min(glyph.x for glyph in self.glyphs)

    @cached_property
    def end(self) -> float:
        """Return where the word ends on the right."""
        return max(glyph.end for glyph in self.glyphs)

    @cached_property
    def y(self) -> float:
        """Return the baseline."""
        return self.glyphs[0].y

    @cached_property
    def size(self) -> float:
        """Return the height of the letters."""
        return self.glyphs[0].look.size

    @property
    def top(self) -> float:
        """Return how high the letters reach."""
        return self.y - 0.75 * self.size

    @property
    def bottom(self) -> float:
        """Return how low the letters reach."""
        return self.y + 0.2 * self.size


def words(glyphs: Sequence[Glyph]) -> list[Word]:
    """Return the words in the order in which the file draws them."""
    found: list[Word] = []
    for stretch in _stretches(_vowelled(_single(_whole(glyphs)))):
        limit = _limit(stretch)
        start = 0
        for index, glyph in enumerate(stretch):
            if glyph.text.isspace():
                if index > start:
                    found.append(Word(tuple(stretch[start:index]), is_spaced=_is_space(glyph)))
                start = index + 1
            elif index > start and _parts(stretch[index - 1], glyph, limit):
                found.append(Word(tuple(stretch[start:index]), is_spaced=False))
                start = index
        if start < len(stretch):
            found.append(Word(tuple(stretch[start:]), is_spaced=False))
    return _with_marks(found)


def _with_marks(found: Sequence[Word]) -> list[Word]:
    """Return the words, and in them the accents that the file draws apart from their letters."""
    apart = [word for word in found if all(unicodedata.combining(char) for char in word.text)]
    whole = [word for word in found if not all(unicodedata.combining(char) for char in word.text)]
    if not apart or len(apart) > _MOST_APART:
        return list(found)
    for mark in apart:
        middle = (mark.x + mark.end) / 2
        for index, word in enumerate(whole):
            if word.x <= middle <= word.end and abs(word.y - mark.y) < 0.8 * word.size:
                near = min(word.glyphs, key=lambda glyph: abs(_middle(glyph) - middle))
                under = near._replace(text=near.text + mark.text)
                glyphs = tuple(under if glyph is near else glyph for glyph in word.glyphs)
                whole[index] = Word(glyphs, word.is_spaced)
                break
        else:
            whole.append(mark)
    return whole


def _whole(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Return letters with the parts of one ligature joined, and without what is drawn twice to look bold."""
    found: list[Glyph] = []
    places: dict[tuple[float, float, int], int] = {}
    recent: dict[tuple[str, int, int], Glyph] = {}
    for glyph in glyphs:
        text = plain(glyph.text)
        if text < " " and text not in "\x02\t\n\r":
            continue  # a control sign
        place = (glyph.x, glyph.y, id(glyph.look))
        known = places.get(place, -1)
        if known >= 0 and _is_part(glyph, found[known], is_last=known == len(found) - 1):
            found[known] = _with_part(found[known], glyph, text)
            continue
        spot = (text, round(glyph.x), round(glyph.y))
        before = recent.get(spot)
        if before and before.look is not glyph.look and abs(before.x - glyph.x) < 0.08 * glyph.look.size:
            continue
        recent[spot] = glyph
        places[place] = len(found)
        found.append(glyph if text is glyph.text else glyph._replace(text=text))
    return found


def _is_part(glyph: Glyph, first: Glyph, *, is_last: bool) -> bool:
    """Return whether letters in one place are one ligature; from the right, others may come in between."""
    if glyph.text.isspace() or first.text.isspace():
        return False
    return is_last or (runs_left(glyph.text) and runs_left(first.text))


def _with_part(last: Glyph, part: Glyph, text: str) -> Glyph:
    """Return a ligature with one more part; those of scripts from the right come in either order."""
    is_turned = runs_left(text) and (part.end > last.end - 0.01 or unicodedata.combining(last.text[0]))
    joined = text + last.text if is_turned else last.text + text
    if unicodedata.combining(joined[0]):
        joined = joined[1:] + joined[0]
    return last._replace(text=joined, end=max(part.end, last.end))


def _single(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Return letters with those once that the file names again at their vowel sign."""
    found: list[Glyph] = []
    for glyph in glyphs:
        is_voweled = len(glyph.text) > 1 and any(map(unicodedata.combining, glyph.text))
        if not is_voweled or not any(_is_same(glyph, other) for other in found[-_NEAR:]):
            found.append(glyph)
    return found


def _is_same(glyph: Glyph, other: Glyph) -> bool:
    if sorted(glyph.text) != sorted(other.text) or abs(glyph.y - other.y) > 0.8 * glyph.look.size:
        return False
    return other.x <= _middle(glyph) <= other.end or glyph.x <= _middle(other) <= glyph.end


def _vowelled(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return letters with the vowel signs of scripts from the right joined to the letters they stand at."""
    found: list[Glyph | None] = list(glyphs)
    for index, mark in enumerate(glyphs):
        if not unicodedata.combining(mark.text[0]) or not runs_left(mark.text):
            continue
        near = [
            place
            for place in range(max(0, index - 3), min(len(glyphs), index + 4))
            if (letter := found[place]) is not None
            and letter.text[0].isalpha()
            and abs(letter.y - mark.y) < 0.8 * letter.look.size
            and letter.x - 0.2 * letter.look.size
            <= (mark.x + mark.end) / 2
            <= letter.end + 0.2 * letter.look.size
        ]
        if near:
            home = min(near, key=lambda place: abs(_middle(glyphs[place]) - _middle(mark)))
            letter = found[home] or glyphs[home]
            found[home], found[index] = letter._replace(text=letter.text + mark.text), None
    return [glyph for glyph in found if glyph is not None]


def _middle(glyph: Glyph) -> float:
    return (glyph.x + glyph.end) / 2


def _stretches(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Yield letters that follow each other on one baseline in one size."""
    stretch: list[Glyph] = []
    for glyph in glyphs:
        if stretch:
            last, size = stretch[-1], max(stretch[-1].look.size, glyph.look.size)
            is_same = (
                abs(glyph.y - last.y) < _SHIFT * size and 0.85 < glyph.look.size / last.look.size < 1.18
            ) or glyph.text.isspace()
            if not is_same:
                yield stretch
                stretch = []
        stretch.append(glyph)
    if stretch:
        yield stretch


def _is_space(glyph: Glyph) -> bool:
    """Return whether a space is one of the file's own; those that PDFium puts into a gap have no width."""
    return glyph.text.isspace() and glyph.end - glyph.x > 0.05 * glyph.look.size


def _limit(stretch: Sequence[Glyph]) -> float:
    """Return the room between two letters, beside their size, from which it is a space."""
    rooms = [
        (after.x - before.end) / before.look.size
        for before, after in pairwise(stretch)
        if not before.text.isspace() and not after.text.isspace()
    ]
    limit = _WIDE_SPACE if any(map(_is_space, stretch)) else _SPACE
    rooms = [room for room in rooms if -0.3 < room < 1]
    if len(rooms) < _MIN_TRACKED:
        return limit
    return max(limit, 1.8 * median(rooms) + 0.1 if median(rooms) > 0.06 else 0.0)


def _parts(before: Glyph, after: Glyph, limit: float) -> bool:
    """Return whether there is room between two letters, or they do not stand beside each other at all."""
    size = before.look.size
    room = after.x - before.end
    if runs_left(before.text) or runs_left(after.text):
        room = min(room, before.x - after.end, key=abs)
    elif unicodedata.combining(after.text[0]):
        return False
    return not -0.6 * size < room < limit * size
