"""Lay out the check-in and the prompts of a reading, one under the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea

from resilience_desktop.workbook import CheckIn, Prompt
from ui.theme import Look

from .openness import OpennessPanel
from .prompt_card import PromptCard


class PromptPane(QScrollArea):
    """Scroll through the cards; speak of prompts by their ids."""

    edited = Signal(str)
    left = Signal()
    check_in_changed = Signal()

    def __init__(self, prompts: Sequence[Prompt], look: Look) -> None:
        super().__init__()
        self.setObjectName("prompts")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self._openness = OpennessPanel(look)
        self._cards = {p.id: PromptCard(n, p, look) for n, p in enumerate(prompts, 1)}
        self._wanted_scroll = 0.0
        self._caret_prompt: str | None = None
        self._lay_out()
        self._openness.changed.connect(self._check_in_changed)

    @property
    def check_in(self) -> CheckIn:
        """Return where the person says they stand."""
        return self._openness.check_in

    def set_check_in(self, check_in: CheckIn) -> None:
        """Show a check-in, and fold the prompts that do not apply."""
        self._openness.check_in = check_in
        self._fold()
