"""Find words in everything that was written, and in the readings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from resilience_desktop.workbook import Place
from ui.finder import Finder, Findings
from ui.session import Session
from ui.theme import Look
from ui.widgets.found_list import FoundLine, FoundList
from ui.widgets.labels import body, title
from ui.widgets.passphrase_field import SecretLine

if TYPE_CHECKING:
    from resilience_desktop.workbook.found import FoundAnswer, FoundMark

DELAY_MS = 120
"""From the last key to the search, in milliseconds."""

WIDTH = 820
"""The most that the page takes of the window, in pixels at the usual text size."""

HINT = (
    "Words, the beginnings of words, or “words in a row” between quotes. Accents and capitals do not matter."
)
NOTHING = "Nothing was found with these words."
STILL_READING = "Older reflections are still being read for the search; what they hold will follow."


_OF_THE_WINDOW = (QKeySequence("Ctrl+E"), QKeySequence("Ctrl+K"))

Go = Callable[[Place], None]


class SearchScreen(QWidget):
    """Search while a person types; Enter opens the first place that was found."""

    def __init__(self, session: Session, look: Look, go: Go, open_letter: Callable[[int], None]) -> None:
        super().__init__()
        self._go = go
        self._open_letter = open_letter
        self._finder = Finder(session, self)
        self._field = _SearchLine("Search")  # a selection in it reaches no other program
        self._field.setEchoMode(QLineEdit.EchoMode.Normal)
        self._list = FoundList(look)
        self._note = body(HINT)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(DELAY_MS)
        self._lay_out(look)
        self._answered = ""
        self._is_entered = False
        self._field.textEdited.connect(self._typed)
        self._field.returnPressed.connect(self._enter)
        self._delay.timeout.connect(self._search)
        self._finder.found.connect(self._show)
        self._finder.failed.connect(lambda sentence: self._note.tell(sentence, "caution"))
        self._list.chosen.connect(self._open)
        self._list.more_wanted.connect(self._finder.fetch_more)
        self._list.left_upward.connect(self._field.setFocus)

    def _lay_out(self, look: Look) -> None:
        self._field.setAccessibleDescription(HINT)
        self._field.setFrame(True)
        self.setFocusProxy(self._field)
        rows = QHBoxLayout(self)
        rows.setContentsMargins(40, 36, 40, 12)
        page = QWidget()
        page.setMaximumWidth(look.scaled(WIDTH))
        rows.addWidget(page, 1)
        rows.addStretch(0)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(title("Search"))
        column.addWidget(self._field)
        column.addWidget(self._note)
        column.addWidget(self._list, 1)
        column.addStretch(0)
        self._list.hide()

    def _typed(self) -> None:
        self._is_entered = False
        self._delay.start()

    def _enter(self) -> None:
        """Open the first place; where the words typed last are still looked for, as soon as it is there."""
        if self._answered == self._field.text():
            self._list.choose_current()
        else:
            self._is_entered = True
            self._delay.stop()
            self._search()

    def _search(self) -> None:
        self._finder.look_for(self._field.text())

    def _show(self, findings: Findings) -> None:
        lines = tuple(_lines(findings))
        self._list.set_lines(lines)
        self._list.setVisible(bool(lines))
        if not findings.typed.strip():
            self._note.tell(HINT)
        elif not findings.whole:
            self._note.tell(STILL_READING)
        else:
            self._note.tell("" if lines else NOTHING)
        self._note.setVisible(bool(self._note.text()))
        self._answered = findings.typed
        if self._is_entered and self._answered == self._field.text():
            self._is_entered = not lines and not findings.whole
            self._list.choose_current()

    def _open(self, found: object) -> None:
        if isinstance(found, Place):
            self._go(replace(found, sought=self._field.text()))
        elif isinstance(found, int):
            self._open_letter(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go down into the list, and take letters typed there into the field."""
        if event.key() == Qt.Key.Key_Down and self._list.isVisible() and self._field.hasFocus():
            self._list.setFocus(Qt.FocusReason.TabFocusReason)
        elif event.text() and event.text().isprintable() and not self._field.hasFocus():
            self._field.setFocus()
            self._field.insert(event.text())
            self._typed()
        else:
            super().keyPressEvent(event)


class _SearchLine(SecretLine):
    """Leave Ctrl+E and Ctrl+K to the window: X11 has a line take them for keys of its own."""

    def event(self, event: QEvent) -> bool:
        """Do not ask for the keys of the window before it has them."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and QKeySequence(event.keyCombination()) in _OF_THE_WINDOW
        ):
            event.ignore()
            return False
        return super().event(event)


def _lines(findings: Findings) -> Iterator[FoundLine]:
    yield from _of_reflections(findings)
    for letter in findings.letters:
        label, hit = (
            f"{letter.to} · {letter.changed.day()}" if letter.to else letter.changed.day(),
            letter.hit,
        )
        yield FoundLine(letter.letter_id, "Letters", label, hit.before, hit.match, hit.after)
    for reading in findings.readings:
        hit = reading.hit
        yield FoundLine(
            Place(reading.reading_id), "Readings", reading.title, hit.before, hit.match, hit.after
        )


def _of_reflections(findings: Findings) -> Iterator[FoundLine]:
    """Yield the answers in their order, and with each reflection what was marked in it.

    Highlights of reflections that further answers may still come before wait for these.
    """
    waiting = sorted(findings.marks, key=lambda mark: mark.reflection_id, reverse=True)
    for number, answers in groupby(findings.answers, lambda answer: answer.reflection_id):
        yield from _taken(waiting, number + 1)
        for answer in answers:
            place = Place(answer.reading_id, answer.reflection_id, answer.prompt_id, scroll=None)
            for hit in answer.hits:
                at = replace(place, caret=hit.start)
                yield FoundLine(at, _group(answer), answer.label, hit.before, hit.match, hit.after)
        yield from _taken(waiting, number)
    if findings.ended:
        yield from _taken(waiting, 0)


def _taken(waiting: list[FoundMark], oldest: int) -> Iterator[FoundLine]:
    """Yield a line for each highlight of this reflection and newer ones, and let it wait no longer."""
    for mark in [mark for mark in waiting if mark.reflection_id >= oldest]:
        waiting.remove(mark)
        place = Place(mark.reading_id, mark.reflection_id, mark=mark.number)
        label = "Note beside the reading" if mark.in_note else "Highlight"
        yield FoundLine(place, _group(mark), label, mark.hit.before, mark.hit.match, mark.hit.after)


def _group(found: FoundAnswer | FoundMark) -> str:
    return f"{found.begun.day()} · {found.title}"
