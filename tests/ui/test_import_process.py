"""The child that reads files: what is heard of it, and that it never outlives its use."""

import sys

import pytest
from PySide6.QtCore import QObject
from shiboken6 import delete, isValid

from resilience_desktop import children
from resilience_desktop.errors import CannotImport
from resilience_desktop.importing import wire
from resilience_desktop.workbook import Outline, Piece, Run
from tests.ui.child_steps import FOREVER, gone, saying
from ui import import_process
from ui.import_process import BROKE_OFF, TOO_LONG, ImportProcess

SLOW = {"timeout": 30_000}
PRIVATE = b"lamp by the door"
MADE = Outline((Piece((Run("A slow cup"),)),))


@pytest.fixture
def process(qapp):
    made = ImportProcess()
    yield made
    if isValid(made):
        delete(made)


@pytest.fixture
def heard(process):
    """Return everything that the process says, in order."""
    said = []
    process.page_reached.connect(lambda *pages: said.append(pages))
    process.understood.connect(said.append)
    process.refused.connect(lambda error: said.append(str(error)))
    return said


@pytest.fixture
def instead(monkeypatch):
    """Return a function that has something else run in the child's place."""
    return lambda *command: monkeypatch.setattr(children, "command", lambda _: command)


def _never_ending(*answers):
    return saying(*answers, then=FOREVER)


def test_pages_are_told_then_the_outline_and_the_child_isgone(qtbot, process, heard, instead):
    instead(*_never_ending(wire.page(1, 2), wire.page(2, 2), wire.outline(MADE)))
    process.read(b"words", "a.txt")
    pid = process.pid
    qtbot.waitUntil(lambda: len(heard) == 3, **SLOW)
    assert heard == [(1, 2), (2, 2), MADE]
    assert process.pid == 0
    qtbot.waitUntil(lambda: gone(pid), **SLOW)


def test_why_a_file_was_refused_comes_in_words(qtbot, process, heard, instead):
    instead(*saying(wire.refused(CannotImport("Please choose another."))))
    process.read(b"words", "a.txt")
    qtbot.waitUntil(lambda: bool(heard), **SLOW)
    assert heard == ["Please choose another."]


@pytest.mark.parametrize(
    "command",
    [
        ("/nowhere/at-all",),
        (sys.executable, "-c", "import sys; sys.stdin.buffer.read(8)"),
        (sys.executable, "-c", "print('nonsense', flush=True); input()"),
        (sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"),
    ],
)
def test_a_child_that_cannot_do_it_is_told_in_words(qtbot, process, heard, instead, command):
    instead(*command)
    process.read(b"words" * 100_000, "a.txt")
    qtbot.waitUntil(lambda: bool(heard), **SLOW)
    assert heard == [BROKE_OFF]
    assert process.pid == 0


def test_a_file_that_takes_too_long_is_stopped_and_told(qtbot, process, heard, instead, monkeypatch):
    monkeypatch.setattr(import_process, "LONGEST_MS", 0)
    instead(*_never_ending())
    process.read(b"words", "a.txt")
    pid = process.pid
    qtbot.waitUntil(lambda: bool(heard), **SLOW)
    assert heard == [TOO_LONG]
    qtbot.waitUntil(lambda: gone(pid), **SLOW)


def test_stopping_kills_at_once_and_nothing_more_is_heard(qtbot, process, heard, instead):
    instead(*_never_ending(wire.page(1, 2)))
    process.read(b"words", "a.txt")
    pid = process.pid
    qtbot.waitUntil(lambda: bool(heard), **SLOW)
    process.stop()
    qtbot.waitUntil(lambda: gone(pid), **SLOW)
    assert heard == [(1, 2)]
    assert process.pid == 0


def test_of_two_files_only_the_newer_is_heard(qtbot, process, heard, instead):
    instead(*_never_ending(wire.page(1, 2)))
    process.read(b"words", "a.txt")
    first = process.pid
    instead(*saying(wire.outline(MADE)))
    process.read(b"other words", "b.txt")
    qtbot.waitUntil(lambda: heard[-1:] == [MADE] and gone(first), **SLOW)
    assert heard == [MADE]


def test_nothing_of_the_file_is_in_the_childs_command_or_environment(qtbot, process, heard, monkeypatch):
    monkeypatch.setenv("RESILIENCE_TEST_PRIVATE", PRIVATE.decode())
    process.read(PRIVATE, f"{PRIVATE.decode()}.txt", PRIVATE.decode())
    it = process._child
    assert it.arguments()[-1] == "import-worker"
    told = [it.program(), *it.arguments(), *it.processEnvironment().toStringList()]
    assert PRIVATE.decode() not in " ".join(told)


def test_it_dies_with_its_owner(qtbot, qapp, instead):
    owner = QObject()
    process = ImportProcess(owner)
    instead(*_never_ending(wire.page(1, 2)))
    with qtbot.waitSignal(process.page_reached, **SLOW):
        process.read(b"words", "a.txt")
    pid = process.pid
    delete(owner)
    assert gone(pid)
