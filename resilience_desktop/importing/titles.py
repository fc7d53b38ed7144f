"""Find the title, and bring it to the front where it stands last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ..workbook import Role, Run
from . import headings
from .draft import Draft, asks, ends_a_sentence, length, places
from .raw import RawParagraph

_LONGEST = 140
_MOST_WORDS = 20
_MOST_WORDS_BELOW = 4
_LARGEST_PAGE = 2
_LONG_TEXT = 100
_MOST_BEHIND = 6
"""The most paragraphs behind a title at the end that are taken for the introduction."""

_FILE_NAME = re.compile(
    r"\.(?:docx?|odt|pdf|html?|txt|rtf|indd|pptx?|pages|md)\b|^(?:microsoft|untitled|document\s?\d*$)", re.I
)

FILE_SAYS = "The file itself names it as its title."
PROPERTIES = "It stands in no paragraph; the file names it as its title."
FIRST_HEADING = "It is the first heading."
LARGEST = "It is larger than everything else."
FIRST = "It stands first, and is short."
LAST = "It looks like a title, and only an introduction follows."
MOVED_ALL = (
    "The title and the introduction below it stood at the end of the file, behind the rest. "
    "They were moved to the front."
)
MOVED_TITLE = "The title stood behind some of the text. It was moved to the front."


def find(drafts: Sequence[Draft], said: str) -> tuple[list[Draft], tuple[str, ...]]:
    """Return the drafts with the title as such, in front, and notes on what was moved.

    ``said`` is what the file calls itself.
    """
    found = list(drafts)
    kept = places(found)
    for look in (_as_said, _first_of_its_own, _largest, _first, _last):
        chosen, why = look(found, kept, said)
        if chosen:
            for place in chosen:
                found[place] = found[place].taken_as(Role.TITLE, why, level=1)
            found, notes = _in_front(found, chosen, is_last=look is _last)
            return _below_title(found), notes
    if said.strip() and not _FILE_NAME.search(said.strip()) and length(said) <= _LONGEST:
        runs = (Run(" ".join(said.split())),)
        found.insert(0, Draft(RawParagraph(runs), runs, Role.TITLE, PROPERTIES))
    return _below_title(found), ()


def _as_said(drafts: Sequence[Draft], kept: Sequence[int], said: str) -> tuple[list[int], str]:
    wanted = _squeezed(said)
    for number, place in enumerate(kept):
        if len(drafts[place].text) > 2 * len(said):
            continue
        for count in (1, 2, 3):
            rows = [] if drafts[place].raw.item is not None else list(kept[number : number + count])
            if wanted and wanted == "".join(_squeezed(drafts[row].text) for row in rows):
                return rows, FILE_SAYS
    return [], ""


def _squeezed(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _first_of_its_own(drafts: Sequence[Draft], kept: Sequence[int], said: str) -> tuple[list[int], str]:
    """Find the first heading of the file's own where it is of the highest level."""
    own = [place for place in kept if drafts[place].raw.heading]
    if not own or drafts[own[0]].raw.heading > min(drafts[place].raw.heading for place in own):
        return [], ""
    first = drafts[own[0]]
    alone = sum(drafts[place].raw.heading == first.raw.heading for place in own) == 1
    is_title = first.raw.heading == 1 and (alone or own[0] in kept[:3])
    if not is_title or _heads_questions(drafts, kept, own[0]) or headings.is_back_matter(first.text):
        return [], ""
    if kept[1:2] == [own[0]] and _looks_larger(drafts[kept[0]], first):
        return [], ""
    return [own[0]], "" if alone else FIRST_HEADING


def _largest(drafts: Sequence[Draft], kept: Sequence[int], said: str) -> tuple[list[int], str]:
    large = [place for place in kept if drafts[place].why == headings.LARGER and _is_short(drafts[place])]
    if not large or any(drafts[place].raw.heading for place in kept):
        return [], ""
    most = max(drafts[place].raw.size for place in large)
    first = next(place for place in large if drafts[place].raw.size > 0.97 * most)
    others = [
        place
        for place in large
        if drafts[place].raw.size > 0.97 * most and place not in _rows(drafts, kept, first)
    ]
    if drafts[first].raw.page > _LARGEST_PAGE or (others and first not in kept[:3]):
        return [], ""
    if others and first != kept[0] and _looks_like_one(drafts[kept[0]]):
        return [], ""  # a heading like others, below a first line that is smaller
    if _heads_questions(drafts, kept, first):
        return [], ""
    return _rows(drafts, kept, first), LARGEST


def _rows(drafts: Sequence[Draft], kept: Sequence[int], first: int) -> list[int]:
    """Return the rows of a title: those as large that follow at once."""
    rows: list[int] = []
    for place in kept[kept.index(first) :]:
        if (
            abs(drafts[place].raw.size - drafts[first].raw.size) > 0.03
            or not _is_short(drafts[place])
            or len(rows) > 2
        ):
            break
        rows.append(place)
    return rows


def _first(drafts: Sequence[Draft], kept: Sequence[int], said: str) -> tuple[list[int], str]:
    """Find the title in a first paragraph that looks like one."""
    if len(kept) < 2 or not _looks_like_one(drafts[kept[0]]) or _heads_questions(drafts, kept, kept[0]):
        return [], ""
    longest = max(length(drafts[place].text) for place in kept[1:5])
    if longest < _LONG_TEXT and not any(drafts[place].role is Role.HEADING for place in kept[1:4]):
        return [], ""
    return _with_second_row(drafts, kept, 0), FIRST


def _last(drafts: Sequence[Draft], kept: Sequence[int], said: str) -> tuple[list[int], str]:
    """Find a title behind the questions, with nothing but an introduction below it."""
    asked = [
        place for place in kept if headings.announces_prompts(drafts[place].text) or asks(drafts[place].text)
    ]
    for number in range(len(kept) - 2, 0, -1):
        draft = drafts[kept[number]]
        if (
            not _looks_like_one(draft)
            or _announces(draft)
            or asks(draft.text)
            or _looks_like_one(drafts[kept[number - 1]])
        ):
            continue
        rows = _with_second_row(drafts, kept, number)
        behind = [drafts[place] for place in kept[number + len(rows) :]]
        is_text = all(one.role is Role.TEXT and one.raw.item is None for one in behind)
        is_long = any(length(one.text) >= _LONG_TEXT for one in behind)
        if not (is_text and is_long and len(behind) <= _MOST_BEHIND) or headings.is_back_matter(draft.text):
            return [], ""
        return (rows, LAST) if any(place < kept[number] for place in asked) else ([], "")
    return [], ""


def _announces(draft: Draft) -> bool:
    return headings.announces_prompts(draft.text)


def _heads_questions(drafts: Sequence[Draft], kept: Sequence[int], place: int) -> bool:
    """Tell whether a paragraph announces questions, and they follow: then it is no title."""
    behind = [drafts[one] for one in kept[kept.index(place) + 1 :][:2]]
    is_text = bool(behind) and length(behind[0].text) >= _LONG_TEXT and not asks(behind[0].text)
    return _announces(drafts[place]) and not (is_text and place == kept[0])


def _looks_larger(first: Draft, second: Draft) -> bool:
    """Tell whether a first paragraph stands out more than the file's own heading below it."""
    return _looks_like_one(first) and (first.raw.size >= 0.97 * second.raw.size) and first.raw.size > 1


def _is_short(draft: Draft) -> bool:
    return (
        length(draft.text) <= _LONGEST and len(draft.text.split()) <= _MOST_WORDS and draft.raw.item is None
    )


def _looks_like_one(draft: Draft) -> bool:
    text = draft.text.strip()
    if not _is_short(draft) or draft.raw.is_quote or not any(map(str.isalpha, text)) or text[0].islower():
        return False
    if text.endswith((",", ";", "،", "、", "，")):
        return False
    if headings.is_notes_heading(text):
        return False
    return (
        draft.role is Role.HEADING
        or not ends_a_sentence(text)
        or text.endswith((":", "：", "?", "？", "؟", "!"))
    )


def _with_second_row(drafts: Sequence[Draft], kept: Sequence[int], number: int) -> list[int]:
    """Return a title with the row below it where it ends with a colon."""
    first = drafts[kept[number]]
    if (
        first.text.rstrip().endswith((":", "："))
        and number + 2 < len(kept)
        and _looks_like_one(drafts[kept[number + 1]])
    ):
        return [kept[number], kept[number + 1]]
    return [kept[number]]


def _in_front(
    drafts: list[Draft], chosen: list[int], *, is_last: bool
) -> tuple[list[Draft], tuple[str, ...]]:
    """Return the drafts with the title moved to the front where text stands before it."""
    first = chosen[0]
    before = [draft for draft in drafts[:first] if draft.is_kept]
    behind = [place for place in range(chosen[-1] + 1, len(drafts)) if drafts[place].is_kept]
    if not is_last and sum(length(draft.text) for draft in before) < 2 * _LONG_TEXT:
        return drafts, ()
    whole = is_last or (
        0 < len(behind) <= _MOST_BEHIND
        and all(drafts[place].role is Role.TEXT and not asks(drafts[place].text) for place in behind)
        and any(headings.announces_prompts(draft.text) for draft in before)
    )
    moved = [*chosen, *behind] if whole else chosen
    rest = [draft for place, draft in enumerate(drafts) if place not in set(moved)]
    start = next((place for place, draft in enumerate(rest) if draft.is_kept), len(rest))
    rest[start:start] = [drafts[place] for place in moved]
    return rest, (MOVED_ALL if whole else MOVED_TITLE,)


def _below_title(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with the largest of the other headings on the second level.

    What is short and stands right below the title is more often a line about it than a heading.
    """
    for before, place in pairwise(places(drafts)):
        draft = drafts[place]
        if drafts[before].role is not Role.TITLE or draft.role is not Role.HEADING or draft.raw.heading:
            continue
        others = {other.level for other in drafts if other.role is Role.HEADING and other is not draft}
        is_long = draft.why == headings.SHORT and len(draft.text.split()) > _MOST_WORDS_BELOW
        if is_long or (others and draft.level < min(others)):
            drafts[place] = draft.taken_as(Role.TEXT)
    first = min((draft.level for draft in drafts if draft.role is Role.HEADING), default=2)
    return [
        replace(draft, level=min(draft.level - first + 2, 6)) if draft.role is Role.HEADING else draft
        for draft in drafts
    ]
