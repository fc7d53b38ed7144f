"""Make names for what has none yet: an id from a title, a label from a question."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Container, Iterable, Iterator

LONGEST_ID = 48
"""Characters in an id that is suggested; one may have 64, which leaves room for a number."""

_LONGEST_LABEL = 40
_LONGEST_SHORT = 28
"""The most characters of a title for lists; the left column has room for about twenty on a line."""

_LOOSE_ENDS = " ,;:.–—-"
_SPACELESS_LABEL = 8
_MOST_WORDS = 4
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_LONG_WORD = 5
_CLAUSE_END = re.compile(r"[,;:.?!…—–()،؛؟、，。；：？！]+(?:\s|$)|(?<=[、，。；：？！])")
_WORD = re.compile(r"[^\W_]+(?:['’\-‑][^\W_]+)*")


def suggest_id(title: str) -> str:
    """Return an id that a reading of this title may have: its words in plain letters, else a sum of it."""
    return _slug(title) or f"reading-{zlib.crc32(title.encode('utf-8', 'surrogatepass')):08x}"


def name_prompts(asks: Iterable[str], language: str) -> Iterator[tuple[str, str]]:
    """Yield an id and a label for each question; no id comes twice, nor any label."""
    ids: set[str] = set()
    labels: set[str] = set()
    for number, ask in enumerate(asks, 1):
        label = _unused(label_for(ask, language), labels, " ")
        yield _unused(_slug(label) or f"prompt-{number}", ids, "-"), label


def label_for(ask: str, language: str) -> str:
    """Return a few words that a question can be known by in a list."""
    from ..workbook.small_words import SMALL_WORDS

    small = SMALL_WORDS.get(language.partition("-")[0].lower(), frozenset())
    clauses = [_WORD.findall(clause) for clause in _CLAUSE_END.split(ask)]
    chosen = next((words for clause in clauses if (words := _telling(clause, small))), [])
    label = " ".join(chosen or next(filter(None, clauses), [])[:_MOST_WORDS])
    if _is_spaceless(label):
        label = label[:_SPACELESS_LABEL]
    while len(label) > _LONGEST_LABEL:
        label = label.rpartition(" ")[0] or label[:_LONGEST_LABEL]
    return label[:1].upper() + label[1:] or ask.strip()[:_SPACELESS_LABEL]


def short_for(title: str) -> str:
    """Return a shorter title for lists: its first part, or its first words; empty for one that is short."""
    if len(title) <= _LONGEST_SHORT:
        return ""
    first = _CLAUSE_END.split(title)[0].strip()
    if _SPACELESS_LABEL <= len(first) <= _LONGEST_SHORT:
        return first
    words = title[: _LONGEST_SHORT + 1].rpartition(" ")[0] or title[:_LONGEST_SHORT]
    return f"{words.rstrip(_LOOSE_ENDS)}…"


def _telling(words: list[str], small: Container[str]) -> list[str]:
    """Return the first word that says something and a few behind it, up to another one."""
    first = next((place for place, word in enumerate(words) if word.casefold() not in small), len(words))
    chosen = words[first : first + _MOST_WORDS]
    while len(chosen) > 1 and chosen[-1].casefold() in small:
        chosen.pop()
    if len(chosen) == 1 and len(chosen[0]) < _LONG_WORD:
        return words[first : first + _MOST_WORDS - 1]  # “felt all in” says more than “felt”
    return chosen


def _is_spaceless(text: str) -> bool:
    """Tell whether the letters are of a script that sets no spaces between words."""
    return any("\u0e00" <= letter <= "\u0eff" or "\u3040" <= letter <= "\u9fff" for letter in text)


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    known = sum(letter.isalnum() and letter.isascii() for letter in letters)
    if 2 * known < sum(letter.isalnum() for letter in letters):
        return ""  # a number or a foreign name alone would name the wrong thing
    words = re.findall(r"[a-z0-9]+", re.sub("['’]", "", letters))
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:LONGEST_ID]
        if len(longer) > LONGEST_ID:
            break
        slug = longer
    return slug


def _unused(name: str, used: set[str], between: str) -> str:
    free = name
    number = 2
    while free.casefold() in used:
        free = f"{name}{between}{number}"
        number += 1
    used.add(free.casefold())
    return free
