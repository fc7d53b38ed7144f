"""Read the prompts of a pack from its fenced ``prompt`` blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..workbook import Noticed, Prompt
from . import flat, prompt_types
from .flat import Keys
from .problem import Report

MOST_PROMPTS = 50
"""The most prompts that one reading may ask."""

KEYS = Keys(
    required=("id", "label", "ask"),
    optional=("note", "help", "type", "when", *prompt_types.KEYS),
    lists=prompt_types.LISTS,
)
_WORDS = ("id", "label", "ask", "note", "help", "type")
_WHEN = (Noticed.RESISTANCE, Noticed.ALL_IN)


@dataclass(frozen=True, slots=True)
class Fence:
    """Hold the YAML of a prompt block; ``line`` is where the block opens, counted from 1."""

    block: str
    line: int


def read(fences: Sequence[Fence], report: Report) -> tuple[Prompt, ...]:
    """Return the prompts in order; what is missing or wrong goes to the report."""
    if not fences:
        report.warn(1, "This reading asks nothing yet: it has no prompt.")
    if len(fences) > MOST_PROMPTS:
        report.error(fences[MOST_PROMPTS].line, f"A reading has at most {MOST_PROMPTS} prompts.")
    prompts: dict[str, Prompt] = {}
    for fence in fences[:MOST_PROMPTS]:
        prompt = _prompt(fence, report)
        if prompt and prompt.id in prompts:
            report.error(fence.line, f"Two prompts have the id “{prompt.id}”. Each needs an id of its own.")
        elif prompt:
            prompts[prompt.id] = prompt
    return tuple(prompts.values())


def _prompt(fence: Fence, report: Report) -> Prompt | None:
    facts = flat.read(fence.block, fence.line, KEYS, report)
    flat.check_id(facts, report)
    when, details = facts.get("when"), prompt_types.read(facts, fence.line, report)
    if when and when.text not in _WHEN:
        report.error(when.line, "“when” is resistance or all-in. Leave it out to ask everyone.")
        return None
    if not all(key in facts for key in KEYS.required):
        return None
    words = {key: entry.text for key, entry in facts.items() if key in _WORDS}
    return Prompt(
        **words, when=Noticed(when.text) if when else None, scale=details.scale, choices=details.choices
    )
