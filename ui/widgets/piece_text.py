"""Edit the words of one paragraph; where it is parted, and joined to others, is told and not done."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextBlockFormat, QTextCursor

from ui.theme import Look

from .exact_text import as_qt_takes_it, read_exactly, units
from .guarded_text import GuardedText

LINES = 3
"""How many lines are seen at once; a longer paragraph scrolls."""

LIMIT = 60_000
"""The most characters of a paragraph."""

TOO_LONG = (
    f"A paragraph holds {LIMIT:,} characters, and with this it would hold more. Nothing was added; "
    "please paste a shorter part."
)


class PieceText(GuardedText):
    """Hold one paragraph; Enter says ``split_asked`` and Backspace at its start ``merge_asked``.

    ``refused`` says why something was not pasted.

    Undo belongs to the page, which knows more than the words: its keys are passed on.
    """

    edited = Signal()
    split_asked = Signal()
    merge_asked = Signal()
    refused = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._loading = False
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._tell)
        look.changed.connect(self._restyle)
        self._restyle()

    @property
    def caret(self) -> int:
        """Return how many characters (code points) stand before the caret."""
        before = units(self.text())[: 2 * self.textCursor().position()]
        return len(before.decode("utf-16-le", "ignore"))

    @caret.setter
    def caret(self, characters: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(len(units(self.text()[: max(characters, 0)])) // 2)
        self.setTextCursor(cursor)

    def text(self) -> str:
        """Return the words."""
        return read_exactly(self.document())

    def set_text(self, text: str) -> None:
        """Show words without telling ``edited``; where they are there already, the caret stays."""
        if text == self.text():
            return
        self._loading = True
        self.setPlainText(as_qt_takes_it(text))
        self._shape_lines()
        self._loading = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask to part the paragraph at Enter, to join it at Backspace; leave undoing to the page."""
        keys, cursor = QKeySequence.StandardKey, self.textCursor()
        at_start = cursor.position() == 0 and not cursor.hasSelection()
        if event.matches(keys.Undo) or event.matches(keys.Redo):
            event.ignore()
        elif event.matches(keys.InsertParagraphSeparator) or event.matches(keys.InsertLineSeparator):
            self.split_asked.emit()
        elif event.key() == Qt.Key.Key_Backspace and at_start:
            self.merge_asked.emit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste text as part of this paragraph, unless it is longer than any."""
        line = " ".join(source.text().split())
        if len(line) + self.document().characterCount() <= LIMIT:
            self.textCursor().insertText(as_qt_takes_it(line))
        else:
            self.refused.emit(TOO_LONG)

    def _tell(self) -> None:
        if not self._loading:
            self.edited.emit()

    def _restyle(self) -> None:
        self.document().setDefaultFont(self._look.font("answer"))
        self.setFont(self._look.font("answer"))
        self.setFixedHeight(self._look.line_height("answer") * LINES)
        self._loading = True
        self._shape_lines()
        self._loading = False

    def _shape_lines(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        shape = QTextBlockFormat()
        shape.setLineHeight(
            self._look.line_height("answer"), QTextBlockFormat.LineHeightTypes.FixedHeight.value
        )
        cursor.setBlockFormat(shape)
