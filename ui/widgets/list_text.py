"""Edit a list: each line is an item, with a bullet drawn before it that is no part of the text."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QTextBlock, QTextBlockFormat

from ui.theme import Look

from .answer_text import MARGIN, AnswerText

_INDENT = 18
"""From the edge to the words, in pixels at the usual text size."""


class ListText(AnswerText):
    """Stand a bullet beside each line that holds something, and beside the one that is being written."""

    def __init__(self, look: Look) -> None:
        self._hint = ""
        super().__init__(look)
        self.cursorPositionChanged.connect(self.viewport().update)

    def setPlaceholderText(self, words: str) -> None:  # noqa: N802 - Qt's name
        """Say what to do while nothing stands here: beside the bullet, where Qt would draw it over it."""
        self._hint = words
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, then the bullets in view."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.document().isEmpty() and self._hint:
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            beside = QRectF(self.viewport().rect()).adjusted(self._indent() + MARGIN, MARGIN, 0, 0)
            painter.drawText(beside, Qt.AlignmentFlag.AlignLeft, self._hint)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.PlaceholderText))
        radius = self._indent() / 8
        for center in self._bullets(event.rect().top(), event.rect().bottom()):
            painter.drawEllipse(center, radius, radius)

    def _bullets(self, top: int, bottom: int) -> Iterator[QPointF]:
        """Yield the middle of each bullet between two heights of the view."""
        places = self.document().documentLayout()
        block = self.cursorForPosition(QPointF(0, top).toPoint()).block()
        written = -1 if self.isReadOnly() else self.textCursor().blockNumber()
        while block.isValid():
            around = places.blockBoundingRect(block)
            if around.top() > bottom:
                return
            if block.text().strip() or block.blockNumber() == written:
                yield self._middle(block, around)
            block = block.next()

    def _middle(self, block: QTextBlock, around: QRectF) -> QPointF:
        line = block.layout().lineAt(0)
        height = around.top() + line.y() + line.ascent() - self.fontMetrics().xHeight() / 2
        beside = MARGIN + self._indent() / 3
        is_rtl = block.textDirection() == Qt.LayoutDirection.RightToLeft
        return QPointF(self.viewport().width() - beside if is_rtl else beside, height)

    def _indent(self) -> float:
        return _INDENT * self._look.line_height("answer") / 24

    def _restyle(self) -> None:
        self.document().setIndentWidth(self._indent())
        super()._restyle()

    def _block_format(self) -> QTextBlockFormat:
        shape = super()._block_format()
        shape.setIndent(1)
        return shape
