"""Take what opens the vault already: the present passphrase, or the recovery code where it is forgotten."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from .buttons import flat_button
from .code_field import CodeField
from .labels import note
from .passphrase_field import PassphraseField

_OTHER = ("Use recovery code", "Use passphrase")


class KeyField(QWidget):
    """Show one field of the two, a line of words, and a button for the other field."""

    submitted = Signal()

    def __init__(self, label: str = "Present passphrase") -> None:
        super().__init__()
        self._passphrase = PassphraseField(label)
        self._code = CodeField("Recovery code")
        self._field = QStackedWidget()
        self._other = flat_button(_OTHER[0], small=True)
        self._message = note("", "caution")
        self._lay_out()
        self.setFocusProxy(self._passphrase)
        self._other.clicked.connect(self._switch)
        for field in (self._passphrase, self._code):
            field.submitted.connect(self.submitted)
            field.edited.connect(self._message.clear)

    @property
    def takes_code(self) -> bool:
        """Tell whether the recovery code is asked for."""
        return self._field.currentWidget() is self._code

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return what the Tab key visits, in this order."""
        return self._passphrase, self._code, self._other

    def text(self) -> str:
        """Return what was typed."""
        return self._current().text()

    def clear(self) -> None:
        """Forget what was typed."""
        for field in (self._passphrase, self._code):
            field.clear()

    def ask(self, sentence: str) -> None:
        """Say why what stands there will not do, and put the keyboard into it."""
        self._message.tell(sentence, "caution")
        self._current().setFocus()
        self._current().select_all()

    def _current(self) -> PassphraseField | CodeField:
        return self._code if self.takes_code else self._passphrase

    def _lay_out(self) -> None:
        for field in (self._passphrase, self._code):
            self._field.addWidget(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._field)
        column.addWidget(self._other, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._message)

    def _switch(self) -> None:
        to_code = not self.takes_code
        self._field.setCurrentWidget(self._code if to_code else self._passphrase)
        self._other.setText(_OTHER[to_code])
        self._message.clear()
        self.setFocusProxy(self._current())
        self._current().setFocus()
