"""Give the field of every kind of answer what they share: signals, and a quiet word on how it is kept."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resilience_desktop.workbook import Prompt

from .field_frame import FieldFrame
from .label import Label

COUNT_AFTER_MS = 300
"""From the last key to the new count of words, in milliseconds."""


class AnswerField(FieldFrame):
    """Take the answer to one prompt; ``edited`` tells what the person changed alone.

    ``focused`` and ``left`` tell that the keyboard came and went, ``loaded`` that another answer was set.
    """

    edited = Signal()
    refused = Signal(str)
    focused = Signal()
    left = Signal()
    loaded = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = 0
        self._said = ""
        self._announced = ""
        self._status = Label("", "status", "quiet")
        self._status.hide()
        self._layout = QVBoxLayout(self)
        self._count = QTimer(self)
        self._count.setSingleShot(True)
        self._count.setInterval(COUNT_AFTER_MS)
        self._count.timeout.connect(self._count_words)
        self.edited.connect(self._count.start)

    @property
    @abstractmethod
    def caret(self) -> int:
        """Return where the keyboard is: the characters (code points) before the caret.

        A field with controls counts these first, each as one, and then the characters of its words.
        """

    @caret.setter
    @abstractmethod
    def caret(self, characters: int) -> None: ...

    @abstractmethod
    def text(self) -> str:
        """Return the answer exactly as it was set or written."""

    @abstractmethod
    def set_text(self, text: str) -> None:
        """Show an answer from the vault; ``edited`` is not emitted."""

    def set_answer(self, text: str, asked: Prompt) -> None:
        """Show an answer to a prompt that was perhaps asked in another language then."""
        self.set_text(text)

    @abstractmethod
    def replace_with(self, text: str) -> None:
        """Put a text in the place of the answer, as one edit that can be undone."""

    @abstractmethod
    def select_found(self, sought: str, characters: int) -> None:
        """Show what a search found after so many characters of the answer's text."""

    @abstractmethod
    def insert_quote(self, passage: str) -> None:
        """Write a passage of the reading into the words of the answer, as one edit that can be undone."""

    @abstractmethod
    def finish_composing(self) -> None:
        """Take what an input method has proposed so far."""

    @abstractmethod
    def set_read_only(self, read_only: bool) -> None:
        """Show the answer to be read alone, or let it be changed again."""

    @abstractmethod
    def _counted(self) -> str:
        """Return the words that are counted."""

    @abstractmethod
    def _speaker(self) -> QWidget:
        """Return the control through which a screen reader is told."""

    @property
    def holds_words(self) -> bool:
        """Tell whether there is something here that must not be hidden."""
        return bool(self.text())

    @property
    def status(self) -> str:
        """Return what the line below the answer says."""
        return self._status.text()

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
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._speaker(), words))

    def _count_words(self) -> None:
        self._words = len(self._counted().split())
        self._show_status()

    def _show_status(self) -> None:
        words = f"{self._words:,} word{'' if self._words == 1 else 's'}" if self._words else ""
        parts = [self._said] if self._said.endswith("…") else [self._said, words]
        self._status.setText(" · ".join(part for part in parts if part))
        self._status.setVisible(bool(self._status.text()))
