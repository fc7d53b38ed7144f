"""Say which program this is, where its help is, and what became of network and memory."""

from __future__ import annotations

from PySide6.QtCore import Qt

from resilience_desktop import __version__
from resilience_desktop.hardening import REFUSED
from ui.session import Session
from ui.widgets.labels import body

from .section import Section


class AboutSection(Section):
    """Show a few lines that can be copied with the mouse."""

    def __init__(self, session: Session, network: str) -> None:
        super().__init__("About")
        for text in (
            f"Resilience {__version__}",
            "F1 shows help, and what the keys do.",
            f"Network: {_in_words(network)}",
            f"Memory: {session.memory}",
        ):
            line = body(text)
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.column.addWidget(line)


def _in_words(network: str) -> str:
    return "this program has none; the system itself keeps it out" if network == REFUSED else network
