"""Show where something lies, so that it can be selected and copied."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from .label import Label
from .passphrase_field import QuietLine


class PathLine(QWidget):
    """Show a label above one line that cannot be changed; the keyboard selects the whole path."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self._line = QuietLine()
        self._line.setReadOnly(True)
        self._line.setAccessibleName(label)
        self._line.setDragEnabled(False)
        words = Label(label, "label")
        words.setBuddy(self._line)
        self.setFocusProxy(self._line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(words)
        layout.addWidget(self._line)

    def set_path(self, path: Path) -> None:
        """Show this path from its beginning."""
        self._line.setText(str(path))
        self._line.setCursorPosition(0)
