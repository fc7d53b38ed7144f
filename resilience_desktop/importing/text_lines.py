"""Take a plain text apart into its lines, and tell those that belong to the page and not to the text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from . import page_numbers

_ENDS = re.compile("\r\n|[\r\x0b\x85\u2028]")
_DIGITS = re.compile(r"\d+")
_QUOTED = re.compile(r" {0,3}>(?:>| (?=>))*(?: |$)")
NUMBER = "page number"
_TAB = 4


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line that is not empty.

    ``blanks`` counts the empty lines above it. ``is_open`` tells that a space stood at its end, as where
    a program broke the line and not a person. ``is_quote`` tells of a > before it, as in mail.
    """

    text: str
    indent: int
    blanks: int
    page: int
    is_open: bool
    is_quote: bool = False
    furniture: str = ""


def split(words: str) -> list[Line]:
    """Return the lines; pages, where the text has any, end at form feeds and count from 1."""
    text = _ENDS.sub("\n", words.replace("\u2029", "\n\n").replace("\x1a", ""))
    pages = text.split("\f")
    lines: list[Line] = []
    numbered = len(pages) > 1
    for number, page in enumerate(pages, 1):
        lines += _lines(page, number if numbered else 0)
    lines = [_furniture(line, NUMBER) if page_numbers.is_certain(line.text) else line for line in lines]
    return _without_furniture(lines) if numbered else lines


def _lines(page: str, number: int) -> list[Line]:
    lines, blanks = [], 0
    for line in page.split("\n"):
        wide = line.expandtabs(_TAB)
        quoted = _QUOTED.match(wide)
        wide = wide[quoted.end() :] if quoted else wide
        text = wide.strip()
        if not text:
            blanks += 1
            continue
        indent = len(wide) - len(wide.lstrip())
        is_open = line.endswith((" ", "\u00a0"))
        lines.append(Line(text, indent, blanks, number, is_open, is_quote=quoted is not None))
        blanks = 0
    return lines


def _without_furniture(lines: list[Line]) -> list[Line]:
    """Mark page numbers, and what stands first or last on several pages."""
    edges = _edges(lines)
    seen = Counter(_key(lines[at]) for at in edges)
    marked = list(lines)
    for at in edges:
        line = lines[at]
        if page_numbers.is_at_edge(line.text):
            marked[at] = _furniture(line, NUMBER)
        elif seen[_key(line)] > 1:
            marked[at] = _furniture(line, "repeats on several pages")
    return marked


def _edges(lines: list[Line]) -> list[int]:
    """Return where the two first and two last lines of each page stand."""
    pages: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        pages.setdefault(line.page, []).append(at)
    return sorted({at for page in pages.values() for at in (*page[:2], *page[-2:])})


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text)


def _furniture(line: Line, why: str) -> Line:
    return replace(line, furniture=why)
