"""Take a file or pasted text as bytes with a name, as the process that reads it wants them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData

from resilience_desktop.errors import CannotImport, NothingToRead, TooMuchToRead
from resilience_desktop.files import in_words
from resilience_desktop.importing.limits import LARGEST_FILE

PASTED = "Pasted text"
NO_FILE = "There is no file to be read here. Please choose another one."
OWN_FILE = "This file is the vault that is open here, and no handout. Please choose another one."
NOTHING_COPIED = "There is no text to paste. Please copy it first, where it stands; then come back."


@dataclass(frozen=True, slots=True)
class Incoming:
    """Hold what is to be read; ``name`` is shown, ``file_name`` tells its kind by its end.

    ``is_pasted`` tells that it may lie in no file, so that nothing may take its place unasked.
    """

    name: str
    file_name: str
    data: bytes
    is_pasted: bool = False

    @property
    def title(self) -> str:
        """Return what a reading without a title is called: the name without its end."""
        return Path(self.name).stem or self.name


def from_file(path: Path, is_held: Callable[[Path], bool] = lambda _: False) -> Incoming:
    """Return a file's bytes. Raises CannotImport, NotAllowed and their kin.

    A file that the vault holds open is refused unopened: closing it again would drop the vault's lock.
    """
    try:
        if not path.is_file():  # opening a pipe would wait for its other end
            raise CannotImport(NO_FILE)
        if is_held(path):
            raise CannotImport(OWN_FILE)
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise CannotImport(_reading(error)) from error
    if len(data) > LARGEST_FILE:
        raise TooMuchToRead
    if not data:
        raise NothingToRead
    return Incoming(path.name, path.name, data)


def from_clipboard(copied: QMimeData | None) -> Incoming:
    """Return what was copied: with its headings and lists where it has them. Raises CannotImport."""
    html = copied.html() if copied is not None and copied.hasHtml() else ""
    text = copied.text() if copied is not None and copied.hasText() else ""
    if not html.strip() and not text.strip():
        raise CannotImport(NOTHING_COPIED)
    kind, words = ("html", html) if html.strip() else ("txt", text)
    data = words.encode("utf-8", "replace")
    if len(data) > LARGEST_FILE:
        raise TooMuchToRead
    return Incoming(PASTED, f"pasted.{kind}", data, is_pasted=True)


def _reading(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "This file may not be read. Please change its rights, or choose another one."
    return str(in_words(error))
