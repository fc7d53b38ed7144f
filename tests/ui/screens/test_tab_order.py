"""The Tab key comes to each control of each page once, and then goes round to where it began."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QStackedWidget, QWidget

from resilience_desktop.workbook import Form, Kind, Leaving
from tests.ui.screens.export_steps import wait_for_pages
from tests.ui.screens.letter_steps import new_letter
from ui.pages import KINDS, TAKE_READING
from ui.screens.pause import PauseScreen
from ui.tour.player import click, named, press, type_text
from ui.workspace import EXPORT

MOST = 200
"""Far more than any page has; a walk that does not come back ends there."""


@pytest.fixture
def window(qtbot, open_window, opened, opened_at, write, session, kept, clock):
    """Return the window on an open vault that holds some of everything."""
    write("what was, once", "")
    clock.advance(days=14)
    binned = write("what is thrown away")
    write("what is now", "and this")
    kept(lambda vault: vault.bin.put_in(binned.reflection_id))
    return open_window(opened_at(write("Tired, and what is now")))


def _name(control):
    text = getattr(control, "text", None)
    return control.accessibleName() or (text() if callable(text) else "") or type(control).__name__


def _controls(page):
    """Return what the Tab key should come to: what is seen, can be used and hands the keyboard to nobody."""
    return [
        each
        for each in page.findChildren(QWidget)
        if each.isVisible()
        and each.isEnabled()
        and each.focusProxy() is None
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def _walk(start):
    """Press Tab until the keyboard is where it was before; return what had it on the way, and where it is."""
    seen, focused = [], start
    start.setFocus()
    while focused not in seen and len(seen) < MOST:
        seen.append(focused)
        press(focused, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
    return seen, focused


def _check(window, page):
    buttons = (each for each in window.findChildren(QPushButton) if each.text() == "Lock now")
    start = next((each for each in buttons if each.isVisible()), QApplication.focusWidget())
    seen, last = _walk(start)
    assert [_name(each) for each in _controls(page) if each not in seen] == []
    assert last is start


def _visit(qtbot, window, key):
    workspace = window.centralWidget()
    if key == EXPORT:
        workspace.show_export()
    elif key:
        workspace.visit(key)
    page = workspace._content.currentWidget()
    qtbot.waitUntil(lambda: page.isAncestorOf(QApplication.focusWidget() or window))
    return page


def _show_alone(qtbot, page):
    window = QStackedWidget()
    qtbot.addWidget(window)
    window.addWidget(page)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    page.setFocus()
    qtbot.waitUntil(lambda: page.isAncestorOf(QApplication.focusWidget() or window))
    return window


@pytest.mark.parametrize("key", ["", EXPORT, *(kind.key for kind in KINDS if kind.key != TAKE_READING)])
def test_tab_comes_to_each_control_of_a_page_once(qtbot, window, kept, key):
    page = _visit(qtbot, window, key)
    kept(lambda _: True)  # what it asked the vault for has come
    if key == EXPORT:
        wait_for_pages(qtbot, page)
    if key == "search":
        type_text(QApplication.focusWidget(), "now")
        qtbot.waitUntil(lambda: len(_controls(page)) > 1)
    _check(window, page)


def test_tab_comes_to_each_control_beside_a_letter(qtbot, window, kept):
    page = _visit(qtbot, window, "letters")
    kept(lambda _: True)
    new_letter(qtbot, window)
    qtbot.waitUntil(lambda: page.isAncestorOf(QApplication.focusWidget() or window))
    _check(window, page)


def test_tab_comes_to_each_control_beside_the_versions(qtbot, window, kept):
    workspace = window.centralWidget()
    workspace._show_versions(workspace.page.reading.prompts[0], "what is now")
    page = workspace._content.currentWidget()
    qtbot.waitUntil(lambda: page.isAncestorOf(QApplication.focusWidget() or window))
    kept(lambda _: True)
    _check(window, page)


def test_tab_comes_to_each_control_of_the_list_of_what_left(qtbot, window, kept):
    leaving = Leaving(Kind.LETTER, Form.COPIED, "Gudrun", ())
    kept(lambda vault: vault.ledger.note(leaving, b"Dear you") or True)
    page = _visit(qtbot, window, "letters")
    click(named("What left this vault", QPushButton, page))
    kept(lambda _: True)
    _check(window, page)


def test_tab_comes_to_each_control_of_a_pause(qtbot, session, opened):
    page = PauseScreen(session, ("One sentence.", "Another one."))
    window = _show_alone(qtbot, page)
    _check(window, page)
