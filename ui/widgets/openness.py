"""Ask where a person stands: a slider from closed to open, and what they noticed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from resilience_desktop.workbook import OPENNESS, CheckIn, Noticed

from .buttons import FlatButton
from .chips import ChipRow
from .label import Label
from .scale_slider import ScaleSlider

QUESTION = "Where are you with this, right now?"
_NOTICED = (
    (Noticed.RESISTANCE, "I noticed resistance"),
    (Noticed.ALL_IN, "I felt all in"),
    (Noticed.BOTH, "Some of both"),
)


class OpennessPanel(QWidget):
    """Show a check-in and let it be changed; ``changed`` tells only what the person did."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._check_in = CheckIn()
        self.slider = OpennessSlider()
        self.chips = ChipRow([label for _, label in _NOTICED])
        self._before = FlatButton("Before", small=True, quiet=True)
        self._after = FlatButton("After", small=True, quiet=True)
        self._moments = QButtonGroup(self)
        self._lay_out()
        self.slider.moved.connect(self._moved)
        self.chips.changed.connect(self._noticed)
        self._moments.buttonClicked.connect(lambda _: self._show_moment())
        self._show_moment()

    def set_read_only(self, read_only: bool) -> None:
        """Show what was said alone, or let it be said."""
        for part in (self.slider, self.chips):
            part.setEnabled(not read_only)

    @property
    def check_in(self) -> CheckIn:
        """Return what was said, before and after."""
        return self._check_in

    @check_in.setter
    def check_in(self, check_in: CheckIn) -> None:
        self._check_in = check_in
        (self._before if check_in.after is None else self._after).setChecked(True)
        self.chips.chosen = [n for n, (each, _) in enumerate(_NOTICED) if each is check_in.noticed]
        self._show_moment()

    def _lay_out(self) -> None:
        top, middle = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(Label(QUESTION, "control", "quiet"), 1)
        for button in (self._before, self._after):
            button.setCheckable(True)
            self._moments.addButton(button)
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._before.setChecked(True)
        middle.setSpacing(12)
        middle.addWidget(Label("closed", "status", "quiet"))
        middle.addWidget(self.slider, 1)
        middle.addWidget(Label("open", "status", "quiet"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addSpacing(10)
        layout.addLayout(middle)
        layout.addSpacing(12)
        layout.addWidget(self.chips)

    def _show_moment(self) -> None:
        after = self._after.isChecked()
        self.slider.show_openness(self._check_in.after if after else self._check_in.before)
        self.slider.describe("after" if after else "before")

    def _moved(self, openness: int | None) -> None:
        if self._after.isChecked():
            self._check_in = replace(self._check_in, after=openness)
        else:
            self._check_in = replace(self._check_in, before=openness)
        self._show_moment()
        self.changed.emit()

    def _noticed(self) -> None:
        chosen = self.chips.chosen
        self._check_in = replace(self._check_in, noticed=_NOTICED[chosen[0]][0] if chosen else None)
        self.changed.emit()


class OpennessSlider(ScaleSlider):
    """Take a value from 0, closed, to 10, open, or none at all until it is touched."""

    def __init__(self) -> None:
        super().__init__(OPENNESS.start, OPENNESS[-1])
        self.setAccessibleName("Openness")

    @property
    def openness(self) -> int | None:
        """Return the value, or None while nothing was said."""
        return self.chosen

    def show_openness(self, openness: int | None) -> None:
        """Show a value, or none; ``moved`` is not emitted."""
        self.show_chosen(openness)

    def describe(self, moment: str) -> None:
        """Tell a screen reader which moment is meant and whether anything was said of it."""
        self.setAccessibleDescription(f"0 is closed, 10 is open; {moment} writing; {self.hint}")
