"""List any number of reflections by date, under their years, at the cost of those in view."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from resilience_desktop.workbook import ReflectionSummary


@dataclass(frozen=True, slots=True)
class _Line:
    """Hold the words of a line, and its round; a year has none."""

    words: str
    summary: ReflectionSummary | None = None


class RoundModel(QAbstractListModel):
    """Hold a line for each round and one above each year."""

    def __init__(self, summaries: Sequence[ReflectionSummary]) -> None:
        super().__init__()
        self._lines = tuple(_lines(summaries))

    def summary(self, row: int) -> ReflectionSummary | None:
        """Return the round of a row, None for a year."""
        return self._lines[row].summary

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return how many lines there are."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Return the words of a line."""
        return self._lines[index.row()].words if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Let rounds be chosen; years only stand between them."""
        if self._lines[index.row()].summary is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RoundList(QListView):
    """Show rounds, the newest first; ``chosen`` tells which one is to be opened."""

    chosen = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose)

    def set_summaries(self, summaries: Sequence[ReflectionSummary]) -> None:
        """Show these rounds; the keyboard begins at the newest one."""
        self.setModel(RoundModel(summaries))
        first = next((row for row in range(self._rounds.rowCount()) if self._rounds.summary(row)), None)
        if first is not None:
            self.setCurrentIndex(self._rounds.index(first))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the round at hand with Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @property
    def _rounds(self) -> RoundModel:
        model = self.model()
        return model if isinstance(model, RoundModel) else RoundModel(())

    def _choose(self, index: QModelIndex) -> None:
        summary = self._rounds.summary(index.row()) if index.isValid() else None
        if summary is not None:
            self.chosen.emit(summary)


def _lines(summaries: Sequence[ReflectionSummary]) -> Iterator[_Line]:
    several = len({summary.reading_id for summary in summaries}) > 1
    year = None
    for summary in summaries:
        begun = summary.begun.local()
        if begun.year != year:
            year = begun.year
            yield _Line(str(year))
        reading = f" · {' '.join(summary.title.split())}" if several else ""
        yield _Line(f"{summary.begun.day()}, {summary.begun.time()}{reading}", summary)
