"""Compare two texts word by word, at a cost that is bounded whatever their length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

MOST_WORDS = 1_500
"""The most words of each text that are compared one by one; of more, lines are, and then the whole."""

SHOWN = 600
"""How many characters around a change are shown of a long stretch that stayed the same."""

MOST_SHOWN = 20_000
"""The most characters that are shown of one change."""

_WORD = re.compile(r"\s*\S+\s*|\s+")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class Fate(Enum):
    """Say what became of a stretch of the earlier text."""

    STAYED = "stayed"
    GONE = "gone"
    NEW = "new"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hold a stretch of text; one that is LEFT_OUT stayed the same, or is too long to be shown."""

    fate: Fate
    text: str


def compare(earlier: str, present: str) -> tuple[Stretch, ...]:
    """Return what stayed, what is gone and what is new since, in order, with long stretches left out."""
    return tuple(piece for stretch in _joined(_changes(earlier, present)) for piece in _shortened(stretch))


def _changes(earlier: str, present: str) -> Iterator[Stretch]:
    before, after = _WORD.findall(earlier), _WORD.findall(present)
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    yield Stretch(Fate.STAYED, "".join(before[:start]))
    yield from _middle(before[start : len(before) - end], after[start : len(after) - end])
    yield Stretch(Fate.STAYED, "".join(before[len(before) - end :]))


def _middle(before: list[str], after: list[str]) -> Iterator[Stretch]:
    """Compare what lies between the equal ends by words, by lines where it is long, else as a whole."""
    if max(len(before), len(after)) > MOST_WORDS:
        before, after = _LINE.findall("".join(before)), _LINE.findall("".join(after))
    if max(len(before), len(after)) > MOST_WORDS:
        before, after = ["".join(before)], ["".join(after)]
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Stretch(Fate.STAYED, "".join(before[a:b]))
        else:
            yield Stretch(Fate.GONE, "".join(before[a:b]))
            yield Stretch(Fate.NEW, "".join(after[c:d]))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _joined(stretches: Iterator[Stretch]) -> list[Stretch]:
    """Return the stretches without empty ones, each change's GONE before its NEW."""
    joined: list[Stretch] = []
    for stretch in stretches:
        if joined and stretch.text and joined[-1].fate is stretch.fate:
            joined[-1] = Stretch(stretch.fate, joined[-1].text + stretch.text)
        elif stretch.text:
            joined.append(stretch)
    return joined


def _shortened(stretch: Stretch) -> Iterator[Stretch]:
    """Leave out the middle of a long stretch: far from a change, or in a change too long to be read."""
    most = 2 * SHOWN if stretch.fate is Fate.STAYED else MOST_SHOWN
    if len(stretch.text) <= 2 * most:
        yield stretch
        return
    half = most // 2
    yield Stretch(stretch.fate, stretch.text[:half])
    yield Stretch(Fate.LEFT_OUT, stretch.text[half:-half])
    yield Stretch(stretch.fate, stretch.text[-half:])
