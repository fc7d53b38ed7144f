"""People to turn to: a few lines that are saved by themselves, and lost by no full disk."""

import pytest
from PySide6.QtWidgets import QLabel, QTextEdit

from resilience_desktop.errors import DiskFull
from resilience_desktop.workbook.practice import OwnWords
from ui.sections.support import NAME, SupportSection
from ui.tour.player import named, type_text


@pytest.fixture
def section(qtbot, session, opened, look):
    made = SupportSection(session, look, "settings")
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def says(section, words):
    return any(words in label.text() for label in section.findChildren(QLabel))


def test_what_is_typed_is_saved_by_itself(qtbot, session, section):
    type_text(named(NAME, QTextEdit, section), "Mia, 0123")
    assert section.unsaved().state == "Mia, 0123"
    qtbot.waitUntil(lambda: says(section, "Saved"))
    assert section.unsaved() is None
    found = []
    session.ask(lambda vault: vault.practice.own_words(), found.append, pytest.fail, section)
    qtbot.waitUntil(lambda: found == [OwnWords("", "Mia, 0123")])


def test_a_full_disk_is_told_and_the_words_stay(qtbot, section, monkeypatch):
    def full(*_):
        raise DiskFull

    monkeypatch.setattr("resilience_desktop.vault.practice.Practice.set_support", full)
    type_text(named(NAME, QTextEdit, section), "Mia")
    qtbot.waitUntil(lambda: says(section, str(DiskFull())))
    assert section.unsaved().state == "Mia"


def test_words_that_were_not_saved_come_back(section):
    section.show_again("Mia")
    assert named(NAME, QTextEdit, section).toPlainText() == "Mia"
    assert section.unsaved().state == "Mia"
