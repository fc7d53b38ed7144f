"""The words of one paragraph: what is typed, where it is parted, and what belongs to the page."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from ui.tour.player import press, type_text
from ui.widgets.piece_text import LIMIT, TOO_LONG, PieceText

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def text(look, stand):
    made = stand(PieceText(look), 400, 200)
    made.heard = []
    for name in ("edited", "split_asked", "merge_asked"):
        getattr(made, name).connect(lambda name=name: made.heard.append(name))
    made.set_text("one two")
    made.setFocus()
    return made


def test_what_the_program_sets_is_not_told(text):
    assert text.heard == []
    assert text.text() == "one two"


def test_what_is_typed_is_told(text):
    type_text(text, "a")
    assert text.text() == "aone two"
    assert text.heard == ["edited"]


def test_enter_asks_to_part_and_changes_nothing(text):
    text.caret = 3
    press(text, Qt.Key.Key_Return)
    press(text, Qt.Key.Key_Enter, Qt.KeyboardModifier.ShiftModifier)
    assert text.heard == ["split_asked", "split_asked"]
    assert (text.text(), text.caret) == ("one two", 3)


def test_backspace_asks_to_join_at_the_start_alone(text):
    text.caret = 0
    press(text, Qt.Key.Key_Backspace)
    assert text.heard == ["merge_asked"]
    text.selectAll()
    press(text, Qt.Key.Key_Backspace)
    assert text.text() == ""


def test_the_caret_counts_characters_and_not_halves_of_them(text):
    text.set_text("🍵 tea")
    text.caret = 2
    assert text.textCursor().position() == 3
    assert text.caret == 2


def test_the_same_words_leave_the_caret_where_it_is(text):
    text.caret = 4
    text.set_text("one two")
    assert text.caret == 4


def test_pasted_lines_become_part_of_the_paragraph(text):
    copied = QMimeData()
    copied.setText("a\nb\n")
    text.caret = 0
    text.insertFromMimeData(copied)
    assert text.text() == "a bone two"


def test_a_paste_that_is_too_long_adds_nothing_and_says_so(text, qtbot):
    copied = QMimeData()
    copied.setText("x" * LIMIT)
    with qtbot.waitSignal(text.refused) as told:
        text.insertFromMimeData(copied)
    assert told.args == [TOO_LONG]
    assert text.text() == "one two"


def test_undoing_is_left_to_the_page(text):
    type_text(text, "a")
    press(text, Qt.Key.Key_Z, CONTROL)
    assert text.text() == "aone two"


def test_what_an_input_method_composes_can_be_taken_as_it_stands(text):
    text.caret = 0
    QApplication.sendEvent(text, QInputMethodEvent("にほ", []))
    text.finish_composing()
    assert text.text() == "にほone two"


def test_a_line_break_of_the_file_counts_as_one_character(text):
    text.set_text("one\ntwo")
    text.caret = 4
    assert text.textCursor().position() == 4
    assert text.text() == "one\ntwo"
