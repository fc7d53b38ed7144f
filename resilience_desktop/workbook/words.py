"""Take texts apart into words as a search compares them, and find words in texts.

Words are compared without case, accents and vowel points. In scripts that set no spaces between
words (Chinese, Japanese, Thai, Khmer, …) each character counts as a word, so that any stretch of text
is found as a phrase. The numbers of a span count characters (code points) of the text as it was written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

SHORTEST_BEGINNING = 3
"""The fewest letters that stand for every word that begins with them: fewer would find nearly everything."""

_SPACELESS = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u0f40-\u0fbc"  # Tibetan
    "\u1000-\u109f\uaa60-\uaa7f"  # Myanmar
    "\u1780-\u17dd"  # Khmer
    "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9d"  # Japanese syllables
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"  # Han
)
_PICTURES = "\u2600-\u27bf\U0001f300-\U0001faff"


def _marks() -> str:
    """Return the characters that belong to the letter before them, as ranges, up to the Japanese ones."""
    codes = {code for code in range(0x300, 0x3100) if unicodedata.category(chr(code)) in ("Mn", "Mc")}
    starts = sorted(code for code in codes if code - 1 not in codes)
    ends = sorted(code for code in codes if code + 1 not in codes)
    return "".join(f"{chr(start)}-{chr(end)}" for start, end in zip(starts, ends, strict=True))


_MARK = f"[{_marks()}\ufe00-\ufe0f]"
_WORD = re.compile(f"[{_SPACELESS}{_PICTURES}]{_MARK}*|(?:(?![{_SPACELESS}{_PICTURES}])[^\\W_]{_MARK}*)+")
_PLAIN_WORD = re.compile("[A-Za-z0-9]+")
_POINTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\ufe00-\ufe0f]")
_STROKES = str.maketrans("øłđħıŧ", "oldhit")
_PLAIN_SIGNS = re.compile(r"[\x00-\x2f:-@\[-`{-\x7f]")
_QUOTED = re.compile('["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)|([^"“”„«»]+)')


class Word(NamedTuple):
    """Hold a word as it is compared, and where it stands: ``text[start:end]``."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Query:
    """Hold what is looked for: each phrase is words one after the other, and all phrases must be there.

    ``begins`` says of each phrase whether its last word may be only the beginning of the one in the text.
    """

    phrases: tuple[tuple[str, ...], ...]
    begins: tuple[bool, ...]

    def __bool__(self) -> bool:
        """Tell whether there is anything to look for."""
        return bool(self.phrases)


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text, in order."""
    if text.isascii():
        yield from (Word(m[0].lower(), m.start(), m.end()) for m in _PLAIN_WORD.finditer(text))
        return
    yield from (Word(fold(m[0]), m.start(), m.end()) for m in _WORD.finditer(text))


@lru_cache(maxsize=8_192)
def fold(word: str) -> str:
    """Return a word as it is compared."""
    if word.isascii():
        return word.lower()
    bare = _POINTS.sub("", unicodedata.normalize("NFKD", word.casefold()))
    whole = unicodedata.normalize("NFC", bare).translate(_STROKES).replace("æ", "ae").replace("œ", "oe")
    return _PLAIN_SIGNS.sub("", whole)  # some signs stand for several words: ﷺ, ⑴


def parse(typed: str) -> Query:
    """Return what a person means who typed this: words, and “phrases” between quotes.

    A word that ends in ``*``, and the word that is still being typed, may be a beginning.
    """
    found: list[tuple[tuple[str, ...], bool]] = []
    for match in _QUOTED.finditer(typed):
        if match[1] is not None:
            found.append((tuple(word.folded for word in words(match[1])), False))
            continue
        pieces = match[2].split()
        for number, piece in enumerate(pieces, 1):
            typing = number == len(pieces) and match.end() == len(typed) and not match[2][-1].isspace()
            phrase = tuple(word.folded for word in words(piece))
            long_enough = bool(phrase) and len(phrase[-1]) >= SHORTEST_BEGINNING
            found.append((phrase, long_enough and (typing or piece.endswith("*"))))
    kept = list(dict.fromkeys(each for each in found if each[0]))
    return Query(tuple(phrase for phrase, _ in kept), tuple(begins for _, begins in kept))


def spans(text: str, query: Query) -> tuple[tuple[int, int], ...]:
    """Return where the phrases stand in a text, in order, as (start, end); none when one is missing."""
    there = list(words(text))
    found: list[tuple[int, int]] = []
    for phrase, begins in zip(query.phrases, query.begins, strict=True):
        hits = list(_places(there, phrase, begins))
        if not hits:
            return ()
        found += hits
    return tuple(sorted(set(found)))


def first_place(text: str, query: Query, start: int = 0) -> tuple[int, int] | None:
    """Return the first place from ``start`` on at which any of the phrases stands, or None."""
    there = [word for word in words(text) if word.start >= start]
    phrases = zip(query.phrases, query.begins, strict=True)
    firsts = (next(_places(there, phrase, begins), None) for phrase, begins in phrases)
    return min((place for place in firsts if place), default=None)


def _places(there: Sequence[Word], phrase: tuple[str, ...], begins: bool) -> Iterator[tuple[int, int]]:
    *first, last = phrase
    for index in range(len(there) - len(first)):
        end = there[index + len(first)]
        fits = end.folded.startswith(last) if begins else end.folded == last
        if fits and all(there[index + n].folded == word for n, word in enumerate(first)):
            yield there[index].start, end.end
