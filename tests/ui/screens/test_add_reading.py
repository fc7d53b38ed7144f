"""A file becomes a reading in the window, and nothing changed on the way is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QPushButton,
    QTextEdit,
)

from resilience_desktop.errors import DamagedFile, DiskFull
from resilience_desktop.importing import wire
from resilience_desktop.vault import Vault
from resilience_desktop.workbook import Outline, Piece, Role, Run
from tests.conftest import PASSPHRASE
from tests.ui.adding_steps import SLOW, shown_pieces, texts
from tests.ui.child_steps import FOREVER, gone
from ui.session import State
from ui.tour.player import click, named, press, said, shown, type_text
from ui.widgets.piece_list import PieceList


@pytest.fixture
def window(library, opened, open_window):
    return open_window(opened)


def test_the_way_in_stands_quietly_among_the_readings_and_is_marked_there(qtbot, window):
    entry = named("Add a reading…", QPushButton, window)
    assert not entry.current
    click(entry)
    qtbot.waitUntil(shown("Choose a file…", QPushButton))
    assert named("Add a reading…", QPushButton, window).current
    press(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(shown("Reading", QTextEdit))


def test_a_reading_that_is_added_is_listed_opened_and_a_draft_no_more(
    qtbot, window, shape, kept_draft, paths
):
    shape()
    click(named("Add this reading", QPushButton, window))
    qtbot.waitUntil(said("Reading added"), **SLOW)
    qtbot.waitUntil(shown("What did you notice?", QTextEdit))
    qtbot.waitUntil(shown("A slow cup", QPushButton))
    assert (paths.readings / "a-slow-cup" / "pack.md").is_file()
    assert kept_draft() is None


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
    qtbot, window, shape, session, kept_draft, monkeypatch
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
    qtbot.waitUntil(lambda: kept_draft() is not None and kept_draft().outline.pieces[2].text == words, **SLOW)


def test_a_lock_ends_the_child_that_reads(qtbot, window, choose, child, session):
    child(wire.page(1, 2), then=FOREVER)
    choose()
    qtbot.waitUntil(said("Reading page 1 of 2…"), **SLOW)
    pid = window.centralWidget()._content.currentWidget()._process.pid
    window.lock()
    assert gone(pid)
    qtbot.waitUntil(lambda: session.state is State.LOCKED, **SLOW)


def test_esc_leads_back_to_the_ways_in_and_the_draft_can_be_gone_on_with(qtbot, window, shape, kept_draft):
    listing = shape()
    listing.go_to(2)
    type_text(named("Words of the paragraph", QTextEdit, window), "Well: ")
    press(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(said("“tea” is not added yet"))
    assert kept_draft().outline.pieces[2].text == "Well: What did you notice?"
    click(named("Go on with it", QPushButton, window))
    qtbot.waitUntil(shown("Paragraphs", PieceList))
    assert texts(named("Paragraphs", PieceList, window))[2][0] == "Well: What did you notice?"


def test_a_draft_can_be_let_go_of(qtbot, window, shape, kept_draft):
    shape()
    click(named("Another file…", QPushButton, window))
    qtbot.waitUntil(shown("Do not add it", QPushButton))
    click(named("Do not add it", QPushButton, window))
    assert kept_draft() is None
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
