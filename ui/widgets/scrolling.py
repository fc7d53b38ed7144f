"""Put a scroll bar back where it was, although the page may still be growing."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollBar


class ScrollFraction:
    """Read and set how far down a page stands, from 0.0 to 1.0.

    A wanted place holds through further layout until the page is scrolled otherwise.
    """

    def __init__(self, bar: QScrollBar) -> None:
        self._bar = bar
        self._wanted: float | None = None
        self._following = False
        bar.rangeChanged.connect(lambda *_: self._follow())
        bar.valueChanged.connect(lambda _: self._forget())

    @property
    def value(self) -> float:
        """Return the place as a fraction; a wanted one that could not be reached yet counts."""
        if self._wanted is not None:
            return self._wanted
        return self._bar.value() / self._bar.maximum() if self._bar.maximum() else 0.0

    @value.setter
    def value(self, fraction: float) -> None:
        self._wanted = min(max(fraction, 0.0), 1.0)
        self._follow()

    def _follow(self) -> None:
        if self._wanted is not None:
            self._following = True
            self._bar.setValue(round(self._wanted * self._bar.maximum()))
            self._following = False

    def _forget(self) -> None:
        if not self._following:
            self._wanted = None
