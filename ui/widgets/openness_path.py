"""Draw the path between closed and open as one calm line, whose points the keyboard visits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFontMetrics,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QToolTip, QWidget

from resilience_desktop.workbook import OPENNESS, Step
from ui.theme import Look

_PLOT, _SMALL_PLOT = 140, 88
"""The height of the scale in pixels, and where there is little."""
_ABOVE, _POINT, _REACH = 10, 11, 12
_CROWDED = 18
"""Pixels between two points below which single points are no longer drawn, only the line."""
_BLUR = 5
"""Pixels over which a crowded line is the mean of its rounds."""
_GAP = 20


class OpennessPath(QWidget):
    """Show a point for each round in the order written, the oldest at the left, at equal steps.

    ``opened`` tells that a round was chosen, ``reached`` that the keyboard came to its point.
    """

    opened = Signal(object)
    reached = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._steps: tuple[Step, ...] = ()
        self._values: tuple[int, ...] = ()
        self._left = 0
        self._here = 0
        self._low = False
        self._point = _Point(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self._point)
        self._point.clicked.connect(lambda: self.opened.emit(self._steps[self._here]))
        self._point.hide()
        look.changed.connect(self._fit)
        self._fit()

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the rounds that have a point, the oldest first."""
        return self._steps

    @property
    def here(self) -> Step | None:
        """Return the round at which the keyboard stands."""
        return self._steps[self._here] if self._steps else None

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these rounds, given the newest first; the keyboard begins at the newest."""
        self._steps = tuple(step for step in reversed(steps) if step.openness is not None)
        self._values = tuple(step.openness or 0 for step in self._steps)
        self._point.setVisible(bool(self._steps))
        if self._steps:
            self._go(len(self._steps) - 1, tell=False)
        self.update()

    def set_low(self, low: bool) -> None:
        """Take less height, where there is little."""
        if low != self._low:
            self._low = low
            self.updateGeometry()

    def walk(self, event: QKeyEvent) -> bool:
        """Go along the line with an arrow key, Home, End or a page key; tell whether the key was one."""
        leap = max(1, len(self._steps) // 10)
        ways = {
            Qt.Key.Key_Left: self._here - 1,
            Qt.Key.Key_Right: self._here + 1,
            Qt.Key.Key_PageUp: self._here - leap,
            Qt.Key.Key_PageDown: self._here + leap,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._steps) - 1,
        }
        target = ways.get(Qt.Key(event.key()))
        if target is None:
            return False
        self._go(min(max(target, 0), len(self._steps) - 1))
        return True

    def sizeHint(self) -> QSize:
        """Return the height of scale and dates, and any width."""
        plot = self._look.scaled(_SMALL_PLOT if self._low else _PLOT)
        return QSize(320, _ABOVE + plot + self._axis())

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(160, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Say the round under the mouse."""
        if isinstance(event, QHelpEvent):
            near = self._near(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "" if near is None else self._steps[near].words(), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the round whose point is pressed."""
        near = self._near(event.position())
        if near is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go(near)
            self.opened.emit(self._steps[near])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the point along."""
        super().resizeEvent(event)
        self._place_point()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the scale, the line, the points where they have room, and the dates."""
        palette, roles = QGuiApplication.palette(), QPalette.ColorRole
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_scale(painter)
        painter.setPen(
            QPen(palette.color(roles.Highlight), 2.5, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(self._line()))
        if not self._crowded():
            self._draw_points(painter)
        self._draw_dates(painter)

    def _draw_scale(self, painter: QPainter) -> None:
        palette, roles = QGuiApplication.palette(), QPalette.ColorRole
        painter.setFont(self._look.font("status"))
        ascent = QFontMetrics(painter.font()).ascent()
        for value, word in ((OPENNESS[-1], "open"), (OPENNESS[-1] / 2, ""), (OPENNESS[0], "closed")):
            y = self._y(value)
            painter.setPen(QPen(palette.color(roles.Mid), 1))
            painter.drawLine(QPointF(self._left, y), QPointF(self.width(), y))
            painter.setPen(palette.color(roles.PlaceholderText))
            painter.drawText(QPointF(0, y + ascent / 2 - 1), word)

    def _draw_points(self, painter: QPainter) -> None:
        palette, roles = QGuiApplication.palette(), QPalette.ColorRole
        for index, step in enumerate(self._steps):
            before, x = step.check_in.before, self._x(index)
            if before is not None and step.check_in.after is not None:
                painter.setPen(QPen(palette.color(roles.PlaceholderText), 1))
                painter.drawLine(QPointF(x, self._y(before)), QPointF(x, self._y(step.check_in.after)))
                painter.setBrush(palette.color(roles.PlaceholderText))
                painter.drawEllipse(QPointF(x, self._y(before)), 3, 3)
            painter.setPen(QPen(palette.color(roles.Highlight), 2.2))
            painter.setBrush(palette.color(roles.Base))
            painter.drawEllipse(QPointF(x, self._y(self._values[index])), _POINT / 2, _POINT / 2)

    def _draw_dates(self, painter: QPainter) -> None:
        painter.setFont(self._look.font("status"))
        painter.setPen(QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText))
        metrics = QFontMetrics(painter.font())
        for index, words in self._dates(metrics):
            width = metrics.horizontalAdvance(words)
            x = min(max(self._x(index) - width / 2, 0), self.width() - width)
            painter.drawText(QPointF(x, self.height() - metrics.descent() - 2), words)

    def _dates(self, metrics: QFontMetrics) -> Iterator[tuple[int, str]]:
        """Yield as many dates as stand side by side, the newest and the oldest among them."""
        if not self._steps:
            return
        ends = self._steps[0], self._steps[-1]
        with_year = ends[0].begun.local().year != ends[1].begun.local().year
        words = [_short(step, with_year=with_year) for step in ends]
        room = max(metrics.horizontalAdvance(each) for each in words) + metrics.horizontalAdvance("0000")
        span = self._x(len(self._steps) - 1) - self._x(0)
        gaps = min(len(self._steps) - 1, int(span // (room + _GAP)))
        picks = {round(each * (len(self._steps) - 1) / gaps) for each in range(gaps + 1)} if gaps > 0 else {0}
        for index in sorted(picks if gaps > 0 else {len(self._steps) - 1}):
            yield index, _short(self._steps[index], with_year=with_year)

    def _line(self) -> list[QPointF]:
        """Return the line's corners; where rounds are crowded, the mean of those that share some pixels."""
        share, values = self._share(), self._values
        corners = []
        for start in range(0, len(values), share):
            part = values[start : start + share]
            corners.append(QPointF(self._x(start + len(part) // 2), self._y(sum(part) / len(part))))
        return corners

    def _share(self) -> int:
        """Return how many rounds one corner of the line stands for."""
        step = self._x(1) - self._x(0)
        return 1 if step >= _CROWDED or len(self._values) < 2 else max(1, round(_BLUR / step))

    def _go(self, index: int, *, tell: bool = True) -> None:
        self._here = index
        step = self._steps[index]
        self._point.setAccessibleName(step.words())
        self._place_point()
        if tell:
            self.reached.emit(step)
            if QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleEvent(self._point, QAccessible.Event.NameChanged))

    def _place_point(self) -> None:
        if self._steps:
            size = self._point.width()
            x, y = self._x(self._here), self._y(self._values[self._here])
            self._point.move(round(x - size / 2), round(y - size / 2))

    def _near(self, place: QPointF) -> int | None:
        """Return the round whose point is in reach of the mouse."""
        if not self._steps:
            return None
        first, last = self._x(0), self._x(len(self._steps) - 1)
        share = (place.x() - first) / (last - first) if last > first else 0.0
        index = min(max(round(share * (len(self._steps) - 1)), 0), len(self._steps) - 1)
        at = QPointF(self._x(index), self._y(self._values[index]))
        reach = _REACH if not self._crowded() else 3 * _REACH
        return index if (at - place).manhattanLength() <= reach else None

    def _crowded(self) -> bool:
        return len(self._steps) > 1 and self._x(1) - self._x(0) < _CROWDED

    def _fit(self) -> None:
        self._left = QFontMetrics(self._look.font("status")).horizontalAdvance("closed") + 18
        self.updateGeometry()
        self._place_point()
        self.update()

    def _x(self, index: int) -> float:
        margin = min(64.0, self.width() / 12)
        first, last = self._left + margin, self.width() - margin * 4 / 3
        if len(self._steps) < 2:
            return (first + last) / 2
        return first + (last - first) * index / (len(self._steps) - 1)

    def _y(self, value: float) -> float:
        plot = self.height() - _ABOVE - self._axis()
        return _ABOVE + plot * (1 - value / OPENNESS[-1])

    def _axis(self) -> int:
        return round(self._look.line_height("status") * 1.75)


class _Point(QAbstractButton):
    """Be where the keyboard stands on the line; Enter and Space open the round, arrows go along."""

    def __init__(self, path: OpennessPath) -> None:
        super().__init__(path)
        self._path = path
        self.setFixedSize(24, 24)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleDescription("Arrow keys go from date to date; Enter opens the reflection")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, open, or leave the key to others."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif not self._path.walk(event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the point and a ring while the keyboard is here."""
        if not self.hasFocus():
            return
        palette, roles = QGuiApplication.palette(), QPalette.ColorRole
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(palette.color(roles.Highlight), 2))
        painter.setBrush(palette.color(roles.Window))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.setBrush(palette.color(roles.Highlight))
        painter.drawEllipse(QRectF(self.rect()).center(), _POINT / 2, _POINT / 2)


def _short(step: Step, *, with_year: bool) -> str:
    day, month, year = step.begun.day().split(" ")
    return f"{day} {month[:3]} {year}" if with_year else f"{day} {month[:3]}"
