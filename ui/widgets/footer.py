"""Say two quiet things along the bottom of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from .label import Label

HEIGHT = 32


class Footer(QWidget):
    """Hold a text at the left and one at the right; it grows where they need more than a line."""

    def __init__(self, left: str = "", right: str = "") -> None:
        super().__init__()
        self._left = Label(left, "status", "quiet")
        self._right = Label(right, "status", "quiet")
        self._right.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 9, 16, 7)
        layout.setSpacing(24)
        layout.addWidget(self._left)
        layout.addWidget(self._right, 1)
        self.setMinimumHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_left(self, text: str) -> None:
        """Set the text at the left."""
        self._left.setText(text)

    def set_right(self, text: str) -> None:
        """Set the text at the right."""
        self._right.setText(text)

    def tell(self, sentence: str) -> None:
        """Say at the right what just happened, also to a screen reader."""
        self._right.tell(sentence)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline above."""
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, self.palette().color(QPalette.ColorRole.Mid))
