"""Lead from a closed or an open vault into its backups, or through saving what a damaged one still holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from resilience_desktop.errors import ResilienceError, WrongPassphrase, WrongRecoveryCode
from ui.dialogs import ask_backup, confirm_restore
from ui.keys import Known
from ui.session import Session
from ui.widgets.backup_reader import BackupReader
from ui.widgets.buttons import flat_button, primary_button, secondary_button
from ui.widgets.centered import CenteredPage, action_row
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.key_field import KeyField
from ui.widgets.label import Label
from ui.widgets.labels import body, note, title

if TYPE_CHECKING:
    from ui.desk import Drafts, Page
    from ui.rescue import Backup, Look, Rescue

WIDTH = 520
NONE_FOUND = "No backup was found beside this vault. Please choose a file, such as one on a memory stick."
Held = Callable[[], "tuple[Page | None, Drafts | None]"]
"""Returns what an open vault has to save before it is closed."""


class RescueScreen(QStackedWidget):
    """Let a backup be chosen, read, and put in the vault's place; with ``held``, of an open vault."""

    left = Signal()
    shown = Signal()

    def __init__(self, session: Session, held: Held | None = None, path: Path | None = None) -> None:
        super().__init__()
        self._session = session
        self._held = held
        self._path: Path | None = None
        self.shows_words = False
        self._choice = ChoicePage(ask_key=held is None, path=path)
        self._reader = BackupReader()
        self.addWidget(self._choice)
        self.addWidget(self._reader)
        self.setFocusProxy(self._choice)
        self._choice.left.connect(self.left)
        self._choice.chosen.connect(self._look)
        self._reader.left.connect(self.leave)
        self._reader.chosen.connect(self._ask)
        folder = session.folder
        session.rescue(lambda rescue: rescue.backups(folder), self._choice.show_backups, self.tell, self)

    def leave(self) -> bool:
        """Go one step back; tell whether that was within this page."""
        if self.currentWidget() is self._choice:
            self.left.emit()
            return False
        self._reader.blank()
        self.setCurrentWidget(self._choice)
        self.setFocusProxy(self._choice)
        self._choice.setFocus()
        return True

    def _look(self, path: Path, known: Known | None) -> None:
        self._path = path
        self._choice.set_busy("Opening it, and proving it once more…")
        folder = self._session.folder

        def look(rescue: Rescue) -> Look:
            return rescue.look(folder, path, known)

        self._session.rescue(look, self._show, self.tell, self)

    def _show(self, look: Look) -> None:
        self._choice.set_busy("")
        self._choice.clear()
        self.shows_words = True
        self.shown.emit()
        holds = f"{_count(look.counts.reflections, 'reflection')}, {_count(look.counts.answers, 'answer')}."
        self._reader.show_backup(f"Backup of {look.made.day()}, {look.made.time()}", holds, look.reflections)
        self.setCurrentWidget(self._reader)
        self.setFocusProxy(self._reader)
        self._reader.setFocus()

    def _ask(self) -> None:
        path = self._path
        if path is None or not confirm_restore(self):
            return
        self._reader.set_busy("Putting the backup in the vault's place…")
        page, drafts = self._held() if self._held else (None, None)
        folder = self._session.folder
        self._session.replace_vault(
            lambda rescue: rescue.restore(folder, path, page, drafts), self._not_restored
        )

    def _not_restored(self, error: ResilienceError) -> None:
        self._reader.set_busy("")
        self._reader.tell(str(error))

    def tell(self, error: ResilienceError) -> None:
        """Say what went wrong."""
        self._choice.set_busy("")
        self._choice.tell(error)


class ChoicePage(CenteredPage):
    """Take which backup, and what opens it."""

    left = Signal()
    chosen = Signal(Path, object)

    def __init__(self, *, ask_key: bool, path: Path | None) -> None:
        super().__init__(WIDTH)
        self._wanted = path
        self._list = ChoiceBox()
        self._file = flat_button("Choose a file…", small=True)
        self._key = KeyField("Passphrase") if ask_key else None
        self._message = note("", "caution")
        self._back, self._look = secondary_button("Back"), primary_button("Look into it")
        self._lay_out()
        self.setFocusProxy(self._list)
        self._file.clicked.connect(self._ask_file)
        self._back.clicked.connect(self.left)
        self._look.clicked.connect(self._submit)
        if self._key:
            self._key.submitted.connect(self._submit)

    def show_backups(self, backups: tuple[Backup, ...]) -> None:
        """List these, the newest first."""
        for backup in backups:
            if backup.made and backup.counts:
                words = (
                    f"{backup.made.day()}, {backup.made.time()}: {_count(backup.counts.answers, 'answer')}"
                )
                self._list.addItem(words, backup.path)
        self._list.setCurrentIndex(max(0, self._list.findData(self._wanted)))
        self._list.setEnabled(bool(backups))
        if not backups:
            self._message.tell(NONE_FOUND, "quiet")
            self._file.setFocus()
        elif self._key and self._wanted:
            self._key.setFocus()

    def set_busy(self, sentence: str) -> None:
        """Say what is going on, and take no more clicks until it is over."""
        for widget in (self._list, self._file, self._key, self._back, self._look):
            if widget:
                widget.setEnabled(not sentence)
        self._message.tell(sentence)

    def tell(self, error: ResilienceError) -> None:
        """Say what went wrong, beside what was typed where that is why."""
        if self._key and isinstance(error, WrongPassphrase | WrongRecoveryCode):
            self._key.ask(str(error))
        else:
            self._message.tell(str(error), "caution")

    def clear(self) -> None:
        """Forget what was typed."""
        if self._key:
            self._key.clear()

    def _lay_out(self) -> None:
        words = Label("Backup", "label")
        words.setBuddy(self._list)
        self._list.setAccessibleName("Backup")
        self._list.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        column = self.column
        column.addWidget(title("Look into a backup"))
        column.addWidget(
            body(
                "You can read what is in it, and then put it in the vault's place or leave everything as it "
                "is. Looking changes nothing."
            )
        )
        column.addSpacing(16)
        column.addWidget(words)
        column.addWidget(self._list)
        column.addWidget(self._file, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(8)
        if self._key:
            column.addWidget(self._key)
        column.addWidget(self._message)
        column.addSpacing(12)
        column.addLayout(action_row(None, self._back, self._look))

    def _ask_file(self) -> None:
        path = ask_backup(self)
        if path is None:
            return
        if self._list.findData(path) < 0:
            self._list.addItem(path.name, path)
        self._list.setCurrentIndex(self._list.findData(path))
        self._list.setEnabled(True)
        self._message.clear()
        (self._key or self._look).setFocus()

    def _submit(self) -> None:
        path = self._list.currentData()
        if path is None:
            self._message.tell("Please choose a backup first.", "caution")
            return
        known = None
        if self._key:
            if not self._key.text():
                self._key.setFocus()
                return
            known = Known(self._key.text(), self._key.takes_code)
        self.chosen.emit(path, known)


class SalvagePage(CenteredPage):
    """Explain what saving page by page does, and do it; ``known`` is what was typed just before."""

    left = Signal()

    def __init__(self, session: Session, known: Known | None = None) -> None:
        super().__init__(WIDTH)
        self._session = session
        self._known = known
        self._key = KeyField("Passphrase")
        self._message = note("", "caution")
        self._back, self._save = secondary_button("Back"), primary_button("Save what can be read")
        self.shows_words = False
        self._lay_out()
        self._key.setVisible(known is None)
        self.setFocusProxy(self._save if known else self._key)
        self._back.clicked.connect(self.left)
        self._save.clicked.connect(self._submit)
        self._key.submitted.connect(self._submit)

    def leave(self) -> bool:
        """Go back to the lock screen."""
        self.left.emit()
        return False

    def _lay_out(self) -> None:
        column = self.column
        column.addWidget(title("Save what can be read"))
        for text in (
            "The damaged vault is read page by page. Whatever can still be read is put into a new vault in "
            "its place, which opens with the same passphrase and recovery code.",
            "The damaged one is moved aside, whole, and kept. Where there is a backup, it often holds more: "
            "look into it first.",
        ):
            column.addWidget(body(text))
            column.addSpacing(4)
        column.addSpacing(12)
        column.addWidget(self._key)
        column.addWidget(self._message)
        column.addSpacing(12)
        column.addLayout(action_row(None, self._back, self._save))

    def _submit(self) -> None:
        known = self._known or Known(self._key.text(), self._key.takes_code)
        if not known.text:
            self._key.setFocus()
            return
        self._set_busy("Reading page by page…")
        folder = self._session.folder
        self._session.replace_vault(lambda rescue: rescue.salvage(folder, known), self.tell)

    def tell(self, error: ResilienceError) -> None:
        """Say what went wrong."""
        self._set_busy("")
        if isinstance(error, WrongPassphrase | WrongRecoveryCode):
            self._known = None
            self._key.show()
            self._key.ask(str(error))
        else:
            self._message.tell(str(error), "caution")

    def _set_busy(self, sentence: str) -> None:
        for widget in (self._key, self._back, self._save):
            widget.setEnabled(not sentence)
        self._message.tell(sentence)


def _count(number: int, name: str) -> str:
    return f"{number} {name}" + "s" * (number != 1)
