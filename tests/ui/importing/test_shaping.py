"""The page where a file takes shape: what it shows, what is changed by hand, and that it can be added."""

import errno
import os

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import (
    QApplication,
    QPushButton,
    QRadioButton,
    QTextEdit,
)

from resilience_desktop.workbook import Noticed, Outline, Piece, Role, Run
from tests.ui.adding_steps import CONTROL, DRAFT, OUTLINE, SHIFT, SLOW, result, texts
from ui.import_keeping import Draft
from ui.tour.player import click, named, press, said, shown, type_text
from ui.widgets.piece_text import LIMIT, TOO_LONG


def test_a_draft_shows_each_paragraph_why_and_what_comes_of_it(qtbot, window, shape):
    listing = shape()
    assert texts(listing)[2] == ("What did you notice?", Role.PROMPT)
    assert said("One picture was left out.")()
    listing.go_to(2)
    assert said("ends as a question")()
    assert said("Paragraph 3 of 4")()
    assert named("Prompt", QRadioButton, window).isChecked()
    assert named("Words of the paragraph", QTextEdit, window).toPlainText() == "What did you notice?"
    qtbot.waitUntil(lambda: "What did you notice?" in result(window))
    assert "A slow cup" in result(window)
    assert "Page 1" not in result(window)


def test_the_tab_key_follows_the_eye(window, shape):
    listing = shape()
    assert listing.hasFocus()
    listing.go_to(1)
    named("Lock now", QPushButton, window).setFocus()
    names = []
    for _ in range(15):
        focused = QApplication.focusWidget()
        text = getattr(focused, "text", None)
        names.append(focused.accessibleName() or (text() if callable(text) else ""))
        press(focused, Qt.Key.Key_Tab)
    assert names == [
        *("Lock now", "Another file…", "Paragraphs", "Text", "Words of the paragraph"),
        *("Split at the caret", "Join to the one before", "Move up", "Move down"),
        *("As it will look", "Title", "Language", "Source", "Licence", "Add this reading"),
    ]


def test_a_role_is_changed_with_the_arrows_and_taken_back(qtbot, window, shape):
    listing = shape()
    listing.go_to(1)
    named("Text", QRadioButton, window).setFocus()
    press(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert texts(listing)[1][1] is Role.PROMPT
    qtbot.waitUntil(lambda: "Put the kettle" in result(window).partition("Prompts")[2])
    press(QApplication.focusWidget(), Qt.Key.Key_Z, CONTROL)
    assert texts(listing)[1][1] is Role.TEXT
    press(listing, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert texts(listing)[1][1] is Role.PROMPT


def test_several_paragraphs_are_left_out_at_once(window, shape):
    listing = shape()
    listing.setFocus()
    press(listing, Qt.Key.Key_Down, SHIFT)
    press(listing, Qt.Key.Key_Delete)
    assert [role for _, role in texts(listing)][:3] == [Role.LEFT_OUT, Role.LEFT_OUT, Role.PROMPT]
    assert said("2 paragraphs chosen")()
    assert listing.chosen == (0, 1)


def test_a_paragraph_is_split_at_the_caret_and_joined_again(qtbot, window, shape):
    listing = shape()
    listing.go_to(1)
    words = named("Words of the paragraph", QTextEdit, window)
    words.setFocus()
    words.caret = len("Put the kettle on.")
    press(words, Qt.Key.Key_Return)
    assert [text for text, _ in texts(listing)][1:3] == ["Put the kettle on.", "Stay with it."]
    assert (listing.row, words.toPlainText(), words.caret) == (2, "Stay with it.", 0)
    press(words, Qt.Key.Key_Backspace)
    assert texts(listing)[1][0] == "Put the kettle on. Stay with it."
    assert (listing.row, words.caret) == (1, len("Put the kettle on. "))
    words.caret = 3
    click(named("Split at the caret", QPushButton, window))
    assert texts(listing)[1][0] == "Put"
    click(named("Join to the one before", QPushButton, window))
    assert texts(listing)[1][0] == "Put the kettle on. Stay with it."


def test_a_paragraph_is_moved_and_the_place_goes_along(window, shape):
    listing = shape()
    listing.go_to(2)
    click(named("Move up", QPushButton, window))
    assert [text for text, _ in texts(listing)][1] == "What did you notice?"
    assert listing.row == 1
    listing.setFocus()
    press(listing, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert listing.row == 2


def test_a_prompt_that_speaks_to_some_can_be_asked_of_everyone(window, shape):
    some = Piece((Run("If you resist?"),), Role.PROMPT, "It speaks to some.", when=Noticed.RESISTANCE)
    listing = shape(Draft("tea", Outline((*OUTLINE.pieces, some))))
    assert not shown("Ask everyone", QPushButton)()
    listing.go_to(4)
    assert said("It speaks to some.")()
    click(named("Ask everyone", QPushButton, window))
    assert not shown("Ask everyone", QPushButton)()
    click(named("Undo", QPushButton, window))
    assert shown("Ask everyone", QPushButton)()


def test_typing_is_one_change_and_reaches_the_list_and_the_result(qtbot, window, shape):
    listing = shape()
    listing.go_to(2)
    words = named("Words of the paragraph", QTextEdit, window)
    words.setFocus()
    press(words, Qt.Key.Key_End, CONTROL)
    type_text(words, " And then?")
    assert texts(listing)[2][0] == "What did you notice? And then?"
    qtbot.waitUntil(lambda: "And then?" in result(window))
    click(named("Undo", QPushButton, window))
    assert texts(listing)[2][0] == "What did you notice?"
    assert words.toPlainText() == "What did you notice?"
    assert not named("Undo", QPushButton, window).isEnabled()


def test_a_paste_that_is_too_long_is_told_until_something_else_is_done(window, shape):
    listing = shape()
    listing.go_to(1)
    copied = QMimeData()
    copied.setText("x" * LIMIT)
    named("Words of the paragraph", QTextEdit, window).insertFromMimeData(copied)
    assert said(TOO_LONG)()
    listing.go_to(2)
    assert not said(TOO_LONG)()


def test_what_cannot_be_added_is_told_before_it_is_tried(qtbot, window, shape):
    listing = shape()
    listing.selectAll()
    listing.setFocus()
    press(listing, Qt.Key.Key_Delete)
    qtbot.waitUntil(said("There is nothing in this reading yet"))
    assert not named("Add this reading", QPushButton, window).isEnabled()
    press(listing, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: named("Add this reading", QPushButton, window).isEnabled())


def test_a_full_disk_is_told_and_the_draft_stays_in_hand(qtbot, window, shape, kept_draft, monkeypatch):
    shape()
    qtbot.waitUntil(lambda: kept_draft() == DRAFT, **SLOW)

    def full(_):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    click(named("Add this reading", QPushButton, window))
    qtbot.waitUntil(said("The reading was not added. The disk is full"), **SLOW)
    monkeypatch.undo()
    click(named("Add this reading", QPushButton, window))
    qtbot.waitUntil(said("Reading added"), **SLOW)
