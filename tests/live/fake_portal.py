"""Be the desktop portal's settings on a bus of a test's own; run by the system's Python, which knows D-Bus.

Called with the bus's address, then a namespace, a key and a JSON value: all that this desktop keeps.
"""

# ruff: noqa: N802 - the method has the name that it has on the bus

import json
import sys

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

NAME, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"


class Settings(dbus.service.Object):
    @dbus.service.method("org.freedesktop.portal.Settings", in_signature="ss", out_signature="v")
    def ReadOne(self, space, key):
        sys.stdout.write(f"asked {key}\n")
        sys.stdout.flush()
        if [space, key] != sys.argv[2:4]:
            raise dbus.exceptions.DBusException("not kept here", name="org.freedesktop.portal.Error.NotFound")
        value = json.loads(sys.argv[4])
        return dbus.Boolean(value) if isinstance(value, bool) else dbus.UInt32(value)


dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
bus = dbus.bus.BusConnection(sys.argv[1])
name = dbus.service.BusName(NAME, bus)
settings = Settings(bus, PATH)
sys.stdout.write("ready\n")
sys.stdout.flush()
GLib.MainLoop().run()
