"""Know whether the system asks for stillness."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, QObject, Signal, Slot

from .buses import session_bus

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusError, QDBusMessage

_SPI_GETCLIENTAREAANIMATION = 0x1042  # winuser.h
SERVICE, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
CONNECTION = "resilience-motion"
INTERFACE = "org.freedesktop.portal.Settings"
KEYS = (
    ("org.freedesktop.appearance", "reduced-motion"),
    ("org.gnome.desktop.interface", "enable-animations"),
)
"""Where desktops keep it (XDG Desktop Portal, Settings); the first says 1 for stillness, the second false."""


class Motion(QObject):
    """Say ``still`` soon after ``ask`` if the system asks for less motion.

    Qt 6.11 does not tell it. Where the system cannot be asked, nothing is said; on macOS the choice
    in Settings is what counts.
    """

    still = Signal()

    def ask(self) -> None:
        """Ask without waiting."""
        if sys.platform == "win32":
            self._ask_windows()
        elif sys.platform == "linux":
            self._ask_portal()

    def _ask_windows(self) -> None:
        import ctypes

        animates = ctypes.c_int(1)
        user32 = ctypes.CDLL("user32")
        told = user32.SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(animates), 0)
        if told and not animates.value:
            self.still.emit()

    def _ask_portal(self) -> None:
        bus = session_bus(CONNECTION)
        if bus is None or not bus.isConnected():
            return
        from PySide6.QtDBus import QDBusMessage

        for space, key in KEYS:
            call = QDBusMessage.createMethodCall(SERVICE, PATH, INTERFACE, "ReadOne")
            call.setArguments([space, key])
            slots = (SLOT("_hear(QDBusMessage)"), SLOT("_refuse(QDBusError)"))
            bus.callWithCallback(call, self, *slots)  # type: ignore[call-overload]  # the stubs ask for bytes

    @Slot("QDBusMessage")
    def _hear(self, answer: QDBusMessage) -> None:
        """Take a number for reduced motion, a truth value for animations."""
        (variant,) = answer.arguments()
        said = variant.variant()
        if said is False or (said == 1 and said is not True):
            self.still.emit()

    @Slot("QDBusError")
    def _refuse(self, error: QDBusError) -> None:
        """Leave it: this desktop does not keep it there."""
