"""Put the words of a column that stand on one line together, with the marks raised above it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from .pdf_words import Word

SMALL = 0.88
"""How high a raised mark is at most, beside the letters of its line."""

_DROPPED = 1.8  # the first letter of a chapter that reaches over several lines
_MOST_DROPPED = 20  # in one column; more are no first letters
_RECENT = 6
_MOST_NEAR = 300  # words; a line of small letters across a wide page has 60


def rows(words: Sequence[Word]) -> tuple[list[list[Word]], list[Word]]:
    """Return the words by line, and the large first letters that reach over several lines."""
    ordered = sorted(words, key=lambda word: word.y)
    heights = [word.y for word in ordered]
    dropped = _dropped(ordered)
    apart = {id(word) for word in dropped}
    found: list[list[Word]] = []
    small: list[Word] = []
    for word in ordered:
        if id(word) in apart:
            continue
        row = next((row for row in reversed(found[-_RECENT:]) if _on_line(row[0], word)), None)
        if row is not None:
            row.append(word)
        elif _is_mark(word, _near(ordered, heights, word)):
            small.append(word)
        else:
            found.append([word])
    starts = [row[0].y for row in found]
    for word in small:
        place = bisect_left(starts, word.y)
        homes = found[max(0, place - _RECENT) : place + _RECENT]
        if homes:
            min(homes, key=lambda row: _distance(row, word)).append(word)
        else:
            found.append([word])
    return found, dropped


def _on_line(first: Word, word: Word) -> bool:
    return abs(first.y - word.y) < 0.3 * min(first.size, word.size)


def _near(ordered: Sequence[Word], heights: Sequence[float], word: Word) -> Sequence[Word]:
    """Return the words at about the height of one."""
    reach = word.size / SMALL * 2.5
    start = bisect_left(heights, word.y - reach)
    stop = bisect_left(heights, word.y + reach)
    middle = bisect_left(heights, word.y)
    return ordered[max(start, middle - _MOST_NEAR // 2) : min(stop, middle + _MOST_NEAR // 2)]


def _is_mark(word: Word, near: Sequence[Word]) -> bool:
    """Return whether a word is small and stands raised or lowered right beside a larger one."""
    return any(
        other.size * SMALL >= word.size
        and -0.25 * other.size < other.y - word.y < 0.75 * other.size
        and (
            -0.3 * other.size < word.x - other.end < 0.5 * other.size
            or -0.3 * other.size < other.x - word.end < 1.2 * other.size  # before its footnote's text
        )
        for other in near
    )


def _distance(row: Sequence[Word], word: Word) -> float:
    beside = row[-_MOST_NEAR:]
    return min(max(word.x - other.end, other.x - word.end, 0) + abs(other.y - word.y) for other in beside)


def _dropped(words: Sequence[Word]) -> list[Word]:
    """Return the single large letters beside which at least two lines of ordinary ones begin."""
    ordinary = sorted(word.size for word in words)[len(words) // 2] if words else 0.0
    large = [word for word in words if word.size > _DROPPED * ordinary and len(word.text) == 1]
    if len(large) > _MOST_DROPPED:
        return []
    return [letter for letter in large if _stands_beside(letter, words)]


def _stands_beside(letter: Word, words: Sequence[Word]) -> bool:
    beside = {
        round(word.y)
        for word in words
        if word.size < letter.size / 1.5
        and letter.end - 1 <= word.x < letter.end + letter.size
        and letter.top - word.size < word.y < letter.y + 0.3 * word.size
    }
    return len(beside) > 1
