"""Offer below Today, when it is time, to rehearse the recovery code."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer

from resilience_desktop.errors import ResilienceError
from resilience_desktop.workbook import Clock

from . import rehearsal
from .session import Session
from .widgets.offer import Offer

LOOK_AFTER_MS = 2_000
"""From opening the vault, when Today is being painted, to looking whether it is time, in milliseconds."""

SENTENCE = "When there is a quiet minute: type your recovery code back from your note."


class RecoveryOffer(Offer):
    """Look once each time the vault is opened; stand on Today alone."""

    def __init__(self, session: Session, clock: Clock) -> None:
        super().__init__("Type it back")
        self._session = session
        self._clock = clock
        self._stands = False
        self._on_today = True
        self.taken.connect(partial(self._set_stands, False))
        self.put_off.connect(self._put_off)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK_AFTER_MS)

    def set_on_today(self, on_today: bool) -> None:
        """Show the line on Today, and nowhere else."""
        self._on_today = on_today
        self.setVisible(self._stands and on_today)

    def _look(self) -> None:
        self._session.ask(partial(rehearsal.is_due, now=self._clock()), self._offer, _leave_it, self)

    def _offer(self, due: bool) -> None:
        self._set_stands(due)
        if due:
            self.tell(SENTENCE)

    def _put_off(self) -> None:
        self._set_stands(False)
        self._session.ask(
            partial(rehearsal.put_off, now=self._clock()), lambda _: None, _leave_it, self._session
        )

    def _set_stands(self, stands: bool) -> None:
        self._stands = stands
        self.set_on_today(self._on_today)


def _leave_it(error: ResilienceError) -> None:
    """Say nothing of what can wait: it is looked at again when the vault is opened next."""
    del error
