"""Say in one calm line that a page is shown as it was written, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from .buttons import FlatButton
from .label import Label


class WrittenLine(QWidget):
    """Show a sentence and one action in words; ``pressed`` tells that it is wanted."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = Label("", "control", "quiet")
        self.action = FlatButton("", small=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._words, 1)
        row.addWidget(self.action, 0, Qt.AlignmentFlag.AlignTop)
        self.action.clicked.connect(lambda: self.pressed.emit())
        self.hide()

    def show_words(self, words: str, action: str = "") -> None:
        """Show a sentence, with an action or without; without a sentence, nothing."""
        if words != self._words.text():
            self._words.tell(words)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.setVisible(bool(words))
