"""Show a person the backups of their vault, and let them keep a second set elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from resilience_desktop.errors import ResilienceError
from ui.dialogs import ask_folder
from ui.session import Session
from ui.upkeep import Upkeep, choose_second, state
from ui.widgets.buttons import flat_button, secondary_button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import body, note
from ui.widgets.path_line import PathLine

from .section import Section

if TYPE_CHECKING:
    from ui.upkeep import Backup, BackupState

SHOWN = 5
"""How many backups the section names; the page to look into them lists all."""

WHAT = (
    "Once a day, when something changed, a backup is made by itself. Each is opened again and compared "
    "before it counts. It is encrypted like the vault: your passphrase opens it, or your recovery code."
)
NONE = "There is no backup yet. The first one is made soon after something is written."
NO_SECOND = "They lie on this disk. A second place, such as a memory stick, keeps them if the laptop is lost."
ABSENT = "The second place is not connected. The next backup goes there once it is."
MADE = "The backup is made and proved."


class BackupsSection(Section):
    """List the newest backups, make one now, choose a second place, lead to a look into them."""

    def __init__(self, session: Session, upkeep: Upkeep, visit: Callable[[str], None]) -> None:
        super().__init__("Backups")
        self._session = session
        self._upkeep = upkeep
        self._list = QVBoxLayout()
        self._place = PathLine("Folder of the backups")
        self._second = PathLine("Second place")
        self._about_second = body(NO_SECOND)
        self._message = note("")
        self._now = secondary_button("Back up now")
        self._look = secondary_button("Look into a backup…")
        self._choose = secondary_button("Choose a second place…")
        self._stop = flat_button("Keep none there any more")
        self._lay_out()
        self._now.clicked.connect(self._back_up)
        self._look.clicked.connect(lambda: visit("backups"))
        self._choose.clicked.connect(self._ask_second)
        self._stop.clicked.connect(lambda: self._set_second(None))
        upkeep.finished.connect(self._finished)
        upkeep.failed.connect(self._failed)
        self._fetch()

    def _lay_out(self) -> None:
        self._list.setSpacing(2)
        self.column.addWidget(body(WHAT))
        self.column.addLayout(self._list)
        self.column.addLayout(_row(self._now, self._look))
        self.column.addWidget(self._message)
        self.column.addWidget(self._place)
        self.column.addSpacing(8)
        self.column.addWidget(self._about_second)
        self.column.addWidget(self._second)
        self.column.addLayout(_row(self._choose, self._stop))
        self._second.hide()
        self._stop.hide()
        self._message.setVisible(bool(self._upkeep.problem))
        self._message.tell(self._upkeep.problem, "caution")

    def _fetch(self) -> None:
        self._session.ask(state, self._show, self._tell, self)

    def _show(self, state: BackupState) -> None:
        while (row := self._list.takeAt(0)) is not None:
            if (line := row.widget()) is not None:
                line.hide()
                line.deleteLater()
        proved = [backup for backup in state.every if backup.proved]
        for words in [*map(in_words, proved[:SHOWN]), *_more(len(proved))] or [NONE]:
            self._list.addWidget(body(words))
        self._place.set_path(state.place)
        self._second.setVisible(state.second is not None)
        self._stop.setVisible(state.second is not None)
        self._choose.setText("Choose another second place…" if state.second else "Choose a second place…")
        self._choose.setAccessibleName(self._choose.text())
        self._about_second.setText(_second_in_words(state))
        if state.second:
            self._second.set_path(state.second)

    def _back_up(self) -> None:
        self._now.setEnabled(False)
        self._say("Making a backup…", "quiet")
        self._upkeep.back_up_now()

    def _finished(self, sentence: str) -> None:
        if not self._now.isEnabled():
            self._now.setEnabled(True)
            self._say(f"{MADE} {sentence}".strip(), "quiet")
        self._fetch()

    def _failed(self, sentence: str) -> None:
        self._now.setEnabled(True)
        self._say(sentence, "caution")

    def _ask_second(self) -> None:
        place = ask_folder(self, "Choose a second place for backups", Path.home())
        if place is not None:
            self._set_second(place)

    def _set_second(self, place: Path | None) -> None:
        self._session.ask(partial(choose_second, place), self._chosen, self._tell, self)

    def _chosen(self, place: Path | None) -> None:
        if place is None:
            self._say("No more backups are put there. Those that are there stay.", "quiet")
            self._choose.setFocus()
            self._fetch()
        else:
            self._back_up()

    def _tell(self, error: ResilienceError) -> None:
        self._say(str(error), "caution")

    def _say(self, sentence: str, tone: str) -> None:
        self._message.show()
        self._message.tell(sentence, tone)


def in_words(backup: Backup) -> str:
    """Return a backup's date, time and number of answers, such as ``22 November 2026, 20:41: 34 answers``."""
    if backup.made is None or backup.counts is None:
        return "A backup that cannot be read"
    answers = backup.counts.answers
    return f"{backup.made.day()}, {backup.made.time()}: {answers} answer{'s' * (answers != 1)}"


def _more(number: int) -> list[str]:
    return [f"and {number - SHOWN} older" + " ones" * (number - SHOWN > 1)] if number > SHOWN else []


def _second_in_words(state: BackupState) -> str:
    if state.second is None:
        return NO_SECOND
    if not state.second_is_there:
        return ABSENT
    newest = state.second_newest
    return (
        f"Newest in the second place: {in_words(newest)}"
        if newest
        else "There is none in the second place yet."
    )


def _row(*buttons: QPushButton) -> FlowLayout:
    row = FlowLayout(12)
    for button in buttons:
        row.addWidget(button)
    return row
