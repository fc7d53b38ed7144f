"""Let a person choose one line of a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget


class PlainList(QListWidget):
    """Show one line for each thing; the arrows go from one to the next."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)
        self.setDragEnabled(False)

    def set_lines(self, lines: Sequence[str]) -> None:
        """Show these lines, the first of them chosen."""
        self.clear()
        self.addItems(list(lines))
        self.setCurrentRow(0)
