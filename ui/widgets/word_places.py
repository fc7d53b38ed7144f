"""Tell where the words of a reading stand in the document that shows them, and the other way round."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .exact_text import units


class _Piece(NamedTuple):
    """Hold a stretch of the words: where it begins in them, and in the document."""

    start: int
    position: int
    text: str


class WordPlaces:
    """Go between characters of a reading's words and steps of a cursor in its document.

    ``pieces`` are what was written, in order, each with its position; what stands between them in the
    document (list marks, footnote marks) belongs to no word. A step is half of a character beyond U+FFFF.
    """

    def __init__(self, words: str, pieces: Iterable[tuple[int, str]]) -> None:
        self.words = words
        self._pieces = tuple(_placed(words, pieces))
        self._positions = [piece.position for piece in self._pieces]

    def passage(self, first: int, last: int) -> tuple[int, int]:
        """Return the stretch of words that lies between two positions, without white space at its ends."""
        start, end = self._place(first, after=True), self._place(last, after=False)
        while start < end and self.words[start].isspace():
            start += 1
        while start < end and self.words[end - 1].isspace():
            end -= 1
        return start, max(start, end)

    def place(self, position: int) -> int:
        """Return the character that stands at a position, or the next one after it."""
        return self._place(position, after=True)

    def stretches(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        """Return where a stretch of words stands in the document, piece by piece."""
        found = []
        for piece in self._pieces:
            first, last = max(start, piece.start), min(end, piece.start + len(piece.text))
            if first < last:
                found.append((_position(piece, first), _position(piece, last)))
        return found

    def _place(self, position: int, *, after: bool) -> int:
        index = bisect_right(self._positions, position) - 1
        if index < 0:
            return self._pieces[0].start if self._pieces else 0
        piece = self._pieces[index]
        before = units(piece.text)[: 2 * (position - piece.position)]
        characters = len(before.decode("utf-16-le", "surrogatepass"))
        beyond = position > piece.position + len(units(piece.text)) // 2
        if beyond and after:
            return self._pieces[index + 1].start if index + 1 < len(self._pieces) else len(self.words)
        return piece.start + characters


def _placed(words: str, pieces: Iterable[tuple[int, str]]) -> Iterator[_Piece]:
    """Find the pieces one after the other; between two of them only line feeds stand in the words."""
    place = 0
    for position, text in pieces:
        while not words.startswith(text, place) and words[place : place + 1] == "\n":
            place += 1
        if text and words.startswith(text, place):
            yield _Piece(place, position, text)
            place += len(text)


def _position(piece: _Piece, place: int) -> int:
    return piece.position + len(units(piece.text[: place - piece.start])) // 2
