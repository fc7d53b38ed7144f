"""Describe the domain as frozen values: what is read, asked, answered and remembered."""

from .history import Binned, Earlier, Version
from .moment import Clock, Moment, now
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
    "CheckIn",
    "Clock",
    "Earlier",
    "EarlierAnswer",
    "Edition",
    "Footnote",
    "Heading",
    "Listing",
    "Moment",
    "Noticed",
    "Paragraph",
    "Path",
    "Place",
    "Prompt",
    "Quote",
    "Reading",
    "Reflection",
    "ReflectionSummary",
    "Rule",
    "Run",
    "Step",
    "Version",
    "now",
]
