"""Make the backups that are due while the vault is open, between saves and never before one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from resilience_desktop.errors import ResilienceError

from .session import Session, State

if TYPE_CHECKING:
    from pathlib import Path

    from resilience_desktop.vault import Backup as Backup
    from resilience_desktop.vault import Vault
    from resilience_desktop.vault.upkeep import BackupState as BackupState
    from resilience_desktop.vault.upkeep import Upkeep as Keeper

FIRST_MS = 3_000
"""From opening the vault, when Today is being painted, to the first look whether a backup is due."""

AGAIN_MS = 10 * 60_000
"""From one look to the next, so that a vault open for days, and the first words in a new one, are covered."""

NONE_MADE = "No backup could be made. {}"


class Run:
    """Do one backup step by step; all but making it happens on the worker's thread."""

    def __init__(self, *, anyway: bool) -> None:
        self._anyway = anyway
        self._keeper: Keeper | None = None
        self._steps: Iterator[str] = iter(())

    def advance(self, vault: Vault) -> str | None:
        """Do one step; return what there is to say, or None when nothing is left to do.

        A vault that was given another database meanwhile is backed up at the next look.
        """
        keeper = vault.upkeep
        if self._keeper is None:
            self._keeper, self._steps = keeper, keeper.steps(anyway=self._anyway)
        return next(self._steps, None) if keeper == self._keeper else None


class Upkeep(QObject):
    """Look after the backups of the open vault; say ``finished``, or ``failed`` with words for the person.

    ``problem`` holds these words until a backup could be made.
    """

    finished = Signal(str)
    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.problem = ""
        self._running = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to look, once the window has come to rest."""
        self._timer.start(FIRST_MS)

    def look(self) -> None:
        """Make the backups that are due."""
        self._begin(anyway=False)

    def back_up_now(self) -> None:
        """Make backups in every place that is there."""
        self._begin(anyway=True)

    def _begin(self, *, anyway: bool) -> None:
        self._timer.start(AGAIN_MS)
        if not self._running:
            self._running = True
            self._step(Run(anyway=anyway), "")

    def _step(self, run: Run, said: str) -> None:
        go_on: Callable[[str | None], None] = partial(self._go_on, run, said)
        self._session.ask(run.advance, go_on, self._stop, self)

    def _go_on(self, run: Run, said: str, word: str | None) -> None:
        if word is not None and self._session.state is State.OPEN:
            self._step(run, word or said)
            return
        self._running = False
        self.problem = ""
        self.finished.emit(said)

    def _stop(self, error: ResilienceError) -> None:
        self._running = False
        if self._session.state is State.OPEN:
            self._timer.stop()  # a failure is told once, not every few minutes
            self.problem = NONE_MADE.format(error)
            self.failed.emit(self.problem)


def state(vault: Vault) -> BackupState:
    """Return which backups there are; the work of one item on the worker's thread."""
    return vault.upkeep.state()


def choose_second(place: Path | None, vault: Vault) -> Path | None:
    """Keep backups in this folder too, with None no more; return it. Raises ResilienceError."""
    vault.upkeep.choose_second(place)
    return place
