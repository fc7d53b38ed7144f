"""A passphrase goes in and never out."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton

from ui.widgets.passphrase_field import LONGEST, PassphraseField

KEYS = Qt.Key
CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
SECRET = "otter lantern"


@pytest.fixture
def field(look, stand):
    made = stand(PassphraseField("Passphrase"), 420, 160)
    made.setFocus()
    return made


@pytest.fixture
def line(field):
    return field.findChild(QLineEdit)


@pytest.fixture
def button(field):
    return field.findChild(QPushButton)


def test_it_is_hidden_and_named(field, line):
    QTest.keyClicks(line, SECRET)
    assert field.text() == SECRET
    assert line.accessibleName() == "Passphrase"
    assert line.displayText() == "\u2022" * len(SECRET)


def test_it_can_be_shown_and_hidden_by_keyboard(field, line, button):
    QTest.keyClicks(line, SECRET)
    QTest.keyClick(line, KEYS.Key_Tab)
    assert button.hasFocus()
    assert button.text() == "Show"
    QTest.keyClick(button, KEYS.Key_Space)
    assert field.shown
    assert button.text() == "Hide"
    assert line.displayText() == SECRET
    QTest.keyClick(button, KEYS.Key_Space)
    assert not field.shown


def test_typing_and_enter_are_told_and_setting_is_not(field, line):
    heard = []
    field.edited.connect(lambda: heard.append(field.text()))
    field.submitted.connect(lambda: heard.append("submitted"))
    field.set_text("suggested words")
    QTest.keyClick(line, KEYS.Key_A, CTRL)
    QTest.keyClicks(line, "x")
    QTest.keyClick(line, KEYS.Key_Return)
    assert heard == ["x", "submitted"]


@pytest.mark.parametrize("shown", [True, False])
def test_it_cannot_be_copied_or_cut(field, line, shown):
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    field.set_text(SECRET)
    if shown:
        field.reveal()
    for key in (KEYS.Key_A, KEYS.Key_C, KEYS.Key_X):
        QTest.keyClick(line, key, CTRL)
    QTest.keyClick(line, KEYS.Key_Insert, CTRL)
    QTest.keyClick(line, KEYS.Key_Delete, SHIFT)
    assert clipboard.text() == "before"
    assert field.text() == SECRET


def test_selecting_it_with_the_mouse_keeps_it(field, line):
    field.set_text(SECRET)
    field.reveal()
    QTest.mouseDClick(line, Qt.MouseButton.LeftButton, pos=QPoint(12, line.height() // 2))
    assert line.hasSelectedText()
    QTest.keyClicks(line, "x")
    assert field.text() != SECRET


def test_it_cannot_be_undone(field, line):
    field.reveal()
    QTest.keyClicks(line, SECRET)
    QTest.keyClick(line, KEYS.Key_Backspace)
    QTest.keyClick(line, KEYS.Key_Z, CTRL)
    assert field.text() == SECRET[:-1]


def test_once_cleared_nothing_brings_it_back(field, line):
    field.reveal()
    QTest.keyClicks(line, SECRET)
    field.clear()
    assert field.text() == ""
    assert not field.shown
    assert not line.isUndoAvailable()
    line.undo()
    assert field.text() == ""


def test_input_methods_neither_guess_nor_remember(field, line):
    for shown in (False, True):
        if shown:
            field.reveal()
        hints = line.inputMethodHints()
        assert hints & Qt.InputMethodHint.ImhSensitiveData
        assert hints & Qt.InputMethodHint.ImhNoPredictiveText


def type_letter(line, text, modifier):
    key = KEYS(ord(text.upper()))
    QGuiApplication.sendEvent(line, QKeyEvent(QKeyEvent.Type.KeyPress, key, modifier, text))


@pytest.mark.parametrize(
    ("text", "modifier", "on"), [("A", NONE, True), ("a", NONE, False), ("a", SHIFT, True)]
)
def test_caps_lock_is_known_by_the_letters_it_makes(field, line, text, modifier, on):
    type_letter(line, text, modifier)
    assert field._caps.isVisible() is on
    assert field._caps.text() == "Caps Lock is on"


def test_caps_lock_is_told_until_a_small_letter_comes(field, line):
    type_letter(line, "A", NONE)
    type_letter(line, "B", SHIFT)
    QTest.keyClicks(line, "1 ")
    assert field._caps.isVisible()
    type_letter(line, "c", NONE)
    assert not field._caps.isVisible()


def test_the_note_goes_when_the_keyboard_does(field, line):
    type_letter(line, "A", NONE)
    line.clearFocus()
    assert not field._caps.isVisible()


def test_an_endless_paste_is_cut_off(field, line):
    QGuiApplication.clipboard().setText("x" * (LONGEST + 5))
    QTest.keyClick(line, KEYS.Key_V, CTRL)
    assert len(field.text()) == LONGEST


def test_the_menu_offers_only_ways_in(line):
    menu = QMenu()
    line._fill(menu)
    assert [action.text() for action in menu.actions()] == ["Paste", "Select all"]


def test_the_ring_shows_where_the_keyboard_is(field, line, look):
    frame = line.parentWidget()

    def edge():
        return frame.grab().toImage().pixelColor(frame.width() // 2, 1).name().upper()

    assert edge() == look.theme.accent
    line.clearFocus()
    assert edge() == look.theme.surface


def test_what_is_shown_is_not_handed_to_other_programs_by_a_selection(field, line, monkeypatch):
    calls = []

    there = SimpleNamespace(supportsSelection=lambda: True, ownsSelection=lambda: True, clear=calls.append)
    monkeypatch.setattr(QGuiApplication, "clipboard", lambda: there)
    field.set_text("otter lantern")
    field.reveal()
    QTest.keyClick(line, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
    assert calls
    assert set(calls) == {QClipboard.Mode.Selection}
