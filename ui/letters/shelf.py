"""List the letters, and begin a new one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resilience_desktop.errors import ResilienceError
from resilience_desktop.workbook import LetterSummary
from ui.session import Session
from ui.widgets.buttons import FlatButton, primary_button
from ui.widgets.labels import body, note, title
from ui.widgets.quiet_list import QuietList

from .words import line_of

WIDTH = 560
EMPTY = "There is no letter yet. It begins as an empty page; what you put there is all that it will hold."


class ShelfPage(QWidget):
    """Show every letter, the newest first; ``opened`` names one, ``begun`` asks for a new one."""

    opened = Signal(int)
    begun = Signal()
    ledger_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._new = primary_button("New letter")
        self._ledger = FlatButton("What left this vault", small=True, quiet=True)
        self._list = QuietList("Letters")
        self._empty = body(EMPTY)
        self._said = note("")
        self._lay_out()
        self._list.opened.connect(self.opened)
        self._new.clicked.connect(self.begun)
        self._ledger.clicked.connect(self.ledger_asked)

    def refresh(self) -> None:
        """Fetch the list anew."""
        self._session.ask(lambda vault: vault.letters.summaries(), self._show, self.tell, self)

    def _show(self, letters: tuple[LetterSummary, ...]) -> None:
        self._list.set_lines([(letter.id, line_of(letter)) for letter in letters])
        self._list.setVisible(bool(letters))
        self._empty.setVisible(not letters)
        self._said.hide()

    def tell(self, error: ResilienceError) -> None:
        """Say what went wrong."""
        self._said.show()
        self._said.tell(str(error), "danger")

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(WIDTH + 80)
        column = QVBoxLayout(inside)
        column.setContentsMargins(40, 36, 40, 28)
        column.setSpacing(12)
        column.addWidget(title("Letters"))
        column.addWidget(body("To a facilitator, or to anyone. Nothing is shared until you choose it."))
        row = QHBoxLayout()
        row.addWidget(self._new)
        row.addStretch(1)
        row.addWidget(self._ledger)
        column.addLayout(row)
        column.addWidget(self._said)
        column.addWidget(self._empty)
        column.addWidget(self._list, 1)
        column.addStretch(0)
        for widget in (self._said, self._empty, self._list):
            widget.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inside, 1, Qt.AlignmentFlag(0))
        layout.addStretch(0)
        self.setFocusProxy(self._new)
