"""Give the keyboard of a page to the control in its midst where a person begins."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


class StartingPoint(QObject):
    """Hand the keyboard on from a page that is given it.

    A focus proxy does so as well, but is a stop of the Tab key itself, as the page is: Tab goes from what
    stands before the page to the proxy, and passes by what stands on the page before that one.
    """

    def __init__(self, page: QWidget, control: QWidget) -> None:
        super().__init__(page)
        self._control = control
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand it on."""
        if event.type() == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            self._control.setFocus(event.reason())
            return True
        return super().eventFilter(watched, event)
