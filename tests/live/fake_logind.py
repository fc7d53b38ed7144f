"""Be systemd's logind on a bus of a test's own; run by the system's Python, which knows D-Bus.

Called with the bus's address. Each line on the standard input is one thing that happens; each line on the
standard output tells what was asked of it.
"""

# ruff: noqa: N802 - the methods have the names that they have on the bus

import os
import sys
import threading

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

NAME, PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
MANAGER, SESSION = NAME + ".Manager", NAME + ".Session"
OURS = PATH + "/session/_32"


def tell(*words):
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


class Manager(dbus.service.Object):
    @dbus.service.method(MANAGER, in_signature="s", out_signature="o")
    def GetSession(self, name):
        tell("session", name)
        return OURS

    @dbus.service.method(MANAGER, in_signature="ssss", out_signature="h")
    def Inhibit(self, what, who, why, mode):
        tell("inhibited", what, mode)
        held, given = os.pipe()
        GLib.io_add_watch(held, GLib.IO_HUP, lambda *_: released(held))
        handed = dbus.types.UnixFd(given)
        os.close(given)
        return handed

    @dbus.service.signal(MANAGER, signature="b")
    def PrepareForSleep(self, begins):
        pass


class Session(dbus.service.Object):
    @dbus.service.signal(SESSION)
    def Lock(self):
        pass

    @dbus.service.signal(dbus.PROPERTIES_IFACE, signature="sa{sv}as")
    def PropertiesChanged(self, interface, changed, invalidated):
        pass


def released(held):
    os.close(held)
    tell("released")
    return False


def happen(manager, session, line):
    word, _, value = line.partition(" ")
    if word == "sleep":
        manager.PrepareForSleep(value == "begins")
    elif word == "lock":
        session.Lock()
    else:
        session.PropertiesChanged(SESSION, {word: value == "true"}, dbus.Array([], "s"))
    return False


def main():
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    bus = dbus.bus.BusConnection(sys.argv[1])
    manager, session = Manager(bus, PATH), Session(bus, OURS)
    held = dbus.service.BusName(NAME, bus)
    loop = GLib.MainLoop()

    def listen():
        for line in sys.stdin:
            GLib.idle_add(happen, manager, session, line.strip())
        GLib.idle_add(loop.quit)

    threading.Thread(target=listen, daemon=True).start()
    tell("ready", held.get_name())
    loop.run()


main()
