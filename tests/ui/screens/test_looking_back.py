"""Older rounds are shown as written until they are continued; earlier words stand beside the prompt."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTextEdit

from resilience_desktop.errors import DiskFull
from resilience_desktop.vault.bin import Bin
from resilience_desktop.vault.history import History
from tests.ui.conftest import PASSPHRASE
from ui import dialogs
from ui.tour.player import TourStopped, click, named, press, type_text
from ui.widgets.earlier_answers import LINES, WrittenText


@pytest.fixture
def two(write, clock):
    """Return the pages of two rounds, the older one first."""
    older = write("what was, once", "")
    clock.advance(days=14)
    return older, write("what is now")


@pytest.fixture
def shown(open_window, opened, two):
    """Return the window on the open vault with two rounds."""
    return open_window(opened)


@pytest.fixture
def show(opened_at):
    return opened_at


def lock_and_unlock(qtbot, session, window):
    with qtbot.waitSignal(session.locked):
        window.lock()
    with qtbot.waitSignal(session.unlocked, timeout=20_000) as heard:
        session.unlock(PASSPHRASE, pytest.fail)
    return heard.args[0]


def area(window, page, number=0):
    return named(page.reading.prompts[number].ask, QTextEdit, window)


def button(window, words):
    return named(words, QPushButton, window)


def is_there(window, words):
    try:
        return button(window, words) is not None
    except TourStopped:
        return False


def said(window, words):
    return any(words in label.text() for label in window.findChildren(QLabel) if label.isVisible())


def before(page, number=0):
    return f"What I wrote before: {page.reading.prompts[number].label}"


def test_an_older_round_is_shown_as_it_was_written(shown, two, show):
    assert not show(two[1]).page.as_written
    assert not area(shown, two[1]).isReadOnly()
    assert not is_there(shown, "Continue writing")
    assert show(two[0]).page.as_written
    assert not is_there(shown, before(two[0]))  # there was nothing before it
    with pytest.raises(TourStopped):
        area(shown, two[0], 1)  # what was not answered then is folded
    assert not is_there(shown, f"Open anyway: {two[0].reading.prompts[1].label}")
    assert not button(shown, "I noticed resistance").isEnabled()
    answer = area(shown, two[0])
    assert said(shown, "Written on 22 November 2026")
    assert answer.toPlainText() == "what was, once"
    assert QAccessible.queryAccessibleInterface(answer).state().readOnly
    answer.setFocus()
    for key in (Qt.Key.Key_A, Qt.Key.Key_Return, Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
        press(answer, key)
    press(answer, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    press(answer, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert answer.toPlainText() == "what was, once"
    assert not shown.centralWidget().drafts()
    press(answer, Qt.Key.Key_Home)
    press(answer, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    press(answer, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "what was, once"


def test_continuing_keeps_the_caret_and_saves(qtbot, shown, session, two, show, kept):
    show(two[0])
    answer = area(shown, two[0])
    answer.setFocus()
    answer.caret = 8
    click(button(shown, "Continue writing"))
    qtbot.waitUntil(answer.hasFocus)
    type_text(answer, ",")
    with qtbot.waitSignal(session.saved):
        shown.centralWidget().flush()
    assert kept(lambda vault: vault.reflection(two[0].reflection_id)).answers[0].text == "what was,, once"


def test_unlocking_returns_to_the_same_page_in_the_same_state(qtbot, shown, session, two, show):
    show(two[0])
    again = lock_and_unlock(qtbot, session, shown)
    assert (again.page.reflection_id, again.page.as_written) == (two[0].reflection_id, True)
    qtbot.waitUntil(lambda: is_there(shown, "Continue writing"))
    click(button(shown, "Continue writing"))
    again = lock_and_unlock(qtbot, session, shown)
    assert (again.page.reflection_id, again.page.as_written) == (two[0].reflection_id, False)
    assert show(two[0]).page.as_written  # opened from the list, it is read again
    assert lock_and_unlock(qtbot, session, shown).page.as_written


def test_earlier_answers_are_fetched_when_they_are_unfolded(qtbot, shown, two, show, monkeypatch):
    fetched, fetch = [], History.earlier

    def note(history, *arguments):
        fetched.append(arguments)
        return fetch(history, *arguments)

    monkeypatch.setattr(History, "earlier", note)
    show(two[1])
    assert not is_there(shown, before(two[1], 1))  # nothing was written there
    opener = button(shown, before(two[1]))
    assert fetched == []
    opener.setFocus()
    press(opener, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(shown.findChildren(WrittenText)))
    (earlier,) = shown.findChildren(WrittenText)
    assert earlier.isReadOnly()
    assert earlier.toPlainText() == "what was, once"
    assert not said(shown, "Asked then")
    type_text(area(shown, two[1]), "x")
    with qtbot.waitSignal(shown.centralWidget()._session.saved):
        shown.centralWidget().flush()
    assert earlier.isVisible()
    click(opener)
    click(opener)
    assert len(fetched) == 1
    assert shown.findChildren(WrittenText) == [earlier]


def test_many_rounds_come_five_at_a_time_with_what_they_answered(qtbot, shown, session, kept, show, reading):
    def fill(vault):
        asked_then = replace(reading.prompts[0], ask="Asked otherwise?")
        old = replace(reading, prompts=(asked_then, *reading.prompts[1:]))
        with vault.together():
            for number in range(12):
                asked = old if number < 10 else reading
                edition = vault.keep_edition(asked)
                vault.save(
                    vault.begin(edition).id,
                    {asked.prompts[0]: f"round {number} " * (90 if number == 10 else 1)},
                )
        return vault.summaries()[0]

    newest = kept(fill)
    with qtbot.waitSignal(session.page_opened) as turned:
        session.open_reflection(newest.id, pytest.fail)
    click(button(shown, before(turned.args[0].page)))
    qtbot.waitUntil(lambda: len(shown.findChildren(WrittenText)) == 5)
    long, *_, fifth = shown.findChildren(WrittenText)
    assert fifth.toPlainText() == "round 6 "
    qtbot.waitUntil(lambda: said(shown, "Asked then: Asked otherwise?"))
    assert long.height() <= LINES * 24 + 4 < long.document().size().height()
    click(button(shown, "Show earlier"))
    qtbot.waitUntil(lambda: len(shown.findChildren(WrittenText)) == 10)
    click(button(shown, "Show earlier"))
    qtbot.waitUntil(lambda: len(shown.findChildren(WrittenText)) == 13)
    assert not is_there(shown, "Show earlier")


def test_a_changed_pack_is_told_of(shown, kept, qtbot, session, reading):
    def fill(vault):
        old = replace(reading, id="other", title="Gone", markdown="# Gone\n")
        for _ in range(2):
            number = vault.begin(vault.keep_edition(old)).id
            vault.save(number, {old.prompts[0]: "stays"})
        return number

    newest = kept(fill)
    for number, words in ((newest - 1, ", from an earlier edition"), (newest, "From an earlier edition")):
        with qtbot.waitSignal(session.page_opened):
            session.open_reflection(number, pytest.fail)
        assert said(shown, words)


def test_a_page_goes_to_the_bin_and_back_at_once(qtbot, shown, session, two, show, kept):
    show(two[1])
    type_text(area(shown, two[1]), "!")
    with qtbot.waitSignal(session.bin_changed, check_params_cb=lambda holds: holds):
        button(shown, "Move to the bin").click()
    assert area(shown, two[1]).isReadOnly()
    assert said(shown, "In the bin.")
    assert [s.id for s in shown.centralWidget().summaries] == [two[0].reflection_id]
    assert is_there(shown, "Bin")
    with qtbot.waitSignal(session.bin_changed, check_params_cb=lambda holds: not holds):
        click(button(shown, "Put back"))
    qtbot.waitUntil(lambda: not area(shown, two[1]).isReadOnly())
    assert len(shown.centralWidget().summaries) == 2
    assert not is_there(shown, "Bin")
    assert kept(lambda vault: vault.reflection(two[1].reflection_id)).answers[0].text == "what is now!"


@pytest.fixture
def bin_page(qtbot, shown, two, session, kept):
    kept(lambda vault: (vault.bin.put_in(two[0].reflection_id), vault.bin.put_in(two[1].reflection_id)))
    with qtbot.waitSignal(session.bin_changed, check_params_cb=lambda holds: holds):
        session.list_again()
    click(button(shown, "Bin"))
    qtbot.waitUntil(lambda: is_there(shown, "Empty the bin…"))
    return shown


def test_a_full_disk_does_not_hide_the_bin(qtbot, session, two, kept, monkeypatch):
    monkeypatch.setattr(Bin, "tidy", lambda _: (_ for _ in ()).throw(DiskFull()))
    kept(lambda vault: vault.bin.put_in(two[0].reflection_id))
    with qtbot.waitSignal(session.bin_changed) as told:
        session.list_again()
    assert told.args == [True]


def test_the_bin_lists_what_lies_there_and_gives_it_back(qtbot, bin_page, session, kept):
    assert said(bin_page, "in the bin since 6 December 2026")
    with qtbot.waitSignal(session.summaries_changed):
        click(button(bin_page, "Put back: 22 November 2026, 20:41"))
    qtbot.waitUntil(lambda: not is_there(bin_page, "Put back: 22 November 2026, 20:41"))
    qtbot.waitUntil(lambda: is_there(bin_page, "Put back: 6 December 2026, 20:41"))
    qtbot.waitUntil(button(bin_page, "Put back: 6 December 2026, 20:41").hasFocus)
    assert len(kept(lambda vault: vault.summaries())) == 1


def test_emptying_asks_first(qtbot, bin_page, kept, monkeypatch):
    for bold in (False, True):
        monkeypatch.setattr(dialogs, "_confirm", lambda *_, bold=bold: bold)
        click(button(bin_page, "Empty the bin…"))
        assert kept(lambda vault: vault.bin.is_empty()) == bold
    qtbot.waitUntil(lambda: said(bin_page, "The bin is empty."))
    assert said(bin_page, "Removed for good.")
    assert kept(lambda vault: vault.counts().reflections) == 0


def test_what_cannot_be_removed_is_told_in_a_sentence(qtbot, bin_page, monkeypatch):
    def refuse(_):
        raise DiskFull

    monkeypatch.setattr(dialogs, "_confirm", lambda *_: True)
    monkeypatch.setattr(Bin, "empty", refuse)
    click(button(bin_page, "Empty the bin…"))
    qtbot.waitUntil(lambda: said(bin_page, str(DiskFull())))
    qtbot.waitUntil(button(bin_page, "Empty the bin…").isEnabled)


def test_locking_under_the_question_empties_nothing(qtbot, bin_page, session, monkeypatch):
    def lock_meanwhile(*_):
        with qtbot.waitSignal(session.locked):
            bin_page.lock()
        return True

    monkeypatch.setattr(dialogs, "_confirm", lock_meanwhile)
    QTest.mouseClick(button(bin_page, "Empty the bin…"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(session.unlocked, timeout=20_000):
        session.unlock(PASSPHRASE, pytest.fail)
    qtbot.waitUntil(lambda: is_there(bin_page, "Bin"))


def test_what_was_long_enough_in_the_bin_is_removed_after_unlocking(qtbot, bin_page, session, clock, kept):
    for _ in range(2):
        clock.advance(days=15)
        with qtbot.waitSignal(session.bin_changed):
            lock_and_unlock(qtbot, session, bin_page)
    assert kept(lambda vault: vault.counts().reflections) == 0
