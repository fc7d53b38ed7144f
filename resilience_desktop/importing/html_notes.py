"""Find the footnotes of a web page: marks that lead to a place below them, and what stands there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .office import Element

_MARK = re.compile(r"[\[(]?(\d{1,3}|[a-z]|[ivx]{1,4}|[*†‡§]{1,3})[\])]?", re.I)
_RETURN = re.compile(r"[\s↩↑⤴^\ufe0e]*|back|zurück", re.I)
_BLOCKS = ("li", "p", "div", "dd", "aside", "section", "td", "tr")


@dataclass(frozen=True, slots=True)
class Notes:
    """Hold marks and texts by number, and the links that lead back from a text to its mark."""

    marks: dict[Element, int] = field(default_factory=dict)
    texts: dict[Element, int] = field(default_factory=dict)
    returns: set[Element] = field(default_factory=set)


def find(root: Element) -> Notes:
    """Return the footnotes of a page, numbered in the order of their marks."""
    notes = Notes()
    places = {key: one for one in root.iter() for key in (one.get("name"), one.get("id")) if key}
    order = {one: number for number, one in enumerate(root.iter())}
    for link in root.iter("a"):
        place = _goal(link, places)
        if place is None or not _is_mark(link) or order[place] < order[link]:
            continue
        block = _block(place)
        if block is None or block in link.iterancestors():
            continue
        number = notes.texts.setdefault(block, len(notes.texts) + 1)
        notes.marks[_outermost(link)] = number
    _find_returns(notes, places)
    return notes


def _is_mark(link: Element) -> bool:
    words = "".join(link.itertext()).strip()
    lifted = any(one.tag == "sup" for one in (*link.iterancestors(), *link.iter()))
    told = "noteref" in link.get("role", "") or "footnote" in link.get("class", "") or words.startswith("[")
    return _MARK.fullmatch(words) is not None and (lifted or told)


def _outermost(link: Element) -> Element:
    """Return the raised element around a mark when it holds nothing else."""
    parent = link.getparent()
    alone = parent is not None and parent.tag == "sup" and len(parent) == 1
    return parent if alone and not (parent.text or "").strip() and not (link.tail or "").strip() else link


def _block(place: Element) -> Element | None:
    while place is not None and place.tag not in _BLOCKS:
        if place.tag in ("body", "html"):
            return None
        place = place.getparent()
    return place


def _find_returns(notes: Notes, places: dict[str, Element]) -> None:
    marks = set(notes.marks)
    for text in notes.texts:
        for link in text.iter("a"):
            place, words = _goal(link, places), "".join(link.itertext()).strip()
            leads_back = place is not None and not marks.isdisjoint((*place.iter(), *place.iterancestors()))
            is_arrow = "backlink" in link.get("role", "") or _RETURN.fullmatch(words) is not None
            if place is not None and (is_arrow or (leads_back and _MARK.fullmatch(words))):
                notes.returns.add(link)


def _goal(link: Element, places: dict[str, Element]) -> Element | None:
    """Return the place on this page that a link leads to, or None."""
    page, _, key = str(link.get("href", "")).partition("#")
    return places.get(key) if not page else None
