"""Be the program as main.py starts it, and do what is asked for through a socket; one letter at a time."""

from __future__ import annotations

import ctypes
import json
import os
import socket
import traceback
from contextlib import suppress
from pathlib import Path

PR_GET_DUMPABLE, PR_SET_DUMPABLE = 3, 4  # linux/prctl.h
LOOK_EVERY_MS = 5


def main(path: str, readable: bool) -> int:
    """Start the program, and have it connect to the socket once its window is made.

    ``readable`` lets its parent look into its memory, which only root can where it hides it.
    """
    import main as program

    harden = program.hardening.harden

    def harden_then_watch():
        report = harden()
        if readable and os.geteuid() != 0:
            ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)
        _watch(path)
        return report

    program.hardening.harden = harden_then_watch
    return program.main()


def _watch(path: str) -> None:
    from ui import app

    class Watched(app.Program):
        def __init__(self, *parts):
            super().__init__(*parts)
            self.listener = listen(path, self, parts[2])

    app.Program = Watched


def plant() -> str:
    """Ask for a socket that leaves the computer; return what became of it."""
    try:
        socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()
    except OSError as error:
        return type(error).__name__
    return "opened"


def doors() -> list[str]:
    """Return what the kernel says of this process's rights, and whether others may read its memory."""
    told = Path("/proc/self/status").read_text().splitlines()
    kept = [line for line in told if line.startswith(("Umask", "NoNewPrivs", "Seccomp"))]
    return [*kept, f"Dumpable:\t{ctypes.CDLL(None).prctl(PR_GET_DUMPABLE, 0, 0, 0, 0)}"]


def open_files() -> list[str]:
    """Return what is open but for the standard streams, each kind of file by its name."""
    found = []
    for number in Path("/proc/self/fd").iterdir():
        with suppress(FileNotFoundError):  # that of the listing itself
            found.append(str(number.readlink()).partition(":[")[0])
    return sorted(found)


def listen(path: str, program, report):
    """Return what takes requests from the socket: an expression with its values, done once or waited for."""
    from PySide6 import QtCore, QtGui, QtWidgets

    from ui.tour import player

    names = {
        name: getattr(QtWidgets, name) for name in ("QApplication", "QLineEdit", "QPushButton", "QTextEdit")
    }
    names |= {name: getattr(QtCore, name) for name in ("QCoreApplication", "QProcess", "Qt", "QTimer")}
    names |= vars(player)
    names |= {"program": program, "window": program.window, "report": report}

    def strike(widget, letter: str) -> None:
        """Press the key of one letter, of any alphabet; Qt's own helper knows ASCII alone."""
        for kind in (QtCore.QEvent.Type.KeyPress, QtCore.QEvent.Type.KeyRelease):
            event = QtGui.QKeyEvent(kind, 0, QtCore.Qt.KeyboardModifier.NoModifier, letter)
            QtWidgets.QApplication.sendEvent(widget, event)

    names |= {"strike": strike, "plant": plant, "doors": doors, "open_files": open_files}
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(path)
    lines = connection.makefile("rwb", buffering=0)
    notifier = QtCore.QSocketNotifier(connection.fileno(), QtCore.QSocketNotifier.Type.Read, program.window)

    def say(**answer: object) -> None:
        lines.write(json.dumps(answer).encode() + b"\n")

    def look(request: dict) -> None:
        try:
            value = eval(request["expression"], {**names, **request["values"]})  # noqa: S307  # the test's own
        except Exception:
            say(failed=traceback.format_exc())
            return
        if request["wait"] and not value:
            QtCore.QTimer.singleShot(LOOK_EVERY_MS, program.window, lambda: look(request))
        else:
            say(value=value if isinstance(value, (bool, int, float, str, list, tuple)) else None)

    def hear() -> None:
        line = lines.readline()
        if line:
            look(json.loads(line))
        else:
            notifier.setEnabled(False)

    notifier.activated.connect(lambda *_: hear())
    return notifier, lines, connection
