"""Make the words between controls: titles, headings, paragraphs and quiet notes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ui.theme import Look


class Note(QLabel):
    """Show a small sentence in a tone: quiet, caution or danger. An empty one keeps its line."""

    def __init__(self, text: str, tone: str = "quiet") -> None:
        super().__init__(text)
        self.setObjectName("note")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("tone", tone)

    def set_tone(self, tone: str) -> None:
        """Set the tone."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)


def note(text: str, tone: str = "quiet") -> Note:
    """Return a small line; ``tone`` is quiet, caution or danger."""
    return Note(text, tone)


def body(text: str) -> QLabel:
    """Return a quiet paragraph in the controls' typeface."""
    return _label(text, "body")


def heading(text: str) -> QLabel:
    """Return a small heading."""
    label = _label(text, "heading")
    label.setContentsMargins(0, 16, 0, 0)
    return label


def title(text: str, look: Look) -> QLabel:
    """Return a page's title, in the reading's typeface; it follows the zoom."""
    label = _label(text, "title")
    label.setFont(look.font("title"))
    look.changed.connect(lambda: label.setFont(look.font("title")))
    return label


def _label(text: str, name: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
