"""Put everything that a person sees of a prompt into lines, so that two editions of it can be compared."""

from __future__ import annotations

from collections.abc import Mapping

from ..workbook import Noticed, Prompt
from ..workbook.asking import PromptType

_ANSWERED = {
    PromptType.TEXT: "Answered in words.",
    PromptType.LIST: "Answered line by line.",
    PromptType.RELEASE: "Words to let go of, which are kept nowhere.",
}
_ASKED = {
    None: "Asked of everyone.",
    Noticed.RESISTANCE: "Asked of those who noticed resistance.",
    Noticed.ALL_IN: "Asked of those who felt all in.",
}


def wordings(before: Prompt, now: Prompt) -> tuple[str, str]:
    """Return two editions of a prompt: the question with its help, and of the rest what is not the same."""
    one, other = _lines(before), _lines(now)
    shown = [key for key in one if key in ("ask", "help") or one[key] != other[key]]
    return _text(one, shown), _text(other, shown)


def _text(lines: Mapping[str, str], shown: list[str]) -> str:
    return "\n".join(lines[key] for key in shown if lines[key])


def _lines(prompt: Prompt) -> dict[str, str]:
    return {
        "ask": prompt.ask,
        "help": prompt.help,
        "note": f"Said beforehand: {prompt.note}" if prompt.note else "",
        "answered": _answered(prompt),
        "asked": _ASKED.get(prompt.when, ""),
        "label": f"In lists: {prompt.label}",
    }


def _answered(prompt: Prompt) -> str:
    if prompt.kind is PromptType.SCALE and prompt.scale:
        return f"Answered on a scale {prompt.scale.words()}."
    if prompt.kind is PromptType.CHOICE and prompt.choices:
        choices = prompt.choices
        own = " · words of one’s own" if choices.own else ""
        return f"Choose {'any' if choices.several else 'one'}: {' · '.join(choices.options)}{own}"
    return _ANSWERED.get(prompt.kind, "")
