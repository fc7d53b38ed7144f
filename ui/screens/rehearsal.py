"""Take the recovery code back from the person's note, when there is a quiet minute for it."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resilience_desktop.errors import ResilienceError
from resilience_desktop.workbook import Clock
from ui import rehearsal
from ui.session import Session
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.centered import CenteredPage, action_row
from ui.widgets.code_field import CodeField
from ui.widgets.labels import body, note, title

WIDTH = 520
THERE = "That is it. Your note opens this vault."


class RehearsalScreen(CenteredPage):
    """Never show the code: what is rehearsed is finding the note."""

    left = Signal()

    def __init__(self, session: Session, clock: Clock) -> None:
        super().__init__(WIDTH)
        self._session = session
        self._clock = clock
        self._field = CodeField("Type it back from your note")
        self._message = note("", "caution")
        self._later, self._check = secondary_button("Not now"), primary_button("Check it")
        self._lay_out()
        self._field.submitted.connect(self._ask)
        self._field.edited.connect(self._message.clear)
        self._check.clicked.connect(self._ask)
        self._later.clicked.connect(self._leave)
        self._proved = False

    def _lay_out(self) -> None:
        column = self.column
        column.addWidget(title("Is your recovery code at hand?"))
        column.addWidget(
            body(
                "If you forget your passphrase, it opens your vault. Typing it once from your note shows "
                "that the note is where you think, and that it can be read."
            )
        )
        column.addSpacing(16)
        for widget in (self._field, self._message):
            column.addWidget(widget)
        column.addSpacing(12)
        column.addLayout(action_row(None, self._later, self._check))
        column.addSpacing(8)
        column.addWidget(
            note(
                "If the note is gone, that is good to know now: Settings shows the code, so that you can "
                "write it down again."
            )
        )
        for one, other in pairwise((self._field, self._later, self._check)):
            QWidget.setTabOrder(one, other)
        self.setFocusProxy(self._field)

    def _ask(self) -> None:
        if self._proved:
            self.left.emit()
            return
        work = partial(rehearsal.prove_by, code=self._field.text(), now=self._clock())
        self._session.ask(work, self._found, self._refused, self)

    def _found(self, _: None) -> None:
        self._proved = True
        self._field.clear()
        self._field.setEnabled(False)
        self._later.hide()
        self._check.setText("Back to Today")
        self._message.tell(THERE, "accent")
        self._check.setFocus()

    def _refused(self, error: ResilienceError) -> None:
        self._message.tell(str(error), "caution")
        self._field.setFocus()
        self._field.select_all()

    def _leave(self) -> None:
        later = partial(rehearsal.put_off, now=self._clock())
        self._session.ask(later, lambda _: None, lambda _: None, self._session)
        self.left.emit()
