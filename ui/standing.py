"""Know the way back to the page from which another was reached, and where on it the keyboard was."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from .pages import ASIDE, KINDS, TODAY, PageKind


class Standing:
    """Remember by its name what had the keyboard while a page under the present one is shown."""

    def __init__(self, content: QStackedWidget) -> None:
        self._content = content
        self._page = ""
        self._control = ""

    def leave(self, kind: PageKind) -> None:
        """Take note of the page in view before a page of this kind takes its place."""
        page = self._content.currentWidget()
        here = page.objectName() if page is not None else ""
        if kind.key in ASIDE and here in ASIDE:  # from help to pause: it leads back to what lies below both
            return
        if page is not None and here and (kind.under == here or (kind.key in ASIDE and _can_be_left(here))):
            control = page.focusWidget()
            self._page, self._control = here, _name(control) if control else ""
        elif kind.key != self._page:
            self._page = ""

    def way_back(self, page: QWidget) -> str:
        """Return the key of the page that this one leads back to, or nothing for Today."""
        if page.objectName() in ASIDE:
            return self._page
        return next((kind.under for kind in KINDS if kind.key == page.objectName()), "")

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


def _can_be_left(key: str) -> bool:
    """Tell whether a page can be shown again with nothing of it lost: the steps below Settings begin anew."""
    return any(kind.key == key and kind.under in ("", TODAY) for kind in KINDS)


def _name(control: QWidget) -> str:
    """Return what a screen reader calls it."""
    return control.accessibleName() or str(control.property("text") or "")
