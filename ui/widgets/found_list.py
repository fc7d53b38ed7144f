"""List what a search found: grouped by where it stands, the words themselves marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPalette,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.fonts import Role
from ui.theme import Look

_SIDE, _ABOVE, _GAP, _RADIUS = 12, 8, 2, 8
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class FoundLine:
    """Hold one place: ``group`` is said above it where it differs from the line before."""

    key: object
    group: str
    label: str
    before: str
    match: str
    after: str


class FoundList(QListView):
    """Show lines of differing heights; Enter or a click says ``chosen`` with the line's key."""

    chosen = Signal(object)
    left_upward = Signal()
    more_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._lines = _Lines(self)
        self.setModel(self._lines)
        self.setItemDelegate(_Drawing(look, self))
        self.setAccessibleName("What was found")
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.clicked.connect(self._choose)
        self.verticalScrollBar().valueChanged.connect(self._look_ahead)
        look.changed.connect(self.doItemsLayout)

    @property
    def count(self) -> int:
        """Return how many lines there are."""
        return self._lines.rowCount()

    def set_lines(self, lines: Sequence[FoundLine]) -> None:
        """Show these lines; where they only go on from those shown, the place in them stays."""
        kept = self.currentIndex().row() if self._lines.goes_on(lines) else 0
        self._lines.set_lines(lines)
        if lines:
            self.setCurrentIndex(self._lines.index(max(kept, 0), 0))

    def choose_current(self) -> None:
        """Choose the line that is marked, if there is one."""
        self._choose(self.currentIndex())

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(Qt.ItemDataRole.UserRole).key)

    def _look_ahead(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if value > bar.maximum() - self.viewport().height():
            self.more_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by Enter; go back to the field above from the first line; never search by letters."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose_current()
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_upward.emit()
        elif event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Lines(QAbstractListModel):
    """Hold the lines for the view, and the words of each for screen readers."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self._lines: tuple[FoundLine, ...] = ()

    def goes_on(self, lines: Sequence[FoundLine]) -> bool:
        return bool(self._lines) and tuple(lines[: len(self._lines)]) == self._lines

    def set_lines(self, lines: Sequence[FoundLine]) -> None:
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return the number of lines."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a line, or its words."""
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role == Qt.ItemDataRole.UserRole + 1:
            return index.row() == 0 or self._lines[index.row() - 1].group != line.group
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{line.group}, {line.label}: {line.before}{line.match}{line.after}"
        return None


class _Drawing(QStyledItemDelegate):
    """Draw a line: the group where it begins, the label, and the words with what was found marked."""

    def __init__(self, look: Look, parent: QListView) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height that the wrapped words need at the view's width."""
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        _, height = self._words(index.data(Qt.ItemDataRole.UserRole), width)
        return QSize(width, self._top(index) + self._look.line_height("status") + _GAP + height + 2 * _ABOVE)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw it."""
        line: FoundLine = index.data(Qt.ItemDataRole.UserRole)
        palette, theme = option.palette, self._look.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRect(option.rect)
        top = self._top(index)
        if top:
            self._say(painter, box.adjusted(_SIDE, 12, -_SIDE, 0), line.group, "label", theme.ink)
        box.setTop(box.top() + top)
        self._back(painter, box, option.state, palette)
        inside = box.adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        self._say(painter, inside, line.label, "status", theme.quiet)
        layout, _ = self._words(line, option.rect.width())
        y = inside.top() + self._look.line_height("status") + _GAP
        painter.setPen(QColor(theme.ink))
        layout.draw(painter, QPointF(inside.left(), y))
        painter.restore()

    def _back(self, painter: QPainter, box: QRect, state: QStyle.StateFlag, palette: QPalette) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        if not (selected or over):
            return
        ringed = selected and bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setBrush(palette.color(QPalette.ColorRole.AlternateBase))
        outlined = ringed or self._look.theme.contrast
        colour = palette.color(QPalette.ColorRole.Accent)
        painter.setPen(QPen(colour, 2) if outlined else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)

    def _say(self, painter: QPainter, box: QRect, words: str, role: Role, colour: str) -> None:
        font = self._look.font(role)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        row = QRect(box.left(), box.top(), box.width(), self._look.line_height(role))
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitting)

    def _top(self, index: QModelIndex | QPersistentModelIndex) -> int:
        begins = bool(index.data(Qt.ItemDataRole.UserRole + 1))
        return 12 + self._look.line_height("label") + 4 if begins else 0

    def _words(self, line: FoundLine, width: int) -> tuple[QTextLayout, int]:
        """Lay the words out on up to three lines."""
        layout = QTextLayout(line.before + line.match + line.after, self._look.font("answer"))
        mark = QTextLayout.FormatRange()
        mark.start = len(line.before.encode("utf-16-le", "surrogatepass")) // 2
        mark.length = len(line.match.encode("utf-16-le", "surrogatepass")) // 2
        shape = QTextCharFormat()
        shape.setBackground(QColor(self._look.theme.mark))
        if self._look.theme.contrast:
            shape.setFontUnderline(True)
        mark.format = shape
        layout.setFormats([mark])
        step, y = self._look.line_height("answer"), 0.0
        layout.beginLayout()
        for _ in range(_MOST_LINES):
            row = layout.createLine()
            if not row.isValid():
                break
            row.setLineWidth(max(1, width - 2 * _SIDE))
            row.setPosition(QPointF(0.0, y + (step - row.height()) / 2))
            y += step
        layout.endLayout()
        return layout, round(y)
