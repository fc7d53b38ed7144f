"""Offer a few choices of which one holds, as rounded chips: one stop of the Tab key, the arrows choose."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from . import chips
from .flow import FlowLayout

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class RadioChip(QRadioButton):
    """Be one of several choices; a screen reader hears a radio button."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of the words while they are heavy, and the room around them."""
        return chips.size_of(self)

    def minimumSizeHint(self) -> QSize:
        """Return the same size."""
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:
        """Take a click anywhere on the chip."""
        return self.rect().contains(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrow keys to the row, which knows the order where the chips wrap."""
        if event.key() in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        chips.draw(self)


class RadioChips(QWidget):
    """Hold chips of which one is on, or none; ``chosen`` tells what the person chose, by its place."""

    chosen = Signal(int)

    def __init__(self, name: str, labels: Sequence[str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.chips = tuple(RadioChip(label) for label in labels)
        self._group = QButtonGroup(self)
        self._is_setting = False
        layout = FlowLayout()
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for place, chip in enumerate(self.chips):
            layout.addWidget(chip)
            self._group.addButton(chip, place)
        self._group.idToggled.connect(self._tell)  # by a screen reader nothing is clicked
        self.setFocusProxy(self.chips[0])

    @property
    def place(self) -> int | None:
        """Return which chip is on."""
        place = self._group.checkedId()
        return None if place < 0 else place

    @place.setter
    def place(self, place: int | None) -> None:
        self._is_setting = True
        self._group.setExclusive(False)  # else the last one could not be turned off
        for each, chip in enumerate(self.chips):
            chip.setChecked(each == place)
        self._group.setExclusive(True)
        self._is_setting = False
        self._stop_at(place or 0)

    def _tell(self, place: int, on: bool) -> None:
        if on and not self._is_setting:
            self._stop_at(place)
            self.chosen.emit(place)

    def _stop_at(self, place: int) -> None:
        """Let the Tab key come to one chip alone."""
        policies = Qt.FocusPolicy
        for each, chip in enumerate(self.chips):
            chip.setFocusPolicy(policies.StrongFocus if each == place else policies.ClickFocus)
        self.setFocusProxy(self.chips[place])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the next or the one before with the arrow keys, around the ends."""
        step = _STEPS.get(Qt.Key(event.key()))
        here = next((place for place, chip in enumerate(self.chips) if chip.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        there = (here + step) % len(self.chips)
        self.chips[there].setFocus(Qt.FocusReason.TabFocusReason)
        self.chips[there].click()
