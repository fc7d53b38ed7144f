"""Show an answer in its frame, with a quiet word below the text on how it is kept."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout

from resilience_desktop.workbook import Prompt
from ui.theme import Look

from .answer_text import MARGIN, AnswerText
from .field_frame import FieldFrame
from .label import Label

COUNT_AFTER_MS = 300
"""From the last key to the new count of words, in milliseconds."""

HELP = "Tab goes on to the next control. Ctrl+Tab writes a tab."


class ReflectionEditor(FieldFrame):
    """Edit the answer to one prompt; the keyboard goes to ``area``."""

    edited = Signal()
    refused = Signal(str)
    focused = Signal()
    left = Signal()
    loaded = Signal()

    def __init__(self, prompt: Prompt, look: Look) -> None:
        super().__init__()
        self.area = AnswerText(look)
        self._words = 0
        self._said = ""
        self._announced = ""
        self._status = Label("", "status", "quiet")
        self._layout = QVBoxLayout(self)
        self._count = QTimer(self)
        self._count.setSingleShot(True)
        self._count.setInterval(COUNT_AFTER_MS)
        self._set_up(prompt)
        self._count.timeout.connect(self._count_words)
        self.area.edited.connect(self._count.start)
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

    @property
    def status(self) -> str:
        """Return what the line below the text says."""
        return self._status.text()

    def text(self) -> str:
        """Return the answer exactly as it was set or typed."""
        return self.area.text()

    def set_text(self, text: str) -> None:
        """Show an answer from the vault; ``edited`` is not emitted."""
        self.area.set_text(text)
        self._count_words()
        self.loaded.emit()

    def set_read_only(self, read_only: bool) -> None:
        """Show the answer to be read and copied alone, or let it be written again."""
        self.area.set_read_only(read_only)
        self.area.setPlaceholderText("" if read_only else "Write here")
        self.area.setWhatsThis("" if read_only else HELP)
        self.quiet = read_only
        self.update()

    def set_status(self, words: str, tone: str = "quiet") -> None:
        """Say how the answer is kept, such as ``Saving…`` or ``Saved 20:41``.

        Words that end in an ellipsis are under way and stand alone; others are followed by the
        count of words, and a screen reader is told of them, each once.
        """
        self._said = words
        self._status.set_tone(tone)
        self._show_status()
        if words and not words.endswith("…") and words != self._announced:
            self._announced = words
            if QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.area, words))

    def _set_up(self, prompt: Prompt) -> None:
        self.area.setAccessibleName(prompt.ask)
        self.area.setAccessibleDescription(prompt.help)
        self.area.setWhatsThis(HELP)
        self.area.setPlaceholderText("Write here")
        self.hold(self.area)
        self.setFocusProxy(self.area)
        self._status.hide()
        self._layout.setSpacing(8 - MARGIN)
        self._layout.addWidget(self.area)
        self._layout.addWidget(self._status)
        self._status.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self._pad()

    def _count_words(self) -> None:
        self._words = len(self.text().split())
        self._show_status()

    def _show_status(self) -> None:
        words = f"{self._words:,} word{'' if self._words == 1 else 's'}" if self._words else ""
        parts = [self._said] if self._said.endswith("…") else [self._said, words]
        self._status.setText(" · ".join(part for part in parts if part))
        self._status.setVisible(bool(self._status.text()))
        self._pad()

    def _pad(self) -> None:
        """Keep the same space below the last line, whether it is the status or the text itself."""
        side = 13 - MARGIN
        self._layout.setContentsMargins(side, 11 - MARGIN, side, 11 if self._status.text() else 11 - MARGIN)
