"""Stand a form in the middle of the window, and let it scroll where the window is small."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui import qt_names

_USUAL_FONT = 14


class CenteredPage(QScrollArea):
    """Hold one ``column`` of a given width in pixels; it grows with the system's text size."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width
        self._form = QWidget()
        self.column = QVBoxLayout(self._form)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)
        for name, words in (("frameShape", "NoFrame"), ("focusPolicy", "NoFocus")):
            qt_names.put(self, name, words)
        self.setWidgetResizable(True)
        self.setWidget(self._centered())
        self._set_width()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._set_width()

    def _centered(self) -> QWidget:
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(24, 24, 24, 24)
        rows.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._form, 1000)
        middle.addStretch(1)
        rows.addLayout(middle)
        rows.addStretch(1)
        return page

    def _set_width(self) -> None:
        scale = max(1.0, self.font().pixelSize() / _USUAL_FONT)
        self._form.setMaximumWidth(round(self._width * scale))


def action_row(first: QWidget | None, *last: QWidget) -> QHBoxLayout:
    """Return a row with the page's actions at the right, and one apart from them at the left."""
    row = QHBoxLayout()
    row.setSpacing(10)
    if first:
        row.addWidget(first)
    row.addStretch(1)
    for widget in last:
        row.addWidget(widget)
    return row
