"""Letters in the window: written, kept, copied from, blacked out, and never out of sight when they leave."""

import errno
import os
from hashlib import sha256

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QTabBar, QTextEdit
from shiboken6 import delete

from resilience_desktop.errors import DiskFull
from resilience_desktop.workbook import Body, Form, Kind, Leaving, Passage, Source
from tests.ui.screens.export_steps import box, pages_of, press_button, says, text_of
from ui import file_saving
from ui.autolock import AutoLock
from ui.letters import ledger as ledger_page
from ui.letters import writing
from ui.main_window import MainWindow
from ui.page_making import PageMaking
from ui.parts import Parts
from ui.screens.letters import LettersScreen
from ui.session import State
from ui.tour.player import named, press, shown, type_text
from ui.widgets.letter_text import LetterText
from ui.widgets.quiet_list import QuietList
from ui.widgets.source_text import SourceText

KEYS, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PASSPHRASE = "otter lantern quiet harbour"
ANSWER = "It would help to know that cover is planned, and that Gudrun is kind."


@pytest.fixture
def begin(qtbot, session, look, preferences, clock, write):
    """Return a function that writes answers, then shows the window with the list of letters."""
    made = []

    def show(*answers):
        page = write(*answers)
        window = MainWindow(
            session, look, preferences, AutoLock(QApplication.instance(), 5), clock, "refused"
        )
        made.append(window)
        with qtbot.waitSignal(session.page_opened) as turned:
            session.open_reflection(page.reflection_id, pytest.fail)
        session.unlocked.emit(turned.args[0])
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.centralWidget().visit("letters")
        qtbot.waitUntil(lambda: says(window, "There is no letter yet"))
        return window

    yield show
    for window in made:
        window._autolock.stop()
        delete(window)


@pytest.fixture
def screen(qtbot, session, look, preferences, clock, write):
    """Return a function that writes answers, then shows the list of letters by itself."""
    made = []

    def show(*answers):
        parts = Parts(session, look, preferences, clock, "", write(*answers), *[None] * 5)
        shown_alone = LettersScreen(parts)
        made.append(shown_alone)
        shown_alone.resize(1072, 740)
        with qtbot.waitExposed(shown_alone):
            shown_alone.show()
        shown_alone.activateWindow()
        qtbot.waitUntil(lambda: shown_alone.isActiveWindow() and says(shown_alone, "There is no letter yet"))
        return shown_alone

    yield show
    for each in made:
        delete(each)


@pytest.fixture
def letter(qtbot, screen):
    """Return the screen with a new letter beside an answer."""
    return _new(qtbot, screen("", ANSWER))


@pytest.fixture
def window(qtbot, begin):
    """Return a whole window with a new letter beside an answer."""
    return _new(qtbot, begin("", ANSWER))


def _new(qtbot, shown_there):
    press_button(shown_there, "New letter")
    qtbot.waitUntil(lambda: bool(shown_there.findChildren(SourceText)))
    return shown_there


@pytest.fixture
def kept(qtbot, session):
    """Return a function that fetches something of the vault, after all that was asked for before."""

    def fetch(work):
        found = []
        session.ask(work, found.append, pytest.fail, session)
        qtbot.waitUntil(lambda: bool(found))
        return found[0]

    return fetch


@pytest.fixture
def paper(tmp_path, monkeypatch):
    folder = tmp_path / "paper"
    folder.mkdir()
    monkeypatch.setattr(file_saving, "ask_save_path", lambda _, __, proposed, ___: folder / proposed.name)
    return folder


def area_of(window):
    return window.findChild(LetterText)


def select(area, words):
    text = area.toPlainText()
    cursor = area.textCursor()
    cursor.setPosition(text.index(words))
    cursor.setPosition(text.index(words) + len(words), QTextCursor.MoveMode.KeepAnchor)
    area.setTextCursor(cursor)


def quote(window, words):
    select(window.findChild(SourceText), words)
    press_button(window, "Copy selection into the letter")


def black_out(window, words):
    select(area_of(window), words)
    press_button(window, "Black out")


def letters_of(vault):
    return [vault.letters.find(each.id) for each in vault.letters.summaries()]


def entries_of(vault):
    return vault.ledger.entries()


def refuse(*_):
    raise DiskFull


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


def test_locking_saves_the_letter_with_what_is_blacked_out(qtbot, window, session, kept):
    type_text(area_of(window), "Dear you, Gudrun")
    black_out(window, "Gudrun")
    with qtbot.waitSignal(session.locked):
        window.lock()
    with qtbot.waitSignal(session.unlocked, timeout=20_000):
        session.unlock(PASSPHRASE, pytest.fail)
    (found,) = kept(letters_of)
    assert found.body == Body("Dear you, Gudrun", (), ((10, 16),))


def test_a_lock_on_a_full_disk_brings_the_letter_back_with_its_words(
    qtbot, window, session, monkeypatch, kept
):
    type_text(area_of(window), "nothing is lost")
    black_out(window, "lost")
    with monkeypatch.context() as full:
        full.setattr("resilience_desktop.vault.letters.Letters.save", refuse)
        with qtbot.waitSignal(session.covered):
            window.lock()
        assert session.state is State.COVERED
        with qtbot.waitSignal(session.unlocked, timeout=20_000):
            session.unlock(PASSPHRASE, pytest.fail)
    qtbot.waitUntil(lambda: area_of(window) is not None and area_of(window).isVisible())
    assert area_of(window).body() == Body("nothing is lost", (), ((11, 15),))
    qtbot.waitUntil(lambda: says(window, "Saved 20:41"))
    assert [found.body for found in kept(letters_of)] == [area_of(window).body()]


def test_a_letter_that_cannot_be_saved_stays_and_says_why(qtbot, window, monkeypatch):
    monkeypatch.setattr("resilience_desktop.vault.letters.Letters.save", refuse)
    type_text(area_of(window), "words")
    press(window, KEYS.Key_Escape)
    qtbot.waitUntil(lambda: says(window, str(DiskFull())))
    assert area_of(window).isVisible()
    assert area_of(window).body().text == "words"
    window.centralWidget()._choose("today")
    qtbot.waitUntil(lambda: says(window, str(DiskFull())))
    assert area_of(window).isVisible()


def test_what_is_copied_leaves_without_the_hidden_words_and_is_noted(qtbot, letter, kept):
    type_text(named("To", QTextEdit, letter), "Gudrun's boss")
    quote(letter, "that Gudrun is kind")
    black_out(letter, "Gudrun")
    press_button(letter, "Copy")
    qtbot.waitUntil(lambda: says(letter, "Copied. It can be pasted"))
    lies_there = QGuiApplication.clipboard().mimeData()
    assert lies_there.text() == "    that ██████ is kind\n"
    assert lies_there.hasFormat("x-kde-passwordManagerHint")
    (entry,) = kept(entries_of)
    asked = kept(lambda vault: vault.reflection(1)).answers[-1].prompt.id
    assert entry.what == Leaving(Kind.LETTER, Form.COPIED, "Gudrun's boss", ((1, asked),))
    assert entry.sha256 == sha256("    that ██████ is kind\n".encode()).hexdigest()


def test_a_text_is_saved_under_a_name_that_tells_nothing_and_is_noted(qtbot, letter, kept, paper):
    type_text(area_of(letter), "Dear Gudrun")
    black_out(letter, "Gudrun")
    press_button(letter, "Save as text…")
    qtbot.waitUntil(lambda: says(letter, "Text saved: Letter 2026-11-22.txt"))
    data = (paper / "Letter 2026-11-22.txt").read_bytes()
    assert data.decode() == "Dear ██████\n"
    (entry,) = kept(entries_of)
    assert (entry.what.form, entry.sha256) == (Form.TEXT, sha256(data).hexdigest())


def test_a_place_that_refuses_is_told_and_nothing_is_noted(qtbot, letter, kept, paper, monkeypatch):
    type_text(area_of(letter), "Dear you")
    qtbot.waitUntil(lambda: says(letter, "Saved 20:41"))
    refusals = {errno.ENOSPC: "disk is full, so no file was saved", errno.EACCES: "may not be written to"}
    for code, words in refusals.items():

        def refuse_file(*_, code=code):
            raise OSError(code, os.strerror(code))

        with monkeypatch.context() as refusing:
            refusing.setattr("resilience_desktop.files.os.fsync", refuse_file)
            press_button(letter, "Save as text…")
            qtbot.waitUntil(lambda words=words: says(letter, words))
    assert list(paper.iterdir()) == []
    assert kept(entries_of) == ()


def test_a_file_that_could_not_be_noted_stays_and_is_told(qtbot, letter, kept, paper, monkeypatch):
    type_text(area_of(letter), "Dear you")
    monkeypatch.setattr("resilience_desktop.vault.ledger.Ledger.note", refuse)
    press_button(letter, "Save as text…")
    qtbot.waitUntil(lambda: says(letter, "The file is saved, but the list"))
    assert [path.name for path in paper.iterdir()] == ["Letter 2026-11-22.txt"]
    press_button(letter, "Copy")
    qtbot.waitUntil(lambda: says(letter, "It is copied, but the list"))
    assert kept(entries_of) == ()


def test_locking_while_a_file_is_written_keeps_file_and_entry(qtbot, window, session, kept, paper):
    type_text(area_of(window), "Dear you")
    with qtbot.waitSignal(session.locked):
        press_button(window, "Save as text…")
        window.lock()
    assert [path.name for path in paper.iterdir()] == ["Letter 2026-11-22.txt"]
    with qtbot.waitSignal(session.unlocked, timeout=20_000):
        session.unlock(PASSPHRASE, pytest.fail)
    assert [entry.what.form for entry in kept(entries_of)] == [Form.TEXT]
    assert [found.body.text for found in kept(letters_of)] == ["Dear you"]


def test_the_pages_are_shown_before_they_are_saved_and_the_file_is_recognised(
    qtbot, letter, kept, paper, monkeypatch
):
    type_text(area_of(letter), "Dear Gudrun, thank you")
    black_out(letter, "Gudrun")
    press_button(letter, "Save as PDF…")
    pages = letter.findChild(PageMaking)
    box(pages, "Protect with a password").click()
    type_text(QApplication.focusWidget(), "lamp by the door")
    qtbot.waitUntil(lambda: pages.ready and pages._wanted[2] != "", timeout=30_000)
    assert pages_of(pages).count == 1
    press_button(pages, "Save PDF…")
    qtbot.waitUntil(lambda: says(pages, "PDF saved: Letter 2026-11-22.pdf"), timeout=30_000)
    file = paper / "Letter 2026-11-22.pdf"
    assert text_of(file, "lamp by the door") == "Dear ■■■■■■, thank you\r\n1"
    press_button(pages, "Back to the letter")
    assert area_of(letter).isVisible()
    area_of(letter).undo()
    assert area_of(letter).body() == Body("Dear Gudrun, thank you")
    press_button(letter, "All letters")
    qtbot.waitUntil(lambda: says(letter, "To a facilitator, or to anyone"))
    press_button(letter, "What left this vault")
    qtbot.waitUntil(shown("What left this vault", QuietList))
    listed = named("What left this vault", QuietList, letter)
    digest = sha256(file.read_bytes()).hexdigest()
    assert listed.item(0).text() == (
        f"22 November 2026, 20:41 · A letter\nPDF with password · SHA-256 {digest[:12]}…"
    )
    press_button(letter, "Copy SHA-256")
    assert QGuiApplication.clipboard().text() == digest
    monkeypatch.setattr(ledger_page, "ask_file", lambda *_: file)
    press_button(letter, "Check a file…")
    qtbot.waitUntil(lambda: says(letter, "is a letter that left on 22 November 2026, 20:41."))
    file.write_bytes(b"%PDF-another")
    press_button(letter, "Check a file…")
    qtbot.waitUntil(lambda: says(letter, "This file is not in the list"))


def test_an_empty_letter_does_not_leave(qtbot, letter, kept, paper):
    for button in ("Copy", "Save as text…"):
        press_button(letter, button)
        assert says(letter, "The letter is empty")
        type_text(area_of(letter), " ")
    assert list(paper.iterdir()) == []
    press_button(letter, "Save as PDF…")
    assert says(letter, "there is no page to save")
    assert kept(entries_of) == ()


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


def test_another_round_can_be_chosen(qtbot, screen, write):
    write("what was said first")
    window = _new(qtbot, screen("what came later"))
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


def test_everything_can_be_done_with_the_keyboard_alone(qtbot, window, kept):
    assert QApplication.focusWidget() is area_of(window)
    type_text(area_of(window), "Dear you,")
    press(area_of(window), KEYS.Key_Return)
    answer = window.findChild(SourceText)
    _tab_to(answer)
    for _ in range(len("It would help")):
        press(answer, KEYS.Key_Right, SHIFT)
    press(answer, KEYS.Key_Tab)
    press(QApplication.focusWidget(), KEYS.Key_Space)
    assert area_of(window).body().text == "Dear you,\nIt would help\n"
    _tab_to(area_of(window))
    press(area_of(window), KEYS.Key_Up)
    _tab_to(named("Black out", QAbstractButton, window))
    press(QApplication.focusWidget(), KEYS.Key_Space)
    assert QApplication.focusWidget() is area_of(window)
    assert area_of(window).body().hidden == ((10, 23),)
    assert says(window, "These words are blacked out")
    _tab_to(named("Copy", QAbstractButton, window))
    press(QApplication.focusWidget(), KEYS.Key_Return)
    qtbot.waitUntil(lambda: says(window, "Copied. It can be pasted"))
    press(window, KEYS.Key_Escape)
    qtbot.waitUntil(lambda: says(window, "To a facilitator, or to anyone"))
    press(window, KEYS.Key_Escape)
    qtbot.waitUntil(lambda: window.centralWidget().page is not None and not area_is_shown(window))


def _tab_to(widget):
    for _ in range(40):
        if QApplication.focusWidget() is widget:
            return
        press(QApplication.focusWidget(), KEYS.Key_Tab)
    pytest.fail("the Tab key does not get there")


def area_is_shown(window):
    return any(list_.isVisible() for list_ in window.findChildren(QuietList))


def test_where_there_is_little_room_answers_and_letter_are_tabs(window, look):
    for size, zoom in (((900, 640), 200), ((760, 640), 100)):
        look.set_zoom(zoom)
        window.resize(*size)
        tabs = named("Answers or letter", QTabBar, window)
        assert area_of(window).isVisible()
        tabs.setCurrentIndex(0)
        assert window.findChild(SourceText).isVisible()
        assert not area_of(window).isVisible()
        quote(window, "cover")
        tabs.setCurrentIndex(1)
        for button in window.findChildren(QAbstractButton):
            assert not button.isVisible() or button.width() >= button.minimumSizeHint().width()
    assert area_of(window).body().text == "cover\ncover\n"
