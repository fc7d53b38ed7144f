"""The life of the export page: slow pages, a dying child, leaving, and the lock."""

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QMessageBox,
    QPushButton,
)
from shiboken6 import isValid

from tests.ui.child_steps import gone
from tests.ui.dialog_steps import on_the_next_dialog
from tests.ui.screens.export_steps import (
    LONG,
    SLOW,
    box,
    child_of,
    pages_of,
    press_button,
    says,
    wait_for_pages,
    wait_until_under_way,
)
from ui import file_saving
from ui.screens.export import ExportScreen
from ui.tour.player import click_later, named, press, shown


def test_pages_that_take_a_while_are_announced_over_the_last_ones(qtbot, show, write, monkeypatch):
    monkeypatch.setattr("ui.widgets.preview_column.QUIET_MS", 0)
    screen = show(write("Tired, first."))
    wait_for_pages(qtbot, screen)
    qtbot.waitUntil(lambda: says(screen, "1 page"))
    box(screen, "The reading").click()
    qtbot.waitUntil(lambda: says(screen, "Preparing the pages…"))
    assert not pages_of(screen).blank
    wait_for_pages(qtbot, screen)
    qtbot.waitUntil(lambda: says(screen, "Page 1 of"))
    assert not says(screen, "Preparing")


def test_long_pages_can_be_stopped_at_once(qtbot, show, write, slow_pages):
    screen = show(write(LONG))
    wait_until_under_way(qtbot, screen)
    qtbot.waitUntil(shown("Stop", QPushButton))
    pid = child_of(screen)
    press_button(screen, "Stop")
    qtbot.waitUntil(lambda: gone(pid))
    assert says(screen, "Stopped")
    assert child_of(screen) not in (0, pid)
    box(screen, "A blank worksheet instead").click()
    wait_for_pages(qtbot, screen)
    box(screen, "A blank worksheet instead").click()
    wait_for_pages(qtbot, screen)
    assert pages_of(screen).count > 50


def test_what_was_stopped_can_be_prepared_after_all(qtbot, show, write, slow_pages):
    screen = show(write(LONG[:50_000]))
    qtbot.waitUntil(shown("Stop", QPushButton))
    press_button(screen, "Stop")
    press_button(screen, "Prepare them now")
    wait_for_pages(qtbot, screen)


def test_a_child_that_dies_is_told_and_replaced(qtbot, show, write, slow_pages):
    screen = show(write(LONG))
    wait_until_under_way(qtbot, screen)
    os.kill(child_of(screen), 9)
    qtbot.waitUntil(lambda: says(screen, "could not be made"), **SLOW)
    press_button(screen, "Prepare them now")
    wait_for_pages(qtbot, screen)


def test_cancel_leaves(qtbot, opened, show):
    screen = show(opened.page)
    with qtbot.waitSignal(screen.left):
        press_button(screen, "Cancel")


def test_leaving_ends_the_child(qtbot, show, write):
    screen = show(write(LONG))
    wait_until_under_way(qtbot, screen)
    pid = child_of(screen)
    screen.deleteLater()
    qtbot.waitUntil(lambda: gone(pid))


def test_the_order_of_the_keyboard_follows_the_eye(qtbot, show, write):
    write("one")
    screen = show(write("two"))
    wait_for_pages(qtbot, screen)
    box(screen, "Protect with a password").click()
    screen.setFocus()
    order = []
    for _ in range(19):
        focused = QApplication.focusWidget()
        order.append(focused.accessibleName() or focused.text())
        press(focused, Qt.Key.Key_Tab)
    assert order == [
        *("This one", "Choose…", "All 2", "1 Reaction", "The reading", "Highlights and notes", "Dates"),
        *("Where I was: closed to open", "Then and now, by prompt", "A blank worksheet instead"),
        *("Paper", "Text size"),
        *("Protect with a password", "Password", "Show", "Save this reading as a file…"),
        *("Cancel", "Save PDF…", "Preview of the PDF, 1 page"),
    ]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_small_window_holds_it_all(qtbot, show, write, look, monkeypatch, scale):
    monkeypatch.setattr(look, "_text_scale", scale)
    look.set_zoom(110)
    write("one")
    screen = show(write("two"), size=(900, 640))
    wait_for_pages(qtbot, screen)
    box(screen, "Protect with a password").click()
    assert (screen.width(), screen.height()) == (900, 640)
    form = screen._form
    assert form.widget().width() <= form.viewport().width()
    for words in ("Cancel", "Save PDF…"):
        button = named(words, QPushButton, screen)
        assert screen.rect().contains(
            button.geometry().translated(button.parentWidget().mapTo(screen, button.pos()) - button.pos())
        )
    assert pages_of(screen).width() >= 300


def test_locking_while_pages_are_prepared_ends_everything(qtbot, session, window):
    screen = window.findChild(ExportScreen)
    wait_until_under_way(qtbot, screen)
    pid = child_of(screen)
    with qtbot.waitSignal(session.locked):
        press(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: gone(pid) and not isValid(screen))
    assert window.findChildren(ExportScreen) == []


@pytest.mark.parametrize("there", [False, True])
def test_locking_while_a_dialog_asks_writes_nothing(qtbot, session, window, tmp_path, monkeypatch, there):
    screen = window.findChild(ExportScreen)
    wait_for_pages(qtbot, screen)
    pid = child_of(screen)
    path = tmp_path / "Reflection.pdf"
    if there:
        path.write_text("what was there")
        monkeypatch.setattr(file_saving, "ask_save_path", lambda *_: path)
    on_the_next_dialog(lambda _: window.lock(), QMessageBox if there else QFileDialog)
    with qtbot.waitSignal(session.locked, **SLOW):
        click_later(named("Save PDF…", QPushButton, screen))
    qtbot.waitUntil(lambda: gone(pid) and not isValid(screen))
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog)]
    assert not there or path.read_text() == "what was there"


def test_escape_goes_back_to_today(qtbot, window):
    screen = window.findChild(ExportScreen)
    qtbot.waitUntil(lambda: child_of(screen) != 0)
    pid = child_of(screen)
    press(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: gone(pid) and not isValid(screen))
    assert named("Today", QPushButton, window).isVisible()
