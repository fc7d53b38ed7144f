"""Keep one window for each data folder: a second start asks the first to show itself."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from resilience_desktop.files import in_words

if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


_LAST_STREAM = 2


def _handed_over(descriptor: int, file: BinaryIO) -> BinaryIO | None:
    """Return the same file as the process before this one held it, with its lock, if that is what it is."""
    try:
        if descriptor <= _LAST_STREAM or not os.path.sameopenfile(descriptor, file.fileno()):
            return None
    except OSError:
        return None
    os.set_inheritable(descriptor, False)
    return os.fdopen(descriptor, "ab")


def _is_first(file: BinaryIO) -> bool:
    """Take the lock; a folder that knows no locks (some network homes) keeps nobody from a window."""
    try:
        _take(file)
    except OSError as error:
        return error.errno not in (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES)
    return True


class Instance(QObject):
    """Hold the lock of a data folder; the system gives it back however the program ends.

    A socket or a bus would do as well, but a file needs neither, works the same everywhere,
    and cannot be left stale by a crash.
    """

    called = Signal()

    def __init__(self, path: Path, parent: QObject | None = None, handed_over: int = 0) -> None:
        """Take the lock, or learn that another window has it. Raises NotAllowed, DiskFull and their kin.

        ``handed_over`` is the descriptor with which the process before this one held it, else 0.
        """
        super().__init__(parent)
        self._bell = path.with_name(path.name + "-bell")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = path.open("ab")
            self._bell.touch(mode=0o600)
        except OSError as error:
            raise in_words(error) from error
        self._path = path
        self._file = _handed_over(handed_over, file) or file
        self.first = _is_first(self._file)
        if not self.first:
            return
        self._watcher = QFileSystemWatcher([str(self._bell)], self)
        self._watcher.fileChanged.connect(lambda _: self.called.emit())

    @property
    def descriptor(self) -> int:
        """Return the number under which the lock is held."""
        return self._file.fileno()

    def ring(self) -> None:
        """Ask the first window to come to the front."""
        self._bell.write_bytes(os.urandom(8))

    def release(self) -> None:
        """Give the lock back."""
        self._file.close()

    def take(self) -> None:
        """Take the lock again after it was given back."""
        self._file = self._path.open("ab")
        self.first = _is_first(self._file)
