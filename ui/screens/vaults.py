"""Show the vaults that were opened on this laptop: open, rename, move or forget one, make another."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resilience_desktop.errors import ResilienceError
from ui.dialogs import ask_folder, ask_name
from ui.preferences import Preferences
from ui.session import Session
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.centered import CenteredPage, action_row
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import body, note, title
from ui.widgets.path_line import PathLine
from ui.widgets.plain_list import PlainList

if TYPE_CHECKING:
    from ui.rescue import Moved, Rescue

WIDTH = 560
ROWS = 4
FORGOTTEN = "It is no longer listed here. Nothing was deleted: its folder is where it was."
AWAY = "Its folder is not there now. Please connect its disk, or forget it here."
LAST = "This is the only vault that is listed, so it stays."


class VaultsScreen(CenteredPage):
    """List vaults by the names of their folders; all of them are closed while this is shown."""

    left = Signal()
    vault_chosen = Signal(Path)
    new_asked = Signal(Path)
    backups_asked = Signal(object)

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__(WIDTH)
        self._session = session
        self._preferences = preferences
        self._folders: tuple[Path, ...] = ()
        self.shows_words = False
        self._list = PlainList("Vaults on this laptop")
        self._path = PathLine("Where it lies")
        self._message = note("")
        self._open = primary_button("Open")
        self._rename, self._move = secondary_button("Rename…"), secondary_button("Move…")
        self._forget, self._new = secondary_button("Forget"), secondary_button("Make a new vault…")
        self._folder, self._backup = secondary_button("Choose a folder…"), secondary_button("From a backup…")
        self._back = secondary_button("Back")
        self._lay_out()
        self._connect()
        self.show_vaults()

    def show_vaults(self) -> None:
        """List what is known, the present one first."""
        present = self._session.folder
        known = dict.fromkeys((present, *self._preferences.now.vaults))
        if not _is_there(present) and present not in self._preferences.now.vaults:
            known.pop(present)
        self._folders = tuple(known)
        self._list.set_lines([folder.name for folder in self._folders])
        self._show()

    def leave(self) -> bool:
        """Go back to where this page was asked for."""
        self.left.emit()
        return False

    def _lay_out(self) -> None:
        column = self.column
        column.addWidget(title("Your vaults"))
        column.addWidget(
            body(
                "Each is a folder of its own, with its own passphrase and its own backups. Forgetting one "
                "only takes it off this list; nothing is deleted."
            )
        )
        column.addSpacing(12)
        self._list.setFixedHeight(ROWS * 30)
        column.addWidget(self._list)
        column.addSpacing(8)
        column.addWidget(self._path)
        column.addWidget(self._message)
        column.addLayout(_flow(self._rename, self._move, self._forget))
        column.addSpacing(16)
        column.addWidget(body("Another one"))
        column.addLayout(_flow(self._new, self._folder, self._backup))
        column.addSpacing(20)
        column.addLayout(action_row(None, self._back, self._open))
        self.setFocusProxy(self._list)

    def _connect(self) -> None:
        self._list.currentRowChanged.connect(lambda _: self._show())
        self._list.itemActivated.connect(lambda _: self._open_chosen())
        self._open.clicked.connect(self._open_chosen)
        self._rename.clicked.connect(self._ask_rename)
        self._move.clicked.connect(self._ask_move)
        self._forget.clicked.connect(self._forget_chosen)
        self._new.clicked.connect(self._ask_new)
        self._folder.clicked.connect(self._ask_folder)
        self._backup.clicked.connect(lambda: self.backups_asked.emit(None))
        self._back.clicked.connect(self.left)

    def _chosen(self) -> Path | None:
        row = self._list.currentRow()
        return self._folders[row] if 0 <= row < len(self._folders) else None

    def _show(self) -> None:
        folder = self._chosen()
        there = folder is not None and _is_there(folder)
        self._path.setVisible(folder is not None)
        if folder is not None:
            self._path.set_path(folder)
        for button in (self._open, self._rename, self._move):
            button.setEnabled(there)
        self._forget.setEnabled(folder is not None)
        self._message.setText("" if there or folder is None else AWAY)

    def _open_chosen(self) -> None:
        folder = self._chosen()
        if folder is not None and self._open.isEnabled():
            self.vault_chosen.emit(folder)

    def _ask_folder(self) -> None:
        folder = ask_folder(self, "Open another vault", self._session.folder.parent)
        if folder is not None:
            self.vault_chosen.emit(folder)

    def _ask_new(self) -> None:
        name = ask_name(self, "A new vault", "Name of its folder", "")
        if name is None:
            return
        parent = self._session.folder.parent

        def check(rescue: Rescue) -> Path:
            return rescue.free_place(parent, name)

        self._session.rescue(check, self.new_asked.emit, self.tell, self)

    def _ask_rename(self) -> None:
        folder = self._chosen()
        name = ask_name(self, "Rename the vault", "Name of its folder", folder.name) if folder else None
        if folder is not None and name is not None:
            self._change(folder, lambda rescue: rescue.rename(folder, name))

    def _ask_move(self) -> None:
        folder = self._chosen()
        into = ask_folder(self, "Move the vault into which folder", folder.parent) if folder else None
        if folder is not None and into is not None:
            self._change(folder, lambda rescue: rescue.move(folder, into))

    def _change(self, folder: Path, work: Callable[[Rescue], Moved]) -> None:
        self._set_busy(True)
        self._session.rescue(work, partial(self._moved, folder), self.tell, self)

    def _moved(self, folder: Path, moved: Moved) -> None:
        self._set_busy(False)
        vaults = [moved.folder if known == folder else known for known in self._preferences.now.vaults]
        last = self._preferences.now.last_vault
        self._preferences.change(
            vaults=tuple(dict.fromkeys(vaults)), last_vault=moved.folder if last == folder else last
        )
        if self._session.folder == folder:
            self._session.folder = moved.folder
        self.show_vaults()
        self._list.setCurrentRow(max(0, self._row(moved.folder)))
        self._message.tell(_where(moved))

    def _row(self, folder: Path) -> int:
        return self._folders.index(folder) if folder in self._folders else -1

    def _forget_chosen(self) -> None:
        folder = self._chosen()
        if folder is None:
            return
        others = tuple(known for known in self._folders if known != folder)
        if not others:
            self._message.tell(LAST)
            return
        now = self._preferences.now
        vaults = tuple(known for known in now.vaults if known != folder)
        if self._session.folder == folder:
            self._session.folder = others[0]
        last = others[0] if now.last_vault in (folder, None) else now.last_vault
        self._preferences.change(vaults=vaults, last_vault=last)
        self.show_vaults()
        self._message.tell(FORGOTTEN)
        self._list.setFocus()

    def tell(self, error: ResilienceError) -> None:
        """Say what went wrong."""
        self._set_busy(False)
        self._message.tell(str(error), "caution")

    def _set_busy(self, busy: bool) -> None:
        self._form.setEnabled(not busy)
        self._message.tell("One moment…" if busy else "")


def _is_there(folder: Path) -> bool:
    """Tell whether a vault can be found here; a folder that may not be looked into is as good as away."""
    try:
        return (folder / "vault.db").exists()
    except OSError:
        return False


def _where(moved: Moved) -> str:
    if moved.kept is None:
        return f"The vault lies here now: {moved.folder}"
    return (
        f"The vault was copied to another disk and compared; it lies here now: {moved.folder}\nThe former "
        f"copy is kept, moved aside: {moved.kept}\nThe former backups stay beside it."
    )


def _flow(*buttons: QWidget) -> FlowLayout:
    row = FlowLayout(10)
    for button in buttons:
        row.addWidget(button)
    return row
