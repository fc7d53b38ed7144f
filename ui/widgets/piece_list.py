"""List the paragraphs of a file, each with what it is taken as and why; hundreds stay quick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from resilience_desktop.workbook import Piece
from ui.theme import Look

from .piece_drawing import PieceDrawing
from .role_names import NAMES

KEYS = "Alt+Up and Alt+Down move a paragraph, Delete leaves it out, Enter goes to its words."
NO_TEXT = "a mark without a text"


class PieceList(QListView):
    """Show pieces; one stop of the Tab key, the arrows go from one to the next.

    ``went_to`` names the piece that the person took in hand, ``chosen_changed`` tells that others are
    selected. ``move_asked`` (-1 up, 1 down), ``leave_out_asked`` and ``entered`` are keys pressed on it.
    """

    went_to = Signal(int)
    chosen_changed = Signal()
    move_asked = Signal(int)
    leave_out_asked = Signal()
    entered = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._is_showing = False
        self._pieces = _Pieces(self)
        self.setModel(self._pieces)
        self.setItemDelegate(PieceDrawing(look, self))
        self.setAccessibleName("Paragraphs")
        self.setAccessibleDescription(KEYS)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._tell_row)
        self.selectionModel().selectionChanged.connect(self._tell_chosen)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)
        self._settled.timeout.connect(lambda: self.scrollTo(self.currentIndex()))
        look.changed.connect(self._fit)

    @property
    def row(self) -> int:
        """Return which piece is in hand, -1 where there is none."""
        return self.currentIndex().row()

    @property
    def chosen(self) -> tuple[int, ...]:
        """Return the pieces that are selected, at least the one in hand."""
        rows = {index.row() for index in self.selectedIndexes()} or {self.row}
        return tuple(sorted(row for row in rows if row >= 0))

    def show_pieces(self, pieces: Sequence[Piece], row: int, chosen: Sequence[int] = ()) -> None:
        """Show these pieces in place of the ones before, with one in hand; nothing is told of it."""
        self._is_showing = True
        is_anew = self._pieces.show(pieces)
        if is_anew or row != self.row:
            self._take(min(row, len(pieces) - 1), chosen)
        self._is_showing = False

    def go_to(self, row: int) -> None:
        """Take a piece in hand."""
        self._take(row, ())

    def sizeHint(self) -> QSize:
        """Ask for no more height than there has to be: what is left over comes here anyway."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with Alt and an arrow, leave out with Delete, go to the words with Enter."""
        key, alt = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_asked.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Delete:
            self.leave_out_asked.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.text().isprintable() and event.text().strip():
            event.ignore()  # letters search for nothing here
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Lay the lines out anew, and keep the one in hand in view."""
        self.scheduleDelayedItemsLayout()
        self._settled.start()

    def _tell_row(self, index: QModelIndex) -> None:
        if not self._is_showing:
            self.went_to.emit(index.row())

    def _tell_chosen(self) -> None:
        if not self._is_showing:
            self.chosen_changed.emit()

    def _take(self, row: int, chosen: Sequence[int]) -> None:
        flags = QItemSelectionModel.SelectionFlag
        index = self._pieces.index(row, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect)
        for each in chosen:
            self.selectionModel().select(self._pieces.index(each, 0), flags.Select)
        self.scrollTo(index)


class _Pieces(QAbstractListModel):
    """Hold the pieces for the view, and the words of each for screen readers."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self._pieces: tuple[Piece, ...] = ()

    def show(self, pieces: Sequence[Piece]) -> bool:
        """Take these pieces; tell whether the view has to begin anew, which forgets what is selected."""
        before, self_changed = self._pieces, len(pieces) != len(self._pieces)
        if self_changed:
            self.beginResetModel()
            self._pieces = tuple(pieces)
            self.endResetModel()
            return True
        self._pieces = tuple(pieces)
        changed = [at for at, piece in enumerate(pieces) if piece is not before[at] and piece != before[at]]
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], 0))
        return False

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return the number of pieces."""
        return 0 if parent is not None and parent.isValid() else len(self._pieces)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a piece, or its words."""
        piece = self._pieces[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return piece
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{NAMES[piece.role]}: {piece.text or NO_TEXT}"
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return piece.why
        return None
