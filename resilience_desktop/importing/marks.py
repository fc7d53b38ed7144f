"""Know the bullets and numbers that people type before an item of a list."""

from __future__ import annotations

import re
from typing import NamedTuple

_BULLET = re.compile("[•▪◦‣⁃∙●○■□▢☐☑✓✔➢➤➔→·\uf0b7\uf0a7\uf0fc\uf0d8]\\s*(?=\\S)")
_MAYBE_BULLET = re.compile(r"[-–—*+o](?:\s+)(?=\S)")
_NUMBER = re.compile(r"\(?(\d{1,2})(?:[.)]\s+|\s*[、．]\s*)(?=\S)")


class Mark(NamedTuple):
    """Hold what stands before an item: its number, 0 for a bullet, and how many characters it takes.

    One that is not ``certain`` may as well be a dash within a sentence or a year at the start of a line.
    """

    number: int
    length: int
    certain: bool


def mark(text: str) -> Mark | None:
    """Return the mark at the start of a text, or None."""
    if found := _BULLET.match(text):
        return Mark(0, found.end(), certain=True)
    if found := _MAYBE_BULLET.match(text):
        return Mark(0, found.end(), certain=False)
    if (found := _NUMBER.match(text)) and int(found[1]):
        return Mark(int(found[1]), found.end(), certain=False)
    return None
