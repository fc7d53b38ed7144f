"""Understand what was read of a file: what its paragraphs are, in what order, and in which language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..workbook import Outline, Role
from . import headings, languages, notes, page_numbers, prompts, titles, typed_lists
from .draft import Draft
from .raw import RawFile

_DRAWN = frozenset("_.…‥·‧⋯-–—| \u00a0\t\n")
_FEWEST_DRAWN = 5
_LICENSE = re.compile(
    r"creativecommons\.org/licenses/([a-z-]+)/(\d\.\d)|\bCC[ -](BY(?:-(?:NC|SA|ND))*)[ -](\d\.\d)\b", re.I
)
_PUBLIC = re.compile(r"creativecommons\.org/publicdomain/zero|\bCC0\b")
_LEADERS = re.compile(r"(?:\.[ \u00a0]?){5,}[ \u00a0]*(?:\d{1,4}|[ivxl]{1,6})(?!\w)")
_LONGEST_CONTENTS = 400

CONTENTS = "A line of a table of contents."
PAGE_NUMBER = "It looks like a page number."
FOOT = "It ends with the number of a page, as the foot of a page does."
BLANK_LINE = "A line to write on."


def understand(raw: RawFile) -> Outline:
    """Return the outline of a file: each of its paragraphs with a role, and why it was guessed.

    Nothing is dropped: what is not part of the text is there as left out. Text may be moved, which the
    outline's notes then say.
    """
    drafts = [_first_look(Draft(paragraph, paragraph.runs)) for paragraph in raw.paragraphs]
    drafts = typed_lists.find(drafts)
    drafts = notes.find(drafts)
    drafts = headings.find(drafts)
    drafts, moved = titles.find(drafts, raw.title)
    drafts = headings.without_those_of_questions(prompts.find(drafts))
    language, why = languages.find(raw.language, (draft.text for draft in drafts if draft.is_kept))
    return Outline(
        tuple(draft.piece() for draft in drafts),
        language=language,
        language_why=why,
        authors=raw.authors,
        license=raw.license or _license(drafts),
        notes=(*raw.notes, *moved),
    )


def _first_look(draft: Draft) -> Draft:
    if draft.raw.furniture:
        why = draft.raw.furniture
        return draft.taken_as(Role.LEFT_OUT, f"{why[0].upper()}{why[1:].removesuffix('.')}.")
    if page_numbers.stands_alone(draft.text):
        return draft.taken_as(Role.LEFT_OUT, PAGE_NUMBER)
    if page_numbers.ends_a_foot(draft.text) and draft.raw.item is None and not draft.raw.heading:
        return draft.taken_as(Role.LEFT_OUT, FOOT)
    if _is_of_contents(draft.text):
        return draft.taken_as(Role.LEFT_OUT, CONTENTS)
    if _is_drawn(draft.text):
        return draft.taken_as(Role.LEFT_OUT, BLANK_LINE)
    return draft


def _is_of_contents(text: str) -> bool:
    """Tell whether a paragraph is lines of a table of contents: dots, and a page number behind them."""
    is_dotted = len(text) <= _LONGEST_CONTENTS and text.count(".") >= _FEWEST_DRAWN
    return is_dotted and bool(_LEADERS.search(text))


def _is_drawn(text: str) -> bool:
    """Tell whether a paragraph is a line to write on, made of dots or strokes."""
    drawn = text.count("_") + text.count(".") + 3 * text.count("…") + text.count("·")
    return drawn >= _FEWEST_DRAWN and _DRAWN.issuperset(text)


def _license(drafts: Sequence[Draft]) -> str:
    """Return the free licence that a text names, in the short form of SPDX."""
    for draft in drafts:
        if found := _LICENSE.search(draft.text):
            kind, version = (found[1], found[2]) if found[1] else (found[3], found[4])
            return f"CC-{kind.upper()}-{version}"
        if _PUBLIC.search(draft.text):
            return "CC0-1.0"
    return ""
