"""Show a reading with what a person marked in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QTextCursor

from resilience_desktop.workbook import Mark, Reading
from resilience_desktop.workbook.mark import find, words_of
from ui.theme import Look

from .laid_marks import Placed, draw_sign, lay, sign_of
from .prose import ProseWriter
from .reading_view import ReadingView
from .word_places import WordPlaces

LOST = "Marked in another edition or language of this reading"


class MarkedReading(ReadingView):
    """Highlight passages, and show in the margin where a note is; what this edition has not stands below."""

    def __init__(self, look: Look) -> None:
        self._marks: tuple[Mark, ...] = ()
        self._placed: tuple[Placed, ...] = ()
        self._places: WordPlaces | None = None
        self._pieces: Sequence[tuple[int, str]] = ()
        self._below: dict[int, tuple[int, int]] = {}
        super().__init__(look)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show these marks and no others."""
        before, self._marks = self._marks, tuple(marks)
        if list(map(_where, before)) == list(map(_where, self._marks)):
            self._take_notes()
            return
        lost_before = [placed.mark for placed in self._placed if placed.lost]
        lost = [mark for mark in self._marks if find(self._words.words, mark) is None]
        if [each.passage for each in lost] != [each.passage for each in lost_before]:
            self._show()  # what stands below the reading is written with it
        else:
            self._lay_marks()

    @property
    def has_marks(self) -> bool:
        """Tell whether any mark is shown."""
        return bool(self._marks)

    @property
    def passage(self) -> tuple[int, int] | None:
        """Return the stretch of the reading's words that is selected, or None."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start, end = self._words.passage(cursor.selectionStart(), cursor.selectionEnd())
        return (start, end) if start < end else None

    @property
    def words(self) -> str:
        """Return the words in which passages are counted."""
        return self._words.words

    @property
    def mark_at_caret(self) -> Mark | None:
        """Return the shortest mark in which the selection lies, or the caret."""
        cursor = self.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        around = [each.mark for each in self._placed if each.holds(first) and each.holds(last)]
        return min(around, key=lambda mark: len(mark.passage), default=None)

    def go_to(self, number: int) -> bool:
        """Select a mark's passage and show it; tell whether it is there."""
        placed = next((each for each in self._placed if each.mark.number == number), None)
        if placed is None or not placed.stretches:
            return False
        cursor = self.textCursor()
        cursor.setPosition(placed.stretches[0][0])
        self.setTextCursor(cursor)
        cursor.setPosition(placed.stretches[-1][1], QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.show_caret()
        return True

    def show_caret(self) -> None:
        """Scroll to the caret, with some room below its line."""
        self.ensureCursorVisible()
        room = self._look.line_height("reading") // 2
        beyond = self.cursorRect().bottom() + room - self.viewport().height()
        if beyond > 0:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + beyond)

    def let_go(self) -> None:
        """Select nothing any more; the caret stays at the end of what was selected."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        self.setTextCursor(cursor)

    def next_mark(self, *, back: bool = False) -> Mark | None:
        """Return the mark after the caret, or before it, going round at the end; None without marks."""
        seen = (each for each in self._placed if each.stretches)
        there = sorted((each.stretches[0][0], each.mark.number, each.mark) for each in seen)
        if not there:
            return None
        caret, current = self.textCursor().selectionStart(), self.mark_at_caret
        here = (caret, current.number if current else 0)
        if back:
            return next((mark for at, n, mark in reversed(there) if (at, n) < here), there[-1][2])
        return next((mark for at, n, mark in there if (at, n) > here), there[0][2])

    def note_at(self, point: QPoint) -> Mark | None:
        """Return the mark whose note's sign is at a point of the viewport, or None."""
        noted = (placed for placed in self._placed if placed.mark.note)
        return next((placed.mark for placed in noted if self._around_sign(placed).contains(point)), None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, then the signs of notes beside it."""
        super().paintEvent(event)
        noted = [each for each in self._placed if each.mark.note and each.stretches]
        if noted:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for placed in noted:
                draw_sign(painter, sign_of(self, placed, self._scale), QColor(self._look.theme.accent))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the caret in sight where it was, as when a note grows below."""
        seen = self.has_marks and self._sees_caret(event.oldSize().height())
        super().resizeEvent(event)
        if seen:
            self.show_caret()

    def _sees_caret(self, height: int) -> bool:
        caret = self.cursorRect()
        return caret.bottom() >= 0 and caret.top() <= height

    @property
    def _words(self) -> WordPlaces:
        if self._places is None:
            words = words_of(self._reading) if self._reading else ""
            self._places = WordPlaces(words, self._pieces)
        return self._places

    def _write(self, writer: ProseWriter, reading: Reading) -> None:
        super()._write(writer, reading)
        self._pieces, self._places = writer.pieces, None
        lost = [mark for mark in self._marks if find(self._words.words, mark) is None] if self._marks else []
        below = writer.write_below(LOST, [mark.passage for mark in lost]) if lost else ()
        self._below = dict(zip((mark.number for mark in lost), below, strict=True))

    def _show(self) -> None:
        self._below = {}
        self._placed = ()
        super()._show()
        self._lay_marks()

    def _take_notes(self) -> None:
        """Take marks that differ from those before by their notes alone, as at each key in one of these."""
        before, pairs = self._placed, zip(self._placed, self._marks, strict=True)
        self._placed = tuple(each if each.mark is mark else replace(each, mark=mark) for each, mark in pairs)
        if [bool(each.mark.note) for each in before] != [bool(mark.note) for mark in self._marks]:
            self.viewport().update()

    def _lay_marks(self) -> None:
        """Give the letters of each mark their ground, and take it from those that are marked no more."""
        before, self._placed = self._placed, tuple(self._place_mark(mark) for mark in self._marks)
        lay(self.document(), self._look.theme, before, self._placed)
        self.viewport().update()

    def _place_mark(self, mark: Mark) -> Placed:
        if mark.number in self._below:
            return Placed(mark, (self._below[mark.number],), lost=True)
        place = find(self._words.words, mark)
        return Placed(mark, self._words.stretches(*place) if place else (), lost=place is None)

    @property
    def _scale(self) -> float:
        return self._look.line_height("reading") / 28

    def _around_sign(self, placed: Placed) -> QRect:
        if not placed.stretches:
            return QRect()
        return sign_of(self, placed, self._scale).adjusted(-8, -8, 6, 8).toRect()


def _where(mark: Mark) -> tuple[int, int, str, str, str]:
    """Return what a mark's place in a reading hangs on, and which mark it is."""
    return mark.number, mark.start, mark.passage, mark.before, mark.after
