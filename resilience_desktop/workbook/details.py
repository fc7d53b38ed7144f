"""Say the details of a prompt as a tree of plain values, for the vault and for exports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .asking import Choices, PromptType, Scale
from .reading import Prompt


def details(prompt: Prompt) -> dict[str, object]:
    """Return the ends of a prompt's scale, or its options; nothing for a prompt that has neither."""
    if prompt.kind is PromptType.SCALE and (scale := prompt.scale):
        return {
            "min": scale.low,
            "max": scale.high,
            "min_label": scale.low_label,
            "max_label": scale.high_label,
        }
    if prompt.kind is PromptType.CHOICE and (choices := prompt.choices):
        return {"options": list(choices.options), "several": choices.several, "own": choices.own}
    return {}


def detailed(prompt: Prompt, found: object) -> Prompt:
    """Return a prompt with the details that ``details`` gave of it.

    What is missing or makes no sense is left out; the answer is then shown as text.
    """
    if not isinstance(found, Mapping):
        return prompt
    if prompt.type == PromptType.SCALE:
        scale = _scale(found)
        return replace(prompt, scale=scale) if scale and scale.is_sound else prompt
    if prompt.type == PromptType.CHOICE:
        choices = _choices(found)
        return replace(prompt, choices=choices) if choices and choices.is_sound else prompt
    return prompt


def _scale(found: Mapping[str, object]) -> Scale | None:
    low, high = found.get("min"), found.get("max")
    low_label, high_label = found.get("min_label", ""), found.get("max_label", "")
    if type(low) is not int or type(high) is not int:  # True is no number here
        return None
    if not isinstance(low_label, str) or not isinstance(high_label, str):
        return None
    return Scale(low, high, low_label, high_label)


def _choices(found: Mapping[str, object]) -> Choices | None:
    options = found.get("options")
    if not isinstance(options, list):
        return None
    words = tuple(each for each in options if isinstance(each, str))
    if len(words) != len(options):
        return None
    return Choices(words, several=found.get("several") is True, own=found.get("own") is True)
