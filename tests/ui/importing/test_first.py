"""Every way in leads to the paragraphs, or says why not and what to do."""

import os
import subprocess
import sys

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
)

from resilience_desktop.errors import DamagedFile, NeedsPassword, WrongFilePassword
from resilience_desktop.importing import wire
from tests.conftest import ROOT
from tests.ui.adding_steps import CONTROL, OUTLINE, SLOW
from tests.ui.child_steps import FOREVER
from ui import dialogs
from ui.import_process import BROKE_OFF
from ui.importing.first import STOPPED
from ui.importing.incoming import OWN_FILE
from ui.tour.player import click, named, press, said, shown, type_text
from ui.widgets.piece_list import PieceList


def test_the_page_that_is_read_is_told_and_reading_can_be_stopped(qtbot, window, choose, child):
    child(wire.page(3, 12), then=FOREVER)
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
