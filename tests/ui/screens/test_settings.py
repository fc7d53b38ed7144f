"""The settings page: choices hold at once, and the recovery code can be checked."""

import pypdfium2
import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton

from ui import file_saving, sheet_saving
from ui.main_window import SMALLEST
from ui.screens.settings import SettingsScreen
from ui.tour.player import click, named, press, type_text
from ui.widgets.navigation import WIDTH


@pytest.fixture
def screen(qtbot, parts):
    made = SettingsScreen(parts)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: _says(made, "have not typed it back"))
    return made


def _says(screen, words):
    return any(words in label.text() for label in screen.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize(
    ("name", "setting", "value"),
    [
        ("Theme", "theme", "day"),
        ("Text size", "zoom", 110),
        ("Typeface", "face", "atkinson"),
        ("Lock when left alone for", "lock_minutes", 10),
    ],
)
def test_a_choice_by_keyboard_holds_at_once(screen, preferences, name, setting, value):
    box = named(name, QComboBox, screen)
    box.setFocus()
    press(box, Qt.Key.Key_Down)
    assert getattr(preferences.now, setting) == value


def test_a_text_size_set_by_the_keys_is_what_the_page_says(screen, preferences):
    preferences.change(zoom=150)
    assert named("Text size", QComboBox, screen).currentText() == "150 %"


def test_a_page_that_is_gone_follows_no_setting(parts, preferences):
    shiboken6.delete(SettingsScreen(parts))
    preferences.change(zoom=150)
    assert preferences.now.zoom == 150


def test_the_recovery_code_is_shown_only_when_asked_for(screen, session):
    assert not any(label.isVisible() for label in screen.findChildren(QLabel, "code"))
    click(named("Show my recovery code", QPushButton, screen))
    (shown,) = (label for label in screen.findChildren(QLabel, "code") if label.isVisible())
    assert len(shown.text().replace("-", "")) == 29


def test_the_recovery_code_can_be_hidden_again(screen):
    click(named("Show my recovery code", QPushButton, screen))
    click(named("Hide my recovery code", QPushButton, screen))
    assert not any(label.isVisible() or label.text() for label in screen.findChildren(QLabel, "code"))
    assert named("Show my recovery code", QPushButton, screen).isVisible()


def test_typing_the_code_back_is_remembered(qtbot, screen):
    click(named("Show my recovery code", QPushButton, screen))
    (shown,) = (label for label in screen.findChildren(QLabel, "code") if label.isVisible())
    field = named("Type it back from your note", QLineEdit, screen)
    type_text(field, "nothing like it")
    click(named("Check it", QPushButton, screen))
    assert _says(screen, "not the same code yet")
    field.selectAll()
    type_text(field, shown.text().lower())
    press(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _says(screen, "22 November 2026"))
    assert not shown.isVisible()


def test_a_recovery_sheet_is_saved_after_the_warning(qtbot, screen, session, tmp_path, monkeypatch):
    monkeypatch.setattr(sheet_saving, "confirm_sheet", lambda _: True)
    monkeypatch.setattr(file_saving, "ask_save_path", lambda _, __, proposed, ___: tmp_path / proposed.name)
    press(named("Save a recovery sheet…", QPushButton, screen), Qt.Key.Key_Space)
    qtbot.waitUntil(
        lambda: _says(screen, "PDF saved: Recovery sheet.pdf. Once it is printed"), timeout=30_000
    )
    path = tmp_path / "Recovery sheet.pdf"
    with pypdfium2.PdfDocument(path) as sheet:
        text = "".join(sheet[0].get_textpage().get_text_bounded().split()).replace("-", "")
    assert session._desk.recovery_code().replace("-", "") in text
    assert session.folder.name.replace(" ", "") not in text  # it may be a word of the person
    assert path.stat().st_mode & 0o777 == 0o600


def test_no_sheet_is_made_when_the_warning_is_heeded(screen, monkeypatch):
    monkeypatch.setattr(sheet_saving, "confirm_sheet", lambda _: False)
    monkeypatch.setattr(file_saving, "ask_save_path", pytest.fail)
    click(named("Save a recovery sheet…", QPushButton, screen))
    assert not _says(screen, "Making the sheet")


def test_about_says_what_became_of_the_network(screen):
    assert _says(screen, "Network: this program has none; the system itself keeps it out")


@pytest.mark.parametrize("zoom", [100, 250])
def test_the_smallest_window_shows_the_settings_without_scrolling_sideways(qtbot, parts, look, zoom):
    look.set_zoom(zoom)
    screen = SettingsScreen(parts)
    qtbot.addWidget(screen)
    screen.resize(SMALLEST[0] - WIDTH, SMALLEST[1])
    with qtbot.waitExposed(screen):
        screen.show()
    qtbot.waitUntil(lambda: screen.verticalScrollBar().maximum() > 0)
    assert screen.horizontalScrollBar().maximum() == 0
