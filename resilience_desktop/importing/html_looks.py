"""Know how the letters of a web page look, where that says something: slanted, bold, large."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..workbook import Run
from .office import Element

_EMPHASIS = {"em", "i", "cite", "dfn", "var"}
_STRONG = {"strong", "b"}
_CODE = {"code", "kbd", "samp", "tt"}
_WEIGHT = re.compile(r"font-weight\s*:\s*(bold|bolder|normal|lighter|\d00)", re.I)
_BOLD = ("bold", "bolder", "600", "700", "800", "900")
_SLANT = re.compile(r"font-style\s*:\s*(italic|oblique|normal)", re.I)
_SIZE = re.compile(r"font-size\s*:\s*(\d{1,4}(?:\.\d{1,4})?)(px|pt|em|rem|%)", re.I)
_PIXELS = {"px": 1.0, "pt": 4 / 3, "rem": 16.0}
_USUAL = 16.0
_FONT_SIZES = {"1": 10.0, "2": 13.0, "3": 16.0, "4": 18.0, "5": 24.0, "6": 32.0, "7": 48.0}
_CLASS = re.compile(r"[\w]*\.([\w-]+)")
_MOST_CSS = 200_000
_LONGEST_RULE = 200


@dataclass(frozen=True, slots=True)
class Look:
    """Hold how letters look; ``size`` is in CSS pixels."""

    emphasis: bool = False
    strong: bool = False
    code: bool = False
    size: float = _USUAL

    def run(self, text: str) -> Run:
        """Return text that looks so."""
        return Run(text, emphasis=self.emphasis, strong=self.strong, code=self.code)


class Looks:
    """Hold what the page's own style sheets say of classes; word processors say everything there."""

    def __init__(self, root: Element) -> None:
        self._classes: dict[str, str] = {}
        sheets = "".join(element.text or "" for element in root.iter("style"))[:_MOST_CSS]
        for selectors, rule in _rules(sheets):
            said = ";".join(found[0] for looks in (_WEIGHT, _SLANT, _SIZE) if (found := looks.search(rule)))
            for selector in selectors.split(",") if said else ():
                if found := _CLASS.fullmatch(selector.strip()):
                    before = self._classes.get(found[1], "")
                    self._classes[found[1]] = f"{before};{said}"[-_LONGEST_RULE:]

    def within(self, look: Look, element: Element) -> Look:
        """Return the look of the letters in an element, ``look`` being that around it."""
        tag = element.tag
        look = replace(
            look,
            emphasis=look.emphasis or tag in _EMPHASIS,
            strong=look.strong or tag in _STRONG,
            code=look.code or tag in _CODE,
            size=_FONT_SIZES.get(element.get("size", ""), look.size) if tag == "font" else look.size,
        )
        return _with_css(look, self._css(element))

    def _css(self, element: Element) -> str:
        classes = (self._classes.get(one, "") for one in element.get("class", "").split())
        return ";".join((*classes, element.get("style", "")))


def _rules(sheets: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and declarations of each rule that holds for the screen without any condition."""
    depth = 0
    for block in sheets.split("}"):
        opened = block.count("{")
        if depth == 0 and opened == 1:
            selectors, _, rule = block.partition("{")
            yield selectors, rule
        depth = max(0, depth + opened - 1)


def _with_css(look: Look, css: str) -> Look:
    if weights := _WEIGHT.findall(css):
        weight = weights[-1].lower()
        look = replace(look, strong=weight in _BOLD)
    if slants := _SLANT.findall(css):
        look = replace(look, emphasis=slants[-1].lower() != "normal")
    if sizes := _SIZE.findall(css):
        number, unit = float(sizes[-1][0]), sizes[-1][1].lower()
        around = look.size / 100 if unit == "%" else look.size
        look = replace(look, size=min(1000.0, number * _PIXELS.get(unit, around)))
    return look
