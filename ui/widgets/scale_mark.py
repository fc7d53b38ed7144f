"""Show a place on a scale as a small mark; the words beside it say the same to everyone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from resilience_desktop.workbook import EarlierAnswer
from resilience_desktop.workbook.answers import read_rating

_WIDEST, _HEIGHT, _RADIUS, _TRACK = 240, 20, 6, 3


class ScaleMark(QWidget):
    """Draw how far along its scale an answer lies; hide for an answer of another form."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(_WIDEST)

    @property
    def share(self) -> float:
        """Return the part of the scale below the answer, from 0.0 to 1.0."""
        return self._share

    def set_answer(self, answer: EarlierAnswer | None) -> None:
        """Show an answer, or nothing."""
        scale = answer.prompt.scale if answer else None
        value = read_rating(answer.text, scale).value if answer and scale else None
        if scale and value is not None:
            self._share = (value - scale.low) / (scale.high - scale.low)
        self.setVisible(value is not None)
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the line and the mark on it."""
        return QSize(_WIDEST, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, and the mark on it."""
        roles, palette = QPalette.ColorRole, self.palette()
        x = _RADIUS + (self.width() - 2 * _RADIUS) * self._share
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for role, width in ((roles.Mid, float(self.width())), (roles.Highlight, x)):
            painter.setBrush(palette.color(role))
            painter.drawRoundedRect(QRectF(0, (_HEIGHT - _TRACK) / 2, width, _TRACK), 1.5, 1.5)
        painter.drawEllipse(QPointF(x, _HEIGHT / 2), _RADIUS, _RADIUS)
