"""Describe how a prompt wants to be answered: in words, line by line, on a scale, or by choosing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

FARTHEST = 1_000
"""How far from zero an end of a scale may lie."""

MOST_STEPS = 100
"""The most steps between the two ends of a scale."""

OPTIONS = range(2, 31)
"""How many options a choice may have."""

LONGEST_OPTION = 200
"""The most characters of an option, or of the words at an end of a scale."""


class PromptType(StrEnum):
    """Name what a prompt may ask for; the values stand in packs and are stored.

    What answers ``RELEASE`` lives in the window's memory alone, and is let go of.
    """

    TEXT = "text"
    LIST = "list"
    SCALE = "scale"
    CHOICE = "choice"
    RELEASE = "release"


@dataclass(frozen=True, slots=True)
class Scale:
    """Hold a scale of whole numbers and the words at its ends, which may be empty."""

    low: int
    high: int
    low_label: str = ""
    high_label: str = ""

    @property
    def is_sound(self) -> bool:
        """Tell whether the scale can be shown."""
        far = max(abs(self.low), abs(self.high)) > FARTHEST
        long = max(len(self.low_label), len(self.high_label)) > LONGEST_OPTION
        return not far and not long and 0 < self.high - self.low <= MOST_STEPS

    def words(self) -> str:
        """Return the ends as a person would say them, such as ``from 0 (calm) to 10 (storm)``."""
        ends = ((self.low, self.low_label), (self.high, self.high_label))
        low, high = (f"{number} ({label})" if label else str(number) for number, label in ends)
        return f"from {low} to {high}"

    def told(self, value: int) -> str:
        """Return a place on it as a person would say it, such as ``7 on a scale from 0 to 10``."""
        return f"{value} on a scale {self.words()}"


@dataclass(frozen=True, slots=True)
class Choices:
    """Hold the options of a choice, each on one line; ``own`` lets words of one's own stand beside them."""

    options: tuple[str, ...]
    several: bool = False
    own: bool = False

    @property
    def is_sound(self) -> bool:
        """Tell whether the options can be shown, and told apart in an answer."""
        plain = all(0 < len(each) <= LONGEST_OPTION and "\n" not in each for each in self.options)
        return plain and len(self.options) in OPTIONS and len(set(self.options)) == len(self.options)
