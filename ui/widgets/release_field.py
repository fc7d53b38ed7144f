"""Take words to let go of in the midst of a reading: they are kept nowhere, and go with one gesture."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QObject, QSizeF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resilience_desktop.workbook import Prompt
from ui.theme import Look

from .answer_field import AnswerField
from .buttons import FlatButton
from .earlier_answers import WrittenText
from .field_frame import FieldFrame
from .fleeting_text import FleetingText
from .label import Label

PROMISE = (
    "What you write here is kept nowhere, and there is no undo. It is gone when you let it go, when you open "
    "another reflection, and when the vault locks. Ctrl+Enter lets it go."
)
GONE = "It is gone."
CLOSED = "What was written here was kept nowhere."
_LINES = (3, 10)
"""The least and the most lines that are in view."""


class ReleaseField(AnswerField):
    """Never tell ``edited``, and never have a text of its own; so nothing can save, search or export it.

    Words that an earlier edition of the prompt had kept are shown above, and stay as they are.
    """

    def __init__(self, prompt: Prompt, look: Look) -> None:
        super().__init__()
        self.quiet = True
        self._prompt = prompt
        self._look = look
        self._kept = ""
        self._shown: WrittenText | None = None
        self.fleeting = FleetingText(look)
        self._frame = FieldFrame()
        self._let_go = FlatButton("Let it go", small=True)
        self._promise = Label(PROMISE, "status", "quiet")
        self._lay_out()
        self.fleeting.installEventFilter(self)
        self.fleeting.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._let_go.clicked.connect(self.let_go)
        look.changed.connect(lambda: self._grow(self.fleeting.document().size()))
        self._grow(self.fleeting.document().size())

    def _lay_out(self) -> None:
        self.fleeting.setAccessibleName(self._prompt.ask)
        self.fleeting.setAccessibleDescription(f"{self._prompt.help} {PROMISE}".strip())
        self.fleeting.setPlaceholderText("Write here")
        self._let_go.setAccessibleName(f"Let it go: {self._prompt.label}")
        self._frame.hold(self.fleeting)
        self.setFocusProxy(self.fleeting)
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(9, 7, 9, 7)
        inside.addWidget(self.fleeting)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._promise, 1)
        row.addWidget(self._let_go, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self._layout.addWidget(self._frame)
        self._layout.addLayout(row)
        self._layout.addWidget(self._status)

    def let_go(self) -> None:
        """Forget the words, and say so."""
        self.fleeting.forget()
        self._promise.tell(GONE)
        self.fleeting.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def holds_words(self) -> bool:
        """Tell whether there are words here, kept or not."""
        return bool(self._kept) or not self.fleeting.document().isEmpty()

    @property
    def caret(self) -> int:
        """Return the start: where the words go, their caret goes."""
        return 0

    @caret.setter
    def caret(self, characters: int) -> None:
        """Leave the caret where it is."""

    def text(self) -> str:
        """Return what an earlier edition had kept, and nothing of what is written here."""
        return self._kept

    def set_text(self, text: str) -> None:
        """Show what an earlier edition had kept."""
        self._kept = text
        if text and self._shown is None:
            self._shown = WrittenText(self._look, self._prompt.ask, text)
            self._layout.insertWidget(0, self._shown)
            self._shown.show()
        elif self._shown is not None:
            self._shown.set_text(text)
            self._shown.setVisible(bool(text))
        self._count_words()
        self.loaded.emit()

    def replace_with(self, text: str) -> None:
        """Leave it: what is written here has no earlier versions."""

    def select_found(self, sought: str, characters: int) -> None:
        """Show what a search found in what was kept."""
        if self._shown is not None:
            self._shown.select_found(sought, characters)

    def insert_quote(self, passage: str) -> None:
        """Write a passage of the reading at the caret; it goes with the rest."""
        self.fleeting.textCursor().insertText(f"“{passage}”\n")

    def finish_composing(self) -> None:
        """Leave what is being composed: it is to be kept nowhere."""

    def set_read_only(self, read_only: bool) -> None:
        """Show that nothing was kept, or let something be let go of."""
        self._frame.setVisible(not read_only)
        self._let_go.setVisible(not read_only)
        self._promise.setText(CLOSED if read_only else PROMISE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell where the keyboard is; say again what becomes of words once some are written."""
        if isinstance(event, QFocusEvent) and event.gotFocus():
            self.focused.emit()
        elif event.type() == QEvent.Type.KeyPress and self._promise.text() == GONE:
            self._promise.setText(PROMISE)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let go with Ctrl+Enter."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.let_go()
        else:
            super().keyPressEvent(event)

    def _grow(self, size: QSizeF) -> None:
        line = self._look.line_height("answer")
        least, most = (line * lines + 8 for lines in _LINES)
        self.fleeting.setFixedHeight(min(max(least, ceil(size.height())), most))

    def _counted(self) -> str:
        return self._kept

    def _speaker(self) -> QWidget:
        return self.fleeting
