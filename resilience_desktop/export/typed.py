"""Part what a person typed into lines, cells and pieces that can be set without losing a letter.

A plain line stays a plain string. Single characters are looked at only in lines that need it:
those with tabs, runs of spaces, right-to-left letters, bidi controls or very long words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, TypeAlias

Line: TypeAlias = str | int | dict[str, Any]
"""A plain line, a number of empty lines, or what ``set_line`` returns."""

UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb"
    + "".join(f"{chr(plane + 0xFFFE)}-{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
"""Controls, lone surrogates, noncharacters and interlinear marks, which no font shows."""

_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_SPECIAL = re.compile(f"[\t{_CONTROLS.pattern[1:-1]}{_RIGHT_TO_LEFT.pattern[1:-1]}]")
_SPACES = re.compile("^ +|  +| +$")
_BLANKS = re.compile(
    "[ \t\xa0\xad\u034f\u061c\u115f\u1160\u1680\u180b-\u180f\u2000-\u200f\u202a-\u202f\u205f-\u206f"
    "\u2800\u3000\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]{200}"
)
"""So many blanks that a line ends after them: line breaking takes the square of their number."""
_IGNORED = re.compile("[\u034f\u180b-\u180f\ufe00-\ufe0f\U000e0000-\U000e0fff]")

_JOINERS = "\u200c\u200d"
_TONE = "[\U0001f3fb-\U0001f3ff]"
_EMOJI = f"[\u2600-\u27bf\U0001f000-\U0001faff]\ufe0f?{_TONE}?"
_EMOJIS = re.compile(f"{_EMOJI}(?:\u200d{_EMOJI})*")
"""An emoji sequence; some have skin tones."""

_LONG = 21
"""Letters from which a word may be wider than a line of large print."""
_LETTERS_THAT_BREAK = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fff\u3041-\u3096\u30a1-\u30fa"
    "\u3400-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
_LONG_WORD = re.compile(
    f"[^ \u1680\u2000-\u2006\u2008-\u200b\u205f\u3000{_LETTERS_THAT_BREAK}]{{{_LONG},}}"
    f"|([{_LETTERS_THAT_BREAK}])\\1{{{_LONG},}}"
)

_CUT = "\ufffe"
"""Stands between two pieces while a line is parted; ``clean`` lets no such noncharacter through."""
_PIECE = 6.0
"""Width in em after which a word that is longer than a line may break."""
_MARKS = 16
"""Most marks kept on one letter: shaping takes the square of their number, and aborts near 65,536."""
_NESTED = 60
"""Most bidi controls of one line that are obeyed: line breaking aborts above 61 nested ones."""
_PIECES = 400
"""Most pieces set as one paragraph: line breaking takes the square of their number."""
_TABS = 40
"""Most tabs of one line that reach tab stops; where there are more, each becomes four spaces."""


def clean(text: str) -> str:
    """Return text whose lines end in a line feed and whose unprintable characters show as U+FFFD."""
    if text.replace("\n", " ").isprintable():
        return text
    return UNPRINTABLE.sub("\ufffd", _BREAK.sub("\n", text)).replace("\ufeff", "\u2060")


def lines(text: str, base: str, measure: float) -> list[Line]:
    """Return the lines of a clean text.

    ``base`` is the page's direction, "ltr" or "rtl"; ``measure`` is a line's width in em.
    """
    made: list[Line] = []
    for line in text.split("\n"):
        if not line:
            if made and isinstance(made[-1], int):
                made[-1] += 1
            else:
                made.append(1)
        elif base == "ltr" and _is_plain(line):
            made.append(line)
        else:
            for part in _BLANKS.sub("\\g<0>\n", line).split("\n"):
                made.extend(_split(set_line(part, base, measure)))
    return made


def set_line(line: str, base: str, measure: float) -> dict[str, Any]:
    """Return a line as ``{"dir", "wide", "cells"}``.

    ``dir`` is "rtl", "ltr", or "" for the page's own; ``wide`` asks for fonts of right-to-left
    scripts; ``cells`` stand between tabs and hold pieces, between which the line may break.
    """
    line = _unnested(line)
    way = direction(line)
    wide = has_right_to_left(line)
    if wide:
        line = "".join(_kin_together(line))
    cells = [_pieces(cell, measure) for cell in line.split("\t")]
    if len(cells) - 1 > _TABS or (len(cells) > 1 and sum(map(len, cells)) > _PIECES):
        cells = [_pieces(line.replace("\t", "    "), measure)]
    return {"dir": "" if way == base else way, "wide": wide, "cells": cells}


def has_right_to_left(text: str) -> bool:
    """Tell whether any character runs from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def direction(text: str) -> str:
    """Return "rtl" or "ltr" by the first strong character outside isolates (UAX #9, P2), or ""."""
    depth = 0
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("LRI", "RLI", "FSI"):
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return ""


def _is_plain(line: str) -> bool:
    words = line.split(" ")
    return "" not in words and max(map(len, words)) < _LONG and not _SPECIAL.search(line)


def _split(line: dict[str, Any]) -> Iterator[Line]:
    if len(line["cells"]) > 1:
        yield line
        return
    pieces = line["cells"][0]
    for start in range(0, len(pieces), _PIECES):
        yield line | {"cells": [pieces[start : start + _PIECES]]}


def _unnested(line: str) -> str:
    controls = list(_CONTROLS.finditer(line))
    if len(controls) <= _NESTED:
        return line
    start = controls[_NESTED].start()
    return line[:start] + _CONTROLS.sub("", line[start:])


def _pieces(text: str, measure: float) -> list[str]:
    """Return a cell in pieces, so that no word leaves the page and no letter is lost in shaping."""
    text = _SPACES.sub(_kept, text)
    text = _LONG_WORD.sub(lambda word: _broken(word[0], measure), text)
    return [piece for piece in text.split(_CUT) if piece] or [""]


def _kept(run: re.Match[str]) -> str:
    """Return a run of spaces with no-break spaces in it: these survive in a copy of the PDF's text."""
    count = len(run[0])
    pair = " \xa0" if run.end() == len(run.string) else "\xa0 "
    return "\xa0" * (count % 2) + pair * (count // 2)


def _broken(word: str, measure: float) -> str:
    """Return a word with cuts where it may break, if it is wider than a line."""
    letters = list(_letters(word))
    if sum(map(_width, letters)) <= measure and max(map(len, letters)) <= _MARKS:
        return word
    made, width = "", 0.0
    for letter in letters:
        if width >= _PIECE and (letter[0].isalnum() or width >= 2 * _PIECE):
            # A line may not begin with most punctuation, unless after a zero-width space (UAX #14, LB8).
            made += _CUT if letter[0].isalnum() else _CUT + "\u200b"
            width = 0.0
        made += letter
        width += _width(letter)
    return made


def _letters(word: str) -> Iterator[str]:
    """Yield what a reader takes for one letter each, roughly as UAX #29 does."""
    held = word[0]
    for char in word[1:]:
        joins = _is_mark(char) or char in _JOINERS or held[-1] == "\u200d" or _is_flag(held + char)
        if joins and len(held) <= _MARKS:
            held += char
        else:
            yield held
            held = char
    yield held


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M" or "\U0001f3fb" <= char <= "\U0001f3ff"


def _is_flag(pair: str) -> bool:
    return len(pair) == 2 and all("\U0001f1e6" <= char <= "\U0001f1ff" for char in pair)


def _width(letter: str) -> float:
    """Return at least a letter's width in em, as measured on the widest letters of the bundled faces."""
    first = letter[0]
    if "\ufdf0" <= first <= "\ufdff":  # whole phrases in one sign
        return 11.0
    narrow = first < "\u0900" and not first.isupper() and first not in "mw%@"
    return (0.66 if narrow else 1.1) + 1.1 * max(0, len(letter) - 3)


def _kin_together(text: str) -> Iterator[str]:
    """Yield the text with a cut before each mark that belongs to another script than its letter.

    Where one font has the letter and another has the mark, Typst 0.15 loses or doubles the letter,
    or aborts, in text that runs from right to left; it does not in text from left to right.
    """
    overridden = "\u202e" in text
    letter = before = ""
    for char in _EMOJIS.sub(_apart, text):
        if not _IGNORED.match(char):
            if not _is_mark(char):
                letter = char
            elif letter and (overridden or unicodedata.bidirectional(letter) != "L"):
                yield "" if before not in _JOINERS and _are_kin(letter, char) else _CUT
            before = char
        yield char


def _apart(emoji: re.Match[str]) -> str:
    """Return a toned emoji isolated from right-to-left letters, so that it is set from left to right."""
    return f"\u2066{emoji[0]}\u2069" if re.search(_TONE, emoji[0]) else emoji[0]


def _are_kin(letter: str, mark: str) -> bool:
    toned = "\U0001f3fb" <= mark <= "\U0001f3ff" and letter >= "\u2600"
    return toned or _script(mark) == _script(letter)


def _script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0]
