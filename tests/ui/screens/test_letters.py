"""Letters in the window: written, kept, copied from, blacked out, and never out of sight when they leave."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QTabBar, QTextEdit
from shiboken6 import isValid

from resilience_desktop.errors import DiskFull
from resilience_desktop.workbook import Body, Passage, Source
from tests.ui.screens.export_steps import press_button, says
from tests.ui.screens.letter_steps import (
    PASSPHRASE,
    area_of,
    black_out,
    letters_of,
    new_letter,
    quote,
    refuse,
)
from ui.letters import writing
from ui.session import State
from ui.tour.player import named, press, shown, type_text
from ui.widgets.quiet_list import QuietList
from ui.widgets.source_text import SourceText

KEYS, SHIFT, CTRL = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def test_a_letter_begins_empty_and_holds_only_what_is_copied(qtbot, letter, kept):
    assert area_of(letter).body() == Body()
    assert named("To", QTextEdit, letter).toPlainText() == ""
    type_text(named("To", QTextEdit, letter), "the facilitator")
    assert says(letter, "A letter to the facilitator")
    assert says(letter, "2 Experiences · 22 November 2026")
    quote(letter, "that cover is planned")
    assert says(letter, "Copied into the letter.")
    qtbot.waitUntil(lambda: says(letter, "Saved 20:41"))
    (found,) = kept(letters_of)
    answered = kept(lambda vault: vault.reflection(1)).answers[-1]
    source = Source(1, answered.prompt.id, answered.changed)
    assert (found.to, found.body) == (
        "the facilitator",
        Body("that cover is planned\n", (Passage(0, 0, source),)),
    )


def test_leaving_and_coming_back_finds_the_letter_as_it_was(qtbot, letter):
    type_text(area_of(letter), "Dear you, Gudrun")
    black_out(letter, "Gudrun")
    body = area_of(letter).body()
    press_button(letter, "All letters")
    qtbot.waitUntil(shown("Letters", QuietList))
    lines = named("Letters", QuietList, letter)
    assert lines.item(0).text() == "A letter\n22 November 2026, 20:41"
    press(lines, KEYS.Key_Return)
    qtbot.waitUntil(lambda: area_of(letter) is not None and area_of(letter).isVisible())
    qtbot.waitUntil(lambda: area_of(letter).body() == body)


def test_locking_saves_the_letter_with_what_is_blacked_out(qtbot, letter_window, session, kept):
    type_text(area_of(letter_window), "Dear you, Gudrun")
    black_out(letter_window, "Gudrun")
    with qtbot.waitSignal(session.locked):
        letter_window.lock()
    with qtbot.waitSignal(session.unlocked, timeout=20_000):
        session.unlock(PASSPHRASE, pytest.fail)
    (found,) = kept(letters_of)
    assert found.body == Body("Dear you, Gudrun", (), ((10, 16),))


def test_a_lock_on_a_full_disk_brings_the_letter_back_with_its_words(
    qtbot, letter_window, session, monkeypatch, kept
):
    type_text(area_of(letter_window), "nothing is lost")
    black_out(letter_window, "lost")
    with monkeypatch.context() as full:
        full.setattr("resilience_desktop.vault.letters.Letters.save", refuse)
        with qtbot.waitSignal(session.covered):
            letter_window.lock()
        assert session.state is State.COVERED
        with qtbot.waitSignal(session.unlocked, timeout=20_000):
            session.unlock(PASSPHRASE, pytest.fail)
    qtbot.waitUntil(lambda: area_of(letter_window) is not None and area_of(letter_window).isVisible())
    assert area_of(letter_window).body() == Body("nothing is lost", (), ((11, 15),))
    qtbot.waitUntil(lambda: says(letter_window, "Saved 20:41"))
    assert [found.body for found in kept(letters_of)] == [area_of(letter_window).body()]


def test_a_letter_that_cannot_be_saved_stays_and_says_why(qtbot, letter_window, monkeypatch):
    monkeypatch.setattr("resilience_desktop.vault.letters.Letters.save", refuse)
    type_text(area_of(letter_window), "words")
    press(letter_window, KEYS.Key_Escape)
    qtbot.waitUntil(lambda: says(letter_window, str(DiskFull())))
    assert area_of(letter_window).isVisible()
    assert area_of(letter_window).body().text == "words"
    letter_window.centralWidget()._choose("today")
    qtbot.waitUntil(lambda: says(letter_window, str(DiskFull())))
    assert area_of(letter_window).isVisible()


@pytest.fixture
def gate(session):
    """Return what lets the worker go on; until then it is busy."""
    opened = threading.Event()
    session.ask(lambda _: opened.wait(20), lambda _: None, pytest.fail, session)
    yield opened
    opened.set()


@pytest.mark.parametrize("leave", [(KEYS.Key_Escape,), (KEYS.Key_K, CTRL)], ids=["esc", "search"])
def test_a_letter_that_is_being_left_takes_no_word_that_would_be_lost(
    qtbot, letter_window, kept, gate, leave
):
    area = area_of(letter_window)
    type_text(area, "words")
    press(letter_window, *leave)
    type_text(area, " too late")
    seen = area.body().text
    gate.set()
    qtbot.waitUntil(lambda: not isValid(area) or not area.isVisible())
    assert [found.body.text for found in kept(letters_of)] == [seen]


def test_a_removed_letter_is_not_saved_again(qtbot, letter, kept, gate, monkeypatch):
    monkeypatch.setattr(writing, "confirm_delete_letter", lambda _: True)
    type_text(area_of(letter), "words")
    press_button(letter, "Delete this letter…")
    letter.findChild(writing.WritingPage)._autosave.flush()  # as its clock would while the worker is busy
    gate.set()
    qtbot.waitUntil(lambda: says(letter, "There is no letter yet"))
    assert kept(letters_of) == []


def test_a_letter_is_removed_only_after_asking(qtbot, letter, kept, monkeypatch):
    type_text(area_of(letter), "words")
    answers = [False, True]
    monkeypatch.setattr(writing, "confirm_delete_letter", lambda _: answers.pop(0))
    press_button(letter, "Delete this letter…")
    qtbot.waitUntil(lambda: says(letter, "Saved 20:41"))
    type_text(area_of(letter), " and more")
    press_button(letter, "Delete this letter…")
    qtbot.waitUntil(lambda: says(letter, "There is no letter yet"))
    assert kept(letters_of) == []


def test_another_round_can_be_chosen(qtbot, letters_screen, write):
    write("what was said first")
    window = new_letter(qtbot, letters_screen("what came later"))
    rounds = named("Reflection", QComboBox, window)
    qtbot.waitUntil(lambda: rounds.count() == 2 and bool(window.findChildren(SourceText)))
    assert rounds.itemText(0).startswith("22 November 2026, 20:41 · ")
    assert window.findChild(SourceText).toPlainText() == "what came later"
    rounds.setFocus()
    press(rounds, KEYS.Key_Down)
    rounds.activated.emit(rounds.currentIndex())
    qtbot.waitUntil(
        lambda: "what was said first" in [a.toPlainText() for a in window.findChildren(SourceText)]
    )


def test_everything_can_be_done_with_the_keyboard_alone(qtbot, letter_window, kept):
    assert QApplication.focusWidget() is area_of(letter_window)
    type_text(area_of(letter_window), "Dear you,")
    press(area_of(letter_window), KEYS.Key_Return)
    answer = letter_window.findChild(SourceText)
    _tab_to(answer)
    for _ in range(len("It would help")):
        press(answer, KEYS.Key_Right, SHIFT)
    press(answer, KEYS.Key_Tab)
    press(QApplication.focusWidget(), KEYS.Key_Space)
    assert area_of(letter_window).body().text == "Dear you,\nIt would help\n"
    _tab_to(area_of(letter_window))
    press(area_of(letter_window), KEYS.Key_Up)
    _tab_to(named("Black out", QAbstractButton, letter_window))
    press(QApplication.focusWidget(), KEYS.Key_Space)
    assert QApplication.focusWidget() is area_of(letter_window)
    assert area_of(letter_window).body().hidden == ((10, 23),)
    assert says(letter_window, "These words are blacked out")
    _tab_to(named("Copy", QAbstractButton, letter_window))
    press(QApplication.focusWidget(), KEYS.Key_Return)
    qtbot.waitUntil(lambda: says(letter_window, "Copied. It can be pasted"))
    press(letter_window, KEYS.Key_Escape)
    qtbot.waitUntil(lambda: says(letter_window, "To a facilitator, or to anyone"))
    press(letter_window, KEYS.Key_Escape)
    qtbot.waitUntil(
        lambda: letter_window.centralWidget().page is not None and not area_is_shown(letter_window)
    )


def _tab_to(widget):
    for _ in range(40):
        if QApplication.focusWidget() is widget:
            return
        press(QApplication.focusWidget(), KEYS.Key_Tab)
    pytest.fail("the Tab key does not get there")


def area_is_shown(window):
    return any(list_.isVisible() for list_ in window.findChildren(QuietList))


def test_where_there_is_little_room_answers_and_letter_are_tabs(letter_window, look):
    for size, zoom in (((900, 640), 200), ((760, 640), 100)):
        look.set_zoom(zoom)
        letter_window.resize(*size)
        tabs = named("Answers or letter", QTabBar, letter_window)
        assert area_of(letter_window).isVisible()
        tabs.setCurrentIndex(0)
        assert letter_window.findChild(SourceText).isVisible()
        assert not area_of(letter_window).isVisible()
        quote(letter_window, "cover")
        tabs.setCurrentIndex(1)
        for button in letter_window.findChildren(QAbstractButton):
            assert not button.isVisible() or button.width() >= button.minimumSizeHint().width()
    assert area_of(letter_window).body().text == "cover\ncover\n"


def test_a_word_that_is_being_composed_beside_the_letter_is_saved_with_it(letter):
    to = named("To", QTextEdit, letter)
    QApplication.sendEvent(to, QInputMethodEvent("茶", []))
    assert letter.unsaved().state.to == "茶"
