"""Show the left column: where one is, where one can go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.theme import Look

from .label import Label
from .nav_button import SIDE, NavButton

WIDTH = 208
_GROWTH = 1.4
"""The most by which a large text size widens the column: beyond it the page needs its room more."""


@dataclass(frozen=True, slots=True)
class NavItem:
    """Hold one entry; ``hint`` names its keys, ``quiet`` sets it back behind the others."""

    key: str
    label: str
    group: str = ""
    hint: str = ""
    current: bool = False
    quiet: bool = False


class Navigation(QWidget):
    """List entries in groups, the first without a heading; some stand at the bottom."""

    chosen = Signal(str)

    def __init__(self, look: Look, name: str = "Resilience") -> None:
        super().__init__()
        self._look = look
        self._buttons: dict[str, NavButton] = {}
        self._entries: tuple[NavItem | None, ...] = ()
        self._list, self._bottom = QVBoxLayout(), QVBoxLayout()
        self._middle, self._inside = _Middle(), QWidget()
        self._lay_out(name)
        look.changed.connect(self._fit)
        self._fit()

    def set_items(self, items: Sequence[NavItem], bottom: Sequence[NavItem] = ()) -> None:
        """Show these entries in place of the old ones; focus stays on an entry that is still there."""
        entries = (*items, None, *bottom)
        if entries == self._entries:
            return
        self._entries = entries
        focused = next((key for key, button in self._buttons.items() if button.hasFocus()), None)
        self._buttons = {}
        self._inside.hide()  # else the whole list is measured again for each entry
        _empty(self._list)
        _empty(self._bottom)
        group = ""
        for item in items:
            if item.group != group:
                group = item.group
                self._list.addWidget(_group_label(group))
            self._add(item, self._list)
        for item in bottom:
            self._add(item, self._bottom)
        self._inside.show()
        if focused in self._buttons:
            self._buttons[focused].setFocus()

    def set_current(self, *keys: str) -> None:
        """Mark the first of these entries that is listed as the place where the person is."""
        here = next((key for key in keys if key in self._buttons), None)
        for each, button in self._buttons.items():
            button.set_current(each == here)
        if here is not None:  # once the entries are laid out
            QTimer.singleShot(0, self._buttons[here], partial(self._bring_into_view, here))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from entry to entry with the arrow keys, Home and End."""
        buttons = list(self._buttons.values())
        here = next((index for index, button in enumerate(buttons) if button.hasFocus()), None)
        target = None if here is None else _target(event.key(), here, len(buttons))
        if target is None:
            super().keyPressEvent(event)
        else:
            buttons[target].setFocus(Qt.FocusReason.TabFocusReason)
            self._middle.ensureWidgetVisible(buttons[target])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline at the right."""
        line = self.palette().color(QPalette.ColorRole.Mid)
        QPainter(self).fillRect(self.width() - 1, 0, 1, self.height(), line)

    def _lay_out(self, name: str) -> None:
        brand = Label(name, "brand")
        brand.setContentsMargins(SIDE, 0, SIDE, 15)
        rows = QVBoxLayout(self._inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(self._list)
        rows.addStretch(1)
        self._middle.setWidget(self._inside)
        self._middle.setWidgetResizable(True)
        self._middle.setFrameShape(QFrame.Shape.NoFrame)
        self._middle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._middle.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for column in (self._list, self._bottom):
            column.setSpacing(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 21, 13, 20)
        layout.setSpacing(0)
        layout.addWidget(brand)
        layout.addWidget(self._middle, 1)
        layout.addSpacing(8)
        layout.addLayout(self._bottom)

    def _bring_into_view(self, key: str) -> None:
        button = self._buttons.get(key)
        if button is not None and self._inside.isAncestorOf(button):
            self._middle.ensureWidgetVisible(button, 0, 0)

    def _fit(self) -> None:
        self.setFixedWidth(round(WIDTH * min(max(self._look.text_scale, 1.0), _GROWTH)))
        for button in self._buttons.values():
            button.set_outlined(self._look.theme.contrast)

    def _add(self, item: NavItem, column: QVBoxLayout) -> None:
        button = NavButton(item.label, item.hint, quiet=item.quiet)
        button.set_current(item.current)
        button.set_outlined(self._look.theme.contrast)
        button.clicked.connect(lambda: self.chosen.emit(item.key))
        self._buttons[item.key] = button
        column.addWidget(button)
        button.show()  # now, so that it can take the keyboard over from the entry that it replaces


class _Middle(QScrollArea):
    """Leave the arrow keys to the column: they go from entry to entry, and the view follows."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take no key."""
        event.ignore()


def _target(key: int, here: int, count: int) -> int | None:
    """Return where a key leads from one entry of a list, or None for any other key."""
    ways = {
        Qt.Key.Key_Down: min(here + 1, count - 1),
        Qt.Key.Key_Up: max(here - 1, 0),
        Qt.Key.Key_Home: 0,
        Qt.Key.Key_End: count - 1,
    }
    return ways.get(Qt.Key(key))


def _group_label(text: str) -> Label:
    label = Label(text, "status", "quiet")
    label.setContentsMargins(SIDE, 18, SIDE, 8)
    return label


def _empty(layout: QVBoxLayout) -> None:
    for widget in list(_widgets(layout)):
        layout.removeWidget(widget)
        widget.hide()
        widget.deleteLater()


def _widgets(layout: QVBoxLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is not None and (widget := item.widget()) is not None:
            yield widget
