"""Show what a file comes to, as Today will show it, and add it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from resilience_desktop.workbook import Block, Heading, Listing, Paragraph, Prompt, Reading, Run
from ui.theme import Look
from ui.widgets.buttons import primary_button
from ui.widgets.labels import note
from ui.widgets.reading_view import ReadingView

from .facts import FactsForm

PLAIN = (
    "A reading lies in this program’s folder as a plain file, not encrypted: it is a handout. "
    "What you answer to it is encrypted."
)
_LEAST_SEEN = 220
"""Pixels of the reading that are always there; where the window is lower, the column scrolls."""


class ResultColumn(QScrollArea):
    """Hold the reading, the fields that say what it is, and the button that adds it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.view = ReadingView(look)
        self.facts = FactsForm()
        self.add = primary_button("Add this reading")
        self._said = note("")
        self._lay_out()

    def show_reading(self, reading: Reading) -> None:
        """Show a reading with its prompts below the text, at the place where one was reading."""
        fraction = self.view.scroll_fraction
        self.view.set_reading(replace(reading, body=(*reading.body, *_asked(reading.prompts))))
        self.view.scroll_fraction = fraction
        self.facts.show_title(reading.title)
        self.add.setEnabled(True)
        self.say("")

    def refuse(self, words: str) -> None:
        """Say why this cannot be added as it is."""
        self.add.setEnabled(False)
        self.say(words, "caution")

    def say(self, words: str, tone: str = "quiet") -> None:
        """Say something beside the button."""
        if words != self._said.text():
            self._said.tell(words, tone)
        self._said.setVisible(bool(words))

    def _lay_out(self) -> None:
        self.view.setAccessibleName("As it will look")
        self.view.setMinimumHeight(_LEAST_SEEN)
        line = QFrame()
        line.setObjectName("hairline")
        line.setFixedHeight(1)
        strip = QVBoxLayout()
        strip.setContentsMargins(32, 16, 32, 16)
        strip.setSpacing(12)
        strip.addWidget(self.facts)
        strip.addWidget(note(PLAIN))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.add)
        row.addWidget(self._said, 1000)
        row.addStretch(1)
        strip.addLayout(row)
        self._said.hide()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(line)
        column.addLayout(strip)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def _asked(prompts: tuple[Prompt, ...]) -> tuple[Block, ...]:
    """Return the prompts as a list below the text."""
    if not prompts:
        return ()
    items: list[tuple[Block, ...]] = []
    for prompt in prompts:
        below = (Paragraph((Run(prompt.help),)),) if prompt.help else ()
        items.append((Paragraph((Run(prompt.ask, strong=True),)), *below))
    return Heading(2, (Run("Prompts"),)), Listing(1, tuple(items))
