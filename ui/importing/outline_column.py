"""Show the paragraphs of a file, and let a person say what each is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from resilience_desktop.workbook import Outline, Role, outlining
from ui.theme import Look
from ui.widgets.buttons import FlatButton
from ui.widgets.label import Label
from ui.widgets.labels import note
from ui.widgets.piece_list import PieceList
from ui.widgets.piece_pane import PiecePane

from .steps import Steps, first_difference

GUESSED = "What each paragraph is was guessed. Please look it through."
_LEAST_SEEN = 136
"""Pixels of the list that are always there; where the window is lower, the column scrolls."""


class OutlineColumn(QScrollArea):
    """Hold the list and the paragraph in hand; ``changed`` tells that the outline is another now."""

    changed = Signal()
    left = Signal()

    def __init__(self, look: Look, name: str, outline: Outline) -> None:
        super().__init__()
        self._steps = Steps(outline)
        self.list = PieceList(look)
        self.pane = PiecePane(look)
        self.another = FlatButton("Another file…", small=True, quiet=True)
        guessed = (GUESSED,) if any(piece.why for piece in outline.pieces) else ()
        self._lay_out(name, (*guessed, *outline.notes))
        self.list.went_to.connect(lambda _: self._show_piece())
        self.list.chosen_changed.connect(self._show_piece)
        self.list.move_asked.connect(self._move)
        self.list.leave_out_asked.connect(lambda: self._take_as(Role.LEFT_OUT))
        self.list.entered.connect(self.pane.text.setFocus)
        self.pane.role_chosen.connect(self._take_as)
        self.pane.edited.connect(self._write)
        self.pane.connect_actions(
            split=self._split,
            merge=self._merge,
            up=lambda: self._move(-1),
            down=lambda: self._move(1),
            everyone=self._ask_everyone,
            undo=self.undo,
            redo=self.redo,
        )
        self.another.clicked.connect(self.left)
        self._show(0)

    @property
    def outline(self) -> Outline:
        """Return the outline as it is now."""
        return self._steps.now

    def set_title(self, title: str) -> None:
        """Give the reading another title."""
        self._go(outlining.set_title(self.outline, _whole(title)), self.list.row, "title")

    def set_facts(self, language: str, source: str, license_: str) -> None:
        """Say what the whole is written in, where it is from, what others may do with it."""
        said = replace(self.outline, source=_whole(source), license=_whole(license_))
        if language != said.language:
            said = replace(said, language=language, language_why="")
        self._go(said, self.list.row, "facts")

    def undo(self) -> None:
        """Take the newest change back."""
        self._turn(self._steps.undo)

    def redo(self) -> None:
        """Make it once more."""
        self._turn(self._steps.redo)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo, wherever in the column the keyboard is."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        else:
            super().keyPressEvent(event)

    def _take_as(self, role: Role) -> None:
        chosen = self.list.chosen
        self._go(outlining.set_role(self.outline, chosen, role), self.list.row, f"role {chosen}")

    def _ask_everyone(self) -> None:
        self._go(outlining.ask_everyone(self.outline, self.list.row), self.list.row)

    def _write(self) -> None:
        row = self.list.row
        self._go(outlining.write(self.outline, row, _whole(self.pane.text.text())), row, f"words {row}")

    def _split(self) -> None:
        row = self.list.row
        if self._go(outlining.split(self.outline, row, self.pane.text.caret), row + 1):
            self.pane.text.caret = 0

    def _merge(self) -> None:
        row = self.list.row
        merged = outlining.merge(self.outline, row)
        if merged is not self.outline:
            second = len(self.outline.pieces[row].text)
            self._go(merged, row - 1)
            self.pane.text.caret = len(merged.pieces[row - 1].text) - second

    def _move(self, step: int) -> None:
        row = self.list.row
        moved = outlining.move(self.outline, row, step)
        if moved is not self.outline:
            self._go(moved, row + step)

    def _go(self, outline: Outline, row: int, kind: str = "") -> bool:
        """Take a change, and go to a piece; tell whether anything changed."""
        if not self._steps.go(outline, kind):
            return False
        is_elsewhere = row != self.list.row
        self._show(row)
        if is_elsewhere:
            self.pane.announce()
        self.changed.emit()
        return True

    def _turn(self, turn: Callable[[], None]) -> None:
        before = self.outline
        turn()
        if self.outline != before:
            row = first_difference(before, self.outline)
            self._show(row if row < len(self.outline.pieces) else self.list.row)
            self.pane.announce()
            self.changed.emit()
        self._show_piece()

    def _show(self, row: int) -> None:
        pieces = self.outline.pieces
        self.list.show_pieces(pieces, row, self.list.chosen if row == self.list.row else ())
        self._show_piece()

    def _show_piece(self) -> None:
        pieces, row = self.outline.pieces, self.list.row
        piece = pieces[row] if 0 <= row < len(pieces) else None
        self.pane.show_piece(piece, row, len(pieces), len(self.list.chosen))
        self.pane.undo.setEnabled(self._steps.can_undo)
        self.pane.redo.setEnabled(self._steps.can_redo)

    def _lay_out(self, name: str, notes: tuple[str, ...]) -> None:
        head = QHBoxLayout()
        head.addWidget(Label(name, "label"), 1)
        head.addWidget(self.another, 0, Qt.AlignmentFlag.AlignTop)
        line = QFrame()
        line.setObjectName("hairline")
        line.setFixedHeight(1)
        self.list.setMinimumHeight(_LEAST_SEEN)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 18, 24, 10)
        column.setSpacing(8)
        column.addLayout(head)
        for sentence in notes:
            column.addWidget(note(sentence))
        column.addWidget(self.list, 1)
        column.addWidget(line)
        column.addWidget(self.pane)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def _whole(text: str) -> str:
    """Return text in which no character is half: a pack is written in UTF-8."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
