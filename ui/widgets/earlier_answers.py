"""Show what was written before to the same prompt: newest first, each with its date and its wording."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QSizeF, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from resilience_desktop.workbook import Earlier, Prompt
from ui.theme import Look

from .answer_text import MARGIN, AnswerText
from .buttons import FlatButton
from .label import Label

LINES = 8
"""The most lines that an earlier answer shows before it scrolls."""

AT_ONCE = 5
"""How many earlier answers are shown at a time."""


class WrittenText(AnswerText):
    """Show an answer to be read and copied; a long one scrolls in its own place."""

    def __init__(self, look: Look, name: str, text: str) -> None:
        super().__init__(look)
        self.setAccessibleName(name)
        self.set_read_only(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.set_text(text)
        self.caret = 0

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll while there is more to see in this direction; then the page goes on."""
        bar, down = self.verticalScrollBar(), event.angleDelta().y() < 0
        if bar.value() == (bar.maximum() if down else bar.minimum()):
            event.ignore()
        else:
            super(AnswerText, self).wheelEvent(event)

    def _grow(self, size: QSizeF) -> None:
        line = self._look.line_height("answer")
        height = min(max(line, ceil(size.height())), LINES * line) + 2 * MARGIN
        if height != self.height():
            self.setFixedHeight(height)


class EarlierAnswers(QWidget):
    """Hold earlier answers beside a hairline; ``wanted`` asks for those before a round, or the newest."""

    wanted = Signal(object)

    def __init__(self, prompt: Prompt, look: Look) -> None:
        super().__init__()
        self._prompt = prompt
        self._look = look
        self._last: int | None = None
        self._answers = QVBoxLayout()
        self._more = FlatButton("Show earlier", small=True, quiet=True)
        self._message = Label("", "status", "caution")
        self._lay_out()
        self._more.clicked.connect(lambda: self.wanted.emit(self._last))

    def ask(self) -> None:
        """Ask for the newest ones, unless they are here."""
        if self._last is None:
            self.wanted.emit(None)

    def add(self, found: Sequence[Earlier]) -> None:
        """Show further answers; one more than AT_ONCE tells that there are others."""
        self._message.hide()
        shown = found[:AT_ONCE]
        for earlier in shown:
            self._answers.addLayout(self._entry(earlier))
            self._last = earlier.reflection_id
        self._more.setVisible(len(found) > AT_ONCE)

    def tell(self, sentence: str) -> None:
        """Say why they cannot be shown."""
        self._message.show()
        self._message.tell(sentence, "caution")

    def _entry(self, earlier: Earlier) -> QVBoxLayout:
        from resilience_desktop.workbook.answers import in_words  # not before something is looked back on

        entry, asked, day = QVBoxLayout(), earlier.answer.prompt.ask, earlier.begun.day()
        entry.setSpacing(2)
        entry.addWidget(Label(day, "status", "quiet"))
        if asked != self._prompt.ask:
            entry.addWidget(Label(f"Asked then: {asked}", "help", "quiet"))
        written = in_words(earlier.answer.prompt, earlier.answer.text)
        entry.addWidget(WrittenText(self._look, f"{day}: {asked}", written))
        return entry

    def _lay_out(self) -> None:
        line = QFrame()
        line.setObjectName("hairline")
        line.setFixedWidth(2)
        column = QVBoxLayout()
        column.setSpacing(8)
        self._answers.setSpacing(14)
        column.addWidget(self._message)
        column.addLayout(self._answers)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(line)
        row.addLayout(column, 1)
        self._message.hide()
        self._more.hide()
