"""Know the numbers of pages, and the lines at the foot of a page that end with one, in some languages."""

from __future__ import annotations

import re

_PAGE = "(?:page|seite|página|pagina|strona|strana|sida|side|страница|صفحة|עמוד)"
_SHORT = r"(?:pg\.?|p\.|pág\.|s\.|стр\.)"
_OF = "(?:/|of|von|sur|de|di|van|av|af|z|из|من|מתוך)"
_SHEET = "(?:页|頁|ページ)"
_NUMBER = r"\d{1,4}"
_ROMAN = "(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_DASHED = rf"[-–—]\s*{_NUMBER}\s*[-–—]"
_COUNTED = (
    rf"(?:{_PAGE}\s*{_NUMBER}\s*{_OF}\s*{_NUMBER}"
    rf"|第\s*{_NUMBER}\s*{_SHEET}[\s/／,，、]*[共全]\s*{_NUMBER}\s*{_SHEET})"
)
_CERTAIN = re.compile(f"{_DASHED}|{_COUNTED}", re.I)
_ALONE = re.compile(rf"{_DASHED}|{_COUNTED}|{_PAGE}\s*{_NUMBER}|第\s*{_NUMBER}\s*{_SHEET}", re.I)
_AT_EDGE = re.compile(
    rf"\W*(?:(?:{_PAGE}|{_SHORT}|第)\s*)?(?:{_NUMBER}|{_ROMAN})"
    rf"\s*(?:{_OF}\s*{_NUMBER}|{_SHEET})?\W*|{_COUNTED}",
    re.I,
)
_BESIDE = re.compile(
    rf"{_NUMBER}\s*[|•·]\s.*|.*\s[|•·]\s*(?:{_PAGE}\s*)?{_NUMBER}"
    rf"|(?:.*(?<!\w))?(?:{_PAGE}\s{_NUMBER}|{_COUNTED})",
    re.I,
)
_FOOT = re.compile(rf"(?<!\w){_COUNTED}[\s)\]–—-]*$", re.I)
_LONGEST_FOOT = 80
"""Letters; a line of text across a page has some ninety."""


def is_certain(line: str) -> bool:
    """Tell whether a line says that it numbers a page, even where nothing tells where pages end."""
    return _CERTAIN.fullmatch(line) is not None


def stands_alone(text: str) -> bool:
    """Tell whether a paragraph is nothing but the number of a page."""
    return _ALONE.fullmatch(text.strip()) is not None


def is_at_edge(line: str) -> bool:
    """Tell whether a line numbers the page at whose edge it stands, where any number does."""
    return _AT_EDGE.fullmatch(line) is not None


def stands_beside_words(line: str) -> bool:
    """Tell whether the outermost line of a page holds its number beside some words."""
    return _BESIDE.fullmatch(line) is not None


def ends_a_foot(text: str) -> bool:
    """Tell whether a short paragraph ends as the foot of a page does: with a page of so many."""
    return len(text) <= _LONGEST_FOOT and _FOOT.search(text) is not None
