"""Choose one of a few from a list that opens; rolling the page over it changes nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionComboBox

_BESIDE = 2
"""Pixels that Qt leaves free beside the words of a box."""


class ChoiceBox(QComboBox):
    """Be a list to choose from that leaves the wheel to the page below it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # not at a turn of the wheel
        self.setItemDelegate(QStyledItemDelegate(self))  # the box's own knows no style sheet

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Show where a choice is longer than the box: with a style sheet, Qt cuts its letters off."""
        super().initStyleOption(option)
        parts = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, parts, self).width()
        words = option.currentText
        option.currentText = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room - _BESIDE)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, and never choose: nobody would see what was chosen."""
        event.ignore()
