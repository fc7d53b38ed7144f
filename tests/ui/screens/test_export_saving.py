"""Saving from the export page: only when asked, where asked, as asked."""

import errno
import os
from hashlib import sha256

import pikepdf
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
)

from resilience_desktop.errors import DiskFull
from resilience_desktop.export.pdf import page_image
from resilience_desktop.workbook import Form, Kind, Leaving
from tests.ui.screens.export_steps import (
    LONG,
    WORDS,
    box,
    pages_of,
    press_button,
    save_pdf,
    says,
    text_of,
    wait_for_pages,
    wait_until_under_way,
)
from ui import file_saving
from ui.tour.player import named, shown, type_text


def test_a_protected_file_opens_only_with_its_password(qtbot, show, write, paper):
    screen = show(write("Tired, first."))
    wait_for_pages(qtbot, screen)
    assert says(screen, "whoever holds it can read it")
    box(screen, "Protect with a password").click()
    field = named("Password", QLineEdit, screen)
    assert field.hasFocus()
    assert says(screen, "whoever holds it and its password can read it")
    type_text(field, "lamp by the door")
    save_pdf(qtbot, screen)
    path = next(paper.iterdir())
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(path)
    with pikepdf.open(path, password="lamp by the door") as pdf:
        assert pdf.encryption.R == 6
    assert "Tired, first." in text_of(path, "lamp by the door")
    seen = pages_of(screen)._images[0]
    drawn = QImage.fromData(
        page_image(path.read_bytes(), "lamp by the door", 0, pages_of(screen)._device_width())
    )
    assert drawn.convertToFormat(seen.format()) == seen


def test_what_was_exported_is_noted_with_the_hash_of_the_file(qtbot, session, show, write, paper):
    screen = show(write("Tired, first.", "", "Later."))
    wait_for_pages(qtbot, screen)
    qtbot.waitUntil(shown("3 Toward openness", QCheckBox))
    box(screen, "3 Toward openness").click()
    save_pdf(qtbot, screen)
    box(screen, "A blank worksheet instead").click()
    save_pdf(qtbot, screen, "PDF saved: Worksheet.pdf")
    found = []
    session.ask(lambda vault: vault.ledger.entries(), found.append, pytest.fail, session)
    qtbot.waitUntil(lambda: bool(found))
    worksheet, reflection = found[0]
    asked = screen._selection._reflections[0].answers[0].prompt.id
    assert reflection.what == Leaving(Kind.REFLECTIONS, Form.PDF, "", ((1, asked),))
    assert worksheet.what == Leaving(Kind.WORKSHEET, Form.PDF)
    for entry, name in ((worksheet, "Worksheet.pdf"), (reflection, "Reflection 2026-11-22.pdf")):
        assert entry.sha256 == sha256((paper / name).read_bytes()).hexdigest()


def test_a_file_that_cannot_be_noted_stays_and_is_told(qtbot, show, write, paper, monkeypatch):
    def refuse(*_):
        raise DiskFull

    monkeypatch.setattr("resilience_desktop.vault.ledger.Ledger.note", refuse)
    screen = show(write("Tired, first."))
    wait_for_pages(qtbot, screen)
    save_pdf(qtbot, screen, "The file is saved, but the list of what left this vault")
    assert "Tired, first." in text_of(next(paper.iterdir()))


def test_no_protected_file_is_written_without_a_password(qtbot, show, write, paper):
    screen = show(write("Tired, first."))
    wait_for_pages(qtbot, screen)
    box(screen, "Protect with a password").click()
    save_pdf(qtbot, screen, "type the password")
    assert named("Password", QLineEdit, screen).hasFocus()
    assert list(paper.iterdir()) == []
    box(screen, "Protect with a password").click()
    save_pdf(qtbot, screen)
    assert "Tired, first." in text_of(next(paper.iterdir()))


def test_a_password_that_cannot_be_typed_again_is_refused_in_words(qtbot, show, write, paper):
    screen = show(write("Tired, first."))
    wait_for_pages(qtbot, screen)
    box(screen, "Protect with a password").click()
    named("Password", QLineEdit, screen).setText("a\x07b")
    save_pdf(qtbot, screen, "cannot be typed again")
    assert list(paper.iterdir()) == []


def test_why_nothing_was_saved_is_not_hidden_by_a_page_that_came_too_late(qtbot, show, write, paper):
    screen = show(write("Tired, first."))
    wait_for_pages(qtbot, screen)
    box(screen, "Protect with a password").click()
    named("Password", QLineEdit, screen).setText("a\x07b")
    save_pdf(qtbot, screen, "cannot be typed again")
    screen._process.undrawn.emit("The preview could not be drawn.")
    assert says(screen, "cannot be typed again")


def test_an_existing_file_is_replaced_only_after_asking(qtbot, show, write, paper, monkeypatch):
    there = paper / "Reflection 2026-11-22.pdf"
    there.write_text("what was there")
    screen = show(write("Tired, first."))
    wait_for_pages(qtbot, screen)
    asked, answers = [], [False, True]
    monkeypatch.setattr(file_saving, "confirm_replace", lambda _, name: asked.append(name) or answers.pop(0))
    press_button(screen, "Save PDF…")
    assert asked == [there.name]
    assert there.read_text() == "what was there"
    save_pdf(qtbot, screen)
    assert asked == [there.name] * 2
    assert "Tired, first." in text_of(there)


def test_a_file_that_came_meanwhile_is_left_as_it_is(qtbot, show, write, paper, monkeypatch):
    screen = show(write("Tired, first."))
    wait_for_pages(qtbot, screen)
    there = paper / "Reflection 2026-11-22.pdf"
    screen._process.fetched.disconnect(screen._saving.write)
    screen._process.fetched.connect(lambda _: there.write_text("what came"))
    screen._process.fetched.connect(screen._saving.write)
    save_pdf(qtbot, screen, "There is a file of that name already")
    assert there.read_text() == "what came"


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.ENOSPC, "disk is full, so no file was saved"), (errno.EACCES, "may not be written to")],
)
def test_a_disk_that_refuses_is_told_and_left_clean(qtbot, show, write, paper, monkeypatch, code, words):
    screen = show(write("Tired, first."))
    wait_for_pages(qtbot, screen)

    def refuse(*_):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("os.fsync", refuse)
    save_pdf(qtbot, screen, words)
    assert list(paper.iterdir()) == []
    monkeypatch.undo()
    monkeypatch.setattr(file_saving, "ask_save_path", lambda *_: paper / "again.pdf")
    save_pdf(qtbot, screen)
    assert [p.name for p in paper.iterdir()] == ["again.pdf"]


def test_a_folder_that_is_gone_is_told(qtbot, show, write, paper, monkeypatch):
    screen = show(write("Tired, first."))
    wait_for_pages(qtbot, screen)
    paper.rmdir()
    save_pdf(qtbot, screen, "not there any more")
    assert not paper.exists()


def test_a_folder_that_a_cloud_copies_is_asked_about(qtbot, show, write, tmp_path, monkeypatch):
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    monkeypatch.setattr(file_saving, "ask_save_path", lambda _, __, proposed, ___: folder / proposed.name)
    screen = show(write("Tired, first."))
    wait_for_pages(qtbot, screen)
    asked, answers = [], [False, True]
    monkeypatch.setattr(file_saving, "confirm_cloud", lambda _, cloud: asked.append(cloud) or answers.pop(0))
    press_button(screen, "Save PDF…")
    assert list(folder.iterdir()) == []
    save_pdf(qtbot, screen)
    assert asked == ["Dropbox"] * 2
    assert len(list(folder.iterdir())) == 1


def test_saving_waits_for_the_newest_pages(qtbot, show, write, paper):
    screen = show(write(LONG[:100_000], WORDS))
    wait_until_under_way(qtbot, screen)
    qtbot.waitUntil(shown("2 Experiences", QCheckBox))
    box(screen, "2 Experiences").click()
    save_pdf(qtbot, screen)
    assert "merger" not in text_of(next(paper.iterdir()))


def test_it_stays_after_saving_and_leads_back(qtbot, show, write, paper):
    screen = show(write("Tired, first."))
    wait_for_pages(qtbot, screen)
    save_pdf(qtbot, screen)
    assert says(screen, "PDF saved: Reflection 2026-11-22.pdf")
    with qtbot.waitSignal(screen.left):
        press_button(screen, "Back to Today")


def test_a_name_that_is_too_long_is_told(qtbot, show, write, paper, monkeypatch):
    screen = show(write(WORDS))
    wait_for_pages(qtbot, screen)
    monkeypatch.setattr(file_saving, "ask_save_path", lambda *_: paper / ("x" * 300 + ".pdf"))
    press_button(screen, "Save PDF…")
    qtbot.waitUntil(lambda: says(screen, "Please"))
    assert list(paper.iterdir()) == []
