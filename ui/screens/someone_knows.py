"""Keep out somebody who knows the passphrase: everything that opens the vault becomes new."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QRadioButton, QStackedWidget, QWidget

from resilience_desktop.errors import ResilienceError
from resilience_desktop.workbook import Clock
from ui import keys
from ui.desk import Visit
from ui.passphrase_form import PassphraseForm
from ui.session import Session
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.centered import CenteredPage, action_row
from ui.widgets.code_page import CodePage, CodeWords
from ui.widgets.key_field import KeyField
from ui.widgets.labels import body, note, title
from ui.widgets.left_over import LeftOver

WIDTH = 520
NEW_CODE = CodeWords(
    "Step 2 of 3",
    "Note the new recovery code",
    "It takes the place of the former one as soon as you have finished here. Write it on paper, and then "
    "destroy the former note and recovery sheet.",
    "Continue",
)
CHANGED = "Your vault has a new passphrase and a new recovery code."
FOLLOWED = "The former ones open neither the vault nor any backup that it knows of."


class SomeoneKnowsScreen(QStackedWidget):
    """Lead through three steps; nothing is written before the last one's action."""

    left = Signal()
    told = Signal(str)

    def __init__(self, session: Session, clock: Clock, key: str) -> None:
        super().__init__()
        self._session = session
        self._clock = clock
        self._key = key
        self._busy = False
        self._proved = False
        self._secret = session.new_secret()
        self._passphrase = NewPassphrasePage(session)
        self._code = CodePage(self._secret.code(), NEW_CODE, WIDTH)
        self._backups = FormerBackupsPage()
        self._result = ResultPage()
        for page in (self._passphrase, self._code, self._backups, self._result):
            self.addWidget(page)
        self.setFocusProxy(self._passphrase)
        self._connect()

    def unsaved(self) -> Visit | None:
        """Return what lets leaving and locking wait for a change that is under way, or None."""
        return Visit(self._key, lambda _: None, None) if self._busy else None

    def _connect(self) -> None:
        self._passphrase.left.connect(self.left)
        self._passphrase.continued.connect(partial(self._go, self._code))
        self._code.left.connect(partial(self._go, self._passphrase))
        self._code.decided.connect(self._decide)
        self._backups.left.connect(partial(self._go, self._code))
        self._backups.decided.connect(self._change)
        self._result.left.connect(self.left)

    def _go(self, page: NewPassphrasePage | CodePage | FormerBackupsPage | ResultPage) -> None:
        self.setCurrentWidget(page)
        page.begin()

    def _decide(self, proved: bool) -> None:
        self._proved = proved
        self._go(self._backups)

    def _change(self, keep_backups: bool) -> None:
        if self._busy:
            return
        new = keys.NewKeys(self._passphrase.text(), self._secret, self._proved, keep_backups)
        self._busy = True
        self._backups.set_busy("Changing…")
        work = partial(keys.replace_secret, new=new, now=self._clock())
        self._session.ask(work, self._changed, self._refused, self)

    def _changed(self, left: tuple[Path, ...]) -> None:
        self._busy = False
        self._passphrase.clear()
        self._result.left_over.show_left(left, FOLLOWED)
        self.told.emit(CHANGED)
        self._go(self._result)

    def _refused(self, error: ResilienceError) -> None:
        self._busy = False
        self._backups.refuse(f"{error} The former passphrase and code still open the vault.")
        self.told.emit(str(error))


class NewPassphrasePage(CenteredPage):
    """Say what is about to happen; ask for what opens the vault now, and for a new passphrase."""

    continued = Signal()
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(WIDTH)
        self._session = session
        self._present = KeyField()
        self._fields = PassphraseForm(session, "New passphrase")
        self._back, self._next = secondary_button("Back"), primary_button("Continue")
        self._lay_out()
        self.setFocusProxy(self._present)
        self._present.submitted.connect(self._fields.setFocus)
        self._fields.submitted.connect(self._submit)
        self._fields.chosen.connect(self._check)
        self._back.clicked.connect(self.left)
        self._next.clicked.connect(self._submit)

    def begin(self) -> None:
        """Put the keyboard where the first step begins."""
        self._present.setFocus()

    def text(self) -> str:
        """Return the new passphrase."""
        return self._fields.text()

    def clear(self) -> None:
        """Forget what was typed."""
        self._present.clear()
        self._fields.clear()

    def _lay_out(self) -> None:
        column = self.column
        column.addWidget(note("Step 1 of 3"))
        column.addWidget(title("Someone knows my passphrase"))
        column.addWidget(
            body(
                "Your vault gets a new passphrase, a new recovery code and new keys, and is written "
                "anew with them. Whoever knew the former ones can then no longer open it."
            )
        )
        column.addSpacing(16)
        column.addWidget(self._present)
        column.addSpacing(10)
        column.addWidget(self._fields)
        column.addSpacing(12)
        column.addLayout(action_row(self._fields.suggest, self._back, self._next))
        stops = (*self._present.stops, *self._fields.stops, self._back, self._next)
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def _submit(self) -> None:
        if not self._present.text():
            self._present.ask("Please type what opens the vault now.")
        else:
            self._fields.submit()

    def _check(self) -> None:
        known = keys.Known(self._present.text(), self._present.takes_code)
        self.setEnabled(False)
        self._session.ask(partial(keys.check, known=known), self._fits, self._refuse, self)

    def _fits(self, _: None) -> None:
        self.setEnabled(True)
        self.continued.emit()

    def _refuse(self, error: ResilienceError) -> None:
        self.setEnabled(True)
        self._present.ask(str(error))


class FormerBackupsPage(CenteredPage):
    """Ask what becomes of the backups that the former passphrase opens, then change everything."""

    decided = Signal(bool)
    left = Signal()

    def __init__(self) -> None:
        super().__init__(WIDTH)
        self._keep = QRadioButton("Keep them, sealed anew")
        self._remove = QRadioButton("Remove them, once a new backup is made")
        self._keep.setChecked(True)
        self._message = note("")
        self._back, self._change = secondary_button("Back"), primary_button("Change everything")
        self._lay_out()
        self._back.clicked.connect(self.left)
        self._change.clicked.connect(lambda: self.decided.emit(self._keep.isChecked()))

    def begin(self) -> None:
        """Put the keyboard on the choice."""
        (self._keep if self._keep.isChecked() else self._remove).setFocus()

    def set_busy(self, sentence: str) -> None:
        """Say what is going on, and take no more clicks until it is over."""
        for widget in (self._keep, self._remove, self._back, self._change):
            widget.setEnabled(not sentence)
        self.tell(sentence, "quiet")

    def tell(self, sentence: str, tone: str) -> None:
        """Show a sentence below the choice."""
        self._message.tell(sentence, tone)

    def refuse(self, sentence: str) -> None:
        """Say why nothing was changed, and put the keyboard back on the action."""
        self.set_busy("")
        self.tell(sentence, "danger")
        self._change.setFocus()

    def _lay_out(self) -> None:
        column = self.column
        column.addWidget(note("Step 3 of 3"))
        column.addWidget(title("What becomes of earlier backups?"))
        column.addWidget(
            body("The former passphrase opens them now. In both cases the vault itself keeps every word.")
        )
        column.addSpacing(12)
        for widget in (self._keep, self._remove, self._message):
            column.addWidget(widget)
        column.addWidget(
            note(
                "Copies that you made elsewhere by hand go on opening with the former passphrase or "
                "code; please remove those yourself. What somebody has already read or copied cannot be "
                "taken back."
            )
        )
        column.addSpacing(12)
        column.addLayout(action_row(None, self._back, self._change))
        for one, other in pairwise((self._keep, self._remove, self._back, self._change)):
            QWidget.setTabOrder(one, other)


class ResultPage(CenteredPage):
    """Say that it is done, and what the former passphrase or code still opens."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__(WIDTH)
        self.left_over = LeftOver()
        self._return = primary_button("Back to Settings")
        self._return.clicked.connect(self.left)
        self.column.addWidget(title("Everything that opens your vault is new"))
        self.column.addWidget(self.left_over)
        self.column.addSpacing(16)
        self.column.addLayout(action_row(None, self._return))

    def begin(self) -> None:
        """Put the keyboard on the one action."""
        self._return.setFocus()
