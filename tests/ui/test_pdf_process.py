"""The child that makes pages: what it answers, what is dropped, and that it dies when it should."""

import os
import sys

import pytest
from PySide6.QtCore import QObject
from shiboken6 import delete, isValid

from resilience_desktop import children
from resilience_desktop.errors import ExportFailed
from resilience_desktop.export.document import Document, Entry, Section
from resilience_desktop.export.layout import Layout, Paper
from tests.ui.child_steps import gone
from ui import pdf_process
from ui.pdf_process import PdfProcess

SLOW = {"timeout": 30_000}
PRIVATE = "lamp by the door"


def _document(words="Tired, first.", times=1):
    entries = tuple(Entry(n, f"Question {n}?", answer=words) for n in range(times))
    return Document("A title", "en", (Section("A title", "en", entries=entries),))


LONG = _document("Then something softer that I did not expect. " * 4_000, times=4)


@pytest.fixture
def process(qapp):
    made = PdfProcess()
    yield made
    if isValid(made):
        delete(made)


@pytest.fixture
def heard(process):
    """Return everything that the process says, in order."""
    said = []
    process.rendered.connect(lambda pages: said.append(("rendered", pages)))
    process.fetched.connect(lambda data: said.append(("fetched", data)))
    process.image_ready.connect(lambda page, image: said.append(("image", page, image.width())))
    process.failed.connect(lambda words: said.append(("failed", words)))
    process.undrawn.connect(lambda words: said.append(("undrawn", words)))
    return said


def _render(qtbot, process, document=None, password=""):
    with qtbot.waitSignal(process.rendered, **SLOW) as told:
        process.render(document or _document(), Layout(), password)
    return told.args[0]


def test_pages_are_made_drawn_and_handed_over(qtbot, process, heard):
    stages = []
    process.progress.connect(stages.append)
    pages = _render(qtbot, process, _document("one\n" * 80))
    assert pages.count > 1
    assert (pages.missing, pages.universal) == ((), True)
    process.image(1, 321)
    process.image(0, 123)
    process.fetch()
    qtbot.waitUntil(lambda: len(heard) == 4, **SLOW)
    assert [said[0] for said in heard] == ["rendered", "image", "fetched", "image"]
    assert heard[1][1:] == (1, pytest.approx(321, abs=1))
    assert heard[2][1].startswith(b"%PDF-1.7")
    assert heard[3][1:] == (0, pytest.approx(123, abs=1))
    assert stages == ["pages"]


def test_characters_that_no_font_has_come_with_the_pages(qtbot, process):
    pages = _render(qtbot, process, _document("\ue5ff"))
    assert "U+E5FF" in pages.missing[0]
    assert not pages.universal


def test_a_password_locks_the_file(qtbot, process, heard):
    _render(qtbot, process, password=PRIVATE)
    process.fetch()
    process.image(0, 50)
    qtbot.waitUntil(lambda: len(heard) == 3, **SLOW)
    assert b"/Encrypt" in heard[1][1]
    assert heard[2][1:] == (0, pytest.approx(50, abs=1))


def test_nothing_private_is_in_the_childs_command_or_environment(qtbot, process, monkeypatch):
    monkeypatch.setenv("RESILIENCE_TEST_PRIVATE", PRIVATE)
    _render(qtbot, process, password=PRIVATE)
    it = process._child
    assert it.arguments()[-1] == "pdf-worker"
    names = {entry.partition("=")[0] for entry in it.processEnvironment().toStringList()}
    assert names <= set(children.HANDED_ON)
    assert PRIVATE not in " ".join([it.program(), *it.arguments(), *it.processEnvironment().toStringList()])


def test_only_the_newest_pages_count(qtbot, process, heard):
    process.start()
    for times in (3, 2, 1):
        process.render(_document("one\n" * 20, times), Layout(Paper.LETTER), "")
        process.image(0, 100 * times)
        process.fetch()
    qtbot.waitUntil(lambda: len(heard) == 3, **SLOW)
    assert [said[0] for said in heard] == ["rendered", "fetched", "image"]
    assert heard[0][1].count == 1
    assert heard[2][1:] == (0, pytest.approx(100, abs=1))


def test_pages_that_take_long_and_are_not_wanted_any_more_are_not_waited_for(
    qtbot, process, heard, monkeypatch
):
    monkeypatch.setattr(pdf_process, "PATIENCE_MS", 0)
    with qtbot.waitSignal(process.progress, **SLOW):
        process.render(LONG, Layout(), "")
    first = process.pid
    process.render(_document(), Layout(), "")
    qtbot.waitUntil(lambda: bool(heard), **SLOW)
    assert heard[0][1].count == 1
    assert process.pid != first
    qtbot.waitUntil(lambda: gone(first))


def test_cancelling_kills_at_once_and_leaves_a_fresh_child(qtbot, process, heard):
    with qtbot.waitSignal(process.progress, **SLOW):
        process.render(LONG, Layout(), "")
    first = process.pid
    process.image(0, 100)
    process.cancel()
    qtbot.waitUntil(lambda: gone(first))
    assert process.pid not in (0, first)
    assert _render(qtbot, process).count == 1
    assert [said[0] for said in heard] == ["rendered"]


def test_a_child_that_dies_at_work_is_told_in_words(qtbot, process, heard):
    with qtbot.waitSignal(process.progress, **SLOW):
        process.render(LONG, Layout(), "")
    os.kill(process.pid, 9)
    qtbot.waitUntil(lambda: bool(heard), **SLOW)
    assert heard == [("failed", ExportFailed.message)]
    assert process.pid == 0
    assert _render(qtbot, process).count == 1


def test_a_child_that_dies_at_rest_is_replaced_without_a_word(qtbot, process, heard):
    _render(qtbot, process)
    heard.clear()
    os.kill(process.pid, 9)
    qtbot.waitUntil(lambda: process.pid == 0, **SLOW)
    assert _render(qtbot, process).count == 1
    assert [said[0] for said in heard] == ["rendered"]


@pytest.mark.parametrize(
    "command",
    [
        ("/nowhere/at-all",),
        (sys.executable, "-c", "import sys; sys.stdin.buffer.read(8)"),
        (sys.executable, "-c", "print('\\0' * 7 + '\\5nonsense', flush=True); input()"),
    ],
)
def test_a_child_that_cannot_do_it_is_told_in_words(qtbot, process, heard, monkeypatch, command):
    monkeypatch.setattr(children, "command", lambda _: command)
    process.render(_document(), Layout(), "")
    qtbot.waitUntil(lambda: bool(heard), **SLOW)
    assert heard == [("failed", ExportFailed.message)]
    assert process.pid == 0
    monkeypatch.undo()
    assert _render(qtbot, process).count == 1


def test_what_the_worker_cannot_do_is_told_in_its_words(qtbot, process, heard):
    process.render(_document(), Layout(), "a\x07b")
    qtbot.waitUntil(lambda: bool(heard), **SLOW)
    assert heard[0][0] == "failed"
    assert "cannot be typed again" in heard[0][1]
    _render(qtbot, process)
    process.image(7, 100)
    qtbot.waitUntil(lambda: heard[-1][0] == "undrawn", **SLOW)
    assert "could not be drawn" in heard[-1][1]


@pytest.mark.parametrize("at_work", [False, True])
def test_it_dies_with_its_owner(qtbot, qapp, at_work):
    owner = QObject()
    process = PdfProcess(owner)
    if at_work:
        with qtbot.waitSignal(process.progress, **SLOW):
            process.render(LONG, Layout(), "")
    else:
        _render(qtbot, process)
    pid = process.pid
    delete(owner)
    assert gone(pid)


def test_the_child_ends_when_the_window_is_killed(qtbot, process):
    _render(qtbot, process)
    pid = process.pid
    process._child.closeWriteChannel()
    qtbot.waitUntil(lambda: gone(pid), **SLOW)
