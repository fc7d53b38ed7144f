"""Begin the process anew after a lock, so that nothing of what it held stays in its memory.

Wiping what can be reached leaves copies in the memory of Qt, Python and the system's libraries; replacing
the process leaves none, because the kernel hands its memory back.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import MutableMapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, NoReturn, cast

MARK = "RESILIENCE_AFTER_LOCK"
"""The variable that tells a process what it goes on from: how the window stood, and a descriptor's number."""

FRONT, BEHIND, MINIMIZED = "front", "behind", "minimized"
"""How the window stood: it had the keyboard, something else had it, or it was put away."""

_USED_UP = ("DESKTOP_STARTUP_ID", "XDG_ACTIVATION_TOKEN")
"""What the desktop gave for one start: an old one would put the window behind the others."""

_STREAMS = 3
_OPEN_FILES = "/proc/self/fd" if sys.platform == "linux" else "/dev/fd"


class Handover(NamedTuple):
    """Hold what crosses, beside the settings: no word of the person, nothing secret.

    ``instance`` is the descriptor that holds the lock of the data folder, 0 where none does.
    """

    shown: str = FRONT
    instance: int = 0


def received(environment: MutableMapping[str, str] = os.environ) -> Handover | None:
    """Take what the process before this one handed over; None at a first start."""
    shown, _, number = environment.pop(MARK, "").partition(" ")
    if shown not in (FRONT, BEHIND, MINIMIZED) or not number.isdecimal():
        return None
    return Handover(shown, int(number))


def begin_anew(handover: Handover) -> NoReturn:
    """Become a fresh process of the same command. Raises OSError, and changes nothing, where that cannot be.

    On Windows, where no process can become another one, a new one is started and this one ends. There
    the lock of the data folder must have been given back.
    """
    command = _command()
    kept = {name: value for name, value in os.environ.items() if name not in _USED_UP}
    environment = kept | {MARK: f"{handover.shown} {handover.instance}"}
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with suppress(OSError, ValueError):
                stream.flush()
    if sys.platform == "win32":
        start(command, environment)
        os._exit(0)
    _become(command, environment, handover.instance)


def start(command: Sequence[str], environment: dict[str, str]) -> None:
    """Start a process that outlives this one. Raises OSError where it does not start."""
    from PySide6.QtCore import QProcess, QProcessEnvironment

    given = QProcessEnvironment()
    for name, value in environment.items():
        given.insert(name, value)
    process = QProcess()
    process.setProgram(command[0])
    process.setArguments(command[1:])
    process.setProcessEnvironment(given)
    process.setStandardInputFile(QProcess.nullDevice())
    # Qt's stubs promise a pair for a call that takes nothing; what comes is the truth alone
    if not cast("bool", process.startDetached()):
        raise OSError(errno.ENOEXEC, "the program could not be started")


def _become(command: list[str], environment: dict[str, str], instance: int) -> NoReturn:
    """Replace this process; every file is closed but the standard streams and the lock."""
    for descriptor in _open_files():
        if descriptor >= _STREAMS:
            with suppress(OSError):  # the listing's own is closed already
                os.set_inheritable(descriptor, descriptor == instance)
    try:
        os.execve(command[0], command, environment)  # noqa: S606  # no shell, and the command is our own
    finally:  # reached only where it failed
        if instance >= _STREAMS:
            os.set_inheritable(instance, False)


def _open_files() -> tuple[int, ...]:
    try:
        return tuple(int(name) for name in os.listdir(_OPEN_FILES))  # noqa: PTH208  # numbers, not paths
    except OSError:  # without /proc the files are closed as Python and Qt opened them
        return ()


def _command() -> list[str]:
    """Return what starts this program again: the frozen program itself, or Python with the same options.

    Raises FileNotFoundError when the script is gone: a fresh Python would find nothing to do.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, *sys.argv[1:]]
    script = Path(str(getattr(sys.modules["__main__"], "__file__", None)))
    if not script.is_file():
        raise FileNotFoundError(errno.ENOENT, "the program is not in its place any more")
    options = sys.orig_argv[1 : len(sys.orig_argv) - len(sys.argv)]
    return [sys.executable, *options, str(script.absolute()), *sys.argv[1:]]
