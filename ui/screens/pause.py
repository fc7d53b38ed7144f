"""Cover the page for a while: a sentence that brings one back, and people to turn to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resilience_desktop.workbook.practice import OwnWords
from ui.session import Session
from ui.widgets.buttons import flat_button, primary_button, secondary_button
from ui.widgets.centered import CenteredPage
from ui.widgets.guarded_label import GuardedLabel
from ui.widgets.label import Label
from ui.widgets.labels import heading, note
from ui.widgets.starting_point import StartingPoint

GROUNDING = (
    "Feel your feet on the floor, and whatever carries you. Breathe out once, all the way. "
    "Nothing has to be decided now."
)
SAFE = "What you wrote is saved. It waits, covered, until you come back to it."
WIDTH = 600


class PauseScreen(QWidget):
    """Show nothing of what was written; the way back stays in view however large the words are."""

    left = Signal()
    lock_asked = Signal()

    def __init__(self, session: Session, grounding: Sequence[str]) -> None:
        super().__init__()
        self._page = CenteredPage(WIDTH)
        self._sentences = tuple(grounding) or (GROUNDING,)
        self._number = 0
        self._sentence = Label(self._sentences[0], "sentence")
        self._another = flat_button("Another sentence", small=True)
        self._people = heading("People you can turn to")
        self._support = GuardedLabel("")
        self._back = primary_button("Come back")
        self._lock = secondary_button("Lock now")
        self._lay_out()
        self._another.clicked.connect(self._show_another)
        self._back.clicked.connect(self.left)
        self._lock.clicked.connect(self.lock_asked)
        session.ask(lambda vault: vault.practice.own_words(), self._take, lambda _: None, self)

    def _lay_out(self) -> None:
        self._another.setVisible(len(self._sentences) > 1)
        self._people.hide()
        self._support.hide()
        column = self._page.column
        column.addWidget(self._sentence)
        column.addWidget(self._another, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._people)
        column.addWidget(self._support)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(self._back)
        row.addWidget(self._lock)
        row.addStretch(1)
        safe = note(SAFE)
        safe.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 32)
        rows.setSpacing(12)
        rows.addWidget(self._page, 1)
        rows.addLayout(row)
        rows.addWidget(safe)
        StartingPoint(self, self._back)

    def _take(self, own: OwnWords) -> None:
        self._support.setText(own.support)
        for widget in (self._people, self._support):
            widget.setVisible(bool(own.support.strip()))

    def _show_another(self) -> None:
        self._number = (self._number + 1) % len(self._sentences)
        self._sentence.tell(self._sentences[self._number], "ink")
