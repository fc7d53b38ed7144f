"""Take a plain text apart into its lines, and tell those that belong to the page and not to the text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

_ENDS = re.compile("\r\n|[\r\x0b\x85\u2028]")
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—\s\[(]*(?:(?:page|seite|p\.|s\.|pagina|página|strana|sida|side)\s*)?\d{1,4}"
    r"(?:\s*(?:/|of|von|de|di|av|af)\s*\d{1,4})?[-–—\s\])]*",
    re.IGNORECASE,
)
_TAB = 4


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line that is not empty.

    ``blanks`` counts the empty lines above it. ``is_open`` tells that a space stood at its end, as where
    a program broke the line and not a person.
    """

    text: str
    indent: int
    blanks: int
    page: int
    is_open: bool
    furniture: str = ""


def split(words: str) -> list[Line]:
    """Return the lines; pages, where the text has any, end at form feeds and count from 1."""
    text = _ENDS.sub("\n", words.replace("\u2029", "\n\n").replace("\x1a", ""))
    pages = text.split("\f")
    lines: list[Line] = []
    numbered = len(pages) > 1
    for number, page in enumerate(pages, 1):
        lines += _lines(page, number if numbered else 0)
    return _without_furniture(lines) if numbered else lines


def _lines(page: str, number: int) -> list[Line]:
    lines, blanks = [], 0
    for line in page.split("\n"):
        wide = line.expandtabs(_TAB)
        text = wide.strip()
        if not text:
            blanks += 1
            continue
        indent = len(wide) - len(wide.lstrip())
        lines.append(Line(text, indent, blanks, number, line.endswith((" ", "\u00a0"))))
        blanks = 0
    return lines


def _without_furniture(lines: list[Line]) -> list[Line]:
    """Mark page numbers, and what stands first or last on several pages."""
    edges = _edges(lines)
    seen = Counter(_key(lines[at]) for at in edges)
    marked = list(lines)
    for at in edges:
        line = lines[at]
        if _PAGE_NUMBER.fullmatch(line.text):
            marked[at] = _furniture(line, "page number")
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
    return Line(line.text, line.indent, line.blanks, line.page, line.is_open, why)
