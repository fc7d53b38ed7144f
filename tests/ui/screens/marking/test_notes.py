"""A note beside a passage is written, kept as an answer is, and never lost."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from resilience_desktop.errors import DiskFull
from resilience_desktop.vault import Vault
from resilience_desktop.workbook import Moment
from resilience_desktop.workbook.mark import marked, words_of
from tests.ui.conftest import PASSPHRASE
from tests.ui.screens.marking_steps import (
    CTRL,
    NOTE_NAME,
    OTHER,
    PASSAGE,
    SHIFT,
    all_saved,
    button,
    highlight,
    highlighted,
    marks_of,
    note_area,
    reading_in,
    said,
    select,
    today,
)
from ui.tour.player import TourStopped, click, named, press, type_text


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
