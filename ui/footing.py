"""Say along the bottom of the window what holds, and for a while what just happened."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from .preferences import Preferences
from .widgets.footer import Footer

TELL_MS = 8_000
"""How long the footer says something before it goes back to its own words, in milliseconds."""

PROMISE = "Encrypted on this laptop only"


class Footing(Footer):
    """Show the promise, and how many prompts of Today are answered."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(PROMISE)
        self._preferences = preferences
        self._counts = (0, 0)
        self._on_today = False
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(self._show)
        preferences.changed.connect(self._show_when_quiet)

    def say(self, sentence: str) -> None:
        """Say something for a while; with no words, go back to what holds."""
        if sentence:
            self.tell(sentence)
            self._quiet.start(TELL_MS)
        else:
            self._quiet.stop()
            self._show()

    def count(self, prompts: int, answered: int) -> None:
        """Note how many prompts there are, and how many have an answer."""
        self._counts = (prompts, answered)
        self._show_when_quiet()

    def set_on_today(self, on_today: bool) -> None:
        """Note whether Today is shown: its prompts are counted there alone."""
        self._on_today = on_today
        self._show_when_quiet()

    def _show_when_quiet(self) -> None:
        if not self._quiet.isActive():
            self._show()

    def _show(self) -> None:
        prompts, answered = self._counts
        counted = f"{prompts} prompts, {answered} answered · " if self._on_today else ""
        self.set_right(f"{counted}locks after {self._preferences.now.lock_minutes} min")
