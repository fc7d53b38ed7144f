"""Show what left the vault, and tell whether a file is one of these."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resilience_desktop.errors import ResilienceError
from resilience_desktop.workbook import Left
from ui.dialogs import ask_file, documents
from ui.session import Session
from ui.widgets.buttons import FlatButton, secondary_button
from ui.widgets.guarded_text import copy_guarded
from ui.widgets.labels import body, note, title
from ui.widgets.quiet_list import QuietList
from ui.widgets.starting_point import StartingPoint

from .words import entry_of, what, when

WIDTH = 640
EMPTY = "Nothing has left this vault yet. What you save or copy from a letter, or export, is listed here."
UNKNOWN = "This file is not in the list. It did not leave this vault as it is now."


class LedgerPage(QWidget):
    """List each time that something left, the newest first; ``left`` asks to go back to the letters."""

    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._entries: tuple[Left, ...] = ()
        self._back = FlatButton("All letters", small=True, quiet=True)
        self._list = QuietList("What left this vault")
        self._empty = body(EMPTY)
        self._copy = secondary_button("Copy fingerprint")
        self._check = secondary_button("Check a file…")
        self._said = note("")
        self._lay_out()
        self._back.clicked.connect(self.left)
        self._copy.clicked.connect(self._copy_hash)
        self._check.clicked.connect(self._ask_which)

    def refresh(self) -> None:
        """Fetch the entries anew."""
        self._session.ask(lambda vault: vault.ledger.entries(), self._show, self._tell, self)

    def _show(self, entries: tuple[Left, ...]) -> None:
        self._entries = entries
        self._list.set_lines([(entry.id, entry_of(entry)) for entry in entries])
        self._list.setVisible(bool(entries))
        self._empty.setVisible(not entries)
        self._copy.setEnabled(bool(entries))

    def _copy_hash(self) -> None:
        entry = next(each for each in self._entries if each.id == self._list.chosen)
        copy_guarded(entry.sha256)
        self._say(f"Copied: fingerprint of {what(entry.what).lower()}, {when(entry.at)}", "accent")

    def _ask_which(self) -> None:
        path = ask_file(self, "Check a file", documents())
        if path is not None:
            self._session.ask(
                lambda vault: vault.ledger.of_file(path), partial(self._found, path), self._tell, self
            )

    def _found(self, path: Path, entries: tuple[Left, ...]) -> None:
        if not entries:
            self._say(UNKNOWN, "caution")
            return
        entry = entries[0]
        self._list.choose(entry.id)
        to = " ".join(entry.what.to.split())
        whom = f", for {to}" if to else ""
        self._say(
            f"“{path.name}” is {what(entry.what).lower()} that left on {when(entry.at)}{whom}.", "accent"
        )

    def _tell(self, error: ResilienceError) -> None:
        self._say(str(error), "danger")

    def _say(self, words: str, tone: str) -> None:
        self._said.show()
        self._said.tell(words, tone)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(WIDTH + 80)
        column = QVBoxLayout(inside)
        column.setContentsMargins(40, 16, 40, 28)
        column.setSpacing(12)
        above = QHBoxLayout()
        above.addWidget(self._back)
        above.addStretch(1)
        column.addLayout(above)
        column.addWidget(title("What left this vault"))
        column.addWidget(
            body(
                "Kept in the vault, for you alone. “Check a file…” tells whether a file is one of these, "
                "unchanged: each has a fingerprint of its own, its SHA-256."
            )
        )
        column.addWidget(self._empty)
        column.addWidget(self._list, 1)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._copy)
        row.addWidget(self._check)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._said)
        column.addStretch(0)
        for widget in (self._said, self._empty, self._list):
            widget.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inside, 1)
        layout.addStretch(0)
        StartingPoint(self, self._list)
