"""Bring the keyboard back to where it was on a page when another page was reached from there."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from .pages import PageKind


class Standing:
    """Remember by its name what had the keyboard while a page under the present one is shown."""

    def __init__(self, content: QStackedWidget) -> None:
        self._content = content
        self._page = ""
        self._control = ""

    def leave(self, kind: PageKind) -> None:
        """Take note of the page in view before a page of this kind takes its place."""
        page = self._content.currentWidget()
        if page is not None and kind.under and kind.under == page.objectName():
            control = page.focusWidget()
            self._page, self._control = page.objectName(), _name(control) if control else ""
        elif kind.key != self._page:
            self._page = ""

    def come_back(self, page: QWidget) -> None:
        """Give the keyboard back to what had it, once, and show that part of the page."""
        if not self._page or page.objectName() != self._page:
            return
        self._page = ""
        same = (each for each in page.findChildren(QWidget) if _name(each) == self._control)
        control = next(same, None) if self._control else None
        if control is None:
            return
        control.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(page, QScrollArea):  # once it is laid out
            QTimer.singleShot(0, control, lambda: page.ensureWidgetVisible(control, 0, 80))


def _name(control: QWidget) -> str:
    """Return what a screen reader calls it."""
    return control.accessibleName() or str(control.property("text") or "")
