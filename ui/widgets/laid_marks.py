"""Lay highlights over the letters of a reading, and draw the sign of a note in its margin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import QTextEdit

from resilience_desktop.workbook import Mark
from ui.theme import Theme

MARKED = QTextFormat.Property.UserProperty.value + 7
"""Set on the letters of a highlighted passage."""

_SIGN = QSizeF(11, 13)
"""The sign of a note: a small sheet, in pixels at the usual text size."""

_BESIDE = 16
"""From the text to the middle of the sign, in the same pixels."""

_LARGEST = 1.6
"""The sign grows with the text up to this factor; the margin does not grow."""

_UNDERLINES = (QTextFormat.Property.TextUnderlineStyle.value, QTextFormat.Property.FontUnderline.value)


@dataclass(frozen=True, slots=True)
class Placed:
    """Hold a mark and where it stands in the document, piece by piece; ``lost`` stands below the reading."""

    mark: Mark
    stretches: Sequence[tuple[int, int]]
    lost: bool = False

    def holds(self, position: int) -> bool:
        """Tell whether a position lies in the passage, or at one of its ends."""
        return any(start <= position <= end for start, end in self.stretches)


def lay(document: QTextDocument, theme: Theme, before: Sequence[Placed], now: Sequence[Placed]) -> None:
    """Give the letters of each mark their ground, and take it from those that are marked no more."""
    were, are = _stretches(before), _stretches(now)
    gone = were - are
    whole = QTextCursor(document)
    whole.beginEditBlock()  # letters are laid out once, and not for each mark
    for start, end in gone:
        _clear(document, start, end)
    shape = QTextCharFormat()
    shape.setProperty(MARKED, True)
    shape.setBackground(QColor(theme.mark))
    if theme.contrast:
        shape.setFontUnderline(True)
    for start, end in are if gone else are - were:
        _stretch(document, start, end).mergeCharFormat(shape)
    whole.endEditBlock()


def sign_of(area: QTextEdit, placed: Placed, scale: float) -> QRectF:
    """Return where a note's sign stands in the viewport: beside the first line of its passage."""
    cursor = QTextCursor(area.document())
    cursor.setPosition(placed.stretches[0][0])
    line, column = area.cursorRect(cursor), area.document().rootFrame().frameFormat()
    x = column.leftMargin() - min(_BESIDE * scale, column.leftMargin() / 2)
    if cursor.block().textDirection() == Qt.LayoutDirection.RightToLeft:
        x = area.viewport().width() - x
    box = QRectF(QPointF(0, 0), _SIGN * min(scale, _LARGEST))
    box.moveCenter(QPointF(x, line.center().y()))
    return box


def draw_sign(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Draw a small sheet with two lines on it."""
    painter.setPen(QPen(colour, 1.2))
    painter.drawRoundedRect(box, 2, 2)
    for share in (0.36, 0.62):
        y = box.top() + box.height() * share
        painter.drawLine(QPointF(box.left() + 2.5, y), QPointF(box.right() - 2.5, y))


def _stretches(marks: Sequence[Placed]) -> set[tuple[int, int]]:
    return {stretch for placed in marks for stretch in placed.stretches}


def _clear(document: QTextDocument, start: int, end: int) -> None:
    """Take the ground from letters, piece by piece of one look; a format that is merged can only add one."""
    for first, last, shape in tuple(_laid(document, start, end)):
        for each in (MARKED, *_UNDERLINES):
            shape.clearProperty(each)
        shape.clearBackground()
        _stretch(document, first, last).setCharFormat(shape)


def _laid(document: QTextDocument, start: int, end: int) -> Iterator[tuple[int, int, QTextCharFormat]]:
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            first, last = max(start, piece.position()), min(end, piece.position() + piece.length())
            if first < last and piece.charFormat().hasProperty(MARKED):
                yield first, last, piece.charFormat()
            pieces += 1
        block = block.next()


def _stretch(document: QTextDocument, start: int, end: int) -> QTextCursor:
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor
