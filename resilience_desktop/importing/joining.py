"""Join the lines of one paragraph: with a space, without one, or with the hyphen at the end undone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import reduce

_HYPHENS = "-\u2010\u00ad"
_KEPT_BEFORE = {"self", "well", "non", "half", "ex", "all", "anti", "co", "e"}
"""What is followed by a hyphen wherever it stands, so that the one at the end of a line is its own."""

_CONTINUED = {"und", "oder", "bzw", "and", "or", "en", "of", "og", "och", "eller", "a", "i"}
"""What follows a hyphen that stands for the rest of a word, as in "self- and other-care"."""

_LAST_WORD = re.compile(r"(\w+)[-\u2010\u00ad]$")
_FIRST_WORD = re.compile(r"\w+")
_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")  # Thai, Lao, Myanmar, Khmer


def join(lines: Sequence[str], elsewhere: str = "") -> str:
    """Return one line; ``elsewhere`` is all of the text, where a hyphen in doubt may stand within a line."""
    return reduce(lambda before, after: _joined(before, after, elsewhere), (line.strip() for line in lines))


def _joined(before: str, after: str, elsewhere: str) -> str:
    if not before or not after:
        return before or after
    if before[-1] in _HYPHENS and (word := _LAST_WORD.search(before)):
        return _around_hyphen(before, word[1], after, elsewhere)
    if _is_wide(before[-1]) and _is_wide(after[0]):
        return before + after
    if _WITHOUT_SPACES.match(before[-1]) and _WITHOUT_SPACES.match(after[0]):
        return before + after
    return f"{before} {after}"


def _around_hyphen(before: str, last: str, after: str, elsewhere: str) -> str:
    found = _FIRST_WORD.match(after)
    if found is None:
        return f"{before} {after}"
    first = found[0]
    if before[-1] == "\u00ad":
        return before[:-1] + after
    if first in _CONTINUED:
        return f"{before} {after}"
    is_own = not first[0].islower() or not last[-1].isalpha() or last[-1].isupper()
    if is_own or f"{last}-{first}" in elsewhere:
        return before + after
    if f"{last}{first}" in elsewhere:
        return before[:-1] + after
    return before + after if last.lower() in _KEPT_BEFORE else before[:-1] + after


def _is_wide(character: str) -> bool:
    """Tell whether no space stands beside it when a line ends there: Chinese and Japanese, not Korean."""
    return unicodedata.east_asian_width(character) in "WF" and not "\uac00" <= character <= "\ud7a3"
