"""Ask what goes into a PDF and how it looks; know nothing of reflections but what is handed in."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from enum import IntEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from .buttons import secondary_button
from .chips import ChipRow
from .choice_list import AnswerChoice, ChoiceList, Line
from .labels import note
from .pages_form import PagesForm, part

ALONE = "The text and its questions, for others to add to theirs. Nothing that you wrote is in it."


class Scope(IntEnum):
    """Say which reflections are meant; the values are the chips' places."""

    THIS = 0
    CHOSEN = 1
    ALL = 2


class ExportForm(PagesForm):
    """Hold every choice of an export; ``scope_changed`` tells that other reflections are meant.

    ``reading_asked`` tells that the reading is to be handed on, without anything of the person.
    """

    scope_changed = Signal()
    reading_asked = Signal()

    def __init__(self, paper: str, text_size: str) -> None:
        super().__init__("Export a PDF", paper, text_size)
        self._scope = Scope.THIS
        self._chips = ChipRow(["This one", "Choose…", "All"])
        self._rounds = ChoiceList("Reflections to choose from")
        self._answers = AnswerChoice()
        self._reading = QCheckBox("The reading")
        self._marks = QCheckBox("Highlights and notes")
        self._dates = QCheckBox("Dates")
        self._check_ins = QCheckBox("Where I was: closed to open")
        self._across = QCheckBox("Then and now, by prompt")
        self._worksheet = QCheckBox("A blank worksheet instead")
        self._hand_on = secondary_button("Save this reading as a file…")
        self._lay_out()
        self._connect()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return what the Tab key visits, as the eye does."""
        also = (self._reading, self._marks, self._dates, self._check_ins, self._across, self._worksheet)
        return *self._chips.chips, self._rounds, *self._answers.boxes, *also, *super().stops, self._hand_on

    @property
    def scope(self) -> Scope:
        """Return which reflections are meant."""
        return self._scope

    @property
    def chosen(self) -> tuple[int, ...]:
        """Return the ids of the reflections checked in the list."""
        return self._rounds.chosen

    @property
    def left_out(self) -> frozenset[Hashable]:
        """Return the keys of the answers that were unchecked."""
        return self._answers.left_out

    @property
    def reading(self) -> bool:
        """Tell whether the reading is wanted."""
        return self._reading.isChecked()

    @property
    def marks(self) -> bool:
        """Tell whether what was marked in the reading is wanted."""
        return self._marks.isChecked()

    @property
    def dates(self) -> bool:
        """Tell whether dates are wanted."""
        return self._dates.isChecked()

    @property
    def check_ins(self) -> bool:
        """Tell whether the check-ins are wanted."""
        return self._check_ins.isChecked()

    @property
    def across(self) -> bool:
        """Tell whether each prompt is wanted with its answers over time."""
        return self._across.isChecked() and not self.worksheet

    @property
    def worksheet(self) -> bool:
        """Tell whether a blank worksheet is wanted instead of answers."""
        return self._worksheet.isChecked()

    def take_worksheet(self) -> None:
        """Check the blank worksheet."""
        self._worksheet.setChecked(True)

    def set_rounds(self, rounds: Sequence[tuple[int, str]], this: int | None) -> None:
        """Offer these reflections, newest first, by id and words; what was checked stays checked."""
        self._rounds.set_lines(rounds, self._rounds.chosen if self._rounds.count() else (this,))
        every = self._chips.chips[Scope.ALL]
        every.setText(f"All {len(rounds)}")
        every.updateGeometry()
        for chip in self._chips.chips[Scope.CHOSEN :]:
            chip.setVisible(bool(rounds) and (len(rounds) > 1 or this is None))

    def set_answers(self, lines: Sequence[Line]) -> None:
        """Offer these answers."""
        self._answers.set_lines(lines)

    def _lay_out(self) -> None:
        also = (self._reading, self._marks, self._dates, self._check_ins, self._across, self._worksheet)
        parts = (
            part("Reflections", self._chips, self._rounds),
            part("Answers", self._answers, boxes=True),
            part("Also include", *also, boxes=True),
        )
        for place, each in enumerate(parts, 1):
            self.column.insertLayout(place, each)
        alone = part("Or hand on the reading alone", note(ALONE), self._hand_on)
        self.column.insertLayout(self.column.count() - 1, alone)

    def _connect(self) -> None:
        self._chips.chosen = (Scope.THIS,)
        self._dates.setChecked(True)
        self._rounds.hide()
        self._chips.changed.connect(self._choose_scope)
        self._rounds.changed.connect(self.scope_changed)
        self._answers.changed.connect(self.changed)
        self._hand_on.clicked.connect(lambda: self.reading_asked.emit())
        for box in (self._reading, self._marks, self._dates, self._check_ins):
            box.toggled.connect(lambda _: self.changed.emit())
        self._across.toggled.connect(self._choose_across)
        self._worksheet.toggled.connect(self._choose_worksheet)

    def _choose_scope(self) -> None:
        chosen = self._chips.chosen
        self._chips.chosen = (Scope(chosen[0]) if chosen else self._scope,)
        scope = Scope(self._chips.chosen[0])
        if scope is not self._scope:
            self._scope = scope
            self._rounds.setVisible(scope is Scope.CHOSEN)
            self.scope_changed.emit()

    def _choose_across(self, on: bool) -> None:
        """Have the path come along, which can be left out again."""
        if on and not self._check_ins.isChecked():
            self._check_ins.setChecked(True)  # tells of the change
        else:
            self.changed.emit()

    def _choose_worksheet(self, on: bool) -> None:
        for choice in (self._chips, self._rounds, self._answers, self._marks, self._across):
            choice.setEnabled(not on)
        self.changed.emit()
