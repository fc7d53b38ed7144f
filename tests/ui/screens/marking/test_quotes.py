"""A passage is quoted into the answer in hand."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTextEdit

from tests.ui.screens.marking_steps import (
    CTRL,
    PASSAGE,
    SHIFT,
    all_saved,
    offered,
    select,
)
from ui.tour.player import named, press, type_text


def answers(window, page):
    return named(page.reading.prompts[0].ask, QTextEdit, window)


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
