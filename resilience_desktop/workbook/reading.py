"""Describe a reading and the prompts that belong to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from .asking import Choices, PromptType, Scale
from .prose import Block, Footnote


class Noticed(StrEnum):
    """Say what a person noticed in themselves; the values are stored."""

    RESISTANCE = "resistance"
    ALL_IN = "all-in"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Prompt:
    """Hold one question as it is worded in one edition of a reading.

    ``id`` is permanent and never reused; ``label`` is a short name for lists; ``when``
    limits the prompt to those who noticed that (``Noticed.BOTH`` never stands here).
    ``type`` is kept as written; a type that is not known is shown as text. ``scale`` and ``choices``
    belong to the types of these names. ``note`` says beforehand what the question touches; it is no
    part of the wording that is answered.
    """

    id: str
    label: str
    ask: str
    help: str = ""
    type: str = "text"
    when: Noticed | None = None
    note: str = field(default="", compare=False)
    scale: Scale | None = None
    choices: Choices | None = None

    @property
    def kind(self) -> PromptType:
        """Return how the prompt is answered; what is not known, or has no details, as text."""
        needed: dict[str, object] = {PromptType.SCALE: self.scale, PromptType.CHOICE: self.choices}
        whole = self.type in tuple(PromptType) and needed.get(self.type, True) is not None
        return PromptType(self.type) if whole else PromptType.TEXT

    def applies(self, noticed: Noticed | None) -> bool:
        """Tell whether the prompt speaks to someone who noticed this (None: not said yet)."""
        if self.when is None or noticed is None or noticed is Noticed.BOTH:
            return True
        return self.when is noticed


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold one edition of a reading pack in one language.

    ``language`` is a BCP 47 tag. ``source`` names where the ideas come from. ``care`` is a
    kind sentence for a reader who is finding it hard; ``grounding`` are sentences that bring someone
    back to where they sit. ``series`` and ``short`` are a line
    above the title and a short title for lists. ``markdown`` is the whole pack as it was read.
    """

    id: str
    version: str
    title: str
    language: str
    body: tuple[Block, ...]
    prompts: tuple[Prompt, ...]
    footnotes: tuple[Footnote, ...] = ()
    authors: tuple[str, ...] = ()
    license: str = ""
    source: str = ""
    care: str = ""
    grounding: tuple[str, ...] = ()
    series: str = ""
    short: str = ""
    markdown: str = ""

    def name(self) -> str:
        """Return the short title, or the title where there is none."""
        return self.short or self.title
