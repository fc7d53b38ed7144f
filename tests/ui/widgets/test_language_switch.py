import pytest
from PySide6.QtCore import Qt

from ui.tour.player import click, press
from ui.widgets.language_switch import LanguageSwitch, names


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (("en-GB", "de"), ("English", "Deutsch")),
        (("en-GB", "en-US"), ("British English", "American English")),
        (("fr", "es", "pt-BR"), ("Français", "Español", "Português")),
        (("de", "de-AT"), ("Deutsch", "Österreichisches Deutsch")),
        (("zh-Hans", "zh-TW", "ja"), ("简体中文", "繁體中文", "日本語")),
        (("ar", "he"), ("العربية", "עברית")),
        (("tlh", "xx-Piqd"), ("tlh", "xx-Piqd")),
    ],
    ids=str,
)
def test_each_language_is_named_as_its_readers_name_it(tags, expected):
    assert names(tags) == expected


@pytest.fixture
def switch(qtbot):
    made = LanguageSwitch(("en-GB", "de", "fr"), 0)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_another_language_is_chosen_and_the_present_one_stays_marked_until_the_page_turns(qtbot, switch):
    with qtbot.waitSignal(switch.chosen) as heard:
        click(switch.buttons[1])
    assert heard.args == [1]
    assert [button.isChecked() for button in switch.buttons] == [True, False, False]


def test_the_present_language_leads_nowhere(qtbot, switch):
    with qtbot.assertNotEmitted(switch.chosen):
        click(switch.buttons[0])
    assert switch.buttons[0].isChecked()


def test_the_keyboard_goes_from_language_to_language_and_chooses(qtbot, switch):
    switch.buttons[0].setFocus()
    press(switch.buttons[0], Qt.Key.Key_Right)
    assert switch.buttons[1].hasFocus()
    press(switch.buttons[1], Qt.Key.Key_Tab)
    assert switch.buttons[2].hasFocus()
    with qtbot.waitSignal(switch.chosen) as heard:
        press(switch.buttons[2], Qt.Key.Key_Space)
    assert heard.args == [2]


def test_a_screen_reader_may_speak_each_name_as_it_is_spoken(switch):
    assert [button.locale().name() for button in switch.buttons] == ["en_GB", "de_DE", "fr_FR"]


def test_many_languages_go_on_in_a_second_row_and_none_is_cut(qtbot, look):
    tags = ("en-GB", "de", "fr", "es", "pt-BR", "it", "nl", "pl", "cs", "uk", "ar", "ja")
    made = LanguageSwitch(tags, 0)
    qtbot.addWidget(made)
    made.resize(400, made.heightForWidth(400))
    with qtbot.waitExposed(made):
        made.show()
    rows = {button.y() for button in made.buttons}
    assert len(rows) > 1
    for button in made.buttons:
        corner = button.mapTo(made, button.rect().bottomRight())
        assert corner.x() <= 400
        assert corner.y() <= made.height()
        assert button.width() >= button.sizeHint().width()
