"""Chips of which one holds: one stop of the Tab key, the arrows choose, and it is heard as it is seen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from ui.tour.player import click, press
from ui.widgets.radio_chips import RadioChips

LABELS = ("Title", "Heading", "Text", "Prompt")


@pytest.fixture
def chips(stand):
    page = QWidget()
    rows = QVBoxLayout(page)
    before, made, after = QLineEdit(), RadioChips("Taken as", LABELS), QLineEdit()
    for widget in (before, made, after):
        rows.addWidget(widget)
    made.heard = []
    made.chosen.connect(made.heard.append)
    stand(page, 300, 300)
    before.setFocus()
    return made


def _focused():
    return QApplication.focusWidget()


def test_the_row_is_one_stop_and_the_keyboard_comes_to_the_one_that_is_on(chips):
    chips.place = 2
    press(_focused(), Qt.Key.Key_Tab)
    assert _focused() is chips.chips[2]
    press(_focused(), Qt.Key.Key_Tab)
    assert isinstance(_focused(), QLineEdit)
    press(_focused(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert _focused() is chips.chips[2]


def test_the_arrows_choose_in_order_and_go_around_the_ends(chips):
    chips.place = 2
    chips.chips[2].setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up):
        press(_focused(), key)
    assert chips.heard == [3, 0, 3, 2]
    assert chips.place == 2


def test_a_click_chooses_and_only_one_is_on(chips):
    chips.place = 0
    click(chips.chips[3])
    assert chips.heard == [3]
    assert [chip.isChecked() for chip in chips.chips] == [False, False, False, True]


def test_what_the_program_sets_is_not_told(chips):
    chips.place = 1
    chips.place = None
    assert chips.heard == []
    assert chips.place is None


def test_with_none_on_the_keyboard_still_comes_to_the_row(chips):
    chips.place = None
    press(_focused(), Qt.Key.Key_Tab)
    assert _focused() is chips.chips[0]


def test_a_screen_reader_hears_a_radio_button_by_its_words(chips):
    chips.place = 3
    heard = QAccessible.queryAccessibleInterface(chips.chips[3])
    assert heard.role() == QAccessible.Role.RadioButton
    assert heard.text(QAccessible.Text.Name) == "Prompt"
    assert heard.state().checked


def test_what_a_screen_reader_chooses_is_chosen(chips):
    chips.place = 0
    chip = QAccessible.queryAccessibleInterface(chips.chips[2])
    actions = chip.actionInterface()
    actions.doAction(next(name for name in actions.actionNames() if name != "SetFocus"))
    assert chips.heard == [2]
    assert chips.place == 2
