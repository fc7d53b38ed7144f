"""Stand the reading in its column, with room at its foot for a note and for a quiet word."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from resilience_desktop.workbook import Mark
from ui.theme import Look

from .margin_note import MarginNote
from .markable_reading import MarkableReading
from .written_line import WrittenLine

_SIDE = 40
_MOST = 640
"""The widest that a note grows, in pixels at the usual text size."""

_SHARE = 0.5
"""The part of the column's height that its foot may take."""


class ReadingColumn(QWidget):
    """Hold ``reading``; ``note`` is the note that is open, ``line`` says what became of a highlight.

    ``note_closed`` holds the number of the mark whose note was put away.
    """

    line_pressed = Signal()
    note_closed = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.reading = MarkableReading(look)
        self.note: MarginNote | None = None
        self._line: WrittenLine | None = None
        self._head: QWidget | None = None
        self._foot: QWidget | None = None
        self._within = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.reading, 1)
        self.setFocusProxy(self.reading)

    @property
    def line(self) -> WrittenLine:
        """Return the line at the foot, made when it is first needed."""
        if self._line is None:
            self._line = WrittenLine()
            self._line.pressed.connect(self.line_pressed)
            self._inside().insertWidget(0, self._line)
            self.setTabOrder(self.reading, self._line.action)
        return self._line

    @property
    def has_line(self) -> bool:
        """Tell whether anything was ever said there."""
        return self._line is not None

    def set_head(self, head: QWidget | None) -> None:
        """Show something quiet above the reading, in the place of what stood there."""
        if self._head is not None:
            self._head.hide()
            self._head.deleteLater()
        self._head = head
        if head is not None:
            self._column.insertWidget(0, head)

    def open_note(self, mark: Mark, *, read_only: bool) -> MarginNote:
        """Show the note of a mark at the foot, in the place of any other."""
        self.close_note()
        self.note = MarginNote(mark, self._look, read_only=read_only)
        self._inside().addWidget(self.note)
        self.note.show()
        for before, after in pairwise((self.reading, *self.note.stops)):
            self.setTabOrder(before, after)
        self.fit_foot()
        self._column.activate()  # the reading has its new height now, and can show the passage in it
        return self.note

    def close_note(self) -> bool:
        """Put the open note away; tell whether there was one."""
        if self.note is None:
            return False
        had_keyboard = self.note.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        note, self.note = self.note, None
        if had_keyboard:
            self.reading.setFocus(Qt.FocusReason.OtherFocusReason)
        note.hide()
        note.deleteLater()
        self.fit_foot()
        self.note_closed.emit(note.number)
        return True

    def fit_foot(self) -> None:
        """Show the foot while something stands in it, no higher than its share."""
        if self._foot is not None:
            said = self._line is not None and not self._line.isHidden()
            self._foot.setVisible(said or self.note is not None)
            self._foot.setMaximumHeight(max(120, round(self.height() * _SHARE)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the foot to its share."""
        super().resizeEvent(event)
        self.fit_foot()

    def event(self, event: QEvent) -> bool:
        """Keep Esc for what is open here, before the window takes it."""
        asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        is_open = self.note is not None or self.reading.bar_is_shown
        if asked and event.key() == Qt.Key.Key_Escape and is_open:  # type: ignore[attr-defined] # a QKeyEvent
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the note with Esc, or what is offered beside a passage."""
        if event.key() == Qt.Key.Key_Escape and (self.reading.close_bar() or self.close_note()):
            return
        super().keyPressEvent(event)

    def _inside(self) -> QVBoxLayout:
        """Return where the foot's parts stand, making it at first."""
        if self._foot is not None:
            return self._within
        self._foot = QWidget()
        self._foot.setAutoFillBackground(True)
        self._foot.setBackgroundRole(QPalette.ColorRole.Base)
        rule = QFrame()
        rule.setObjectName("hairline")
        rule.setFixedHeight(1)
        whole = QVBoxLayout(self._foot)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(rule)
        row = QHBoxLayout()
        row.setContentsMargins(_SIDE, 12, _SIDE, 14)
        whole.addLayout(row)
        page = QWidget()
        page.setMaximumWidth(self._look.scaled(_MOST))
        row.addWidget(page)
        page.setLayout(self._within)
        self._within.setContentsMargins(0, 0, 0, 0)
        self._within.setSpacing(8)
        self._column.addWidget(self._foot)
        return self._within
