"""What a lock leaves: the words where they were, the window as it stood, and nothing in memory."""

import errno
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from resilience_desktop.errors import DiskFull
from resilience_desktop.vault import Vault
from tests.journeys.steps import SLOW, editor, lock, open_vault, unlock
from tests.ui.child_steps import gone
from ui import app, rebirth
from ui.instance import Instance
from ui.pdf_process import PdfProcess
from ui.session import State
from ui.tour.player import click, named, said, shown, type_text


@pytest.fixture
def program(qtbot, start, vault):
    """Return the program with its vault open; ``begun`` holds what it says instead of beginning anew."""
    made = start()
    made.begun = []
    made.window.emptied.connect(lambda shown: made.begun.append((shown, made.session.state)))
    open_vault(qtbot, made)
    return made


def test_once_the_vault_is_closed_the_process_begins_anew_but_not_when_the_window_closes(qtbot, program):
    type_text(editor(program, 1), "between key and autosave")
    qtbot.waitUntil(program.window.isActiveWindow)
    program.window.lock()
    lock(qtbot, program)
    program.window.lock()
    assert program.begun == [("front", State.LOCKED)]
    open_vault(qtbot, program)
    assert editor(program, 1).toPlainText() == "between key and autosave"
    program.window.close()
    qtbot.waitUntil(lambda: not program.window.isVisible(), **SLOW)
    assert len(program.begun) == 1


def test_a_lock_while_the_vault_is_being_opened_comes_as_soon_as_it_is_open(qtbot, start, vault):
    program = start()
    unlock(qtbot, program, "not this one")
    program.window.lock()
    qtbot.waitUntil(lambda: program.session.state is State.LOCKED, **SLOW)
    with qtbot.waitSignals([program.session.unlocked, program.session.locked], order="strict", **SLOW):
        unlock(qtbot, program)
        program.window.lock()
    open_vault(qtbot, program)
    assert program.session.state is State.OPEN


def test_nothing_begins_anew_while_words_wait_behind_the_lock(qtbot, program, monkeypatch):
    type_text(editor(program, 1), "held")
    monkeypatch.setattr(Vault, "begin", lambda *_: (_ for _ in ()).throw(DiskFull()))
    program.window.lock()
    qtbot.waitUntil(said("is kept here, behind the lock"))
    assert program.begun == []
    monkeypatch.undo()
    program.session.try_again()
    qtbot.waitUntil(lambda: program.session.state is State.LOCKED, **SLOW)
    assert len(program.begun) == 1


def test_what_makes_the_pages_of_an_export_is_gone_with_the_lock(qtbot, program):
    type_text(editor(program, 1), "on a page")
    program.window._workspace.show_export()
    (pages,) = program.window.findChildren(PdfProcess)
    qtbot.waitUntil(shown("Save PDF…", QPushButton), **SLOW)
    qtbot.waitUntil(lambda: pages.pid > 0, **SLOW)
    pid = pages.pid
    program.window.lock()
    assert gone(pid)


def test_a_system_that_starts_nothing_anew_leaves_the_lock_screen_and_says_so_in_about(
    qtbot, program, paths, monkeypatch
):
    def refuse(*_):
        raise OSError(errno.EACCES, "refused")

    monkeypatch.setattr(rebirth.os, "execve", refuse)
    instance = Instance(paths.instance, QApplication.instance())
    program.window.emptied.connect(partial(app._begin_anew, program, instance))
    lock(qtbot, program)
    open_vault(qtbot, program)
    click(named("Settings", QPushButton, program.window))
    qtbot.waitUntil(said("Memory: not emptied at the last lock"))
    instance.release()
