"""Show every reflection by its date, however many there are."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resilience_desktop.errors import ResilienceError
from resilience_desktop.workbook import Place, ReflectionSummary
from ui.session import Session
from ui.widgets.labels import note, title
from ui.widgets.round_list import RoundList

NAME = "All reflections"


class RoundsScreen(QWidget):
    """List the rounds under their years, the newest first; choosing one opens it."""

    def __init__(self, session: Session, open_place: Callable[[Place], None]) -> None:
        super().__init__()
        self._open_place = open_place
        self._list = RoundList(NAME)
        self._message = note("", "danger")
        self._lay_out()
        self._list.chosen.connect(self._open)
        session.rounds(self._show, self._tell, self)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(40, 36, 40, 24)
        layout.setSpacing(8)
        for widget in (title(NAME), self._message):
            layout.addWidget(widget)
        layout.addWidget(self._list, 1)
        self._message.hide()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self._list)

    def _show(self, summaries: tuple[ReflectionSummary, ...]) -> None:
        self._list.set_summaries(summaries)

    def _open(self, summary: ReflectionSummary) -> None:
        self._open_place(Place(summary.reading_id, summary.id))

    def _tell(self, error: ResilienceError) -> None:
        self._message.show()
        self._message.tell(str(error), "danger")
