"""Set words on the page: wrapped, on the line height of their role, in a tone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import qt_names
from ui.fonts import STYLES, Role

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

LEAST_WIDTH = 120
"""Pixels up to which a layout has to leave a long word in one piece."""

_REMEMBERED = 16


class Label(QLabel):
    """Show plain text in one role; QLabel itself knows neither line heights nor long words.

    ``tone`` is ink, quiet, accent, caution or danger.
    """

    def __init__(self, text: str, role: Role = "control", tone: str = "ink") -> None:
        super().__init__()
        qt_names.put(self, "textFormat", "PlainText")
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self._role: Role = role
        self._is_aligned = False
        self._heights: dict[tuple[int, str, str], int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)

    def setAlignment(self, alignment: Qt.AlignmentFlag) -> None:
        """Lay the lines out elsewhere than in the middle of the left side."""
        self._is_aligned = True
        super().setAlignment(alignment)

    def set_tone(self, tone: str) -> None:
        """Change the colour."""
        self._restyle("tone", tone)

    def tell(self, words: str, tone: str = "quiet") -> None:
        """Say what just happened; a screen reader speaks it, wherever the keyboard is."""
        self.set_tone(tone)
        self.setText(words)
        if not words:
            return
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # not before something is told

        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def set_role(self, role: Role) -> None:
        """Change the font and line height."""
        self._role = role
        self._restyle("role", role)
        self.updateGeometry()

    def line_height(self) -> int:
        """Return the distance in pixels from line to line."""
        style = STYLES[self._role]
        return round(self.font().pixelSize() * style.line / style.size)

    def hasHeightForWidth(self) -> bool:
        """Tell layouts that the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the wrapped words need; a layout asks many times for the same width."""
        self.ensurePolished()
        known = (width, self.text(), self.font().key())
        if known not in self._heights:
            if len(self._heights) > _REMEMBERED:
                self._heights.clear()
            margins = self.contentsMargins()
            _, height = self._lay_out(float(width - self._sides()))
            self._heights[known] = round(height) + margins.top() + margins.bottom()
        return self._heights[known]

    def sizeHint(self) -> QSize:
        """Return the size of the words on as few lines as they have line breaks."""
        self.ensurePolished()
        metrics = QFontMetricsF(self.font())
        widest = max(metrics.horizontalAdvance(line) for line in self.text().split("\n"))
        return QSize(int(widest) + 2 + self._sides(), self._least_height())

    def minimumSizeHint(self) -> QSize:
        """Return the size of the longest word; one that needs more than LEAST_WIDTH may be broken."""
        self.ensurePolished()
        metrics = QFontMetricsF(self.font())
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0.0)
        return QSize(min(int(longest) + 2 + self._sides(), LEAST_WIDTH), self._least_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines, in the foreground's colour that a painter of a widget begins with."""
        painter = QPainter(self)
        inside = QRectF(self.contentsRect())
        layout, height = self._lay_out(inside.width())
        top = inside.top()
        if self._is_centered_vertically():
            top += max(0.0, (inside.height() - height) / 2)
        layout.draw(painter, QPointF(inside.left(), top))

    def changeEvent(self, event: QEvent) -> None:
        """Take up a new font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def _sides(self) -> int:
        margins = self.contentsMargins()
        return margins.left() + margins.right()

    def _least_height(self) -> int:
        margins = self.contentsMargins()
        return self.line_height() * (self.text().count("\n") + 1) + margins.top() + margins.bottom()

    def _is_centered_vertically(self) -> bool:
        if not self._is_aligned:
            return True
        from PySide6.QtCore import Qt

        return bool(self.alignment() & Qt.AlignmentFlag.AlignVCenter)

    def _option(self) -> QTextOption:
        if not self._is_aligned:
            return QTextOption()
        from PySide6.QtCore import Qt

        return QTextOption(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)

    def _lay_out(self, width: float) -> tuple[QTextLayout, float]:
        option = self._option()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        layout.setTextOption(option)
        step, y = self.line_height(), 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1.0))
            line.setPosition(QPointF(0.0, y + (step - line.height()) / 2))
            y += step
        layout.endLayout()
        return layout, y

    def _restyle(self, name: str, value: str) -> None:
        if self.property(name) == value:
            return
        self.setProperty(name, value)
        restyle(self)


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at a widget again after one of its properties changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
