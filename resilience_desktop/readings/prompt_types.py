"""Read what belongs to one type of prompt alone: the ends of a scale, the options of a choice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ..workbook import Choices, PromptType, Scale
from ..workbook.asking import FARTHEST, LONGEST_OPTION, MOST_STEPS, OPTIONS
from .flat import Entry
from .problem import Report

_BELONGS = {
    "min": PromptType.SCALE,
    "max": PromptType.SCALE,
    "min-label": PromptType.SCALE,
    "max-label": PromptType.SCALE,
    "options": PromptType.CHOICE,
    "several": PromptType.CHOICE,
    "own": PromptType.CHOICE,
}
KEYS = tuple(_BELONGS)
LISTS = ("options",)
_WHOLE = re.compile("[+-]?[0-9]{1,6}")
_SPAN = (
    f"A scale runs from a smaller number up to a greater one, in {MOST_STEPS} steps at most, and "
    f"no further from zero than {FARTHEST}."
)
_COUNT = f"A choice has {OPTIONS.start} to {OPTIONS[-1]} options, in a list: options: [Rest, Company]"


class Details(NamedTuple):
    """Hold what a type asks for."""

    scale: Scale | None = None
    choices: Choices | None = None


def read(facts: Mapping[str, Entry], line: int, report: Report) -> Details:
    """Return the details of a prompt that opens on ``line``; what is missing or wrong goes to the report."""
    written = facts.get("type")
    name = written.text if written else PromptType.TEXT.value
    if written and name not in tuple(PromptType):
        report.warn(written.line, "This type is not known; the prompt is shown as text.")
        return Details()
    for key, owner in _BELONGS.items():
        if key in facts and owner != name:
            report.warn(facts[key].line, f"“{key}” belongs to the type {owner}, and is left out.")
    if name == PromptType.SCALE:
        return Details(scale=_scale(facts, line, report))
    if name == PromptType.CHOICE:
        return Details(choices=_choices(facts, line, report))
    return Details()


def _scale(facts: Mapping[str, Entry], line: int, report: Report) -> Scale | None:
    low, high = (_number(key, facts, line, report) for key in ("min", "max"))
    labels = [facts[key] for key in ("min-label", "max-label") if key in facts]
    for label in labels:
        if len(label.text) > LONGEST_OPTION:
            report.error(label.line, f"The words at an end have at most {LONGEST_OPTION} characters.")
    if low is None or high is None:
        return None
    words = (facts[key].text if key in facts else "" for key in ("min-label", "max-label"))
    scale = Scale(low, high, *words)
    if not Scale(low, high).is_sound:
        report.error(facts["max"].line, _SPAN)
    return scale


def _number(key: str, facts: Mapping[str, Entry], line: int, report: Report) -> int | None:
    entry = facts.get(key)
    if entry is None:
        report.error(line, f"A scale needs “min” and “max”, and “{key}” is missing.")
        return None
    if not _WHOLE.fullmatch(entry.text):
        report.error(entry.line, f"“{key}” is a whole number, such as {key}: 10.")
        return None
    return int(entry.text)


def _choices(facts: Mapping[str, Entry], line: int, report: Report) -> Choices | None:
    several, own = (_yes(key, facts, report) for key in ("several", "own"))
    entry = facts.get("options")
    if entry is None:
        report.error(line, _COUNT)
        return None
    options = entry.items
    if len(options) not in OPTIONS:
        report.error(entry.line, _COUNT)
    if len(set(options)) != len(options):
        report.error(entry.line, "Two options are the same. Each needs words of its own.")
    if any(len(option) > LONGEST_OPTION for option in options):
        report.error(entry.line, f"An option has at most {LONGEST_OPTION} characters.")
    return Choices(options, several=several, own=own)


def _yes(key: str, facts: Mapping[str, Entry], report: Report) -> bool:
    entry = facts.get(key)
    if entry and entry.text.lower() not in ("yes", "no"):
        report.error(entry.line, f"“{key}” is yes or no.")
    return entry is not None and entry.text.lower() == "yes"
