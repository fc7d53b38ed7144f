"""Options are chosen and taken back by keyboard and mouse, and no word beside them is lost."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QRadioButton
from shiboken6 import delete

from resilience_desktop.workbook import Choices, Prompt
from ui.widgets.choice_field import ChoiceField
from ui.widgets.fields import field_for

KEYS = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
NASTY = "7\nRest\na\0b \ud800 😀\r\n\tמלים\u2029 "
OPTIONS = ("Rest", "Company", "A walk, as long as it takes, and back again by another way " * 2)
PROMPT = Prompt("helped", "What helped", "What helped?", "Any.", "choice", choices=Choices(OPTIONS))


@pytest.fixture
def make(look, stand_in_page):
    def show(*, several=False, own=False, width=500):
        prompt = replace(PROMPT, choices=Choices(OPTIONS, several=several, own=own))
        made = stand_in_page(field_for(prompt, look), width, 500)
        assert isinstance(made, ChoiceField)
        made.heard = []
        made.edited.connect(lambda: made.heard.append(made.text()))
        return made

    return show


def press(field, number, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(field.options.buttons[number], key, modifier)


def test_of_one_alone_the_newest_counts_and_pressing_it_again_takes_it_back(make):
    field = make()
    press(field, 0, KEYS.Key_Space)
    press(field, 1, KEYS.Key_Space, KEYS.Key_Space)
    assert field.heard == ["Rest", "Company", ""]
    assert all(isinstance(button, QRadioButton) for button in field.options.buttons)


def test_a_choice_of_one_shows_how_it_is_taken_back(make):
    field = make()
    (button,) = field.findChildren(QPushButton)
    assert button.accessibleName() == f"Take back: {PROMPT.label}"
    assert not button.isVisible()
    press(field, 1, KEYS.Key_Space)
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert field.heard == ["Company", ""]
    assert not button.isVisible()
    assert field.options.buttons[1].hasFocus()
    press(field, 1, KEYS.Key_Z, modifier=CONTROL)
    assert field.text() == "Company"
    assert button.isVisible()
    field.set_read_only(True)
    assert not button.isVisible()


def test_of_several_each_is_taken_back_as_it_was_chosen(make):
    field = make(several=True)
    press(field, 1, KEYS.Key_Space)
    assert not any(button.isVisible() for button in field.findChildren(QPushButton))


def test_several_stand_in_the_order_in_which_they_are_offered(make):
    field = make(several=True)
    press(field, 1, KEYS.Key_Space)
    press(field, 0, KEYS.Key_Space)
    assert field.heard == ["Company", "Rest\nCompany"]
    assert all(isinstance(button, QCheckBox) for button in field.options.buttons)


def test_delete_takes_back_all_and_undo_brings_it_again(make):
    field = make(several=True)
    field.set_text("Rest\nCompany")
    press(field, 0, KEYS.Key_Delete)
    assert field.text() == ""
    press(field, 0, KEYS.Key_Z, modifier=CONTROL)
    assert field.text() == "Rest\nCompany"
    press(field, 0, KEYS.Key_Y, modifier=CONTROL)
    assert field.text() == ""


def test_it_is_one_stop_of_the_tab_key_and_the_arrows_go_from_option_to_option(make):
    field = make(own=True)
    field.setFocus()
    first, second, third = field.options.buttons
    assert first.hasFocus()
    press(field, 0, KEYS.Key_Down)
    assert second.hasFocus()
    press(field, 1, KEYS.Key_Down)
    QTest.keyClick(third, KEYS.Key_Tab)
    assert field._own.area.hasFocus()
    QTest.keyClick(field._own.area, KEYS.Key_Backtab)
    assert third.hasFocus()
    assert field.heard == []


def test_undo_leaves_one_stop_of_the_tab_key(make):
    field = make()
    press(field, 0, KEYS.Key_Space)
    field.options.buttons[0].setFocus()
    press(field, 0, KEYS.Key_Down)
    press(field, 1, KEYS.Key_Space)
    press(field, 1, KEYS.Key_Z, modifier=CONTROL)
    assert field.text() == "Rest"
    policies = [button.focusPolicy() & Qt.FocusPolicy.TabFocus for button in field.options.buttons]
    assert [bool(policy) for policy in policies] == [False, True, False]


def test_a_click_on_the_words_counts(make):
    field = make()
    label = next(each for each in field.findChildren(QLabel) if each.text() == "Company")
    QTest.mouseClick(label, Qt.MouseButton.LeftButton)
    assert field.heard == ["Company"]
    assert field.options.buttons[1].hasFocus()


def test_a_screen_reader_hears_each_option_with_its_question(make):
    field = make()
    assert [button.accessibleName() for button in field.options.buttons] == list(OPTIONS)
    assert "What helped?; Choose one" in field.options.buttons[0].accessibleDescription()
    own = make(several=True, own=True)
    assert own._own.area.accessibleName() == own._own.area.placeholderText() == "In your own words"
    assert own._own.area.accessibleDescription() == "What helped?"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Rest",
        "Company\nRest",
        "my own\nRest",
        "Rest\n\nmy own\n",
        "words of an earlier edition",
        "Rest\nRest",
        NASTY,
    ],
)
@pytest.mark.parametrize("several", [False, True])
def test_whatever_was_kept_is_given_back_to_the_letter(make, text, several):
    field = make(several=several)
    field.set_text(text)
    assert field.text() == text
    assert field.heard == []


def test_words_are_shown_even_where_the_prompt_asks_for_none(make):
    field = make()
    field.set_text("Rest\nan option that is no more")
    assert field._own.isVisible()
    assert field._own.area.text() == "an option that is no more"
    press(field, 1, KEYS.Key_Space)
    assert field.heard == ["Company\nan option that is no more"]


def test_own_words_stand_below_what_was_chosen(make):
    field = make(own=True)
    press(field, 0, KEYS.Key_Space)
    field._own.area.setFocus()
    QTest.keyClicks(field._own.area, "my cat")
    assert field.text() == "Rest\nmy cat"
    press(field, 0, KEYS.Key_Z, modifier=CONTROL)
    assert field.text() == "my cat"  # what was written since stays


def test_an_earlier_version_comes_back_and_undo_takes_all_of_it_away(make):
    field = make(own=True)
    field.set_text("Rest\nnow")
    field.replace_with("then\nCompany")
    assert field.heard == ["then\nCompany"]
    press(field, 0, KEYS.Key_Z, modifier=CONTROL)
    assert field.text() == "Rest\nnow"


def test_as_written_it_can_be_read_and_not_changed(make):
    field = make(several=True, own=True)
    field.set_text("Rest")
    field.set_read_only(True)
    press(field, 0, KEYS.Key_Space, KEYS.Key_Delete)
    QTest.mouseClick(field.options.buttons[1], Qt.MouseButton.LeftButton)
    assert (field.text(), field.heard) == ("Rest", [])
    assert not field._own.isVisible()
    assert field.options.buttons[0].isEnabled()  # so that the keyboard can come here
    field.set_read_only(False)
    press(field, 1, KEYS.Key_Space)
    assert field.heard == ["Rest\nCompany"]
    assert field._own.isVisible()


def test_the_place_of_the_keyboard_comes_back(make):
    field = make(own=True)
    field.setFocus()
    press(field, 0, KEYS.Key_Down)
    assert field.caret == 1
    field.set_text("Rest\nmy own")
    field.caret = 3 + 2
    field.setFocus()
    assert field._own.area.hasFocus()
    assert (field._own.area.caret, field.caret) == (2, 5)
    field.caret = 1
    field.setFocus()
    assert field.options.buttons[1].hasFocus()


def test_the_keyboard_comes_to_what_was_chosen(make):
    field = make()
    field.set_text("Company")
    field.setFocus()
    assert field.options.buttons[1].hasFocus()


def test_what_a_search_found_is_selected_or_its_option_reached(make):
    field = make(own=True)
    field.set_text("Company\nmy own company")
    field.select_found("company", 0)
    field.setFocus()
    assert field.options.buttons[1].hasFocus()
    field.select_found("company", 15)
    assert field._own.area.selected() == "company"


@pytest.mark.parametrize("zoom", [100, 250])
def test_a_long_option_is_wrapped_and_never_cut(make, look, zoom):
    look.set_zoom(zoom)
    field = make(width=400)
    assert field.width() <= 400
    for label in field.findChildren(QLabel):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width())


def test_what_was_chosen_in_another_language_is_chosen_here_and_kept_as_it_was_until_it_changes(make):
    field = make(several=True)
    asked = replace(
        PROMPT, ask="Was half?", choices=Choices(("Ruhe", "Gesellschaft", "Ein Weg"), several=True)
    )
    field.set_answer("Gesellschaft\neine Katze", asked)
    assert field.options.chosen == ("Company",)
    assert (field.text(), field.heard) == ("Gesellschaft\neine Katze", [])
    press(field, 0, KEYS.Key_Space)
    assert field.text() == "Rest\nCompany\neine Katze"
    press(field, 0, KEYS.Key_Z, modifier=CONTROL)
    assert field.text() == "Gesellschaft\neine Katze"


def test_a_screen_reader_hears_what_kind_of_choice_it_is_and_what_is_chosen(make):
    for several, role in ((False, QAccessible.Role.RadioButton), (True, QAccessible.Role.CheckBox)):
        field = make(several=several)
        field.set_text("Company")
        heard = [QAccessible.queryAccessibleInterface(button) for button in field.options.buttons]
        assert {each.role() for each in heard} == {role}
        assert [bool(each.state().checked) for each in heard] == [False, True, False]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    st.booleans(), st.lists(st.sampled_from(["0", "1", "2", "delete", "undo", "redo", "type"]), max_size=25)
)
def test_whatever_is_pressed_undo_follows_the_steps_and_no_word_goes(look, several, acts):
    field = field_for(replace(PROMPT, choices=Choices(OPTIONS, several=several, own=True)), look)
    chosen, typed, past, future = frozenset(), "", [], []
    for act in acts:
        before = chosen
        if act == "type":
            QTest.keyClicks(field._own.area, "x")
            typed += "x"
        elif act in ("undo", "redo"):
            press(field, 0, KEYS.Key_Z if act == "undo" else KEYS.Key_Y, modifier=CONTROL)
            here, there = (past, future) if act == "undo" else (future, past)
            if here:
                there.append(chosen)
                chosen = here.pop()
        elif act == "delete":
            press(field, 0, KEYS.Key_Delete)
            chosen = frozenset()
        else:
            press(field, int(act), KEYS.Key_Space)
            one = frozenset({OPTIONS[int(act)]})
            chosen = chosen ^ one if several or one <= chosen else one
        if act not in ("undo", "redo", "type") and chosen != before:
            past.append(before)
            future.clear()
        shown = [option for option in OPTIONS if option in chosen]
        assert field.text() == "\n".join([*shown, *([typed] if typed else [])])
    delete(field)
