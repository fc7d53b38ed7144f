"""Follow a text from column to column and from page to page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .pdf_lines import Line
from .pdf_paragraphs import Block
from .pdf_scripts import runs_left

_ENDS = ".!?:…。！？؟۔।"
_CLOSING = "\"'”’“‘»«)]}›‹」』）"
_SAME_SIZE = 0.06
_LOOK_BACK = 3
_FURTHEST = 200  # paragraphs


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold one whole paragraph; ``column`` counts through the file, ``label`` is a footnote's mark."""

    block: Block
    page: int
    column: int
    label: str = ""
    furniture: str = ""


def joined(passages: Iterable[Passage], *, indents: bool) -> list[Passage]:
    """Return the paragraphs with those joined that were parted by the end of a column or page.

    ``indents`` tells that the file's paragraphs begin with an indent.
    """
    found: list[Passage] = []
    for passage in passages:
        home = _home(found, passage, indents=indents)
        if home is None:
            found.append(passage)
        else:
            block = found[home].block
            found[home] = replace(
                found[home],
                block=replace(block, lines=block.lines + passage.block.lines, is_full=passage.block.is_full),
                column=passage.column,
            )
    return found


def _home(found: Sequence[Passage], passage: Passage, *, indents: bool) -> int | None:
    """Return which paragraph goes on in this one."""
    if passage.label or passage.furniture:
        return None
    seen: set[int] = {passage.column}
    for index in range(len(found) - 1, max(-1, len(found) - _FURTHEST), -1):
        before = found[index]
        if before.label or before.furniture:
            continue
        if before.column in seen:
            if before.column == passage.column:
                return None  # not the first of its column
            continue
        seen.add(before.column)
        if _goes_on(before.block, passage.block, indents=indents, is_near=len(seen) == 2):
            return index
        if len(seen) > _LOOK_BACK:
            return None
    return None


def _goes_on(before: Block, after: Block, *, indents: bool, is_near: bool) -> bool:
    last, first = before.lines[-1], after.lines[0]
    if last.page == first.page and last.tag and first.tag and last.tag.block and first.tag.block:
        return last.tag.block == first.tag.block
    if after.item is not None or last.cells or first.cells or not _look_alike(last, first):
        return False
    text, following = last.text.rstrip(), first.text.lstrip()
    if not text or not following:
        return False
    if following[0].islower():
        return text.rstrip(_CLOSING)[-1:] not in tuple(_ENDS) or before.is_full
    if not is_near or not before.is_full:
        return False
    if text.rstrip(_CLOSING)[-1:] in tuple(_ENDS):
        return indents and not after.is_indented and len(before.lines) > 1 and len(after.lines) > 1
    return len(before.lines) > 1 or runs_left(text)


def _look_alike(last: Line, first: Line) -> bool:
    return abs(last.size - first.size) <= _SAME_SIZE * last.size and last.is_bold == first.is_bold
