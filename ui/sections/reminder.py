"""Let a person be reminded, by their own calendar; off until they ask for it."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QHBoxLayout

from resilience_desktop.reminder import calendar_entry, first_day
from resilience_desktop.settings import Rhythm
from resilience_desktop.workbook import Clock
from ui.file_saving import FileSaving
from ui.preferences import Preferences
from ui.session import Session
from ui.widgets.buttons import secondary_button
from ui.widgets.labels import body, note

from .choices import ChoiceGrid
from .section import Section

RHYTHMS: tuple[tuple[str, Rhythm], ...] = (
    ("Never", "off"),
    ("Every week", "weekly"),
    ("Every second week", "fortnightly"),
    ("Every month", "monthly"),
)
DAYS = tuple(
    (name, number)
    for number, name in enumerate(
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    )
)
EXPLAIN = (
    "On such a day the program says a quiet word after unlocking. While it is closed it does nothing; "
    "your calendar can do it instead. The entry says only “A quiet quarter of an hour, if you like”."
)


class ReminderSection(Section):
    """Choose a rhythm and a day, and take both to a calendar as a file."""

    def __init__(self, session: Session, preferences: Preferences, clock: Clock) -> None:
        super().__init__("A reminder, if you like")
        self._preferences = preferences
        self._clock = clock
        self._saving = FileSaving(session, self)
        self._save = secondary_button("Save for my calendar…")
        self._said = note("")
        grid = ChoiceGrid(preferences)
        rhythm = grid.add("Remind me", RHYTHMS, "reminder")
        day = grid.add("On a", DAYS, "reminder_day")
        self.column.addWidget(body(EXPLAIN))
        self.column.addLayout(grid)
        row = QHBoxLayout()
        row.addWidget(self._save)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self._said)
        for box in (rhythm, day):
            box.activated.connect(lambda _: self._begin())
        self._save.clicked.connect(self._ask)
        self._saving.saved.connect(
            lambda name: self._said.tell(f"Saved as {name}. Open it with your calendar.")
        )
        self._saving.refused.connect(lambda sentence: self._said.tell(sentence, "caution"))
        self._show()

    def _begin(self) -> None:
        """Count from the next such day on."""
        now = self._preferences.now
        first = first_day(now.reminder_day, self._clock().local().date())
        self._preferences.change(reminder_from=first.toordinal())
        self._show()

    def _show(self) -> None:
        self._save.setEnabled(self._preferences.now.reminder != "off")

    def _saved(self, name: str) -> None:
        self._said.tell(f"Saved as {name}. Open it with your calendar.")

    def _ask(self) -> None:
        now = self._preferences.now
        entry = calendar_entry(now.reminder, date.fromordinal(now.reminder_from))
        if self._saving.ask("Reminder.ics", None):
            self._saving.write(entry)
