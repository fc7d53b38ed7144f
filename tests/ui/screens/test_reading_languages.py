"""A reading in several languages is switched in its head; neither place nor word is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextEdit, QWidget

from resilience_desktop.errors import DiskFull
from resilience_desktop.vault import Vault
from tests.ui.screens.test_looking_back import button, is_there, said
from ui.desk import Desk
from ui.screens.today import LET_GO_FIRST, TodayScreen
from ui.tour.player import click, named, press, type_text
from ui.widgets.fleeting_text import FleetingText
from ui.widgets.language_switch import LanguageSwitch

PAUSE = "self-compassion-break"


@pytest.fixture
def shown(qtbot, session, open_window, opened):
    """Return the window on the reading that came in two languages."""
    window = open_window(opened)
    with qtbot.waitSignal(session.page_opened):
        session.open_reading(PAUSE, pytest.fail)
    qtbot.waitUntil(lambda: is_there(window, "Deutsch"))
    return window


def today(window):
    return next(screen for screen in window.findChildren(TodayScreen) if screen.isVisible())


def editor(window, place):
    return named(today(window).page.reading.prompts[place].ask, QTextEdit, window)


def write(qtbot, session, window, words):
    type_text(editor(window, 1), words)
    with qtbot.waitSignal(session.saved):
        today(window).flush()


def switch_to(qtbot, session, window, name):
    with qtbot.waitSignal(session.page_opened):
        click(button(window, name))
    qtbot.waitUntil(lambda: named("Reading", QTextEdit, window).hasFocus())


def test_a_reading_in_one_language_shows_no_switch(open_window, opened):
    window = open_window(opened)
    assert not window.findChildren(LanguageSwitch)


def test_the_reading_and_its_questions_turn_and_the_words_just_typed_are_there(qtbot, session, shown):
    editor(shown, 1).setFocus()
    type_text(editor(shown, 1), "not saved yet")
    switch_to(qtbot, session, shown, "Deutsch")
    page = today(shown).page
    assert page.reading.language == "de"
    assert named("Reading", QTextEdit, shown).locale().name() == "de_DE"
    assert editor(shown, 1).accessibleName() == page.reading.prompts[1].ask
    assert editor(shown, 1).toPlainText() == "not saved yet"
    switch_to(qtbot, session, shown, "English")
    assert editor(shown, 1).toPlainText() == "not saved yet"


def test_the_place_in_the_reading_and_in_the_prompts_stays(qtbot, session, shown):
    reading = named("Reading", QTextEdit, shown)
    reading.scroll_fraction = 0.5
    today(shown)._pane.scroll_fraction = 0.4
    switch_to(qtbot, session, shown, "Deutsch")
    turned = named("Reading", QTextEdit, shown)
    assert turned is not reading
    qtbot.waitUntil(lambda: turned.scroll_fraction == pytest.approx(0.5, abs=0.02))
    assert today(shown)._pane.scroll_fraction == pytest.approx(0.4, abs=0.02)


def test_the_switch_is_reached_before_the_reading_with_the_keyboard(qtbot, session, shown):
    reading = named("Reading", QTextEdit, shown)
    reading.setFocus()
    press(reading, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(button(shown, "Deutsch").hasFocus)
    with qtbot.waitSignal(session.page_opened):
        press(button(shown, "Deutsch"), Qt.Key.Key_Space)


def test_where_the_words_cannot_be_saved_the_page_stays_with_them(qtbot, session, shown, monkeypatch):
    def full(*_, **__):
        raise DiskFull

    type_text(editor(shown, 1), "held")
    with monkeypatch.context() as patched:
        patched.setattr(Vault, "save", full)
        patched.setattr(Vault, "go_on_in", full)
        patched.setattr(Vault, "set_fact", full)
        with qtbot.waitSignal(session.save_failed):
            click(button(shown, "Deutsch"))
        qtbot.waitUntil(today(shown).isEnabled)
    assert today(shown).page.reading.language == "en-GB"
    assert editor(shown, 1).toPlainText() == "held"
    assert button(shown, "English").isChecked()


def test_what_waits_for_a_language_that_does_not_come_is_let_go(qtbot, session, shown, monkeypatch):
    def full(*_):
        raise DiskFull

    with monkeypatch.context() as patched:
        patched.setattr(Desk, "read_in", full)
        click(button(shown, "Deutsch"))
        shown.centralWidget().visit("settings")
        qtbot.waitUntil(today(shown).isEnabled)
    switch_to(qtbot, session, shown, "Deutsch")
    assert shown.findChildren(QWidget, "settings") == []


def test_an_older_round_shows_the_wording_that_each_answer_answers_and_no_switch(qtbot, session, shown):
    english = today(shown).page
    write(qtbot, session, shown, "this is hard")
    switch_to(qtbot, session, shown, "Deutsch")
    with qtbot.waitSignal(session.page_opened):
        session.reflect_again(PAUSE, pytest.fail)
    write(qtbot, session, shown, "das war schwer")
    with qtbot.waitSignal(session.page_opened):
        session.open_reflection(english.reflection_id, pytest.fail)
    qtbot.waitUntil(lambda: is_there(shown, "Continue writing"))
    assert not is_there(shown, "English")
    asked = named(english.reading.prompts[1].ask, QTextEdit, shown)
    assert asked.toPlainText() == "this is hard"
    assert today(shown).page.reading.language == "de"
    click(button(shown, "Continue writing"))
    qtbot.waitUntil(lambda: is_there(shown, "English"))


def test_words_to_let_go_of_are_not_dropped_without_a_word(qtbot, session, shown):
    fleeting = FleetingText(today(shown)._look)
    fleeting.setParent(today(shown))
    fleeting.setPlainText("only here")
    with qtbot.assertNotEmitted(session.page_opened, wait=0):
        click(button(shown, "Deutsch"))
    assert said(shown, LET_GO_FIRST)
    assert today(shown).isEnabled()
    fleeting.forget()
    switch_to(qtbot, session, shown, "Deutsch")
