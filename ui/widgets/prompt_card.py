"""Show one prompt: its number, its question, some help, and the editor for its answer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from resilience_desktop.workbook import Prompt
from ui.theme import Look

from .buttons import FlatButton
from .label import Label
from .reflection_editor import ReflectionEditor

_NUMBER_WIDTH = 36


class PromptCard(QWidget):
    """Fold to the quiet question while the prompt does not apply and nothing was written.

    A prompt with a content note folds to that note, until the person asks for the question.
    """

    def __init__(self, number: int, prompt: Prompt, look: Look) -> None:
        super().__init__()
        self.prompt = prompt
        self.editor = ReflectionEditor(prompt, look)
        self._look = look
        self._applies = True
        self._opened = False
        self._number = Label(str(number), "answer", "quiet")
        self._question = Label(prompt.ask, "prompt")
        self._help = Label(prompt.help, "help", "quiet")
        self._open = FlatButton("Open anyway", small=True, quiet=True)
        self._lay_out()
        self._open.clicked.connect(self._open_by_hand)
        self.editor.loaded.connect(self._fold)
        look.changed.connect(self._fit_number)
        self._fit_number()
        self._fold()

    @property
    def folded(self) -> bool:
        """Tell whether only the question is shown, or only the note that comes before it."""
        held = not self._applies or bool(self.prompt.note)
        return held and not (self._opened or self.editor.text())

    def set_applies(self, applies: bool) -> None:
        """Fold the card, or open it; one with words in it, or opened by hand, stays open."""
        self._applies = applies
        self._fold()

    def open(self) -> None:
        """Open the card for good."""
        self._opened = True
        self._fold()

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._question)
        column.addWidget(self._help)
        column.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        below = QVBoxLayout()  # its margin goes with the editor when that is hidden
        below.setContentsMargins(0, 8, 0, 0)
        below.addWidget(self.editor)
        column.addLayout(below)
        self._help.setContentsMargins(0, 4, 0, 0)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._number, 0, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(column, 0, 1)
        layout.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _fit_number(self) -> None:
        factor = self._look.line_height("answer") / 24
        self._number.setFixedWidth(round(_NUMBER_WIDTH * min(max(1.0, factor), 2.0)))

    def _open_by_hand(self) -> None:
        self.open()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fold(self) -> None:
        folded = self.folded
        noted = folded and bool(self.prompt.note)
        self._question.setText(self.prompt.note if noted else self.prompt.ask)
        self._open.setText("Show the question" if noted else "Open anyway")
        self._open.setAccessibleName(f"{self._open.text()}: {self.prompt.label}")
        self._question.set_tone("quiet" if folded else "ink")
        self._question.set_role("answer" if folded else "prompt")
        self._help.setVisible(bool(self.prompt.help) and not folded)
        self._open.setVisible(folded)
        self.editor.setVisible(not folded)
