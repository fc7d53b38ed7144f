"""Show the path between closed and open as a table, for those who would rather hear or read it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from resilience_desktop.workbook import Noticed, Step
from ui.theme import Look

HEADS = ("Date", "Before", "After", "What I noticed")
NOTICED = {
    Noticed.RESISTANCE: "resistance",
    Noticed.ALL_IN: "all in",
    Noticed.BOTH: "some of both",
}
_ROWS = 6

_Index = QModelIndex | QPersistentModelIndex


class PathModel(QAbstractTableModel):
    """Hold a row for each round that says something of openness, the newest first."""

    def __init__(self, steps: Sequence[Step]) -> None:
        super().__init__()
        self.steps = tuple(step for step in steps if step.openness is not None or step.check_in.noticed)

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return how many rounds there are."""
        return 0 if parent is not None and parent.isValid() else len(self.steps)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Return how many things are said of each."""
        return 0 if parent is not None and parent.isValid() else len(HEADS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return the words of a cell; what was not said is empty."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        step = self.steps[index.row()]
        said = step.check_in
        figures = ["" if value is None else str(value) for value in (said.before, said.after)]
        return (step.begun.day(), *figures, NOTICED[said.noticed] if said.noticed else "")[index.column()]

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Return what a column holds, or the day of a row."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return HEADS[section] if orientation == Qt.Orientation.Horizontal else self.steps[section].begun.day()


class PathTable(QTableView):
    """Show the rounds; ``opened`` tells that one was chosen."""

    opened = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName("Openness, from 0 closed to 10 open")
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.activated.connect(self._open)
        look.changed.connect(self._fit)
        self._fit()

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these rounds, given the newest first."""
        self.setModel(PathModel(steps))
        self.setCurrentIndex(self.model().index(0, 0))
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row at hand with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        line = round(self._look.line_height("control") * 1.5)
        self.verticalHeader().setDefaultSectionSize(line)
        self.horizontalHeader().setFixedHeight(line)
        model = self.model()
        rows = min(_ROWS, max(1, model.rowCount())) if isinstance(model, PathModel) else _ROWS
        self.setFixedHeight((rows + 1) * line + 4)
        for column, share in enumerate((190, 110, 110)):
            self.setColumnWidth(column, self._look.scaled(share))

    def _open(self, index: QModelIndex) -> None:
        model = self.model()
        if index.isValid() and isinstance(model, PathModel):
            self.opened.emit(model.steps[index.row()])
