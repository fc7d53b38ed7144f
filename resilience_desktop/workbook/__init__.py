"""Describe the domain as frozen values: what is read, asked, answered and remembered."""

from .asking import Choices, PromptType, Scale
from .history import Binned, Earlier, Version
from .leaving import Form, Kind, Leaving, Left
from .letter import Body, Letter, LetterSummary, Passage, Source
from .mark import Mark
from .moment import Clock, Moment, now
from .outline import Outline, Piece, Role
from .path import EarlierAnswer, Path, Step
from .prose import Block, Footnote, Heading, Listing, Paragraph, Quote, Rule, Run
from .reading import Noticed, Prompt, Reading
from .reflection import (
    ANSWER_LIMIT,
    OPENNESS,
    Answer,
    CheckIn,
    Edition,
    Place,
    Reflection,
    ReflectionSummary,
)

__all__ = [
    "ANSWER_LIMIT",
    "OPENNESS",
    "Answer",
    "Binned",
    "Block",
    "Body",
    "CheckIn",
    "Choices",
    "Clock",
    "Earlier",
    "EarlierAnswer",
    "Edition",
    "Footnote",
    "Form",
    "Heading",
    "Kind",
    "Leaving",
    "Left",
    "Letter",
    "LetterSummary",
    "Listing",
    "Mark",
    "Moment",
    "Noticed",
    "Outline",
    "Paragraph",
    "Passage",
    "Path",
    "Piece",
    "Place",
    "Prompt",
    "PromptType",
    "Quote",
    "Reading",
    "Reflection",
    "ReflectionSummary",
    "Role",
    "Rule",
    "Run",
    "Scale",
    "Source",
    "Step",
    "Version",
    "now",
]
