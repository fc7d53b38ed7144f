"""Draw a paragraph of a list: what it is taken as, why, and its first lines."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from resilience_desktop.workbook import Piece, Role
from ui.fonts import Role as FontRole
from ui.theme import Look

from .role_names import NAMES

_SIDE, _ABOVE, _GAP, _RADIUS = 12, 9, 4, 8
_PILL = 8
_MOST_LINES = 3
_ENOUGH = 1_200
"""Characters that fill three lines at any size; more need not be laid out."""

_REMEMBERED = 4_000


class PieceDrawing(QStyledItemDelegate):
    """Draw pieces; heights are remembered, since a view asks for all of them again and again."""

    def __init__(self, look: Look, parent: QListView) -> None:
        super().__init__(parent)
        self._look = look
        self._lines: dict[tuple[str, int, str], int] = {}
        look.changed.connect(self._lines.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height that the wrapped words need at the view's width."""
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        piece: Piece = index.data(Qt.ItemDataRole.UserRole)
        known = (_words(piece), width, self._font_role(piece))
        if known not in self._lines:
            if len(self._lines) > _REMEMBERED:
                self._lines.clear()
            self._lines[known] = self._lay_out(piece, width)[1]
        return QSize(width, self._pill_height() + _GAP + self._lines[known] + 2 * _ABOVE)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw it."""
        piece: Piece = index.data(Qt.ItemDataRole.UserRole)
        theme = self._look.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._back(painter, option.rect, option.state, option.palette)
        inside = option.rect.adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        after = self._role(painter, inside, piece)
        why = QRect(after, inside.top(), max(0, inside.right() - after), self._pill_height())
        self._why(painter, why, piece.why)
        layout, _ = self._lay_out(piece, option.rect.width())
        painter.setPen(QColor(theme.quiet if piece.role in (Role.LEFT_OUT, Role.FOOTNOTE) else theme.ink))
        layout.draw(painter, QPointF(inside.left(), inside.top() + self._pill_height() + _GAP))
        painter.restore()

    def _back(self, painter: QPainter, box: QRect, state: QStyle.StateFlag, palette: QPalette) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        current = bool(state & QStyle.StateFlag.State_HasFocus)
        if selected or current:
            painter.setBrush(palette.color(QPalette.ColorRole.AlternateBase))
            outlined = current or self._look.theme.contrast
            painter.setPen(QPen(QColor(self._look.theme.accent), 2) if outlined else Qt.PenStyle.NoPen)
        elif state & QStyle.StateFlag.State_MouseOver:  # a hairline: what is pointed at is not chosen yet
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._look.theme.line), 1))
        else:
            return
        painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)

    def _role(self, painter: QPainter, inside: QRect, piece: Piece) -> int:
        """Draw what a piece is taken as; return where there is room after it."""
        theme, font = self._look.theme, self._look.font("status")
        words = NAMES[piece.role]
        width = QFontMetrics(font).horizontalAdvance(words) + 2 * _PILL
        pill = QRectF(inside.left() + 0.5, inside.top() + 0.5, width - 1, self._pill_height() - 1)
        asks = piece.role is Role.PROMPT
        painter.setPen(QPen(QColor(theme.accent if asks else theme.line), 1))
        painter.setBrush(QColor(theme.accent_soft if asks else theme.surface))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setFont(font)
        painter.setPen(QColor(theme.accent if asks else theme.quiet))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
        return inside.left() + width + _PILL

    def _why(self, painter: QPainter, box: QRect, words: str) -> None:
        painter.setFont(self._look.font("status"))
        painter.setPen(QColor(self._look.theme.quiet))
        fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitting)

    def _pill_height(self) -> int:
        return self._look.line_height("status") + 4

    @staticmethod
    def _font_role(piece: Piece) -> FontRole:
        return "prompt" if piece.role in (Role.TITLE, Role.HEADING, Role.PROMPT) else "answer"

    def _lay_out(self, piece: Piece, width: int) -> tuple[QTextLayout, int]:
        """Lay the words out on up to three lines; return their height in pixels too."""
        role = self._font_role(piece)
        font, step = self._look.font(role), self._look.line_height("answer")
        words = _words(piece)
        layout, lines, end = _lines(words, font, width - 2 * _SIDE, step)
        shown, kept = words, words[:end].rstrip()
        while end < len(shown):  # until the sign for what is left out has room too
            kept = kept.rpartition(" ")[0] or kept[:-1]
            shown = f"{kept}…"
            layout, lines, end = _lines(shown, font, width - 2 * _SIDE, step)
        return layout, lines * step


def _words(piece: Piece) -> str:
    """Return what is shown of a piece: its words, behind its mark in a list or below the text."""
    mark = f"{piece.number} " if piece.role is Role.FOOTNOTE and piece.number else ""
    if piece.item is not None:
        mark = f"{piece.item}. " if piece.item else "• "
    text = piece.text[:_ENOUGH].replace("\n", "\u2028")
    return mark + (text or "(a mark without a text)")


def _lines(words: str, font: QFont, width: int, step: int) -> tuple[QTextLayout, int, int]:
    """Lay words out; return how many lines there are, and how many characters they hold."""
    layout = QTextLayout(words, font)
    option = QTextOption(
        Qt.AlignmentFlag.AlignRight if _is_from_the_right(words) else Qt.AlignmentFlag.AlignLeft
    )
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines, units = 0, 0
    while lines < _MOST_LINES:
        row = layout.createLine()
        if not row.isValid():
            break
        row.setLineWidth(max(1, width))
        row.setPosition(QPointF(0.0, lines * step + (step - row.height()) / 2))
        lines, units = lines + 1, row.textStart() + row.textLength()
    layout.endLayout()
    held = words.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore")
    return layout, max(lines, 1), len(held)


def _is_from_the_right(words: str) -> bool:
    """Tell whether the first letter that has a direction is of a script that runs from the right."""
    ways = (unicodedata.bidirectional(letter) for letter in words)
    return next((way for way in ways if way in ("L", "R", "AL")), "L") != "L"
