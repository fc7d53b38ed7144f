"""Show an answer in its frame, with a quiet word below the text on how it is kept."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from resilience_desktop.workbook import Prompt
from ui.theme import Look

from .answer_field import AnswerField
from .answer_text import MARGIN, AnswerText

HELP = "Tab goes on to the next control. Ctrl+Tab writes a tab."


class ReflectionEditor(AnswerField):
    """Edit the answer to one prompt; the keyboard goes to ``area``, plain words unless another is given."""

    def __init__(self, prompt: Prompt, look: Look, area: AnswerText | None = None) -> None:
        super().__init__()
        self.area = area or AnswerText(look)
        self._set_up(prompt)
        self.area.edited.connect(self.edited)
        self.area.refused.connect(self.refused)
        self.area.focused.connect(self.focused)
        self.area.left.connect(self.left)

    @property
    def caret(self) -> int:
        """Return how many characters (code points) stand before the caret."""
        return self.area.caret

    @caret.setter
    def caret(self, characters: int) -> None:
        self.area.caret = characters

    def text(self) -> str:
        """Return the answer exactly as it was set or typed."""
        return self.area.text()

    def set_text(self, text: str) -> None:
        """Show an answer from the vault; ``edited`` is not emitted."""
        self.area.set_text(text)
        self._count_words()
        self.loaded.emit()

    def replace_with(self, text: str) -> None:
        """Put a text in the place of the answer, as one edit that can be undone."""
        self.area.replace_with(text)

    def select_found(self, sought: str, characters: int) -> None:
        """Show what a search found after so many characters."""
        self.area.caret = characters
        self.area.select_found(sought, characters)

    def insert_quote(self, passage: str) -> None:
        """Write a passage of the reading at the caret."""
        self.area.insert_quote(passage)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the caret, and what stands below it, in view when the field grows for any reason."""
        super().resizeEvent(event)
        if self.area.hasFocus() and event.size().height() > event.oldSize().height():
            self.area.follow_caret()

    def finish_composing(self) -> None:
        """Take what an input method has proposed so far."""
        self.area.finish_composing()

    def set_read_only(self, read_only: bool) -> None:
        """Show the answer to be read and copied alone, or let it be written again."""
        self.area.set_read_only(read_only)
        self.area.setPlaceholderText("" if read_only else "Write here")
        self.area.setWhatsThis("" if read_only else HELP)
        self.quiet = read_only
        self.update()

    def _counted(self) -> str:
        return self.text()

    def _speaker(self) -> QWidget:
        return self.area

    def _set_up(self, prompt: Prompt) -> None:
        self.area.setAccessibleName(prompt.ask)
        self.area.setAccessibleDescription(prompt.help)
        self.area.setWhatsThis(HELP)
        self.area.setPlaceholderText("Write here")
        self.hold(self.area)
        self.setFocusProxy(self.area)
        self._layout.setSpacing(8 - MARGIN)
        self._layout.addWidget(self.area)
        self._layout.addWidget(self._status)
        self._status.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self._pad()

    def _show_status(self) -> None:
        super()._show_status()
        self._pad()

    def _pad(self) -> None:
        """Keep the same space below the last line, whether it is the status or the text itself."""
        side = 13 - MARGIN
        self._layout.setContentsMargins(side, 11 - MARGIN, side, 11 if self._status.text() else 11 - MARGIN)
