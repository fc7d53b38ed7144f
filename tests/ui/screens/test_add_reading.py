"""A file becomes a reading in the window: what is shown, what is asked, and that nothing changed is lost."""

import errno
import os
import subprocess
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStyleOptionComboBox,
    QTextEdit,
)

from resilience_desktop import children
from resilience_desktop.errors import DamagedFile, DiskFull, NeedsPassword, WrongFilePassword
from resilience_desktop.importing import wire
from resilience_desktop.paths import find
from resilience_desktop.vault import Vault
from resilience_desktop.workbook import Noticed, Outline, Piece, Role, Run
from tests.conftest import PASSPHRASE, ROOT
from ui import dialogs
from ui import import_keeping as keeping
from ui.import_keeping import Draft
from ui.import_process import BROKE_OFF
from ui.importing.first import STOPPED
from ui.importing.incoming import OWN_FILE
from ui.importing.result import ResultColumn
from ui.library import Library
from ui.session import State
from ui.tour.player import click, named, press, said, shown, type_text
from ui.widgets.piece_list import PieceList
from ui.widgets.piece_text import LIMIT, TOO_LONG

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
SLOW = {"timeout": 20_000}
OUTLINE = Outline(
    (
        Piece((Run("A slow cup"),), Role.TITLE, "stands first"),
        Piece((Run("Put the kettle on. Stay with it."),)),
        Piece((Run("What did you notice?"),), Role.PROMPT, "ends as a question"),
        Piece((Run("Page 1"),), Role.LEFT_OUT, "stands at the foot of the page"),
    ),
    notes=("One picture was left out.",),
)
DRAFT = Draft("tea", OUTLINE)


@pytest.fixture
def paths(tmp_path):
    return find(tmp_path / "data")


@pytest.fixture
def library(session, paths):
    session.library = Library(paths)
    return session.library


@pytest.fixture
def window(library, opened, open_window):
    return open_window(opened)


@pytest.fixture
def shape(qtbot, window):
    """Return a function that shows a draft as it is brought back."""

    def show(draft=DRAFT):
        window.centralWidget().visit("add-reading", draft)
        qtbot.waitUntil(shown("Paragraphs", PieceList))
        return named("Paragraphs", PieceList, window)

    return show


@pytest.fixture
def kept(qtbot, session):
    """Return a function that fetches the draft that the vault keeps."""

    def fetch():
        found = []
        session.ask(keeping.kept, found.append, pytest.fail, session)
        qtbot.waitUntil(lambda: bool(found))
        return found[0]

    return fetch


@pytest.fixture
def child(monkeypatch):
    """Return a function that has the child answer what it is given, then end or wait."""

    def answer(*answers, then="pass"):
        told = b"".join(answers).decode("ascii")
        code = f"import sys; sys.stdin.buffer.read(); sys.stdout.write({told!r}); sys.stdout.flush(); {then}"
        monkeypatch.setattr(children, "command", lambda _: (sys.executable, "-c", code))

    return answer


@pytest.fixture
def choose(window, monkeypatch, tmp_path):
    """Return a function that chooses a file of these bytes."""

    def pick(name="tea.txt", data=b"words"):
        path = tmp_path / name
        path.write_bytes(data)
        monkeypatch.setattr(dialogs, "ask_handout", lambda *_: path)
        if not shown("Choose a file…", QPushButton)():
            click(named("Add a reading…", QPushButton, window))
        click(named("Choose a file…", QPushButton, window))

    return pick


def texts(listing):
    model = listing.model()
    pieces = (model.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(model.rowCount()))
    return [(piece.text, piece.role) for piece in pieces]


def shown_pieces(window):
    lists = [each for each in window.findChildren(PieceList) if each.isVisible()]
    return texts(lists[0]) if lists else []


def result(window):
    return named("As it will look", QTextEdit, window).toPlainText()


def test_the_way_in_stands_quietly_among_the_readings_and_is_marked_there(qtbot, window):
    entry = named("Add a reading…", QPushButton, window)
    assert not entry.current
    click(entry)
    qtbot.waitUntil(shown("Choose a file…", QPushButton))
    assert named("Add a reading…", QPushButton, window).current
    press(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(shown("Reading", QTextEdit))


def test_a_draft_shows_each_paragraph_why_and_what_comes_of_it(qtbot, window, shape):
    listing = shape()
    assert texts(listing)[2] == ("What did you notice?", Role.PROMPT)
    assert said("One picture was left out.")()
    listing.go_to(2)
    assert said("ends as a question")()
    assert said("Paragraph 3 of 4")()
    assert named("Prompt", QRadioButton, window).isChecked()
    assert named("Words of the paragraph", QTextEdit, window).toPlainText() == "What did you notice?"
    qtbot.waitUntil(lambda: "What did you notice?" in result(window))
    assert "A slow cup" in result(window)
    assert "Page 1" not in result(window)


def test_a_role_is_changed_with_the_arrows_and_taken_back(qtbot, window, shape):
    listing = shape()
    listing.go_to(1)
    named("Text", QRadioButton, window).setFocus()
    press(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert texts(listing)[1][1] is Role.PROMPT
    qtbot.waitUntil(lambda: "Put the kettle" in result(window).partition("Prompts")[2])
    press(QApplication.focusWidget(), Qt.Key.Key_Z, CONTROL)
    assert texts(listing)[1][1] is Role.TEXT
    press(listing, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert texts(listing)[1][1] is Role.PROMPT


def test_several_paragraphs_are_left_out_at_once(window, shape):
    listing = shape()
    listing.setFocus()
    press(listing, Qt.Key.Key_Down, SHIFT)
    press(listing, Qt.Key.Key_Delete)
    assert [role for _, role in texts(listing)][:3] == [Role.LEFT_OUT, Role.LEFT_OUT, Role.PROMPT]
    assert said("2 paragraphs chosen")()
    assert listing.chosen == (0, 1)


def test_a_paragraph_is_split_at_the_caret_and_joined_again(qtbot, window, shape):
    listing = shape()
    listing.go_to(1)
    words = named("Words of the paragraph", QTextEdit, window)
    words.setFocus()
    words.caret = len("Put the kettle on.")
    press(words, Qt.Key.Key_Return)
    assert [text for text, _ in texts(listing)][1:3] == ["Put the kettle on.", "Stay with it."]
    assert (listing.row, words.toPlainText(), words.caret) == (2, "Stay with it.", 0)
    press(words, Qt.Key.Key_Backspace)
    assert texts(listing)[1][0] == "Put the kettle on. Stay with it."
    assert (listing.row, words.caret) == (1, len("Put the kettle on. "))
    words.caret = 3
    click(named("Split at the caret", QPushButton, window))
    assert texts(listing)[1][0] == "Put"
    click(named("Join to the one before", QPushButton, window))
    assert texts(listing)[1][0] == "Put the kettle on. Stay with it."


def test_a_paragraph_is_moved_and_the_place_goes_along(window, shape):
    listing = shape()
    listing.go_to(2)
    click(named("Move up", QPushButton, window))
    assert [text for text, _ in texts(listing)][1] == "What did you notice?"
    assert listing.row == 1
    listing.setFocus()
    press(listing, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert listing.row == 2


def test_a_prompt_that_speaks_to_some_can_be_asked_of_everyone(window, shape):
    some = Piece((Run("If you resist?"),), Role.PROMPT, "It speaks to some.", when=Noticed.RESISTANCE)
    listing = shape(Draft("tea", Outline((*OUTLINE.pieces, some))))
    assert not shown("Ask everyone", QPushButton)()
    listing.go_to(4)
    assert said("It speaks to some.")()
    click(named("Ask everyone", QPushButton, window))
    assert not shown("Ask everyone", QPushButton)()
    click(named("Undo", QPushButton, window))
    assert shown("Ask everyone", QPushButton)()


def test_typing_is_one_change_and_reaches_the_list_and_the_result(qtbot, window, shape):
    listing = shape()
    listing.go_to(2)
    words = named("Words of the paragraph", QTextEdit, window)
    words.setFocus()
    press(words, Qt.Key.Key_End, CONTROL)
    type_text(words, " And then?")
    assert texts(listing)[2][0] == "What did you notice? And then?"
    qtbot.waitUntil(lambda: "And then?" in result(window))
    click(named("Undo", QPushButton, window))
    assert texts(listing)[2][0] == "What did you notice?"
    assert words.toPlainText() == "What did you notice?"
    assert not named("Undo", QPushButton, window).isEnabled()


def test_the_smallest_window_shows_the_language_whole_and_nothing_beside_the_edge(qtbot, window, shape):
    shape(replace(DRAFT, outline=replace(OUTLINE, language="en-US")))
    window.resize(900, 640)
    column = window.findChild(ResultColumn)
    box = named("Language", QComboBox, window)

    def drawn():
        option = QStyleOptionComboBox()
        box.initStyleOption(option)
        return option.currentText

    qtbot.waitUntil(lambda: column.width() < 360 and drawn() == "English (US)")
    assert column.horizontalScrollBar().maximum() == 0


def test_a_paste_that_is_too_long_is_told_until_something_else_is_done(window, shape):
    listing = shape()
    listing.go_to(1)
    copied = QMimeData()
    copied.setText("x" * LIMIT)
    named("Words of the paragraph", QTextEdit, window).insertFromMimeData(copied)
    assert said(TOO_LONG)()
    listing.go_to(2)
    assert not said(TOO_LONG)()


def test_title_language_source_and_licence_are_written_into_the_reading(
    qtbot, window, shape, library, session
):
    listing = shape()
    title = named("Title", QTextEdit, window)
    title.selectAll()
    type_text(title, "Tea")
    assert texts(listing)[0] == ("Tea", Role.TITLE)
    type_text(named("Source", QTextEdit, window), "What my grandmother did")
    type_text(named("Licence", QTextEdit, window), "CC0-1.0")
    language = named("Language", QComboBox, window)
    language.setCurrentIndex(language.findText("German"))
    language.activated.emit(language.currentIndex())
    click(named("Add this reading", QPushButton, window))
    qtbot.waitUntil(said("Reading added"), **SLOW)
    reading = next(s.reading for s in library() if s.reading and s.reading.id == "tea")
    assert (reading.title, reading.language) == ("Tea", "de")
    assert (reading.source, reading.license) == ("What my grandmother did", "CC0-1.0")


def test_a_title_in_parts_is_shown_whole_and_is_one_once_it_is_changed(qtbot, window, shape):
    parts = (Piece((Run("Self-care:"),), Role.TITLE), Piece((Run("Let go"),), Role.TITLE))
    listing = shape(Draft("tea", Outline((*parts, *OUTLINE.pieces[1:]))))
    title = named("Title", QTextEdit, window)
    assert title.toPlainText() == "Self-care: Let go"
    press(title, Qt.Key.Key_End, CONTROL)
    type_text(title, ", slowly")
    assert texts(listing)[0] == ("Self-care: Let go, slowly", Role.TITLE)
    assert texts(listing)[1][1] is Role.TEXT
    qtbot.waitUntil(lambda: result(window).startswith("Self-care: Let go, slowly"))


def test_a_reading_that_is_added_is_listed_opened_and_a_draft_no_more(qtbot, window, shape, kept, paths):
    shape()
    click(named("Add this reading", QPushButton, window))
    qtbot.waitUntil(said("Reading added"), **SLOW)
    qtbot.waitUntil(shown("What did you notice?", QTextEdit))
    qtbot.waitUntil(shown("A slow cup", QPushButton))
    assert (paths.readings / "a-slow-cup" / "pack.md").is_file()
    assert kept() is None


def test_a_file_that_is_dropped_while_a_reading_is_added_is_taken_once_it_is_there(
    qtbot, window, shape, child, paths, tmp_path
):
    shape()
    child(wire.outline(Outline((Piece((Run("Another handout"),), Role.TITLE),))))
    dropped = tmp_path / "another.txt"
    dropped.write_text("words", encoding="utf-8")
    click(named("Add this reading", QPushButton, window))
    assert said("Adding…")()
    window.centralWidget().visit("add-reading", dropped)
    press(window, Qt.Key.Key_Escape)  # it is being added: there is nothing to go back to
    qtbot.waitUntil(lambda: "Another handout" in "".join(t for t, _ in shown_pieces(window)), **SLOW)
    assert (paths.readings / "a-slow-cup" / "pack.md").is_file()
    assert shown("A slow cup", QPushButton)()


def test_a_full_disk_is_told_and_the_draft_stays_in_hand(qtbot, window, shape, kept, monkeypatch):
    shape()
    qtbot.waitUntil(lambda: kept() == DRAFT, **SLOW)

    def full(_):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    click(named("Add this reading", QPushButton, window))
    qtbot.waitUntil(said("The reading was not added. The disk is full"), **SLOW)
    monkeypatch.undo()
    click(named("Add this reading", QPushButton, window))
    qtbot.waitUntil(said("Reading added"), **SLOW)


def test_what_cannot_be_added_is_told_before_it_is_tried(qtbot, window, shape):
    listing = shape()
    listing.selectAll()
    listing.setFocus()
    press(listing, Qt.Key.Key_Delete)
    qtbot.waitUntil(said("There is nothing in this reading yet"))
    assert not named("Add this reading", QPushButton, window).isEnabled()
    press(listing, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: named("Add this reading", QPushButton, window).isEnabled())


def test_a_lock_keeps_what_was_changed_just_before(qtbot, window, shape, session):
    listing = shape()
    listing.go_to(2)
    type_text(named("Words of the paragraph", QTextEdit, window), "Well: ")
    window.lock()
    qtbot.waitUntil(lambda: session.state is State.LOCKED, **SLOW)
    assert "notice" not in " ".join(part.toPlainText() for part in window.findChildren(QTextEdit))
    with qtbot.waitSignal(session.unlocked, **SLOW):
        session.unlock(PASSPHRASE, pytest.fail)
    qtbot.waitUntil(shown("Add a reading…", QPushButton), **SLOW)
    click(named("Add a reading…", QPushButton, window))
    qtbot.waitUntil(shown("Paragraphs", PieceList))
    assert "Well: What did you notice?" in [t for t, _ in texts(named("Paragraphs", PieceList, window))]


def test_a_lock_that_cannot_save_keeps_the_changes_and_brings_the_page_back(
    qtbot, window, shape, session, kept, monkeypatch
):
    listing = shape()
    listing.go_to(2)

    def full(*_):
        raise DiskFull

    monkeypatch.setattr(Vault, "set_fact", full)
    type_text(named("Words of the paragraph", QTextEdit, window), "Well: ")
    window.lock()
    qtbot.waitUntil(lambda: session.state is State.COVERED, **SLOW)
    monkeypatch.undo()
    session.unlock(PASSPHRASE, pytest.fail)
    qtbot.waitUntil(shown("Paragraphs", PieceList), **SLOW)
    words = "Well: What did you notice?"
    assert texts(named("Paragraphs", PieceList, window))[2][0] == words
    qtbot.waitUntil(lambda: kept() is not None and kept().outline.pieces[2].text == words, **SLOW)


def test_esc_leads_back_to_the_ways_in_and_the_draft_can_be_gone_on_with(qtbot, window, shape, kept):
    listing = shape()
    listing.go_to(2)
    type_text(named("Words of the paragraph", QTextEdit, window), "Well: ")
    press(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(said("“tea” is not added yet"))
    assert kept().outline.pieces[2].text == "Well: What did you notice?"
    click(named("Go on with it", QPushButton, window))
    qtbot.waitUntil(shown("Paragraphs", PieceList))
    assert texts(named("Paragraphs", PieceList, window))[2][0] == "Well: What did you notice?"


def test_a_draft_can_be_let_go_of(qtbot, window, shape, kept):
    shape()
    click(named("Another file…", QPushButton, window))
    qtbot.waitUntil(shown("Do not add it", QPushButton))
    click(named("Do not add it", QPushButton, window))
    assert kept() is None
    assert not said("is not added yet")()


def test_another_file_never_takes_the_place_of_changes_without_a_question(
    qtbot, window, shape, choose, child
):
    listing = shape()
    listing.go_to(2)
    press(listing, Qt.Key.Key_Delete)
    press(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(said("“tea” is not added yet"))
    child(wire.refused(DamagedFile()))
    choose("coffee.txt")
    click(named("Read the other file", QPushButton, window))
    qtbot.waitUntil(said("Please choose another copy of it."), **SLOW)
    assert shown("Go on with it", QPushButton)()
    child(wire.outline(Outline((Piece((Run("Coffee"),), Role.TITLE),))))
    choose("coffee.txt")
    qtbot.waitUntil(said("Reading “coffee.txt” would take its place."))
    click(named("Read the other file", QPushButton, window))
    qtbot.waitUntil(shown("Paragraphs", PieceList), **SLOW)
    assert texts(named("Paragraphs", PieceList, window)) == [("Coffee", Role.TITLE)]


def test_the_page_that_is_read_is_told_and_reading_can_be_stopped(qtbot, window, choose, child):
    child(wire.page(3, 12), then="import threading; threading.Event().wait()")
    choose()
    qtbot.waitUntil(said("Reading page 3 of 12…"), **SLOW)
    click(named("Stop", QPushButton, window))
    assert said(STOPPED)()
    assert named("Choose a file…", QPushButton, window).hasFocus()


def test_a_file_that_cannot_be_read_is_told_with_a_way_forward(qtbot, window, choose, child):
    child(wire.refused(DamagedFile()))
    choose()
    qtbot.waitUntil(said("Please choose another copy of it."), **SLOW)
    child(then="sys.exit(1)")
    choose()
    qtbot.waitUntil(said(BROKE_OFF), **SLOW)


def test_the_open_vault_is_no_handout_and_stays_locked_for_others(
    qtbot, window, session, tmp_path, monkeypatch
):
    link = tmp_path / "handout.txt"
    link.symlink_to(session.folder / "vault.db")
    os.link(session.folder / "vault.db", tmp_path / "other.txt")
    click(named("Add a reading…", QPushButton, window))
    for path in (session.folder / "vault.db", link, tmp_path / "other.txt"):
        monkeypatch.setattr(dialogs, "ask_handout", lambda *_, path=path: path)
        qtbot.waitUntil(shown("Choose a file…", QPushButton))
        click(named("Choose a file…", QPushButton, window))
        assert said(OWN_FILE)()
        other = "import sys; from pathlib import Path; from resilience_desktop.vault.connection import *\n"
        other += "refuse_if_open(Path(sys.argv[1]))"
        done = subprocess.run(
            [sys.executable, "-c", other, str(session.folder / "vault.db")],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "OpenElsewhere" in done.stderr


@pytest.mark.parametrize("name", ["Title", "Source", "Licence"])
def test_a_word_that_is_being_composed_beside_the_reading_is_kept_by_a_lock(
    qtbot, window, session, shape, kept, name
):
    shape()
    line = named(name, QTextEdit, window)
    line.selectAll()
    QApplication.sendEvent(line, QInputMethodEvent("茶", []))
    window.lock()
    qtbot.waitUntil(lambda: session.state is State.LOCKED, **SLOW)
    session.unlock(PASSPHRASE, pytest.fail)
    qtbot.waitUntil(lambda: session.state is State.OPEN, **SLOW)
    outline = kept().outline
    assert "茶" in (outline.pieces[0].text, outline.source, outline.license)


def test_a_protected_file_asks_for_its_password_and_says_when_it_is_the_wrong_one(
    qtbot, window, choose, child
):
    child(wire.refused(NeedsPassword()))
    choose("tea.pdf")
    qtbot.waitUntil(shown("Password of the file", QLineEdit), **SLOW)
    field = named("Password of the file", QLineEdit, window)
    assert field.hasFocus()
    child(wire.refused(WrongFilePassword()))
    type_text(field, "guess")
    press(field, Qt.Key.Key_Return)
    qtbot.waitUntil(said("That password does not open this file."), **SLOW)
    assert field.text() == ""
    child(wire.outline(OUTLINE))
    type_text(field, "right")
    click(named("Open the file", QPushButton, window))
    qtbot.waitUntil(shown("Paragraphs", PieceList), **SLOW)


def test_pasted_text_is_read_and_an_empty_clipboard_told(qtbot, window, child):
    click(named("Add a reading…", QPushButton, window))
    QApplication.clipboard().clear()
    qtbot.waitUntil(shown("Paste text", QPushButton))
    click(named("Paste text", QPushButton, window))
    assert said("There is no text to paste.")()
    copied = QMimeData()
    copied.setText("A slow cup")
    QApplication.clipboard().setMimeData(copied)
    child(wire.outline(OUTLINE))
    press(named("Paste text", QPushButton, window), Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(shown("Paragraphs", PieceList), **SLOW)
    assert any(label.text() == "Pasted text" for label in window.findChildren(QLabel))
    press(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(said("“Pasted text” is not added yet"))
    click(named("Paste text", QPushButton, window))
    assert said("Reading “Pasted text” would take its place.")()
    QApplication.clipboard().clear()


def test_a_lock_ends_the_child_that_reads(qtbot, window, choose, child, session):
    child(wire.page(1, 2), then="import threading; threading.Event().wait()")
    choose()
    qtbot.waitUntil(said("Reading page 1 of 2…"), **SLOW)
    pid = window.centralWidget()._content.currentWidget()._process.pid
    window.lock()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    qtbot.waitUntil(lambda: session.state is State.LOCKED, **SLOW)


def test_the_tab_key_follows_the_eye(window, shape):
    listing = shape()
    assert listing.hasFocus()
    listing.go_to(1)
    named("Lock now", QPushButton, window).setFocus()
    names = []
    for _ in range(15):
        focused = QApplication.focusWidget()
        text = getattr(focused, "text", None)
        names.append(focused.accessibleName() or (text() if callable(text) else ""))
        press(focused, Qt.Key.Key_Tab)
    assert names == [
        *("Lock now", "Another file…", "Paragraphs", "Text", "Words of the paragraph"),
        *("Split at the caret", "Join to the one before", "Move up", "Move down"),
        *("As it will look", "Title", "Language", "Source", "Licence", "Add this reading"),
    ]
