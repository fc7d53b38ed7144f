"""The reminder: off until it is asked for, and taken to a calendar as a file without a private word."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from ui import file_saving
from ui.sections.reminder import ReminderSection
from ui.tour.player import click, named, press
from ui.workspace import REMINDER, Workspace


@pytest.fixture
def section(qtbot, session, opened, preferences, clock):
    made = ReminderSection(session, preferences, clock)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_it_is_off_until_it_is_asked_for(section, preferences):
    assert preferences.now.reminder == "off"
    assert not named("Save for my calendar…", QPushButton, section).isEnabled()


def test_every_second_sunday_is_two_keys_away_and_counts_from_the_next(section, preferences, clock):
    box = named("Remind me", QComboBox, section)
    for _ in range(2):
        press(box, Qt.Key.Key_Down)
    now = preferences.now
    assert (now.reminder, now.reminder_day) == ("fortnightly", 6)
    assert now.reminder_from == clock().local().date().toordinal()  # 22 November 2026 is a Sunday


def test_it_goes_to_the_calendar_as_a_file(qtbot, section, tmp_path, monkeypatch):
    monkeypatch.setattr(file_saving, "ask_save_path", lambda *_: tmp_path / "Reminder.ics")
    press(named("Remind me", QComboBox, section), Qt.Key.Key_Down)
    click(named("Save for my calendar…", QPushButton, section))
    told = "Saved as Reminder.ics"
    qtbot.waitUntil(lambda: any(told in label.text() for label in section.findChildren(QLabel)))
    assert "RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=SU" in (tmp_path / "Reminder.ics").read_text()


@pytest.mark.parametrize(("days", "said"), [(0, True), (1, False), (7, False), (14, True)])
def test_on_such_a_day_a_quiet_word_is_said_after_unlocking(
    qtbot, session, opened, look, preferences, clock, days, said
):
    preferences.change(reminder="fortnightly", reminder_from=clock().local().date().toordinal())
    clock.advance(days=days)
    made = Workspace(session, look, preferences, clock, "refused")
    qtbot.addWidget(made)
    made.show_page(opened)
    made.remind()
    assert any(label.text() == REMINDER for label in made.findChildren(QLabel)) == said
