"""Ask where a person stands: a slider from closed to open, and what they noticed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QSlider, QVBoxLayout, QWidget

from resilience_desktop.workbook import OPENNESS, CheckIn, Noticed

from .buttons import FlatButton
from .chips import ChipRow
from .label import Label

QUESTION = "Where are you with this, right now?"
_NOTICED = (
    (Noticed.RESISTANCE, "I noticed resistance"),
    (Noticed.ALL_IN, "I felt all in"),
    (Noticed.BOTH, "Some of both"),
)
_HANDLE, _TRACK = 18, 4


class OpennessPanel(QWidget):
    """Show a check-in and let it be changed; ``changed`` tells only what the person did."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._check_in = CheckIn()
        self.slider = OpennessSlider()
        self.chips = ChipRow([label for _, label in _NOTICED])
        self._before = FlatButton("Before", small=True, quiet=True)
        self._after = FlatButton("After", small=True, quiet=True)
        self._moments = QButtonGroup(self)
        self._lay_out()
        self.slider.moved.connect(self._moved)
        self.chips.changed.connect(self._noticed)
        self._moments.buttonClicked.connect(lambda _: self._show_moment())
        self._show_moment()

    def set_read_only(self, read_only: bool) -> None:
        """Show what was said alone, or let it be said."""
        for part in (self.slider, self.chips):
            part.setEnabled(not read_only)

    @property
    def check_in(self) -> CheckIn:
        """Return what was said, before and after."""
        return self._check_in

    @check_in.setter
    def check_in(self, check_in: CheckIn) -> None:
        self._check_in = check_in
        (self._before if check_in.after is None else self._after).setChecked(True)
        self.chips.chosen = [n for n, (each, _) in enumerate(_NOTICED) if each is check_in.noticed]
        self._show_moment()

    def _lay_out(self) -> None:
        top, middle = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(Label(QUESTION, "control", "quiet"), 1)
        for button in (self._before, self._after):
            button.setCheckable(True)
            self._moments.addButton(button)
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._before.setChecked(True)
        middle.setSpacing(12)
        middle.addWidget(Label("closed", "status", "quiet"))
        middle.addWidget(self.slider, 1)
        middle.addWidget(Label("open", "status", "quiet"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addSpacing(10)
        layout.addLayout(middle)
        layout.addSpacing(12)
        layout.addWidget(self.chips)

    def _show_moment(self) -> None:
        after = self._after.isChecked()
        self.slider.show_openness(self._check_in.after if after else self._check_in.before)
        self.slider.describe("after" if after else "before")

    def _moved(self, openness: int | None) -> None:
        if self._after.isChecked():
            self._check_in = replace(self._check_in, after=openness)
        else:
            self._check_in = replace(self._check_in, before=openness)
        self._show_moment()
        self.changed.emit()

    def _noticed(self) -> None:
        chosen = self.chips.chosen
        self._check_in = replace(self._check_in, noticed=_NOTICED[chosen[0]][0] if chosen else None)
        self.changed.emit()


class OpennessSlider(QSlider):
    """Take a value from 0, closed, to 10, open, or none at all until it is touched."""

    moved = Signal(object)

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._openness: int | None = None
        self.setRange(OPENNESS.start, OPENNESS[-1])
        self.setPageStep(2)
        self.setAccessibleName("Openness")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(self._take)

    @property
    def openness(self) -> int | None:
        """Return the value, or None while nothing was said."""
        return self._openness

    def show_openness(self, openness: int | None) -> None:
        """Show a value, or none; ``moved`` is not emitted."""
        self.blockSignals(True)
        self.setValue(OPENNESS[len(OPENNESS) // 2] if openness is None else openness)
        self.blockSignals(False)
        self._openness = openness
        self.update()

    def describe(self, moment: str) -> None:
        """Tell a screen reader which moment is meant and whether anything was said of it."""
        said = "not said yet; Space says the middle" if self._openness is None else "Delete takes it back"
        self.setAccessibleDescription(f"0 is closed, 10 is open; {moment} writing; {said}")

    def sizeHint(self) -> QSize:
        """Return room for the handle and the ring around it."""
        return QSize(120, _HANDLE + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say the value shown with Space or Enter, take it back with Delete; arrows move as usual."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.value())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.show_openness(None)
            self.moved.emit(None)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to where the mouse points, at once."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._take(self._at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._take(self._at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stay where the mouse let go."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave scrolling to the page: a value must not change in passing."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the track, how far it is filled, and the handle; a quiet handle means nothing was said."""
        roles, palette = QPalette.ColorRole, self.palette()
        middle, x = self.height() / 2, self._x(self.value())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(roles.Mid))
        painter.drawRoundedRect(QRectF(0, middle - 2, self.width(), _TRACK), 2, 2)
        if self._openness is not None:
            painter.setBrush(palette.color(roles.Highlight))
            painter.drawRoundedRect(QRectF(0, middle - 2, x, _TRACK), 2, 2)
        said = self._openness is not None or self.hasFocus()
        painter.setPen(QPen(palette.color(roles.Highlight if said else roles.PlaceholderText), 2))
        painter.setBrush(palette.color(roles.Base))
        painter.drawEllipse(QPointF(x, middle), _HANDLE / 2 - 1, _HANDLE / 2 - 1)
        if self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(roles.Highlight))
            painter.drawEllipse(QPointF(x, middle), 4, 4)

    def _take(self, openness: int) -> None:
        if openness != self._openness:
            self.show_openness(openness)
            self.moved.emit(openness)

    def _x(self, openness: int) -> float:
        return _HANDLE / 2 + (self.width() - _HANDLE) * openness / OPENNESS[-1]

    def _at(self, point: QPointF) -> int:
        share = (point.x() - _HANDLE / 2) / max(1, self.width() - _HANDLE)
        return min(max(round(share * OPENNESS[-1]), OPENNESS.start), OPENNESS[-1])
