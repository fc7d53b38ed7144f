"""Set one of a few values by a list; the change holds at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from ui.preferences import Preferences
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.label import Label

Choices = tuple[tuple[str, str | int], ...]
"""The words for each value, and the value."""


class ChoiceGrid(QGridLayout):
    """Lay out choices of settings, their names at the left."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self._boxes: dict[str, ChoiceBox] = {}
        preferences.changed.connect(self._follow)
        self.setVerticalSpacing(8)
        self.setHorizontalSpacing(20)
        self.setColumnStretch(0, 1)
        self.setColumnStretch(1, 2)

    def add(self, label: str, choices: Choices, name: str) -> ChoiceBox:
        """Add a list for the setting with this name (see ``Settings``)."""
        value = getattr(self._preferences.now, name)
        box = ChoiceBox()
        box.setAccessibleName(label)
        for text, data in choices:
            box.addItem(text, data)
        _show(box, value)
        box.activated.connect(lambda _: self._preferences.change(**{name: box.currentData()}))
        self._boxes[name] = box
        row = self.rowCount()
        words = Label(label)
        words.setBuddy(box)  # on Linux it is by this that a screen reader knows what a box is for
        self.addWidget(words, row, 0, Qt.AlignmentFlag.AlignVCenter)
        self.addWidget(box, row, 1)
        return box

    def _follow(self) -> None:
        """Show what was set elsewhere, as the keys for larger and smaller text do."""
        for name, box in self._boxes.items():
            _show(box, getattr(self._preferences.now, name))


def _show(box: ChoiceBox, value: str | int) -> None:
    if box.findData(value) < 0:
        box.addItem(str(value), value)
    box.setCurrentIndex(box.findData(value))
