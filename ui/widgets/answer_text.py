"""Edit one answer: plain text kept exactly, of any length up to the limit, at a steady pace."""

from __future__ import annotations

import re
import unicodedata
from math import ceil

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextBlockFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollArea

from resilience_desktop.workbook import ANSWER_LIMIT
from ui.fonts import STYLES
from ui.theme import Look

from .answer_field import AnswerField
from .exact_text import as_qt_takes_it, read_exactly, units
from .guarded_text import GuardedText, select_found
from .label import restyle
from .wrapping import wrap_with

MARGIN = 2
"""Room in pixels for the caret beside the first and after the last letter of a line."""

_BELOW = 8
"""Pixels in view below the field in whose last line the caret is."""

PASTE_REFUSED = (
    "An answer holds a million characters, and with this it would hold more. Nothing was added; "
    "please carry on in another answer."
)
FULL = "This answer has reached a million characters. Please carry on in another answer."

_NOT_KEPT = re.compile("[\r\u2029\ufdd0\ufdd1\ud800-\udfff]")


class AnswerText(GuardedText):
    """Grow with the text; tell of what the person changes, never of what the program sets."""

    edited = Signal()
    refused = Signal(str)
    focused = Signal()
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.limit = ANSWER_LIMIT
        self._loading = False
        self._composing = False
        self._originals: tuple[tuple[str, str], ...] = ()
        self._spacing = 0.0
        self._follow_caret = QTimer(self)
        self._follow_caret.setSingleShot(True)
        self._follow_caret.setInterval(0)
        self._set_up()
        self._follow_caret.timeout.connect(self._show_caret)
        self.cursorPositionChanged.connect(self._follow_caret.start)
        self.document().contentsChange.connect(self._note_change)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        look.changed.connect(self._restyle)
        self._restyle()

    @property
    def caret(self) -> int:
        """Return how many characters (code points) stand before the caret."""
        before = units(self.text())[: 2 * self.textCursor().position()]
        return len(before.decode("utf-16-le", "surrogatepass"))

    @caret.setter
    def caret(self, characters: int) -> None:
        position = len(units(self.text()[: max(characters, 0)])) // 2
        cursor = self.textCursor()
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def select_found(self, sought: str, characters: int) -> None:
        """Select what a search found after so many characters, and show it."""
        select_found(self, self.text(), sought, characters)

    def text(self) -> str:
        """Return the text; as long as it stands as it was set, character for character as it was set."""
        shown = read_exactly(self.document())
        return next((text for text, seen in self._originals if seen == shown), shown)

    def set_text(self, text: str) -> None:
        """Show a text without telling ``edited``; the undo history begins anew."""
        self._loading = True
        wrap_with(self, text, anew=True)
        document = self.document()
        document.setUndoRedoEnabled(False)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        cursor.setBlockFormat(self._block_format())
        cursor.insertText(as_qt_takes_it(text))
        document.setUndoRedoEnabled(True)
        self._loading = False
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._originals = ()
        self._note_original(text)

    def replace_with(self, text: str) -> None:
        """Put a text in the place of all that stands here, as one edit that can be undone."""
        wrap_with(self, text)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(as_qt_takes_it(text))
        cursor.endEditBlock()
        self._note_original(text)
        self.setTextCursor(cursor)

    def insert_quote(self, passage: str) -> None:
        """Write a passage at the caret, each paragraph on a line of its own between quotation marks.

        It is one edit that can be undone; the caret goes on in the line below.
        """
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())  # words that are selected stay
        self.setTextCursor(cursor)
        quoted = "".join(f"“{line.strip()}”\n" for line in passage.split("\n") if line.strip())
        self._write(quoted if cursor.atBlockStart() else f"\n{quoted}")

    def follow_caret(self) -> None:
        """Show the caret on the page around this answer, once what is under way is laid out."""
        self._follow_caret.start()

    def set_read_only(self, read_only: bool) -> None:
        """Let the text be read, selected and copied alone, or written again; the caret stays."""
        flags = Qt.TextInteractionFlag
        seen = flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
        if read_only != self.isReadOnly():
            self.setTextInteractionFlags(seen if read_only else flags.TextEditorInteraction)
            restyle(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin a new line for Enter, write a tab for Ctrl+Tab; refuse what would be too long.

        Qt's own Enter takes the line height off an empty line instead of adding one, and its
        Shift+Enter writes a character that no other program takes for a new line.
        """
        keys = QKeySequence.StandardKey
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._turn_page(event)
        elif self.isReadOnly():
            super().keyPressEvent(event)
        elif event.matches(keys.InsertParagraphSeparator) or event.matches(keys.InsertLineSeparator):
            self._write("\n")
        elif event.key() == Qt.Key.Key_Tab and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._write("\t")
        elif _types(event) and not self._has_room(event.text()):
            self.refused.emit(FULL)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what an input method commits; what it only proposes is no edit yet."""
        if not self._has_room(event.commitString()):
            self.refused.emit(FULL)
            return
        self._composing = not event.commitString() and not event.replacementLength()
        super().inputMethodEvent(event)
        self._composing = False

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Accept text alone."""
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste or drop plain text, all of it or none."""
        self._write(source.text(), PASTE_REFUSED)  # Qt's own way loses the line height of new paragraphs

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave scrolling to the page that this answer stands on."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is here."""
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard went elsewhere; a menu over the text does not count."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _note_original(self, text: str) -> None:
        """Remember a text of which Qt does not keep every character, beside what it shows instead."""
        if _NOT_KEPT.search(text):
            self._originals = ((text, read_exactly(self.document())), *self._originals)

    def _set_up(self) -> None:
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(MARGIN)

    def _restyle(self) -> None:
        font = self._look.font("answer")
        if font == self.font():
            return  # only colours changed; the same font again would lay out every line anew
        self.setFont(font)
        self.viewport().setFont(font)  # it stays behind, and the words of an empty answer are drawn in it
        self.setCursorWidth(max(1, self._look.line_height("answer") // 24))
        spacing = self._proportion()
        if spacing != self._spacing:
            self._spacing = spacing
            self._lay_lines()
        self._grow(self.document().size())

    def _proportion(self) -> float:
        """Return the line height in percent of the font's own.

        A share, not pixels, because the zoom must not touch the text: changing its blocks would
        either lose the undo history or stand in it.
        """
        style, font = STYLES["answer"], self._look.font("answer")
        font.setPixelSize(style.size)
        return 100 * style.line / ceil(QFontMetricsF(font).height())

    def _block_format(self) -> QTextBlockFormat:
        shape = QTextBlockFormat()
        shape.setLineHeight(self._spacing, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        return shape

    def _lay_lines(self) -> None:
        caret = self.textCursor().position()
        self.set_text(self.text())
        cursor = self.textCursor()
        cursor.setPosition(caret)
        self.setTextCursor(cursor)

    def _grow(self, size: QSizeF) -> None:
        least = self._look.line_height("answer") + 2 * MARGIN
        height = max(least, ceil(size.height()))
        if height != self.height():
            self.setFixedHeight(height)
            self._follow_caret.start()

    def _note_change(self, position: int, removed: int, added: int) -> None:
        proposed_only = self._composing and removed == added
        if not (self._loading or proposed_only or removed == added == 0):
            self.edited.emit()

    def _show_caret(self) -> None:
        """Keep the caret in view of the page around this answer, which has no scroll bar of its own."""
        page = self._page()
        if self.hasFocus() and page is not None:
            # The page may not have heard yet that this answer grew; what lies below it is out of reach.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            self._show_end_of_field(page)
            page.ensureWidgetVisible(self, 0, self._look.line_height("answer"))

    def _show_end_of_field(self, page: QScrollArea) -> None:
        """Where the caret is in the last line, show what stands below it too: how the answer is kept."""
        field = self._field()
        if field is None or self.height() - self.cursorRect().bottom() > self._look.line_height("answer"):
            return
        across, down = page.horizontalScrollBar().value(), page.verticalScrollBar().value()
        foot = field.mapTo(page.viewport(), QPoint(0, field.height()))
        page.ensureVisible(across, down + foot.y(), 0, _BELOW)

    def _field(self) -> AnswerField | None:
        around = self.parentWidget()
        while around is not None and not isinstance(around, AnswerField):
            around = around.parentWidget()
        return around

    def _page(self) -> QScrollArea | None:
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        return around

    def _turn_page(self, event: QKeyEvent) -> None:
        """Move the caret by what is in view, not by the whole answer."""
        page = self._page()
        seen = page.viewport().height() if page is not None else self.height()
        way = -seen if event.key() == Qt.Key.Key_PageUp else seen
        target = self.cursorRect().center() + QPoint(0, way)
        cursor = self.textCursor()
        select = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        mode = QTextCursor.MoveMode.KeepAnchor if select else QTextCursor.MoveMode.MoveAnchor
        cursor.setPosition(self.cursorForPosition(target).position(), mode)
        self.setTextCursor(cursor)

    def _write(self, text: str, refusal: str = FULL) -> None:
        if not self._has_room(text):
            self.refused.emit(refusal)
            return
        wrap_with(self, text)
        cursor = self.textCursor()
        cursor.insertText(as_qt_takes_it(text))
        self.setTextCursor(cursor)

    def _has_room(self, added: str) -> bool:
        """Tell whether the text may be added in the selection's place; count only near the limit."""
        cursor = self.textCursor()
        selected = cursor.selectionEnd() - cursor.selectionStart()
        if self.document().characterCount() - 1 - selected + 2 * len(added) <= self.limit:
            return True
        return len(self.text()) - len(cursor.selectedText()) + len(added) <= self.limit


def _types(event: QKeyEvent) -> bool:
    """Tell whether a key adds to the text."""
    return any(unicodedata.category(char) != "Cc" for char in event.text())
