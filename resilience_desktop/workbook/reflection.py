"""Describe what a person makes with a reading: a dated reflection and its answers."""

from __future__ import annotations

from dataclasses import dataclass

from .mark import Mark
from .moment import Moment
from .reading import Noticed, Prompt

ANSWER_LIMIT = 1_000_000
"""The most characters (Unicode code points) that one answer may hold."""

OPENNESS = range(11)
"""The openness scale: 0 is closed, 10 is open."""


@dataclass(frozen=True, slots=True)
class Edition:
    """Hold a reading as the vault keeps it; ``markdown`` is the whole pack as it was read."""

    id: int
    reading_id: str
    version: str
    language: str
    title: str
    markdown: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold one answer beside the exact wording of the prompt that it answers."""

    prompt: Prompt
    text: str
    changed: Moment


@dataclass(frozen=True, slots=True)
class CheckIn:
    """Say where a person stood: openness 0 to 10 before and after, and what they noticed."""

    before: int | None = None
    after: int | None = None
    noticed: Noticed | None = None


@dataclass(frozen=True, slots=True)
class Reflection:
    """Hold one dated round through a reading; ``marks`` stand in the order of the reading."""

    id: int
    edition: Edition
    begun: Moment
    changed: Moment
    check_in: CheckIn = CheckIn()
    answers: tuple[Answer, ...] = ()
    marks: tuple[Mark, ...] = ()

    def text(self, prompt_id: str) -> str:
        """Return the answer to a prompt, or an empty text where there is none."""
        return next((a.text for a in self.answers if a.prompt.id == prompt_id), "")


@dataclass(frozen=True, slots=True)
class ReflectionSummary:
    """Hold a line in the list of reflections; ``answered`` counts answers that are not empty."""

    id: int
    reading_id: str
    title: str
    begun: Moment
    changed: Moment
    answered: int


@dataclass(frozen=True, slots=True)
class Place:
    """Say where the person was, or where they want to go.

    ``caret`` counts characters from the start of the answer, after one for each control that stands before
    its words; with ``sought`` it counts the answer's text. The scroll values are the
    fraction of the way down (0.0 to 1.0) of the prompts and of the reading, ``scroll`` None for wherever
    the caret is seen. ``sought`` is what was looked for: it is selected there, and not kept.
    ``mark`` is the number of a highlight in whose note they were, instead of an answer.
    """

    reading_id: str
    reflection_id: int | None = None
    prompt_id: str | None = None
    caret: int = 0
    scroll: float | None = 0.0
    reading_scroll: float = 0.0
    sought: str = ""
    mark: int | None = None
