"""Say in which form an answer stands on the pages, and what a worksheet offers to be filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ..workbook import Prompt, PromptType, Scale
from ..workbook.answers import listed, read_choice, read_rating

TICKS = 20
"""The most steps of a scale that a worksheet numbers one by one."""

WIDEST = 48
"""The most digits that stand side by side in large print, half a digit between two numbers."""

LINES, BULLETS, FEW, NONE = "lines", "bullets", "few", "none"
"""What room a worksheet leaves: ruled lines, the same with bullets before them, two lines, or none."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Hold a scale and a place on it; ``value`` is None on a worksheet."""

    scale: Scale
    value: int | None = None

    @property
    def words(self) -> str:
        """Return the place on the scale in words, on a worksheet the ends of the scale."""
        ends = self.scale.words()
        return ends[:1].upper() + ends[1:] if self.value is None else self.scale.told(self.value)

    @property
    def ticks(self) -> tuple[int, ...]:
        """Return the numbers to tick on a worksheet; none where there would be too many."""
        every = range(self.scale.low, self.scale.high + 1)
        width = sum(len(str(number)) + 0.5 for number in every[: TICKS + 2])
        return tuple(every) if len(every) <= TICKS + 1 and width <= WIDEST else ()


class Said(NamedTuple):
    """Hold an answer: a place on a scale, what was listed or chosen, and words below it."""

    mark: Mark | None
    items: tuple[str, ...]
    words: str


class Blank(NamedTuple):
    """Hold what a worksheet offers: a scale or boxes to tick, and which room to write."""

    mark: Mark | None
    items: tuple[str, ...]
    several: bool
    room: str


def said(prompt: Prompt, text: str) -> Said:
    """Return an answer in the form that its prompt asked for; whatever is not of that form is words."""
    if prompt.kind is PromptType.SCALE and prompt.scale:
        rated = read_rating(text, prompt.scale)
        return Said(None if rated.value is None else Mark(prompt.scale, rated.value), (), rated.words)
    if prompt.kind is PromptType.CHOICE and prompt.choices:
        chosen = read_choice(text, prompt.choices)
        return Said(None, chosen.options, chosen.words)
    if prompt.kind is PromptType.LIST:
        return Said(None, listed(text), "")
    return Said(None, (), text)


def blank(prompt: Prompt) -> Blank:
    """Return what a worksheet offers for a prompt."""
    if prompt.kind is PromptType.SCALE and prompt.scale:
        return Blank(Mark(prompt.scale), (), several=False, room=NONE)
    if prompt.kind is PromptType.CHOICE and (choices := prompt.choices):
        return Blank(None, choices.options, choices.several, FEW if choices.own else NONE)
    return Blank(None, (), several=False, room=BULLETS if prompt.kind is PromptType.LIST else LINES)
