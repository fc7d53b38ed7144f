"""Show an answer as it was written: whole, selectable, never changed, in a height of its own."""

from __future__ import annotations

from bisect import bisect_left
from math import ceil

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCursor,
    QWheelEvent,
)

from ui.fonts import STYLES
from ui.theme import Look

from .exact_text import as_qt_takes_it, units
from .ringed_text import RingedText

_LONG_PARAGRAPH, _PIECE = 10_000, 500
"""Characters from which a paragraph is laid out in pieces, and those of a piece.

Qt lays a paragraph out whole, and takes the square of the time for one without blanks.
"""


class PastText(RingedText):
    """Hold one answer; what lies below its height scrolls, and is laid out as it comes into view."""

    focused = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._text = ""
        self._cuts: list[int] = []
        flags = Qt.TextInteractionFlag
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(3)
        look.changed.connect(self._restyle)
        self.setFont(look.font("answer"))

    def text(self) -> str:
        """Return the answer as it was handed in."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show an answer from its start."""
        self._text = text
        shown, self._cuts = _in_pieces(text)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        cursor.setBlockFormat(self._block_format())
        cursor.insertText(as_qt_takes_it(shown))
        if len(units(shown)) // 2 != self.document().characterCount() - 1:
            self._cuts = []  # Qt made one break of two characters, so places cannot be counted
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(0)

    def selected(self) -> str:
        """Return what is selected, without the breaks between pieces."""
        if not self._cuts:
            return super().selected()
        cursor = self.textCursor()
        start, end = (
            at - bisect_left(self._cuts, at) for at in (cursor.selectionStart(), cursor.selectionEnd())
        )
        return units(self._text)[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom the look: Qt would zoom this text alone."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        way = event.angleDelta().y()
        self._look.set_zoom(self._look.zoom + (10 if way > 0 else -10 if way < 0 else 0))
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is here."""
        super().focusInEvent(event)
        self.focused.emit()

    def _restyle(self) -> None:
        if self.font() != self._look.font("answer"):
            self.setFont(self._look.font("answer"))
            self.set_text(self._text)

    def _block_format(self) -> QTextBlockFormat:
        style = STYLES["answer"]
        font = self._look.font("answer")
        font.setPixelSize(style.size)
        share = 100 * style.line / ceil(QFontMetricsF(font).height())
        shape = QTextBlockFormat()
        shape.setLineHeight(share, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        return shape


def _in_pieces(text: str) -> tuple[str, list[int]]:
    """Return a text whose long paragraphs are parted, and where in it (UTF-16) the partings stand."""
    if len(text) <= _LONG_PARAGRAPH:
        return text, []
    made: list[str] = []
    cuts: list[int] = []
    at = 0
    for number, paragraph in enumerate(text.split("\n")):
        if number:
            made.append("\n")
            at += 1
        step = _PIECE if len(paragraph) > _LONG_PARAGRAPH else max(1, len(paragraph))
        for start in range(0, len(paragraph), step):
            if start:
                cuts.append(at)
                made.append("\n")
                at += 1
            piece = paragraph[start : start + step]
            made.append(piece)
            at += len(units(piece)) // 2
    return "".join(made), cuts
