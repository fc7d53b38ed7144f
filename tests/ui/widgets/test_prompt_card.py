"""A prompt that does not apply steps back, but never takes words with it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from resilience_desktop.workbook import Noticed, Prompt
from ui.widgets.prompt_card import PromptCard

PROMPT = Prompt("all-in", "All in", "If you were all in?", "Take your time.", when=Noticed.ALL_IN)


@pytest.fixture
def card(look, stand_in_page):
    return stand_in_page(PromptCard(4, PROMPT, look))


def opener(card):
    return next(b for b in card.findChildren(QPushButton) if b.accessibleName() == "Open anyway: All in")


def test_a_prompt_is_open_until_it_is_known_not_to_apply(card):
    assert not card.folded
    assert card.editor.isVisible()
    assert not opener(card).isVisible()


def test_a_prompt_that_does_not_apply_is_folded_to_its_question(card):
    card.set_applies(False)
    assert card.folded
    assert not card.editor.isVisible()
    assert opener(card).isVisible()
    assert card._question.isVisible()
    assert not card._help.isVisible()


def test_it_unfolds_when_it_applies_again(card):
    card.set_applies(False)
    card.set_applies(True)
    assert card.editor.isVisible()
    assert not opener(card).isVisible()


def test_it_can_be_opened_anyway_by_keyboard_and_stays_open(card):
    card.set_applies(False)
    opener(card).setFocus()
    QTest.keyClick(opener(card), Qt.Key.Key_Space)
    assert card.editor.area.hasFocus()
    card.set_applies(True)
    card.set_applies(False)
    assert not card.folded


def test_words_are_never_hidden(card):
    card.editor.set_text("written before")
    card.set_applies(False)
    assert card.editor.isVisible()


def test_words_that_come_later_open_it(card):
    card.set_applies(False)
    card.editor.set_text("written elsewhere")
    assert card.editor.isVisible()
    card.editor.set_text("")
    assert card.folded


def test_emptying_an_answer_does_not_take_the_editor_away(card):
    card.editor.set_text("a")
    card.set_applies(False)
    card.editor.setFocus()
    QTest.keyClick(card.editor.area, Qt.Key.Key_Backspace)
    assert card.editor.text() == ""
    assert card.editor.isVisible()


def test_number_question_and_help_are_said(card):
    assert card._number.text() == "4"
    assert card._question.text() == PROMPT.ask
    assert card._help.text() == PROMPT.help
    assert card._help.isVisible()


def test_a_prompt_without_help_leaves_no_gap(look, stand_in_page):
    card = stand_in_page(PromptCard(1, Prompt("a", "A", "Ask?"), look))
    assert not card._help.isVisible()
    assert card.editor.y() == card._question.geometry().bottom() + 1 + 8


@pytest.mark.parametrize("zoom", [100, 250])
def test_the_question_is_wrapped_and_never_cut(look, stand_in_page, zoom):
    look.set_zoom(zoom)
    card = stand_in_page(PromptCard(1, Prompt("a", "A", "What went through you? " * 6), look), 400, 600)
    question = card._question
    assert question.height() >= question.heightForWidth(question.width())
    assert question.geometry().right() <= card.width()
    assert card.width() <= 400


NOTED = Prompt("hard", "Hard", "What hurt?", note="The next question touches on being hurt.")


def test_a_content_note_comes_before_its_question_until_the_person_asks_for_it(look, stand_in_page):
    card = stand_in_page(PromptCard(1, NOTED, look))
    assert card._question.text() == NOTED.note
    assert not card.editor.isVisible()
    (button,) = (b for b in card.findChildren(QPushButton) if b.isVisible())
    assert button.accessibleName() == "Show the question: Hard"
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert card._question.text() == NOTED.ask
    assert card.editor.isVisible()


def test_a_content_note_hides_no_words(look, stand_in_page):
    card = stand_in_page(PromptCard(1, NOTED, look))
    card.editor.set_text("It was long ago.")
    assert card._question.text() == NOTED.ask
    assert card.editor.isVisible()
