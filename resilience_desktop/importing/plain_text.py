"""Find the paragraphs of a plain text, however its lines were broken.

Three habits are met: a line for each paragraph, paragraphs broken at some width, and an empty line after
every line. Which one it is shows where a line breaks off within a sentence; it may change within a file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..errors import TooMuchToRead
from ..workbook import Run
from . import limits
from .breaks import find, is_rule
from .joining import join
from .marks import Mark, mark
from .raw import RawFile, RawParagraph
from .text_lines import Line, split

_UNDERLINES = {"=": 1, "-": 2, "~": 2}
_LONGEST_HEADING = 80
_STARRED = re.compile(r"[\w.,;:!?”’»\")]\*(?=\s|$)")
"""A word with a star behind it, whose note begins with a star."""

_SEVERAL = 3
_SPREAD = (
    "There is an empty line below almost every line of this file, so where its paragraphs end was guessed "
    "from their sentences. Please look whether each begins where it should."
)


@dataclass(slots=True)
class _Open:
    """Hold a paragraph that is still being read."""

    lines: list[Line]
    mark: Mark | None
    heading: int = 0


def read(words: str) -> tuple[RawParagraph, ...]:
    """Return the paragraphs of a text in the order in which they stand. Raises TooMuchToRead."""
    return read_file(words).paragraphs


def read_file(words: str) -> RawFile:
    """Return the same as a file, which says so where its paragraphs had to be guessed."""
    if len(words) > limits.MOST_MARKED_UP:
        raise TooMuchToRead
    lines = split(words)
    if len(lines) > limits.MOST_LINES or sum(len(line.text) for line in lines) > limits.MOST_CHARACTERS:
        raise TooMuchToRead
    text = [line for line in lines if not line.furniture]
    breaks = find(text)
    joined = sum(line.blanks > 0 and not is_break for line, is_break in zip(text, breaks, strict=True))
    made: list[_Open] = []
    at = 0
    for line in lines:
        if line.furniture:
            made.append(_Open([line], None))
            continue
        _take(line, made, is_break=breaks[at])
        at += 1
    if _STARRED.search(words):
        _take_for_notes(made)
    notes = (_SPREAD,) if joined >= _SEVERAL else ()
    return RawFile(tuple(_paragraph(one, words) for one in made), notes=notes)


def _take(line: Line, made: list[_Open], *, is_break: bool) -> None:
    last = next((one for one in reversed(made) if not one.lines[0].furniture), None)
    if is_rule(line.text):
        if last is not None and not line.blanks and _can_be_heading(last):
            last.heading = _UNDERLINES.get(line.text[0], 0)
        return
    if is_break or last is None or last.heading:
        made.append(_Open([line], mark(line.text)))
    else:
        last.lines.append(line)


def _take_for_notes(made: list[_Open]) -> None:
    """Take each star that stands before one paragraph alone for a note's, and not for a list's."""
    starred = [one.mark is not None and one.lines[0].text.startswith("*") for one in made]
    for before, is_starred, after, one in zip(
        [False, *starred], starred, [*starred[1:], False], made, strict=False
    ):
        if is_starred and not before and not after:
            one.mark = None


def _can_be_heading(one: _Open) -> bool:
    """Tell whether a line below a paragraph underlines it, and is not there to write on."""
    text = one.lines[-1].text
    return len(one.lines) == 1 and len(text) <= _LONGEST_HEADING and not text.endswith(("?", "."))


def _paragraph(one: _Open, words: str) -> RawParagraph:
    text = join([line.text for line in one.lines], words)
    first = one.lines[0]
    item = None
    if one.mark is not None and not first.furniture:
        text, item = text[one.mark.length :].lstrip(), one.mark.number
    return RawParagraph(
        (Run(text),),
        heading=one.heading,
        item=item,
        is_quote=first.is_quote,
        furniture=first.furniture,
        page=first.page,
        gap=float(first.blanks),
    )
