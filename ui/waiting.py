"""Hold what a person asked for while a page was on its way, until it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class Waiting(QObject):
    """Keep one wish, the newest; who asks for two pages while a third is being opened means the last.

    It is let go when a page that was to be left takes keys again: the one that was asked for is not coming.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._wish: Callable[[], object] | None = None

    def holds(self, wish: Callable[[], object], pages: Iterable[QWidget | None]) -> bool:
        """Keep a wish where one of these pages takes no keys just now; tell whether it is kept."""
        left = [page for page in pages if page is None or not page.isEnabled()]
        for page in filter(None, left):
            page.installEventFilter(self)
        self._wish = wish if left else None
        return bool(left)

    def go_on(self) -> None:
        """Do what was wished for, if anything was."""
        wish, self._wish = self._wish, None
        if wish is not None:
            wish()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wish go."""
        if event.type() == QEvent.Type.EnabledChange and isinstance(watched, QWidget) and watched.isEnabled():
            self._wish = None
        return super().eventFilter(watched, event)
