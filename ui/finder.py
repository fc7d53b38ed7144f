"""Look words up while they are typed: one search at a time on the worker, and the newest words win."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from resilience_desktop.errors import ResilienceError

from .session import Session

if TYPE_CHECKING:  # the words are looked at on the worker, and loaded there
    from resilience_desktop.vault import Vault
    from resilience_desktop.workbook import Reading
    from resilience_desktop.workbook.found import FoundAnswer, FoundLetter, FoundMark, FoundReading

PAGE = 20
"""Answers that are fetched at once."""

STEP = 8
"""Reflections that the index learns in one piece of work: a save waits no longer than for that."""

MARKS = 20
"""Highlights that are fetched, the newest alone: more would hold up the first results."""

PAUSE_MS = 40
"""Between two such pieces, so that the worker is free for what the person does."""


@dataclass(frozen=True, slots=True)
class Findings:
    """Hold what was found for what was typed.

    ``whole`` is false while older reflections are still being read; ``ended`` is true when there are no
    further answers.
    """

    typed: str
    answers: tuple[FoundAnswer, ...]
    marks: tuple[FoundMark, ...]
    letters: tuple[FoundLetter, ...]
    readings: tuple[FoundReading, ...]
    whole: bool
    ended: bool


class Finder(QObject):
    """Say ``found`` with the findings, again when more were fetched or the index has learned more."""

    found = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._typed = ""
        self._busy = False
        self._again = False
        self._findings = Findings("", (), (), (), (), whole=True, ended=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._learn)

    def look_for(self, typed: str) -> None:
        """Look for these words; what was on its way for others is dropped."""
        self._typed = typed
        if self._busy:
            self._again = True
            return
        self._busy = True
        readings = self._session.shown
        self._session.ask(partial(find, typed=typed, readings=readings), self._take, self._tell, self)

    def fetch_more(self) -> None:
        """Fetch the next answers of the same search."""
        if self._busy or self._findings.ended:
            return
        self._busy = True
        self._session.ask(partial(find_more, so_far=self._findings), self._take, self._tell, self)

    def _take(self, findings: Findings) -> None:
        self._busy = False
        if self._again:
            self._again = False
            self.look_for(self._typed)
            return
        self._findings = findings
        self.found.emit(findings)
        if not findings.whole:
            self._pause.start()

    def _learn(self) -> None:
        if not self._busy:
            self._session.ask(learn, self._learned, self._tell, self)

    def _learned(self, more_left: bool) -> None:
        if more_left:
            self._pause.start()
        elif not self._busy:
            self.look_for(self._typed)

    def _tell(self, error: ResilienceError) -> None:
        self._busy = False
        self.failed.emit(str(error))


class Learner(QObject):
    """Let the index of a vault learn in small pieces what it does not know, while the program is at rest."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    def start(self, delay_ms: int) -> None:
        """Begin after a while."""
        self._timer.start(delay_ms)

    def _go_on(self) -> None:
        self._session.ask(learn, self._learned, _leave_it, self)

    def _learned(self, more_left: bool) -> None:
        if more_left:
            self._timer.start(PAUSE_MS)


def learn(vault: Vault) -> bool:
    """Let the index learn a few reflections; tell if more are left."""
    return vault.search.learn(STEP)


def find(vault: Vault, typed: str, readings: Sequence[Reading]) -> Findings:
    """Look for what was typed, in the newest words too."""
    from resilience_desktop.workbook.found import in_reading
    from resilience_desktop.workbook.words import parse

    more_left = vault.search.learn(STEP)
    query = parse(typed)
    answers = vault.search.answers(query, PAGE)
    there = (in_reading(reading, query) for reading in readings) if query else ()
    shown = tuple(found for found in there if found)
    letters = vault.search.letters(query, PAGE)
    marks = vault.search.marks(query, MARKS)
    return Findings(typed, answers, marks, letters, shown, whole=not more_left, ended=len(answers) < PAGE)


def find_more(vault: Vault, so_far: Findings) -> Findings:
    """Return the findings with the next answers behind them."""
    from resilience_desktop.workbook.words import parse

    answers = vault.search.answers(parse(so_far.typed), PAGE, so_far.answers[-1].answer_id)
    together = so_far.answers + answers
    return replace(so_far, answers=together, ended=len(answers) < PAGE)


def _leave_it(error: ResilienceError) -> None:
    """Say nothing: what the index does not know yet is learned with the next search."""
    del error
