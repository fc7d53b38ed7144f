"""Let a person choose several things from a list: rounds by their dates, answers by their prompts."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout, QWidget

from .labels import note

ROWS = 6
"""The most lines that the list shows before it scrolls."""


class ChoiceList(QListWidget):
    """Show a line for each round, with a box to check; one stop of the Tab key, whatever its length."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self._pressed: Qt.CheckState | None = None
        self.itemChanged.connect(lambda _: self.changed.emit())
        self.itemPressed.connect(self._press)
        self.itemClicked.connect(self._click)

    @property
    def chosen(self) -> tuple[int, ...]:
        """Return the ids of the lines that are checked, in the order of the list."""
        lines = (self.item(row) for row in range(self.count()))
        return tuple(
            line.data(Qt.ItemDataRole.UserRole)
            for line in lines
            if line.checkState() is Qt.CheckState.Checked
        )

    def set_lines(self, lines: Sequence[tuple[int, str]], chosen: Collection[int | None]) -> None:
        """Show these ids and words; ``changed`` is not emitted."""
        self.blockSignals(True)
        self.clear()
        for number, words in lines:
            line = QListWidgetItem(words, self)
            line.setData(Qt.ItemDataRole.UserRole, number)
            line.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            )
            line.setCheckState(Qt.CheckState.Checked if number in chosen else Qt.CheckState.Unchecked)
        self.blockSignals(False)
        self.setCurrentRow(0)
        self.updateGeometry()

    def _press(self, line: QListWidgetItem) -> None:
        self._pressed = line.checkState()

    def _click(self, line: QListWidgetItem) -> None:
        """Let the words be clicked too; a click on the box itself has changed the state by now."""
        if line.checkState() is self._pressed:
            on = line.checkState() is Qt.CheckState.Checked
            line.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

    def sizeHint(self) -> QSize:
        """Return room for all lines, or for so many that it can be seen that there are more."""
        line = max(self.sizeHintForRow(0), self.fontMetrics().height())
        rows = min(float(max(self.count(), 1)), ROWS - 0.5)
        return QSize(super().sizeHint().width(), round(line * rows) + 2 * self.frameWidth() + 10)

    def minimumSizeHint(self) -> QSize:
        """Return the same height, so that a form scrolls rather than squeezes the list."""
        return QSize(0, self.sizeHint().height())


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one answer to choose: what stands for it, its words, its group, whether it is empty."""

    key: Hashable
    words: str
    group: str
    empty: bool


class AnswerChoice(QWidget):
    """Show a box for each prompt, checked at first; an empty one is quiet and cannot be checked.

    What was unchecked stays so while the prompts around it come and go. ``boxes`` stand from
    top to bottom.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[Line, ...] = ()
        self._left_out: set[Hashable] = set()
        self.boxes: list[QCheckBox] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)

    @property
    def left_out(self) -> frozenset[Hashable]:
        """Return the keys of what the person unchecked."""
        return frozenset(self._left_out)

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these prompts; a heading stands over each group where there are several."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        while (row := self._rows.takeAt(0)) is not None:
            if (widget := row.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.boxes = [self._box(line) for line in lines]
        several = len({line.group for line in lines}) > 1
        group = ""
        for line, box in zip(lines, self.boxes, strict=True):
            if several and line.group != group:
                group = line.group
                self._rows.addWidget(note(group))
            self._rows.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)

    def _box(self, line: Line) -> QCheckBox:
        box = QCheckBox(_plain(f"{line.words} (empty)" if line.empty else line.words))
        box.setEnabled(not line.empty)
        box.setChecked(not line.empty and line.key not in self._left_out)
        box.toggled.connect(lambda on: self._toggle(line.key, on))
        return box

    def _toggle(self, key: Hashable, on: bool) -> None:
        (self._left_out.discard if on else self._left_out.add)(key)
        self.changed.emit()


def _plain(words: str) -> str:
    """Return words in which an ampersand underlines nothing."""
    return words.replace("&", "&&")
