"""Have a file read by a process of its own, which can be stopped at once and takes its memory with it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from resilience_desktop.errors import CannotImport
from resilience_desktop.importing import wire
from resilience_desktop.workbook import Outline

from .child import end, prepared

LONGEST_MS = 120_000
"""How long a file may take to be read, in milliseconds; ten pages take less than a second."""

TOO_LONG = (
    "Reading this file took too long, so it was stopped. Please save the pages that you need as a file "
    "of their own, and choose that one."
)
BROKE_OFF = (
    "Reading this file broke off; the file was left as it is. Please try again, or save it in another form, "
    "such as plain text, and choose that one."
)


class ImportProcess(QObject):
    """Read one file at a time; a new one, or ``stop``, ends the one before without a word.

    ``page_reached`` says which page of how many is being read. The child dies with this object.
    """

    page_reached = Signal(int, int)
    understood = Signal(object)
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._children: list[QProcess] = []
        self._child: QProcess | None = None
        self._heard = bytearray()
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(partial(self._give_up, TOO_LONG))
        self.destroyed.connect(partial(end, self._children))

    @property
    def pid(self) -> int:
        """Return the child's process id, 0 while there is none."""
        return self._child.processId() if self._child else 0

    def read(self, data: bytes, name: str, password: str = "") -> None:
        """Have a file read, then say ``understood`` with an outline, or ``refused`` with an error."""
        self.stop()
        self._child = child = prepared("import-worker", self, self._ended)
        self._children.append(child)
        child.readyReadStandardOutput.connect(lambda: self._read(child))
        child.start()
        child.write(wire.request(data, name, password))
        child.closeWriteChannel()
        self._limit.start(LONGEST_MS)

    def stop(self) -> None:
        """Stop whatever is under way, at once."""
        child, self._child = self._child, None
        self._limit.stop()
        self._heard.clear()
        if child is not None:
            child.kill()

    def _read(self, child: QProcess) -> None:
        heard = child.readAllStandardOutput().data()
        if child is not self._child:
            return
        self._heard += heard
        try:
            while self._child is child and (line := wire.next_line(self._heard)) is not None:
                self._hear(wire.read_answer(line))
        except ValueError:  # what speaks there is no child of ours
            self._give_up(BROKE_OFF)

    def _hear(self, answer: wire.Answer) -> None:
        if isinstance(answer, wire.Page):
            self.page_reached.emit(answer.number, answer.of)
            return
        self.stop()
        if isinstance(answer, Outline):
            self.understood.emit(answer)
        else:
            self.refused.emit(answer)

    def _ended(self, child: QProcess) -> None:
        self._read(child)  # what it said last may not have been heard yet
        self._children.remove(child)
        child.deleteLater()
        if child is self._child:
            self._give_up(BROKE_OFF)

    def _give_up(self, words: str) -> None:
        self.stop()
        self.refused.emit(CannotImport(words))
