"""Keep one window for each data folder: a second start asks the first to show itself."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Instance(QObject):
    """Hold the lock of a data folder; the system gives it back however the program ends.

    A socket or a bus would do as well, but a file needs neither, works the same everywhere,
    and cannot be left stale by a crash.
    """

    called = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._bell = path.with_name(path.name + "-bell")
        self._file = path.open("ab")
        try:
            _take(self._file)
            self.first = True
        except OSError:
            self.first = False
            return
        self._bell.touch(mode=0o600)
        self._watcher = QFileSystemWatcher([str(self._bell)], self)
        self._watcher.fileChanged.connect(lambda _: self.called.emit())

    def ring(self) -> None:
        """Ask the first window to come to the front."""
        self._bell.write_bytes(os.urandom(8))

    def release(self) -> None:
        """Give the lock back."""
        self._file.close()
