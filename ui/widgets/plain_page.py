"""Set a page of words and controls in one column at the left, which scrolls when it is long."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from .labels import title


class PlainPage(QScrollArea):
    """Hold a ``column`` below a title; ``width`` in pixels is its most."""

    def __init__(self, name: str, width: int) -> None:
        super().__init__()
        page = QWidget()
        page.setMaximumWidth(width + 80)
        row = QHBoxLayout(page)
        row.setContentsMargins(40, 36, 40, 36)
        self.column = QVBoxLayout()
        self.column.setSpacing(8)
        row.addLayout(self.column)
        self.column.addWidget(title(name))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(page)
        self.setWidgetResizable(True)
