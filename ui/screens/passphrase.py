"""Change the passphrase of the open vault."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resilience_desktop.errors import ResilienceError, WrongPassphrase, WrongRecoveryCode
from ui import keys
from ui.desk import Visit
from ui.passphrase_form import PassphraseForm
from ui.session import Session
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.centered import CenteredPage, action_row
from ui.widgets.key_field import KeyField
from ui.widgets.labels import body, note, title
from ui.widgets.left_over import LeftOver

WIDTH = 520
CHANGED = "Your passphrase is changed. Your recovery code stays the same."


class PassphraseScreen(CenteredPage):
    """Ask for the present passphrase and a new one; with ``forgotten``, for the new one alone.

    It asks for the new one alone just after the vault was opened with its recovery code.
    """

    left = Signal()
    told = Signal(str)

    def __init__(self, session: Session, key: str, *, forgotten: bool = False) -> None:
        super().__init__(WIDTH)
        self._session = session
        self._key = key
        self._busy = False
        self._present = None if forgotten else KeyField()
        self._fields = PassphraseForm(session, "New passphrase")
        self._back = secondary_button("Not now" if forgotten else "Back")
        self._change = primary_button("Change passphrase")
        self._asking, self._done = QWidget(), QWidget()
        self._left_over = LeftOver()
        self._return = primary_button("Continue" if forgotten else "Back to Settings")
        self._lay_out()
        self._order_keys()
        self._connect()

    def unsaved(self) -> Visit | None:
        """Return what lets leaving and locking wait for a change that is under way, or None."""
        return Visit(self._key, lambda _: None, None) if self._busy else None

    def _lay_out(self) -> None:
        self._asking.setLayout(self._question())
        answer = QVBoxLayout()
        answer.setContentsMargins(0, 0, 0, 0)
        for widget in (title("Your passphrase is changed"), self._left_over):
            answer.addWidget(widget)
        answer.addSpacing(16)
        answer.addLayout(action_row(None, self._return))
        self._done.setLayout(answer)
        self._done.hide()
        self.column.addWidget(self._asking)
        self.column.addWidget(self._done)

    def _question(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        if self._present is None:
            column.addWidget(title("Choose a new passphrase"))
            column.addWidget(body("Your recovery code has opened the vault, and everything is there."))
        else:
            column.addWidget(title("Change your passphrase"))
            column.addWidget(body("What you wrote stays as it is; only what opens it changes."))
            column.addSpacing(16)
            column.addWidget(self._present)
        column.addSpacing(10)
        column.addWidget(self._fields)
        column.addWidget(
            note(
                "Backups on this laptop, and in the second place if you chose one, follow by themselves. A "
                "copy that you keep elsewhere goes on opening with the passphrase of its time."
            )
        )
        column.addSpacing(12)
        column.addLayout(action_row(self._fields.suggest, self._back, self._change))
        if self._present is None:
            column.addSpacing(8)
            column.addWidget(
                note(
                    "“Not now” is fine: your recovery code goes on opening the vault, and with it you can "
                    "change the passphrase in Settings at any time."
                )
            )
        return column

    def _order_keys(self) -> None:
        first = self._present.stops if self._present else ()
        for one, other in pairwise((*first, *self._fields.stops, self._back, self._change)):
            QWidget.setTabOrder(one, other)
        self.setFocusProxy(self._present or self._fields)

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._return.clicked.connect(self.left)
        self._change.clicked.connect(self._submit)
        self._fields.submitted.connect(self._submit)
        self._fields.chosen.connect(self._begin)
        if self._present:
            self._present.submitted.connect(self._fields.setFocus)

    def _submit(self) -> None:
        if self._present and not self._present.text():
            self._present.ask("Please type what opens the vault now.")
            return
        self._fields.submit()

    def _begin(self) -> None:
        if self._busy:
            return
        known = keys.Known(self._present.text(), self._present.takes_code) if self._present else None
        work = partial(keys.change_passphrase, known=known, passphrase=self._fields.text())
        self._set_busy(True)
        self._session.ask(work, self._changed, self._refused, self)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._asking.setEnabled(not busy)
        self._fields.tell("Changing…" if busy else "", "quiet")

    def _changed(self, left: tuple[Path, ...]) -> None:
        self._set_busy(False)
        self._forget()
        self._asking.hide()
        self._done.show()
        self._left_over.show_left(left)
        self.told.emit(CHANGED)
        self.setFocusProxy(self._return)
        self._return.setFocus()

    def _refused(self, error: ResilienceError) -> None:
        self._set_busy(False)
        if self._present and isinstance(error, WrongPassphrase | WrongRecoveryCode):
            self._present.ask(str(error))
        else:
            self._fields.tell(str(error), "danger")
            self._change.setFocus()
        self.told.emit(str(error))

    def _forget(self) -> None:
        self._fields.clear()
        if self._present:
            self._present.clear()
