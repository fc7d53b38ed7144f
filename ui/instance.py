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

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        """Take the lock, or learn that another window has it. Raises NotAllowed, DiskFull and their kin."""
        super().__init__(parent)
        self._bell = path.with_name(path.name + "-bell")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._file = path.open("ab")
            self._bell.touch(mode=0o600)
        except OSError as error:
            raise in_words(error) from error
        self.first = _is_first(self._file)
        if not self.first:
            return
        self._watcher = QFileSystemWatcher([str(self._bell)], self)
        self._watcher.fileChanged.connect(lambda _: self.called.emit())

    def ring(self) -> None:
        """Ask the first window to come to the front."""
        self._bell.write_bytes(os.urandom(8))

    def release(self) -> None:
        """Give the lock back."""
        self._file.close()
