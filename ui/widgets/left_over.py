"""Name the backups that a former passphrase or code still opens."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from .labels import body, note

FOLLOWED = "The backups on this laptop open with it too."
STILL = "These still open with the former one:"
RETRIED = (
    "It is tried again each time the vault is opened. A place that is not here now, such as a stick in a "
    "drawer, follows when it is plugged in."
)


class LeftOver(QWidget):
    """Show where the former passphrase or code is still good, and what becomes of it."""

    def __init__(self) -> None:
        super().__init__()
        self._said = body("")
        self._names = body("")
        self._after = note(RETRIED)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self._said, self._names, self._after):
            column.addWidget(widget)

    def show_left(self, left: Sequence[Path], followed: str = FOLLOWED) -> None:
        """Name these files and places, or say that nothing is left."""
        self._said.setText(STILL if left else followed)
        self._names.setText("\n".join(map(str, left)))
        for widget in (self._names, self._after):
            widget.setVisible(bool(left))
