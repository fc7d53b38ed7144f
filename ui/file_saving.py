"""Ask where a file goes, and write it there once its bytes are known."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from resilience_desktop.errors import DiskFull, ResilienceError
from resilience_desktop.files import in_words

from .dialogs import ask_save_path, cloud_of, confirm_cloud, confirm_replace, documents
from .session import Session, Target

FULL = "The disk is full, so no file was saved. Please make some room, or choose another folder."
"""Said instead of the error's own words: other than the vault's work, this is not tried again by itself."""


class FileSaving(QObject):
    """Save one PDF at a time for a page; ``saved`` tells the name, ``refused`` why not."""

    saved = Signal(str)
    refused = Signal(str)

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._target: Target | None = None

    @property
    def waiting(self) -> bool:
        """Tell whether a place was chosen and the file is not written yet."""
        return self._target is not None

    def ask(self, name: str, *, private: bool) -> bool:
        """Ask where to save; tell whether a place was chosen. A ``private`` file is kept out of clouds.

        Where it is false, nothing of the page may be touched: the vault may have been locked
        while the dialog was open, and the page be gone with it.
        """
        path = ask_save_path(self._page, "Save PDF", documents() / name, "pdf")
        if path is None:
            return False
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
        self._target = Target(path, there)
        return True

    def write(self, data: bytes) -> None:
        """Write the file at the place chosen."""
        if self._target is not None:
            self._session.write_file(self._target, data, self._written, self._not_written, self)

    def give_up(self) -> None:
        """Forget the place."""
        self._target = None

    def _written(self, _: None) -> None:
        target, self._target = self._target, None
        if target is not None:
            self.saved.emit(target.path.name)

    def _not_written(self, error: ResilienceError) -> None:
        self._target = None
        self.refused.emit(FULL if isinstance(error, DiskFull) else str(error))
