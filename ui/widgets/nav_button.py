"""Draw one entry of the left column, with room for long words and large text."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy

from .arrows import ARROWS

SIDE = 10
_ABOVE, _RADIUS, _GAP = 7, 7, 8
_REMEMBERED = 16


class NavButton(QPushButton):
    """Be one entry; long words go on in a second line, and the hint goes below where it must."""

    def __init__(self, label: str, hint: str = "", *, quiet: bool = False) -> None:
        super().__init__(label)
        self._hint = hint
        self._quiet = quiet
        self._current = False
        self._outlined = False
        self._measured: dict[tuple[int, str], tuple[QRect, bool]] = {}
        self.setAccessibleName(label)
        self.setAccessibleDescription(hint)
        self.setAutoDefault(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def current(self) -> bool:
        """Tell whether this is where the person is."""
        return self._current

    def set_current(self, current: bool) -> None:
        """Mark the entry, or not."""
        self._current = current
        self.update()

    def set_outlined(self, outlined: bool) -> None:
        """Draw a line around the entry while it is current, for eyes that see no soft colours."""
        self._outlined = outlined
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Tell layouts that the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the wrapped words need."""
        words, beside = self._measure(width)
        below = 0 if beside else QFontMetrics(self._small()).height()
        return max(self._line(), words.height()) + below + 2 * _ABOVE

    def sizeHint(self) -> QSize:
        """Return the size of the words in one line."""
        width = QFontMetrics(self._medium()).horizontalAdvance(self.text()) + 2 * SIDE
        return QSize(width, self._line() + 2 * _ABOVE)

    def minimumSizeHint(self) -> QSize:
        """Ask for no width of its own."""
        return QSize(2 * SIDE, self._line() + 2 * _ABOVE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrow keys to the column: Qt would go on past its end."""
        if event.key() in ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the entry."""
        roles, palette = QPalette.ColorRole, QGuiApplication.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_shape(painter)
        quiet = palette.color(roles.PlaceholderText)
        ink = palette.color(roles.Highlight if self._current else roles.WindowText)
        painter.setPen(quiet if self._quiet and not self._current else ink)
        painter.setFont(self._medium() if self._current else self.font())
        measured, beside = self._measure(self.width())
        words = QRect(measured)
        words.moveTop((self.height() - words.height()) // 2 if beside else _ABOVE)
        painter.drawText(words, Qt.TextFlag.TextWordWrap, self.text())
        painter.setPen(quiet)
        self._draw_hint(painter, words, beside=beside)

    def _draw_shape(self, painter: QPainter) -> None:
        roles, palette = QPalette.ColorRole, QGuiApplication.palette()
        line = 2.0 if self.hasFocus() else 1.0 if self._outlined and self._current else 0.0
        lit = self._current or self.underMouse()
        painter.setPen(QPen(palette.color(roles.Highlight), line) if line else Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(roles.AlternateBase) if lit else Qt.BrushStyle.NoBrush)
        inset = line / 2
        shape = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(shape, _RADIUS, _RADIUS)

    def _draw_hint(self, painter: QPainter, words: QRect, *, beside: bool) -> None:
        painter.setFont(self._small())
        line = QFontMetrics(self.font())
        if beside:
            painter.drawText(
                SIDE + line.horizontalAdvance(self.text()) + _GAP, words.top() + line.ascent(), self._hint
            )
        else:
            painter.drawText(SIDE, words.bottom() + QFontMetrics(self._small()).ascent(), self._hint)

    def _measure(self, width: int) -> tuple[QRect, bool]:
        """Return the room of the wrapped words, and whether the hint stands beside them.

        A layout asks many times, for the widths with and without a scroll bar.
        """
        known = (width, self.font().key())
        if known not in self._measured:
            metrics = QFontMetrics(self._medium())
            room = QRect(SIDE, 0, max(width - 2 * SIDE, 1), 16_384)
            found = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self.text())
            hint = QFontMetrics(self._small()).horizontalAdvance(self._hint) + _GAP if self._hint else 0
            beside = metrics.horizontalAdvance(self.text()) + hint <= room.width() or not self._hint
            if len(self._measured) == _REMEMBERED:
                self._measured.clear()
            self._measured[known] = QRect(SIDE, 0, room.width(), found.height()), beside
        return self._measured[known]

    def _line(self) -> int:
        return max(20, QFontMetrics(self.font()).height())

    def _medium(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Medium)
        return font

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(1, round(font.pixelSize() * 12 / 14)))
        return font
