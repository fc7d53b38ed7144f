"""Connect to Linux's message buses, at the addresses that the environment names at this moment.

Qt's own way by the kind of bus asks libdbus, which reads the addresses once for a whole process.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

_SYSTEM = "unix:path=/var/run/dbus/system_bus_socket"  # D-Bus specification, well-known bus instances


def system_bus(name: str) -> QDBusConnection:
    """Return a connection of this name to the system's bus; it may not be connected."""
    return _connect(os.environ.get("DBUS_SYSTEM_BUS_ADDRESS") or _SYSTEM, name)


def session_bus(name: str) -> QDBusConnection | None:
    """Return a connection of this name to the session's bus, or None where the session has none."""
    address = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
    return _connect(address, name) if address else None


def _connect(address: str, name: str) -> QDBusConnection:
    from PySide6.QtDBus import QDBusConnection

    return QDBusConnection.connectToBus(address, name)
