"""Show where a person stood over time: as a line or, at their choice, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resilience_desktop.workbook import Step
from ui.theme import Look

from .buttons import FlatButton
from .labels import note
from .openness_path import OpennessPath
from .path_table import PathTable

AS_TABLE, AS_LINE = "Show as a table", "Show as a line"
LEGEND = (
    "The line is where you were after writing, or before it where you said no more; small dots are before."
)
INVITATION = "When you say where you are between closed and open, the path will be drawn here."


class PathPart(QWidget):
    """Hold line and table of the same rounds; ``opened`` and ``reached`` name one of them."""

    opened = Signal(object)
    reached = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._steps: tuple[Step, ...] = ()
        self._line = OpennessPath(look)
        self._table = PathTable(look)
        self._turn = FlatButton(AS_TABLE, small=True)
        self._words = note(LEGEND)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self._words, 1)
        below.addWidget(self._turn, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._line)
        layout.addWidget(self._table)
        layout.addLayout(below)
        self._table.hide()
        self._turn.clicked.connect(self._show_other)
        self._line.reached.connect(self.reached)
        for part in (self._line, self._table):
            part.opened.connect(self.opened)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these rounds, given the newest first, or an invitation where nothing was said in them."""
        self._steps = tuple(steps)
        self._line.set_steps(steps)
        self._turn.setVisible(bool(self._line.steps))
        self._show()

    def set_low(self, low: bool) -> None:
        """Take less height, where there is little."""
        self._line.set_low(low)

    def _show_other(self) -> None:
        self._turn.setText(AS_LINE if self._turn.text() == AS_TABLE else AS_TABLE)
        self._show()

    def _show(self) -> None:
        """Show what was chosen; the table is filled only then."""
        table, drawn = self._turn.text() == AS_LINE, bool(self._line.steps)
        if table:
            self._table.set_steps(self._steps)
        self._line.setVisible(drawn and not table)
        self._table.setVisible(drawn and table)
        self._words.setText(self._legend())

    def _legend(self) -> str:
        if not self._line.steps:
            return INVITATION
        return "" if self._turn.text() == AS_LINE else LEGEND
