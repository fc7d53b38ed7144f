"""Show one prompt: its number, its question, some help, and the field for its answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from resilience_desktop.workbook import Prompt
from ui.theme import Look

from .buttons import FlatButton
from .earlier_answers import EarlierAnswers
from .fields import field_for
from .label import Label

_NUMBER_WIDTH = 36


class PromptCard(QWidget):
    """Fold to the quiet question while the prompt does not apply and nothing was written.

    A prompt with a content note folds to that note, until the person asks for the question. Below the
    editor stand quiet ways to what is behind the answer, where there is something.
    """

    earlier_wanted = Signal(object)
    versions_wanted = Signal()

    def __init__(self, number: int, prompt: Prompt, look: Look) -> None:
        super().__init__()
        self.prompt = prompt
        self.editor = field_for(prompt, look)
        self._look = look
        self._applies = True
        self._opened = False
        self._as_written = False
        self._earlier: EarlierAnswers | None = None
        self._number = Label(str(number), "answer", "quiet")
        self._question = Label(prompt.ask, "prompt")
        self._help = Label(prompt.help, "help", "quiet")
        self._open = FlatButton("Open anyway", small=True, quiet=True)
        self._before = FlatButton("What I wrote before", small=True, quiet=True)
        self._before.setAccessibleName(f"What I wrote before: {prompt.label}")
        self._before.setCheckable(True)
        self._versions = FlatButton("Earlier versions", small=True, quiet=True)
        self._versions.setAccessibleName(f"Earlier versions: {prompt.label}")
        self._traces = QWidget()
        self._below = QVBoxLayout()
        self._lay_out()
        self._before.toggled.connect(self._unfold)
        self._versions.clicked.connect(lambda: self.versions_wanted.emit())
        self._open.clicked.connect(self._open_by_hand)
        self.editor.loaded.connect(self._fold)
        look.changed.connect(self._fit_number)
        self._fit_number()
        self._fold()

    @property
    def folded(self) -> bool:
        """Tell whether only the question is shown, or only the note that comes before it."""
        held = self._as_written or not self._applies or bool(self.prompt.note)
        opened = self._opened and not self._as_written
        return held and not (opened or self.editor.holds_words)

    def set_applies(self, applies: bool) -> None:
        """Fold the card, or open it; one with words in it, or opened by hand, stays open."""
        self._applies = applies
        self._fold()

    def set_as_written(self, as_written: bool) -> None:
        """Show the answer to be read alone, or let it be written again."""
        self._as_written = as_written
        self.editor.set_read_only(as_written)
        self._fold()

    def show_traces(self, *, earlier: bool = False, versions: bool = False) -> None:
        """Offer earlier answers, earlier versions; what is offered once stays."""
        self._before.setVisible(earlier or not self._before.isHidden())
        self._versions.setVisible(versions or not self._versions.isHidden())
        self._fold()

    @property
    def earlier(self) -> EarlierAnswers:
        """Return the list of earlier answers, made when it is first needed."""
        if self._earlier is None:
            self._earlier = EarlierAnswers(self.prompt, self._look)
            self._earlier.wanted.connect(self.earlier_wanted)
            self._below.addWidget(self._earlier)
        return self._earlier

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
        ways = QHBoxLayout(self._traces)
        ways.setContentsMargins(0, 6, 0, 0)
        ways.setSpacing(16)
        for button in (self._before, self._versions):
            ways.addWidget(button)
            button.hide()
        ways.addStretch(1)
        self._traces.hide()
        column.addWidget(self._traces)
        self._below.setContentsMargins(0, 8, 0, 0)
        column.addLayout(self._below)
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

    def _unfold(self, unfolded: bool) -> None:
        self.earlier.setVisible(unfolded)
        if unfolded:
            self.earlier.ask()

    def _fold(self) -> None:
        folded = self.folded
        noted = folded and bool(self.prompt.note)
        self._question.setText(self.prompt.note if noted else self.prompt.ask)
        self._open.setText("Show the question" if noted else "Open anyway")
        self._open.setAccessibleName(f"{self._open.text()}: {self.prompt.label}")
        self._question.set_tone("quiet" if folded else "ink")
        self._question.set_role("answer" if folded else "prompt")
        self._help.setVisible(bool(self.prompt.help) and not folded)
        self._open.setVisible(folded and not self._as_written)
        self.editor.setVisible(not folded)
        self._traces.setHidden(folded or (self._before.isHidden() and self._versions.isHidden()))
