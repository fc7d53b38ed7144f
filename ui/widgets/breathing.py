"""Draw a circle that grows and shrinks as one breathes, or words in its place."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Look

IN_S, OUT_S = 4.0, 6.0
"""How long one breathes in, and out, in seconds: six breaths a minute, the pace of slow breathing."""

WORDS = "Breathe in slowly,\nand out more slowly."

_SIZE, _LEAST, _RING = 300, 150, 140.0
_SHARE = 0.4
_SOFT, _CORE = (66.0, 126.0), (42.0, 82.0)
"""The radii of the two discs, empty and full, in pixels."""


class BreathingCircle(QWidget):
    """Show the moment of a breath; ``still`` shows words instead of motion."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._seconds = 0.0
        self._still = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(WORDS.replace("\n", " "))
        look.changed.connect(self.update)

    @property
    def still(self) -> bool:
        """Tell whether words stand in place of the motion."""
        return self._still

    def set_still(self, still: bool) -> None:
        """Show words, or the motion."""
        self._still = still
        self.update()

    def fit(self, height: int) -> None:
        """Take less than half of a page of this height, in pixels, and leave the rest to the words."""
        self.setFixedHeight(min(_SIZE, max(_LEAST, round(_SHARE * height))))

    def show_at(self, seconds: float) -> None:
        """Show the breath so many seconds after the first began."""
        self._seconds = seconds
        if not self._still:
            self.update()

    @property
    def fullness(self) -> float:
        """Return how full the breath is, from 0.0 to 1.0."""
        within = self._seconds % (IN_S + OUT_S)
        share = within / IN_S if within < IN_S else 1 - (within - IN_S) / OUT_S
        return (1 - math.cos(math.pi * share)) / 2

    def sizeHint(self) -> QSize:
        """Return the size of the ring."""
        return QSize(_SIZE, _SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = min(self.width(), self.height()) / _SIZE
        painter.translate(self.width() / 2, self.height() / 2)
        painter.setPen(QPen(QColor(theme.quiet if theme.contrast else theme.line), 1))
        painter.drawEllipse(QPointF(), _RING * scale, _RING * scale)
        if self._still:
            painter.setPen(QColor(theme.ink))
            painter.setFont(self._look.font("control"))
            inside = QRectF(-_RING, -_RING, 2 * _RING, 2 * _RING)
            painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, WORDS)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        core = QColor(theme.accent)
        core.setAlphaF(0.35)
        for (empty, full), colour in ((_SOFT, QColor(theme.accent_soft)), (_CORE, core)):
            radius = scale * (empty + (full - empty) * self.fullness)
            painter.setBrush(colour)
            painter.drawEllipse(QPointF(), radius, radius)
