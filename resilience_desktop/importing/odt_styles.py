"""Know what an OpenDocument text's styles and lists make of its paragraphs."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, fields, replace

from .office import Element, child, name, named, value

_LENGTH = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)(pt|%|cm|mm|in)?")
_POINTS = {"pt": 1.0, "": 1.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0}
_DEEPEST = 20  # styles on styles; a ring of them must not be walked forever
_STANDARD = 12.0  # points, where nothing says more
_BOLD_FROM = 600
_MOST = 10**6


@dataclass(frozen=True, slots=True)
class Style:
    """Hold how letters and paragraphs look; ``size`` is in points."""

    bold: bool = False
    italic: bool = False
    hidden: bool = False
    size: float = _STANDARD
    is_title: bool = False
    is_quote: bool = False


@dataclass(frozen=True, slots=True)
class _Said:
    """Hold what one style says; None where it says nothing."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    part: float | None = None  # of the size of the style below
    is_title: bool | None = None
    is_quote: bool | None = None


class Styles:
    """Hold the styles of a file, each with its parent."""

    def __init__(self, *roots: Element) -> None:
        self._said: dict[tuple[str, str], _Said] = {}
        self._parents: dict[tuple[str, str], str] = {}
        self._standard = Style()
        self.language = ""
        for root in roots:
            for style in named(root, "style", "default-style") if root is not None else ():
                self._take(style)

    def of_paragraph(self, called: str) -> Style:
        """Return a paragraph's style."""
        return self._laid(self._standard, "paragraph", called)

    def of_span(self, below: Style, called: str) -> Style:
        """Return the style of letters within text of another style."""
        return self._laid(below, "text", called)

    def _take(self, style: Element) -> None:
        family, called = value(style, "family"), value(style, "name")
        said = _said(style, called)
        if name(style) == "default-style":
            if family == "paragraph":
                self._standard = _over(self._standard, said)
                letters = child(style, "text-properties")
                self.language = _language(letters) if letters is not None else ""
            return
        self._said[family, called] = said
        self._parents[family, called] = value(style, "parent-style-name")

    def _laid(self, below: Style, family: str, called: str) -> Style:
        chain: list[_Said] = []
        while (family, called) in self._said and len(chain) < _DEEPEST:
            chain.append(self._said[family, called])
            called = self._parents[family, called]
        for said in reversed(chain):
            below = _over(below, said)
        return below


class ListStyles:
    """Count the items of a file's lists."""

    def __init__(self, *roots: Element) -> None:
        self._levels: dict[tuple[str, int], int | None] = {}
        self._counts: dict[tuple[str, int], int] = {}
        for root in roots:
            for style in named(root, "list-style") if root is not None else ():
                for level in style:
                    key = value(style, "name"), int(_number(value(level, "level")) or 1)
                    self._levels[key] = _start(level)

    def next_item(self, style: str, level: int, said: str, *, go_on: bool) -> int | None:
        """Return the number of the next item, 0 for a bullet; ``said`` is one that the item itself has."""
        start = self._levels.get((style, level), 0)
        if not start:
            return start
        if said.isdecimal() and _number(said):
            number = int(said)
        else:
            number = self._counts.get((style, level), start - 1) + 1 if go_on else start
        self._counts[style, level] = number
        return max(1, number)


def _start(level: Element) -> int | None:
    """Return the first number of a level of lists, 0 where it has bullets, None where it has no marks."""
    if name(level) != "list-level-style-number":
        return 0
    if not value(level, "num-format"):
        return None
    return max(1, int(_number(value(level, "start-value", "1")) or 1))


def _said(style: Element, called: str) -> _Said:
    letters = child(style, "text-properties")
    said = _Said(
        is_title=True if called == "Title" else None,
        is_quote=True if called == "Quotations" else None,
    )
    if letters is None:
        return said
    weight, slant = value(letters, "font-weight"), value(letters, "font-style")
    size, unit = _size(value(letters, "font-size"))
    return replace(
        said,
        bold=_is_bold(weight) if weight else None,
        italic=slant in ("italic", "oblique") if slant else None,
        hidden=value(letters, "display") == "none" or None,
        size=None if unit == "%" else size,
        part=size / 100 if unit == "%" and size else None,
    )


def _is_bold(weight: str) -> bool:
    return weight == "bold" or (weight.isdecimal() and (_number(weight) or 0) >= _BOLD_FROM)


def _size(text: str) -> tuple[float | None, str]:
    found = _LENGTH.fullmatch(text)
    if found is None:
        return None, ""
    unit = found[2] or ""
    return float(found[1]) * _POINTS.get(unit, 1.0), unit


def _over(below: Style, said: _Said) -> Style:
    kept = {slot.name: getattr(said, slot.name) for slot in fields(Style)}
    kept = {key: one for key, one in kept.items() if one is not None}
    if said.part:
        kept["size"] = below.size * said.part
    return replace(below, **kept)


def _language(letters: Element) -> str:
    language, country = value(letters, "language"), value(letters, "country")
    if language in ("", "none", "zxx"):
        return ""
    return f"{language}-{country}" if country not in ("", "none") else language


def _number(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if math.isfinite(found) and abs(found) < _MOST else None
