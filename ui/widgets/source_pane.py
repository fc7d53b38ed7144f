"""Show the answers of one round, from which passages are copied into a letter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme import Look

from .buttons import FlatButton
from .choice_box import ChoiceBox
from .label import Label
from .labels import body, title
from .source_text import Shown, SourceCard

HEADING = "A letter"
LONGEST = 60
"""The most characters of a name that the heading shows."""

NOTHING = "Nothing is written in this reflection yet. A letter can be written all the same."
_MARGIN = 32


class SourcePane(QScrollArea):
    """Hold the letter's heading, the choice of a round, and its answers, the newest first.

    ``copied`` hands on words and their source; ``round_chosen`` names a reflection.
    """

    copied = Signal(object, object)
    round_chosen = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.back = FlatButton("All letters", small=True, quiet=True)
        self.delete = FlatButton("Delete this letter…", small=True, quiet=True)
        self._heading = title(HEADING)
        self._rounds = ChoiceBox()
        self._told = Label("", "status", "quiet")
        self._nothing = body(NOTHING)
        self._cards: list[SourceCard] = []
        self._answers = QVBoxLayout()
        self._lay_out()
        self._rounds.activated.connect(lambda _: self.round_chosen.emit(self._rounds.currentData()))

    def set_to(self, to: str) -> None:
        """Let the heading say whom the letter is for."""
        name = " ".join(to.split())
        name = f"{name[:LONGEST]}…" if len(name) > LONGEST else name
        self._heading.setText(f"{HEADING} to {name}" if name else HEADING)

    def set_rounds(self, rounds: Sequence[tuple[int, str]], chosen: int | None) -> None:
        """Offer these reflections by id and words, the newest first."""
        self._rounds.clear()
        for number, words in rounds:
            self._rounds.addItem(words, number)
        self._rounds.setCurrentIndex(max(self._rounds.findData(chosen), 0))
        self._rounds.setVisible(bool(rounds))
        self._nothing.setVisible(not rounds)

    def set_answers(self, answers: Sequence[Shown]) -> None:
        """Show these answers instead of those before."""
        for card in self._cards:
            self._answers.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [SourceCard(shown, self._look) for shown in answers]
        for card in self._cards:
            card.copied.connect(self.copied)
            self._answers.addWidget(card)
        self._nothing.setVisible(not answers)
        self.tell("")

    def tell(self, words: str) -> None:
        """Say what just happened, also to a screen reader."""
        self._told.setVisible(bool(words))
        self._told.tell(words, "accent")

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return what the Tab key visits, as the eye does."""
        inside = [widget for card in self._cards for widget in card.stops]
        return self.back, self.delete, self._rounds, *inside

    def _lay_out(self) -> None:
        page = QWidget()
        page.setObjectName("surface")
        column = QVBoxLayout(page)
        column.setContentsMargins(_MARGIN, 16, _MARGIN, 28)
        column.setSpacing(4)
        above = QHBoxLayout()
        above.addWidget(self.back)
        above.addStretch(1)
        above.addWidget(self.delete)
        column.addLayout(above)
        column.addWidget(self._heading)
        column.addWidget(
            body("Nothing is shared until you choose it. Select words, and copy them into the letter.")
        )
        column.addSpacing(8)
        column.addWidget(self._rounds)
        column.addWidget(self._told)
        column.addWidget(self._nothing)
        column.addSpacing(8)
        self._answers.setSpacing(12)
        column.addLayout(self._answers)
        column.addStretch(1)
        self._rounds.setAccessibleName("Reflection")
        self._rounds.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._told.hide()
        self.setObjectName("sourcePane")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(page)
