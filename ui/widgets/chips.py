"""Offer a few short choices side by side, as rounded chips."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
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
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from .arrows import ARROWS
from .flow import FlowLayout

_SIDE, _ABOVE = 13, 6


class Chip(QPushButton):
    """Be on or off; the words grow heavier while it is on, and the chip keeps its width."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of the words while they are heavy, and the room around them."""
        return size_of(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrow keys to the row: Qt would go on past its end."""
        if event.key() in ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        draw(self)


def size_of(chip: QAbstractButton) -> QSize:
    """Return the size of a chip: its words while they are heavy, and the room around them."""
    metrics = QFontMetrics(_medium(chip))
    height = max(20, metrics.height()) + 2 * _ABOVE
    return QSize(metrics.horizontalAdvance(chip.text()) + 2 * _SIDE, height)


def draw(chip: QAbstractButton) -> None:
    """Draw a chip; keyboard focus is a ring, with a gap around a chip that is on."""
    roles = QPalette.ColorRole
    palette = QGuiApplication.palette()  # a style sheet changes the widget's own
    on, focused = chip.isChecked(), chip.hasFocus()
    lit = on or focused or chip.underMouse()
    painter = QPainter(chip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = 2.0 if focused else 1.0
    painter.setPen(QPen(palette.color(roles.Highlight if lit else roles.Mid), width))
    painter.setBrush(palette.color(roles.Base))
    _pill(chip, painter, width / 2)
    if on:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(roles.AlternateBase))
        _pill(chip, painter, 4.0 if focused else 1.0)
    painter.setFont(_medium(chip) if on else chip.font())
    painter.setPen(palette.color(roles.Highlight if on else roles.Text))
    painter.drawText(chip.rect(), Qt.AlignmentFlag.AlignCenter, chip.text())


def _pill(chip: QAbstractButton, painter: QPainter, inset: float) -> None:
    shape = QRectF(chip.rect()).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(shape, shape.height() / 2, shape.height() / 2)


def _medium(chip: QAbstractButton) -> QFont:
    font = QFont(chip.font())
    font.setWeight(QFont.Weight.Medium)
    return font


class ChipRow(QWidget):
    """Hold chips of which, when ``exclusive``, at most one is on; pressing that one turns it off."""

    changed = Signal()

    def __init__(self, labels: Sequence[str], *, exclusive: bool = True) -> None:
        super().__init__()
        self._exclusive = exclusive
        self.chips = tuple(Chip(label) for label in labels)
        layout = FlowLayout()
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for chip in self.chips:
            layout.addWidget(chip)
            chip.clicked.connect(lambda _=False, pressed=chip: self._pressed(pressed))

    @property
    def chosen(self) -> tuple[int, ...]:
        """Return the indexes of the chips that are on."""
        return tuple(index for index, chip in enumerate(self.chips) if chip.isChecked())

    @chosen.setter
    def chosen(self, indexes: Sequence[int]) -> None:
        for index, chip in enumerate(self.chips):
            chip.setChecked(index in indexes)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from chip to chip with the arrow keys."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        way = step.get(Qt.Key(event.key()))
        here = next((index for index, chip in enumerate(self.chips) if chip.hasFocus()), None)
        if way is None or here is None:
            super().keyPressEvent(event)
            return
        self.chips[(here + way) % len(self.chips)].setFocus(Qt.FocusReason.TabFocusReason)

    def _pressed(self, pressed: Chip) -> None:
        if self._exclusive and pressed.isChecked():
            for chip in self.chips:
                chip.setChecked(chip is pressed)
        self.changed.emit()
