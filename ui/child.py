"""Start this program as a process of its own for one kind of work, and end it with whoever asked for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment

_GONE_MS = 5_000
HANDED_ON = (
    # where fonts and the folder for temporary files are, and how text is read: nothing else is needed
    *("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_DATA_DIRS", "TMPDIR", "LANG", "LC_ALL", "LC_CTYPE"),
    *("SYSTEMROOT", "WINDIR", "LOCALAPPDATA", "APPDATA", "USERPROFILE", "TEMP", "TMP"),
    *("PYTHONUTF8", "PYTHONDONTWRITEBYTECODE"),
)


def prepared(work: str, parent: QObject, ended: Callable[[QProcess], None]) -> QProcess:
    """Return a child, to be started, that does this work (a word that main.py knows).

    ``ended`` hears once that it is gone, or never came. What it complains of is dropped: it could hold words.
    """
    child = QProcess(parent)
    child.setProcessEnvironment(_environment())
    child.setStandardErrorFile(QProcess.nullDevice())
    child.finished.connect(lambda *_: ended(child))

    def broke(error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:  # the only error that no ``finished`` follows
            ended(child)

    child.errorOccurred.connect(broke)
    program, *arguments = command(work)
    child.setProgram(program)
    child.setArguments(arguments)
    return child


def end(children: list[QProcess], _: object = None) -> None:
    """Kill what still lives when its owner goes."""
    for child in children:
        child.blockSignals(True)
        child.kill()
        child.waitForFinished(_GONE_MS)


def command(work: str) -> tuple[str, ...]:
    """Return what starts the child: the frozen program itself, or Python by itself with main.py."""
    if getattr(sys, "frozen", False):
        return sys.executable, work
    alone = ("-E", "-s", "-B") if sys.dont_write_bytecode else ("-E", "-s")
    return sys.executable, *alone, str(Path(__file__).resolve().parent.parent / "main.py"), work


def _environment() -> QProcessEnvironment:
    environment = QProcessEnvironment()
    for name in HANDED_ON:
        if name in os.environ:
            environment.insert(name, os.environ[name])
    return environment
