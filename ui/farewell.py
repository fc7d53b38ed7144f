"""Hear when the system asks the program to end: a logout, a closed terminal, Ctrl+C."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal
from shiboken6 import isValid


class Farewell(QObject):
    """Say ``asked`` on the window's thread instead of letting the program die with words unsaved.

    Python hears a signal only when it runs again; a pipe wakes it. Windows asks its windows itself.
    """

    asked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        if sys.platform == "win32":
            return
        self._end, wake = os.pipe()
        for end in (self._end, wake):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, self._heard)
        self._notifier = QSocketNotifier(self._end, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(lambda *_: os.read(self._end, 64))

    def _heard(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        if isValid(self):  # a signal may come while the program is being taken apart
            self.asked.emit()
