"""A reading is marked, noted beside and quoted from; every word of it is kept as an answer is."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QTextEdit

from resilience_desktop.errors import DiskFull
from resilience_desktop.vault import Vault
from resilience_desktop.workbook import Moment, Place
from resilience_desktop.workbook.mark import marked, words_of
from tests.ui.conftest import PASSPHRASE
from tests.ui.screens.marking_steps import (
    OTHER,
    PASSAGE,
    highlighted,
    marks_of,
    offered,
    reading_in,
    select,
)
from ui.desk import Drafts
from ui.tour.player import TourStopped, click, named, press, type_text
from ui.widgets.marked_reading import LOST

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NOTE_NAME = f"Note beside “{PASSAGE}”"


@pytest.fixture
def page(write):
    return write("an answer")


@pytest.fixture
def shown(open_window, opened_at, page):
    """Return the window on a round with one answer."""
    return open_window(opened_at(page))


@pytest.fixture
def view(shown):
    return reading_in(shown)


def today(window):
    return window.centralWidget()._today


def note_area(window) -> QTextEdit:
    return named(NOTE_NAME, QTextEdit, window)


def button(window, words):
    return named(words, QPushButton, window)


def said(window, words):
    return any(words in label.text() for label in window.findChildren(QLabel) if label.isVisible())


def highlight(view, words=PASSAGE):
    select(view, words)
    press(view, Qt.Key.Key_H, CTRL | SHIFT)


def all_saved(qtbot, window):
    today(window).flush()
    qtbot.waitUntil(lambda: not today(window).drafts())


def answers(window, page):
    return named(page.reading.prompts[0].ask, QTextEdit, window)


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


def test_a_note_is_written_at_the_foot_and_saved_by_itself(qtbot, shown, view, page, kept):
    select(view, PASSAGE)
    press(view, Qt.Key.Key_N, CTRL | SHIFT)
    area = note_area(shown)
    assert QApplication.focusWidget() is area
    assert highlighted(view) == PASSAGE
    type_text(area, "this is exactly me")
    assert said(shown, "Saving…")
    qtbot.waitUntil(lambda: said(shown, "Saved 20:41 · 4 words"))
    assert [mark.note for mark in marks_of(kept, page)] == ["this is exactly me"]
    press(area, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is view
    with pytest.raises(TourStopped):
        note_area(shown)


def test_the_tab_key_follows_the_eye_from_the_reading_through_the_note_to_the_prompts(
    qtbot, shown, view, page
):
    select(view, PASSAGE)
    press(view, Qt.Key.Key_N, CTRL | SHIFT)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    view.go_to(1)
    names = []
    for _ in range(7):
        press(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        names.append(focused.accessibleName() or focused.text())
    bar = ["Remove highlight", "Add a note…", "Quote in my answer"]
    assert names == [*bar, NOTE_NAME, "Done", "Remove highlight", "Before"]
    all_saved(qtbot, shown)


def test_a_long_note_leaves_its_passage_in_sight(qtbot, open_window, opened_at, page, kept):
    words = words_of(page.reading)
    start = words.index(PASSAGE)
    note = "a long thought, and what follows from it " * 30
    mark = replace(marked(words, 1, start, start + len(PASSAGE), Moment(0)), note=note)
    kept(lambda vault: vault.save(page.reflection_id, marked={1: mark}))
    shown = open_window(opened_at(page))
    view = reading_in(shown)
    view.setFocus()
    view.go_to(1)
    height = view.height()
    press(view, Qt.Key.Key_N, CTRL | SHIFT)
    qtbot.waitUntil(lambda: view.height() < height * 0.6)
    assert view.viewport().rect().contains(view.cursorRect())
    assert view.viewport().height() >= shown.height() * 0.4


def test_the_note_opens_again_from_its_sign_and_by_enter(shown, view):
    select(view, PASSAGE)
    press(view, Qt.Key.Key_N, CTRL | SHIFT)
    type_text(note_area(shown), "exactly me")
    click(button(shown, "Done"))
    view.setFocus()
    press(view, Qt.Key.Key_Return)
    assert note_area(shown).toPlainText() == "exactly me"
    click(button(shown, "Done"))
    sign = view._around_sign(view._placed[0]).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=sign)
    assert note_area(shown).toPlainText() == "exactly me"


def test_a_note_that_is_being_written_goes_along_when_the_vault_is_locked(
    qtbot, session, shown, view, page, opened_at
):
    select(view, PASSAGE)
    press(view, Qt.Key.Key_N, CTRL | SHIFT)
    type_text(note_area(shown), "half a thou")
    with qtbot.waitSignal(session.locked):
        shown.lock()
    with qtbot.waitSignal(session.unlocked, timeout=20_000):
        session.unlock(PASSPHRASE, pytest.fail)
    (mark,) = opened_at(page).reflection.marks
    assert (mark.passage, mark.note) == (PASSAGE, "half a thou")


def test_what_cannot_be_saved_is_said_kept_and_tried_again(
    qtbot, session, shown, view, page, monkeypatch, kept
):
    select(view, PASSAGE)
    press(view, Qt.Key.Key_N, CTRL | SHIFT)
    with monkeypatch.context() as full:

        def refuse(*_, **__):
            raise DiskFull

        full.setattr(Vault, "save", refuse)
        type_text(note_area(shown), "a word")
        qtbot.waitUntil(lambda: said(shown, "Not saved yet. "))
        assert today(shown).drafts().marks[1].note == "a word"
    today(shown).flush()
    qtbot.waitUntil(lambda: said(shown, "Saved 20:41"))
    assert [mark.note for mark in marks_of(kept, page)] == ["a word"]


def test_words_come_back_when_the_vault_could_not_be_locked(
    qtbot, session, shown, view, page, monkeypatch, kept
):
    highlight(view)
    all_saved(qtbot, shown)
    with monkeypatch.context() as full:

        def refuse(*_, **__):
            raise DiskFull

        full.setattr(Vault, "save", refuse)
        view.go_to(1)
        press(view, Qt.Key.Key_H, CTRL | SHIFT)
        select(view, OTHER)
        press(view, Qt.Key.Key_N, CTRL | SHIFT)
        type_text(named(f"Note beside “{OTHER}”", QTextEdit, shown), "still here")
        with qtbot.waitSignal(session.covered):
            shown.lock()
        with qtbot.waitSignal(session.unlocked, timeout=20_000):
            session.unlock(PASSPHRASE, pytest.fail)
    assert highlighted(reading_in(shown)) == OTHER
    all_saved(qtbot, shown)
    assert [(mark.number, mark.note) for mark in marks_of(kept, page)] == [(2, "still here")]


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


def test_a_note_that_was_emptied_can_be_taken_back_after_it_was_closed(qtbot, shown, view, page, kept):
    select(view, PASSAGE)
    press(view, Qt.Key.Key_N, CTRL | SHIFT)
    type_text(note_area(shown), "exactly me")
    click(button(shown, "Done"))
    assert not said(shown, "The note is empty now.")
    view.setFocus()
    press(view, Qt.Key.Key_Return)
    press(note_area(shown), Qt.Key.Key_A, CTRL)
    press(note_area(shown), Qt.Key.Key_Backspace)
    press(note_area(shown), Qt.Key.Key_Escape)
    assert said(shown, "The note is empty now.")
    all_saved(qtbot, shown)
    click(button(shown, "Undo"))
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


def test_a_passage_is_quoted_at_the_caret_of_the_answer_in_hand(qtbot, shown, view, page):
    area = answers(shown, page)
    area.setFocus()
    press(area, Qt.Key.Key_End, CTRL)
    view.setFocus()
    select(view, PASSAGE)
    press(view, Qt.Key.Key_Q, CTRL | SHIFT)
    assert QApplication.focusWidget() is area
    type_text(area, "so true")
    assert area.toPlainText() == f"an answer\n“{PASSAGE}”\nso true"
    assert offered(view) == []
    for _ in range(9):
        press(area, Qt.Key.Key_Z, CTRL)
    assert area.toPlainText() == "an answer"
    all_saved(qtbot, shown)


def test_a_quote_goes_between_the_words_around_the_caret_and_takes_none_away(qtbot, shown, view, page):
    area = answers(shown, page)
    area.setFocus()
    press(area, Qt.Key.Key_Home, CTRL)
    press(area, Qt.Key.Key_Right, CTRL | SHIFT)
    assert area.textCursor().selectedText() == "an "
    select(view, PASSAGE)
    press(area, Qt.Key.Key_Q, CTRL | SHIFT)
    assert area.toPlainText() == f"an \n“{PASSAGE}”\nanswer"
    all_saved(qtbot, shown)


def test_marking_begins_a_round_as_a_first_answer_does(qtbot, session, shown, write, page, kept):
    with qtbot.waitSignal(session.page_opened):
        session.reflect_again(page.reading.id, pytest.fail)
    view = reading_in(shown)
    highlight(view)
    with qtbot.waitSignal(session.summaries_changed):
        today(shown).flush()
    number = today(shown).page.reflection_id
    assert number is not None
    assert number != page.reflection_id
    assert [mark.passage for mark in marks_of(kept, today(shown).page)] == [PASSAGE]


def test_an_older_round_shows_its_marks_to_be_read_alone_until_it_is_continued(
    open_window, opened_at, page, write, kept
):
    words = words_of(page.reading)
    start = words.index(PASSAGE)
    mark = replace(marked(words, 1, start, start + len(PASSAGE), Moment(0)), note="from then")
    kept(lambda vault: vault.save(page.reflection_id, marked={1: mark}))
    write("newer")
    shown = open_window(opened_at(page))
    view = reading_in(shown)
    assert highlighted(view) == PASSAGE
    select(view, OTHER)
    assert offered(view) == []
    press(view, Qt.Key.Key_H, CTRL | SHIFT)
    assert highlighted(view) == PASSAGE
    view.setFocus()
    view.go_to(1)
    assert offered(view) == ["Open the note"]
    click(button(view, "Open the note"))
    assert note_area(shown).isReadOnly()
    with pytest.raises(TourStopped):
        button(shown, "Remove highlight")
    click(button(shown, "Continue writing"))
    assert not note_area(shown).isReadOnly()
    view.setFocus()
    select(view, OTHER)
    assert offered(view) == ["Highlight", "Add a note…", "Quote in my answer"]


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


def test_a_search_opens_the_reading_at_the_highlight_with_its_note(
    qtbot, session, open_window, opened_at, page, write, kept
):
    words = words_of(page.reading)
    start = words.index(OTHER)
    mark = replace(marked(words, 3, start, start + len(OTHER), Moment(0)), note="tired as well")
    kept(lambda vault: vault.save(page.reflection_id, marked={3: mark}))
    shown = open_window(opened_at(write("newer")))
    place = Place(page.reading.id, page.reflection_id, mark=3, sought="tired")
    with qtbot.waitSignal(session.page_opened):
        session.open_reflection(page.reflection_id, pytest.fail, place)
    view = reading_in(shown)
    qtbot.waitUntil(lambda: view.selected() == OTHER)
    assert named(f"Note beside “{OTHER}”", QTextEdit, shown).toPlainText() == "tired as well"
    assert QApplication.focusWidget() is view


def test_what_was_marked_in_another_language_waits_below_the_reading(
    qtbot, session, open_window, opened, opened_at
):
    with qtbot.waitSignal(session.page_opened) as turned:
        session.open_reading("self-compassion-break", pytest.fail)
    page = turned.args[0].page
    each = {shelf.reading.language: shelf.reading for shelf in session.readings if shelf.reading}
    words = words_of(page.reading)
    mark = marked(words, 1, 0, words.index("\n"), Moment(0))
    with qtbot.waitSignal(session.saved):
        session.save(page, Drafts(marks={1: mark}))
    shown = open_window(opened_at(page))
    languages = [each["de"], page.reading]
    for reading in languages:
        with qtbot.waitSignal(session.page_opened):
            session.read_in(today(shown).page, reading, Place(page.reading.id), pytest.fail)
        view = reading_in(shown)
        assert highlighted(view) == mark.passage
        assert (LOST in view.toPlainText()) == (reading.language == "de")
