"""Keep what stands on the shelves, and lay a new reading there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from resilience_desktop.paths import Paths, assets

if TYPE_CHECKING:  # the lock screen stands before any of it is needed
    from resilience_desktop.readings import Shelf
    from resilience_desktop.readings.taking import Arrival
    from resilience_desktop.workbook import Reading


class Library:
    """Look at the folders of readings when they are first asked for, and again once something was added."""

    def __init__(self, paths: Paths) -> None:
        self._own = paths.readings
        self._found: tuple[Shelf, ...] | None = None

    def __call__(self) -> tuple[Shelf, ...]:
        """Return every pack: those that came along, then the person's own."""
        if self._found is None:
            from resilience_desktop import readings
            from resilience_desktop.vault.connection import is_held_here

            self._found = readings.library((assets() / "readings", self._own), is_held_here)
        return self._found

    def look_again(self) -> None:
        """Read the folders anew when they are next asked for."""
        self._found = None

    def arrivals(self, editions: Sequence[Reading]) -> tuple[Arrival, ...]:
        """Return each language of a reading that arrives, beside the edition that is there now."""
        from resilience_desktop.readings import taking

        return taking.arrivals(self(), self._own, editions)

    def arriving(self, data: bytes) -> tuple[Arrival, ...]:
        """Return a reading that arrives as a file, as ``arrivals`` does, on the worker. Raises PackError."""
        from resilience_desktop.readings.travelling import unpack

        return self.arrivals(unpack(data))

    def take(self, arriving: Sequence[Arrival]) -> None:
        """Lay what can be taken of it among the person's own readings, on the worker; look there anew.

        Raises AlreadyThere, DiskFull, NotAllowed; what was there is then as it was.
        """
        from resilience_desktop.readings import taking

        try:
            taking.take(self(), self._own, arriving)
        finally:
            self.look_again()
