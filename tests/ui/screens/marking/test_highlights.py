"""A passage is highlighted and let go of, and every way to it offers the same."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui.screens.marking_steps import (
    CTRL,
    OTHER,
    PASSAGE,
    SHIFT,
    all_saved,
    button,
    highlight,
    highlighted,
    marks_of,
    note_area,
    offered,
    said,
    select,
)
from ui.tour.player import click, press, type_text


def test_a_selection_is_highlighted_by_the_keyboard_and_kept(qtbot, shown, view, page, kept):
    highlight(view)
    assert highlighted(view) == PASSAGE
    assert not view.textCursor().hasSelection()
    assert said(shown, "Highlighted")
    all_saved(qtbot, shown)
    (mark,) = marks_of(kept, page)
    assert (mark.passage, mark.note) == (PASSAGE, "")
    assert view.words[mark.start : mark.end] == PASSAGE


def test_the_footer_says_highlighted_until_it_is_removed_again(qtbot, shown, view, page):
    highlight(view)
    assert said(shown, "Highlighted")
    press(view, Qt.Key.Key_H, CTRL | SHIFT)
    assert said(shown, "Highlight removed.")
    assert not said(shown, "Highlighted")
    assert said(shown, "locks after")


def test_a_bar_beside_the_selection_offers_the_same_and_goes_with_it(shown, view, qtbot, page, kept):
    view.setFocus()
    select(view, PASSAGE)
    assert offered(view) == ["Highlight", "Add a note…", "Quote in my answer"]
    click(button(view, "Highlight"))
    assert highlighted(view) == PASSAGE
    assert offered(view) == []
    select(view, PASSAGE)
    assert offered(view) == ["Remove highlight", "Add a note…", "Quote in my answer"]
    view.let_go()
    assert offered(view) == []
    all_saved(qtbot, shown)
    assert [mark.passage for mark in marks_of(kept, page)] == [PASSAGE]


def test_tab_leads_from_the_selection_into_the_bar_and_esc_puts_it_away(shown, view):
    view.setFocus(Qt.FocusReason.TabFocusReason)
    select(view, PASSAGE)
    press(view, Qt.Key.Key_Tab)
    assert QApplication.focusWidget().text() == "Highlight"
    press(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget().text() == "Add a note…"
    press(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert offered(view) == []
    assert QApplication.focusWidget() is view


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_offers_the_same_with_its_keys(shown, view):
    select(view, PASSAGE)
    middle = view.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, view.mapToGlobal(middle))
    QGuiApplication.sendEvent(view.viewport(), event)
    menu = view.findChild(QMenu)
    entries = [(action.text(), action.shortcut().toString()) for action in menu.actions()[:3]]
    menu.close()
    assert entries == [
        ("Highlight", "Ctrl+Shift+H"),
        ("Add a note…", "Ctrl+Shift+N"),
        ("Quote in my answer", "Ctrl+Shift+Q"),
    ]


def test_a_highlight_that_is_removed_can_be_taken_back_with_its_note(qtbot, shown, view, page, kept):
    select(view, PASSAGE)
    press(view, Qt.Key.Key_N, CTRL | SHIFT)
    type_text(note_area(shown), "exactly me")
    click(button(shown, "Remove highlight"))
    assert highlighted(view) == ""
    assert said(shown, "Highlight and note removed.")
    all_saved(qtbot, shown)
    assert marks_of(kept, page) == ()
    click(button(shown, "Undo"))
    assert highlighted(view) == PASSAGE
    assert not said(shown, "removed")
    all_saved(qtbot, shown)
    assert [mark.note for mark in marks_of(kept, page)] == ["exactly me"]


def test_ctrl_z_in_the_reading_takes_back_removed_highlights_one_by_one(shown, view):
    highlight(view, PASSAGE)
    highlight(view, OTHER)
    for number in (1, 2):
        view.go_to(number)
        press(view, Qt.Key.Key_H, CTRL | SHIFT)
    assert highlighted(view) == ""
    press(view, Qt.Key.Key_Z, CTRL)
    assert highlighted(view) == OTHER
    press(view, Qt.Key.Key_Z, CTRL)
    assert highlighted(view) == PASSAGE + OTHER
    press(view, Qt.Key.Key_Z, CTRL)
    assert highlighted(view) == PASSAGE + OTHER


def test_f8_walks_from_mark_to_mark_and_says_each(shown, view, monkeypatch):
    heard = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: heard.append(event.message()))
    press(view, Qt.Key.Key_F8)
    assert heard == ["Nothing is highlighted in this reading."]
    highlight(view, OTHER)
    select(view, PASSAGE)
    press(view, Qt.Key.Key_N, CTRL | SHIFT)
    type_text(note_area(shown), "mine")
    press(note_area(shown), Qt.Key.Key_Escape)
    press(view, Qt.Key.Key_Home, CTRL)
    heard.clear()
    for key, modifier, passage in (
        (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier, PASSAGE),
        (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier, OTHER),
        (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier, PASSAGE),
        (Qt.Key.Key_F8, SHIFT, OTHER),
        (Qt.Key.Key_F8, SHIFT, PASSAGE),
    ):
        press(view, key, modifier)
        assert view.selected() == passage
    assert heard[:2] == [f"Highlight: {PASSAGE} Note: mine", f"Highlight: {OTHER}"]
