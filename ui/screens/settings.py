"""Let a person set how the window looks, when it locks, and look after their vault."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ui.desk import Visit
from ui.parts import Parts
from ui.sections.about import AboutSection
from ui.sections.backups import BackupsSection
from ui.sections.keys import KeysSection
from ui.sections.locking import LockingSection
from ui.sections.look import LookSection
from ui.sections.recovery import RecoverySection
from ui.sections.reminder import ReminderSection
from ui.sections.support import SupportSection
from ui.sections.vaults import VaultsSection
from ui.widgets.plain_page import PlainPage

KEY = "settings"
WIDTH = 560


class SettingsScreen(PlainPage):
    """Show every setting on one quiet page; a change holds at once."""

    def __init__(self, parts: Parts) -> None:
        session, preferences = parts.session, parts.preferences
        super().__init__("Settings", WIDTH)
        first = LookSection(preferences)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(first)
        self.support = SupportSection(session, parts.look, KEY)
        for section in (
            first,
            LockingSection(preferences),
            self.support,
            ReminderSection(session, preferences, parts.clock),
            KeysSection(session, parts.visit),
            RecoverySection(session, preferences),
            BackupsSection(session, parts.upkeep, parts.visit),
            VaultsSection(session),
            AboutSection(session, parts.network),
        ):
            self.column.addWidget(section)
        self.column.addStretch(1)

    def unsaved(self) -> Visit | None:
        """Return what was noted here and is not known to be in the vault, or None."""
        return self.support.unsaved()
