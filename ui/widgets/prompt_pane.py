"""Lay out the check-in and the prompts of a reading, one under the other."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from resilience_desktop.workbook import CheckIn, Earlier, Prompt
from ui.theme import Look

from .buttons import FlatButton
from .openness import OpennessPanel
from .prompt_card import PromptCard
from .scrolling import ScrollFraction
from .written_line import WrittenLine


class PromptPane(QScrollArea):
    """Scroll through the cards; speak of prompts by their ids.

    Above them a calm line can stand, and below them a way to the bin. ``earlier_wanted`` names a prompt
    and the round before which its answers are wanted, or None for the newest.
    """

    edited = Signal(str)
    left = Signal()
    check_in_changed = Signal()
    earlier_wanted = Signal(str, object)
    versions_wanted = Signal(str)
    bin_wanted = Signal()

    def __init__(self, prompts: Sequence[Prompt], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = WrittenLine()
        self._openness = OpennessPanel()
        self._bin = FlatButton("Move to the bin", small=True, quiet=True)
        self._cards = {p.id: PromptCard(number, p, look) for number, p in enumerate(prompts, 1)}
        self._focused: str | None = None
        self._fraction = ScrollFraction(self.verticalScrollBar())
        self._lay_out()
        self._openness.changed.connect(self._check_in_changed)
        for prompt_id, card in self._cards.items():
            card.editor.edited.connect(partial(self.edited.emit, prompt_id))
            card.editor.left.connect(self.left)
            card.editor.focused.connect(partial(self._note_focus, prompt_id))
            card.editor.refused.connect(partial(self._refuse, prompt_id))
            card.earlier_wanted.connect(partial(self.earlier_wanted.emit, prompt_id))
            card.versions_wanted.connect(partial(self.versions_wanted.emit, prompt_id))
        self._bin.clicked.connect(lambda: self.bin_wanted.emit())

    @property
    def check_in(self) -> CheckIn:
        """Return where the person says they stand."""
        return self._openness.check_in

    def set_check_in(self, check_in: CheckIn) -> None:
        """Show a check-in, and fold the prompts that do not apply."""
        self._openness.check_in = check_in
        self._fold()

    def answer(self, prompt_id: str) -> str:
        """Return the text of an answer."""
        return self._cards[prompt_id].editor.text()

    def set_answer(self, prompt_id: str, text: str, asked: Prompt | None = None) -> None:
        """Show an answer from the vault, and how it was ``asked`` for then."""
        editor = self._cards[prompt_id].editor
        editor.set_answer(text, asked or self._cards[prompt_id].prompt)
        self._fold()

    def set_status(self, prompt_id: str, words: str, tone: str = "quiet") -> None:
        """Say how an answer is kept."""
        self._cards[prompt_id].editor.set_status(words, tone)

    def set_as_written(self, as_written: bool) -> None:
        """Show everything to be read alone, or let it be written again."""
        self._openness.set_read_only(as_written)
        for card in self._cards.values():
            card.set_as_written(as_written)

    def offer_bin(self, offered: bool) -> None:
        """Offer to move the page to the bin, or not."""
        self._bin.setVisible(offered)

    def show_traces(self, earlier: Collection[str], versions: Collection[str]) -> None:
        """Offer what stands behind the answers to these prompts."""
        for prompt_id, card in self._cards.items():
            card.show_traces(earlier=prompt_id in earlier, versions=prompt_id in versions)

    def add_earlier(self, prompt_id: str, found: Sequence[Earlier]) -> None:
        """Show earlier answers to a prompt below those that are shown already."""
        self._cards[prompt_id].earlier.add(found)

    def tell_earlier(self, prompt_id: str, sentence: str) -> None:
        """Say why earlier answers to a prompt cannot be shown."""
        self._cards[prompt_id].earlier.tell(sentence)

    def replace_answer(self, prompt_id: str, text: str) -> None:
        """Put a text in an answer's place, as an edit of the person's that can be undone."""
        self._cards[prompt_id].editor.replace_with(text)
        self.go_to(prompt_id)

    def quote(self, passage: str) -> None:
        """Write a passage of the reading into the answer in hand, and put the keyboard there."""
        applying = (prompt_id for prompt_id, card in self._cards.items() if not card.folded)
        prompt_id = self._focused or next(applying, next(iter(self._cards), ""))
        if prompt_id:
            self.go_to(prompt_id)
            self._cards[prompt_id].editor.insert_quote(passage)

    def finish_composing(self) -> None:
        """Take what an input method is still composing as it stands."""
        QGuiApplication.inputMethod().commit()
        for card in self._cards.values():
            card.editor.finish_composing()

    @property
    def place(self) -> tuple[str | None, int]:
        """Return the prompt that was written in last, and how many characters stand before its caret."""
        if self._focused is None:
            return None, 0
        return self._focused, self._cards[self._focused].editor.caret

    def go_to(self, prompt_id: str, caret: int | None = None, sought: str = "") -> None:
        """Put the keyboard into an answer, opening its card; the caret stays unless one is given.

        What is ``sought`` is selected where it stands at the caret.
        """
        card = self._cards.get(prompt_id)
        if card is None:
            return
        card.open()
        if caret is not None and not sought:
            card.editor.caret = caret
        elif caret is not None:
            card.editor.select_found(sought, caret)
        card.editor.setFocus()
        self.ensureWidgetVisible(card, 0, 24)

    def take_keyboard(self) -> None:
        """Put the keyboard where it was last, or into the first answer; the caret stays."""
        self.go_to(self._focused or next(iter(self._cards), ""))

    @property
    def scroll_fraction(self) -> float:
        """Return how far down the page stands, from 0.0 to 1.0."""
        return self._fraction.value

    @scroll_fraction.setter
    def scroll_fraction(self, fraction: float) -> None:
        self._fraction.value = fraction

    def _lay_out(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        page = QWidget()
        self.setWidget(page)  # before it is filled: whatever changes its parent is styled anew
        column = QVBoxLayout(page)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(18)
        column.addWidget(self.line)
        column.addWidget(self._openness)
        for card in self._cards.values():
            column.addWidget(card)
        column.addWidget(self._bin, 0, Qt.AlignmentFlag.AlignLeft)
        self._bin.hide()
        column.addStretch(1)

    def _check_in_changed(self) -> None:
        self._fold()
        self.check_in_changed.emit()

    def _fold(self) -> None:
        noticed = self.check_in.noticed
        for card in self._cards.values():
            card.set_applies(card.prompt.applies(noticed))

    def _note_focus(self, prompt_id: str) -> None:
        self._focused = prompt_id

    def _refuse(self, prompt_id: str, sentence: str) -> None:
        self.set_status(prompt_id, sentence, "caution")
