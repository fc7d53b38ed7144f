"""Choose the field for a prompt by the way in which it wants to be answered."""

from __future__ import annotations

from resilience_desktop.workbook import Prompt, PromptType
from ui.theme import Look

from .answer_field import AnswerField
from .reflection_editor import ReflectionEditor


def field_for(prompt: Prompt, look: Look) -> AnswerField:
    """Return a new field; what is not for plain words is loaded when a reading first asks for it."""
    kind = prompt.kind
    if kind is PromptType.LIST:
        from .list_text import ListText

        return ReflectionEditor(prompt, look, ListText(look))
    if kind is PromptType.SCALE and prompt.scale:
        from .scale_field import ScaleField

        return ScaleField(prompt, prompt.scale, look)
    if kind is PromptType.CHOICE and prompt.choices:
        from .choice_field import ChoiceField

        return ChoiceField(prompt, prompt.choices, look)
    if kind is PromptType.RELEASE:
        from .release_field import ReleaseField

        return ReleaseField(prompt, look)
    return ReflectionEditor(prompt, look)
