"""Find headings: what the file itself calls one, and what looks like one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from ..workbook import Role, Run
from . import vocabulary
from .draft import Draft, asks, ends_a_sentence, length, places

_LONGEST = 90
_LONGEST_PLAIN = 60
_MOST_WORDS = 14
_MOST_WORDS_AND_COLON = 4
_LONG_TEXT = 100
"""Letters from which on a paragraph is one that a heading may stand above."""

_LARGER = 1.12
_NUMBERING = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_SECTION = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,4}\.|[A-Z]\.)\s+[^\W\d_]")

LARGER = "It is larger than the text."
BOLD = "It is short, bold, and stands by itself."
CAPITALS = "It is short, and all in capitals."
SHORT = "It is short, and a longer text follows."
NUMBERED = "It has a number, is short, and a longer text follows."
ANNOUNCES = "It announces questions."
ANNOUNCES_NOTES = "It announces notes."
ANNOUNCED = "It only announces the questions, which will stand beside the text."
ABOVE_QUESTIONS = "Only questions stand below it, and they will stand beside the text."


def core(text: str) -> str:
    """Return a heading in lower case without numbers and signs at its ends."""
    return _NUMBERING.sub("", text.casefold().strip())


def announces_prompts(text: str) -> bool:
    """Tell whether a short text is one under which questions stand, such as “Reflection”."""
    if len(text) > _LONGEST:
        return False
    said = core(text)
    if length(said) > _LONGEST_PLAIN or vocabulary.NOT_PROMPTS.search(said):
        return False
    return bool(vocabulary.PROMPTS.search(said))


def leaves_no_doubt(text: str) -> bool:
    """Tell whether a text announces questions with a word that can hardly mean anything else."""
    return announces_prompts(text) and bool(vocabulary.STRONG.search(core(text)))


def is_notes_heading(text: str) -> bool:
    """Tell whether a text is one under which notes or sources stand."""
    return len(text) <= _LONGEST and bool(vocabulary.NOTES.fullmatch(core(text)))


def is_back_matter(text: str) -> bool:
    """Tell whether a text is a heading of what stands at the end, such as “About the author”."""
    return len(text) <= _LONGEST and bool(vocabulary.BACK.match(core(text)))


def find(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with headings as such; the sizes of their letters tell their levels."""
    found = list(drafts)
    kept = [place for place, draft in enumerate(found) if draft.role is Role.TEXT]
    for number, place in enumerate(kept):
        draft = found[place]
        following = next((found[next_] for next_ in kept[number + 1 : number + 2]), None)
        if draft.raw.heading:
            found[place] = draft.taken_as(Role.HEADING, level=draft.raw.heading)
        elif _is_numbered_heading(draft, following):
            found[place] = _with_number(draft).taken_as(Role.HEADING, NUMBERED, level=0)
        elif why := _why(draft, following, found[kept[number - 1]] if number > 1 else None):
            found[place] = draft.taken_as(Role.HEADING, why, level=0)
    return _levelled(found)


def _why(draft: Draft, following: Draft | None, before: Draft | None) -> str:
    """Return why a paragraph looks like a heading, "" where it does not."""
    raw, text = draft.raw, draft.text.strip()
    if raw.item is not None or raw.is_quote or not any(map(str.isalpha, text)) or length(text) > 2 * _LONGEST:
        return ""
    if raw.size >= _LARGER and not text.endswith((".", ",", ";")):
        return LARGER
    if length(text) > _LONGEST or len(text.split()) > _MOST_WORDS or following is None:
        return ""
    if announces_prompts(text) and not asks(text) and _stands_above(text):
        return ANNOUNCES if leaves_no_doubt(text) or not text.endswith((":", "：")) else ""
    if is_notes_heading(text):
        return ANNOUNCES_NOTES
    if ends_a_sentence(text) and not (asks(text) and raw.is_bold):
        return ""
    if raw.is_bold and not following.raw.is_bold:
        return BOLD
    if text.isupper() and len(text) > 3 and not (following.text.isupper()):
        return CAPITALS
    return SHORT if _looks_plain(draft, following, before) else ""


def _is_numbered_heading(draft: Draft, following: Draft | None) -> bool:
    """Tell whether what was read as an item of a list is a heading that has a number."""
    raw, text = draft.raw, draft.text.strip()
    if not raw.item or raw.is_quote or following is None or ends_a_sentence(text) or "__" in text:
        return False
    if length(text) > _LONGEST_PLAIN or len(text.split()) > _MOST_WORDS or not text[:1].isupper():
        return False
    return following.raw.item is None and length(following.text) >= max(_LONG_TEXT // 2, 2 * length(text))


def _with_number(draft: Draft) -> Draft:
    """Return a numbered item as a paragraph whose words begin with the number."""
    runs = (Run(f"{draft.raw.item}. "), *draft.runs)
    return replace(draft, raw=replace(draft.raw, item=None), runs=runs)


def _stands_above(text: str) -> bool:
    """Tell whether a text has the form of a heading: no sentence, at most a colon at its end."""
    if text.endswith((":", "：")):
        return len(text.split()) <= _MOST_WORDS_AND_COLON and not re.search("[,،、，]", text)
    return not ends_a_sentence(text)


def _looks_plain(draft: Draft, following: Draft, before: Draft | None) -> bool:
    """Tell whether a paragraph of a file without any layout looks like a heading."""
    text = draft.text.strip()
    if (
        length(text) > _LONGEST_PLAIN
        or draft.raw.size < 1
        or not (text[0].isupper() or not text[0].islower())
    ):
        return False
    if text[0] in "(*[—–-" or text.endswith((",", "-", "–", "—")):
        return False
    is_after_text = before is None or before.role is not Role.TEXT or ends_a_sentence(before.text)
    return is_after_text and (
        (length(following.text) >= max(_LONG_TEXT, 2 * length(text)) and ends_a_sentence(following.text))
        or (bool(_SECTION.match(text)) and following.raw.item is None)
        or (before is not None and (following.raw.item is not None or _is_like_a_heading(following)))
    )


def _is_like_a_heading(draft: Draft) -> bool:
    return announces_prompts(draft.text) and _stands_above(draft.text)


def _levelled(drafts: list[Draft]) -> list[Draft]:
    """Give guessed headings levels: by size where there are several, below those that the file has."""
    guessed = [draft for draft in drafts if draft.role is Role.HEADING and not draft.level]
    sizes = sorted({round(draft.raw.size, 1) for draft in guessed}, reverse=True)
    own = [draft.level for draft in drafts if draft.role is Role.HEADING and draft.level]
    first = min(own, default=1)
    levels = {size: min(first + rank + (1 if own else 0), 6) for rank, size in enumerate(sizes)}
    return [
        draft.taken_as(Role.HEADING, draft.why, level=levels[round(draft.raw.size, 1)])
        if draft.role is Role.HEADING and not draft.level
        else draft
        for draft in drafts
    ]


def without_those_of_questions(drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out each heading that has nothing but questions below it.

    The questions stand beside the text, so it would stand there alone.
    """
    found = list(drafts)
    kept = places(found)
    for number, place in enumerate(kept):
        draft = found[place]
        if draft.role is Role.HEADING:
            below = takewhile(
                lambda role: role not in (Role.HEADING, Role.TITLE),
                (found[after].role for after in kept[number + 1 :]),
            )
            if set(below) == {Role.PROMPT}:
                why = ANNOUNCED if announces_prompts(draft.text) else ABOVE_QUESTIONS
                found[place] = draft.taken_as(Role.LEFT_OUT, why, level=draft.level)
    return found
