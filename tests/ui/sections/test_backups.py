"""Settings → Backups: what there is, one more now, and a second place."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from resilience_desktop.vault import backups_beside, every_backup
from tests.ui.test_upkeep import full, words  # noqa: F401  a fixture
from ui.sections.backups import NO_SECOND, NONE, BackupsSection
from ui.tour.player import named, press
from ui.upkeep import Upkeep

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def visited():
    return []


@pytest.fixture
def section(qtbot, session, words, visited):  # noqa: F811
    made = BackupsSection(session, Upkeep(session, session), visited.append)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: says(made, NONE))
    return made


def says(section, sentence):
    return any(sentence in label.text() for label in section.findChildren(QLabel) if label.isVisible())


def press_button(name, section):
    button = named(name, QPushButton, section)
    button.setFocus()
    press(button, Qt.Key.Key_Space)


def test_a_backup_now_stands_at_the_head_of_the_list(qtbot, section, vault_folder):
    press_button("Back up now", section)
    qtbot.waitUntil(lambda: says(section, "22 November 2026, 20:41: 1 answer"))
    assert says(section, "The backup is made and proved.")
    assert len(every_backup(backups_beside(vault_folder))) == 1
    assert named("Back up now", QPushButton, section).isEnabled()


def test_a_full_disk_is_told_in_words(qtbot, section, monkeypatch):
    monkeypatch.setattr("resilience_desktop.vault.proof.write", full)
    press_button("Back up now", section)
    qtbot.waitUntil(lambda: says(section, "The disk is full."))
    assert named("Back up now", QPushButton, section).isEnabled()


def test_the_folder_can_be_copied_and_selecting_it_tells_no_other_program(section, vault_folder):
    line = named("Folder of the backups", QLineEdit, section)
    line.setFocus(Qt.FocusReason.TabFocusReason)
    press(line, Qt.Key.Key_A, CONTROL)
    press(line, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == str(backups_beside(vault_folder))
    type_nothing = line.text()
    press(line, Qt.Key.Key_X)
    assert line.text() == type_nothing


def test_a_second_place_is_chosen_filled_missed_and_given_up(
    qtbot, section, vault_folder, tmp_path, monkeypatch
):
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr("ui.sections.backups.ask_folder", lambda *_: stick)
    assert says(section, NO_SECOND)
    press_button("Choose a second place…", section)
    qtbot.waitUntil(lambda: says(section, "Newest in the second place: 22 November 2026, 20:41: 1 answer"))
    assert len(every_backup(stick)) == len(every_backup(backups_beside(vault_folder))) == 1
    assert named("Second place", QLineEdit, section).text() == str(stick)
    shutil.rmtree(stick)
    press_button("Back up now", section)
    qtbot.waitUntil(lambda: says(section, "The second place is not connected."))
    qtbot.waitUntil(lambda: says(section, "The second place for backups is not connected"))
    press_button("Keep none there any more", section)
    qtbot.waitUntil(lambda: says(section, NO_SECOND))


def test_a_place_that_will_not_do_is_told(qtbot, section, vault_folder, monkeypatch):
    monkeypatch.setattr("ui.sections.backups.ask_folder", lambda *_: vault_folder)
    press_button("Choose a second place…", section)
    qtbot.waitUntil(lambda: says(section, "That folder is the vault itself."))
    assert says(section, NO_SECOND)


def test_a_look_into_a_backup_is_one_page_away(section, visited):
    press_button("Look into a backup…", section)
    assert visited == ["backups"]
