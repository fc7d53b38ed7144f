"""Lead to what changes the keys of the vault, and tell what a former key still opens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from resilience_desktop.errors import ResilienceError
from ui import keys
from ui.session import Session
from ui.widgets.buttons import secondary_button
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import body
from ui.widgets.left_over import LeftOver

from .section import Section


class KeysSection(Section):
    """Offer a new passphrase, and new keys altogether."""

    def __init__(self, session: Session, open_page: Callable[[str], None]) -> None:
        super().__init__("Passphrase and keys")
        self._left_over = LeftOver()
        self._left_over.hide()
        change = secondary_button("Change passphrase…")
        change.clicked.connect(lambda: open_page("passphrase"))
        known = secondary_button("Someone knows my passphrase…")
        known.clicked.connect(lambda: open_page("someone-knows"))
        row = FlowLayout()
        row.addWidget(change)
        row.addWidget(known)
        self.column.addWidget(body("What opens this vault and the backups that it knows of."))
        self.column.addWidget(self._left_over)
        self.column.addLayout(row)
        session.ask(keys.settle, self._show, self._say_nothing, self)

    def _show(self, left: tuple[Path, ...]) -> None:
        self._left_over.setVisible(bool(left))
        self._left_over.show_left(left)

    def _say_nothing(self, error: ResilienceError) -> None:
        """Leave it to the next time: opening the vault tries it again."""
        del error
