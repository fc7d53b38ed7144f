"""Decide when what was typed is saved: soon, in order, and again after a failure."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

DELAY_MS = 700
"""From the first unsaved key to the save, in milliseconds; with the save itself it stays within a second."""

RETRY_MS = 5_000
"""From a failed save to the next try, in milliseconds."""


class Autosave(QObject):
    """Know which pieces are not in the vault yet, and hand them to ``save`` a moment after a touch.

    Further keys do not restart the clock, so that someone who never pauses is saved as well. A
    piece counts as unsaved until its save is confirmed.
    """

    def __init__(self, save: Callable[[frozenset[str]], None], parent: QObject) -> None:
        super().__init__(parent)
        self._save = save
        self._touched: set[str] = set()
        self._on_the_way: deque[frozenset[str]] = deque()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._when_due)

    @property
    def unsaved(self) -> frozenset[str]:
        """Return every piece whose newest words are not known to be in the vault."""
        return frozenset(self._touched).union(*self._on_the_way)

    def touch(self, piece: str) -> None:
        """Note that a piece changed."""
        self._touched.add(piece)
        if not self._timer.isActive():
            self._timer.start(DELAY_MS)

    def flush(self) -> None:
        """Save now whatever changed."""
        if self._touched:
            self._timer.stop()
            pieces = frozenset(self._touched)
            self._on_the_way.append(pieces)
            self._touched.clear()
            self._save(pieces)

    def confirm(self) -> frozenset[str]:
        """Note that the oldest save arrived; return the pieces that have not changed since."""
        arrived = self._on_the_way.popleft()
        if self._touched and not self._timer.isActive():
            self._timer.start(DELAY_MS)
        return arrived - self.unsaved

    def fail(self) -> None:
        """Note that the oldest save did not arrive: all in it is unsaved again, and tried later."""
        self._touched |= self._on_the_way.popleft()
        self._timer.start(RETRY_MS)

    def stop(self) -> None:
        """Save nothing more from here: all of it was handed over."""
        self._timer.stop()
        self._touched.clear()

    def _when_due(self) -> None:
        """Save, unless a save is on its way: on a slow disk they must not pile up."""
        if not self._on_the_way:
            self.flush()
