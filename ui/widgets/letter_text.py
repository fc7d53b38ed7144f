"""Edit a letter: plain text, in which passages stand quoted and stretches can be blacked out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)

from resilience_desktop.workbook import Body, Passage, Source
from ui.theme import Look

from .answer_text import FULL, MARGIN, PASTE_REFUSED, AnswerText
from .exact_text import as_qt_takes_it, read_exactly, units
from .letter_marks import (
    HIDDEN,
    SOURCE,
    barred,
    chosen,
    hidden_of,
    over,
    passages_of,
    pieces,
    source_of,
    typed_at,
)

_INDENT, _BAR = 15, 3
"""How far a passage stands in, and how wide its bar is, in pixels at 100 %."""


class LetterText(AnswerText):
    """Hold a letter; ``body`` is what it holds, letter for letter as it was set or typed.

    What is typed or pasted between two characters that are blacked out is blacked out too.
    """

    state_changed = Signal()

    _sources: tuple[Source, ...] = ()
    _set: tuple[Body, Body] | None = None

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.cursorPositionChanged.connect(self._at_caret)
        self.selectionChanged.connect(self.state_changed)
        self.edited.connect(self.state_changed)

    def body(self) -> Body:
        """Return the letter; as long as it stands as it was set, exactly as it was set."""
        shown = self._shown()
        return self._set[0] if self._set is not None and shown == self._set[1] else shown

    def set_body(self, body: Body) -> None:
        """Show a letter without telling ``edited``; the undo history begins anew."""
        self.set_text(body.text)
        self._loading = True
        self.document().setUndoRedoEnabled(False)
        self._sources = ()
        for passage in body.passages:
            self._mark_passage(passage)
        for cursor in self._cursors(body):
            cursor.mergeCharFormat(barred())
        self.document().setUndoRedoEnabled(True)
        self._loading = False
        self._set = (body, self._shown())
        self.state_changed.emit()

    def quote(self, text: str, source: Source) -> bool:
        """Put words in as a passage at the caret, and the caret below it; tell whether there was room."""
        if not self._has_room(f"{text}\n\n\n"):
            self.refused.emit(PASTE_REFUSED)
            return False
        cursor = self.textCursor()
        cursor.beginEditBlock()
        self._clear_a_paragraph(cursor)
        self._sources = (*self._sources, source)
        cursor.setBlockFormat(self._quoted(len(self._sources)))
        cursor.insertText(as_qt_takes_it(text), QTextCharFormat())
        following = cursor.block().next()
        if not following.isValid() or source_of(following):
            cursor.insertBlock(self._block_format(), QTextCharFormat())
        else:
            cursor.setPosition(following.position())
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        return True

    def can_black_out(self) -> bool:
        """Tell whether words are chosen, or a passage is, that are not blacked out yet."""
        return any(not hidden for _, _, hidden in pieces(chosen(self.textCursor())))

    def can_show_again(self) -> bool:
        """Tell whether anything that is chosen is blacked out."""
        return any(hidden for _, _, hidden in pieces(chosen(self.textCursor())))

    def black_out(self) -> None:
        """Black out the selection, or the passage that the caret stands in."""
        chosen(self.textCursor()).mergeCharFormat(barred())

    def show_again(self) -> None:
        """Take back the bar from the selection, or from the stretch that the caret stands in."""
        chosen(self.textCursor()).setCharFormat(QTextCharFormat())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End a passage with Enter on its empty line, or with Backspace at the start of a line."""
        cursor = self.textCursor()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Backspace and plain and self._ends_passage(at_start=True):
            return
        if cursor.hasSelection() and event.text().isprintable() and event.text() and plain:
            cursor.beginEditBlock()  # typed over a selection, it must not take on what stood there
            cursor.removeSelectedText()
            self.setTextCursor(cursor)
            self._at_caret()
            super().keyPressEvent(event)
            cursor.endEditBlock()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Black out what is committed between two characters that are."""
        if not self.textCursor().hasSelection():
            self.setCurrentCharFormat(typed_at(self.textCursor()))
        super().inputMethodEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, and a bar beside each passage."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        layout, accent = self.document().documentLayout(), self.palette().color(QPalette.ColorRole.Highlight)
        block = self.cursorForPosition(QPoint(0, event.rect().top())).block()
        while block.isValid() and (place := layout.blockBoundingRect(block)).top() <= event.rect().bottom():
            if source_of(block):
                wide = self._scaled(_BAR)
                right = block.textDirection() is Qt.LayoutDirection.RightToLeft
                left = self.viewport().width() - MARGIN - wide if right else MARGIN
                painter.fillRect(QRectF(left, place.top(), wide, place.height()), accent)
            block = block.next()

    def _restyle(self) -> None:
        super()._restyle()
        self.document().setIndentWidth(self._scaled(_INDENT))

    def _lay_lines(self) -> None:
        caret = self.textCursor().position()
        self.set_body(self.body())
        cursor = self.textCursor()
        cursor.setPosition(caret)
        self.setTextCursor(cursor)

    def _write(self, text: str, refusal: str = FULL) -> None:
        if text == "\n" and self._ends_passage(at_start=False):
            return
        if not self._has_room(text):
            self.refused.emit(refusal)
            return
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        cursor.insertText(as_qt_takes_it(text), typed_at(cursor))
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def _ends_passage(self, *, at_start: bool) -> bool:
        """Make the caret's paragraph a plain one where that is what the key means; tell whether it was."""
        cursor = self.textCursor()
        block = cursor.block()
        there = cursor.atBlockStart() if at_start else block.length() == 1
        if cursor.hasSelection() or not source_of(block) or not there:
            return False
        cursor.setBlockFormat(self._block_format())
        return True

    def _clear_a_paragraph(self, cursor: QTextCursor) -> None:
        """Leave the cursor in an empty paragraph, below a passage or where it stood."""
        cursor.setPosition(cursor.selectionEnd())
        if source_of(cursor.block()):
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        if not cursor.atBlockStart():
            cursor.insertBlock(self._block_format(), QTextCharFormat())
        if not cursor.atBlockEnd():
            cursor.insertBlock(self._block_format())
            cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)

    def _quoted(self, source: int) -> QTextBlockFormat:
        shape = self._block_format()
        shape.setIndent(1)
        shape.setProperty(SOURCE, source)
        return shape

    def _mark_passage(self, passage: Passage) -> None:
        self._sources = (*self._sources, passage.source)
        cursor = QTextCursor(self.document())
        for number in range(passage.first, min(passage.last + 1, self.document().blockCount())):
            cursor.setPosition(self.document().findBlockByNumber(number).position())
            cursor.setBlockFormat(self._quoted(len(self._sources)))

    def _cursors(self, body: Body) -> Iterator[QTextCursor]:
        """Yield a cursor over each stretch that is blacked out."""
        ends = [0, *(end for stretch in body.hidden for end in stretch)]
        places, most = [0], self.document().characterCount() - 1
        for one, other in pairwise(ends):
            places.append(min(places[-1] + len(units(body.text[one:other])) // 2, most))
        for start, end in zip(places[1::2], places[2::2], strict=True):
            yield over(self.document(), start, end)

    def _shown(self) -> Body:
        text = read_exactly(self.document())
        kinds = self.document().allFormats()
        quoted, has_bars = (any(kind.hasProperty(each) for kind in kinds) for each in (SOURCE, HIDDEN))
        passages = tuple(passages_of(self.document(), self._sources)) if quoted else ()
        return Body(text, passages, tuple(hidden_of(self.document(), text)) if has_bars else ())

    def _at_caret(self) -> None:
        cursor = self.textCursor()
        if not cursor.hasSelection() and cursor.charFormat().hasProperty(HIDDEN):
            self.setCurrentCharFormat(typed_at(cursor))
        self.state_changed.emit()

    def _scaled(self, pixels: int) -> int:
        return max(1, round(pixels * self._look.line_height("answer") / 24))
