"""Offer in one quiet row what can be done with a passage, close to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QRect, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from .buttons import FlatButton
from .field_frame import RADIUS
from .flow import FlowLayout

_GAP = 6
"""Between the passage and the bar, in pixels."""

_SIDE, _ABOVE = 10, 4


class PassageBar(QWidget):
    """Stand over a text without taking the keyboard; Tab leads from the text into it.

    ``chosen`` names the button that was pressed by its words.
    """

    chosen = Signal(str)

    def __init__(self, text: QWidget) -> None:
        super().__init__(text)
        self._text = text
        self._buttons: list[FlatButton] = []
        self._offered: list[tuple[str, str]] = []
        self._row = FlowLayout(16)
        self._around = QVBoxLayout(self)
        self._around.setContentsMargins(_SIDE, _ABOVE, _SIDE, _ABOVE)
        self._around.addLayout(self._row)
        self.hide()

    def offer(self, wishes: Sequence[tuple[str, str]]) -> None:
        """Show a button for each wish, with its keys as a hint; Tab visits them behind the text."""
        if list(wishes) != self._offered:
            self._offered = list(wishes)
            self._make(wishes)
        for before, after in pairwise((self._text, *self._buttons)):
            self.setTabOrder(before, after)

    def stand_by(self, first: QRect, last: QRect, room: QRect) -> None:
        """Stand below the last line of a passage, or above its first one; hide where it is out of sight."""
        width = min(self._row.sizeHint().width() + 2 * _SIDE, room.width() - 2 * _GAP)
        height = self._row.heightForWidth(width - 2 * _SIDE) + 2 * _ABOVE
        below = room.top() + last.bottom() + _GAP
        above = room.top() + first.top() - _GAP - height
        y = below if below + height <= room.bottom() or above < room.top() else above
        left = room.left() + _GAP
        x = min(max(left, last.center().x() - width // 2), max(left, room.right() - _GAP - width))
        self.setGeometry(x, min(y, room.bottom() - height), width, height)

    def _make(self, wishes: Sequence[tuple[str, str]]) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for words, keys in wishes:
            button = FlatButton(words)
            button.setProperty("inside", True)
            button.setToolTip(keys)
            button.clicked.connect(partial(self.chosen.emit, words))
            self._row.addWidget(button)
            button.show()  # a bar that stands already would show it only later, and is measured now
            self._buttons.append(button)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface and its hairline."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
