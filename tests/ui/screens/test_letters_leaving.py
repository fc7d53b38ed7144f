"""What leaves of a letter, where it goes, and what the ledger says of it."""

import errno
import os
from hashlib import sha256

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QTextEdit

from resilience_desktop.workbook import Body, Form, Kind, Leaving
from tests.ui.screens.export_steps import box, pages_of, press_button, says, text_of
from tests.ui.screens.letter_steps import (
    PASSPHRASE,
    area_of,
    black_out,
    entries_of,
    letters_of,
    quote,
    refuse,
)
from ui.letters import ledger as ledger_page
from ui.page_making import PageMaking
from ui.tour.player import named, shown, type_text
from ui.widgets.quiet_list import QuietList


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


def test_pages_that_a_place_refuses_are_told_and_nothing_is_noted(qtbot, letter, kept, paper, monkeypatch):
    type_text(area_of(letter), "Dear you")
    press_button(letter, "Save as PDF…")
    pages = letter.findChild(PageMaking)
    qtbot.waitUntil(lambda: pages.ready, timeout=30_000)

    def refuse_file(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as refusing:
        refusing.setattr("resilience_desktop.files.os.fsync", refuse_file)
        press_button(pages, "Save PDF…")
        qtbot.waitUntil(lambda: says(pages, "disk is full, so no file was saved"))
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


def test_locking_while_a_file_is_written_keeps_file_and_entry(qtbot, letter_window, session, kept, paper):
    type_text(area_of(letter_window), "Dear you")
    with qtbot.waitSignal(session.locked):
        press_button(letter_window, "Save as text…")
        letter_window.lock()
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
        f"22 November 2026, 20:41 · A letter\nPDF with password · fingerprint {digest[:12]}…"
    )
    press_button(letter, "Copy fingerprint")
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
