"""Take a recovery code as people type it: any case, with or without dashes."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui import qt_names

from .label import Label
from .passphrase_field import SecretLine

_LOOK_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


class CodeField(QWidget):
    """Show a label above one line of input."""

    edited = Signal()
    submitted = Signal()

    def __init__(self, label: str) -> None:
        super().__init__()
        self._label = Label(label, "label")
        self._line = SecretLine(label)
        self._line.setEchoMode(QLineEdit.EchoMode.Normal)
        self._line.setFrame(True)
        self._line.setObjectName("code")
        self._line.setMaxLength(80)
        qt_names.put(self._line, "inputMethodHints", "ImhSensitiveData|ImhNoPredictiveText")
        self._label.setBuddy(self._line)
        self.setFocusProxy(self._line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._label)
        layout.addWidget(self._line)
        self._line.textEdited.connect(lambda _: self.edited.emit())
        self._line.returnPressed.connect(self.submitted)

    def text(self) -> str:
        """Return what was typed."""
        return self._line.text()

    def clear(self) -> None:
        """Empty the field."""
        self._line.clear()

    def select_all(self) -> None:
        """Select what was typed, so that the next key replaces it."""
        self._line.selectAll()

    def matches(self, code: str) -> bool:
        """Tell whether the same code was typed; case, spaces, dashes and look-alikes do not matter."""
        return _plain(self.text()) == _plain(code)


def _plain(code: str) -> str:
    plain = unicodedata.normalize("NFKC", code).upper()
    return "".join(c for c in plain if c.isalnum()).translate(_LOOK_ALIKE)
