"""Show an answer to choose words from: read only, selected with mouse or keyboard."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resilience_desktop.workbook import Source
from ui.theme import Look

from .answer_text import AnswerText
from .buttons import FlatButton
from .exact_text import read_exactly, units
from .guarded_text import GuardedText
from .label import Label


class SourceText(AnswerText):
    """Let words be selected and copied, and nothing be changed."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def selected(self) -> str:
        """Return the words selected, exactly as they stand there."""
        cursor = self.textCursor()
        steps = units(read_exactly(self.document()))[2 * cursor.selectionStart() : 2 * cursor.selectionEnd()]
        return steps.decode("utf-16-le", "surrogatepass")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and select only."""
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._turn_page(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            GuardedText.keyPressEvent(self, event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take nothing from an input method."""
        event.ignore()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Accept nothing."""
        return False

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take nothing."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold one answer: the line above it, its prompt's question, its words, and what it is a source of."""

    heading: str
    ask: str
    text: str
    source: Source


class SourceCard(QWidget):
    """Show one answer below its heading; the button comes with a selection, in room that is kept for it."""

    copied = Signal(object, object)

    def __init__(self, shown: Shown, look: Look) -> None:
        super().__init__()
        self._source = shown.source
        self.area = SourceText(look)
        self._copy = FlatButton("Copy selection into the letter")
        policy = self._copy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._copy.setSizePolicy(policy)
        self._copy.hide()
        self.area.setAccessibleName(shown.ask)
        self.area.setAccessibleDescription(f"{shown.heading}. Select words to copy them into the letter.")
        self.area.set_text(shown.text)
        self.area.caret = 0
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(Label(shown.heading, "status", "quiet"))
        layout.addWidget(self.area)
        layout.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignLeft)
        self.area.selectionChanged.connect(self._offer)
        self._copy.clicked.connect(self._hand_over)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return what the Tab key visits."""
        return self.area, self._copy

    def _offer(self) -> None:
        self._copy.setVisible(self.area.textCursor().hasSelection())

    def _hand_over(self) -> None:
        self.copied.emit(self.area.selected(), self._source)
