"""Show the lock screen: a passphrase or a recovery code opens the vault."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget

from resilience_desktop.errors import Damaged, KeyFileDamaged, ResilienceError, WrongRecoveryCode
from ui.session import Session, State
from ui.widgets.buttons import flat_button, primary_button, secondary_button
from ui.widgets.centered import CenteredPage
from ui.widgets.labels import body, note, title
from ui.widgets.passphrase_field import PassphraseField

if TYPE_CHECKING:
    from ui.upkeep import Backup
    from ui.widgets.code_field import CodeField

WIDTH = 420
LOOK = "Look into a backup…"
OPEN_ANOTHER = "Open another…"
ANOTHER_PLACE = "Choose another place…"
LOCKED = "Your reflections are locked. Your passphrase opens them."
NO_BACKUP = "No backup yet. The first one is made by itself, soon after something is written."
NOTED = "Your reflections are locked. The recovery code that you noted opens them too."


class UnlockScreen(CenteredPage):
    """Take what opens the vault; say in words what happened when it does not."""

    vaults_asked = Signal()
    backups_asked = Signal(object)
    salvage_asked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(WIDTH)
        self._session = session
        self._explain = body(LOCKED)
        self._passphrase = PassphraseField("Passphrase")
        self._field = QStackedWidget()
        self._message = note("", "caution")
        self._unlock = primary_button("Unlock")
        self._other = flat_button("Use recovery code")
        self._open_another = flat_button(OPEN_ANOTHER, small=True)
        self._vault = note(f"Vault: {session.folder.name}")
        self._backup = note("")
        self._newest: Backup | None = None
        self._backups = flat_button("Backups…", small=True)
        self._look = secondary_button(LOOK)
        self._salvage = secondary_button("Save what can be read…")
        self._lay_out()
        self._passphrase.submitted.connect(self._try)
        self._passphrase.edited.connect(self._message.clear)
        self._unlock.clicked.connect(self._try)
        self._other.clicked.connect(self._switch)
        self._backups.clicked.connect(lambda: self.backups_asked.emit(None))
        self._look.clicked.connect(lambda: self.backups_asked.emit(self._newest and self._newest.path))
        self._salvage.clicked.connect(self._ask_salvage)
        self._open_another.clicked.connect(self._ask_another)
        session.locked.connect(self._locked)
        session.covered.connect(self._cover)
        session.warmed.connect(self._look_for_backup)
        if session.state is State.LOCKING:
            self._set_busy("Saving and locking…")

    def begin(self) -> None:
        """Put the keyboard where the passphrase goes."""
        self._current().setFocus()
        if self._session.is_warm:
            self._look_for_backup()

    def _lay_out(self) -> None:
        self._field.addWidget(self._passphrase)
        column = self.column
        column.addWidget(title("Welcome back"))
        column.addWidget(self._explain)
        column.addSpacing(20)
        column.addWidget(self._field)
        column.addWidget(self._message)
        column.addSpacing(14)
        actions = QHBoxLayout()
        actions.setSpacing(12)
        actions.addWidget(self._unlock)
        actions.addWidget(self._other)
        actions.addStretch(1)
        column.addLayout(actions)
        column.addSpacing(8)
        for way in (self._look, self._salvage):
            row = QHBoxLayout()
            row.addWidget(way)
            row.addStretch(1)
            column.addLayout(row)
            way.hide()
        column.addSpacing(48)
        foot = QHBoxLayout()
        foot.addWidget(self._vault, 1)
        foot.addWidget(self._open_another)
        column.addLayout(foot)
        backups = QHBoxLayout()
        backups.addWidget(self._backup, 1)
        backups.addWidget(self._backups)
        column.addLayout(backups)

    def _look_for_backup(self) -> None:
        """Look only once the window stands: reading the backups' labels may take a moment."""
        self._session.last_backup(self._show_backup, self)

    def _show_backup(self, backup: Backup | None) -> None:
        self._newest = backup
        if backup is None or backup.made is None or backup.counts is None:
            self._backup.setText(NO_BACKUP)
            return
        _name(self._look, f"Look at the backup of {backup.made.day()}")
        answers = backup.counts.answers
        held = f"{answers} answer" + "s" * (answers != 1)
        self._backup.setText(f"Last proved backup: {backup.made.day()}, {held}")

    @cached_property
    def _code(self) -> CodeField:
        """Take the recovery code; made when it is first asked for, because most never need it."""
        from ui.widgets.code_field import CodeField

        field = CodeField("Recovery code")
        field.submitted.connect(self._try)
        field.edited.connect(self._message.clear)
        self._field.addWidget(field)
        return field

    def _current(self) -> PassphraseField | CodeField:
        return self._passphrase if self._field.currentWidget() is self._passphrase else self._code

    def _switch(self) -> None:
        to_code = self._current() is self._passphrase
        self._field.setCurrentWidget(self._code if to_code else self._passphrase)
        self._other.setText("Use passphrase" if to_code else "Use recovery code")
        self._other.setAccessibleName(self._other.text())
        self._explain.setText(NOTED if to_code else LOCKED)
        self._message.clear()
        self._current().setFocus()

    def _locked(self) -> None:
        self._set_busy("")
        self._vault.setText(f"Vault: {self._session.folder.name}")
        self._name_other_place(OPEN_ANOTHER)
        self.begin()

    def _try(self) -> None:
        field = self._current()
        text = field.text()
        if not text:
            field.setFocus()
            return
        self._set_busy("Opening…")
        if field is self._passphrase:
            self._session.unlock(text, self._refused)
        else:
            self._session.unlock_with_code(text, self._refused)

    def tell(self, error: ResilienceError) -> None:
        """Say what went wrong."""
        self._message.tell(str(error), "caution")

    def _refused(self, error: ResilienceError) -> None:
        self._set_busy("")
        if isinstance(error, KeyFileDamaged) and self._current() is self._passphrase:
            self._switch()
        self.tell(error)
        self._current().setFocus()
        self._current().select_all()
        self._offer_ways(_is_damage(error))

    def _offer_ways(self, damaged: bool) -> None:
        """Offer what helps a damaged vault; it is not for a mistyped passphrase."""
        if damaged:
            self._look_for_backup()
        for way in (self._look, self._salvage):
            way.setVisible(damaged)

    def _ask_salvage(self) -> None:
        from ui.keys import Known  # it would delay the lock screen

        field = self._current()
        self.salvage_asked.emit(Known(field.text(), field is self._code) if field.text() else None)

    def _cover(self, sentence: str) -> None:
        self._set_busy("")
        self._open_another.setEnabled(self._session.vault_is_gone)
        self._backups.setEnabled(False)
        self._name_other_place(ANOTHER_PLACE if self._session.vault_is_gone else OPEN_ANOTHER)
        self._message.tell(
            f"{sentence} What you wrote last is kept here, behind the lock, and saving is tried again "
            "every few seconds. Please leave the program open.",
            "caution",
        )

    def _set_busy(self, sentence: str) -> None:
        for widget in (
            *(self._field, self._unlock, self._other, self._open_another),
            *(self._backups, self._look, self._salvage),
        ):
            widget.setEnabled(not sentence)
        self._message.tell(sentence)

    def _name_other_place(self, name: str) -> None:
        _name(self._open_another, name)

    def _ask_another(self) -> None:
        if self._session.state is State.LOCKED:
            self.vaults_asked.emit()
            return
        from ui.dialogs import ask_folder

        folder = ask_folder(self, "Open another vault", self._session.folder.parent)
        if folder is not None:
            self._session.settle_in(folder, self.tell)


def _name(button: QPushButton, words: str) -> None:
    button.setText(words)
    button.setAccessibleName(words)


def _is_damage(error: ResilienceError) -> bool:
    """Tell whether the vault is damaged, or may be as far as can be told."""
    if isinstance(error, WrongRecoveryCode):
        return str(error) != error.message  # without a key file, damage and another vault's code look alike
    return isinstance(error, Damaged)
