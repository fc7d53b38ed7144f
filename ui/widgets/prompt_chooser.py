"""Choose one prompt of a reading, and a month to go to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resilience_desktop.workbook import Prompt, PromptType, Step

from .chips import ChipRow
from .choice_box import ChoiceBox
from .label import Label


class PromptChooser(QWidget):
    """Show a chip for each prompt, one of which is on, and the months of its answers.

    ``prompt_chosen`` holds the prompt, ``month_chosen`` the number of that month's newest answer.
    """

    prompt_chosen = Signal(object)
    month_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._prompts: tuple[Prompt, ...] = ()
        self._chips: ChipRow | None = None
        self._chosen = 0
        self._place = QVBoxLayout()
        self._months = ChoiceBox()
        self._goto = Label("Go to", "label")
        self._goto.setBuddy(self._months)
        self._months.setAccessibleName("Go to")
        self._months.activated.connect(lambda index: self.month_chosen.emit(self._months.itemData(index)))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._place, 1)
        layout.addWidget(self._goto)
        layout.addWidget(self._months)
        self.show_months(False)

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """Return the prompts that are offered."""
        return self._prompts

    def set_prompts(self, prompts: Sequence[Prompt], numbered: int, chosen: str) -> None:
        """Offer those of these prompts that keep an answer, the first of them with their numbers.

        ``chosen`` is the id of one.
        """
        labels = {p.id: f"{n + 1} {p.label}" if n < numbered else p.label for n, p in enumerate(prompts)}
        offered = tuple(each for each in prompts if each.kind is not PromptType.RELEASE or each.id == chosen)
        ids = [prompt.id for prompt in offered]
        self._chosen = ids.index(chosen) if chosen in ids else 0
        if self._chips is not None and offered == self._prompts:
            self._chips.chosen = (self._chosen,) if offered else ()
            return  # the keyboard stays where it is
        self._prompts = offered
        if self._chips is not None:
            self._chips.hide()
            self._chips.deleteLater()
        self._chips = ChipRow([labels[each] for each in ids])
        self._chips.chosen = (self._chosen,) if offered else ()
        self._chips.changed.connect(self._choose)
        self._place.addWidget(self._chips)

    def set_months(self, steps: Sequence[Step]) -> None:
        """Offer the months of these rounds."""
        self._months.clear()
        row = 0
        while row < len(steps):
            month = _month(steps[row])
            self._months.addItem(month, row)
            row = _after_month(steps, row, month)

    def show_months(self, needed: bool) -> None:
        """Show the months, if there are several and something is out of view."""
        for part in (self._goto, self._months):
            part.setVisible(needed and self._months.count() > 1)

    def _choose(self) -> None:
        if self._chips is None:
            return
        chosen = self._chips.chosen
        if chosen and chosen[0] != self._chosen:
            self._chosen = chosen[0]
            self.prompt_chosen.emit(self._prompts[self._chosen])
        else:
            self._chips.chosen = (self._chosen,)  # one of them is always meant


def _month(step: Step) -> str:
    return step.begun.day().partition(" ")[2]


def _after_month(steps: Sequence[Step], row: int, month: str) -> int:
    """Return the first row after a month, with few looks at the calendar: thousands would be felt."""
    stride = 16
    while stride:
        while row + stride < len(steps) and _month(steps[row + stride]) == month:
            row += stride
        stride //= 2
    return row + 1
