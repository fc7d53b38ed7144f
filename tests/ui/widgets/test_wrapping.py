"""A word longer than any page breaks anywhere, so that it is laid out at once; others break between words."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextOption

from ui.widgets.answer_text import AnswerText
from ui.widgets.wrapping import LONGEST_WORD

USUAL, ANYWHERE = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere, QTextOption.WrapMode.WrapAnywhere
ENDLESS = "a" * (LONGEST_WORD + 1)


@pytest.fixture
def answer(qtbot, look):
    made = AnswerText(look)
    qtbot.addWidget(made)
    return made


def test_an_endless_word_breaks_anywhere_and_stays_as_it_is(answer):
    answer.set_text(f"before {ENDLESS}")
    assert answer.wordWrapMode() == ANYWHERE
    assert answer.text() == f"before {ENDLESS}"


def test_words_break_between_words_again_once_it_is_gone(answer):
    answer.set_text(ENDLESS)
    answer.set_text("one word and another " * LONGEST_WORD)
    assert answer.wordWrapMode() == USUAL


@pytest.mark.parametrize("put", ["_write", "replace_with"])
def test_an_endless_word_that_comes_in_later_breaks_anywhere_too(answer, put):
    getattr(answer, put)(ENDLESS)
    assert answer.wordWrapMode() == ANYWHERE
    assert answer.text() == ENDLESS
