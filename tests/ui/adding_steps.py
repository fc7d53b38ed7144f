"""Steps of the tests in which a file becomes a reading."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextEdit, QWidget

from resilience_desktop.workbook import Outline, Piece, Role, Run
from ui.import_keeping import Draft
from ui.tour.player import named
from ui.widgets.piece_list import PieceList

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
SLOW = {"timeout": 20_000}
OUTLINE = Outline(
    (
        Piece((Run("A slow cup"),), Role.TITLE, "stands first"),
        Piece((Run("Put the kettle on. Stay with it."),)),
        Piece((Run("What did you notice?"),), Role.PROMPT, "ends as a question"),
        Piece((Run("Page 1"),), Role.LEFT_OUT, "stands at the foot of the page"),
    ),
    notes=("One picture was left out.",),
)
DRAFT = Draft("tea", OUTLINE)


def texts(listing: PieceList) -> list[tuple[str, Role]]:
    """Return the words and the role of each paragraph in a list."""
    model = listing.model()
    pieces = (model.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(model.rowCount()))
    return [(piece.text, piece.role) for piece in pieces]


def shown_pieces(window: QWidget) -> list[tuple[str, Role]]:
    """Return what the list of paragraphs holds, or nothing where none is shown."""
    lists = [each for each in window.findChildren(PieceList) if each.isVisible()]
    return texts(lists[0]) if lists else []


def result(window: QWidget) -> str:
    """Return what will come of the paragraphs."""
    return named("As it will look", QTextEdit, window).toPlainText()
