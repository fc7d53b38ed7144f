"""Let a person set when the vault locks by itself."""

from __future__ import annotations

from ui import capture
from ui.preferences import Preferences

from .choices import ChoiceGrid
from .section import Section

CAPTURES = (("Leave this window out", "hidden"), ("Show this window", "shown"))
MINUTES = tuple((f"{m} minute" + "s" * (m > 1), m) for m in (1, 2, 5, 10, 15, 30, 60))


class LockingSection(Section):
    """Choose after how many idle minutes the vault locks, and who else may see the window."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__("Locking")
        grid = ChoiceGrid(preferences)
        grid.add("Lock when left alone for", MINUTES, "lock_minutes")
        if capture.is_offered():
            grid.add("Screenshots and shared screens", CAPTURES, "capture")
        self.column.addLayout(grid)
