"""Hold what a person asked for while a page was on its way, until it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QWidget


class Waiting:
    """Keep one wish, the newest; who asks for two pages while a third is being opened means the last."""

    def __init__(self) -> None:
        self._wish: Callable[[], object] | None = None

    def holds(self, wish: Callable[[], object], pages: Iterable[QWidget | None]) -> bool:
        """Keep a wish where one of these pages takes no keys just now; tell whether it is kept."""
        waits = any(page is None or not page.isEnabled() for page in pages)
        self._wish = wish if waits else None
        return waits

    def forget(self) -> None:
        """Let the wish go: the page that it waited for is not coming."""
        self._wish = None

    def go_on(self) -> None:
        """Do what was wished for, if anything was."""
        wish, self._wish = self._wish, None
        if wish is not None:
            wish()
