"""Show a reading with what a person marked in it, and let them mark more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QMenu

from resilience_desktop.workbook import Mark, Reading
from resilience_desktop.workbook.mark import find, words_of
from ui.theme import Look

from .laid_marks import Placed, draw_sign, lay, sign_of
from .passage_bar import PassageBar
from .prose import ProseWriter
from .reading_view import ReadingView
from .word_places import WordPlaces

LOST = "Marked in another edition of this reading"


class Wish(StrEnum):
    """Say what a person wants done with a passage; the values are what the menu shows."""

    HIGHLIGHT = "Highlight"
    NOTE = "Add a note…"
    OPEN_NOTE = "Open the note"
    QUOTE = "Quote in my answer"
    REMOVE = "Remove highlight"
    UNDO = "Undo"


KEYS: Mapping[Wish, str] = {
    Wish.HIGHLIGHT: "Ctrl+Shift+H",
    Wish.NOTE: "Ctrl+Shift+N",
    Wish.OPEN_NOTE: "Ctrl+Shift+N",
    Wish.QUOTE: "Ctrl+Shift+Q",
    Wish.REMOVE: "Ctrl+Shift+H",
}
"""The keys of each wish, which the page around the reading binds."""


class MarkedReading(ReadingView):
    """Highlight passages, show in the margin where a note is, and offer what can be done with words.

    ``wished`` names what a person asks for; what it is about is ``passage`` or ``mark_at_caret``.
    """

    wished = Signal(str)

    def __init__(self, look: Look) -> None:
        self._marks: tuple[Mark, ...] = ()
        self._placed: tuple[Placed, ...] = ()
        self._places: WordPlaces | None = None
        self._pieces: Sequence[tuple[int, str]] = ()
        self._bar: PassageBar | None = None
        self._below: dict[int, tuple[int, int]] = {}
        self._read_only = False
        super().__init__(look)
        self.selectionChanged.connect(self._offer)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._place_bar())
        self.setAccessibleDescription(
            "Select words to highlight them, to add a note, or to quote them. F8 goes to the next highlight."
        )

    def set_marks(self, marks: Sequence[Mark], *, read_only: bool) -> None:
        """Show these marks and no others; ``read_only`` offers no change of them."""
        self._read_only = read_only
        lost_before = [placed.mark for placed in self._placed if placed.lost]
        self._marks = tuple(marks)
        lost = [mark for mark in self._marks if find(self._words.words, mark) is None]
        if [each.passage for each in lost] != [each.passage for each in lost_before]:
            self._show()  # what stands below the reading is written with it
        else:
            self._lay_marks()
        if self.bar_is_shown:
            self._offer(clicked=True)

    @property
    def has_marks(self) -> bool:
        """Tell whether any mark is shown."""
        return bool(self._marks)

    @property
    def bar_is_shown(self) -> bool:
        """Tell whether something is offered beside the passage."""
        return self._bar is not None and not self._bar.isHidden()

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

    def offered(self) -> tuple[Wish, ...]:
        """Return what can be done with the selection, or with the mark at the caret."""
        mark, selected = self.mark_at_caret, self.passage is not None
        if not selected and mark is None:
            return ()
        noted = mark is not None and bool(mark.note)
        if self._read_only:
            return (Wish.OPEN_NOTE,) if noted else ()
        keep = Wish.HIGHLIGHT if mark is None else Wish.REMOVE
        return keep, Wish.OPEN_NOTE if noted else Wish.NOTE, Wish.QUOTE

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
        there = sorted((each.stretches[0][0], each.mark.number, each.mark) for each in self._placed)
        if not there:
            return None
        caret, current = self.textCursor().selectionStart(), self.mark_at_caret
        here = (caret, current.number if current else 0)
        if back:
            return next((mark for at, n, mark in reversed(there) if (at, n) < here), there[-1][2])
        return next((mark for at, n, mark in there if (at, n) > here), there[0][2])

    def close_bar(self) -> bool:
        """Put away what is offered beside the passage; tell whether anything was."""
        shown = self.bar_is_shown
        if self._bar is not None:
            focused = QApplication.focusWidget()
            self._bar.hide()
            if focused is not None and self._bar.isAncestorOf(focused):
                self.setFocus(Qt.FocusReason.OtherFocusReason)
        return shown

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, then the signs of notes beside it."""
        super().paintEvent(event)
        noted = [each for each in self._placed if each.mark.note and each.stretches]
        if noted:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for placed in noted:
                draw_sign(painter, sign_of(self, placed, self._scale), QColor(self._look.theme.accent))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Offer what can be done; a click on a sign opens its note."""
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        signed = next((p for p in self._placed if p.mark.note and self._around_sign(p).contains(at)), None)
        if signed is not None:
            self.go_to(signed.mark.number)
            self.wished.emit(Wish.OPEN_NOTE)
        else:
            self._offer(clicked=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show by the pointer that a sign can be pressed."""
        super().mouseMoveEvent(event)
        at = event.position().toPoint()
        over = any(p.mark.note and self._around_sign(p).contains(at) for p in self._placed)
        shapes = Qt.CursorShape
        self.viewport().setCursor(shapes.PointingHandCursor if over else shapes.IBeamCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the note of the mark at the caret with Enter; take back what was removed."""
        mark = self.mark_at_caret
        if event.matches(QKeySequence.StandardKey.Undo):
            self.wished.emit(Wish.UNDO)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and mark is not None:
            self.wished.emit(Wish.OPEN_NOTE if mark.note else Wish.NOTE)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the caret in sight where it was, as a note grows below, and the bar beside its passage."""
        seen = self.has_marks and self._sees_caret(event.oldSize().height())
        super().resizeEvent(event)
        if seen:
            self.show_caret()
        self._place_bar()

    def changeEvent(self, event: QEvent) -> None:
        """Put the bar away with the keys that a page takes no more."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange and not self.isEnabled():
            self.close_bar()

    def _sees_caret(self, height: int) -> bool:
        caret = self.cursorRect()
        return caret.bottom() >= 0 and caret.top() <= height

    @property
    def _words(self) -> WordPlaces:
        if self._places is None:
            words = words_of(self._reading) if self._reading else ""
            self._places = WordPlaces(words, self._pieces)
        return self._places

    def _fill(self, menu: QMenu) -> None:
        offered = self.offered()
        for wish in offered:
            action = menu.addAction(wish.value, lambda wish=wish: self.wished.emit(wish))
            action.setShortcut(KEYS[wish])
            action.setShortcutVisibleInContextMenu(True)
        if offered:
            menu.addSeparator()
        super()._fill(menu)

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

    def _offer(self, *, clicked: bool = False) -> None:
        """Show the bar for a selection that is made, and for a click on a mark."""
        held = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        wishes = self.offered() if clicked or self.textCursor().hasSelection() else ()
        if not wishes or (held and not clicked) or not self.isVisible():
            self.close_bar()
            return
        if self._bar is None:
            self._bar = PassageBar(self)
            self._bar.chosen.connect(self.wished)
        self._bar.offer([(wish.value, KEYS[wish]) for wish in wishes])
        self._place_bar()
        self._bar.show()
        self._bar.raise_()

    def _place_bar(self) -> None:
        """Stand the bar below the selection's last line, or above its first where there is no room."""
        if self._bar is None:
            return
        cursor, port = self.textCursor(), self.viewport()
        first, last = QTextCursor(cursor), QTextCursor(cursor)
        first.setPosition(cursor.selectionStart())
        last.setPosition(cursor.selectionEnd())
        self._bar.stand_by(self.cursorRect(first), self.cursorRect(last), port.geometry())

    @property
    def _scale(self) -> float:
        return self._look.line_height("reading") / 28

    def _around_sign(self, placed: Placed) -> QRect:
        if not placed.stretches:
            return QRect()
        return sign_of(self, placed, self._scale).adjusted(-8, -8, 6, 8).toRect()
