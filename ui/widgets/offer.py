"""Offer something in one quiet line, which can wait."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from .buttons import flat_button
from .label import Label


class Offer(QWidget):
    """Show a sentence, the action that takes it up, and "Not now"; it never takes the keyboard by itself."""

    taken = Signal()
    put_off = Signal()

    def __init__(self, action: str) -> None:
        super().__init__()
        self._said = Label("", "status", "quiet")
        take, later = flat_button(action, small=True), flat_button("Not now", small=True)
        take.clicked.connect(self.taken)
        later.clicked.connect(self.put_off)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 16, 4)
        layout.setSpacing(8)
        layout.addWidget(self._said, 1)
        layout.addWidget(take)
        layout.addWidget(later)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()

    def tell(self, sentence: str) -> None:
        """Say what is offered, also to a screen reader."""
        self._said.tell(sentence)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline above."""
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, self.palette().color(QPalette.ColorRole.Mid))
