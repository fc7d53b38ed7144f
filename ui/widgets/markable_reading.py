"""Let a person mark what they read: offer what can be done with words that are selected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu

from resilience_desktop.workbook import Mark
from ui.theme import Look

from .marked_reading import MarkedReading
from .passage_bar import PassageBar


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


class MarkableReading(MarkedReading):
    """Offer it in a bar beside the selection, in the menu, and by keys.

    ``wished`` names what a person asks for; what it is about is ``passage`` or ``mark_at_caret``.
    """

    wished = Signal(str)

    def __init__(self, look: Look) -> None:
        self._bar: PassageBar | None = None
        self._read_only = False
        super().__init__(look)
        self.selectionChanged.connect(self._offer)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._place_bar())
        self.setAccessibleDescription(
            "Select words to highlight them, to add a note, or to quote them. F8 goes to the next highlight."
        )

    def show_marks(self, marks: Sequence[Mark], *, read_only: bool) -> None:
        """Show these marks and no others; ``read_only`` offers no change of them."""
        self._read_only = read_only
        self.set_marks(marks)
        if self.bar_is_shown:
            self._offer(clicked=True)

    @property
    def bar_is_shown(self) -> bool:
        """Tell whether something is offered beside the passage."""
        return self._bar is not None and not self._bar.isHidden()

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

    def close_bar(self) -> bool:
        """Put away what is offered beside the passage; tell whether anything was."""
        shown = self.bar_is_shown
        if self._bar is not None:
            focused = QApplication.focusWidget()
            self._bar.hide()
            if focused is not None and self._bar.isAncestorOf(focused):
                self.setFocus(Qt.FocusReason.OtherFocusReason)
        return shown

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Offer what can be done; a click on a sign opens its note."""
        super().mouseReleaseEvent(event)
        signed = self.note_at(event.position().toPoint())
        if signed is not None:
            self.go_to(signed.number)
            self.wished.emit(Wish.OPEN_NOTE)
        else:
            self._offer(clicked=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show by the pointer that a sign can be pressed."""
        super().mouseMoveEvent(event)
        over = self.note_at(event.position().toPoint()) is not None
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
        """Keep the bar beside its passage."""
        super().resizeEvent(event)
        self._place_bar()

    def changeEvent(self, event: QEvent) -> None:
        """Put the bar away with the keys that a page takes no more."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange and not self.isEnabled():
            self.close_bar()

    def _fill(self, menu: QMenu) -> None:
        offered = self.offered()
        for wish in offered:
            action = menu.addAction(wish.value, lambda wish=wish: self.wished.emit(wish))
            action.setShortcut(KEYS[wish])
            action.setShortcutVisibleInContextMenu(True)
        if offered:
            menu.addSeparator()
        super()._fill(menu)

    def _show(self) -> None:
        super()._show()
        self._place_bar()

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
