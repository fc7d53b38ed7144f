"""A place on a scale: said, taken back, undone, and never at the cost of a word."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from resilience_desktop.workbook import Prompt, Scale
from tests.ui.screens.export_steps import says
from ui.widgets.fields import field_for
from ui.widgets.scale_field import UNSAID, ScaleField

KEYS = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
NASTY = "7\nRest\na\0b \ud800 😀\r\n\tמלים\u2029 "
SCALE = Scale(-2, 10, "calm", "storm")
PROMPT = Prompt("heavy", "How heavy", "How heavy is it?", "Leave it alone.", "scale", scale=SCALE)


@pytest.fixture
def field(look, stand_in_page):
    made = stand_in_page(field_for(PROMPT, look))
    assert isinstance(made, ScaleField)
    return made


@pytest.fixture
def edits(field):
    heard = []
    field.edited.connect(lambda: heard.append(field.text()))
    return heard


def press(field, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(field.slider, key, modifier)


def take_back_button(field):
    (button,) = field.findChildren(QPushButton)
    return button


def test_nothing_is_said_before_it_is_touched(field, edits):
    assert field.text() == ""
    assert says(field, UNSAID)
    assert not take_back_button(field).isVisible()
    field.slider.setFocus()
    assert edits == []
    assert not field.holds_words


def test_the_keyboard_says_a_number_and_takes_it_back(field, edits):
    press(field, KEYS.Key_Space, KEYS.Key_Right, KEYS.Key_Home, KEYS.Key_End, KEYS.Key_Delete)
    assert edits == ["4", "5", "-2", "10", ""]
    assert says(field, UNSAID)


def test_the_ends_are_shown_and_the_number_beside_the_line(field):
    press(field, KEYS.Key_End)
    shown = [label.text() for label in field.findChildren(QLabel) if label.isVisible()]
    assert {"-2 · calm", "10 · storm", "10"} <= set(shown)


def test_a_button_takes_it_back_too(field, edits):
    press(field, KEYS.Key_Space)
    button = take_back_button(field)
    assert button.accessibleName() == "Take back: How heavy"
    QTest.keyClick(button, KEYS.Key_Space)
    assert edits == ["4", ""]
    assert field.slider.hasFocus()


def test_a_screen_reader_hears_the_question_the_ends_and_what_the_keys_do(field):
    assert field.slider.accessibleName() == PROMPT.ask
    assert field.slider.accessibleDescription() == (
        "from -2 (calm) to 10 (storm); not said yet; Space says the middle; Leave it alone."
    )
    press(field, KEYS.Key_Space)
    assert "Delete takes it back" in field.slider.accessibleDescription()


@pytest.mark.parametrize(
    "text", ["", "7", "7\nwords", "words of an earlier edition", "11", "7\n", "\n7\n", NASTY]
)
def test_whatever_was_kept_is_given_back_to_the_letter(field, edits, text):
    field.set_text(text)
    assert field.text() == text
    assert edits == []


def test_words_are_shown_and_stay_when_a_number_is_said(field, edits):
    field.set_text("words of an earlier edition\nand more")
    assert field._own.isVisible()
    press(field, KEYS.Key_Space)
    assert edits == ["4\nwords of an earlier edition\nand more"]
    press(field, KEYS.Key_Delete)
    assert edits[-1] == "words of an earlier edition\nand more"


def test_undo_goes_back_one_step_at_a_time_and_redo_forward(field, edits):
    press(field, KEYS.Key_Space, KEYS.Key_Right, KEYS.Key_Delete)
    press(field, KEYS.Key_Z, KEYS.Key_Z, KEYS.Key_Z, KEYS.Key_Z, modifier=CONTROL)
    assert edits == ["4", "5", "", "5", "4", ""]
    press(field, KEYS.Key_Z, modifier=CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert edits[-1] == "4"


def test_the_way_of_the_mouse_is_one_step(field, edits):
    press(field, KEYS.Key_Home)
    slider = field.slider
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 2, 5))
    for x in (slider.width() * 3 // 4, slider.width()):
        QTest.mouseMove(slider, QPoint(x, 5))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width(), 5))
    assert field.text() == "10"
    press(field, KEYS.Key_Z, modifier=CONTROL)
    assert field.text() == "-2"


def test_undo_leaves_alone_what_was_written_since(field):
    field.set_text("3\nbefore")
    press(field, KEYS.Key_Right)
    field._own.area.setFocus()
    QTest.keyClicks(field._own.area, " and after")
    press(field, KEYS.Key_Z, modifier=CONTROL)
    assert field.text() == "3\nbefore and after"


def test_an_earlier_version_comes_back_to_the_letter_and_undo_takes_it_away(field, edits):
    field.set_text("3")
    field.replace_with("9\nonce\n")
    assert edits == ["9\nonce\n"]
    press(field, KEYS.Key_Z, modifier=CONTROL)
    assert field.text() == "3"


def test_as_written_it_can_be_read_and_not_changed(field, edits):
    field.set_text("7")
    field.set_read_only(True)
    press(field, KEYS.Key_Right, KEYS.Key_Delete, KEYS.Key_Space)
    QTest.mouseClick(field.slider, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert (field.text(), edits) == ("7", [])
    assert not take_back_button(field).isVisible()
    assert field.slider.isEnabled()  # so that the keyboard can come here
    field.set_read_only(False)
    press(field, KEYS.Key_Right)
    assert edits == ["8"]


def test_the_keyboard_is_told_of_when_it_comes_and_goes(field, qtbot):
    with qtbot.waitSignal(field.focused):
        field.setFocus()
    assert field.slider.hasFocus()
    with qtbot.waitSignal(field.left):
        field.slider.clearFocus()


def test_a_place_in_the_words_comes_back(field):
    field.set_text("7\nsome words")
    field._own.area.setFocus()
    field._own.area.caret = 4
    assert field.caret == 5
    field.set_text("7\nsome words")
    field.slider.setFocus()
    field.caret = 5
    field.setFocus()
    assert field._own.area.hasFocus()
    assert field._own.area.caret == 4


def test_what_a_search_found_is_selected(field):
    field.set_text("7\nsome words")
    field.select_found("words", 7)
    assert field._own.area.selected() == "words"
    field.select_found("7", 0)
    field.setFocus()
    assert field.slider.hasFocus()


def test_a_passage_of_the_reading_can_be_quoted_beside_a_number(field, edits):
    press(field, KEYS.Key_Space)
    field.insert_quote("a passage")
    assert field.text() == "4\n“a passage”\n"
    assert field._own.isVisible()


def test_how_it_is_kept_is_said_below(field):
    field.set_text("7")
    field.set_status("Saved 20:41")
    assert field.status == "Saved 20:41"
    field.set_text("7\ntwo words")
    assert field.status == "Saved 20:41 · 2 words"


@pytest.mark.parametrize("zoom", [100, 250])
def test_long_words_at_the_ends_are_wrapped_and_nothing_is_cut(look, stand_in_page, zoom):
    look.set_zoom(zoom)
    scale = Scale(0, 100, "not at all, not even for a moment " * 5, "all of the time " * 8)
    field = stand_in_page(field_for(replace(PROMPT, scale=scale), look), 400, 600)
    assert field.width() <= 400
    for label in field.findChildren(QLabel):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width())


def test_a_scale_whose_details_are_lost_is_answered_as_text(look, stand_in_page):
    field = stand_in_page(field_for(replace(PROMPT, scale=None), look))
    field.set_text("7")
    assert field.area.text() == "7"
