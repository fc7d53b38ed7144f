"""Show a recovery code, and take it back as a proof, or not now."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel

from .buttons import flat_button, primary_button, secondary_button
from .centered import CenteredPage, action_row
from .code_field import CodeField
from .labels import body, note, title

LATER = "“Not now” is fine: Settings shows the code again whenever your vault is open."


@dataclass(frozen=True, slots=True)
class CodeWords:
    """Hold what stands above and below the code, and the name of the page's one action."""

    step: str
    title: str
    advice: str
    action: str


class CodePage(CenteredPage):
    """Say ``decided`` with true when the code was typed back, with false for "Not now"."""

    decided = Signal(bool)
    left = Signal()

    def __init__(self, code: str, words: CodeWords, width: int) -> None:
        super().__init__(width)
        self._code = code
        self._shown = QLabel(code)
        self._shown.setObjectName("code")
        self._shown.setAccessibleName("Recovery code: " + " ".join(code))
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._field = CodeField("Type it back from your note")
        self._message = note("", "caution")
        self._later, self._back = flat_button("Not now"), secondary_button("Back")
        self._proceed = primary_button(words.action)
        self._lay_out(words)
        self._later.clicked.connect(lambda: self.decided.emit(False))
        self._back.clicked.connect(self.left)
        self._proceed.clicked.connect(self._compare)
        self._field.submitted.connect(self._compare)
        self._field.edited.connect(self._message.clear)

    def begin(self) -> None:
        """Put the keyboard where the code is typed back."""
        self._field.setFocus()

    def set_busy(self, sentence: str) -> None:
        """Say what is going on, and take no more clicks until it is over."""
        for widget in (self._field, self._later, self._back, self._proceed):
            widget.setEnabled(not sentence)
        self.tell(sentence, "quiet")

    def tell(self, sentence: str, tone: str = "caution") -> None:
        """Show a sentence below the field."""
        self._message.tell(sentence, tone)

    def _lay_out(self, words: CodeWords) -> None:
        column = self.column
        column.addWidget(note(words.step))
        column.addWidget(title(words.title))
        column.addWidget(body(words.advice))
        column.addSpacing(12)
        column.addWidget(self._shown)
        column.addSpacing(12)
        for widget in (self._field, self._message):
            column.addWidget(widget)
        column.addSpacing(12)
        column.addLayout(action_row(self._later, self._back, self._proceed))
        column.addSpacing(8)
        column.addWidget(note(LATER))

    def _compare(self) -> None:
        if self._field.matches(self._code):
            self.decided.emit(True)
        else:
            self.tell("This is not the same code yet. Please compare it with your note, letter by letter.")
            self._field.setFocus()
