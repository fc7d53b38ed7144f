"""Describe a reading's rounds side by side: where a person stood in each, and what they answered then."""

from __future__ import annotations

from dataclasses import dataclass

from .moment import Moment
from .reading import Prompt
from .reflection import CheckIn


@dataclass(frozen=True, slots=True)
class Step:
    """Hold one round on the path between closed and open."""

    reflection_id: int
    begun: Moment
    check_in: CheckIn

    def words(self) -> str:
        """Return the day and where the person stood, such as ``22 November 2026, before 3, after 6``."""
        before, after = self.check_in.before, self.check_in.after
        stood = [
            f"{when} {value}" for when, value in (("before", before), ("after", after)) if value is not None
        ]
        return ", ".join((self.begun.day(), *stood))

    @property
    def openness(self) -> int | None:
        """Return where the person stood at the end, as far as they said."""
        return self.check_in.before if self.check_in.after is None else self.check_in.after


@dataclass(frozen=True, slots=True)
class EarlierAnswer:
    """Hold what was answered in one round, and the prompt as it was worded then."""

    reflection_id: int
    prompt: Prompt
    text: str

    @property
    def ask(self) -> str:
        """Return the question as it was asked then."""
        return self.prompt.ask


@dataclass(frozen=True, slots=True)
class Path:
    """Hold the rounds of one reading side by side, with what was answered to one prompt.

    ``readings`` are the ids and titles of all readings that have rounds; ``steps`` are the rounds, the
    newest first. ``prompts`` are all that were ever asked, first the ``numbered`` ones that are asked
    today. ``answered`` are the ids of the rounds that answer ``prompt``, the newest first, and
    ``answers`` the answers of the first of them.
    """

    reading_id: str
    readings: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    prompts: tuple[Prompt, ...]
    numbered: int
    prompt: Prompt | None
    answered: tuple[int, ...]
    answers: tuple[EarlierAnswer, ...]
