"""Show at the foot of the reading what a person notes beside a passage, as a book shows a footnote."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from resilience_desktop.workbook import Mark, Prompt
from ui.theme import Look

from .buttons import FlatButton
from .label import Label
from .reflection_editor import ReflectionEditor

SHOWN = 140
"""The characters of a passage that stand above its note, at the most."""


class MarginNote(QWidget):
    """Edit one note, or show it to be read alone."""

    edited = Signal()
    refused = Signal(str)
    left = Signal()
    closed = Signal()
    remove_wanted = Signal()

    def __init__(self, mark: Mark, look: Look, *, read_only: bool) -> None:
        super().__init__()
        self.number = mark.number
        name = f"Note beside {shortened(mark.passage)}"
        self.editor = ReflectionEditor(Prompt("note", "Note", name), look)
        self._done = FlatButton("Done", small=True)
        self._remove = FlatButton("Remove highlight", small=True, quiet=True)
        self._lay_out(name)
        self.editor.set_text(mark.note)
        self.set_read_only(read_only)
        self.setFocusProxy(self.editor)
        self.editor.edited.connect(self.edited)
        self.editor.left.connect(self.left)
        self.editor.refused.connect(self.refused)
        self._done.clicked.connect(lambda: self.closed.emit())
        self._remove.clicked.connect(lambda: self.remove_wanted.emit())

    def set_read_only(self, read_only: bool) -> None:
        """Show the note to be read and copied alone, or let it be written."""
        self.editor.set_read_only(read_only)
        self._remove.setHidden(read_only)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Return what the Tab key visits."""
        return self.editor.area, self._done, self._remove

    def _lay_out(self, name: str) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(16)
        buttons.addWidget(self._done)
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label(name, "status", "quiet"))
        column.addWidget(_Room(self.editor))
        column.addLayout(buttons)


class _Room(QScrollArea):
    """Be as high as what stands inside, up to what the layout gives."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._within = inside
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidgetResizable(True)
        self.setWidget(inside)

    def sizeHint(self) -> QSize:
        """Return what the widget inside needs."""
        return self._within.sizeHint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow with the widget inside."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


def shortened(passage: str) -> str:
    """Return a passage on one line between quotation marks, cut at a word where it is long."""
    words = " ".join(passage.split())
    if len(words) > SHOWN:
        words = words[:SHOWN].rsplit(" ", 1)[0] + "…"
    return f"“{words}”"
