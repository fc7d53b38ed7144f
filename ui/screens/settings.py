"""Let a person set how the window looks, when it locks, and look after their vault."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from ui.preferences import Preferences
from ui.sections.about import AboutSection
from ui.sections.backups import BackupsSection
from ui.sections.keys import KeysSection
from ui.sections.locking import LockingSection
from ui.sections.look import LookSection
from ui.sections.recovery import RecoverySection
from ui.session import Session
from ui.upkeep import Upkeep
from ui.widgets.plain_page import PlainPage

WIDTH = 560


class SettingsScreen(PlainPage):
    """Show every setting on one quiet page; a change holds at once."""

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        network: str,
        visit: Callable[[str], None],
        upkeep: Upkeep,
    ) -> None:
        super().__init__("Settings", WIDTH)
        first = LookSection(preferences)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(first)
        for section in (
            first,
            LockingSection(preferences),
            KeysSection(session, visit),
            RecoverySection(session, preferences),
            BackupsSection(session, upkeep, visit),
            AboutSection(session, network),
        ):
            self.column.addWidget(section)
        self.column.addStretch(1)
