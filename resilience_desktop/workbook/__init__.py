"""Describe the domain as frozen values: what is read, asked, answered and remembered."""

from .moment import Clock, Moment, now
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
    "Block",
    "CheckIn",
    "Clock",
    "Edition",
    "Footnote",
    "Heading",
    "Listing",
    "Moment",
    "Noticed",
    "Paragraph",
    "Place",
    "Prompt",
    "Quote",
    "Reading",
    "Reflection",
    "ReflectionSummary",
    "Rule",
    "Run",
    "now",
]
