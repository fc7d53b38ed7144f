"""Keep the settings of this laptop, and write them whenever one changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from resilience_desktop import settings
from resilience_desktop.errors import ResilienceError


class Preferences(QObject):
    """Hold the settings in force; a change that cannot be written holds until the program ends."""

    changed = Signal()
    not_written = Signal(str)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.now = settings.load(path)

    def change(self, **values: object) -> None:
        """Set settings by name (see ``Settings``), write them, say ``changed``."""
        wanted = replace(self.now, **values)  # type: ignore[arg-type]  # names and values are the table's own
        if wanted == self.now:
            return
        self.now = wanted
        try:
            settings.save(self._path, wanted)
        except ResilienceError as error:
            self.not_written.emit(str(error))
        self.changed.emit()
