"""Notice when nobody has touched the program for a while."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

TICK_MS = 5_000
"""How often the idle time is looked at, in milliseconds."""

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
    }
)


class AutoLock(QObject):
    """Say ``idled`` once the whole program has been left alone for the limit.

    It listens to the application, since a main window sees none of the keys that go to an
    editor. ``monotonic`` returns seconds and is handed in so that a test can turn the clock.
    """

    idled = Signal()

    def __init__(
        self,
        application: QCoreApplication,
        minutes: int,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(application)
        self._monotonic = monotonic
        self._limit_s = minutes * 60.0
        self._touched = monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.look)
        application.installEventFilter(self)

    def set_minutes(self, minutes: int) -> None:
        """Set the limit, in minutes."""
        self._limit_s = minutes * 60.0

    def start(self) -> None:
        """Begin to watch, from now."""
        self._touched = self._monotonic()
        self._timer.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()

    def look(self) -> None:
        """Compare the idle time with the limit."""
        if self._timer.isActive() and self._monotonic() - self._touched >= self._limit_s:
            self.stop()
            self.idled.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember the time of every touch; let every event pass."""
        if event.type() in _TOUCHES:
            self._touched = self._monotonic()
        return False
