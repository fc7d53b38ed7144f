"""Ask where a file goes, write it there once its bytes are known, and note in the ledger that it left."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from resilience_desktop.errors import DiskFull, ResilienceError
from resilience_desktop.files import in_words
from resilience_desktop.workbook import Kind, Leaving

from .desk import Target
from .dialogs import ask_save_path, cloud_of, confirm_cloud, confirm_replace, documents
from .session import Session

FULL = "The disk is full, so no file was saved. Please make some room, or choose another folder."
"""Said instead of the error's own words: other than the vault's work, this is not tried again by itself."""

UNNOTED = "The file is saved, but the list of what left this vault could not be written."


class FileSaving(QObject):
    """Save one file at a time for a page.

    ``saved`` tells the name, ``refused`` why not, ``unnoted`` that the file is there but not in the
    ledger.
    """

    saved = Signal(str)
    refused = Signal(str)
    unnoted = Signal(str)

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._target: Target | None = None

    @property
    def waiting(self) -> bool:
        """Tell whether a place was chosen and the file is not written yet."""
        return self._target is not None

    def ask(self, name: str, leaving: Leaving | None) -> bool:
        """Ask where to save; tell whether a place was chosen. What is no worksheet is kept out of clouds.

        Without a leaving nothing of the person is in the file, and the ledger does not hear of it.

        Where it is false, nothing of the page may be touched: the vault may have been locked
        while the dialog was open, and the page be gone with it.
        """
        suffix = PurePath(name).suffix[1:]
        title = "Save PDF" if suffix == "pdf" else "Save file"
        path = ask_save_path(self._page, title, documents() / name, suffix)
        if path is None:
            return False
        private = leaving is not None and leaving.kind is not Kind.WORKSHEET
        cloud = cloud_of(path.parent) if private else ""
        if cloud and not confirm_cloud(self._page, cloud):
            return False
        try:
            there = path.exists() or path.is_symlink()
        except OSError as error:  # a folder that may not be entered, a name too long
            self.refused.emit(str(in_words(error)))
            return False
        if there and not confirm_replace(self._page, path.name):
            return False
        self._target = Target(path, there, leaving)
        return True

    def write(self, data: bytes) -> None:
        """Write the file at the place chosen."""
        if self._target is not None:
            self._session.write_file(self._target, data, self._written, self._not_written, self)

    def call(self, leaving: Leaving) -> None:
        """Have the ledger say this of the file that is on its way."""
        if self._target is not None:
            self._target = replace(self._target, leaving=leaving)

    def give_up(self) -> None:
        """Forget the place."""
        self._target = None

    def _written(self, unnoted: ResilienceError | None) -> None:
        target, self._target = self._target, None
        if target is not None:
            self.saved.emit(target.path.name)
            if unnoted is not None:
                self.unnoted.emit(f"{UNNOTED} {unnoted}")

    def _not_written(self, error: ResilienceError) -> None:
        self._target = None
        self.refused.emit(FULL if isinstance(error, DiskFull) else str(error))
