"""Give a place to write what is to be let go of: it is kept nowhere, and goes with one gesture."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from ui.theme import Look
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.centered import CenteredPage
from ui.widgets.field_frame import FieldFrame
from ui.widgets.fleeting_text import FleetingText
from ui.widgets.label import Label
from ui.widgets.labels import body, note

TITLE = "Something to let go of"
PROMISE = (
    "What you write here is kept nowhere: not in the vault or in a backup, not for undo, search or export. "
    "It is gone when you let it go, when you leave this page, and when the vault locks."
)
GONE = "It is gone."
WIDTH = 600


class LetGoScreen(CenteredPage):
    """Hold words in this window's memory alone, until they are let go of."""

    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(WIDTH)
        self._text = FleetingText(look)
        self._frame = FieldFrame()
        self._release = primary_button("Let it go")
        self._back = secondary_button("Back")
        self._said = note("Ctrl+Enter lets it go · Esc leaves")
        self._lay_out(look)
        self._release.clicked.connect(self._let_go)
        self._back.clicked.connect(self.left)

    def _lay_out(self, look: Look) -> None:
        self._text.setAccessibleName(TITLE)
        self._text.setAccessibleDescription(PROMISE)
        self._text.setPlaceholderText("Write here")
        self._text.setFixedHeight(look.line_height("answer") * 8)
        self._frame.hold(self._text)
        inside = QHBoxLayout(self._frame)
        inside.setContentsMargins(13, 11, 13, 11)
        inside.addWidget(self._text)
        self.setFocusProxy(self._text)
        column = self.column
        column.addWidget(Label(TITLE, "title"))
        column.addWidget(body(PROMISE))
        column.addSpacing(14)
        column.addWidget(self._frame)
        column.addSpacing(14)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._release)
        row.addWidget(self._back)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(8)
        column.addWidget(self._said)

    def _let_go(self) -> None:
        self._text.forget()
        self._said.tell(GONE)
        self._text.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let go with Ctrl+Enter."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._let_go()
        else:
            super().keyPressEvent(event)
