"""Words to let go of within a reading: nothing takes them out of the field, and one gesture ends them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from resilience_desktop.workbook import Prompt
from tests.ui.screens.export_steps import says
from ui.tour.player import press, type_text
from ui.widgets.fields import field_for
from ui.widgets.prompt_card import PromptCard
from ui.widgets.release_field import CLOSED, GONE, PROMISE

CONTROL = Qt.KeyboardModifier.ControlModifier
PROMPT = Prompt("leave", "To leave", "What would you leave there?", type="release")


@pytest.fixture
def field(look, stand_in_page):
    made = stand_in_page(field_for(PROMPT, look))
    made.heard = []
    made.edited.connect(lambda: made.heard.append("edited"))
    made.setFocus()
    type_text(made.fleeting, "what nobody shall read")
    return made


def test_what_is_written_is_no_text_of_the_answer_and_no_edit(field):
    assert field.fleeting.toPlainText() == "what nobody shall read"
    assert (field.text(), field.heard, field.status, field.caret) == ("", [], "", 0)


def test_it_says_what_becomes_of_the_words(field):
    assert says(field, PROMISE)
    assert PROMISE in field.fleeting.accessibleDescription()
    assert field.fleeting.accessibleName() == PROMPT.ask


@pytest.mark.parametrize("by_key", [True, False])
def test_one_gesture_lets_the_words_go_and_says_so(field, by_key):
    if by_key:
        press(field.fleeting, Qt.Key.Key_Return, CONTROL)
    else:
        (button,) = field.findChildren(QPushButton)
        assert button.accessibleName() == "Let it go: To leave"
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert field.fleeting.toPlainText() == ""
    assert says(field, GONE)
    press(field.fleeting, Qt.Key.Key_Z, CONTROL)
    assert field.fleeting.toPlainText() == ""
    assert says(field, PROMISE)


def test_words_are_not_hidden_by_a_card_that_does_not_apply(look, stand_in_page):
    card = stand_in_page(PromptCard(1, PROMPT, look))
    type_text(card.editor.fleeting, "heavy")
    card.set_applies(False)
    assert not card.folded
    card.editor.let_go()
    card.set_applies(False)
    assert card.folded


def test_nothing_that_comes_later_brings_words_in(field):
    field.replace_with("from a version")
    field.finish_composing()
    assert (field.text(), field.heard) == ("", [])


def test_words_that_were_kept_once_are_shown_and_stay(field):
    field.set_text("kept by an earlier edition")
    assert field.text() == "kept by an earlier edition"
    assert field._shown.isVisible()
    assert field.fleeting.toPlainText() == "what nobody shall read"
    field.set_text("")
    assert not field._shown.isVisible()


def test_an_older_round_has_nothing_to_show(field):
    field.set_read_only(True)
    assert not field.fleeting.isVisible()
    assert says(field, CLOSED)
    field.set_read_only(False)
    assert field.fleeting.isVisible()


def test_the_keyboard_is_told_of(field, qtbot):
    field.fleeting.clearFocus()
    with qtbot.waitSignal(field.focused):
        field.setFocus()


def test_it_grows_with_the_words_up_to_a_point(field, qtbot):
    before = field.fleeting.height()
    for _ in range(30):
        press(field.fleeting, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: field.fleeting.height() > before)
    assert field.fleeting.height() <= 10 * 24 + 8
