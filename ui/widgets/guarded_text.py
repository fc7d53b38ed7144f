"""Show text that leaves the window only where the person copies it, and then as plain text."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QTextEdit

from .exact_text import as_qt_takes_it, units

_OURS = "application/x-resilience-desktop"
"""Marks what was copied from here, so that locking takes back that and nothing else."""

_SENSITIVE = {
    _OURS: b"1",
    "x-kde-passwordManagerHint": b"secret",  # Klipper, GPaste, CopyQ and others keep no history of it
    "application/x-nspasteboard-concealed-type": b"1",  # macOS, by the convention of nspasteboard.org
    "ExcludeClipboardContentFromMonitorProcessing": b"1",  # Windows clipboard history and cloud clipboard
}


class GuardedText(QTextEdit):
    """Keep the selection to itself: no X11 primary selection, no rich text, no clipboard history."""

    def __init__(self) -> None:
        super().__init__()
        self._giving = False
        self.setAcceptRichText(False)
        self.setFrameShape(QTextEdit.Shape.NoFrame)

    def selected(self) -> str:
        """Return the selected text as it is copied."""
        return self.textCursor().selectedText().replace("\u2029", "\n")

    def copy(self) -> None:
        """Copy the selection as plain text, marked as private for clipboard managers."""
        if self.textCursor().hasSelection():
            self._giving = True
            QGuiApplication.clipboard().setMimeData(self.createMimeDataFromSelection())
            self._giving = False

    def cut(self) -> None:
        """Copy the selection, then remove it."""
        self.copy()
        self.textCursor().removeSelectedText()

    def finish_composing(self) -> None:
        """Take what an input method has proposed so far, where it did not commit by itself."""
        proposed = self.textCursor().block().layout().preeditAreaText()
        if proposed:
            event = QInputMethodEvent()
            event.setCommitString(proposed)
            self.inputMethodEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return the selection while it is copied or dragged; else, for Qt's primary selection, nothing."""
        data = QMimeData()
        if self._giving:
            _fill_in(data, self.selected())
        return data

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy and cut in our own way."""
        keys = QKeySequence.StandardKey
        if event.matches(keys.Copy):
            self.copy()
        elif event.matches(keys.Cut) and not self.isReadOnly():
            self.cut()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the selection be dragged."""
        self._giving = True
        super().mouseMoveEvent(event)
        self._giving = False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Leave a file to the window: as text it would be its path."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the usual commands, with our own copy and cut behind them."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu)
        menu.popup(event.globalPos())

    def _fill(self, menu: QMenu) -> None:
        selected = self.textCursor().hasSelection()
        if not self.isReadOnly():
            menu.addAction("Undo", self.undo).setEnabled(self.document().isUndoAvailable())
            menu.addAction("Redo", self.redo).setEnabled(self.document().isRedoAvailable())
            menu.addSeparator()
            menu.addAction("Cut", self.cut).setEnabled(selected)
        menu.addAction("Copy", self.copy).setEnabled(selected)
        if not self.isReadOnly():
            menu.addAction("Paste", self.paste).setEnabled(self.canPaste())
        menu.addSeparator()
        menu.addAction("Select all", self.selectAll)


def select_found(area: QTextEdit, text: str, sought: str, start: int = 0) -> bool:
    """Select in an area, which shows this text, what a search finds from ``start`` on; tell if it does."""
    from resilience_desktop.workbook.words import first_place, parse

    found = first_place(text, parse(sought), start)
    if found is None:
        return False
    first, last = (len(units(text[:place])) // 2 for place in found)
    cursor = area.textCursor()
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    area.setTextCursor(cursor)
    return True


def copy_guarded(text: str) -> None:
    """Copy a text as plain text, marked as private for clipboard managers."""
    data = QMimeData()
    _fill_in(data, text)
    QGuiApplication.clipboard().setMimeData(data)


def _fill_in(data: QMimeData, text: str) -> None:
    data.setText(as_qt_takes_it(text))
    for kind, value in _SENSITIVE.items():
        data.setData(kind, value)


def forget_copied() -> None:
    """Empty the clipboard if what lies there was copied from here; what others laid there stays."""
    clipboard = QGuiApplication.clipboard()
    lies_there: QMimeData | None = clipboard.mimeData()  # the stubs do not know that there may be nothing
    if lies_there is not None and lies_there.hasFormat(_OURS):
        clipboard.clear()
