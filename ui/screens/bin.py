"""Show what lies in the bin; put it back, or remove all of it for good."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resilience_desktop.errors import ResilienceError
from resilience_desktop.workbook import Binned
from ui import dialogs
from ui.session import Session
from ui.widgets.buttons import FlatButton, flat_button, secondary_button
from ui.widgets.label import Label
from ui.widgets.labels import body, note
from ui.widgets.plain_page import PlainPage

WIDTH = 560
EXPLANATION = (
    "A reflection stays here for thirty days, then it is removed from the vault’s file for good. "
    "Backups keep its words until newer ones have taken their place."
)
EMPTY = "The bin is empty."


class BinScreen(PlainPage):
    """List the reflections in the bin, the newest first."""

    def __init__(self, session: Session) -> None:
        super().__init__("Bin", WIDTH)
        self._session = session
        self._result = note("")
        self._rows = QVBoxLayout()
        self._backs: list[FlatButton] = []
        self._empty = secondary_button("Empty the bin…")
        self._lay_out()
        self._empty.clicked.connect(self._ask_to_empty)
        self._fetch()

    def _lay_out(self) -> None:
        self.column.addWidget(body(EXPLANATION))
        self.column.addSpacing(16)
        self._rows.setSpacing(16)
        self.column.addLayout(self._rows)
        self.column.addSpacing(16)
        self.column.addWidget(self._empty, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self._result)
        self.column.addStretch(1)
        self._empty.hide()

    def _fetch(self) -> None:
        self._session.ask(lambda vault: vault.bin.contents(), self._show, self._tell, self)

    def _show(self, contents: tuple[Binned, ...]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if row := item.widget():
                row.hide()
                row.deleteLater()
        self._backs.clear()
        for binned in contents:
            self._rows.addWidget(self._row(binned))
        self._empty.setVisible(bool(contents))
        if contents:
            self._backs[0].setFocus()
        else:
            self._rows.addWidget(body(EMPTY))
            self.setFocus()

    def _row(self, binned: Binned) -> QWidget:
        row = QWidget()
        begun = binned.summary.begun
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(f"{begun.day()}, {begun.time()}", "label"))
        title = " ".join(binned.summary.title.split())
        words.addWidget(note(f"{title} · in the bin since {binned.binned.day()}"))
        back = flat_button("Put back")
        back.setAccessibleName(f"Put back: {begun.day()}, {begun.time()}")
        back.clicked.connect(partial(self._put_back, binned.summary.id))
        self._backs.append(back)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addLayout(words, 1)
        line.addWidget(back)
        return row

    def _put_back(self, reflection_id: int) -> None:
        self._session.ask(
            lambda vault: vault.bin.put_back(reflection_id),
            partial(self._done, "Put back."),
            self._tell,
            self,
        )
        self._session.list_again()

    def _ask_to_empty(self) -> None:
        if dialogs.confirm_emptying(self):
            self._empty.setEnabled(False)
            self._session.ask(
                lambda vault: vault.bin.empty(), partial(self._done, "Removed for good."), self._tell, self
            )
            self._session.list_again()

    def _done(self, words: str, _: None) -> None:
        self._result.tell(words)
        self._empty.setEnabled(True)
        self._fetch()

    def _tell(self, error: ResilienceError) -> None:
        self._result.tell(str(error), "danger")
        self._empty.setEnabled(True)
        self._fetch()
