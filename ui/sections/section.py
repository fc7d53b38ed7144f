"""Stand a heading above the widgets of one part of a page."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.labels import heading


class Section(QWidget):
    """Hold a ``column`` below a heading."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.column.addWidget(heading(name))
