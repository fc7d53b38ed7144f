"""Take words that are kept nowhere: no undo, no copy, no learning by an input method."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QTextEdit

from ui.theme import Look

_KEPT_IN = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
)


class FleetingText(QTextEdit):
    """Edit plain text of which nothing leaves the widget."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        hints = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        self.setInputMethodHints(hints)
        look.changed.connect(self._restyle)
        self._restyle()

    def forget(self) -> None:
        """Write over the words, then drop them."""
        cursor = self.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText("·" * max(0, self.document().characterCount() - 1))
        self.clear()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Give nothing to a clipboard, to the primary selection or to a drag."""
        return QMimeData()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take no key that would keep the words; leave Ctrl+Enter to the page."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if any(event.matches(key) for key in _KEPT_IN):
            return
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select, but drag nothing."""
        if not self.textCursor().hasSelection() or event.buttons() == Qt.MouseButton.NoButton:
            super().mouseMoveEvent(event)
            return
        cursor = self.textCursor()
        cursor.setPosition(
            self.cursorForPosition(event.position().toPoint()).position(), cursor.MoveMode.KeepAnchor
        )
        self.setTextCursor(cursor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show no menu: everything in it would keep the words."""

    def _restyle(self) -> None:
        font = self._look.font("answer")
        self.setFont(font)
        self.viewport().setFont(font)  # it stays behind, and the placeholder is drawn in it
