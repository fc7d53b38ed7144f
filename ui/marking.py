"""Keep what a person marks in a page's reading, and do what they wish with a passage."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from resilience_desktop.workbook import Clock, Mark
from resilience_desktop.workbook.mark import marked

from .desk import Page
from .widgets.margin_note import MarginNote
from .widgets.markable_reading import Wish
from .widgets.reading_column import ReadingColumn

PIECE = "#"
"""A mark's key among the unsaved pieces is its number behind this."""

HIGHLIGHTED = "Highlighted"
REMOVED = "Highlight removed."
REMOVED_WITH_NOTE = "Highlight and note removed."
EMPTIED = "The note is empty now."


class Marking(QObject):
    """Stand between a reading and the page's drafts: ``touched`` names a piece that changed.

    ``quoted`` hands over a passage for the answer in hand; ``told`` says something for a while, or, empty,
    that what was said does not hold any more. A mark lives here from the moment that it is
    made; what is removed can be taken back until the page is left.
    """

    touched = Signal(str)
    left = Signal()
    quoted = Signal(str)
    told = Signal(str)

    def __init__(self, column: ReadingColumn, page: Page, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._column = column
        self._reading = column.reading
        self._page = page
        self._clock = clock
        self._marks: dict[int, Mark] = {}
        self._used = 0
        self._removed: list[Mark] = []
        self._opened: Mark | None = None
        self._saved_words = ""
        self._reading.wished.connect(self.do)
        column.line_pressed.connect(self.undo)
        column.note_closed.connect(self._closed)

    @property
    def is_read_only(self) -> bool:
        """Tell whether the page is shown as it was written."""
        return self._page.as_written or self._page.binned

    def take(self, marks: Iterable[Mark], unsaved: Mapping[int, Mark | None]) -> None:
        """Show what the vault holds, and over it what it does not hold yet."""
        self._marks = {mark.number: mark for mark in marks}
        self._used = max((*self._marks, *unsaved), default=0)
        for number, mark in unsaved.items():
            if mark is None:
                self._marks.pop(number, None)
            else:
                self._marks[number] = mark
            self.touched.emit(f"{PIECE}{number}")
        self.show()

    def show(self) -> None:
        """Show the marks as they are now, and whether they can be changed."""
        if self._marks or self._reading.has_marks or not self.is_read_only:
            self._reading.show_marks(tuple(self._marks.values()), read_only=self.is_read_only)
        if self._column.note is not None:
            self._column.note.set_read_only(self.is_read_only)

    def drafts(self, pieces: Collection[str]) -> dict[int, Mark | None]:
        """Return the marks among these pieces as they are to be; None for one that was removed."""
        numbers = sorted(int(piece[1:]) for piece in pieces if piece.startswith(PIECE))
        return {number: self._marks.get(number) for number in numbers}

    def note_saved(self, pieces: Collection[str], words: str) -> None:
        """Say below an open note that it is in the vault."""
        note = self._column.note
        if note is not None and f"{PIECE}{note.number}" in pieces:
            note.editor.set_status(words)
        if self._saved_words and any(piece.startswith(PIECE) for piece in pieces):
            self._say("")

    def note_failed(self, pieces: Collection[str], words: str) -> None:
        """Say that something here is not in the vault yet."""
        note = self._column.note
        if note is not None and f"{PIECE}{note.number}" in pieces:
            note.editor.set_status(words, "caution")
        elif any(piece.startswith(PIECE) for piece in pieces):
            self._say(words)
            self._saved_words = words

    def do(self, wish: str) -> None:
        """Do what a person wishes with the selection, or with the mark at the caret."""
        if self.is_read_only and wish != Wish.OPEN_NOTE:
            return
        if wish == Wish.HIGHLIGHT:
            self._highlight()
        elif wish in (Wish.NOTE, Wish.OPEN_NOTE):
            self._open_note()
        elif wish == Wish.REMOVE:
            self._remove(self._reading.mark_at_caret)
        elif wish == Wish.QUOTE:
            self._quote()
        elif wish == Wish.UNDO:
            self.undo()

    def toggle(self) -> None:
        """Highlight the selection, or take the highlight away that it lies in."""
        self.do(Wish.REMOVE if self._reading.mark_at_caret else Wish.HIGHLIGHT)

    def walk(self, *, back: bool = False) -> None:
        """Go to the next highlight, or the one before, and say it to a screen reader."""
        mark = self._reading.next_mark(back=back)
        if mark is None:
            self._announce("Nothing is highlighted in this reading.")
            return
        self._reading.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._reading.go_to(mark.number)
        self._announce(f"Highlight: {mark.passage}" + (f" Note: {mark.note}" if mark.note else ""))

    def show_found(self, number: int) -> None:
        """Show a mark that a search found, and its note."""
        mark = self._marks.get(number)
        if mark is not None and self._reading.go_to(number) and mark.note:
            self._open(mark)

    def go_to(self, number: int, caret: int) -> None:
        """Put the keyboard back into the note in which it was."""
        mark = self._marks.get(number)
        if mark is not None and self._reading.go_to(number):
            self._reading.let_go()
            note = self._open(mark)
            note.editor.caret = caret
            note.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self, focused: QWidget | None) -> tuple[int, int] | None:
        """Return the mark in whose note the keyboard is, and the caret in it; None elsewhere."""
        note = self._column.note
        if note is None or focused is None or not note.isAncestorOf(focused):
            return None
        return note.number, note.editor.caret

    def undo(self) -> None:
        """Put back the highlight that was removed last, or the note that was emptied, if there is one."""
        if not self._removed or self.is_read_only:
            return
        mark = self._removed.pop()
        if self._column.note is not None and self._column.note.number == mark.number:
            self._column.close_note()  # it shows other words
        self._keep(mark)
        self._say("")
        self._reading.setFocus(Qt.FocusReason.OtherFocusReason)
        self._reading.go_to(mark.number)

    def finish_composing(self) -> None:
        """Take what an input method is still composing in the open note."""
        if self._column.note is not None:
            self._column.note.editor.area.finish_composing()

    def _highlight(self) -> Mark | None:
        passage = self._reading.passage
        if passage is None:
            return None
        self._used += 1
        mark = marked(self._reading.words, self._used, *passage, self._clock())
        self._keep(mark)
        self._say("")
        self._reading.let_go()  # so that its colour is seen
        self._reading.setFocus(Qt.FocusReason.OtherFocusReason)
        self.told.emit(HIGHLIGHTED)
        return mark

    def _open_note(self) -> None:
        mark = self._reading.mark_at_caret
        if mark is None and not self.is_read_only:
            mark = self._highlight()
        if mark is not None:
            self._say("")
            self._reading.let_go()
            self._open(mark).setFocus(Qt.FocusReason.OtherFocusReason)
            self._reading.show_caret()

    def _open(self, mark: Mark) -> MarginNote:
        note = self._column.open_note(mark, read_only=self.is_read_only)
        self._opened = mark
        note.edited.connect(self._note_edited)
        note.left.connect(self.left)
        note.refused.connect(lambda sentence: note.editor.set_status(sentence, "caution"))
        note.closed.connect(self._column.close_note)
        note.remove_wanted.connect(lambda: self._remove(self._marks.get(note.number)))
        return note

    def _closed(self, number: int) -> None:
        """Offer to take back that a note was emptied: its editor, which could undo it, is gone."""
        before, self._opened = self._opened, None
        now = self._marks.get(number)
        if before and now and before.number == number and before.note.strip() and not now.note.strip():
            self._removed.append(before)
            self._say(EMPTIED, "Undo")

    def _note_edited(self) -> None:
        note = self._column.note
        if note is not None and note.number in self._marks:
            note.editor.set_status("Saving…")
            self._keep(replace(self._marks[note.number], note=note.editor.text()))

    def _remove(self, mark: Mark | None) -> None:
        if mark is None or self.is_read_only:
            return
        self._removed.append(self._marks.pop(mark.number))
        if self._column.note is not None and self._column.note.number == mark.number:
            self._column.close_note()
        self._reading.close_bar()
        self.show()
        self.touched.emit(f"{PIECE}{mark.number}")
        self._reading.setFocus(Qt.FocusReason.OtherFocusReason)
        self.told.emit("")
        self._say(REMOVED_WITH_NOTE if mark.note else REMOVED, "Undo")

    def _quote(self) -> None:
        passage, mark = self._reading.passage, self._reading.mark_at_caret
        if passage is not None:
            self.quoted.emit(self._reading.words[slice(*passage)])
        elif mark is not None:
            self.quoted.emit(mark.passage)
        else:
            return
        self._say("")
        self._reading.close_bar()

    def _keep(self, mark: Mark) -> None:
        self._marks[mark.number] = mark
        self.show()
        self.touched.emit(f"{PIECE}{mark.number}")

    def _say(self, words: str, action: str = "") -> None:
        self._saved_words = ""
        if words or self._column.has_line:
            self._column.line.show_words(words, action)
            self._column.fit_foot()

    def _announce(self, words: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._reading, words))
