"""Say which vault is open, and where the others are."""

from __future__ import annotations

from ui.session import Session
from ui.widgets.labels import body
from ui.widgets.path_line import PathLine

from .section import Section

ELSEWHERE = (
    "Further vaults are made on the lock screen, under “Open another…”. There each can also be renamed, "
    "moved to another disk, or forgotten, while it is closed."
)


class VaultsSection(Section):
    """Show where the open vault lies, so that the path can be copied."""

    def __init__(self, session: Session) -> None:
        super().__init__("Vaults")
        path = PathLine("Folder of this vault")
        path.set_path(session.folder)
        self.column.addWidget(body(ELSEWHERE))
        self.column.addWidget(path)
