"""Show a reading that arrives as a file, and what it would change; take it only on a yes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resilience_desktop.errors import ResilienceError
from resilience_desktop.workbook import Place
from ui import taking
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.difference_text import DifferenceText, Part
from ui.widgets.label import Label
from ui.widgets.labels import note
from ui.widgets.language_switch import LanguageSwitch
from ui.widgets.reading_view import ReadingView
from ui.widgets.starting_point import StartingPoint
from ui.widgets.two_columns import TwoColumns

if TYPE_CHECKING:
    from resilience_desktop.readings.taking import Arrival
    from ui.library import Library
    from ui.parts import Parts

OPENING = "Opening the reading…"
REFUSED = "This reading cannot be opened"
ADDED = "Reading added"
TAKEN = "Edition taken. Reflections that you wrote keep theirs; “Reflect again” begins with this one."
_SHARE = 0.5


class TakeReadingScreen(QWidget):
    """Show one language at a time: at the left what changes, at the right the text as it would be."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._library = parts.session.library
        self._arriving: tuple[Arrival, ...] = ()
        self._told: tuple[tuple[Part, ...], ...] = ()
        self._title, self._stands = Label(OPENING, "page"), Label("", "control", "quiet")
        self._changes = DifferenceText(parts.look)
        self._text = ReadingView(parts.look)
        self._take = primary_button("")
        self._keep = secondary_button("Back")
        self._message = note("", "danger")
        self._switch: LanguageSwitch | None = None
        self._right = QVBoxLayout()
        self._lay_out()
        self._take.clicked.connect(self._take_it)
        self._keep.clicked.connect(lambda: self._parts.leave())
        library, data = self._library, parts.state if isinstance(parts.state, bytes) else b""
        # Comparing two long texts takes a while, so that is the worker's as well.
        open_it = partial(_opened, library, data)
        parts.session.ask(lambda _: open_it(), self._show, self._refuse, self)

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        right.setLayout(self._right)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.setSpacing(0)
        self._right.addWidget(self._text, 1)
        column = QVBoxLayout(left)
        column.setContentsMargins(40, 36, 32, 24)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._stands)
        column.addSpacing(12)
        column.addWidget(self._changes, 1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._take)
        row.addWidget(self._keep)
        row.addStretch(1)
        column.addSpacing(8)
        column.addWidget(self._message)
        column.addLayout(row)
        self._take.hide()
        self._message.hide()
        self._changes.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # until there is something to read
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(TwoColumns(self._parts.look, (left, right), ("What changes", "Reading"), _SHARE))
        StartingPoint(self, self._keep)

    def _show(self, found: tuple[tuple[Arrival, ...], tuple[tuple[Part, ...], ...]]) -> None:
        arriving, self._told = found
        self._arriving = arriving
        self._title.setText(taking.title(arriving))
        for button, words in zip((self._take, self._keep), taking.answers(arriving), strict=True):
            button.setText(words)
            button.setVisible(bool(words))
        self._show_language(next((n for n, each in enumerate(arriving) if each.can_be_taken), 0))
        if self._keep.hasFocus() and self._changes.focusPolicy() != Qt.FocusPolicy.NoFocus:
            self._changes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_language(self, place: int) -> None:
        arrival = self._arriving[place]
        self._offer_languages(place)
        self._stands.setText(taking.standing_in_words(arrival))
        parts = self._told[place]
        self._changes.show_parts(parts)
        policies = Qt.FocusPolicy
        self._changes.setFocusPolicy(policies.StrongFocus if parts else policies.NoFocus)
        self._text.set_reading(arrival.reading)

    def _offer_languages(self, place: int) -> None:
        had_keyboard = self._switch is not None and self._switch.isAncestorOf(self.focusWidget() or self)
        if self._switch is not None:
            self._switch.hide()
            self._switch.deleteLater()
        if len(self._arriving) > 1:
            self._switch = LanguageSwitch([each.reading.language for each in self._arriving], place)
            self._switch.chosen.connect(self._show_language)
            self._right.insertWidget(0, self._switch)
            if had_keyboard:
                self._switch.buttons[place].setFocus()

    def _refuse(self, error: ResilienceError) -> None:
        self._title.setText(REFUSED)
        self._stands.tell(str(error), "caution")

    def _take_it(self) -> None:
        library, arriving = self._library, self._arriving
        self._take.setEnabled(False)
        done = partial(self._taken, arriving[0].reading.id)
        self._parts.session.ask(lambda _: library.take(arriving), done, self._tell, self)

    def _taken(self, reading_id: str, _: None) -> None:
        self._parts.open_place(Place(reading_id))
        self._parts.tell(ADDED if taking.is_new(self._arriving) else TAKEN)

    def _tell(self, error: ResilienceError) -> None:
        self._take.setEnabled(True)
        self._message.show()
        self._message.tell(str(error), "danger")


def _opened(library: Library, data: bytes) -> tuple[tuple[Arrival, ...], tuple[tuple[Part, ...], ...]]:
    arriving = library.arriving(data)
    return arriving, tuple(taking.parts(each) for each in arriving)
