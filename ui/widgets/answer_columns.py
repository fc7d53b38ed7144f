"""Set answers side by side in columns, made only for those in view, from two rounds to thousands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy

from resilience_desktop.workbook import EarlierAnswer, Step
from ui.theme import Look

from .answer_column import AnswerColumn

GAP = 36
LEAST, MOST = 280, 560
"""The least and the most width of a column in pixels at the usual text size."""
LINES = 9
"""How many lines of answers are in view at least."""
AHEAD = 6
"""How many columns beyond those in view have their answers ready."""


class AnswerColumns(QAbstractScrollArea):
    """Hold a column for each round, the newest at the left.

    ``wanted`` asks for the answers of these reflections, ``opened`` for a round to be opened; ``fitted``
    tells that more or fewer columns may be in view.
    """

    wanted = Signal(tuple)
    opened = Signal(object)
    fitted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._steps: tuple[Step, ...] = ()
        self._rows: dict[int, int] = {}
        self._asked_now = ""
        self._answers: dict[int, EarlierAnswer] = {}
        self._on_their_way: set[int] = set()
        self._live: dict[int, AnswerColumn] = {}
        self._spare: list[AnswerColumn] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Answers")
        self.viewport().setAutoFillBackground(False)
        look.changed.connect(self._fit)
        self._fit()

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the rounds that have a column."""
        return self._steps

    @property
    def all_in_view(self) -> bool:
        """Tell whether nothing needs to be scrolled."""
        return self.horizontalScrollBar().maximum() == 0

    @property
    def columns(self) -> tuple[AnswerColumn, ...]:
        """Return the columns that exist, from left to right."""
        return tuple(self._live[row] for row in sorted(self._live))

    def set_steps(self, steps: Sequence[Step], asked_now: str, answers: Sequence[EarlierAnswer] = ()) -> None:
        """Show a column for each of these rounds, with the answers at hand; those before are forgotten."""
        for row in list(self._live):
            self._let_go(row)
        self._steps = tuple(steps)
        self._rows = {step.reflection_id: row for row, step in enumerate(self._steps)}
        self._asked_now = asked_now
        self._answers = {answer.reflection_id: answer for answer in answers}
        self._on_their_way.clear()
        self._fit()
        self.horizontalScrollBar().setValue(0)
        self._place()

    def give(self, answers: Sequence[EarlierAnswer]) -> None:
        """Take answers that were wanted."""
        for answer in answers:
            self._on_their_way.discard(answer.reflection_id)
            row = self._rows.get(answer.reflection_id)
            if row is not None:
                self._answers[answer.reflection_id] = answer
                if row in self._live:
                    self._live[row].set_answer(answer, self._asked_now)

    def go_to(self, reflection_id: int) -> None:
        """Bring the column of a round into view, or that of the nearest later one that has an answer."""
        row = self._rows.get(reflection_id)
        if row is None:
            later = [number for number, step in enumerate(self._steps) if step.reflection_id > reflection_id]
            row = later[-1] if later else 0
        self.go_to_row(row)

    def go_to_row(self, row: int) -> None:
        """Bring a column into view, at the left where it was out of view."""
        if not 0 <= row < len(self._steps):
            return
        bar, left = self.horizontalScrollBar(), row * self._stride()
        if left < bar.value() or left + self._width() > bar.value() + self.viewport().width():
            bar.setValue(left)

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's name
        """Move the columns."""
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each column its width anew, and keep the first one first."""
        super().resizeEvent(event)
        self._fit()

    def viewportEvent(self, event: QEvent) -> bool:
        """Let the page scroll where the columns do not."""
        if event.type() == QEvent.Type.Wheel and self.all_in_view:
            event.ignore()
            return False
        return super().viewportEvent(event)

    def _fit(self) -> None:
        self.setMinimumHeight(
            LINES * self._look.line_height("answer") + 2 * self._look.line_height("status") + GAP
        )
        stride, bar = self._stride(), self.horizontalScrollBar()
        first = bar.value() / bar.singleStep() if bar.singleStep() > 1 else 0.0
        bar.setSingleStep(stride)
        bar.setPageStep(self.viewport().width())
        bar.setRange(0, max(0, len(self._steps) * stride - GAP - self.viewport().width()))
        bar.setValue(round(first * stride))
        self._place()
        self.fitted.emit()

    def _in_one_view(self) -> int:
        least = LEAST * max(1.0, self._look.line_height("answer") / 24)
        return max(1, int((self.viewport().width() + GAP) // (least + GAP)))

    def _width(self) -> int:
        count = min(self._in_one_view(), max(1, len(self._steps)))
        most = round(MOST * max(1.0, self._look.line_height("answer") / 24))
        return max(1, min((self.viewport().width() - GAP * (count - 1)) // count, most))

    def _stride(self) -> int:
        return self._width() + GAP

    def _place(self) -> None:
        """Stand each column that is needed in its place, and let the others go."""
        stride, scrolled = self._stride(), self.horizontalScrollBar().value()
        first = max(0, scrolled // stride - 1)
        last = min(len(self._steps), (scrolled + self.viewport().width()) // stride + 2)
        for row in [row for row in self._live if not first <= row < last]:
            if not self._live[row].has_keyboard:
                self._let_go(row)
        missing = [row for row in range(first, last) if row not in self._live]
        for row in missing:
            self._live[row] = self._column(row)
        for row, column in self._live.items():
            column.setGeometry(row * stride - scrolled, 0, self._width(), self.viewport().height())
            column.show()
        if missing:
            self._order_keys()
        self._want(first, last)

    def _column(self, row: int) -> AnswerColumn:
        column = self._spare.pop() if self._spare else self._new_column()
        step = self._steps[row]
        column.set_step(step)
        column.set_answer(self._answers.get(step.reflection_id), self._asked_now)
        return column

    def _new_column(self) -> AnswerColumn:
        column = AnswerColumn(self._look, self.viewport())
        column.opened.connect(self.opened)
        column.focused.connect(lambda: self._show(column))
        column.walked.connect(lambda event: self._walk(column, event))
        return column

    def _let_go(self, row: int) -> None:
        column = self._live.pop(row)
        column.hide()
        self._spare.append(column)

    def _want(self, first: int, last: int) -> None:
        """Ask for the answers near the view, and forget those far from it."""
        near = range(max(0, first - AHEAD), min(len(self._steps), last + AHEAD))
        ids = [self._steps[row].reflection_id for row in near]
        for far in set(self._answers) - set(ids):
            del self._answers[far]
        missing = tuple(each for each in ids if each not in self._answers and each not in self._on_their_way)
        seen = {self._steps[row].reflection_id for row in range(first, last)}
        if seen.intersection(missing) or len(missing) > AHEAD:
            self._on_their_way.update(missing)
            self.wanted.emit(missing)

    def _order_keys(self) -> None:
        columns = self.columns
        for one, other in pairwise(columns):
            self.setTabOrder(one.stops[-1], other.stops[0])

    def _row_of(self, column: AnswerColumn) -> int | None:
        return next((row for row, each in self._live.items() if each is column), None)

    def _show(self, column: AnswerColumn) -> None:
        row = self._row_of(column)
        if row is not None:
            self.go_to_row(row)

    def _walk(self, column: AnswerColumn, event: QKeyEvent) -> None:
        row = self._row_of(column)
        ways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self._steps) - 1}
        key = Qt.Key(event.key())
        if row is None or key not in (*ways, *ends):
            event.ignore()
            return
        target = min(max(ends.get(key, row + ways.get(key, 0)), 0), len(self._steps) - 1)
        self.go_to_row(target)
        if target in self._live:
            self._live[target].stops[0].setFocus(Qt.FocusReason.TabFocusReason)
