"""Show one round's answer under its date."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resilience_desktop.workbook import EarlierAnswer, Step
from resilience_desktop.workbook.answers import in_words
from ui.theme import Look

from .buttons import FlatButton
from .label import Label
from .past_text import PastText
from .scale_mark import ScaleMark


class AnswerColumn(QWidget):
    """Hold the date, which opens the round, the question where it was another one, and the answer.

    A place on a scale is drawn too, above the words that say it.
    """

    opened = Signal(object)
    focused = Signal()
    walked = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._step: Step | None = None
        self._date = _DateButton()
        self._asked = Label("", "status", "quiet")
        self._text = PastText(look)
        self._mark: ScaleMark | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self._layout.addWidget(self._date, 0, Qt.AlignmentFlag.AlignLeft)
        self._layout.addWidget(self._asked)
        self._layout.addWidget(self._text, 1)
        self._date.clicked.connect(lambda: self.opened.emit(self._step))
        self._date.focused.connect(self.focused)
        self._date.walked.connect(self.walked)
        self._text.focused.connect(self.focused)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return what the Tab key visits."""
        return self._date, self._text

    @property
    def has_keyboard(self) -> bool:
        """Tell whether the keyboard is in this column."""
        return self._date.hasFocus() or self._text.hasFocus()

    @property
    def step(self) -> Step | None:
        """Return the round that is shown."""
        return self._step

    def text(self) -> str:
        """Return the answer that is shown."""
        return self._text.text()

    def asked(self) -> str:
        """Return the words above an answer to another question, or an empty text."""
        return "" if self._asked.isHidden() else self._asked.text()

    def set_step(self, step: Step) -> None:
        """Be the column of this round; a screen reader hears its date with the answer."""
        self._step = step
        self._date.setText(step.begun.day())
        self._text.setAccessibleName(step.begun.day())

    def set_answer(self, answer: EarlierAnswer | None, asked_now: str) -> None:
        """Show an answer, or nothing while it is on its way."""
        asked_then = answer.ask if answer and answer.ask != asked_now else ""
        self._asked.setText(f"Then asked: {asked_then}" if asked_then else "")
        self._asked.setVisible(bool(asked_then))
        self._show_mark(answer)
        self._text.set_text(in_words(answer.prompt, answer.text) if answer else "")

    def _show_mark(self, answer: EarlierAnswer | None) -> None:
        """Show where on its scale an answer lies, where it was asked for on one."""
        if self._mark is None and answer and answer.prompt.scale:
            self._mark = ScaleMark()
            self._layout.insertWidget(2, self._mark)
        if self._mark is not None:
            self._mark.set_answer(answer)


class _DateButton(FlatButton):
    """Open a round; arrow keys lead to the dates beside it."""

    focused = Signal()
    walked = Signal(object)

    def __init__(self) -> None:
        super().__init__("", small=True, quiet=True)
        self.setAccessibleDescription("Opens this reflection")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand the keys that lead elsewhere to the columns."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End):
            self.walked.emit(event)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is here."""
        super().focusInEvent(event)
        self.focused.emit()
