"""Show the paragraph in hand: what it is taken as, its words, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resilience_desktop.workbook import Piece
from ui.theme import Look

from .buttons import FlatButton
from .field_frame import FieldFrame
from .flow import FlowLayout
from .label import Label
from .labels import note
from .piece_text import PieceText
from .radio_chips import RadioChips
from .role_names import NAMES, ROLES

HOW = "Enter splits it where the caret stands; Backspace at its start joins it to the one before."


class PiecePane(QWidget):
    """Hold the controls; what is done with the paragraph is asked for, and decided elsewhere."""

    role_chosen = Signal(object)
    edited = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._where = Label("", "label")
        self._why = note("")
        self.chips = RadioChips("Taken as", tuple(NAMES.values()))
        self.text = PieceText(look)
        self._refused = note("", "caution")
        self.split = FlatButton("Split at the caret", small=True)
        self.merge = FlatButton("Join to the one before", small=True)
        self.up = FlatButton("Move up", small=True)
        self.down = FlatButton("Move down", small=True)
        self.everyone = FlatButton("Ask everyone", small=True)
        self.undo = FlatButton("Undo", small=True)
        self.redo = FlatButton("Redo", small=True)
        self._lay_out()
        self.chips.chosen.connect(lambda place: self.role_chosen.emit(ROLES[place]))
        self.text.edited.connect(self.edited)
        self.text.refused.connect(self._refuse)

    def connect_actions(self, **actions: Callable[[], object]) -> None:
        """Have the buttons do these: split, merge, up, down, everyone, undo, redo."""
        for name, action in actions.items():
            getattr(self, name).clicked.connect(action)
        self.text.split_asked.connect(actions["split"])
        self.text.merge_asked.connect(actions["merge"])

    def show_piece(self, piece: Piece | None, row: int, count: int, chosen: int = 1) -> None:
        """Show a piece, its place among so many, and how many are chosen; or that there is none."""
        self.setEnabled(piece is not None)
        several = f"{chosen} paragraphs chosen" if chosen > 1 else f"Paragraph {row + 1} of {count}"
        self._refused.hide()
        self._where.setText(several if piece else "No paragraph")
        self._why.setText(piece.why if piece and chosen == 1 else "")
        self._why.setVisible(bool(self._why.text()))
        self.chips.place = ROLES.index(piece.role) if piece else None
        self.text.set_text(piece.text if piece else "")
        alone = chosen == 1
        self.everyone.setVisible(alone and piece is not None and piece.when is not None)
        for part, is_possible in (
            (self.text, alone),
            (self.split, alone),
            (self.merge, alone and row > 0),
            (self.up, alone and row > 0),
            (self.down, alone and row < count - 1),
        ):
            part.setEnabled(is_possible)

    def announce(self) -> None:
        """Have a screen reader say which paragraph is in hand, after it became another one."""
        self._where.tell(self._where.text(), "ink")

    def _refuse(self, sentence: str) -> None:
        self._refused.show()
        self._refused.tell(sentence, "caution")

    def _lay_out(self) -> None:
        self.text.setAccessibleName("Words of the paragraph")
        self.text.setAccessibleDescription(HOW)
        frame = FieldFrame()
        frame.hold(self.text)
        inside = QHBoxLayout(frame)
        inside.setContentsMargins(13, 9, 5, 9)
        inside.addWidget(self.text)
        actions = FlowLayout(14)
        for button in (self.split, self.merge, self.up, self.down, self.everyone):
            actions.addWidget(button)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._where, 1)
        head.addWidget(self.undo)
        head.addWidget(self.redo)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._why)
        column.addWidget(self.chips)
        column.addWidget(frame)
        column.addWidget(self._refused)
        self._refused.hide()
        column.addLayout(actions)
