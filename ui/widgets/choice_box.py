"""Choose one of a few from a list that opens; rolling the page over it changes nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate


class ChoiceBox(QComboBox):
    """Be a list to choose from that leaves the wheel to the page below it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # not at a turn of the wheel
        self.setItemDelegate(QStyledItemDelegate(self))  # the box's own knows no style sheet

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, and never choose: nobody would see what was chosen."""
        event.ignore()
