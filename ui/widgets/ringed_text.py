"""Show where the keyboard is around a text that is only read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPalette, QPen

from .guarded_text import GuardedText


class RingedText(GuardedText):
    """Draw a ring around the text while it has the keyboard by keyboard; a click needs none."""

    def __init__(self) -> None:
        super().__init__()
        self._ringed = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring when the keyboard came by keyboard."""
        reasons = Qt.FocusReason
        self._ringed = event.reason() not in (reasons.MouseFocusReason, reasons.PopupFocusReason)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self._ringed = False
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text and, around it, the ring."""
        super().paintEvent(event)
        if self._ringed:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
