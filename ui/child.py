"""Start this program as a process of its own for one kind of work, and end it with whoever asked for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment

from resilience_desktop import children

_GONE_MS = 5_000


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
    program, *arguments = children.command(work)
    child.setProgram(program)
    child.setArguments(arguments)
    return child


def end(children: list[QProcess], _: object = None) -> None:
    """Kill what still lives when its owner goes."""
    for child in children:
        child.blockSignals(True)
        child.kill()
        child.waitForFinished(_GONE_MS)


def _environment() -> QProcessEnvironment:
    environment = QProcessEnvironment()
    for name, value in children.environment().items():
        environment.insert(name, value)
    return environment
