"""Describe a highlighted passage of a reading, and find it again where the words have moved."""

from __future__ import annotations

from dataclasses import dataclass

from .moment import Moment
from .prose import plain
from .reading import Reading

AROUND = 40
"""The characters before and after a passage that are kept with it, at the most."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Hold one passage of a reading, highlighted in a reflection, and the note beside it.

    ``number`` tells the marks of a reflection apart. ``start`` counts characters (code points) of the
    reading's words from 0. ``before`` and ``after`` are the words around the passage; ``note`` may be empty.
    """

    number: int
    start: int
    passage: str
    before: str
    after: str
    note: str
    made: Moment
    changed: Moment

    @property
    def end(self) -> int:
        """Return where the passage ended, not included."""
        return self.start + len(self.passage)


def words_of(reading: Reading) -> str:
    """Return the words of a reading in which marks are placed: title, text, footnotes, a line for each."""
    notes = (plain(note.blocks) for note in reading.footnotes)
    return "\n".join((reading.title, plain(reading.body), *notes))


def marked(words: str, number: int, start: int, end: int, at: Moment) -> Mark:
    """Return a new mark on a stretch of a reading's words."""
    return Mark(
        number,
        start,
        words[start:end],
        words[max(0, start - AROUND) : start],
        words[end : end + AROUND],
        "",
        at,
        at,
    )


def find(words: str, mark: Mark) -> tuple[int, int] | None:
    """Return where a mark's passage stands in a reading's words, or None where it does not.

    It is looked for where it was, then with the words around it, nearest to where it was, and by itself
    where it stands only once.
    """
    size = len(mark.passage)
    if not size:
        return None
    if words.startswith(mark.passage, mark.start):
        return mark.start, mark.end
    for before, after in ((mark.before, mark.after), (mark.before, ""), ("", mark.after)):
        start = _nearest(words, before + mark.passage + after, mark.start - len(before))
        if start >= 0 and before + after:
            return start + len(before), start + len(before) + size
    start = words.find(mark.passage)
    return (start, start + size) if start >= 0 and words.count(mark.passage) == 1 else None


def _nearest(words: str, sought: str, place: int) -> int:
    """Return where a text stands, nearest to a place; -1 where it does not."""
    place = max(0, place)
    later = words.find(sought, place)
    earlier = words.rfind(sought, 0, place + len(sought))
    if later < 0 or earlier < 0:
        return max(later, earlier)
    return later if later - place < place - earlier else earlier
