"""Hear from Linux's session manager that the computer goes to sleep, or that the person leaves the screen.

https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html
Where there is no such manager, or no bus, nothing is heard and nothing is said.
"""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, QObject, QTimer, Signal, Slot

from .buses import system_bus

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection, QDBusError, QDBusMessage

SERVICE, PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
MANAGER, SESSION = f"{SERVICE}.Manager", f"{SERVICE}.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
CONNECTION = "resilience-logind"

LISTEN_AFTER_MS = 500
"""From opening the vault to the first word with the bus, in milliseconds: the page is painted first."""

_LEFT = {"Active": False, "LockedHint": True}
"""What a session's properties say when somebody else has the screen, or the desktop's own lock does."""


class Logind(QObject):
    """Say ``left`` when the vault should be locked, and have sleep wait until it is.

    It is at work between ``start`` and ``stop``. The system waits five seconds at most, unless it is set up
    otherwise (logind.conf, InhibitDelayMaxSec).
    """

    left = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._at_work = False
        self._delay = -1
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LISTEN_AFTER_MS)
        self._soon.timeout.connect(self._begin)

    def start(self) -> None:
        """Listen, and have sleep wait for ``stop``."""
        self._at_work = True
        self._soon.start()

    def stop(self) -> None:
        """Say nothing more; a sleep that waited goes on."""
        self._at_work = False
        self._soon.stop()
        self._let_sleep()

    @cached_property
    def _bus(self) -> QDBusConnection:
        """Return the system's bus, with what happens there connected to this object."""
        bus = system_bus(CONNECTION)
        if bus.isConnected():
            self._hear(bus, PATH, (MANAGER, "PrepareForSleep"), "_sleep(bool)")
            self._ask(bus, "GetSession", ["auto"])
        return bus

    def _begin(self) -> None:
        if self._bus.isConnected():
            self._delay_sleep()

    def _delay_sleep(self) -> None:
        self._ask(self._bus, "Inhibit", ["sleep", "Resilience", "The vault is locked first.", "delay"])

    def _let_sleep(self) -> None:
        if self._delay >= 0:
            os.close(self._delay)
            self._delay = -1

    def _ask(self, bus: QDBusConnection, method: str, arguments: list[str]) -> None:
        """Ask the manager for something, without waiting; a refusal is not worth a word."""
        from PySide6.QtDBus import QDBusMessage

        message = QDBusMessage.createMethodCall(SERVICE, PATH, MANAGER, method)
        message.setArguments(arguments)
        # Qt's stubs ask for bytes, here and below, but only text is taken
        slots = (SLOT(f"_answer_{method}(QDBusMessage)"), SLOT("_refuse(QDBusError)"))
        bus.callWithCallback(message, self, *slots)  # type: ignore[call-overload]

    def _hear(self, bus: QDBusConnection, path: str, signal: tuple[str, str], slot: str) -> None:
        bus.connect(SERVICE, path, *signal, self, SLOT(slot))  # type: ignore[call-overload]

    @Slot("QDBusMessage")
    def _answer_GetSession(self, answer: QDBusMessage) -> None:  # noqa: N802  # named for what was asked
        """Hear what becomes of the session that shows the window."""
        (session,) = answer.arguments()
        self._hear(self._bus, session.path(), (SESSION, "Lock"), "_lock()")
        changed = "_change(QString,QVariantMap,QStringList)"
        self._hear(self._bus, session.path(), (PROPERTIES, "PropertiesChanged"), changed)

    @Slot("QDBusMessage")
    def _answer_Inhibit(self, answer: QDBusMessage) -> None:  # noqa: N802  # named for what was asked
        """Keep what delays sleep, unless that is wanted no more."""
        (delay,) = answer.arguments()
        if self._at_work and self._delay < 0:
            self._delay = os.dup(delay.fileDescriptor())

    @Slot("QDBusError")
    def _refuse(self, error: QDBusError) -> None:
        """Do without: a lock by the idle limit or at waking up remains."""

    @Slot(bool)
    def _sleep(self, begins: bool) -> None:
        if begins:
            self._lock()
        elif self._at_work and self._delay < 0:  # refused while the computer was on its way to sleep
            self._delay_sleep()

    @Slot()
    def _lock(self) -> None:
        if self._at_work:
            self.left.emit()

    @Slot(str, "QVariantMap", "QStringList")
    def _change(self, interface: str, changed: dict[str, object], unknown: list[str]) -> None:
        del unknown
        if interface == SESSION and any(changed.get(name) is left for name, left in _LEFT.items()):
            self._lock()
