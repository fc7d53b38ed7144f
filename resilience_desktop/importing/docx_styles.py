"""Know what a Word file's styles and lists make of its paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace

from .office import Element, child, named, value

_HEADING = re.compile(r"heading (\d)")
_CONTENTS = re.compile(r"toc( heading| ?\d)|table of (contents|figures)")
_OFF = ("0", "false", "off", "none")
_DEEPEST = 20  # styles on styles; a ring of them must not be walked forever
_NO_LIST = "0"


@dataclass(frozen=True, slots=True)
class Style:
    """Hold what a style says; None where it says nothing, so that another one may."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    level: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    is_title: bool = False
    is_quote: bool = False
    is_contents: bool = False

    def under(self, other: Style) -> Style:
        """Return what holds where ``other`` is laid over this style."""
        said = {slot.name: getattr(other, slot.name) for slot in fields(other)}
        kept = {name: one for name, one in said.items() if one is not None}
        for mark in ("is_title", "is_quote", "is_contents"):
            kept[mark] = getattr(self, mark) or said[mark]
        return replace(self, **kept)


def run_style(properties: Element) -> Style:
    """Return what an rPr element says."""
    if properties is None:
        return Style()
    size = child(properties, "sz")
    return Style(
        bold=_flag(properties, "b"),
        italic=_flag(properties, "i"),
        hidden=_flag(properties, "vanish"),
        size=_number(value(size, "val")) if size is not None else None,
    )


def paragraph_style(properties: Element) -> Style:
    """Return what a pPr element says about the paragraph itself."""
    if properties is None:
        return Style()
    outline, number = child(properties, "outlineLvl"), child(properties, "numPr")
    level = _number(value(outline, "val")) if outline is not None else None
    list_id = child(number, "numId") if number is not None else None
    list_level = child(number, "ilvl") if number is not None else None
    return Style(
        level=int(level) + 1 if level is not None and 0 <= level < 6 else None,
        list_id=value(list_id, "val") if list_id is not None else None,
        list_level=int(_number(value(list_level, "val")) or 0) if list_level is not None else None,
    )


class Styles:
    """Hold the styles of a file, each with what it is based on."""

    def __init__(self, root: Element) -> None:
        self._own: dict[str, Style] = {}
        self._based: dict[str, str] = {}
        self._standard = ""
        for style in named(root, "style") if root is not None else ():
            key = value(style, "styleId")
            self._own[key] = _named_style(style)
            based = child(style, "basedOn")
            self._based[key] = value(based, "val") if based is not None else ""
            if value(style, "default") in ("1", "true") and value(style, "type") == "paragraph":
                self._standard = key
        found = child(root, "docDefaults", "rPrDefault", "rPr") if root is not None else None
        defaults = run_style(found)
        self._defaults = replace(defaults, size=defaults.size or 20)

    def find(self, key: str) -> Style:
        """Return a character's style."""
        return self._whole(key)

    def of_paragraph(self, key: str) -> Style:
        """Return a paragraph's style over the file's defaults."""
        return self._defaults.under(self._whole(key or self._standard))

    def _whole(self, key: str) -> Style:
        keys: list[str] = []
        while key in self._own and key not in keys and len(keys) < _DEEPEST:
            keys.append(key)
            key = self._based[key]
        whole = Style()
        for one in reversed(keys):
            whole = whole.under(self._own[one])
        return whole


class Lists:
    """Count the items of a file's lists."""

    def __init__(self, root: Element) -> None:
        self._levels: dict[str, dict[int, tuple[str, int]]] = {}
        self._abstract: dict[str, str] = {}
        self._own_counts: set[str] = set()
        self._counts: dict[str, dict[int, int]] = {}
        for one in named(root, "abstractNum") if root is not None else ():
            self._levels[value(one, "abstractNumId")] = dict(map(_level, named(one, "lvl")))
        for one in named(root, "num") if root is not None else ():
            if (found := child(one, "abstractNumId")) is not None:
                self._abstract[value(one, "numId")] = value(found, "val")
            if next(named(one, "startOverride"), None) is not None:
                self._own_counts.add(value(one, "numId"))

    def next_item(self, style: Style) -> int | None:
        """Return the number of the next item, 0 for a bullet, None outside a list."""
        if style.list_id is None or style.list_id == _NO_LIST:
            return None
        abstract = self._abstract.get(style.list_id, "")
        level = style.list_level or 0
        kind, start = self._levels.get(abstract, {}).get(level, ("bullet", 1))
        if kind == "none":
            return None
        if kind == "bullet":
            return 0
        series = style.list_id if style.list_id in self._own_counts else f"abstract {abstract}"
        counts = self._counts.setdefault(series, {})
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        counts[level] = counts.get(level, start - 1) + 1
        return max(1, counts[level])


def _level(element: Element) -> tuple[int, tuple[str, int]]:
    kind, start = child(element, "numFmt"), child(element, "start")
    first = _number(value(start, "val")) if start is not None else None
    number = int(_number(value(element, "ilvl")) or 0)
    return number, (value(kind, "val") if kind is not None else "decimal", int(1 if first is None else first))


def _named_style(element: Element) -> Style:
    title = child(element, "name")
    called = value(title, "val").lower() if title is not None else ""
    heading = _HEADING.fullmatch(called)
    said = run_style(child(element, "rPr")).under(paragraph_style(child(element, "pPr")))
    return replace(
        said,
        level=int(heading[1]) if heading and 1 <= int(heading[1]) <= 6 else said.level,
        is_title=called == "title",
        is_quote=called in ("quote", "intense quote", "block text"),
        is_contents=_CONTENTS.fullmatch(called) is not None,
    )


def _flag(properties: Element, wanted: str) -> bool | None:
    found = child(properties, wanted)
    return None if found is None else value(found, "val", "1").lower() not in _OFF


def _number(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if abs(found) < 10**6 else None  # not a number is none, either
