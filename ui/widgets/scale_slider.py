"""Take a whole number between two ends, or none at all, along a calm line."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider

_HANDLE, _TRACK = 18, 4


class ScaleSlider(QSlider):
    """Say nothing until it is touched; ``moved`` holds the number, or None where it was taken back.

    While it is ``dragged``, further numbers follow the first one.
    """

    moved = Signal(object)

    def __init__(self, low: int, high: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.dragged = False
        self._held = False
        self._chosen: int | None = None
        self._read_only = False
        self.setRange(low, high)
        self.setPageStep(max(1, (high - low) // 5))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(self._take)
        self.show_chosen(None)

    @property
    def chosen(self) -> int | None:
        """Return the number, or None while nothing was said."""
        return self._chosen

    @property
    def hint(self) -> str:
        """Return what the keys do now."""
        if self._read_only:
            return "not said" if self._chosen is None else "only to be read"
        return "not said yet; Space says the middle" if self._chosen is None else "Delete takes it back"

    def show_chosen(self, chosen: int | None) -> None:
        """Show a number, or none; ``moved`` is not emitted."""
        middle = self.minimum() + (self.maximum() - self.minimum()) // 2
        self.blockSignals(True)
        self.setValue(middle if chosen is None else chosen)
        self.blockSignals(False)
        self._chosen = chosen
        self.update()

    def set_read_only(self, read_only: bool) -> None:
        """Show the number alone, or let it be said; the keyboard can come here all the same."""
        self._read_only = read_only

    def sizeHint(self) -> QSize:
        """Return room for the handle and the ring around it."""
        return QSize(120, _HANDLE + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say the number shown with Space or Enter, take it back with Delete; arrows move as usual."""
        if self._read_only:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.value())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.take_back()
        else:
            super().keyPressEvent(event)

    def take_back(self) -> None:
        """Say nothing any more."""
        if self._chosen is not None:
            self.show_chosen(None)
            self.moved.emit(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to where the mouse points, at once."""
        if event.button() == Qt.MouseButton.LeftButton and not self._read_only:
            self._held = True
            self._take(self._at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        if event.buttons() & Qt.MouseButton.LeftButton and not self._read_only:
            self._take(self._at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stay where the mouse let go."""
        self._held = self.dragged = False

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
        if self._chosen is not None:
            painter.setBrush(palette.color(roles.Highlight))
            painter.drawRoundedRect(QRectF(0, middle - 2, x, _TRACK), 2, 2)
        said = self._chosen is not None or self.hasFocus()
        painter.setPen(QPen(palette.color(roles.Highlight if said else roles.PlaceholderText), 2))
        painter.setBrush(palette.color(roles.Base))
        painter.drawEllipse(QPointF(x, middle), _HANDLE / 2 - 1, _HANDLE / 2 - 1)
        if self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(roles.Highlight))
            painter.drawEllipse(QPointF(x, middle), 4, 4)

    def _take(self, chosen: int) -> None:
        if chosen != self._chosen:
            self.show_chosen(chosen)
            self.moved.emit(chosen)
            self.dragged = self._held

    def _x(self, value: int) -> float:
        share = (value - self.minimum()) / (self.maximum() - self.minimum())
        return _HANDLE / 2 + (self.width() - _HANDLE) * share

    def _at(self, point: QPointF) -> int:
        share = (point.x() - _HANDLE / 2) / max(1, self.width() - _HANDLE)
        value = self.minimum() + round(share * (self.maximum() - self.minimum()))
        return min(max(value, self.minimum()), self.maximum())
