"""What the bottom of the window says: what holds, and for a while what just happened."""

import pytest
from PySide6.QtWidgets import QLabel

from ui.footing import Footing


@pytest.fixture
def footing(qtbot, preferences):
    made = Footing(preferences)
    qtbot.addWidget(made)
    return made


def said(footing):
    return [label.text() for label in footing.findChildren(QLabel)][-1]


def test_what_was_told_stays_though_a_setting_changes(footing, preferences):
    footing.set_on_today(True)
    footing.count(4, 2)
    footing.say("Highlighted")
    preferences.change(zoom=200)
    assert said(footing) == "Highlighted"


def test_prompts_are_counted_on_today_alone_once_nothing_is_told_any_more(footing):
    footing.set_on_today(True)
    footing.count(4, 2)
    footing.say("Highlighted")
    footing.set_on_today(False)
    footing.say("")
    assert said(footing) == "locks after 5 min"
