"""Know whether the system, or the person, asks for stillness."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject

_SPI_GETCLIENTAREAANIMATION = 0x1042  # winuser.h
_PORTAL = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop")
_SETTINGS = "org.freedesktop.portal.Settings"
_ASKED = (
    ("org.freedesktop.appearance", "reduced-motion", 1),
    ("org.gnome.desktop.interface", "enable-animations", False),
)
"""Where desktops keep it, and the value that asks for stillness (XDG Desktop Portal, Settings)."""


def ask_system(still: Callable[[], None], context: QObject) -> None:
    """Call ``still`` soon if the system asks for less motion; where it cannot be asked, do nothing.

    Qt 6.11 does not tell it. On macOS the choice in Settings is what counts.
    """
    if sys.platform == "win32":
        _ask_windows(still)
    elif sys.platform == "linux":
        _ask_portal(still, context)


def _ask_windows(still: Callable[[], None]) -> None:
    import ctypes

    animates = ctypes.c_int(1)
    user32 = ctypes.CDLL("user32")
    told = user32.SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(animates), 0)
    if told and not animates.value:
        still()


def _ask_portal(still: Callable[[], None], context: QObject) -> None:
    from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return
    for space, key, value in _ASKED:
        call = QDBusMessage.createMethodCall(*_PORTAL, _SETTINGS, "ReadOne")
        call.setArguments([space, key])
        watcher = QDBusPendingCallWatcher(bus.asyncCall(call), context)
        watcher.finished.connect(lambda heard, wanted=value: _heard(heard, wanted, still))


def _heard(watcher: QObject, wanted: object, still: Callable[[], None]) -> None:
    from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher

    if isinstance(watcher, QDBusPendingCallWatcher):
        reply = watcher.reply()
        said = reply.arguments()[:1] if reply.type() == QDBusMessage.MessageType.ReplyMessage else []
        if said and said[0] == wanted:
            still()
    watcher.deleteLater()
