"""Let a person set how the window looks, when it locks, and check their recovery code."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
)

from resilience_desktop import __version__
from resilience_desktop.errors import ResilienceError
from ui.preferences import Preferences
from ui.session import Session
from ui.widgets.buttons import secondary_button
from ui.widgets.code_field import CodeField
from ui.widgets.label import Label
from ui.widgets.labels import body, heading, note
from ui.widgets.plain_page import PlainPage

THEMES = (("System", "system"), ("Day", "day"), ("Evening", "evening"), ("High contrast", "contrast"))
FACES = (("Literata", "literata"), ("Atkinson Hyperlegible", "atkinson"))
ZOOMS = tuple((f"{z} %", z) for z in range(80, 260, 10))
MINUTES = tuple((f"{m} minute" + "s" * (m > 1), m) for m in (1, 2, 5, 10, 15, 30, 60))
WIDTH = 560


class SettingsScreen(PlainPage):
    """Show every setting on one quiet page; a change holds at once."""

    def __init__(self, session: Session, preferences: Preferences, network: str) -> None:
        super().__init__("Settings", WIDTH)
        self._session = session
        self._preferences = preferences
        self._code = ""
        self._recovery = QVBoxLayout()
        self._proved = body("")
        self._result = note("")
        self._shown = QLabel()
        self._field = CodeField("Type it back from your note")
        self._show = secondary_button("Show my recovery code")
        self._check = secondary_button("Check it")
        self._lay_out(network)
        session.recovery(self._take_recovery, self._tell, self)

    def _lay_out(self, network: str) -> None:
        now, column = self._preferences.now, self.column
        column.addWidget(heading("How it looks"))
        form = _grid()
        first = self._add_choice(form, "Theme", THEMES, now.theme, "theme")
        self._add_choice(form, "Text size", ZOOMS, now.zoom, "zoom")
        self._add_choice(form, "Typeface", FACES, now.face, "face")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(first)
        column.addLayout(form)
        column.addWidget(heading("Locking"))
        locking = _grid()
        self._add_choice(locking, "Lock when left alone for", MINUTES, now.lock_minutes, "lock_minutes")
        column.addLayout(locking)
        column.addWidget(heading("Recovery code"))
        self._lay_out_recovery(column)
        column.addWidget(heading("About"))
        for text in (
            f"Resilience {__version__}",
            f"Vault: {self._session.folder}",
            f"Network: {network}",
        ):
            line = body(text)
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(line)
        column.addStretch(1)

    def _add_choice(
        self,
        form: QGridLayout,
        label: str,
        choices: tuple[tuple[str, str | int], ...],
        value: str | int,
        name: str,
    ) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(label)
        for text, data in choices:
            box.addItem(text, data)
        if box.findData(value) < 0:
            box.addItem(str(value), value)
        box.setCurrentIndex(box.findData(value))
        box.activated.connect(lambda _: self._preferences.change(**{name: box.currentData()}))
        row = form.rowCount()
        words = Label(label)
        words.setBuddy(box)  # on Linux it is by this that a screen reader knows what a box is for
        form.addWidget(words, row, 0, Qt.AlignmentFlag.AlignVCenter)
        form.addWidget(box, row, 1)
        return box

    def _lay_out_recovery(self, column: QVBoxLayout) -> None:
        self._shown.setObjectName("code")
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._proved)
        for widget in (self._shown, self._field, self._check, self._result):
            widget.hide()
        row = QHBoxLayout()
        row.addWidget(self._show)
        row.addWidget(self._check)
        row.addStretch(1)
        column.addWidget(self._shown)
        column.addWidget(self._field)
        column.addWidget(self._result)
        column.addLayout(row)
        self._show.clicked.connect(self._reveal)
        self._check.clicked.connect(self._compare)
        self._field.submitted.connect(self._compare)

    def _take_recovery(self, found: tuple[str, str | None]) -> None:
        self._code, proved = found
        self._proved.setText(
            f"You last had it at hand on {proved}."
            if proved
            else "You have not typed it back yet. When there is a quiet minute, write it down and check it "
            "here."
        )

    def _reveal(self) -> None:
        self._shown.setText(self._code)
        self._shown.setAccessibleName("Recovery code: " + " ".join(self._code))
        for widget in (self._shown, self._field, self._check, self._result):
            widget.show()
        self._show.hide()
        self._field.setFocus()

    def _compare(self) -> None:
        if not self._field.matches(self._code):
            self._say("This is not the same code yet. Please compare it letter by letter.", "caution")
            self._field.setFocus()
            return
        self._session.prove_recovery(self._proved_now, self._tell, self)

    def _proved_now(self, _: None) -> None:
        self._say("That is it. Your note opens this vault.", "quiet")
        for widget in (self._shown, self._field, self._check):
            widget.hide()
        self._show.show()
        self._session.recovery(self._take_recovery, self._tell, self)

    def _tell(self, error: ResilienceError) -> None:
        self._say(str(error), "caution")

    def _say(self, sentence: str, tone: str) -> None:
        self._result.show()
        self._result.tell(sentence, tone)


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setVerticalSpacing(8)
    grid.setHorizontalSpacing(20)
    grid.setColumnMinimumWidth(0, 180)
    grid.setColumnStretch(1, 1)
    return grid
