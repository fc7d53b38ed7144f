"""List a few words for each of many things; one stop of the Tab key, whatever its length."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem


class QuietList(QListWidget):
    """Show a line or two for each id; Enter or a click opens one, where opening means anything."""

    opened = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setSpacing(1)
        self.itemClicked.connect(self._open)

    @property
    def chosen(self) -> int | None:
        """Return the id of the line that the keyboard is on."""
        line = self.currentItem()
        return None if self.currentRow() < 0 else int(line.data(Qt.ItemDataRole.UserRole))

    def set_lines(self, lines: Sequence[tuple[int, str]]) -> None:
        """Show these ids and words."""
        self.clear()
        for number, words in lines:
            line = QListWidgetItem(words, self)
            line.setData(Qt.ItemDataRole.UserRole, number)
        self.setCurrentRow(0)

    def choose(self, number: int) -> None:
        """Put the keyboard's place on a line and show it."""
        for row in range(self.count()):
            if self.item(row).data(Qt.ItemDataRole.UserRole) == number:
                self.setCurrentRow(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the line that the keyboard is on with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self._open(self.currentItem())
        else:
            super().keyPressEvent(event)

    def _open(self, line: QListWidgetItem) -> None:
        self.opened.emit(int(line.data(Qt.ItemDataRole.UserRole)))
