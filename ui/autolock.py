"""Notice when nobody has touched the program for a while, or when the computer slept."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication, QWindow

TICK_MS = 5_000
"""How often the idle time is looked at, in milliseconds."""

JUMP_S = 4 * TICK_MS / 1000
"""A gap between two looks, in seconds by either clock, as a sleep or a clock set forward leaves it."""

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

    It listens where touches come in: to the system's windows, those of dialogs too, and to whatever
    has the keyboard, to which input methods speak directly. A filter on the application would hear
    the same, but carry every event of every widget over into Python. Timers stand still while the
    computer sleeps: a look that comes too late, by the clock since its start or by the one on the wall, says
    ``idled`` as well. Both return seconds and are handed in so that a test can turn them.
    """

    idled = Signal()

    def __init__(
        self,
        application: QGuiApplication,
        minutes: int,
        monotonic: Callable[[], float] | None = None,
        wall: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(application)
        self._application = application
        self._monotonic = monotonic or seconds_since_start
        self._limit_s = minutes * 60.0
        self._wall = wall
        self._touched = self._monotonic()
        self._looked = self._clocks()
        self._focused: QObject | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.look)

    def set_minutes(self, minutes: int) -> None:
        """Set the limit, in minutes."""
        self._limit_s = minutes * 60.0

    def start(self) -> None:
        """Begin to watch, from now."""
        self._touched = self._monotonic()
        self._looked = self._clocks()
        if self._timer.isActive():
            return
        self._timer.start()
        for window in self._application.topLevelWindows():
            self._listen_to(window)
        self._follow_focus(self._application.focusObject())
        self._application.focusWindowChanged.connect(self._listen_to)
        self._application.focusObjectChanged.connect(self._follow_focus)

    def touch(self) -> None:
        """Count this moment as a touch; a limit that has passed already stays passed."""
        if not self._is_overdue():
            self._touched = self._monotonic()

    def stop(self) -> None:
        """Watch no longer."""
        if not self._timer.isActive():
            return
        self._timer.stop()
        self._application.focusWindowChanged.disconnect(self._listen_to)
        self._application.focusObjectChanged.disconnect(self._follow_focus)
        for window in self._application.topLevelWindows():
            window.removeEventFilter(self)
        self._follow_focus(None)

    def look(self) -> None:
        """Compare the idle time with the limit, and the clocks with what they were at the last look."""
        if self._is_overdue():
            self.stop()
            self.idled.emit()
        else:
            self._looked = self._clocks()

    def _is_overdue(self) -> bool:
        if not self._timer.isActive():
            return False
        clocks = self._clocks()
        gap = max(now - before for now, before in zip(clocks, self._looked, strict=True))
        return gap > JUMP_S or clocks[0] - self._touched >= self._limit_s

    def _clocks(self) -> tuple[float, float]:
        return self._monotonic(), self._wall()

    def _listen_to(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # a second time changes nothing

    def _follow_focus(self, focused: QObject | None) -> None:
        if self._focused is not None and isValid(self._focused):
            self._focused.removeEventFilter(self)
        self._focused = focused
        if focused is not None:
            focused.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember the time of every touch; let every event pass."""
        if event.type() not in _TOUCHES:
            return False
        if self._is_overdue():  # the first touch after a sleep comes before the tick: it is kept, then locked
            QTimer.singleShot(0, self, self.look)
        else:
            self._touched = self._monotonic()
        return False


def seconds_since_start() -> float:
    """Return the seconds since this computer started, those of its sleep among them where that is told.

    A clock that stands still while the lid is closed would leave the vault open on waking.
    """
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()
